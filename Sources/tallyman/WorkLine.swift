import Glibc
import Synchronization

/// A thread of its own that does what it is given, in order; or several that share it.
final class WorkLine: Sendable {
  private struct State {
    var work: [@Sendable () -> Void] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  private let semaphore = Semaphore()

  /// - Parameter threads: with more than one the order is that in which work begins.
  init(threads: Int = 1) {
    for _ in 0..<threads {
      Threads.start { [self] in
        while let work = next() { work() }
      }
    }
  }

  func add(_ work: @escaping @Sendable () -> Void) {
    state.withLock { $0.work.append(work) }
    semaphore.signal()
  }

  /// Ends the thread when what it has been given is done.
  func close() {
    state.withLock { $0.isClosed = true }
    semaphore.signal()
  }

  private func next() -> (@Sendable () -> Void)? {
    while true {
      let (work, isClosed) = state.withLock { state in
        (state.work.isEmpty ? nil : state.work.removeFirst(), state.isClosed)
      }
      if let work { return work }
      if isClosed { return nil }
      semaphore.wait()
    }
  }
}

/// A counting semaphore of the system.
final class Semaphore: @unchecked Sendable {
  private let handle = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(handle, 0, 0) }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func signal() { sem_post(handle) }

  func wait() {
    while sem_wait(handle) != 0, errno == EINTR {}
  }

  /// False when the time ran out.
  func wait(milliseconds: Int) -> Bool {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    until.tv_sec += milliseconds / 1000
    until.tv_nsec += milliseconds % 1000 * 1_000_000
    if until.tv_nsec >= 1_000_000_000 {
      until.tv_sec += 1
      until.tv_nsec -= 1_000_000_000
    }
    while sem_timedwait(handle, &until) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }
}

enum Threads {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread that ends with the program at the latest. Signals go to the main thread, which waits for them.
  static func start(_ body: @escaping @Sendable () -> Void) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    precondition(failure == 0, "the system has a thread for us")
    pthread_detach(thread)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
