import Inventory
import Testing

/// The worked numbers of `algorithms.md` 4.7 and 4.11.
@Suite("Figures of counting") struct CountFigureTests {
  @Test(
    "Oracle's case: cost 10, on hand 100, +5 % / -10 %, +200 / -250",
    arguments: [(106, false), (88, false), (122, false), (73, false), (95, true), (105, true), (90, true), (100, true)])
  func oracle(counted: Int, isAccepted: Bool) throws {
    let limits = try #require(Tolerance("+5%, -10%, value +200, value -250"))
    #expect(
      limits.accepts(Quantity(counted - 100), expected: Quantity(100), cost: UnitCost("10")) == isAccepted)
  }

  @Test(
    "each limit is optional, and so many units are always acceptable where that is said",
    arguments: [
      ("", 1, false), ("", 0, true), ("2", 2, true), ("2", -3, false), ("1%, 2", -2, true), ("value 50", 5, true),
      ("value 50", -6, false), ("value +50", -1, false), ("5%, value 10", 2, false), ("-5%", 5, false),
      ("-5%", -5, true),
    ])
  func limits(text: String, variance: Int, isAccepted: Bool) throws {
    let limits = try #require(Tolerance(text))
    #expect(limits.accepts(Quantity(variance), expected: Quantity(100), cost: UnitCost("10")) == isAccepted)
  }

  /// A line: what was expected, and what was counted.
  private static func accuracy(_ lines: [(Int, Int)], limits: String) throws -> CountAccuracy {
    let limits = try #require(Tolerance(limits))
    var accuracy = CountAccuracy()
    for (expected, counted) in lines {
      let variance = Quantity(counted - expected)
      accuracy.add(
        expected: Quantity(expected), variance: variance, worth: UnitCost("10").map { Worth(variance, at: $0) },
        isWithin: limits.accepts(variance, expected: Quantity(expected), cost: nil))
    }
    return accuracy
  }

  @Test("plus and minus never cancel out: 100 counted as 95 and 100 as 105 are 95 % of the units and none of the items")
  func accuracy() throws {
    let accuracy = try CountFigureTests.accuracy([(100, 95), (100, 105)], limits: "1%")
    #expect(accuracy.expected == Quantity(200) && accuracy.off == Quantity(10))
    #expect(accuracy.ofUnits == 9500 && accuracy.ofItems == 0)
    #expect(accuracy.valueUp.description == "50.00" && accuracy.valueDown.description == "50.00")
    #expect(try CountFigureTests.accuracy([(100, 95), (100, 105)], limits: "5%").ofItems == 10_000)
    #expect(try CountFigureTests.accuracy([(100, 300)], limits: "").ofUnits == 0)
    #expect(try CountFigureTests.accuracy([(0, 0)], limits: "").ofUnits == 10_000)
    #expect(CountAccuracy().ofUnits == nil && CountAccuracy().ofItems == nil)
    var sum = accuracy
    sum += accuracy
    #expect(sum.lines == 4 && sum.ofUnits == 9500 && sum.valueUp.description == "100.00")
  }

  @Test(
    "a variance as a share: nothing of nothing is 0, something of nothing all of it",
    arguments: [(0, 0, 0), (5, 0, 10_000), (-5, 0, -10_000), (5, 100, 500), (-12, 100, -1200), (0, 7, 0)])
  func shares(variance: Int, expected: Int, share: Int64) {
    #expect(CountShare.of(Quantity(variance), expected: Quantity(expected)) == share)
  }

  private static func ranked(_ values: [(String, Int)]) -> [RankedUsage] {
    UsageClass.ranked(
      values.enumerated().map { index, value in
        ItemUsage(
          item: ItemID(Int64(index + 1)), code: ItemCode(sku: value.0), name: "", used: Quantity(value.1),
          value: Worth(Quantity(value.1), at: UnitCost(tenThousandths: 10_000)))
      })
  }

  private static func letters(_ ranked: [RankedUsage], _ letter: (RankedUsage) -> UsageClass) -> String {
    ranked.map { letter($0).rawValue }.joined(separator: " ")
  }

  @Test("classes go by the share before the item; by the share after it they would be others")
  func classes() {
    let values = [
      ("H", 500), ("A", 50_000), ("C", 9_000), ("B", 26_000), ("D", 7_000), ("E", 4_000), ("F", 2_500), ("G", 1_000),
    ]
    let ranked = CountFigureTests.ranked(values)
    #expect(ranked.map(\.usage.code.sku).joined() == "ABCDEFGH")
    #expect(CountFigureTests.letters(ranked) { $0.letter } == "A A A B B C C C")
    #expect(CountFigureTests.letters(ranked) { $0.letterByShareAfter } == "A A B B C C C C")
    #expect(ranked[2].shareBefore == 7600 && ranked[2].shareAfter == 8500)
  }

  @Test("what nothing was used of is C, ties go by SKU, and what came back more than went out counts as nothing")
  func edges() {
    let ranked = CountFigureTests.ranked([("B", 10), ("A", 10), ("Z", 0), ("N", -5)])
    #expect(ranked.map { "\($0.usage.code)\($0.letter.rawValue)" } == ["AA", "BA", "NC", "ZC"])
    #expect(CountFigureTests.ranked([("A", 0)]).map(\.letter) == [.c])
    #expect(UsageClass.ranked([]).isEmpty)
  }

  @Test("limits are written as they are read, with what they mean")
  func texts() {
    for text in ["5%", "+5%, -10%", "2", "value 200.00", "5%, 2, value +200.00, value -250.00", "2.5%", ""] {
      #expect(Tolerance(text)?.description == text)
    }
    for text in ["5", "+5%", "value 3"] { #expect(Tolerance(text)?.isEmpty == false) }
    for text in ["five", "5%%", "-2", "+2", "5 %", "value", "value x", "1.234%", "5%;2"] {
      #expect(Tolerance(text) == nil, "\(text)")
    }
  }
}
