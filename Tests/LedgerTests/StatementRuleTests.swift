import Testing

@testable import Ledger

/// The schema and every statement do the same near and far. Whatever else passes is looked at as it passes, where
/// `TALLYMAN_TEST_DATABASE` is `lossy`.
@Suite("What every statement keeps to") struct StatementRuleTests {
  /// Let out with schema 2: a comparison that keeps a product from growing beyond 64 bits. It is the same everywhere, and no
  /// floating number is stored or read.
  private static let compares = "CREATE TRIGGER count_line_is_restated"

  @Test("the schema has no clock, no chance, and nothing that a far database does otherwise")
  func schema() {
    for step in Migration.all {
      for statement in step.batch.statements where !statement.sql.hasPrefix(StatementRuleTests.compares) {
        #expect(StatementRule.complaints(statement.sql) == [], "schema \(step.number)")
      }
    }
  }

  @Test("tables are STRICT, of INTEGER, TEXT and BLOB, and their checks have names")
  func tables() throws {
    for sql in Migration.all.flatMap(\.statements) where sql.hasPrefix("CREATE TABLE") {
      let tail = try #require(sql.split(separator: ")").last)
      #expect(tail.contains("STRICT"), "\(sql)")
      for line in sql.split(separator: "\n").dropFirst() {
        let words = line.split { " ,".contains($0) }
        guard let first = words.first, words.count > 1 else { continue }
        if first == "CONSTRAINT" || first == first.uppercased() { continue }
        if first.first?.isLetter == true, line.hasPrefix("  "), !line.hasPrefix("    ") {
          #expect(["INTEGER", "TEXT", "BLOB"].contains(String(words[1])), "\(line) in \(sql)")
        }
      }
      #expect(unnamedChecks(sql) == 0, "\(sql)")
    }
  }

  private func unnamedChecks(_ sql: String) -> Int {
    let words = sql.split(whereSeparator: \.isWhitespace)
    return words.indices.count { index in
      words[index].hasPrefix("CHECK") && (index < 2 || words[index - 2] != "CONSTRAINT")
    }
  }

  @Test(
    "a text that would do otherwise far away is found",
    arguments: [
      "INSERT INTO t VALUES (CURRENT_TIMESTAMP)", "SELECT datetime('now')", "SELECT random()",
      "UPDATE t SET a = 1 RETURNING a", "BEGIN IMMEDIATE", "ATTACH 'x' AS y", "PRAGMA journal_mode = WAL",
      "SELECT ceil(a) FROM t", "SELECT avg(a) FROM t", "", "SELECT 1; SELECT 2", "SELECT CAST(a AS BLOB) FROM t",
      "CREATE TRIGGER x BEFORE INSERT ON t BEGIN SELECT RAISE(ABORT, NEW.a || ' is wrong'); END",
    ])
  func found(sql: String) { #expect(StatementRule.complaints(sql).isEmpty == false) }
}
