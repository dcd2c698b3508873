import Glibc
import Inventory
import Ledger
import StorageLocal
import Testing

/// Tiny warehouses, each with a seed of its own, that send each other goods. A failure prints the seed and what led to it;
/// `TALLYMAN_RUNS=20` runs twenty times as many, `TALLYMAN_FROM=5000` others, `TALLYMAN_SEED=7` only that one.
@Suite("Goods on their way, against a plain model") struct TransferSimulationTests {
  private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

  @Test(
    "whatever is shipped, received, missed, found and taken back: nothing is lost on the way, and nothing comes twice")
  func manyWarehouses() throws {
    let runs = 50 * (TransferSimulationTests.number("TALLYMAN_RUNS") ?? 1)
    let first = UInt64(TransferSimulationTests.number("TALLYMAN_FROM") ?? 1)
    var seeds = first...first + UInt64(runs) - 1
    if let seed = TransferSimulationTests.number("TALLYMAN_SEED") { seeds = UInt64(seed)...UInt64(seed) }
    var house = try SampleWarehouse(inMemory: true)
    var other = try house.another()
    var tally = TransferSimulation.Tally()
    var failures = 0
    for seed in seeds {
      if seed % 100 == 0 {
        try house.expectSoundBooks()
        house = try SampleWarehouse(inMemory: true)
        other = try house.another()
      }
      do {
        var simulation = try TransferSimulation(seed: seed, in: house, beside: other)
        for _ in 0..<70 { try simulation.step() }
        try simulation.compareAnswers()
        if seed % 20 == 0 { try house.expectSoundBooks() }
        tally = tally + simulation.tally
      } catch let failure as TransferSimulation.Failure {
        Issue.record("\(failure)")
        failures += 1
        if failures >= 5 { return }
      }
    }
    try house.expectSoundBooks()
    if getenv("TALLYMAN_RUNS") != nil { TransferSimulationTests.report(tally, runs) }
    // A simulation in which everything is refused, or nothing, tests little.
    if seeds.count == 1 { return }
    let taken = tally.taken
    for act in ["shipped", "received", "closed_short", "returned", "receipt_taken_back", "cancelled"] {
      #expect(taken["transfer.\(act)"] ?? 0 > seeds.count / 8, "\(act)")
    }
    #expect(taken["discrepancy.resolved"] ?? 0 > seeds.count / 2 && tally.refused.values.reduce(0, +) > seeds.count)
  }

  private static func report(_ tally: TransferSimulation.Tally, _ runs: Int) {
    print("\(runs) warehouses")
    for (name, count) in tally.taken.sorted(by: { $0.key < $1.key }) { print("  \(name) \(count)") }
    for (name, count) in tally.refused.sorted(by: { $0.key < $1.key }) { print("  refused \(name) \(count)") }
  }
}
