import Inventory
import Testing

@testable import Exchange

/// The commands that the README shows for the public data sets, with the totals that come with them.
@Suite(.enabled(if: Files.shared != nil, "the public data sets lie elsewhere: set TALLYMAN_SHARED"))
struct PublicDataTests {
  private func path(_ file: String) -> String { (Files.shared ?? "") + "/data/" + file }

  private func run(
    _ books: Books, _ kind: ImportKind, _ file: String, maps: [String] = [], sets: [String] = [],
    values: [String] = [], dates: DateOrder = .iso
  ) throws -> ImportResult {
    let key = "\(kind) \(file) \(maps)"
    return try Importer.of(books, kind, maps: maps, sets: sets, values: values, dates: dates, key: key)
      .run(from: path(file))
  }

  @Test("Northwind: 77 items, 10 retired, 3,119 on hand in one place, reorder levels of 960")
  func northwind() throws {
    let books = try Books(items: [], places: ["NORTHWIND"])
    let items = try run(
      books, .items, "northwind/products.csv",
      maps: [
        "product_id=sku", "product_name=name", "category_id=category", "unit_price=price", "discontinued=retired",
      ])
    #expect((items.accepted, items.rejected) == (77, 0))
    #expect(books.items.count { !$0.isActive } == 10)
    #expect(books.item("29")?.name == "Thüringer Rostbratwurst")
    let stock = try run(
      books, .stock, "northwind/products.csv",
      maps: ["product_id=sku", "units_in_stock=on_hand", "reorder_level=reorder_point"],
      sets: ["location=NORTHWIND"])
    #expect((stock.rows, stock.rejected) == (77, 0))
    #expect(books.onHand == Quantity(3119))
    let records = books.state.withLock { Array($0.records.values) }
    #expect(records.count == 77)
    #expect(records.reduce(.zero) { $0 + ($1.reorderPoint ?? .zero) } == Quantity(960))
    #expect(records.count { $0.state != .ok } == 22)
  }

  @Test("AdventureWorks: 504 items, 14 places, 1,069 records, 335,974 on hand")
  func adventureWorks() throws {
    let books = try Books(items: [], places: ["AW"])
    let items = try run(
      books, .items, "adventureworks/product.csv",
      maps: ["ProductID=sku", "StandardCost=cost", "ListPrice=price", "ProductSubcategoryID=category"],
      sets: ["currency=USD"])
    #expect((items.accepted, items.rejected) == (504, 0))
    let places = try run(
      books, .locations, "adventureworks/location.csv", maps: ["LocationID=location"], sets: ["kind=room", "in=AW"])
    #expect((places.accepted, places.rejected) == (14, 0))
    let stock = try run(
      books, .stock, "adventureworks/product_inventory.csv",
      maps: ["ProductID=sku", "LocationID=location", "Bin=-"], sets: ["bin={Shelf}-{Bin}"])
    #expect((stock.rows, stock.rejected) == (1069, 0))
    #expect(books.onHand == Quantity(335_974))
    let records = books.state.withLock { Array($0.records.values) }
    #expect(records.count == 1069)
    #expect(records.filter { $0.locationCode == "50" }.reduce(.zero) { $0 + $1.balances.onHand } == Quantity(95_477))
    #expect(books.record("1", "1")?.bin == "A-1")
  }

  @Test("OpenBoxes: 57 items, 18 sites, 40 bins, 198,656 on hand, 16 lots with their days")
  func openBoxes() throws {
    let books = Books()
    let sites = try run(
      books, .locations, "openboxes/locations.csv", maps: ["locationNumber=location"], sets: ["kind=site"])
    #expect((sites.accepted, sites.rejected) == (18, 0))
    let bins = try run(
      books, .locations, "openboxes/binLocations.csv", maps: ["locationNumber=location", "parentLocation=parent"],
      sets: ["kind=bin"], values: ["parent:Main Warehouse=NYCW"])
    #expect((bins.accepted, bins.rejected) == (40, 0))
    #expect(books.location("BOS-COLD")?.siteCode == "BOSW")
    let items = try run(
      books, .items, "openboxes/products.csv", maps: ["LotAndExpiryControl=track"], values: ["track:TRUE=lot"])
    #expect((items.accepted, items.rejected) == (57, 0))
    #expect(books.items.count { $0.tracking == .lot } == 16)
    let stock = try run(
      books, .stock, "openboxes/mainWarehouseInventory.csv", maps: ["Physical QOH=on_hand"],
      sets: ["location=NYCW/{Bin location}"], dates: .mdy)
    #expect((stock.rows, stock.rejected) == (57, 0), "\(stock.firstRejected)")
    #expect(books.onHand == Quantity(198_656))
    let lots = books.state.withLock { Array($0.lotDays.values) }
    let cold = books.state.withLock { state in
      state.records.values.filter { $0.locationCode == "MW-COLD" }.reduce(.zero) { $0 + $1.balances.onHand }
    }
    #expect(cold == Quantity(1235))
    // Lots of which nothing is there are not in the books.
    #expect(lots.count == 13)
    #expect(lots.first { $0.code == "00392/174" }?.expires?.description == "2025-06-30")
    let levels = try run(
      books, .stock, "openboxes/inventoryLevels.csv", maps: ["Min quantity=reorder_point"],
      sets: ["location=NYCW/{Preferred bin location}"])
    #expect((levels.rows, levels.rejected) == (52, 0), "\(levels.firstRejected)")
  }

  @Test("InvenTree: 14 items, 7 places, 11,058 on hand as one receipt for each of its rows")
  func invenTree() throws {
    let books = Books()
    let items = try run(
      books, .items, "inventree-fixtures/part.csv", maps: ["pk=sku"])
    #expect((items.accepted, items.rejected) == (14, 0))
    let places = try run(books, .locations, "inventree-fixtures/stock_location.csv", maps: ["pk=location"])
    #expect((places.accepted, places.rejected) == (7, 0))
    let stock = try run(
      books, .movements, "inventree-fixtures/stock_item.csv",
      maps: ["part=sku", "batch=-", "serial=-", "expiry_date=-", "purchase_price=cost", "pk=reference"],
      sets: ["kind=opening"])
    // The row of a batch that is used up says that nothing happened.
    #expect((stock.accepted, stock.rejected) == (28, 1), "\(stock.firstRejected)")
    #expect(books.onHand == Quantity(11_058))
  }

  @Test(
    "Every file splits into as many rows as its README says, none in trouble",
    arguments: [
      ("adventureworks/bill_of_materials.csv", 2679), ("adventureworks/purchase_order_header.csv", 4012),
      ("adventureworks/purchase_order_detail.csv", 8845), ("adventureworks/vendor.csv", 104),
      ("food-barcodes/barcodes.csv", 36_801), ("northwind/customers.csv", 91), ("northwind/orders.csv", 830),
      ("northwind/suppliers.csv", 29), ("openboxes/productSuppliers.csv", 38),
      ("inventree-fixtures/sales_order.csv", 5), ("unicode/emoji_test.csv", 5225),
    ])
  func splits(file: String, rows: Int) throws {
    let reader = try RowReading.open(ByteWindow(path: path(file)), format: nil, separator: nil)
    let seen = try seen(reader)
    #expect(seen.count == rows)
    #expect(seen.allSatisfy { $0.trouble == nil })
  }
}
