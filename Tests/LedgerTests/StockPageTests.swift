import Inventory
import Testing

@Suite struct StockPageTests {
  private static func filter(_ fill: (inout StockFilter) -> Void) -> StockFilter {
    var filter = StockFilter()
    fill(&filter)
    return filter
  }

  private static let filters: [StockFilter] =
    [
      StockFilter(), filter { $0.location = "EAST" }, filter { $0.location = "west" }, filter { $0.location = "E-a" },
      filter { $0.location = "W-2" }, filter { $0.location = "NORTH" }, filter { $0.roomType = "storage" },
      filter { $0.category = "TOOLS" }, filter { $0.isLow = true },
      filter { ($0.isLow, $0.location) = (true, "EAST") },
      filter { ($0.isLow, $0.location, $0.itemIsActive) = (true, "E-b", true) },
      filter { $0.minimumAvailable = Quantity(7) }, filter { $0.itemIsActive = false },
      filter { ($0.itemIsActive, $0.category, $0.roomType) = (true, "Wear", "dock") },
    ] + Balance.allCases.map { balance in filter { $0.status = balance } }

  /// Reads a list to its end and back again, in pages, and compares both with the model.
  private func compare(_ house: SampleWarehouse, _ model: StockModel, _ question: StockPage, _ what: String) throws {
    let expected = model.answer(question)
    var question = question
    var forwards: [String] = []
    var last = question.start
    while true {
      question.start = last
      let page = try house.books.ask(question)
      #expect(page.rows.count <= question.limit)
      forwards += page.rows.map { name($0) }
      guard let next = page.next else { break }
      last = .after(next)
    }
    #expect(forwards == expected, "\(what), forwards")
    var backwards: [String] = []
    question.start = .last
    while true {
      let page = try house.books.ask(question)
      backwards = page.rows.map { name($0) } + backwards
      guard let previous = page.previous else { break }
      question.start = .before(previous)
    }
    #expect(backwards == expected, "\(what), backwards")
  }

  private func name(_ row: StockRow) -> String {
    "\(row.code)@\(row.locationCode) \(row.balances.onHand) \(row.balances.reserved) "
      + (row.reorderPoint?.description ?? "-")
  }

  @Test("every order of every filter, forwards and backwards, gives each record once and in its place")
  func pages() throws {
    let seed = UInt64.random(in: 0...9999)
    let house = try SampleWarehouse()
    let model = try house.fill(seed: seed)
    #expect(model.records.count > 300, "seed \(seed)")
    for (number, filter) in StockPageTests.filters.enumerated() {
      for sort in StockSort.allCases {
        for isDescending in [false, true] {
          try compare(
            house, model,
            StockPage(filter: filter, sort: sort, isDescending: isDescending, limit: number == 0 ? 37 : 61),
            "filter \(number) by \(sort)\(isDescending ? " falling" : "") of seed \(seed)")
        }
      }
    }
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }

  @Test("text finds SKUs that begin with it first, then any part of any word, and no character makes it fail")
  func text() throws {
    let seed = UInt64.random(in: 0...9999)
    let house = try SampleWarehouse()
    let model = try house.fill(seed: seed)
    for text in [
      "ab", "AB-1", "a", "b", "q-", "rill", "CORD", "cordless drill", "drill cordless", "19\"", "19\" rack", "50% wool",
      "%", "_", "x_y", "o'clock", "'", "\"", "\"\"\"", "bolt M8", "m8 bolt", "Ü", "ün", "Ünder", "der", "a b",
      "  rack  19\" ",
      "NOT", "AND OR", "rack*", "(rack", "rack)", "sku:rack", "-rack", "^rack", "zzz", "\\", "𝄞𝄞𝄞", "NEAR(rack wool)",
    ] {
      try compare(
        house, model, StockPage(filter: StockPageTests.filter { $0.text = text }, limit: 23), "\(text) of seed \(seed)")
    }
    let inEast = StockPageTests.filter { ($0.text, $0.location, $0.isLow) = ("rill", "EAST", true) }
    try compare(house, model, StockPage(filter: inEast, limit: 7), "rill in EAST of seed \(seed)")
    for odd in [
      "\u{0}", "ab\u{0}cde", "\u{1F}\u{1E}", "\r\n", "a\u{301}\u{301}\u{301}", String(repeating: "x", count: 50_000),
    ] {
      _ = try house.books.ask(StockPage(filter: StockPageTests.filter { $0.text = odd }))
      _ = try house.books.ask(ItemPage(text: odd))
    }
  }

  @Test("an item's filter means all its variants, one by its variant, or one by its barcode")
  func byItem() throws {
    let house = try SampleWarehouse()
    let model = try house.fill(seed: 3)
    let variant = try #require(model.records.first { !$0.item.code.variant.isEmpty }?.item)
    let scanned = try #require(model.records.first { !$0.item.barcodes.isEmpty && $0.item.code.variant.isEmpty }?.item)
    let barcode = try #require(scanned.barcodes.first?.code)
    for name in [variant.code.sku, variant.code.description.lowercased(), scanned.code.sku.lowercased(), barcode] {
      let filter = StockPageTests.filter { $0.item = name }
      try compare(house, model, StockPage(filter: filter, limit: 2), name)
      #expect(!model.answer(StockPage(filter: filter)).isEmpty, "\(name)")
    }
    for (filter, type) in [
      (StockPageTests.filter { $0.item = "NOBODY" }, "no-such-item"),
      (StockPageTests.filter { $0.location = "NOWHERE" }, "no-such-location"),
    ] {
      #expect(house.refusal { _ = try house.books.ask(StockPage(filter: filter)) } == type)
    }
    for text in ["", "x", "ff", "30.41", "39.41.42.43", "30.", "."] {
      let refusal = house.refusal { _ = try house.books.ask(StockPage(start: .after(Cursor(text: text)))) }
      #expect(refusal == "bad-value" || refusal == "done", "\(text)")
    }
  }

  @Test("an export hands over every record of a filter once, in the order of the SKUs, and stops when told")
  func export() throws {
    let house = try SampleWarehouse()
    let model = try house.fill(seed: 4)
    let filter = StockPageTests.filter { $0.location = "EAST" }
    let seen = Seen()
    let count = try house.books.ask(
      EachStockRow(filter) { cells in
        var words = ["", "", ""]
        for (index, column) in [StockTextColumn.sku, .variant, .location].enumerated() {
          cells.text(column) { words[index] = String(decoding: $0, as: UTF8.self) }
        }
        let code = ItemCode(sku: words[0], variant: words[1])
        let numbers = [StockNumberColumn.onHand, .reserved, .reorderPoint].map { column in
          cells.number(column).map { Quantity(thousandths: $0).description } ?? "-"
        }
        seen.append("\(code)@\(words[2]) \(numbers.joined(separator: " "))")
        return true
      })
    #expect(seen.all == model.answer(StockPage(filter: filter)))
    #expect(count == seen.all.count)
    #expect(try house.books.ask(EachStockRow { _ in false }) == 1)
  }
}
