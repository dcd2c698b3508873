import Inventory
import Ledger
import Testing

/// What other systems are told of what happened.
@Suite struct EventTests {
  /// A morning in which everything happens once.
  static func morning() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.setRule("DRILL-18V", at: "A-01", point: 5)
    let line = ReserveStock.Line("DRILL-18V", at: "A-01", Quantity(4))
    try house.act(ReserveStock(for: "order:SO-1", [line], life: .unlimited, lacking: .refuse))
    try house.post(.issue, "DRILL-18V", "2", at: "A-01", reason: "SALE")
    try house.act(ConfirmReservation(.subject("order:SO-1")))
    try house.act(FulfilReservation(.subject("order:SO-1")))
    try house.post(.receipt, "CABLE", "20", at: "A-02")
    let transfer = try house.send("CABLE", 5, from: "A-02", to: "S-01")
    try house.act(ReceiveTransfer(transfer, [ReceiveTransfer.Line("CABLE", good: Quantity(3))]))
    try house.act(ReceiveTransfer(transfer, [ReceiveTransfer.Line("CABLE", good: Quantity(2))]))
    let two = ReserveStock.Line("DRILL-18V", at: "A-01", Quantity(2))
    try house.act(ReserveStock(for: "order:SO-2", [two], life: .unlimited, lacking: .refuse))
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "1", in: "A-01")
    try house.finish(stocktake)
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    for order in ["order:SO-3", "order:SO-4"] {
      try house.act(ReserveStock(for: order, [two], life: .lasting(milliseconds: 600_000), lacking: .refuse))
    }
    try house.act(SweepReservations(), at: SampleWarehouse.noon.adding(milliseconds: 1_200_000))
    return house
  }

  /// `stock.changed stock:DRILL-18V@NORTH/A-01 0 -> 10`.
  static func words(_ event: WarehouseEvent) -> String {
    func available(_ value: FieldValue) -> String? {
      if case .fields(let fields) = value { fields["available"]?.plain } else { nil }
    }
    let after = available(event.after)
    let figures = after.map { " " + (available(event.before).map { "\($0) -> " } ?? "") + $0 } ?? ""
    return "\(event.type.rawValue) \(event.record)\(figures)"
  }

  @Test("everything that happened is told, in order, with what was before and after")
  func all() throws {
    let house = try EventTests.morning()
    let part = try house.books.ask(EventPage(limit: 1000))
    #expect(part.isAtEnd)
    #expect(part.events.map(EventTests.words) == EventTests.expected)
    #expect(part.events.map(\.id) == part.events.map(\.id).sorted())
    #expect(Set(part.events.map(\.id)).count == part.events.count)
    let expired = part.events.filter { $0.type == .reservationExpired }
    #expect(expired.allSatisfy { $0.after.json.contains("\"status\":\"expired\"") })
    #expect(expired.allSatisfy { $0.before.json.contains("\"status\":\"reserved\"") })
  }

  private static let drill = "stock:DRILL-18V@NORTH/A-01"
  private static let expected = [
    "stock.changed \(drill) 0 -> 10",
    "stock.changed \(drill) 10 -> 6", "reservation.created reservation:RV-0001",
    "stock.changed \(drill) 6 -> 4", "low_stock rule:DRILL-18V@NORTH/A-01 4",
    "stock.changed \(drill) 4 -> 4", "reservation.confirmed reservation:RV-0001",
    "stock.changed \(drill) 4 -> 4", "reservation.fulfilled reservation:RV-0001",
    "stock.changed stock:CABLE@NORTH/A-02 0 -> 20",
    "stock.changed stock:CABLE@NORTH/A-02 20 -> 15", "transfer.shipped transfer:TR-0001",
    "stock.changed stock:CABLE@SOUTH/S-01 0 -> 0",
    "stock.changed stock:CABLE@SOUTH/S-01 0 -> 3", "stock.changed stock:CABLE@SOUTH/S-01 3 -> 5",
    "transfer.completed transfer:TR-0001",
    "stock.changed \(drill) 4 -> 2", "reservation.created reservation:RV-0002",
    "stock.changed \(drill) 2 -> 3", "stocktake.applied stocktake:ST-0001",
    "reservation.cut reservation:RV-0002 2 -> 3",
    "stock.changed \(drill) 3 -> 0",
    "stock.changed \(drill) 0 -> 10",
    "stock.changed \(drill) 10 -> 8", "reservation.created reservation:RV-0003",
    "stock.changed \(drill) 8 -> 6", "reservation.created reservation:RV-0004",
    "stock.changed \(drill) 6 -> 8", "reservation.expired reservation:RV-0003",
    "stock.changed \(drill) 8 -> 10", "reservation.expired reservation:RV-0004",
  ]

  @Test("read a few at a time, from wherever one stopped, it is the same", arguments: [1, 2, 7])
  func pages(limit: Int) throws {
    let house = try EventTests.morning()
    let whole = try house.books.ask(EventPage(limit: 1000)).events
    var found: [WarehouseEvent] = []
    var question = EventPage(limit: limit)
    while true {
      let part = try house.books.ask(question)
      #expect(part.events.count <= limit)
      found += part.events
      question.since = part.through
      if part.isAtEnd { break }
    }
    #expect(found == whole)
    for (index, event) in whole.enumerated() where index % 3 == 0 {
      let rest = try house.books.ask(EventPage(since: event.id, limit: 1000)).events
      #expect(rest == Array(whole[(index + 1)...]), "\(event.id)")
    }
  }

  @Test("only the events of a kind, or of a place, are told where that is asked for")
  func filters() throws {
    let house = try EventTests.morning()
    let whole = try house.books.ask(EventPage(limit: 1000)).events
    for type in EventType.allCases {
      let some = try house.books.ask(EventPage(types: [type], limit: 1000)).events
      #expect(some == whole.filter { $0.type == type }, "\(type)")
    }
    let south = try house.books.ask(EventPage(at: "SOUTH", limit: 1000)).events.map(EventTests.words)
    #expect(
      south == [
        "transfer.shipped transfer:TR-0001", "stock.changed stock:CABLE@SOUTH/S-01 0 -> 0",
        "stock.changed stock:CABLE@SOUTH/S-01 0 -> 3", "stock.changed stock:CABLE@SOUTH/S-01 3 -> 5",
        "transfer.completed transfer:TR-0001",
      ])
    let bin = try house.books.ask(EventPage(types: [.stocktakeApplied, .lowStock], at: "A-01", limit: 1000)).events
    #expect(bin.map(\.type) == [.lowStock, .stocktakeApplied])
    #expect(house.refusal { _ = try house.books.ask(EventPage(at: "NOWHERE")) } == "no-such-location")
  }

  @Test("who counts blind is told nothing that would say what is there")
  func blind() throws {
    let house = try EventTests.morning()
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "cora", role: .counter)))
    try house.open("A-01")
    let all = try house.books.ask(EventPage(limit: 1000), for: .person("anna")).events
    #expect(all.map(EventTests.words) == EventTests.expected)
    let told = try house.books.ask(EventPage(limit: 1000), for: .person("cora")).events
    #expect(!told.contains { $0.record.contains("DRILL-18V") })
    #expect(told.filter { $0.type == .stockChanged }.allSatisfy { $0.record.hasPrefix("stock:CABLE") })
    #expect(told.filter { $0.type == .reservationCreated }.allSatisfy { $0.after == .null })
    #expect(told.filter { $0.type == .stocktakeApplied }.allSatisfy { $0.after == .null })
  }

  @Test("what became low stays told after there is enough again, and cannot be changed behind the books' back")
  func low() throws {
    let house = try EventTests.morning()
    try house.post(.receipt, "DRILL-18V", "50", at: "A-01")
    try house.post(.issue, "DRILL-18V", "56", at: "A-01", reason: "SALE")
    let lows = try house.books.ask(EventPage(types: [.lowStock], limit: 1000)).events
    #expect(lows.count == 2)
    guard StrayShell.isInstalled, TestBooks.way == .file else { return }
    let shell = StrayShell(path: house.folder + "/stock.db")
    for sql in ["DELETE FROM low_event", "UPDATE low_event SET available = 0"] {
      #expect(try shell.run(sql).wasRefused)
    }
  }
}

extension FieldValue {
  var json: String {
    var text = ""
    write(to: &text)
    return text
  }
}
