import Inventory
import Storage

/// One step of the schema. Its statements never change once they have been let out, and know nothing of later steps.
struct Migration {
  /// The schema the database has afterwards.
  let number: Int
  let statements: [String]

  /// Every step there is, in order: 1, 2, …
  static let all = [
    Migration(number: 1, statements: FirstSchema.statements),
    Migration(number: 2, statements: SecondSchema.statements),
    Migration(number: 3, statements: ThirdSchema.statements),
    Migration(number: 4, statements: FourthSchema.statements),
    Migration(number: 5, statements: FifthSchema.statements),
  ]

  /// One batch that does it and records itself. It is refused by a database that is not at the schema before.
  var batch: Batch {
    var batch = Batch(statements.map { Statement($0) })
    // Another program may have migrated between our look and our turn; the view stands since the first migration.
    batch.append(Statement("INSERT INTO assert_that SELECT user_version = \(number - 1) FROM pragma_user_version"))
    batch.append(Statement("PRAGMA user_version = \(number)"))
    return batch
  }
}

/// Brings a database to the schema this program knows, a migration at a time: what was done stays done if the next one
/// fails. Two programs that start at once cannot both run the same one.
struct Migrator {
  /// The schema this program knows.
  static var known: Int { Migration.all.count }

  let reader: Reader
  private static let mostLost = 5

  /// What stands in the database, in one look: another program may be setting it up.
  private func look() throws(InventoryError) -> (version: Int, isEmpty: Bool, application: Int64) {
    try reader.first(
      Statement(
        """
        SELECT user_version, (SELECT count(*) FROM sqlite_schema), application_id
        FROM pragma_user_version, pragma_application_id
        """)
    ) { (Int($0.integer(0)), $0.integer(1) == 0, $0.integer(2)) } ?? (0, true, 0)
  }

  /// Checks that the database is ours and brings it up to date; without leave to write an older one is refused.
  func run(mayWrite: Bool) throws(InventoryError) {
    let found = try recognise(mayBeEmpty: mayWrite)
    guard found < Migrator.known else { return }
    guard mayWrite else { throw .store(.olderSchema(found: found, known: Migrator.known)) }
    try migrate(from: found)
  }

  /// The schema of a database that is ours, and not newer than this program.
  func recognise(mayBeEmpty: Bool = false) throws(InventoryError) -> Int {
    let (found, isEmpty, application) = try look()
    guard found <= Migrator.known else { throw .store(.newerSchema(found: found, known: Migrator.known)) }
    guard found == 0 ? mayBeEmpty && isEmpty : application == Int64(FirstSchema.applicationID) else {
      throw .store(.notOurs("the database"))
    }
    return found
  }

  private func migrate(from found: Int) throws(InventoryError) {
    var found = found
    var lost = 0
    while found < Migrator.known {
      do throws(DatabaseError) {
        try reader.database.commit(Migration.all[found].batch)
        found += 1
      } catch {
        // Another program was faster, or the answer was lost: then the database says that it is done.
        let now = try recognise(mayBeEmpty: true)
        if now == found, case .unknown = error, lost < Migrator.mostLost {
          // It never arrived, or is still on its way: then the one that comes second is refused.
          lost += 1
          continue
        }
        guard now > found else { throw InventoryError(error) }
        found = now
      }
    }
  }
}
