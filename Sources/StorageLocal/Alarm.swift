import Glibc
import Synchronization

/// Calls threads back that wait in the kernel for something that may never come.
///
/// `flock` knows no time limit, but a signal ends it. So a thread watches the others while any of them waits, and sends
/// a signal that means nothing else to those whose time is up. When none waits any more the watching thread ends.
enum Alarm {
  private struct Watched {
    let thread: pthread_t
    let deadline: Int64
    /// The signals that the thread had kept away before.
    let blocked: sigset_t
  }

  private struct State {
    var watched: [Watched] = []
    var isWatching = false
  }

  private static let signal = SIGURG
  private static let state = Mutex(State())
  private static let isReady = prepareSignal()

  /// Makes system calls of this thread end with `EINTR` once the deadline has passed, until `stop`. Only one deadline
  /// a thread.
  /// - Parameter deadline: in milliseconds of the monotonic clock.
  static func start(deadline: Int64) {
    guard isReady else { return }
    // Threads of a work queue keep signals away.
    var signals = sigset_t()
    var blocked = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
    let watched = Watched(thread: pthread_self(), deadline: deadline, blocked: blocked)
    let needsThread = state.withLock { state -> Bool in
      state.watched.append(watched)
      defer { state.isWatching = true }
      return !state.isWatching
    }
    guard needsThread else { return }
    if let watcher = SystemThread({ watch() }) { watcher.letGo() } else { state.withLock { $0.isWatching = false } }
  }

  static func stop() {
    let watched = state.withLock { state -> Watched? in
      let index = state.watched.firstIndex { pthread_equal($0.thread, pthread_self()) != 0 }
      return index.map { state.watched.remove(at: $0) }
    }
    if var blocked = watched?.blocked { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
  }

  /// The signal is ignored unless somebody asks for it, and an ignored signal ends no call.
  private static func prepareSignal() -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    action.__sigaction_handler.sa_handler = { _ in }
    action.sa_flags = 0
    return sigaction(signal, &action, nil) == 0
  }

  private static func watch() {
    while let pause = ring() {
      var time = timespec(tv_sec: Int(pause / 1000), tv_nsec: Int(pause % 1000) * 1_000_000)
      nanosleep(&time, nil)
    }
  }

  /// Signals every thread that is late; answers how long to sleep, nothing when nobody waits. One that was just about
  /// to wait misses the signal and gets the next.
  private static func ring() -> Int64? {
    let now = monotonicMilliseconds()
    return state.withLock { state in
      guard !state.watched.isEmpty else {
        state.isWatching = false
        return nil
      }
      var pause: Int64 = 1000
      for watched in state.watched {
        if watched.deadline <= now { pthread_kill(watched.thread, signal) }
        pause = min(pause, max(watched.deadline - now, 20))
      }
      return pause
    }
  }
}
