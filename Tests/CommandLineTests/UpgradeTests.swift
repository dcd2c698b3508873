import Storage
import StorageLocal
import Testing

@testable import Ledger

/// A file of an earlier program in the hands of this one.
@Suite struct UpgradeTests {
  @Test(
    "the first command on an older database brings it up to date, whatever it does",
    arguments: [
      ["stock", "list"], ["location", "add", "HOUSE"], ["location", "add", "HOUSE", "--dry-run"], ["verify"],
    ])
  func upgrades(arguments: [String]) throws {
    let shop = try Shop()
    do {
      let old = try LocalDatabase(path: shop.database, mode: .readWriteCreate)
      try old.commit(Migration.all[0].batch)
    }
    #expect(try shop.run("doctor").output.contains("1; whoever opens it next with this program brings it to"))
    #expect(try shop.run("doctor").output.contains("1; whoever opens"), "the doctor only looks")
    let run = try CommandRun(["--db", shop.database] + arguments).finish()
    #expect(run.exit == 0, "\(run.errors)")
    #expect(try shop.run("doctor").output.contains("\(Migration.all.count), as this program knows it"))
    try shop.run("operator", "list")
  }

  @Test(
    "a backup of an earlier program is put in place as it is, and then brought up to date",
    .onlyOfFiles("copies are put in place where the database lies"))
  func restores() throws {
    let shop = try Shop()
    let copy = shop.folder.path + "/old.db"
    try LocalDatabase(path: copy, mode: .readWriteCreate).commit(Migration.all[0].batch)
    try shop.run("location", "add", "HOUSE")
    try shop.run("restore", copy)
    #expect(try Books.schema(of: LocalDatabase(path: copy, mode: .readOnly)) == 1)
    #expect(try shop.run("location", "list").output.contains("No locations"))
    try shop.run("location", "add", "OTHER")
  }
}
