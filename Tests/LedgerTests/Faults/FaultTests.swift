import Ledger
import RqliteStandIn
import SecureShellTesting
import Storage
import Testing

/// Faults by the hundred, seeded: no act twice, none lost, every outcome known in the end, and what people were told in
/// between was true.
@Suite(.serialized) struct FaultTests {
  @Test func `in a cluster in a storm whose leaders die, the books hold what three people were told`() throws {
    var happened = 0
    for seed in FaultHouse.seeds(25) {
      let house = try FaultHouse()
      let way = try ClusterWay(house.path, seed: seed)
      try house.run(way, people: 3, acts: 8, seed: seed, "cluster")
      happened += way.happened
    }
    #expect(happened > 250, "\(happened) things went wrong")
  }

  @Test func `over lines to agents that are cut before a commit and after it, the books hold what was told`() throws {
    var undone = 0
    for seed in FaultHouse.seeds(80) {
      let house = try FaultHouse()
      undone += try house.run(FatefulAgents(house.path, seed: seed), people: 3, acts: 8, seed: seed, "agents").undone
        .count
    }
    #expect(undone > 10, "\(undone) acts were said not to be done")
  }

  @Test func `agents that are killed in the middle of their work lose nothing that was told`() throws {
    var kills = 0
    for seed in FaultHouse.seeds(8) {
      let house = try FaultHouse()
      let way = try ProcessWay(house.path, seed: seed)
      try house.run(way, people: 2, acts: 12, seed: seed, "killed agents")
      kills += way.kills
    }
    #expect(kills > 10, "\(kills) were killed")
  }

  @Test(.enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"))
  func `by a real ssh over a line that is slow, cut and dead, the books hold what was told`() throws {
    for seed in FaultHouse.seeds(2) {
      let house = try FaultHouse()
      let way = try ProcessWay(house.path, by: SecureShellHouse.shared(), seed: seed)
      try house.run(way, people: 2, acts: 12, seed: seed, "ssh")
    }
  }
}
