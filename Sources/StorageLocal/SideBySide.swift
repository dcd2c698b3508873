import Synchronization

/// Pieces of work that two threads take one after the other until none is left: who calls, and one more.
final class SideBySide: Sendable {
  private let work: [@Sendable () -> Void]
  private let next = Atomic<Int>(0)

  init(_ work: [@Sendable () -> Void]) { self.work = work }

  /// Returns when all is done. Where the system has no thread for us, who calls does it alone.
  func run() {
    let other = work.count > 1 ? SystemThread { [self] in take() } : nil
    take()
    other?.join()
  }

  private func take() {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard work.indices.contains(index) else { return }
      work[index]()
    }
  }
}
