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

  static func set(_ id: OperatorID, _ attempts: SignInAttempts) -> Statement {
    Statement(
      """
      INSERT INTO sign_in(operator, failures, last_at) VALUES (?1, ?2, ?3)
      ON CONFLICT(operator) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at
      """, [.integer(id.number), .integer(Int64(attempts.failures)), .instant(attempts.lastAt)])
  }
}
