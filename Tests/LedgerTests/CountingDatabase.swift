import Storage
import Synchronization

/// A database that counts how often it is called: over a line each call is a trip.
final class CountingDatabase: Database {
  private let database: any Database
  private let count = Atomic<Int>(0)

  init(_ database: any Database) { self.database = database }

  /// How many calls there were since this was asked for last.
  func trips() -> Int { count.exchange(0, ordering: .relaxed) }

  private func travel() { count.add(1, ordering: .relaxed) }

  func commit(_ batch: Batch) throws(DatabaseError) {
    travel()
    try database.commit(batch)
  }

  func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (Int, any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    travel()
    return try database.commit(batch, reading: statements, each)
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    travel()
    try database.read(statements, each)
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }

  func changeToken() throws(DatabaseError) -> Int64 {
    travel()
    return try database.changeToken()
  }
}
