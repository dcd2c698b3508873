import Glibc
import Testing

/// Ctrl-C at the built program while it answers a question: once is enough.
@Suite(.enabled(if: ProgramWay.current == .file, "a read on another machine ends with its next row"))
struct InterruptRunTests {
  /// A demo house of which one balance is kept by nobody, but counted anew for ever.
  private static func endless() throws -> Shop {
    let shop = try Shop()
    #expect(try CommandRun(["demo", shop.database]).finish().exit == 0)
    let sql = """
      ALTER TABLE site_counter RENAME TO site_counter_kept;
      CREATE VIEW site_counter AS
        WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT k.* FROM n, site_counter_kept k;
      """
    #expect(try CommandRun([shop.database, sql], program: "/usr/bin/sqlite3").finish().errors == "")
    return shop
  }

  @Test(
    "one Ctrl-C ends a verification that is in the middle of a statement", arguments: [[], ["--json"]])
  func verification(_ flags: [String]) throws {
    let shop = try InterruptRunTests.endless()
    let run = try CommandRun(["--db", shop.database, "verify"] + flags)
    try run.waitUntilBusy()
    kill(run.process, SIGINT)
    let result = run.finish()
    #expect(result.exit == 130 && result.signal == nil && result.output == "")
    let words = "The question was interrupted. Nothing was done."
    #expect(flags == [] ? result.errors == "tallyman: \(words)\n" : result.errors.contains(#""type":"interrupted""#))
  }

  @Test("one Ctrl-C ends a list on its way into a pipe, and an export on its way to a file leaves none")
  func exports() throws {
    let shop = try Shop()
    #expect(try CommandRun(["demo", shop.database]).finish().exit == 0)
    let whole = try CommandRun(["--db", shop.database, "export", "movements", "--format", "ndjson"]).finish()
    // More than a pipe holds, so that the program waits until somebody reads on.
    try #require(whole.output.utf8.count > 200_000)
    let run = try CommandRun(["--db", shop.database, "export", "movements", "--format", "ndjson"])
    run.waitForLines(1)
    kill(run.process, SIGINT)
    let result = run.finish()
    #expect(
      result.exit == 130 && result.signal == nil
        && result.errors == "tallyman: The question was interrupted. Nothing was done.\n")
    #expect(whole.output.hasPrefix(result.output) && result.output.utf8.count < whole.output.utf8.count)

    let file = shop.folder.path + "/endless.csv"
    #expect(
      try CommandRun([shop.database, InterruptRunTests.endlessItems], program: "/usr/bin/sqlite3").finish().errors == ""
    )
    let export = try CommandRun(["--db", shop.database, "export", "items", "--to", file])
    try export.waitUntilBusy()
    kill(export.process, SIGINT)
    #expect(export.finish().exit == 130)
    let left = try CommandRun(["-A", shop.folder.path], program: "/bin/ls").finish().output
    #expect(!left.contains("endless"))
  }

  private static let endlessItems = """
    PRAGMA legacy_alter_table = ON;
    ALTER TABLE item RENAME TO item_kept;
    CREATE VIEW item AS
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT k.* FROM n, item_kept k ORDER BY x;
    """
}

extension CommandRun {
  /// Waits until it has been at work for a fifth of a second of the processor's time: longer than it takes to begin.
  fileprivate func waitUntilBusy() throws {
    let ticks = sysconf(Int32(_SC_CLK_TCK)) / 5
    var rounds = 0
    while rounds < 4_000 {
      let stat = fields(of: "/proc/\(process)/stat")
      if stat.count > 14, (Int(stat[13]) ?? 0) + (Int(stat[14]) ?? 0) >= ticks { return }
      _ = poll(nil, 0, 5)
      rounds += 1
    }
    Issue.record("the program has done nothing")
  }

  private func fields(of path: String) -> [Substring] {
    guard let stream = fopen(path, "r") else { return [] }
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let count = fread(&bytes, 1, bytes.count, stream)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ")
  }
}
