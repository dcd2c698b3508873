import Storage
import Synchronization
import Testing

/// What a statement may not hold, so that the same text does the same near and far, and on each of several machines
/// (`remote.md` 9).
struct StatementRule: Sendable {
  let why: String
  let breaks: @Sendable (_ upper: String) -> Bool

  private static func holding(_ why: String, _ words: String...) -> StatementRule {
    StatementRule(why: why) { text in words.contains { holds(text, $0) } }
  }

  /// The word, and not the end of a longer one.
  private static func holds(_ text: String, _ word: String) -> Bool {
    text.ranges(of: word).contains { range in
      guard range.lowerBound > text.startIndex, word.first?.isLetter == true else { return true }
      let before = text[text.index(before: range.lowerBound)]
      return !before.isLetter && !before.isNumber && before != "_"
    }
  }

  /// Texts of all statements; they are given in capitals, with one blank between words.
  static let all: [StatementRule] = [
    holding(
      "the clock is the caller's", "CURRENT_TIME", "CURRENT_DATE", "'NOW'", "DATETIME(", "STRFTIME(", "JULIANDAY(",
      "UNIXEPOCH(", "TIMEDIFF(", " DATE(", " TIME("),
    holding("chance is the caller's", "RANDOM(", "RANDOMBLOB("),
    holding("rows of a write are not told everywhere", "RETURNING "),
    holding(
      "no conversation, no file and no table beside the books", "ATTACH ", "DETACH ", "CREATE TEMP", "VACUUM",
      "SAVEPOINT", "COMMIT;", "ROLLBACK;"),
    StatementRule(why: "no conversation") {
      $0.hasPrefix("BEGIN") || $0.hasPrefix("COMMIT") || $0.hasPrefix("ROLLBACK")
    },
    holding(
      "a pragma that a far database refuses", "PRAGMA JOURNAL_MODE", "PRAGMA SYNCHRONOUS", "PRAGMA WAL_CHECKPOINT",
      "PRAGMA FOREIGN_KEYS"),
    holding(
      "mathematics is not built in everywhere", "CEIL(", "FLOOR(", "SQRT(", "POW(", "POWER(", " LN(", " LOG(", " EXP(",
      "TRUNC(", "MOD("),
    holding("newer than SQLite 3.40", "UNHEX(", "CONCAT(", "STRING_AGG("),
    holding("no floating point", "AVG(", "TOTAL(", " REAL", "ROUND(", "1.0", "0.0", "0.5"),
    StatementRule(why: "an empty statement is left out far away, and shifts all others") { $0.isEmpty },
    StatementRule(why: "one statement a text") { text in
      guard let end = text.firstIndex(of: ";") else { return false }
      return !text.hasPrefix("CREATE TRIGGER") && text.index(after: end) != text.endIndex
    },
    StatementRule(why: "a blob is read as a plain column") { $0.contains("AS BLOB)") && $0.hasPrefix("SELECT") },
    StatementRule(why: "the message of RAISE is a literal") { text in
      text.ranges(of: "RAISE(").contains { range in
        let rest = text[range.upperBound...]
        guard !rest.hasPrefix("IGNORE)"), let comma = rest.firstIndex(of: ",") else { return false }
        return !rest[rest.index(after: comma)...].drop { $0 == " " }.hasPrefix("'")
      }
    },
  ]

  /// What is wrong with a text.
  static func complaints(_ sql: String) -> [String] {
    let upper = sql.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return all.filter { $0.breaks(upper) }.map { "\($0.why): \(sql)" }
  }

  private static let seen = Mutex<Set<String>>([])
  private static func isNew(_ sql: String) -> Bool { seen.withLock { $0.insert(sql).inserted } }

  /// Fails the test where a statement that passes breaks a rule.
  static func check(_ statements: [Statement]) {
    // The schema has a test of its own; a text that was looked at once is so for good.
    for statement in statements where isNew(statement.sql) && !statement.sql.hasPrefix("CREATE ") {
      for complaint in complaints(statement.sql) { Issue.record("\(complaint)") }
    }
  }
}
