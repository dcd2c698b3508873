import Inventory
import Ledger
import Testing

/// Sealing the audit.
@Suite struct SealTests {
  @Test("what stands is sealed in blocks, once, and the seals themselves are not sealed alone")
  func blocks() throws {
    let house = try SampleWarehouse(inMemory: true)
    let before = try house.books.ask(AuditStanding())
    #expect(before.newest == nil && before.unsealed == 11 && before.oldest == SampleWarehouse.noon)
    for number in 0..<Seal.mostEvents { try house.post(.receipt, "DRILL-18V", "1", at: "A-01", key: "n-\(number)") }
    let answer = try house.act(SealAudit(), key: "seal")
    #expect(answer.document?.contains("\"seals\":2,\"sealed\":267") == true, "\(answer.document ?? "")")
    let standing = try house.books.ask(AuditStanding())
    let newest = try #require(standing.newest)
    #expect(newest.number == 2 && newest.lastEvent == 267 && newest.events == 11 && newest.lastEntry == 256)
    #expect(newest.hash.count == 32 && standing.unsealed == 0 && standing.oldest == nil)
    #expect(try house.act(SealAudit()).event == 0)
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    #expect(try house.books.ask(AuditStanding()).unsealed == 1)
    #expect(try house.act(SealAudit(), dryRun: true).document?.contains("\"sealed\":2") == true)
    try house.act(SealAudit())
    let last = try #require(try house.books.ask(AuditStanding()).newest)
    #expect(last.number == 3 && last.events == 2 && last.entries == 1 && last.lastEvent == 269)
    try house.expectSoundBooks()
  }

  @Test("two who seal at the same time make one chain")
  func race() throws {
    let house = try SampleWarehouse(inMemory: true)
    let failures = onThreads(2) { worker in
      let books = try house.another()
      for number in 0..<6 {
        let key = "w\(worker)-\(number)"
        func context(_ key: String) -> ActContext {
          ActContext(key: key, actor: "anna", terminal: "tty1", now: SampleWarehouse.noon)
        }
        let line = MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")
        _ = try books.perform(PostMovements([line]), context(key))
        _ = try books.perform(SealAudit(), context(key + "/seal"))
      }
    }
    #expect(failures.isEmpty)
    try house.act(SealAudit())
    #expect(try house.books.ask(AuditStanding()).unsealed == 0)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "12")
    try house.expectSoundBooks()
  }

  @Test("a hash that is none is refused with what is wanted", arguments: ["", "abc", "xyzxyzxyzxyzxyzxyz"])
  func badHash(_ text: String) throws {
    let house = try SampleWarehouse(inMemory: true)
    #expect(house.refusal { _ = try house.books.ask(AuditVerification(kept: text)) } == "bad-value")
  }
}

/// What an act leaves in the audit of the documents it changes.
@Suite struct AuditTrailTests {
  private static let acts: [(act: any Act, entity: String)] = [
    (AddItem(Item(code: ItemCode(sku: "TAPE"), name: "Tape", barcodes: [Barcode("9"), Barcode("1")])), "item:TAPE"),
    (EditItem("TAPE", .with { ($0.name, $0.cost) = ("Adhesive tape", UnitCost("1.2")) }), "item:TAPE"),
    (EditItem("TAPE", .with { $0.isActive = false }), "item:TAPE"),
    (AddLocation("A-03", .with { ($0.kind, $0.parent) = (.bin, "A") }), "location:A-03"),
    (EditLocation("A-03", .with { $0.name = "Third" }), "location:A-03"),
    (EditStock("CABLE", at: "A-02", reorderPoint: .some(Quantity(5)), bin: "B7"), "stock:CABLE@A-02"),
    (SetRule("CABLE", at: "A-02", point: Quantity(5), maximum: Quantity(9)), "rule:CABLE@NORTH/A-02"),
    (SetRule("CABLE", at: "A-02", point: nil, vendor: "ACME"), "rule:CABLE@NORTH/A-02"),
    (RemoveRule("CABLE", at: "A-02"), "rule:CABLE@NORTH/A-02"),
    (AddLot("L1", of: "GLUE", expires: Day("2027-01-01")), "lot:GLUE/L1"),
    (EditLot("L1", of: "GLUE", expires: .some(Day("2027-06-01"))), "lot:GLUE/L1"),
    (QuarantineLot("L1", of: "GLUE"), "lot:GLUE/L1"), (ReleaseLot("L1", of: "GLUE"), "lot:GLUE/L1"),
    (SetSetting("reservation_ttl", "45"), "setting:reservation_ttl"),
    (
      CreateOrder(
        "PO-1",
        OrderDraft(
          vendor: "ACME", currency: "EUR", to: "A-01",
          [.init("CABLE", Quantity(5), price: UnitCost(tenThousandths: 20_000))])),
      "order:PO-1"
    ),
    (EditOrder("PO-1", note: "call first"), "order:PO-1"), (AdvanceOrder("PO-1", .send), "order:PO-1"),
    (AddOperator(Operator(name: "anna", role: .admin)), "operator:anna"),
    (AddOperator(Operator(name: "dan", role: .dock)), "operator:dan"),
    (EditOperator("dan", .with { ($0.role, $0.badge) = (.supervisor, "B-9") }), "operator:dan"),
  ]

  @Test("every change of a document names it, with what it was and what it is, as the books have it")
  func documents() throws {
    let house = try SampleWarehouse(inMemory: true)
    for (act, entity) in AuditTrailTests.acts {
      let answer = try house.act(act)
      let event = try #require(try house.books.ask(AuditPage(event: answer.event, limit: 1)).rows.first)
      #expect(event.entity == entity && event.before != event.after, "\(event.action)")
      #expect(!event.differences.isEmpty, "\(event.action)")
      #expect(event.after == answer.document, "\(event.action)")
      try house.expectSoundBooks()
    }
    let edited = try #require(try house.books.ask(AuditPage(entity: "operator:dan", limit: 1)).rows.first)
    #expect(
      edited.differences.map { "\($0.name): \($0.before) > \($0.after)" } == [
        "role: dock > supervisor", "badge:  > B-9", "version: 1 > 2",
      ])
  }

  @Test("the history of an item is whole, whether it was changed alone or by an import, and an export has every step")
  func imports() throws {
    let house = try SampleWarehouse(inMemory: true)
    try house.act(
      ImportItems([
        ImportItems.Row(ItemCode(sku: "TAPE"), .with { $0.name = "Tape" }),
        ImportItems.Row(ItemCode(sku: "CABLE"), .with { $0.name = "Wire" }),
        ImportItems.Row(ItemCode(sku: "GLUE"), .with { $0.name = "Glue 250 ml" }),
      ]), key: "import")
    try house.act(ImportLocations([ImportLocations.Row("A-02", .with { $0.name = "Second" })]))
    try house.act(ImportRules([SetRule("CABLE", at: "A-02", point: Quantity(5), quantity: Quantity(9))]))
    try house.act(ImportStock([ImportStock.Row("CABLE", at: "A-02", onHand: Quantity(4), bin: "B7")]))
    try house.act(EditItem("CABLE", .with { $0.name = "Cable" }))
    let story = try house.books.ask(AuditPage(entity: "item:CABLE")).rows
    #expect(story.map(\.action) == ["item.edited", "import.items", "item.added"])
    #expect(story.map { $0.after?.contains("\"name\":\"Wire\"") } == [false, true, false])
    #expect(story[1].before == story[2].after && story[1].documentCount == 2 && story[0].before == story[1].after)
    for (entity, action) in [
      ("location:A-02", "import.locations"), ("rule:CABLE@NORTH/A-02", "import.rules"),
      ("stock:CABLE@A-02", "import.stock"), ("item:TAPE", "import.items"),
    ] {
      let event = try #require(try house.books.ask(AuditPage(entity: entity)).rows.first, "\(entity)")
      #expect(event.action == action && event.after != nil, "\(entity)")
    }
    let rows = Seen()
    var filter = AuditFilter()
    filter.action = "import"
    #expect(
      try house.books.ask(
        EachAuditEvent(filter) {
          rows.append($0.entity ?? "-")
          return true
        }) == 9)
    #expect(
      rows.all == [
        "-", "item:TAPE", "item:CABLE", "-", "location:A-02", "-", "rule:CABLE@NORTH/A-02", "-", "stock:CABLE@A-02",
      ])
    try house.expectSoundBooks()
  }

  /// What is asked of whom, and the actions that are told, latest first.
  private static let asked: [(item: String?, place: String?, actions: [String])] = [
    ("CABLE", nil, ["rule.set", "stock.edited", "movement.receipt", "item.added"]),
    ("4006381333931", nil, ["movement.transfer", "movement.receipt", "item.added"]),
    ("GLUE", nil, ["lot.quarantined", "lot.added", "item.added"]),
    ("SCALE", nil, ["serial.edited", "movement.receipt", "item.added"]),
    (nil, "A-02", ["rule.set", "stock.edited", "movement.transfer", "location.added"]),
    ("CABLE", "A-02", ["rule.set", "stock.edited"]), ("CABLE", "SOUTH", []),
    (nil, "S-01", ["stocktake.opened", "location.added"]),
    (nil, "SOUTH", ["stocktake.opened", "location.added", "location.added"]),
  ]

  @Test(
    "the audit of an item and of a place is all that was done to it and moved of it, whether little or much stands there"
  )
  func scopes() throws {
    let house = try SampleWarehouse(inMemory: true)
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.post(.receipt, "CABLE", "5", at: "A-01")
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"])
    try house.post(.transferOut, "DRILL-18V", "1", at: "A-01", to: "A-02")
    try house.act(AddLot("L1", of: "GLUE"))
    try house.act(QuarantineLot("L1", of: "GLUE"))
    try house.act(EditStock("CABLE", at: "A-02", bin: "B7"))
    try house.act(SetRule("CABLE", at: "A-02", point: Quantity(5), quantity: Quantity(9)))
    try house.act(EditSerial("S1", owner: "Smith"))
    try house.act(OpenStocktake("S-01", name: "South"))
    func actions(_ item: String?, _ place: String?) throws -> [String] {
      var filter = AuditFilter()
      (filter.item, filter.location) = (item, place)
      return try house.books.ask(AuditPage(filter)).rows.map(\.action)
    }
    func check() throws {
      for asked in AuditTrailTests.asked {
        #expect(
          try actions(asked.item, asked.place) == asked.actions, "\(asked.item ?? "-") at \(asked.place ?? "-")")
      }
    }
    try check()
    #expect(house.refusal { _ = try actions("NONE", nil) } == "no-such-item")
    #expect(house.refusal { _ = try actions(nil, "NOWHERE") } == "no-such-location")
    // With many records the same is found another way.
    let places = (0..<230).map { "S-X\($0)" }
    try house.act(ImportLocations(places.map { ImportLocations.Row($0, .with { $0.parent = "SOUTH" }) }), key: "places")
    try house.act(ImportStock(places.map { ImportStock.Row("CABLE", at: $0, onHand: Quantity(1)) }), key: "stock")
    #expect(
      try actions(nil, "SOUTH") == [
        "import.stock", "import.locations", "stocktake.opened", "location.added", "location.added",
      ])
    #expect(try actions("CABLE", "SOUTH") == ["import.stock"])
    try house.expectSoundBooks()
  }
}
