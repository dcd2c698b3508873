import Glibc
import Inventory
import LineTesting
import RqliteStandIn
import Storage
import StorageLocal
import Testing

/// Consoles whose books are in a cluster in a storm, killed while they keep and send; the program sends what they left.
@Suite struct KilledConsoleTests {
  @Test func `what killed consoles kept is in the books once, in its order, when the outbox is sent`() throws {
    let shop = try Shop()
    let state = shop.folder.path + "/state"
    try shop.run("location", "add", "SITE", "--kind", "site")
    for number in 0..<3 { try shop.run("item", "add", "ITEM-\(number)") }
    try shop.run("stocktake", "open", "SITE")
    let server = try StandInServer(file: shop.database)
    defer { server.stop() }
    var digest = ContentDigest()
    digest.add("address", server.address)
    for folder in [state, state + "/outbox"] { mkdir(folder, 0o755) }
    let file = "\(state)/outbox/\(Hexadecimal.text(digest.bytes()))-1.db"
    server.faults.shake(seed: 11, StandInFault.storm)
    var chance = SeededChance(seed: 12)
    var said: [String] = []
    for round in 0..<25 {
      let run = try CommandRun(["far", file, server.address, "k\(round)", "100000"], program: CommandRun.poster)
      if round.isMultiple(of: 3) { run.waitForLines(10) }
      usleep(UInt32.random(in: 20_000...300_000, using: &chance))
      kill(run.process, SIGKILL)
      let result = run.finish()
      #expect(result.signal == SIGKILL, "\(result.errors)")
      // The last line may be half of one.
      said += result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    server.faults.calm()
    let sent = try CommandRun(
      ["outbox", "send", "--db", server.address, "--json"], environment: ["TALLYMAN_STATE": state]
    ).finish()
    #expect(sent.exit == 0, "\(sent.output)\(sent.errors)")
    #expect(JSONPeek.number("waiting", in: sent.output) == 0)
    var done: [String] = []
    let books = try LocalDatabase(path: shop.database, mode: .readOnly)
    try books.read([Statement("SELECT key FROM act WHERE key LIKE 'k%-%' ORDER BY id")]) { _, row in
      done.append(row.text(0))
      return true
    }
    #expect(said.count >= 90 && server.faults.happened.count > 20)
    #expect(Set(done).count == done.count)
    // A console may have died between keeping a scan and saying so: at most one each.
    let untold = Set(done).subtracting(said)
    #expect(Set(said).isSubset(of: done) && untold.count <= 25, "\(Set(said).subtracting(done))")
    #expect(done.filter { !untold.contains($0) } == said, "out of order")
    let lines = try shop.run("stocktake", "lines", "ST-0001", "--ndjson").output
    #expect(Int(shop.sum(of: "counted", in: lines)) == done.count)
    try shop.run("verify")
  }
}
