import Inventory
import Testing

@Suite struct LookUpTests {
  /// A house whose goods are labelled: glue by lot, scales by serial, cheese by weight, a tin with a UPC-A.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(EditItem("GLUE", .with { $0.barcodes = [Barcode("09501101530003")] }))
    try house.act(
      EditItem("SCALE", .with { $0.barcodes = [Barcode("96385074"), Barcode("S-OWN", pack: Quantity(2))] }))
    try house.act(
      AddItem(
        Item(
          code: ItemCode(sku: "CHEESE"), unit: UnitOfMeasure("kg"), barcodes: [Barcode("95012345678903")])))
    try house.act(
      AddItem(
        Item(
          code: ItemCode(sku: "TIN"), barcodes: [Barcode("012345000065"), Barcode("(90)TIN"), Barcode("4006381333932")])
      ))
    try house.act(AddItem(Item(code: ItemCode(sku: "144"))))
    try house.act(
      AddLocation(
        "SHELF",
        .with {
          $0.parent = "A"
          $0.kind = .bin
          $0.name = "Top shelf"
        }))
    try house.act(AddItem(Item(code: ItemCode(sku: "SHELF"))))
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "LOT7")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "S1")
    try house.post(.receipt, "SCALE", "2", at: "A-02", serials: ["S1", "S2"])
    try house.post(.issue, "SCALE", "1", at: "A-02", serials: ["S2"])
    try house.act(OpenStocktake("A"))
    return house
  }

  /// A hit in few words; of goods, pack and quantity first, then what the label and the books say of them.
  private static func words(_ hit: LookUp.Hit) -> String {
    switch hit {
    case .item(let item, let pack): return "item \(item.code) ×\(pack)"
    case .location(let location): return "place \(location.path)"
    case .operator(let person): return "operator \(person.name)"
    case .lot(let lot, let item): return "lot \(lot.code) of \(item.code)"
    case .serial(let serial, let item, let place): return "serial \(serial) of \(item.code) at \(place ?? "nowhere")"
    case .stocktake(let stocktake): return "stocktake \(stocktake.number)"
    case .plate(let plate): return "pallet \(plate.code)"
    case .transfer(let transfer): return "transfer \(transfer.number)"
    case .order(let order): return "order \(order.number)"
    case .receipt(let receipt): return "receipt \(receipt.number)"
    case .reservation(let held): return "reservation \(held.number) \(held.status.rawValue)"
    case .requisition(let wanted): return "requisition \(wanted.number)"
    case .goods(let goods):
      let told: [(String, String?)] = [
        ("×", goods.pack?.description ?? "?"), ("=", goods.quantity?.description), ("lot ", goods.lot),
        ("use by ", goods.expires?.description), ("made ", goods.made?.description), ("serial ", goods.serial),
        ("in the books as ", goods.knownLot?.code), ("at ", goods.place),
        ("readings ", goods.readings.isEmpty ? nil : String(goods.readings.count)),
        ("warnings ", goods.warnings.isEmpty ? nil : String(goods.warnings.count)),
      ]
      return "goods \(goods.item.code)" + told.compactMap { name, value in value.map { " " + name + $0 } }.joined()
    }
  }

  /// What is scanned, and what it names, the likeliest first.
  private static let scans: [(code: String, hits: String)] = [
    // GTINs, however they are printed, and packs.
    ("04006381333931", "item DRILL-18V ×1"), ("]E04006381333931", "item DRILL-18V ×1"),
    ("14006381333938", "item DRILL-18V ×6"), ("24006381333935", "goods DRILL-18V ×?"), ("96385074", "item SCALE ×1"),
    ("00000096385074", "item SCALE ×1"), ("012345000065", "item TIN ×1"), ("0012345000065", "item TIN ×1"),
    ("01234565", "item TIN ×1"), ("123456", "item TIN ×1"), ("]C0123456", ""), ("9501101530003", "item GLUE ×1"),
    // A wrong check digit and a label that cannot be read are looked up as they stand.
    ("4006381333932", "item TIN ×1"), ("(90)TIN", "item TIN ×1"), ("s-own", "item SCALE ×2"),
    // The sheet of a stocktake; its number alone is none.
    ("ST-0001", "stocktake ST-0001"), ("st-1", "stocktake ST-0001"), ("ST-0002", ""), ("1", ""),
    // Element strings.
    (
      "]d20109501101530003172607041126010110LOT7",
      "goods GLUE ×1 =1 lot LOT7 use by 2026-07-04 made 2026-01-01 in the books as LOT7"
    ),
    ("(01)09501101530003(10)NEW", "goods GLUE ×1 =1 lot NEW"),
    ("]C1010950110153000310NEW|30144", "goods GLUE ×1 =144 lot NEW"),
    ("]C10114006381333938304", "goods DRILL-18V ×6 =24"), ("]C10124006381333935304", "goods DRILL-18V ×?"),
    ("]C10195012345678903310300175015260731", "goods CHEESE ×1 =1.75"),
    ("]C101950123456789033104001750", "goods CHEESE ×1 =0.175"),
    ("]C101950123456789033105000001", "goods CHEESE ×1 warnings 1"),
    (
      "]C10010614141234567890802095011015300033724␝10LOT7",
      "goods GLUE ×1 =24 lot LOT7 in the books as LOT7"
    ),
    ("]C1020950110153000337240", "goods GLUE ×1 =240 warnings 1"),
    ("]C1010000009638507421S1", "goods SCALE ×1 =1 serial S1 at A-02"),
    ("]C1010000009638507421S2", "goods SCALE ×1 =1 serial S2"),
    ("010950110153000310AB1231726070430144", "goods GLUE ×1 =1 lot AB1231726070430144 readings 3"),
    // A label of the lot or the serial alone.
    ("]C110LOT7", "lot LOT7 of GLUE"), ("(21)S1", "serial S1 of SCALE at A-02"), ("]C10112345678901231", ""),
    // One code for several things: places first, then items, serials, lots; names of places last.
    ("SHELF", "place NORTH/SHELF; item SHELF ×1"), ("s1", "serial S1 of SCALE at A-02; lot S1 of GLUE"),
    ("top shelf", "place NORTH/SHELF"), ("NORTH/SHELF", "place NORTH/SHELF"), ("144", "item 144 ×1"), ("", ""),
  ]

  @Test("a code names what its label says, the likeliest first")
  func scan() throws {
    let house = try LookUpTests.house()
    for (code, hits) in LookUpTests.scans {
      let record = String(code.map { $0 == "␝" ? "\u{1D}" : $0 })
      let found = try house.books.ask(LookUp(ScannedCode(record, today: SampleWarehouse.noon.day)))
      #expect(found.map(LookUpTests.words).joined(separator: "; ") == hits, "\(code)")
    }
  }

  @Test("the reading that a person chose is looked up like any label")
  func chosen() throws {
    let house = try LookUpTests.house()
    let code = ScannedCode("]C110LOT7172607040109501101530003", today: SampleWarehouse.noon.day)
    #expect(try house.books.ask(LookUp(code)).isEmpty)
    let reading = try #require(code.fault?.readings.first)
    let hits = try house.books.ask(LookUp(code.read(as: reading)))
    #expect(
      hits.map(LookUpTests.words) == ["goods GLUE ×1 =1 lot LOT7 use by 2026-07-04 in the books as LOT7"])
  }

  @Test("a name that somebody typed is no label: only an item's number, whole, and its own codes count")
  func typed() throws {
    let house = try LookUpTests.house()
    for (name, hits) in [
      ("(01)09501101530003(10)NEW", ""), ("123456", ""), ("9501101530003", "item GLUE ×1"), ("glue", "item GLUE ×1"),
      ("]E04006381333931", ""),
    ] {
      let found = try house.books.ask(LookUp(name))
      #expect(found.map(LookUpTests.words).joined(separator: "; ") == hits, "\(name)")
    }
  }
}
