import Storage
import Synchronization

/// A database as it is seen over a line: every value is copied, a row is empty once it was handed over, and of commits that
/// took effect answers get lost, whole or in part; never so often in a row that none comes through. What is refused is always
/// told, so that a test knows whether an act was its own or a repeat; ``DoubtfulDatabase`` loses more. Every text that passes
/// is held against ``StatementRule``.
final class LossyDatabase: Database {
  private struct State {
    var numbers: SeededNumbers
    var lostInARow = 0
  }

  private let database: any Database
  private let state: Mutex<State>
  private static let mostLostInARow = 2

  init(_ database: any Database, seed: UInt64) {
    self.database = database
    state = Mutex(State(numbers: SeededNumbers(seed: seed)))
  }

  private enum Fate { case arrives, breaksOff, isLost }

  private func fate() -> Fate {
    state.withLock { state in
      let isEnough = state.lostInARow >= LossyDatabase.mostLostInARow
      let fate: Fate =
        switch state.numbers.upTo(15) {
        case 0 where !isEnough, 1 where !isEnough: .isLost
        case 2, 3, 4: .breaksOff
        default: .arrives
        }
      state.lostInARow = fate == .isLost ? state.lostInARow + 1 : 0
      return fate
    }
  }

  func commit(_ batch: Batch) throws(DatabaseError) {
    StatementRule.check(batch.statements)
    try database.commit(batch)
    if fate() == .isLost { throw .unknown(message: "lost on the way back") }
  }

  func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (Int, any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    StatementRule.check(batch.statements)
    try database.commit(batch)
    let fate = fate()
    if fate == .isLost { throw .unknown(message: "lost on the way back") }
    var rows = 0
    do {
      try read(statements) { statement, row in
        rows += 1
        // It breaks off in the middle.
        return fate == .breaksOff && rows > 1 ? false : each(statement, row)
      }
    } catch {
      return false
    }
    return fate != .breaksOff
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    StatementRule.check(statements)
    try database.read(statements) { statement, row in
      let copy = PassingRow(row)
      defer { copy.pass() }
      return try each(statement, copy)
    }
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}

/// A row that holds copies, of exactly the kind the database gave, and nothing once it has passed.
final class PassingRow: Row {
  private var values: [Value]

  init(_ row: any Row) { values = (0..<row.width).map { row.value($0) } }

  func pass() { values = [] }

  var width: Int { values.count }
  func isNull(_ column: Int) -> Bool { value(column) == .null }
  func integer(_ column: Int) -> Int64 { if case .integer(let number) = value(column) { number } else { 0 } }
  func text(_ column: Int) -> String { if case .text(let text) = value(column) { text } else { "" } }
  func blob(_ column: Int) -> [UInt8] { if case .blob(let bytes) = value(column) { bytes } else { [] } }
  func value(_ column: Int) -> Value { values.indices.contains(column) ? values[column] : .null }
  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    var text = text(column)
    return try text.withUTF8(body)
  }
}
