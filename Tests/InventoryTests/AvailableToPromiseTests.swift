import Inventory
import Testing

/// The dated view of `algorithms.md` 4.1, and how far places are apart.
@Suite struct AvailableToPromiseTests {
  private static func day(_ number: Int) -> Day { Day(daysSince1970: 20_000 + number) }

  /// `0: 70/20, 3: 30/20`: the days with what is projected and what may be promised.
  private static func steps(_ available: Int, _ changes: [(Int, Int)]) -> String {
    let changes = changes.map { number, change in
      AvailableToPromise.Change(
        day(number), incoming: Quantity(max(0, change)), due: Quantity(max(0, -change)))
    }
    return AvailableToPromise(available: Quantity(available), changes, today: day(0)).steps
      .map { "\($0.day.daysSince1970 - 20_000): \($0.projected)/\($0.promisable)" }.joined(separator: ", ")
  }

  @Test(
    "what may be promised for a day is no more than any later day can spare",
    arguments: [
      // The worked example: without a look ahead one would promise 70.
      (70, [(3, -40), (5, 50), (7, -60)], "0: 70/20, 3: 30/20, 5: 80/20, 7: 20/20"),
      (70, [], "0: 70/70"), (0, [(2, 20)], "0: 0/0, 2: 20/20"),
      // Several on one day are one step; the order they are told in is nothing.
      (10, [(5, 5), (2, -4), (5, 3)], "0: 10/6, 2: 6/6, 5: 14/14"),
      // What was due before today is due now; what should have come is late, and counts on no day.
      (10, [(-3, -4), (-1, 100), (0, 1)], "0: 7/7"),
      // More is due than there will be.
      (5, [(1, -9)], "0: 5/-4, 1: -4/-4"), (-2, [(1, 1)], "0: -2/-2, 1: -1/-1"),
    ] as [(Int, [(Int, Int)], String)])
  func promises(_ available: Int, _ changes: [(Int, Int)], _ steps: String) {
    #expect(AvailableToPromiseTests.steps(available, changes) == steps)
  }

  @Test("a day between two steps is as the one before; the first day for a quantity is told")
  func days() {
    let promise = AvailableToPromise(
      available: Quantity(10), [.init(Self.day(4), due: Quantity(8)), .init(Self.day(6), incoming: Quantity(30))],
      today: Self.day(0))
    #expect(
      [-5, 0, 3, 4, 5, 6, 99].map { promise.promisable(on: Self.day($0)) }
        == [2, 2, 2, 2, 2, 32, 32].map { Quantity($0) })
    #expect(promise.firstDay(for: Quantity(2)) == Self.day(0) && promise.firstDay(for: Quantity(3)) == Self.day(6))
    #expect(promise.firstDay(for: Quantity(33)) == nil)
  }

  @Test(
    "distances are those of the great circle",
    arguments: [
      // Nashville and Los Angeles: the pair everybody computes.
      ("36.12,-86.67", "33.94,-118.4", 2_886_444), ("52.52,13.405", "52.52,13.405", 0),
      ("51.5074,-0.1278", "48.8566,2.3522", 343_556),
      // A quarter and half of the way round, over a pole, over the line where the day changes.
      ("0,0", "0,90", 10_007_543), ("0,0", "0,180", 20_015_087), ("90,0", "-90,0", 20_015_087),
      ("80,10", "80,-170", 2_223_899), ("0,179.5", "0,-179.5", 111_195), ("52.52,13.405", "52.52001,13.405", 1),
    ])
  func distances(_ one: String, _ other: String, _ metres: Int) throws {
    let (one, other) = (try #require(Coordinates(one)), try #require(Coordinates(other)))
    #expect(abs(one.metres(to: other) - metres) <= 1, "\(one.metres(to: other))")
    #expect(one.metres(to: other) == other.metres(to: one))
  }
}
