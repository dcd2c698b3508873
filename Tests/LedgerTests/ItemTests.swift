import Inventory
import Testing

@Suite struct ItemTests {
  /// What is refused of an item beside the sample's drill (barcode 4006381333931, stock at A-01), and why.
  private static let refusals: [(String, @Sendable (SampleWarehouse) throws -> Void, String)] = [
    ("the same SKU in other case", { try $0.act(AddItem(Item(code: ItemCode(sku: "drill-18v")))) }, "item-exists"),
    ("a SKU that is a barcode", { try $0.act(AddItem(Item(code: ItemCode(sku: "4006381333931")))) }, "barcode-taken"),
    (
      "a barcode of another",
      { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), barcodes: [Barcode("4006381333931")]))) }, "barcode-taken"
    ),
    (
      "a barcode twice",
      { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), barcodes: [Barcode("abc"), Barcode("ABC")]))) },
      "barcode-taken"
    ),
    (
      "a barcode of nothing",
      { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), barcodes: [Barcode("1", pack: .zero)]))) }, "bad-quantity"
    ),
    (
      "a pack twice",
      {
        try $0.act(
          AddItem(Item(code: ItemCode(sku: "N"), packs: [Pack("case", Quantity(6)), Pack("Case", Quantity(9))])))
      },
      "bad-value"
    ),
    (
      "a pack without a name", { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), packs: [Pack("", Quantity(6))]))) },
      "bad-code"
    ),
    (
      "a pack of nothing", { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), packs: [Pack("box", .zero)]))) },
      "bad-quantity"
    ),
    ("no SKU", { try $0.act(AddItem(Item(code: ItemCode(sku: "")))) }, "bad-code"),
    ("a slash in the SKU", { try $0.act(AddItem(Item(code: ItemCode(sku: "A/B")))) }, "bad-code"),
    ("a slash in the variant", { try $0.act(AddItem(Item(code: ItemCode(sku: "A", variant: "B/C")))) }, "bad-code"),
    ("a currency of two letters", { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), currency: "EU"))) }, "bad-value"),
    (
      "a name of a page",
      { try $0.act(AddItem(Item(code: ItemCode(sku: "N"), name: String(repeating: "x", count: 501)))) },
      "bad-value"
    ),
    ("an edit of nobody", { try $0.act(EditItem("NOBODY", .with { $0.name = "x" })) }, "no-such-item"),
    ("an edit of nothing", { try $0.act(EditItem("CABLE", ItemEdits())) }, "nothing-to-change"),
    (
      "an edit that says what is", { try $0.act(EditItem("CABLE", .with { $0.name = "Cable 3x1.5" })) },
      "nothing-to-change"
    ),
    (
      "an edit of an older version", { try $0.act(EditItem("CABLE", .with { $0.name = "x" }, ifVersion: 7)) },
      "version-moved-on"
    ),
    (
      "another's barcode", { try $0.act(EditItem("CABLE", .with { $0.barcodes = [Barcode("4006381333931")] })) },
      "barcode-taken"
    ),
    ("another tracking with stock", { try $0.act(EditItem("DRILL-18V", .with { $0.tracking = .lot })) }, "bad-value"),
  ]

  @Test("what cannot be an item is refused with its cause, and nothing changes", arguments: refusals.indices)
  func refusal(number: Int) throws {
    let (name, act, expected) = ItemTests.refusals[number]
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let before = try house.books.ask(ItemPage()).rows
    #expect(house.refusal { try act(house) } == expected, "\(name)")
    #expect(try house.books.ask(ItemPage()).rows == before, "\(name)")
  }

  @Test("an item is found as it was entered, edited field by field, and each edit is in the audit")
  func addAndEdit() throws {
    let house = try SampleWarehouse()
    let shirt = Item(
      code: ItemCode(sku: "SHIRT", variant: "M"), name: "Shirt \u{1F} ünï", category: "Wear", cost: UnitCost("7.25"),
      price: UnitCost("19.9"), currency: "EUR", barcodes: [Barcode("12345670")],
      packs: [Pack("box", Quantity(10)), Pack("case", Quantity(60))])
    try house.act(AddItem(shirt))
    try house.act(AddItem(Item(code: ItemCode(sku: "SHIRT", variant: "L"))))
    #expect(house.refusal { try house.act(AddItem(Item(code: ItemCode(sku: "shirt", variant: "m")))) } == "item-exists")
    var found = try #require(try house.books.ask(ItemPage(text: "shirt/m")).rows.first ?? house.items("SHIRT/M").first)
    found.id = ItemID(0)
    #expect(found == shirt)
    let edited = try house.act(
      EditItem(
        "12345670",
        .with {
          $0.name = "Shirt"
          $0.barcodes = [Barcode("96385074", pack: Quantity(10))]
          $0.packs = []
        }, ifVersion: 1))
    #expect(edited.action == "item.edited")
    #expect(try house.books.ask(LookUp("12345670")).isEmpty)
    let now = try #require(try house.items("96385074").first)
    #expect(now.name == "Shirt" && now.packs.isEmpty && now.version == 2 && now.cost == UnitCost("7.25"))
    #expect(
      house.refusal { try house.act(EditItem("SHIRT/M", .with { $0.name = "y" }, ifVersion: 1)) } == "version-moved-on")
    let events = try house.books.ask(AuditPage(entity: "item:SHIRT/M")).rows
    #expect(events.map(\.action) == ["item.edited", "item.added"])
    #expect(events.first?.before == events.last?.after)
  }

  @Test("a retired item can be used up but not received, and can come back")
  func retired() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let retired = try house.act(EditItem("DRILL-18V", .with { $0.isActive = false }))
    #expect(retired.action == "item.retired")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A-01") } == "item-retired")
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    try house.act(EditItem("DRILL-18V", .with { $0.isActive = true }))
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
  }

  @Test("a scan finds an item, a place, a lot or a serial, with what one scan stands for")
  func lookUp() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L1")
    try house.post(.receipt, "SCALE", "2", at: "A-02", serials: ["S1", "S2"])
    try house.post(.issue, "SCALE", "1", at: "A-02", serials: ["S2"])
    for (code, expected) in [
      ("drill-18v", "item DRILL-18V ×1"), ("4006381333931", "item DRILL-18V ×1"),
      ("14006381333938", "item DRILL-18V ×6"),
      ("a-01", "place NORTH/A-01"), ("NORTH/a-01", "place NORTH/A-01"), ("l1", "lot L1 of GLUE"),
      ("s1", "serial S1 of SCALE at A-02"), ("S2", "serial S2 of SCALE at nowhere"), ("unknown", ""), ("", ""),
      ("\"';--%_\u{0}", ""), (String(repeating: "9", count: 100_000), ""),
    ] {
      let hits = try house.books.ask(LookUp(code)).map { hit in
        switch hit {
        case .item(let item, let pack): "item \(item.code) ×\(pack)"
        case .goods(let goods): "goods \(goods.item.code) ×\(goods.pack?.description ?? "?")"
        case .location(let location): "place \(location.path)"
        case .lot(let lot, let item): "lot \(lot.code) of \(item.code)"
        case .serial(let serial, let item, let place): "serial \(serial) of \(item.code) at \(place ?? "nowhere")"
        case .operator(let person): "operator \(person.name)"
        case .stocktake(let stocktake): "stocktake \(stocktake.number)"
        case .plate(let plate): "pallet \(plate.code)"
        case .transfer(let transfer): "transfer \(transfer.number)"
        case .order(let order): "order \(order.number)"
        case .receipt(let receipt): "receipt \(receipt.number)"
        case .reservation(let held): "reservation \(held.number)"
        case .requisition(let wanted): "requisition \(wanted.number)"
        }
      }
      #expect(hits.joined(separator: "; ") == expected, "\(code.prefix(40))")
    }
  }
}

extension SampleWarehouse {
  /// The items that a code stands for.
  func items(_ code: String) throws -> [Item] {
    try books.ask(LookUp(code)).compactMap { hit in
      guard case .item(let item, _) = hit else { return nil }
      return item
    }
  }
}
