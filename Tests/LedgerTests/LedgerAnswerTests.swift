import Inventory
import Testing

@Suite struct LedgerAnswerTests {
  /// Forty movements of several kinds, items, places, days, reasons, references and actors.
  private func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    for number in 0..<40 {
      let item = ["DRILL-18V", "CABLE"][number % 2]
      let place = ["A-01", "A-02", "S-01"][number % 3]
      let day = Instant(milliseconds: SampleWarehouse.noon.milliseconds - Int64(number * 7 % 20) * 86_400_000)
      var line = MovementLine(.receipt, item, Quantity(number + 1), at: place, occurredAt: day)
      if number % 5 == 4 { (line.kind, line.reason) = (.adjustment, "AUDIT") }
      if number % 4 == 0 { line.reference = "PO-\(number / 8)" }
      if number % 6 == 0 { (line.note, line.cost, line.metadata) = ("noted", UnitCost("2.5"), [Flag("dock", "3")]) }
      let actor = number % 7 == 0 ? "bob" : "anna"
      _ = try house.books.perform(
        PostMovements([line]),
        ActContext(key: "n-\(number)", actor: actor, terminal: "tty1", now: SampleWarehouse.noon))
    }
    return house
  }

  private static let filters: [(String, @Sendable (inout LedgerFilter) -> Void, @Sendable (LedgerEntry) -> Bool)] = [
    ("all", { _ in }, { _ in true }), ("one item", { $0.item = "cable" }, { $0.code.sku == "CABLE" }),
    ("by barcode", { $0.item = "4006381333931" }, { $0.code.sku == "DRILL-18V" }),
    ("a bin", { $0.location = "A-02" }, { $0.place == "NORTH/A-02" }),
    ("a room", { $0.location = "A" }, { $0.place.hasPrefix("NORTH/A-") }),
    ("a site", { $0.location = "SOUTH" }, { $0.place == "SOUTH/S-01" }),
    ("a kind", { $0.kind = .adjustment }, { $0.kind == .adjustment }),
    ("a reason", { $0.reason = "AUDIT" }, { $0.reason == "AUDIT" }),
    ("a reference", { $0.reference = "PO-2" }, { $0.reference == "PO-2" }),
    ("an actor", { $0.actor = "bob" }, { $0.actor == "bob" }),
    (
      "days", { ($0.from, $0.to) = (Instant("2026-06-20"), Instant("2026-06-30T12:00")) },
      { $0.occurredAt.description >= "2026-06-20" && $0.occurredAt.description < "2026-06-30T12:00" }
    ),
    ("one entry", { $0.entry = 7 }, { $0.id == 7 }),
    (
      "all together", { ($0.item, $0.location, $0.kind, $0.actor) = ("DRILL-18V", "NORTH", .receipt, "anna") },
      { $0.code.sku == "DRILL-18V" && $0.place.hasPrefix("NORTH/") && $0.kind == .receipt && $0.actor == "anna" }
    ),
  ]

  @Test("the ledger is read by any filter, page by page, forwards and back")
  func ledgerPages() throws {
    let house = try house()
    let all = try house.books.ask(LedgerPage(limit: 1000)).rows
    #expect(all.map(\.id) == (1...40).reversed())
    let noted = try #require(all.first { $0.note != nil })
    #expect(noted.note == "noted" && noted.cost == UnitCost("2.5") && noted.metadata == [Flag("dock", "3")])
    for (name, fill, isMeant) in LedgerAnswerTests.filters {
      var filter = LedgerFilter()
      fill(&filter)
      var expected = all.filter(isMeant)
      if filter.item != nil { expected.sort { ($0.occurredAt, $0.id) > ($1.occurredAt, $1.id) } }
      #expect(!expected.isEmpty, "\(name)")
      var question = LedgerPage(filter, limit: 3)
      var forwards: [LedgerEntry] = []
      while true {
        let page = try house.books.ask(question)
        forwards += page.rows
        guard let next = page.next else { break }
        question.start = .after(next)
      }
      #expect(forwards == expected, "\(name), forwards")
      question.start = .last
      var backwards: [LedgerEntry] = []
      while true {
        let page = try house.books.ask(question)
        backwards = page.rows + backwards
        guard let previous = page.previous else { break }
        question.start = .before(previous)
      }
      #expect(backwards == expected, "\(name), backwards")
      let seen = Seen()
      let count = try house.books.ask(
        EachLedgerEntry(filter) { entry in
          seen.append(String(entry.id))
          return true
        })
      #expect(seen.all == all.filter(isMeant).reversed().map { String($0.id) } && count == seen.all.count, "\(name)")
    }
  }

  @Test("the audit is read by actor, action, document and date, and an act is found by its key")
  func audit() throws {
    let house = try house()
    try house.act(EditItem("CABLE", .with { $0.name = "Wire" }), key: "edit")
    func keys(_ question: AuditPage) throws -> [String] {
      var question = question
      question.limit = 1000
      return try house.books.ask(question).rows.map(\.key)
    }
    #expect(try keys(AuditPage(actor: "bob")) == [35, 28, 21, 14, 7, 0].map { "n-\($0)" })
    #expect(try keys(AuditPage(action: "item.edited")) == ["edit"])
    #expect(try keys(AuditPage(action: "item")).count == 5)
    #expect(try keys(AuditPage(action: "ite")).isEmpty)
    #expect(try keys(AuditPage(entity: "item:CABLE")).first == "edit")
    #expect(try keys(AuditPage(action: "movement")).count == 40)
    #expect(try keys(AuditPage(to: SampleWarehouse.noon)).isEmpty)
    #expect(try keys(AuditPage(from: SampleWarehouse.noon)).count == 52)
    let first = try house.books.ask(AuditPage(limit: 1)).rows[0]
    #expect(try keys(AuditPage(event: first.id)) == ["edit"])
    let found = try #require(try house.books.ask(FindAct(key: "n-3")))
    #expect(found.isRepeat && found.entries.map(\.change.onHand) == [Quantity(4)])
    #expect(try house.books.ask(FindAct(key: "n-")) == nil)
    #expect(try house.books.ask(ActKeys(prefix: "n-3")) == ["n-3"] + (30...39).map { "n-\($0)" })
  }

  @Test("use per day counts sales and consumption less returns, on the day they happened, before 1970 too")
  func usePerDay() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "100", at: "A-01", on: "1969-12-01")
    for (kind, quantity, when) in [
      (MovementKind.issue, "5", "1969-12-30T23:59:59.999Z"), (.issue, "3", "1969-12-31T12:00Z"),
      (.return, "1", "1969-12-31T23:59:59Z"), (.issue, "2", "1970-01-01T00:00Z"), (.scrap, "9", "1970-01-01"),
      (.issue, "4", "1970-01-02T01:00Z"),
    ] {
      try house.post(kind, "DRILL-18V", quantity, at: "A-01", on: when)
    }
    try house.post(.reserve, "DRILL-18V", "6", at: "A-01", on: "1970-01-01")
    try house.post(.consume, "DRILL-18V", "6", at: "A-01", on: "1970-01-01T05:00Z", key: "consumed")
    func use(_ days: Int, until: String) throws -> [String] {
      try house.books.ask(UsePerDay("DRILL-18V", days: days, until: try #require(Instant(until)))).map(\.description)
    }
    #expect(try use(4, until: "1970-01-02") == ["5", "2", "8", "4"])
    #expect(try use(2, until: "1969-12-31T18:00Z") == ["5", "2"])
    #expect(try use(1, until: "1969-12-31") == ["2"])
    #expect(try use(0, until: "1969-12-01") == ["0"])
    try house.act(ReverseMovement(.act(key: "consumed")))
    #expect(try use(2, until: "1970-01-02") == ["2", "4"])
    #expect(
      house.refusal { _ = try house.books.ask(UsePerDay("NOBODY", until: SampleWarehouse.noon)) } == "no-such-item")
  }

  @Test("one leg of one transfer among several takes only its own other leg back")
  func neighbouringTransfers() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let line = { (quantity: Int) in MovementLine(.transferOut, "DRILL-18V", Quantity(quantity), at: "A-01", to: "A-02")
    }
    let moved = try house.act(PostMovements([line(1), line(2), line(3)]))
    let back = try house.act(ReverseMovement(.entry(moved.entries[3].id)))
    #expect(back.entries.map(\.reverses) == [moved.entries[3].id, moved.entries[2].id])
    try house.act(ReverseMovement(.entry(moved.entries[0].id)))
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "3")
    let found = try house.books.ask(LedgerPage(limit: 10)).rows.map { $0.reversedBy != nil }
    #expect(found.count { $0 } == 4)
  }

  @Test("an item's card shows its places, totals, lots by expiry and serials, here or everywhere")
  func itemStock() throws {
    let house = try SampleWarehouse()
    for (lot, expires, place) in [
      ("LATE", "2027-03-01", "A-01"), ("SOON", "2026-08-01", "S-01"), ("NONE", nil, "A-02"),
    ] {
      let line = MovementLine(
        .receipt, "GLUE", Quantity(2), at: place, lot: lot, expires: expires.flatMap { Day($0) })
      try house.act(PostMovements([line]))
    }
    let card = try house.books.ask(ItemStock("GLUE"))
    #expect(card.lots.map(\.lot.code) == ["SOON", "LATE", "NONE"])
    #expect(card.places.map(\.place) == ["NORTH/A-01", "NORTH/A-02", "SOUTH/S-01"])
    #expect(card.total.onHand == Quantity(6))
    let north = try house.books.ask(ItemStock("GLUE", at: "NORTH"))
    #expect(north.lots.map(\.lot.code) == ["LATE", "NONE"] && north.total.onHand == Quantity(4))
    #expect(house.refusal { _ = try house.books.ask(ItemStock("NOBODY")) } == "no-such-item")
    #expect(house.refusal { _ = try house.books.ask(ItemStock("GLUE", at: "NOWHERE")) } == "no-such-location")
  }
}
