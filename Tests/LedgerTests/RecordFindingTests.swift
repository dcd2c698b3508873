import Inventory
import Storage
import Testing

@testable import Ledger

extension LedgerPage {
  static func finding(_ text: String, newest: Int64? = nil, _ filter: LedgerFilter = LedgerFilter()) -> LedgerPage {
    var page = LedgerPage(filter)
    page.text = RecordText(text, newest: newest)
    return page
  }
}

extension AuditPage {
  static func finding(_ text: String, newest: Int64? = nil, _ filter: AuditFilter = AuditFilter()) -> AuditPage {
    var page = AuditPage(filter)
    page.text = RecordText(text, newest: newest)
    return page
  }
}

@Suite("Finding by a text in lists that grow for ever") struct RecordFindingTests {
  @Test("an entry is found by item, place, who, reference, reason and number; each word must occur, in any case")
  func entries() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.post(.receipt, "CABLE", "5", at: "S-01")
    try house.post(.scrap, "DRILL-18V", "1", at: "A-01", reason: "broken")
    func found(_ text: String, _ change: (inout LedgerFilter) -> Void = { _ in }) throws -> [Int64] {
      var filter = LedgerFilter()
      change(&filter)
      return try house.books.ask(LedgerPage.finding(text, filter)).rows.map(\.id)
    }
    #expect(try found("drill") == [3, 1] && found("drill south") == [] && found("south/s-01") == [2])
    #expect(try found("BROKEN") == [3] && found("2") == [2] && found("18v a-01 broken") == [3])
    #expect(try found("s") { $0.item = "CABLE" } == [2] && found("drill") { $0.item = "CABLE" } == [])
    #expect(try found("%") == [] && found("'\"") == [])
    #expect(try found("drill") { $0.kind = .receipt } == [1])
  }

  @Test("an event is found by what it did, to which document, and who did it, within what may be seen")
  func events() throws {
    let house = try SampleWarehouse()
    for (name, role) in [("anna", Operator.Role.admin), ("maria", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role)), by: "anna")
    }
    func found(_ text: String, as name: String = "anna") throws -> [String] {
      try house.books.ask(AuditPage.finding(text), for: .person(name)).rows.map { $0.entity ?? "" }
    }
    #expect(try found("operator maria") == ["operator:maria"])
    #expect(try found("operator.added ANNA").count == 2)
    #expect(try found("operator", as: "maria") == [])
  }

  @Test("of many only the latest are looked at, or those from a number on, and of an item its own")
  func span() throws {
    let past = try PastHouse(seed: 3)
    let house = past.house
    try house.post(.receipt, "P-105", "3", at: "B-105", reason: "NEEDLE", on: "2026-07-01T08:00:00Z")
    let needle = try #require(try house.books.ask(LedgerPage(limit: 1)).rows.first?.id)
    func found(_ newest: Int64? = nil, item: String? = nil) throws -> [Int64] {
      var filter = LedgerFilter()
      filter.item = item
      return try house.books.ask(LedgerPage.finding("needle", newest: newest, filter)).rows.map(\.id)
    }
    #expect(try found() == [needle])
    try past.load(12_000, from: 5, to: 95)
    #expect(try found() == [] && found(item: "P-105") == [needle] && found(item: "P-106") == [])
    #expect(try found(needle + 100) == [needle] && found(needle - 1) == [])
    #expect(try found(needle + RecordText.span) == [] && found(needle + RecordText.span - 1) == [needle])
    // As many more of the one item: then it is too far back there too.
    try house.database.commit(
      Batch([
        Statement(
          """
          INSERT INTO ledger(seq, act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
            on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
          SELECT (SELECT max(seq) FROM ledger) + i, (SELECT max(id) FROM act), e.kind, e.item, e.location, e.occurred_at + i,
            0, 0, 0, 0, 0, s.on_hand, s.reserved, s.allocated, s.blocked, s.incoming
          FROM n CROSS JOIN ledger e CROSS JOIN stock_record s ON s.item = e.item AND s.location = e.location
          WHERE e.seq = ?2
          """, [.integer(RecordText.span), .integer(needle)])
      ]))
    #expect(try found(item: "P-105") == [] && found(needle) == [needle])
  }
}
