import Synchronization

/// What other threads tell the main thread; the only thing they share with it. Posting wakes `InputWait`.
public final class EventQueue<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  private let pipe: WakePipe

  public init(waking pipe: WakePipe) {
    self.pipe = pipe
  }

  /// Callable from any thread; never blocks for longer than another `post` or `drain`.
  public func post(_ event: Event) {
    let isFirst = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if isFirst { pipe.wake() }
  }

  /// All events so far, oldest first.
  public func drain() -> [Event] {
    events.withLock { events in
      defer { events.removeAll(keepingCapacity: true) }
      return events
    }
  }
}
