import Glibc

/// What ended a wait.
public struct Wakeup: Sendable {
  /// What was typed or scanned; empty if nothing was.
  public var input: [UInt8] = []
  public var signals: [TerminalSignal] = []
  /// The terminal is gone. Save, `leave` and exit 129.
  public var isHungUp = false
}

/// The one place where the main thread waits: for the terminal, for posted events and signals, and for a time.
public struct InputWait {
  private let input: Int32
  private let pipe: WakePipe
  /// As much is read before the bytes are handed over; the rest waits in the terminal.
  private static let most = 1 << 16

  public init(input: Int32 = STDIN_FILENO, waking pipe: WakePipe) {
    self.input = input
    self.pipe = pipe
  }

  /// The time for decoder deadlines and timers, in milliseconds; it does not go back.
  public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Waits until something was typed, posted or signalled, or until `deadline` by `now()`; nil waits for ever.
  public func wait(until deadline: Int64?) -> Wakeup {
    var wakeup = Wakeup()
    var watched = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = deadline.map { Int32(clamping: max(0, $0 - InputWait.now())) } ?? -1
    guard poll(&watched, 2, milliseconds) > 0 else {
      wakeup.signals = pipe.drain().compactMap(TerminalSignal.init(number:))
      return wakeup
    }
    if watched[1].revents != 0 { wakeup.signals = pipe.drain().compactMap(TerminalSignal.init(number:)) }
    if watched[0].revents != 0 { readAll(into: &wakeup) }
    return wakeup
  }

  private func readAll(into wakeup: inout Wakeup) {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    var watched = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    repeat {
      let count = read(input, &bytes, bytes.count)
      if count > 0 {
        wakeup.input += bytes[..<count]
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        wakeup.isHungUp = true
        return
      }
    } while wakeup.input.count < InputWait.most && poll(&watched, 1, 0) > 0
  }
}
