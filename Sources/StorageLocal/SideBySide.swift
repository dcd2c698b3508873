import Glibc
import Synchronization

/// Pieces of work that two threads take one after the other until none is left: who calls, and one more.
final class SideBySide: Sendable {
  private let work: [@Sendable () -> Void]
  private let next = Atomic<Int>(0)

  init(_ work: [@Sendable () -> Void]) { self.work = work }

  /// Returns when all is done. Where the system has no thread for us, who calls does it alone.
  func run() {
    guard work.count > 1 else { return take() }
    // Signals go to the threads that wait for them.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<SideBySide>.fromOpaque(context).takeUnretainedValue().take() }
        return nil
      }, context.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    take()
    if failure == 0 { pthread_join(thread, nil) }
    context.release()
  }

  private func take() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard work.indices.contains(index) else { return }
      work[index]()
    }
  }
}
