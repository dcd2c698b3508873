import Storage
import StorageLocal

extension Folder {
  /// A database with one table.
  func withEntries(_ settings: LocalDatabase.Settings = .init()) throws -> LocalDatabase {
    let database = try open(.readWriteCreate, settings)
    try database.commit(
      Batch([Statement("CREATE TABLE entry(id INTEGER PRIMARY KEY, number INTEGER, words TEXT) STRICT")]))
    return database
  }
}

func entry(_ number: Int64, words: String? = nil) -> Statement {
  Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(number), .text(ifAny: words)])
}

extension LocalDatabase {
  func commit(_ statements: Statement...) throws(DatabaseError) { try commit(Batch(statements)) }

  func number(_ sql: String) throws -> Int64 {
    var number: Int64 = -1
    try read([Statement(sql)]) { _, row in
      number = row.integer(0)
      return false
    }
    return number
  }

  var entries: Int64 { get throws { try number("SELECT count(*) FROM entry") } }
}
