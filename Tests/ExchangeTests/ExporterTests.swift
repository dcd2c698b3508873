import Inventory
import Testing

@testable import Exchange

@Suite struct ExporterTests {
  private func books() throws -> Books {
    let books = Books()
    _ = try Importer.of(books, .locations, key: "l").run(
      "location,name,in,kind,room_type,coordinates,structural\nZ,\"Z \"\"the\"\" end\",,site,,\"52.5,13.4\",no\n"
        + "A-BIN,bin,R,bin,,,no\nR,room,Z,room,storage,,yes\n")
    _ = try Importer.of(books, .items, key: "i").run(
      "sku,variant,name,category,unit,track,cost,price,currency,barcode,pack,active\n"
        + "NUT,M8,\"Nut; 8 mm, \"\"hex\"\"\",Fasteners,pcs,none,0.0525,1,EUR,400:12;\\;odd\\\\:1,box=100,yes\n"
        + "OIL,,Öl,,l,none,,,,,,yes\nMED,,,,pcs,lot,,,,,,yes\nPUMP,,,,pcs,serial,,,,,,no\n")
    _ = try Importer.of(books, .stock, key: "s").run(
      "sku,location,on_hand,lot,expires,serial,reorder_point,bin\nNUT/M8,A-BIN,120,,,,20,\"a,b\"\nOIL,A-BIN,2.125,,,,,\n"
        + "OIL,Z,1,,,,,\nMED,A-BIN,5,00392/174,2027-01-31,,3,\nMED,A-BIN,6,L2,,,,\nPUMP,Z,2,,,n 1;n2,,\n")
    return books
  }

  @Test("What an export writes, an import into empty books makes the same of", arguments: [ExportFormat.csv, .ndjson])
  func roundTrip(format: ExportFormat) throws {
    let books = try books()
    let copy = Books()
    let parts: [(ExportKind, ImportKind, Int)] = [
      (.items(text: nil, category: nil, isActive: nil), .items, 4), (.locations(.all), .locations, 3),
      (.stockByLot(StockFilter()), .stock, 7),
    ]
    for (from, to, rows) in parts {
      let result = try Importer.of(copy, to, key: "\(to)").run(exported(books, from, format))
      #expect((result.accepted, result.rejected) == (rows, 0), "\(result.firstRejected)")
    }
    func plain(_ items: [Item]) -> [Item] {
      items.map {
        var item = $0
        item.id = ItemID(0)
        return item
      }
    }
    #expect(plain(copy.items) == plain(books.items))
    #expect(copy.locations.map(\.fields) == books.locations.map(\.fields))
    for filter in [ExportKind.stockByLot(StockFilter())] {
      #expect(try exported(copy, filter, .csv) == exported(books, filter, .csv))
    }
    #expect(copy.onHand == books.onHand)
    #expect(copy.record("NUT/M8", "A-BIN")?.bin == "a,b")
    #expect(copy.item("NUT/M8")?.barcodes == [Barcode("400", pack: Quantity(12)), Barcode(";odd\\")])
  }

  @Test("Records of goods kept without lots come back from the plain export of stock too")
  func plainStock() throws {
    let books = try books()
    let text = try exported(books, .stock(StockFilter()), .csv)
    #expect(text.hasPrefix("sku,variant,name,category,unit,location,site,room_type,on_hand,reserved,"))
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("NUT") })
    #expect(
      line == "NUT,M8,\"Nut; 8 mm, \"\"hex\"\"\",Fasteners,pcs,A-BIN,Z,,120,0,0,0,0,120,120,20,ok,\"a,b\",0.0525,EUR,"
        + "\(books.record("NUT/M8", "A-BIN")?.version ?? 0),2027-01-15T08:00:00Z")
    let result = try Importer.of(books, .stock, key: "again").run(text)
    #expect((result.unchanged, result.rejected) == (5, 0), "\(result.firstRejected)")
  }

  @Test("Movements post again elsewhere: the same stock comes of them")
  func movements() throws {
    let books = try Books(items: ["A", "L:lot"], places: ["S", "S/X"])
    let rows = [
      "receipt,A,S,,10,,\"a \"\"note\"\", long\",7.5", "transfer,A,S,X,4,,,", "issue,A,S,,1,,,",
      "adjustment,A,X,,-2,,,", "receipt,L,X,,3,L1,,", "reserve,A,X,,1,,,",
    ]
    let text =
      "kind,sku,location,to,quantity,lot,note,cost,reason,meta_order\n"
      + rows.map { $0 + ",AUDIT,\"o;1\"\n" }.joined()
    #expect(try Importer.of(books, .movements).run(text).accepted == 6)
    for format in [ExportFormat.csv, .ndjson] {
      let copy = try Books(items: ["A", "L:lot"], places: ["S", "S/X"])
      let export = try exported(books, .movements(LedgerFilter()), format)
      let result = try Importer.of(copy, .movements).run(export)
      #expect((result.accepted, result.rejected) == (7, 0), "\(result.firstRejected)")
      for place in ["S", "X"] { #expect(copy.record("A", place)?.balances == books.record("A", place)?.balances) }
      let (one, other) = (books.state.withLock { $0.entries }, copy.state.withLock { $0.entries })
      #expect(other.map(\.metadata) == one.map(\.metadata))
      #expect(other.map(\.note) == one.map(\.note))
      #expect(other.map(\.occurredAt) == one.map(\.occurredAt))
    }
  }

  @Test("JSON is one array, of nothing too, and every line of NDJSON is an object with all fields")
  func json() throws {
    #expect(try exported(Books(), .locations(.all), .json) == "[]\n")
    #expect(try exported(Books(), .locations(.all), .ndjson) == "")
    let books = try books()
    guard case .list(let values)? = JSONParser.value(try exported(books, .stock(StockFilter()), .json)) else {
      Issue.record("no array")
      return
    }
    #expect(values.count == 5)
    #expect(values[0]["sku"] == .text("MED"))
    #expect(values[1]["on_hand"] == .number("120"))
    #expect(values[1]["variant"] == .text("M8"))
    #expect(values[2]["variant"] == .null)
    // The same words as everywhere else.
    for line in try exported(books, .items(text: nil, category: nil, isActive: nil), .ndjson).split(separator: "\n") {
      let value = try #require(JSONParser.value(String(line)))
      let sku = try #require(value["sku"]?.plain)
      let item = try #require(books.items.first { $0.code.sku == sku })
      #expect(JSONParser.value(item.fields.json) == value)
    }
  }

  @Test("A file appears whole, and an export of more than a buffer is whole too")
  func file() throws {
    let books = Books()
    let names = (0..<3000).map { "ITEM-\($0),\(String(repeating: "n", count: 40))\n" }
    _ = try Importer.of(books, .items).run("sku,name\n" + names.joined())
    let file = try TemporaryFile("old")
    let kind = ExportKind.items(text: nil, category: nil, isActive: nil)
    #expect(try Exporter(service: books, for: .person("anna"), kind: kind, format: .csv).run(to: file.path) == 3000)
    #expect(file.text.split(separator: "\n").count == 3001)
    #expect(try file.text == exported(books, kind, .csv))
    #expect(throws: ExchangeError.self) {
      try Exporter(service: books, for: .person("anna"), kind: kind, format: .csv).run(to: "/nowhere/file.csv")
    }
  }

  @Test("Whoever stops listening is not told more")
  func stopped() throws {
    let books = try books()
    var pieces = 0
    let rows = try Exporter(service: books, for: .person("anna"), kind: .stock(StockFilter()), format: .csv).run { _ in
      pieces += 1
      return false
    }
    #expect(pieces == 1)
    #expect(rows == 5)
  }

  @Test(
    "Decimals are written as everywhere else",
    arguments: [0, 1, -1, 10, 999, 1000, -1500, 123_456, 99_999_999_999_999, -99_999_999_999_999])
  func decimals(value: Int64) {
    for (places, atLeast) in [(3, 0), (4, 2), (0, 0)] {
      var bytes: [UInt8] = []
      let output = ByteOutput {
        bytes += Array($0)
        return true
      }
      output.decimal(value, places: places, atLeast: atLeast)
      output.byte(32)
      output.instant(value)
      output.flush()
      #expect(
        String(decoding: bytes, as: UTF8.self)
          == Decimals.text(value, places: places, atLeast: atLeast) + " \(Instant(milliseconds: value))")
    }
  }
}
