import Inventory
import Testing

@testable import Exchange

@Suite struct MappingTests {
  @Test(
    "Words of the command that cannot be right are refused with what would be",
    arguments: [
      ("items", ["sku"], [], [], "--map sku: must read COLUMN=FIELD."),
      ("items", ["sku=colour"], [], [], "An import of items has no field \"colour\". It has: sku, variant, name"),
      ("items", ["nothing=sku"], [], [], "The file has no column \"nothing\". It has: sku, Name, Wert."),
      ("items", [], ["sku"], [], "--set sku: must read FIELD=VALUE."),
      ("items", [], ["name={Missing}"], [], "The file has no column \"Missing\"."),
      ("items", [], ["name={sku"], [], "--set {sku: a brace opens the name of a column"),
      ("items", ["Name=name"], ["name=x"], [], "name is given by more than one --map or --set."),
      ("items", [], [], ["active=no"], "--values active=no: must read FIELD:FROM=TO."),
      ("items", [], [], ["colour:a=b"], "An import of items has no field \"colour\"."),
      ("stock", [], [], [], "An import of stock needs location and on_hand, and no column has that name."),
      ("movements", [], [], [], "An import of movements needs kind and location and quantity"),
      ("locations", ["sku=location"], ["site=x"], [], "An import of locations has no field \"site\"."),
    ])
  func refused(kind: String, maps: [String], sets: [String], values: [String], wanted: String) throws {
    let kind = try #require(ImportKind(rawValue: kind))
    do {
      let importer = try Importer.of(Books(), kind, maps: maps, sets: sets, values: values)
      _ = try importer.run("sku,Name,Wert\nA,b,c\n")
      Issue.record("it was taken")
    } catch let error as ExchangeError {
      #expect(error.detail.contains(wanted), "\(error.detail)")
      #expect(error.status == 400)
    }
  }

  @Test(
    "Columns are found by the names of fields, whatever their case, blanks, underscores and hyphens",
    arguments: ["reorder_point", "Reorder Point", "REORDER-POINT", "reorderpoint"])
  func names(column: String) throws {
    let books = try Books(items: ["A"], places: ["S"])
    let result = try Importer.of(books, .stock).run("SKU;Location Code;Qty;\(column);Colour\nA;S;3;7;red\n")
    #expect(result.accepted == 1)
    #expect(result.ignoredColumns == ["Colour"])
    #expect(books.record("A", "S")?.reorderPoint == Quantity(7))
    #expect(books.onHand == Quantity(3))
  }

  @Test("One column feeds several fields, constants join columns, values are translated, a column can be ignored")
  func mapped() throws {
    let books = Books()
    let importer = try Importer.of(
      books, .items, maps: ["id=sku", "id=barcode", "name=-", "Gone=retired"],
      sets: ["name={Brand}: {Model}{{1}", "track=serial", "category=All"],
      values: ["retired:X=yes", "retired:=no"])
    let result = try importer.run("id,name,Brand,Model,Gone\n7,wrong,Acme,Drill,\n8,wrong,,,X\n")
    #expect(result.accepted == 2)
    let drill = try #require(books.item("7"))
    #expect(drill.name == "Acme: Drill{1}")
    #expect(drill.barcodes == [Barcode("7")])
    #expect(drill.tracking == .serial)
    #expect(drill.category == "All")
    #expect(drill.isActive)
    #expect(books.item("8")?.isActive == false)
    // Both columns of the template are empty: nothing is said.
    #expect(books.item("8")?.name == "")
  }

  @Test(
    "Days are read in the order asked for, and in ISO 8601 always",
    arguments: [
      (DateOrder.iso, "2026-07-04", "2026-07-04"), (.dmy, "04.07.2026", "2026-07-04"), (.dmy, "4/7/2026", "2026-07-04"),
      (.mdy, "07/04/2026", "2026-07-04"), (.mdy, "2026-07-04", "2026-07-04"), (.dmy, "31-12-2026", "2026-12-31"),
      (.iso, "04.07.2026", nil), (.mdy, "31/12/2026", nil), (.dmy, "30.02.2026", nil), (.dmy, "1.1.26", nil),
      (.iso, "2026-7-4", nil), (.iso, "2026-07-04x", nil), (.iso, "not a day!", nil),
    ] as [(DateOrder, String, String?)])
  func days(order: DateOrder, text: String, wanted: String?) throws {
    let books = try Books(items: ["A:lot"], places: ["S"])
    let importer = try Importer.of(books, .stock, dates: order)
    let result = try importer.run("sku,location,on_hand,lot,expires\nA,S,1,L1,\(text)\n")
    #expect(result.accepted == (wanted == nil ? 0 : 1))
    let lot = books.state.withLock { $0.lotDays["A|L1"] }
    #expect(lot?.expires?.description == wanted)
    if wanted == nil { #expect(result.firstRejected.first?.column == "expires") }
  }

  @Test(
    "Instants are read as ISO 8601 after a day in the order asked for",
    arguments: [
      (DateOrder.iso, "2026-07-04T09:30:00Z", "2026-07-04T09:30:00Z"), (.iso, "2026-07-04", "2026-07-04T00:00:00Z"),
      (.iso, "2026-07-04 09:30", "2026-07-04T09:30:00Z"), (.iso, "2026-07-04T09:30:00+02:00", "2026-07-04T07:30:00Z"),
      (.mdy, "7/4/2026 09:30:15.250", "2026-07-04T09:30:15.250Z"), (.iso, "2026-07-04T24:00:00Z", nil),
      (.iso, "2026-07-04T09", nil),
    ] as [(DateOrder, String, String?)])
  func instants(order: DateOrder, text: String, wanted: String?) {
    let bytes = Array(text.utf8)
    #expect(bytes.withUnsafeBufferPointer { Dates.instant($0, order)?.description } == wanted)
  }

  @Test("A decimal comma is read where it was announced, and only there")
  func decimalComma() throws {
    let text = "sku;unit;cost\nA;kg;12,50\n"
    let german = Books()
    #expect(try Importer.of(german, .items, decimalComma: true).run(text).accepted == 1)
    #expect(german.item("A")?.cost?.description == "12.50")
    let english = try Importer.of(Books(), .items).run(text)
    #expect(english.rejected == 1)
    #expect(english.firstRejected.first?.reason.contains("no amount of money") == true)
  }

  @Test("Several barcodes and packs stand in one cell")
  func lists() throws {
    let books = Books()
    let text = """
      sku,barcode,pack
      A,4006381333931;14006381333938:12|X:y,case=12;half pallet=240.5
      B,"[{""code"":""9"",""pack"":6},""10""]","[{""name"":""box"",""factor"":6}]"
      C,,case
      """
    let result = try Importer.of(books, .items).run(text)
    let a = try #require(books.item("A"))
    #expect(a.barcodes == [Barcode("4006381333931"), Barcode("14006381333938", pack: Quantity(12)), Barcode("X:y")])
    #expect(a.packs == [Pack("case", Quantity(12)), Pack("half pallet", Quantity(thousandths: 240_500))])
    #expect(books.item("B")?.barcodes == [Barcode("9", pack: Quantity(6)), Barcode("10")])
    #expect(books.item("B")?.packs == [Pack("box", Quantity(6))])
    #expect(
      result.firstRejected == [
        RejectedRow(line: 4, column: "pack", reason: "\"case\" is no pack: NAME=FACTOR, as in case=12")
      ])
  }
}
