import Storage
import Synchronization

/// The file of a console's outbox, whose console dies at a certain commit: before it or after it, and from then on
/// nothing is done any more. What a killed program leaves behind is no other.
final class MortalDatabase: Database {
  private let database: any Database
  /// How many commits there are yet.
  private let left: Mutex<Int>
  private let diesBehindIt: Bool

  /// - Parameter commits: nil for one that does not die.
  init(_ database: any Database, commits: Int?, diesBehindIt: Bool) {
    self.database = database
    left = Mutex(commits ?? .max)
    self.diesBehindIt = diesBehindIt
  }

  private static let dead = DatabaseError.unavailable(.failed(message: "the console is dead"))
  var isDead: Bool { left.withLock { $0 <= 0 } }

  func commit(_ batch: Batch) throws(DatabaseError) {
    let (isAlive, isLast) = left.withLock { left in
      defer { left -= 1 }
      return (left > 0, left == 1)
    }
    guard isAlive else { throw MortalDatabase.dead }
    if !isLast || diesBehindIt { try database.commit(batch) }
    if isLast { throw MortalDatabase.dead }
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    if isDead { throw MortalDatabase.dead }
    try database.read(statements, each)
  }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}
