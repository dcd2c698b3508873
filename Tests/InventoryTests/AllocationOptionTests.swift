import Inventory
import Testing

/// How places are chosen among goods that are equally good to take (`algorithms.md` 4.5).
@Suite struct AllocationOptionTests {
  private static func bins(_ quantities: [Int], areInOrder: Bool = false) -> [LotAllocation.Candidate] {
    quantities.enumerated().map { index, quantity in
      LotAllocation.Candidate(
        location: LocationID(Int64(index)), place: "B-\(index)", arrival: areInOrder ? Int64(index) : nil,
        available: Quantity(quantity))
    }
  }

  private static func taken(
    _ need: Int, _ candidates: [LotAllocation.Candidate], _ option: LotAllocation.Option, packs: [Int] = []
  ) -> [String] {
    let (pieces, left) = LotAllocation.take(
      Quantity(need), from: candidates, by: .fefo, on: Day(daysSince1970: 20_000), option: option,
      packs: packs.map { Quantity($0) })
    return pieces.map { "\($0.quantity) of \($0.candidate.available)" } + (left > .zero ? ["left \(left)"] : [])
  }

  @Test(
    "whole packs first, the largest before the others; then what is left",
    arguments: [
      (590, [40, 510, 60, 100], [50, 500], ["500 of 510", "50 of 60", "40 of 40"]),
      (590, [40, 510, 60, 100], [], ["40 of 40", "60 of 60", "100 of 100", "390 of 510"]),
      // A pack of one is none, and what no place has whole is taken in pieces.
      (7, [3, 4, 9], [1, 12], ["3 of 3", "4 of 4"]), (1000, [510, 500], [500], ["500 of 500", "500 of 510"]),
      (25, [30, 11], [10], ["11 of 11", "14 of 30"]), (700, [510, 60], [500], ["510 of 510", "60 of 60", "left 130"]),
    ] as [(Int, [Int], [Int], [String])])
  func fullPacks(_ need: Int, _ bins: [Int], _ packs: [Int], _ pieces: [String]) {
    #expect(Self.taken(need, Self.bins(bins), .fullPacks, packs: packs) == pieces)
  }

  @Test(
    "places that are emptied by it first, in their order",
    arguments: [
      (250, [300, 150, 50, 100], ["150 of 150", "50 of 50", "50 of 300"]), (40, [300, 50], ["40 of 300"]),
      (350, [300, 150, 50, 100], ["300 of 300", "50 of 50"]),
      (900, [300, 150, 50, 100], ["300 of 300", "150 of 150", "50 of 50", "100 of 100", "left 300"]),
    ] as [(Int, [Int], [String])])
  func emptyBin(_ need: Int, _ bins: [Int], _ pieces: [String]) {
    #expect(Self.taken(need, Self.bins(bins, areInOrder: true), .emptyBin) == pieces)
  }

  @Test("no option puts what expires later before what expires first", arguments: LotAllocation.Option.allCases)
  func expiryWins(_ option: LotAllocation.Option) {
    func lot(_ code: String, _ day: Int, _ quantity: Int) -> LotAllocation.Candidate {
      LotAllocation.Candidate(
        location: LocationID(1), place: "A", lot: Lot(code: code, expires: Day(daysSince1970: day)),
        available: Quantity(quantity))
    }
    let lots = [lot("LATE", 20_090, 50), lot("SOON", 20_010, 7), lot("SOON-2", 20_010, 20)]
    #expect(
      Self.taken(30, lots, option, packs: [10, 50])
        == (option == .fullPacks ? ["20 of 20", "7 of 7", "3 of 50"] : ["7 of 7", "20 of 20", "3 of 50"]))
  }
}
