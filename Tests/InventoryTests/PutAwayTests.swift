import Inventory
import Testing

/// The worked numbers of `algorithms.md` 4.14, and what comes first.
@Suite struct PutAwayTests {
  /// A place in a few words: its code, and what is known of it.
  private struct Bin {
    var code: String
    var free: Int?
    var priority: Int?
    var same = false
    var home = false

    var candidate: PutAway.Candidate {
      PutAway.Candidate(
        Location(code: code), holdsSame: same, isHome: home, priority: priority, free: free.map { Quantity($0) })
    }
  }

  private static let splits: [(what: String, Int, bins: [Bin], pack: Int?, split: String)] = [
    (
      "300 to capacities of 200 and 300", 300,
      [Bin(code: "A", free: 200, priority: 1), Bin(code: "B", free: 300, priority: 2)],
      nil, "A 200, B 100"
    ),
    (
      "700 where other goods take 100 of 500 in the first", 700,
      [Bin(code: "A", free: 400, priority: 1), Bin(code: "B", free: 500, priority: 1)], nil, "B 500, A 200"
    ),
    (
      "two bags of 1,000 into 1,000 and 500", 2000,
      [Bin(code: "A", free: 1000, priority: 1), Bin(code: "B", free: 500, priority: 2)], 1000, "A 1000, left 1000"
    ),
    ("no place takes any", 5, [Bin(code: "A", free: 0, priority: 1)], nil, "left 5"),
    ("no place at all", 5, [], nil, "left 5"),
    (
      "the same goods win over a rule, and an item's own bin over every rule", 30,
      [
        Bin(code: "A", free: 10, priority: 1), Bin(code: "B", free: 10, home: true),
        Bin(code: "C", free: 5, same: true),
      ], nil, "C 5, B 10, A 10, left 5"
    ),
    (
      "the same goods where nothing fits any more", 5,
      [Bin(code: "A", free: 0, same: true), Bin(code: "B", free: 9, priority: 3)], nil, "B 5"
    ),
    (
      "a place that is never full has most free", 5,
      [Bin(code: "A", free: 1000, priority: 1), Bin(code: "B", free: nil, priority: 1)], nil, "B 5"
    ),
    (
      "else the nearest by the order of codes, to either side", 20,
      [
        Bin(code: "A-01", free: 8, priority: 1), Bin(code: "A-09", free: 8, priority: 1),
        Bin(code: "b-02", free: 8, priority: 1),
      ], nil, "A-01 8, A-09 8, b-02 4"
    ),
    ("a pack that fits nowhere whole", 12, [Bin(code: "A", free: 5, priority: 1)], 6, "left 12"),
  ]

  @Test("goods are split greedily, first things first")
  func splits() {
    for (what, quantity, bins, pack, expected) in PutAwayTests.splits {
      let split = PutAway.suggest(
        Quantity(quantity), bins.map(\.candidate), from: "A-08", pack: pack.map { Quantity($0) })
      var words = split.shares.map { "\($0.place.code) \($0.quantity)" }
      if !split.unassigned.isZero { words.append("left \(split.unassigned)") }
      #expect(words.joined(separator: ", ") == expected, "\(what)")
      let placed = split.shares.reduce(Quantity.zero) { $0 + $1.quantity }
      #expect(placed + split.unassigned == Quantity(quantity), "\(what)")
    }
  }
}
