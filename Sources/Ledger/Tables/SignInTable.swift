import Inventory
import Storage

/// How sign-ins went, as rows.
enum SignInTable {
  static func of(_ name: String) -> Statement {
    Statement(
      "SELECT s.failures, s.last_at FROM sign_in s JOIN operator o ON o.id = s.operator WHERE o.name = ?1",
      [.text(name)])
  }

  static func row(_ row: any Row) -> SignInAttempts {
    SignInAttempts(failures: Int(row.integer(0)), lastAt: row.instant(1))
  }

  /// Refused where they went on since they were looked at, so that of many guesses at once each is counted.
  static func set(_ id: OperatorID, _ attempts: SignInAttempts, seen: SignInAttempts?) -> [Statement] {
    let bindings: [Value] = [.integer(id.number), .integer(Int64(attempts.failures)), .instant(attempts.lastAt)]
    guard let seen else {
      return [Statement("INSERT INTO sign_in(operator, failures, last_at) VALUES (?1, ?2, ?3)", bindings)]
    }
    return [
      Statement(
        "UPDATE sign_in SET failures = ?2, last_at = ?3 WHERE operator = ?1 AND failures = ?4 AND last_at = ?5",
        bindings + [.integer(Int64(seen.failures)), .instant(seen.lastAt)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }
}
