import Glibc
import Storage
import Testing

@testable import StorageRemote

@Suite("What rqlite says in words")
struct RqliteRulesTests {
  static let meanings: [(String, RqliteRules.Meaning)] = [
    ("UNIQUE constraint failed: op.id", .rule(.unique)), ("NOT NULL constraint failed: item.sku", .rule(.notNull)),
    ("CHECK constraint failed: stock_not_negative", .rule(.check)), ("CHECK constraint failed: qty>=0", .rule(.check)),
    ("FOREIGN KEY constraint failed", .rule(.foreignKey)),
    ("cannot store TEXT value in INTEGER column item.qty", .rule(.type)), ("datatype mismatch", .rule(.type)),
    ("guard failed", .rule(.raised)), ("insufficient stock", .rule(.raised)), ("", .rule(.raised)),
    ("table tops are not deleted", .rule(.raised)),
    ("no such table: nope", .trouble(.failed(message: "no such table: nope"))),
    ("near \"SELEC\": syntax error", .trouble(.failed(message: "near \"SELEC\": syntax error"))),
    ("incomplete input", .trouble(.failed(message: "incomplete input"))),
    (
      "not enough args to execute query: want 2 got 1",
      .trouble(.failed(message: "not enough args to execute query: want 2 got 1"))
    ),
    ("table item already exists", .trouble(.failed(message: "table item already exists"))),
    (
      "table item has 3 columns but 2 values were supplied",
      .trouble(.failed(message: "table item has 3 columns but 2 values were supplied"))
    ),
    ("2 values for 3 columns", .trouble(.failed(message: "2 values for 3 columns"))),
    ("malformed JSON", .trouble(.failed(message: "malformed JSON"))),
    ("database or disk is full", .trouble(.full(path: "rqlite://a"))),
    ("attempt to write a readonly database", .trouble(.readOnly(path: "rqlite://a"))),
    ("disk I/O error", .trouble(.failed(message: "disk I/O error"))), ("execute timeout", .doubtful),
    ("query timeout", .doubtful), ("interrupted", .doubtful),
  ]

  @Test("has one meaning", arguments: meanings)
  func meaning(_ message: String, _ meaning: RqliteRules.Meaning) {
    #expect(RqliteRules.meaning(of: message, address: "rqlite://a") == meaning)
  }

  @Test("is not taken for the engine's when a trigger of the books says it")
  func triggers() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/Sources/Ledger"
    var seen = 0
    for folder in ["/Schema", "/Tables"] {
      let directory = try #require(opendir(root + folder))
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name.hasSuffix(".swift") else { continue }
        for line in try Recorded.lines(of: "\(root)\(folder)/\(name)") {
          for part in line.split(separator: "RAISE(ABORT, '", omittingEmptySubsequences: false).dropFirst() {
            let message = String(part.prefix { $0 != "'" })
            #expect(RqliteRules.meaning(of: message, address: "") == .rule(.raised), "\(message)")
            seen += 1
          }
        }
      }
    }
    #expect(seen > 60)
  }

  static let statements: [(String, Int, String?)] = [
    ("INSERT INTO held(number) VALUES(?1)", 1, nil), ("UPDATE item SET a = '; ?', b = ?", 1, nil),
    ("SELECT ?1, ?1, ?3", 3, nil), ("SELECT ?, ?", 2, nil), ("SELECT :a, @b, :a", 2, nil),
    ("SELECT 'it''s ?' -- and ?\n, /* ? ; */ ?2", 2, nil), ("SELECT 1;", 0, nil), ("SELECT 1 ; -- that is all", 0, nil),
    ("CREATE TRIGGER a AFTER INSERT ON b BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 2; END", 0, nil),
    ("CREATE TEMP TRIGGER a AFTER INSERT ON b BEGIN SELECT 1; END;", 0, "one node only"),
    ("CREATE temporary TABLE a(b)", 0, "one node only"),
    ("CREATE VIEW a AS SELECT 1", 0, nil), ("PRAGMA user_version = 3", 0, nil), ("SELECT a->>'$.x' FROM b", 0, nil),
    ("SELECT [a;b], `c;d` FROM e", 0, nil),
    ("", 0, "nothing in it"), ("  -- a remark", 0, "nothing in it"), (";", 0, "nothing in it"),
    ("SELECT 1; SELECT 2", 0, "several"),
    ("CREATE TRIGGER a AFTER INSERT ON b BEGIN SELECT 1; END; DROP TABLE b", 0, "several"),
    ("INSERT INTO held(number) VALUES(?1)", 0, "1 values are wanted and 0 given"),
    ("INSERT INTO held(number) VALUES(1)", 1, "0 values are wanted and 1 given"),
    ("SELECT \"no such column\" FROM item", 0, "double quotation marks"), ("BEGIN", 0, "BEGIN"),
    ("commit", 0, "COMMIT"),
    ("SAVEPOINT a", 0, "SAVEPOINT"), ("ATTACH 'x' AS y", 0, "ATTACH"), ("SELECT 'never ends", 0, nil),
    ("SELECT /* never ends", 0, nil),
  ]

  @Test("is not asked for with a statement that would do something else there", arguments: statements)
  func statement(_ sql: String, _ values: Int, _ complaint: String?) {
    let statement = Statement(sql, Array(repeating: .integer(1), count: values))
    let found = StatementText.complaint(about: statement, mayWrite: true)
    guard let complaint else {
      #expect(found == nil)
      return
    }
    #expect(found?.contains(complaint) == true, "\(found ?? "nothing")")
  }

  @Test("may hold names in double quotation marks where nothing is written")
  func namesInReads() {
    #expect(StatementText.complaint(about: Statement("SELECT \"table\" FROM a"), mayWrite: false) == nil)
  }

  @Test("is told each value as it wants it")
  func writing() {
    let body = StatementWriter.body([
      Statement(
        "INSERT INTO \"a\"\nVALUES(?,?,?,?,?)",
        [.integer(.min), .text("\"\\\n\0€😀\u{7f}"), .blob([0, 9, 10, 99, 100, 255]), .blob([]), .null]),
      Statement("SELECT 1"), Statement("SELECT ?1, ?2", rows: 2, [.integer(1), .text(""), .integer(2), .text("x")]),
    ])
    #expect(
      String(decoding: body, as: UTF8.self) == #"""
        [["INSERT INTO \"a\"\u000aVALUES(?,?,?,?,?)",-9223372036854775808,"\"\\\u000a\u0000€😀\#u{7f}",[0,9,10,99,100,255],\#
        [],null],["SELECT 1"],["SELECT ?1, ?2",1,""],["SELECT ?1, ?2",2,"x"]]
        """#)
  }

  @Test("never holds the password", arguments: ["secret", "", "sécret:with colon"])
  func credentials(_ password: String) {
    let credentials = RqliteCredentials(user: "clerk", password: password)
    for text in [
      "\(credentials)", String(reflecting: credentials), "\(Mirror(reflecting: credentials).children.map(\.value))",
    ] {
      #expect(text.contains("clerk"))
      #expect(password.isEmpty || !text.contains(password))
    }
  }

  @Test(
    "is told who asks as the rule for that has it",
    arguments: [
      ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), ("a", "", "Basic YTo="),
      ("clerk", "pässword!", "Basic Y2xlcms6cMOkc3N3b3JkIQ=="),
    ])
  func authorization(_ user: String, _ password: String, _ field: String) {
    #expect(RqliteCredentials(user: user, password: password).authorization == field)
  }
}
