import Inventory
import Ledger
import StorageLocal
import Testing

/// What is scanned at consoles that die, over lines that break, by the real drivers.
@Suite(.serialized) struct OutboxStormTests {
  @Test func `over a cluster in a storm what a dying console kept is in the books once, in its order`() throws {
    var deaths = 0
    for seed in FaultHouse.seeds(20) {
      let house = try FaultHouse(counts: true)
      deaths += try run(house, ClusterWay(house.path, seed: seed), seed, "outboxes before a cluster")
    }
    #expect(deaths > 10, "\(deaths) consoles died")
  }

  @Test func `over lines to agents that are cut what a dying console kept is in the books once, in its order`() throws {
    var deaths = 0
    for seed in FaultHouse.seeds(40) {
      let house = try FaultHouse(counts: true)
      deaths += try run(house, FatefulAgents(house.path, seed: seed), seed, "outboxes before agents")
    }
    #expect(deaths > 30, "\(deaths) consoles died")
  }

  private func run(_ house: FaultHouse, _ way: any FarWay, _ seed: UInt64, _ what: String) throws -> Int {
    defer { way.stop() }
    let consoles = ["maria", "ben"].enumerated().map { number, name in
      StormConsole(name, of: house, over: way, seed: seed &* 57 &+ UInt64(number))
    }
    for step in 0..<24 { try consoles[step % 2].step(step) }
    way.calm()
    for console in consoles { try console.finish() }
    var sum = 0
    for console in consoles { sum += try console.check("\(what), seed \(seed)") }
    let books = try Books(LocalDatabase(path: house.path, mode: .readWrite))
    let lines = try books.ask(CountLinePage("ST-0001", item: "ITEM-0")).rows
    #expect(lines.reduce(Quantity.zero) { $0 + ($1.counted ?? .zero) } == Quantity(sum), "\(what), seed \(seed)")
    try house.expectSound(books, "\(what), seed \(seed)")
    return consoles.reduce(0) { $0 + $1.deaths }
  }
}
