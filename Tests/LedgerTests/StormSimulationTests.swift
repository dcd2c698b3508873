import Glibc
import Inventory
import Testing

/// The simulations over lines on which everything goes wrong, by a seed: they end equal to their plain models all the same.
/// `TALLYMAN_RUNS=20` runs twenty times as many.
@Suite(
  "Whole days over a line in a storm, against plain models", .onlyOfFiles("each storm has a way of its own"))
struct StormSimulationTests {
  /// A line, and what its storm is seeded with.
  struct Weather: Sendable, CustomTestStringConvertible {
    var way: TestBooks.Way
    var seed: UInt64
    var testDescription: String { "\(way.rawValue) \(seed)" }
  }

  private static let all: [Weather] = {
    let times = getenv("TALLYMAN_RUNS").flatMap { UInt64(String(cString: $0)) } ?? 1
    return (1...3 * times).flatMap { seed in
      [TestBooks.Way.agent, .standIn].map { Weather(way: $0, seed: seed) }
    }
  }()

  private func house(_ weather: Weather) throws -> SampleWarehouse {
    try SampleWarehouse(inMemory: true, by: weather.way, storm: weather.seed)
  }

  /// A storm in which nothing happens tests little.
  private func expectStorm(_ house: SampleWarehouse) { #expect(house.way.troubleCount > 20) }

  @Test("goods on their way are neither lost nor doubled", arguments: StormSimulationTests.all)
  func transfers(weather: Weather) throws {
    let house = try house(weather)
    var simulation = try TransferSimulation(seed: 100 + weather.seed, in: house, beside: house.another())
    for _ in 0..<70 { try simulation.step() }
    try simulation.compareAnswers()
    try house.expectSoundBooks()
    expectStorm(house)
  }

  @Test("a count stands, and what moved after it", arguments: StormSimulationTests.all)
  func counts(weather: Weather) throws {
    let house = try house(weather)
    var simulation = try CountSimulation(seed: 100 + weather.seed, in: house)
    for _ in 0..<40 { try simulation.step() }
    try simulation.end()
    try house.expectSoundBooks()
    expectStorm(house)
  }

  @Test("who holds what is known", arguments: StormSimulationTests.all)
  func reservations(weather: Weather) throws {
    let house = try house(weather)
    var simulation = try ReservationSimulation(seed: 100 + weather.seed, in: house)
    for _ in 0..<90 { try simulation.step() }
    try house.expectSoundBooks()
    expectStorm(house)
  }
}
