import Glibc

/// A thread beside the one that starts it. It ends with its work; signals go to other threads.
struct SystemThread {
  private final class Work {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Nil where the system has no thread for us. Each that was started is waited for or let go.
  init?(_ work: @escaping @Sendable () -> Void) {
    // Signals go to the threads that wait for them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Work(work))
    let failure = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard failure == 0 else {
      context.release()
      return nil
    }
    self.thread = thread
  }

  /// Returns when its work is done.
  func join() { pthread_join(thread, nil) }

  /// Nobody will wait for it.
  func letGo() { pthread_detach(thread) }
}
