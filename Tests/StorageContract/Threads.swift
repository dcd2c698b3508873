import Storage
import Synchronization

extension Promise {
  /// Work that may be done on another thread.
  static let threads: [Promise] = [
    Promise("pieces of work side by side are each done once, and all of them") { site in
      let done = Mutex([Int](repeating: 0, count: 100))
      try site.database.sideBySide((0..<100).map { piece in { done.withLock { $0[piece] += 1 } } })
      try expect(done.withLock { $0 }, is: [Int](repeating: 1, count: 100), "how often each was done")
    },
    Promise("pieces are taken in the order in which they were made, one at a time, and all before it ends") { site in
      let taken = Taken()
      try site.database.relay { give in
        for piece in 0..<10_000 { _ = give(piece) }
      } to: { piece in
        taken.take(piece)
        return true
      }
      try expect(taken.pieces, is: Array(0..<10_000), "the pieces")
      try expect(taken.wereApart, is: true, "that one was taken at a time")
    },
    Promise("who wants no more pieces gets none, and who makes them is told") { site in
      let taken = Taken()
      var made = 0
      try site.database.relay { give in
        while made < 1_000_000, give(made) { made += 1 }
      } to: { piece in
        taken.take(piece)
        return piece < 20
      }
      try expect(taken.pieces, is: Array(0...20), "the pieces")
      try expect(made < 1_000_000, is: true, "that making them ended")
    },
    Promise("nothing made is nothing taken") { site in
      let taken = Taken()
      try site.database.relay({ _ in }, to: { (piece: Int) in taken.take(piece) })
      try expect(taken.pieces, is: [], "the pieces")
    },
  ]
}

/// What was taken, and whether one was begun while another was under way.
private final class Taken: Sendable {
  private let all = Mutex<[Int]>([])
  private let underWay = Atomic<Int>(0)
  private let met = Atomic<Bool>(false)

  var pieces: [Int] { all.withLock { $0 } }
  var wereApart: Bool { !met.load(ordering: .relaxed) }

  @discardableResult
  func take(_ piece: Int) -> Bool {
    if underWay.add(1, ordering: .relaxed).newValue > 1 { met.store(true, ordering: .relaxed) }
    all.withLock { $0.append(piece) }
    underWay.subtract(1, ordering: .relaxed)
    return true
  }
}
