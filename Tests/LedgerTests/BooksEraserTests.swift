import Storage
import Testing

/// What makes room in a cluster that is there for tests, tried on the stand-in.
@Suite("Books of a test are taken out of a database", .onlyOfFiles("they have a way of their own"))
struct BooksEraserTests {
  @Test("nothing is left of them, and others can be begun there")
  func erases() throws {
    let house = try SampleWarehouse(by: .standIn)
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01")
    let database = try house.way.database()
    try BooksEraser(database).erase()
    var left: [String] = []
    try database.read([Statement("SELECT name FROM sqlite_schema")]) { _, row in
      left.append(row.text(0))
      return true
    }
    #expect(left == [])
    _ = try house.another()
  }

  @Test("what is somebody's is left alone")
  func leavesAlone() throws {
    let house = try SampleWarehouse(by: .standIn)
    let database = try house.way.database()
    try database.commit(Batch([Statement("DROP TRIGGER act_stays"), Statement("UPDATE act SET key = 'x' || key")]))
    #expect(throws: BooksEraser.Reluctance.self) { try BooksEraser(database).erase() }
  }
}
