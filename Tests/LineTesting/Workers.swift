import Glibc
import Synchronization

/// Threads that belong to one server of a test, and the bell that sends them home.
public final class Workers: Sendable {
  private struct State {
    var running = 0
    var isOver = false
    /// While this end is open the bell is silent.
    var silencer: Int32
  }

  private let state: Mutex<State>
  /// Readable once all are to end.
  public let bell: Int32
  /// Given back by a thread that ends when all are to end.
  private nonisolated(unsafe) let ended: UnsafeMutablePointer<sem_t>

  public init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    bell = ends[0]
    state = Mutex(State(silencer: ends[1]))
    ended = .allocate(capacity: 1)
    sem_init(ended, 0, 0)
  }

  deinit {
    let silencer = state.withLock { $0.silencer }
    if silencer >= 0 { close(silencer) }
    close(bell)
    sem_destroy(ended)
    ended.deallocate()
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs it on a thread of its own; false when it is over, or the system has no thread.
  @discardableResult
  public func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let mayStart = state.withLock { state in
      if !state.isOver { state.running += 1 }
      return !state.isOver
    }
    guard mayStart else { return false }
    let work = Unmanaged.passRetained(
      Work { [self] in
        body()
        end()
      })
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 1 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if code != 0 {
      work.release()
      end()
    }
    return code == 0
  }

  private func end() {
    state.withLock { state in
      state.running -= 1
      if state.isOver { sem_post(ended) }
    }
  }

  /// Waits so long, or until all are to end; false then.
  public func wait(milliseconds: Int) -> Bool {
    let end = MonotonicTime.milliseconds + Int64(milliseconds)
    while true {
      let left = end - MonotonicTime.milliseconds
      if left <= 0 { return true }
      var descriptor = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, Int32(min(left, 60_000))) > 0 { return false }
    }
  }

  /// Sends all home and returns when they are gone.
  public func finish() {
    let running = state.withLock { state -> Int in
      state.isOver = true
      close(state.silencer)
      state.silencer = -1
      return state.running
    }
    for _ in 0..<running { while sem_wait(ended) != 0 {} }
  }
}

public enum MonotonicTime {
  public static var milliseconds: Int64 { microseconds / 1000 }

  public static var microseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
