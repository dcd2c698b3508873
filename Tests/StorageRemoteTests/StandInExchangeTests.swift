import Glibc
import Testing

@testable import RqliteStandIn

/// The measure of the stand-in: what a real rqlite 10.2.7 was asked and said, in order.
@Suite struct StandInExchangeTests {
  /// Not the same request, and why; the answer is compared all the same.
  private static let otherWords: [(part: String, was: String, becomes: String, why: String)] = [
    ("unhex(?)", "unhex(?)", "x'010203FF'", "unhex() came with SQLite 3.41"),
    ("x'010203FF'", ", \"010203FF\"]", "]", "its argument"),
    ("mv_d BEFORE", "'guard:'||NEW.delta", "'guard:-1'", "RAISE of an expression came with SQLite 3.47"),
    (
      "CREATE VIEW assert_that", "RAISE(ABORT, 'guard:' || NEW.why)",
      """
      CASE NEW.why WHEN 'x' THEN RAISE(ABORT, 'guard:x') WHEN 'conflict' THEN RAISE(ABORT, 'guard:conflict') \
      ELSE RAISE(ABORT, 'guard:stale:W-1') END
      """, "RAISE of an expression came with SQLite 3.47"
    ),
    (
      "unixepoch('now','subsec')", "unixepoch('now','subsec')", "unixepoch('now')+0.5", "'subsec' came with SQLite 3.42"
    ),
  ]

  /// Compared without its figures, and why.
  private static let figuresApart: [(part: String, why: String)] = [
    ("\"SELECT * FROM r\"", "chance and the clock"), ("SELECT random() FROM r", "chance and the clock"),
    ("name IN ('r','r2','r2t','v2')", "chance and the clock, in the schema"),
    ("INSERT INTO ct VALUES(CURRENT_TIMESTAMP,1,1) RETURNING *", "the clock"),
    ("INSERT INTO ct VALUES(CURRENT_TIMESTAMP,random(),1) RETURNING *", "chance"),
    ("\"SELECT * FROM ct\"", "chance and the clock"), ("INSERT INTO r3 DEFAULT VALUES", "chance and the clock"),
    ("json_each(", "SQLite 3.53 counts the elements of a JSON text otherwise"),
    ("EXPLAIN QUERY PLAN", "SQLite 3.40 says 0 where 3.53 estimates"),
  ]

  /// Asked, and not compared, and why.
  private static let notCompared: [(part: String, why: String)] = [
    ("sqlite_version()", "another SQLite"), ("PRAGMA compile_options", "another SQLite, built otherwise"),
    ("name LIKE 'assert_%'", "the trigger is written in other words, see above"),
  ]

  /// What was asked between two recorded requests and not recorded, as the answer that follows shows.
  private static let between: [(part: String, bodies: [String])] = [
    ("DETACH DATABASE x", ["[\"ATTACH DATABASE ':memory:' AS x\"]"]),
    (
      "DELETE FROM op WHERE id='big'",
      [
        """
        ["INSERT INTO op(id,at,body) VALUES('big','t','…')", "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 \
        FROM t WHERE n<5000) INSERT INTO ledger(op,sku,delta) SELECT 'op-1','W-1',1 FROM t"]
        """
      ]
    ),
  ]

  /// The one request that was sent as plain text, and is taken as one statement.
  private static let plainText = "near \\\"[\\\"SELECT 1\\\"]\\\": syntax error"

  @Test(
    "the recorded exchanges with rqlite, in order, are answered alike",
    .enabled(if: Exchange.file != nil, "the recorded exchanges are not beside the checkout: set TALLYMAN_SHARED"))
  func recorded() throws {
    let house = try StandInHouse()
    let client = try house.client()
    var equal = 0
    var alike = 0
    var apart = 0
    for (line, exchange) in try Exchange.all().enumerated() {
      let asked = exchange.body ?? ""
      for missing in Self.between where asked.contains(missing.part) {
        for body in missing.bodies {
          #expect(try client.post("/db/execute", body).body.contains("error") == false, "\(body)")
        }
      }
      let answer = try answer(of: client, to: exchange)
      guard !Self.notCompared.contains(where: { asked.contains($0.part) }) else {
        apart += 1
        continue
      }
      // Without parsing there are no rows, and so no figures of chance.
      let hasFigures =
        exchange.path.contains("noparse") || !Self.figuresApart.contains { asked.contains($0.part) }
      if hasFigures { equal += 1 } else { alike += 1 }
      let said = Said(answer.status, answer.headers["content-type"], answer.body, hasFigures: hasFigures)
      let recorded = Said(exchange.status, exchange.type, exchange.response, hasFigures: hasFigures)
      #expect(said == recorded, "line \(line + 1): \(exchange.method) \(exchange.path) \(asked)")
    }
    print(
      "recorded exchanges: \(equal) answered equally, \(alike) but for figures of chance, clock or version,",
      "\(apart) not compared; \(Self.otherWords.count - 1) requests put in other words for SQLite 3.40")
    #expect([equal, alike, apart] == [226, 10, 3])
  }

  private func answer(of client: PlainClient, to exchange: Exchange) throws -> PlainClient.Answer {
    var body = exchange.body
    for words in Self.otherWords where body?.contains(words.part) == true {
      body = body?.split(separator: words.was, omittingEmptySubsequences: false).joined(separator: words.becomes)
    }
    let type = exchange.response.contains(Self.plainText) ? "text/plain" : "application/json"
    client.sendRequest(exchange.method, exchange.path, body, type: type)
    return try client.answer()
  }
}

/// An answer as it is compared: without the times it took.
private struct Said: Equatable {
  var status: Int
  var type: String?
  var json: JSON?
  var text: String

  init(_ status: Int, _ type: String?, _ body: String, hasFigures: Bool) {
    self.status = status
    self.type = type
    let body = hasFigures ? body : Said.withoutFigures(body)
    json = JSON(body.utf8)?.withoutTimes
    text = json == nil ? body : ""
  }

  /// Each figure, with its sign and point, becomes a nought; hexadecimal digits count as one.
  static func withoutFigures(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      let figure = rest.prefix { ("0"..."9").contains($0) || ("A"..."F").contains($0) || $0 == "." }
      if figure.contains(where: \.isNumber) || figure.count >= 8 {
        if result.last == "-" { result.removeLast() }
        result += "0"
        rest = rest.dropFirst(figure.count)
      } else {
        result += figure.isEmpty ? String(first) : String(figure)
        rest = rest.dropFirst(max(figure.count, 1))
      }
    }
    return result
  }
}

extension JSON {
  /// Without the members named `time`, and the others in the order of their names.
  fileprivate var withoutTimes: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.withoutTimes))
    case .object(let members):
      .object(
        members.filter { $0.name != "time" }.sorted { $0.name < $1.name }
          .map { Member($0.name, $0.value.withoutTimes) })
    default: self
    }
  }
}

/// A request that was sent to a real server, and its answer.
private struct Exchange {
  var method: String
  var path: String
  var body: String?
  var status: Int
  var type: String?
  var response: String

  static let file: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let shared = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared"]
    return shared.compactMap { $0 }.map { $0 + "/data/rqlite/exchanges-v10.2.7.jsonl" }.first { access($0, R_OK) == 0 }
  }()

  static func all() throws -> [Exchange] {
    let file = try #require(fopen(file ?? "", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return try bytes.split(separator: 10).map { line in
      let json = try #require(JSON(line))
      return Exchange(
        method: try #require(json["method"]?.string), path: try #require(json["path"]?.string),
        body: json["body"]?.string, status: try #require(json["status"]?.number.flatMap { Int($0) }),
        type: json["content_type"]?.string, response: try #require(json["response"]?.string))
    }
  }
}
