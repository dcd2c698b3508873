import RqliteStandIn
import Storage
import Testing

@testable import StorageRemote

/// One of the traps of `remote.md` 2, by its number, as the driver meets it.
struct RqliteTrap: Sendable, CustomTestStringConvertible {
  let number: Int
  let promise: String
  let check: @Sendable (TrapHouse) throws -> Void

  init(_ number: Int, _ promise: String, _ check: @escaping @Sendable (TrapHouse) throws -> Void) {
    self.number = number
    self.promise = promise
    self.check = check
  }

  var testDescription: String { "trap \(number): \(promise)" }

  static let all = ofWriting + ofStatements + ofOthers

  private static let ofWriting: [RqliteTrap] = [
    RqliteTrap(1, "a batch of which one statement cannot be prepared leaves nothing behind") { house in
      for wrong in ["UPDATE no_such SET x = 1", "UPDATE act SET no_such = 1", "UPDAT act SET id = 2"] {
        let error = house.error([add(1), Statement(wrong), add(2)])
        guard case .unavailable(.failed) = error else { throw TrapSurprise("\(String(describing: error))") }
        #expect(try house.ids() == [])
      }
    },
    RqliteTrap(2, "a transaction that somebody left open is told, and nothing is done until it is over") { house in
      try house.database.commit(Batch([add(1)]))
      try house.post("/db/execute", #"["BEGIN"]"#)
      let error = house.error([add(2)])
      guard case .unavailable(.failed(let message)) = error, message.contains("left a transaction open") else {
        throw TrapSurprise("\(String(describing: error))")
      }
      try house.post("/db/execute", #"["ROLLBACK"]"#)
      #expect(try house.ids() == [1])
      try house.database.commit(Batch([add(2)]))
      #expect(try house.ids() == [1, 2])
    },
    RqliteTrap(3, "no statement is rewritten, and no value that reads like one") { house in
      let table =
        "CREATE TABLE chance(id INTEGER, a TEXT DEFAULT (hex(randomblob(4))), b TEXT DEFAULT (datetime('now')))"
      let value = "datetime('now') random()"
      try house.database.commit(
        Batch([
          Statement(table), Statement("INSERT INTO chance(id, a) VALUES(1, ?1)", [.text(value)]),
        ]))
      #expect(try house.texts("SELECT sql FROM sqlite_schema WHERE name = 'chance'") == [table])
      #expect(try house.texts("SELECT a FROM chance") == [value])
    },
    RqliteTrap(4, "CURRENT_TIMESTAMP is a time beside a random number") { house in
      try house.database.commit(
        Batch([
          Statement("CREATE TABLE moment(at TEXT, chance INTEGER)"),
          Statement("INSERT INTO moment VALUES(CURRENT_TIMESTAMP, random())"),
        ]))
      let found = try house.texts("SELECT at FROM moment")
      #expect(found.count == 1 && found[0].hasPrefix("2") && found[0].contains(":"), "\(found)")
    },
    RqliteTrap(6, "a write whose RETURNING is not found is done all the same, once") { house in
      for (number, word) in [(1, "RETURNING\n id"), (2, "RETURNING id"), (3, "returning id")] as [(Int64, String)] {
        try house.database.commit(Batch([Statement("INSERT INTO act(id) VALUES(?1) \(word)", [.integer(number)])]))
      }
      #expect(try house.ids() == [1, 2, 3])
    },
    RqliteTrap(9, "an empty statement, or two in one, is not sent") { house in
      for wrong in ["", " ", "-- nothing", "SELECT 1; SELECT 2"] {
        let error = house.error([Statement(wrong), add(1)])
        guard case .unavailable(.failed) = error else { throw TrapSurprise("\(String(describing: error))") }
      }
      #expect(house.server.requests.isEmpty)
    },
  ]

  private static let ofStatements: [RqliteTrap] = [
    RqliteTrap(5, "values of chance and time go as they were bound, and come back so") { house in
      let values: [Value] = [.integer(9_007_199_254_740_993), .integer(.min), .text("2026-07-04"), .blob([0, 255])]
      try house.database.commit(
        Batch([
          Statement("CREATE TABLE bound(a INTEGER, b INTEGER, c TEXT, d BLOB) STRICT"),
          Statement("INSERT INTO bound VALUES(?1, ?2, ?3, ?4)", values),
        ]))
      var found: [Value] = []
      try house.database.read([Statement("SELECT a, b, c, d FROM bound")]) { _, row in
        found = (0..<row.width).map { row.value($0) }
        return true
      }
      #expect(found == values)
    },
    RqliteTrap(7, "several questions are answered from one moment, whoever writes meanwhile") { house in
      try house.database.commit(Batch([add(0)]))
      let writer = try house.another()
      let isOver = TrapFlag()
      TestThread.start {
        for number in 1...Int64(150) { try? writer.commit(Batch([add(number)])) }
        isOver.raise()
      }
      var looks = 0
      while !isOver.isRaised {
        var counts: [Int64] = []
        let count = Statement("SELECT count(*) FROM act")
        try house.database.read([count, count, count]) { _, row in
          counts.append(row.integer(0))
          return true
        }
        #expect(Set(counts).count == 1 && counts.count == 3, "\(counts)")
        looks += 1
      }
      #expect(looks > 0)
    },
    RqliteTrap(14, "mathematics that is not there leaves nothing behind") { house in
      let error = house.error([add(1), Statement("UPDATE act SET id = ceil(1)")])
      guard case .unavailable(.failed(let message)) = error, message.contains("ceil") else {
        throw TrapSurprise("\(String(describing: error))")
      }
      #expect(try house.ids() == [])
    },
    RqliteTrap(14, "no statement goes out that writes files on the server") { house in
      for wrong in [
        "ATTACH '/tmp/x' AS x", "VACUUM INTO '/tmp/x'", "CREATE TEMP TABLE x(a)", "CREATE TEMPORARY TABLE x(a)",
        "DETACH x",
      ] {
        let error = house.error([Statement(wrong)])
        guard case .unavailable(.failed) = error else { throw TrapSurprise("\(wrong): \(String(describing: error))") }
      }
      #expect(house.server.requests.isEmpty)
    },
  ]

  private static let ofOthers: [RqliteTrap] = [
    RqliteTrap(8, "foreign keys that somebody switches off are noticed, and what would break them is not sent") {
      house in
      try house.database.commit(Batch([add(1)]))
      try house.post("/db/execute", #"["PRAGMA foreign_keys=OFF"]"#)
      // The batch that was on its way when they were switched off is followed by a look.
      try house.database.commit(Batch([add(2)]))
      let error = house.error([add(3)])
      guard case .unavailable(.unsuitable(_, let why)) = error, why.contains("-fk") else {
        throw TrapSurprise("\(String(describing: error))")
      }
      #expect(try house.count() == "2")
      try house.post("/db/execute", #"["PRAGMA foreign_keys=ON"]"#)
      try house.database.commit(Batch([add(3)]))
    },
    RqliteTrap(8, "foreign keys that the text of a dump switched off are noticed") { house in
      try house.database.commit(Batch([add(1)]))
      try house.post("/db/load", "PRAGMA foreign_keys=OFF;\nCREATE TABLE loaded(a);\n", type: "text/plain")
      try house.database.commit(Batch([add(2)]))
      guard case .unavailable(.unsuitable) = house.error([add(3)]) else { throw TrapSurprise("it was sent") }
      #expect(try house.count() == "2")
    },
    RqliteTrap(10, "a database that was put in the place of this one is another one to whoever asks") { house in
      try house.database.commit(Batch([add(1)]))
      let copy = try house.backup()
      try house.database.commit(Batch([add(2)]))
      let token = try house.database.changeToken()
      try house.load(copy)
      #expect(try house.database.changeToken() != token)
      #expect(try house.ids() == [1])
      // What is not there any more may be done anew; what is, is still refused.
      try house.database.commit(Batch([add(2)]))
      guard case .refused(0, 0, .unique, _) = house.error([add(1)]) else { throw TrapSurprise("it was done twice") }
    },
    RqliteTrap(11, "an answer that sends elsewhere is not followed") { house in
      try house.database.commit(Batch([add(1)]))
      house.server.faults.next(.instead(status: 301, type: "text/plain", body: ""), on: .writes)
      guard case .unavailable(.unsuitable(_, let why)) = house.error([add(2)]), why.contains("elsewhere") else {
        throw TrapSurprise("it was followed")
      }
      #expect(try house.ids() == [1])
    },
    RqliteTrap(12, "every request names what it wants, and none asks for the queue, a redirect or a level that lags") {
      house in
      try house.database.commit(Batch([add(1)]))
      #expect(try house.ids() == [1])
      _ = try house.database.changeToken()
      #expect(
        Set(house.server.requests.map(\.target)) == [
          "/db/execute?transaction&norwrandom&norwtime", "/db/query?transaction&level=linearizable&blob_array",
        ])
    },
  ]

  private static func add(_ number: Int64) -> Statement {
    Statement("INSERT INTO act(id) VALUES(?1)", [.integer(number)])
  }
}

struct TrapSurprise: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
