import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// Copies of the books: made while others work, checked before they are said to be, put in place only where they verify.
@Suite("Backups", .onlyOfFiles("copies are made where the database lies")) struct BackupRunTests {
  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "HOUSE")
    try shop.run("item", "add", "DRILL")
    try shop.run("move", "receipt", "DRILL", "5", "--at", "HOUSE")
    return shop
  }

  private static func leftovers(_ shop: Shop) -> [String] {
    guard let listing = opendir(shop.folder.path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.contains("unchecked") || name.contains("unfinished") { names.append(name) }
    }
    return names
  }

  /// Makes a balance wrong behind the walls.
  private static func spoil(_ path: String) throws {
    let database = try LocalDatabase(path: path, mode: .readWrite)
    var triggers: [String] = []
    try database.read([
      Statement("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'stock_record'")
    ]) { _, row in
      triggers.append(row.text(0))
      return true
    }
    var batch = Batch(triggers.map { Statement("DROP TRIGGER \($0)") })
    batch.append(Statement("UPDATE stock_record SET on_hand = on_hand + 1000"))
    try database.commit(batch)
  }

  @Test("a backup made while somebody writes is whole, verifies, and so does what is restored from it")
  func besideWriter() throws {
    let shop = try BackupRunTests.shop()
    let copy = shop.folder.path + "/copy.db"
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite))
    let run = try CommandRun(["--db", shop.database, "backup", copy, "--json"])
    for number in 0..<40 {
      let context = ActContext(key: "w\(number)", actor: "anna", terminal: "t", now: Instant(milliseconds: 1))
      _ = try books.perform(PostMovements([MovementLine(.receipt, "DRILL", Quantity(1), at: "HOUSE")]), context)
    }
    let made = run.finish()
    #expect(made.exit == 0 && made.output.contains("\"verified\":true"), "\(made.output)\(made.errors)")
    let other = shop.folder.path + "/other.db"
    #expect(try CommandRun(["--db", other, "restore", copy]).finish().exit == 0)
    #expect(try CommandRun(["--db", other, "verify"]).finish().exit == 0)
    let kept = try shop.run("restore", copy, "--json")
    #expect(kept.output.contains("\"kept\":\"\(shop.database).before-restore\""))
    // What was there is whole beside it, with all that was written since.
    let before = try CommandRun(["--db", shop.database + ".before-restore", "stock", "show", "DRILL", "--json"])
      .finish()
    #expect(before.output.contains("\"on_hand\":45"))
    try shop.run("verify")
    let jobs = try shop.run("job", "list", "--json").output
    #expect(jobs.contains("\"kind\":\"restore\"") && jobs.contains("\"state\":\"done\""))
    #expect(BackupRunTests.leftovers(shop).isEmpty)
    // Who had the old file open reads on, and is told when they write.
    let late = ActContext(key: "late", actor: "anna", terminal: "t", now: Instant(milliseconds: 1))
    #expect(throws: InventoryError.self) {
      try books.perform(PostMovements([MovementLine(.receipt, "DRILL", Quantity(1), at: "HOUSE")]), late)
    }
  }

  @Test(
    "books that do not agree are copied and told of; nobody puts such a copy, or a torn one, in the place of others")
  func unsound() throws {
    let shop = try BackupRunTests.shop()
    let copy = shop.folder.path + "/copy.db"
    try shop.run("backup", copy)
    let again = try shop.run("backup", copy, exit: 4)
    #expect(again.errors.contains("is no new file: something is there already, and is not written over"))
    try BackupRunTests.spoil(copy)
    let refused = try shop.run("restore", copy, exit: 4)
    #expect(refused.errors.contains("is no copy to rely on: balances are the sums"))
    #expect(try shop.run("stock", "show", "DRILL", "--json").output.contains("\"on_hand\":5"))
    let drifted = try CommandRun(["--db", copy, "backup", shop.folder.path + "/second.db"]).finish()
    #expect(drifted.exit == 1 && drifted.output.contains("do not agree: "))
    let torn = try shop.folder.write("torn.db", String(repeating: "SQLite format 3\0", count: 1000))
    #expect(try shop.run("restore", torn, exit: nil).exit == 7)
    #expect(try shop.run("stock", "show", "DRILL", "--json").output.contains("\"on_hand\":5"))
    #expect(BackupRunTests.leftovers(shop).isEmpty)
  }

  @Test("a backup that was killed leaves a whole file or none, and the next one takes away what it left")
  func killed() throws {
    let shop = try BackupRunTests.shop()
    let copy = shop.folder.path + "/copy.db"
    for delay in [useconds_t(2_000), 20_000, 60_000] {
      let run = try CommandRun(["--db", shop.database, "backup", copy])
      usleep(delay)
      kill(run.process, SIGKILL)
      _ = run.finish()
      if access(copy, F_OK) == 0 {
        #expect(try CommandRun(["--db", copy, "verify"]).finish().exit == 0)
        unlink(copy)
      }
    }
    try shop.run("backup", copy)
    #expect(BackupRunTests.leftovers(shop).isEmpty)
  }
}
