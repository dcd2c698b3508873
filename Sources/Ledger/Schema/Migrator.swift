import Inventory
import Storage

/// Brings a database to the schema this program knows. Each migration is one batch that records itself; two programs
/// that start at once cannot both run it.
struct Migrator {
  /// The schema this program knows.
  static let known = 1

  let reader: Reader

  /// The schema of the database: 0 for an empty one.
  func version() throws(InventoryError) -> Int {
    Int(try reader.first(Statement("SELECT user_version FROM pragma_user_version")) { $0.integer(0) } ?? 0)
  }

  /// Checks that the database is ours and brings it up to date.
  func run(mayWrite: Bool) throws(InventoryError) {
    let found = try version()
    guard found <= Migrator.known else { throw .store(.newerSchema(found: found, known: Migrator.known)) }
    if found == Migrator.known { return try checkOurs() }
    if found == 0 { try checkEmpty() }
    guard mayWrite else { throw .store(.notOurs("the database")) }
    try migrate(from: found)
  }

  private func migrate(from found: Int) throws(InventoryError) {
    var batch = Batch(FirstSchema.statements.map { Statement($0) })
    // Another program may have migrated between our look and our turn: then its tables stand and our first CREATE fails.
    batch.append(Statement("INSERT INTO assert_that SELECT user_version = 0 FROM pragma_user_version"))
    batch.append(Statement("PRAGMA user_version = 1"))
    do {
      try reader.database.commit(batch)
    } catch {
      guard try version() == Migrator.known else { throw InventoryError(error) }
    }
  }

  private func checkOurs() throws(InventoryError) {
    let id = try reader.first(Statement("SELECT application_id FROM pragma_application_id")) { $0.integer(0) }
    guard id == Int64(FirstSchema.applicationID) else { throw .store(.notOurs("the database")) }
  }

  private func checkEmpty() throws(InventoryError) {
    let tables = try reader.first(Statement("SELECT count(*) FROM sqlite_schema")) { $0.integer(0) } ?? 0
    guard tables == 0 else { throw .store(.notOurs("the database")) }
  }
}
