import Testing

/// Reports in the whole program.
@Suite("Reports in the program") struct ReportRunTests {
  @Test("a report goes from its pane into a file, and over one that is there only when that is said")
  func export() throws {
    let shop = try Shop()
    try shop.run("item", "add", "SAW", "--name", "Saw, \"fine\"")
    try shop.run("location", "add", "WH")
    try shop.run("move", "receipt", "SAW", "5", "--at", "WH")
    let file = shop.folder.path + "/cover.csv"
    func export(_ more: String) throws -> String {
      let keys = "key:g\nkey:p\nkey:j\nkey:Enter\nkey:X\nkey:Ctrl-U\ntext:\(file)\n\(more)key:F9\nwait\n"
      let script = try shop.folder.write("keys", keys)
      return try CommandRun(["--db", shop.database, "--script", script]).finish().output
    }
    func written() throws -> String { try CommandRun([file], program: "/bin/cat").finish().output }
    #expect(try export("").contains("cover: 1 row written to"))
    let table = """
      sku,name,available,use_per_day,days_of_cover,used,days_with_stock
      SAW,"Saw, ""fine""\",5,0,,0,1

      """
    #expect(try written() == table)
    #expect(try CommandRun(["-c", "echo mine > '\(file)'"], program: "/bin/sh").finish().exit == 0)
    #expect(try export("").contains("FAIL"))
    #expect(try written() == "mine\n")
    #expect(try export("key:Enter\ntext:y\n").contains("cover: 1 row written to"))
    #expect(try written() == table)
  }
}
