import Glibc
import Testing

/// Several processes on one file, some of them killed.
@Suite(.serialized) struct ConcurrencyTests {
  private static func shop(records: Int) throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "SITE")
    for number in 0..<records { try shop.run("item", "add", "ITEM-\(number)") }
    return shop
  }

  private static func movements(_ count: Int, from writer: Int, records: Int) -> String {
    var text = "kind,sku,location,quantity,reference\n"
    for number in 0..<count { text += "receipt,ITEM-\((number + writer) % records),SITE,1,w\(writer)-\(number)\n" }
    return text
  }

  @Test("eight processes post a thousand movements each to the same ten records: each once, none lost, none refused")
  func eightWriters() throws {
    let shop = try ConcurrencyTests.shop(records: 10)
    let runs = try (0..<8).map { writer in
      try CommandRun(["post", shop.database, "\(writer)", "1000", "10"], program: CommandRun.poster)
    }
    for run in runs {
      let result = run.finish()
      #expect(result.exit == 0, "\(result.output)\(result.errors)")
      #expect(!result.errors.contains("locked"))
    }
    let entries = try shop.run("export", "movements", "--format", "ndjson").output.split(separator: "\n")
    #expect(entries.count == 8000)
    #expect(Set(entries.compactMap { JSONPeek.raw("reference", in: String($0)) }).count == 8000)
    let stock = try shop.run("stock", "list", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: stock) == 8000)
    try shop.run("verify")
  }

  @Test("an import killed a hundred times is whole in the end: every row once, and the books agree")
  func killedImport() throws {
    let shop = try ConcurrencyTests.shop(records: 10)
    let rows = 12_000
    let file = try shop.folder.write("moves.csv", ConcurrencyTests.movements(rows, from: 0, records: 10))
    var kills = 0
    var random: UInt64 = 20_260_704
    for _ in 0..<100 {
      let run = try CommandRun(["import", shop.database, file, "40"], program: CommandRun.poster)
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      usleep(UInt32(2_000 + random % 60_000))
      kill(run.process, SIGKILL)
      if run.finish().signal == SIGKILL { kills += 1 }
      if kills % 25 == 0 { try shop.run("verify") }
    }
    // How many depends on how fast the machine is: once all is in, a run ends soon.
    #expect(kills > 10, "\(kills) of 100 runs were killed before they had ended")
    let last = try CommandRun(["import", shop.database, file, "40"], program: CommandRun.poster).finish()
    #expect(last.exit == 0, "\(last.errors)")
    let entries = try shop.run("export", "movements", "--format", "ndjson").output.split(separator: "\n")
    #expect(entries.count == rows)
    #expect(Set(entries.compactMap { JSONPeek.raw("reference", in: String($0)) }).count == rows)
    try shop.run("verify")
  }

  @Test("a killed poster loses nothing it was told was done, and posts nothing twice")
  func killedPosters() throws {
    let shop = try ConcurrencyTests.shop(records: 3)
    var acknowledged: Set<String> = []
    for number in 0..<40 {
      let run = try CommandRun(["post", shop.database, "k\(number)", "100000", "3"], program: CommandRun.poster)
      run.waitForLines(1 + number % 7)
      usleep(UInt32(number * 1_300))
      kill(run.process, SIGKILL)
      let lines = run.finish().output.split(separator: "\n", omittingEmptySubsequences: false)
      acknowledged.formUnion(lines.dropLast().map(String.init))
    }
    #expect(acknowledged.count > 40)
    let posted = try shop.run("export", "movements", "--format", "ndjson").output.split(separator: "\n")
    let keys = Set(posted.compactMap { JSONPeek.raw("key", in: String($0)) })
    #expect(acknowledged.isSubset(of: keys))
    #expect(keys.count == posted.count)
    let stock = try shop.run("stock", "list", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: stock) == Double(posted.count))
    try shop.run("verify")
  }
}
