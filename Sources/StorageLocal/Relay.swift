import Synchronization

/// Pieces that one thread makes and another takes, in their order. A few wait at most: who makes them sooner than they are
/// taken waits.
final class Relay<Piece: Sendable>: Sendable {
  private let take: @Sendable (Piece) -> Bool
  /// Nil behind the last.
  private let waiting = Mutex<[Piece?]>([])
  private let places = Semaphore(4)
  private let pieces = Semaphore(0)
  private let isEnough = Atomic<Bool>(false)

  init(_ take: @escaping @Sendable (Piece) -> Bool) { self.take = take }

  /// Returns when all is taken. Where the system has no thread for us, each piece is taken as it is made.
  func run(_ make: (_ give: (Piece) -> Bool) -> Void) {
    guard let taker = SystemThread({ [self] in takeAll() }) else { return make(take) }
    make { piece in
      give(piece)
      return !isEnough.load(ordering: .relaxed)
    }
    give(nil)
    taker.join()
  }

  private func give(_ piece: Piece?) {
    places.take()
    waiting.withLock { $0.append(piece) }
    pieces.bring()
  }

  private func takeAll() {
    while true {
      pieces.take()
      guard let piece = waiting.withLock({ $0.removeFirst() }) else { return }
      if !isEnough.load(ordering: .relaxed), !take(piece) { isEnough.store(true, ordering: .relaxed) }
      places.bring()
    }
  }
}
