import Glibc
import Inventory
import Ledger
import Storage

/// Somebody at the end of a bad line who tries again whatever is said not to have happened. What nobody knows is left to
/// whoever asked.
final class PersistentDatabase: Database {
  private let database: any Database
  private static let mostTries = 1000

  init(_ database: any Database) { self.database = database }

  /// With what nobody knows: a minute, and no waiting between.
  static let patience = Patience(
    milliseconds: 60_000,
    now: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }, wait: { _ in })

  private func persist<Result>(_ work: () throws -> Result) throws -> Result {
    for _ in 0..<PersistentDatabase.mostTries {
      do {
        return try work()
      } catch DatabaseError.unavailable(let trouble) {
        switch trouble {
        case .unreachable, .full: continue
        default: throw DatabaseError.unavailable(trouble)
        }
      }
    }
    return try work()
  }

  private func known<Result>(_ work: () throws -> Result) throws(DatabaseError) -> Result {
    do {
      return try persist(work)
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw .unavailable(.failed(message: "\(error)"))
    }
  }

  func commit(_ batch: Batch) throws(DatabaseError) { try known { try database.commit(batch) } }

  func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (Int, any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    try known { try database.commit(batch, reading: statements, each) }
  }

  /// Rows are handed on when they are all there.
  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    let rows = try persist {
      var rows: [(statement: Int, row: PassingRow)] = []
      try database.read(statements) { statement, row in
        rows.append((statement, PassingRow(row)))
        return true
      }
      return rows
    }
    var enough: Set<Int> = []
    for (statement, row) in rows where !enough.contains(statement) {
      if try !each(statement, row) { enough.insert(statement) }
      row.pass()
    }
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try known { try database.alone(work) } }

  func changeToken() throws(DatabaseError) -> Int64 { try known { try database.changeToken() } }
}

extension Books {
  /// Asks again with the same key, as people are told to, while nobody knows what became of an act.
  func performUntilKnown(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    for _ in 0..<100 {
      do throws(InventoryError) { return try perform(act, context) } catch .outcomeUnknown {}
    }
    return try perform(act, context)
  }
}
