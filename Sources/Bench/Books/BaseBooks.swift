import Inventory
import Ledger
import StorageLocal

/// The databases that are measured. They are made once, by the acts a person would use, kept in the folder, and copied
/// for every test that writes.
struct BaseBooks {
  let folder: Folder
  let sizes: Sizes

  var data: SampleData { SampleData(skus: sizes.skus, locations: sizes.locations) }

  /// Items, bins and their stock: one record in a hundred is low.
  func base() throws -> String { try base(data) }

  /// The same, with reorder points so high that one record in twenty is low.
  func watched() throws -> String { try base(data, named: "watched", reorderPoint: 49) }

  /// A small one of a thousand records.
  func small() throws -> String { try base(smallData) }

  var smallData: SampleData { SampleData(skus: 200, locations: 5) }

  /// The base and after it movements over a year up to ``Sizes/ledger`` entries, with every end of a month closed, as a
  /// console does it by and by.
  func ledger() throws -> String {
    let name = "closed-\(sizes.skus)x\(sizes.locations)-\(sizes.ledger).db"
    let base = try base()
    return try made(name, from: base) { books in
      let past = try books.ask(LedgerPage(limit: 1)).rows.first?.id ?? 0
      try addYear(books, entries: max(0, sizes.ledger - Int(past)))
      try closeMonths(books)
    }
  }

  private func closeMonths(_ books: Books) throws {
    var samples = Samples()
    for close in try books.ask(DueSnapshots(now: Instant(milliseconds: Clock.wallMilliseconds()))) {
      let act = TakeSnapshot(asOf: close, isDue: true)
      samples.add(try Clock.seconds { try perform(act, books, "close-\(close)") })
    }
    guard !samples.values.isEmpty else { return }
    Report.line("snapshot_take", samples.median, "s")
    Report.line("snapshot_take_longest", samples.percentile(1), "s")
    let bytes = try books.ask(SnapshotList()).map { Double($0.bytes) / Double(max($0.records, 1)) }
    Report.line("snapshot_bytes_per_record", bytes.max() ?? 0, "B")
  }

  /// A fresh copy of a base, and its path.
  func copy(_ base: String, as name: String) throws -> String {
    try folder.copy(base, to: name)
    return folder.file(name)
  }

  private func made(_ name: String, from start: String?, _ fill: (Books) throws -> Void) throws -> String {
    if folder.has(name) { return name }
    Report.note("making \(name)")
    let draft = "making.db"
    folder.remove(draft)
    if let start { try folder.copy(start, to: draft) }
    let database = try LocalDatabase(path: folder.file(draft), mode: .readWriteCreate)
    try fill(try Books(database))
    try database.backup(to: folder.file(name))
    folder.remove(draft)
    return name
  }

  private func base(_ data: SampleData, named name: String = "base", reorderPoint: Int = 9) throws -> String {
    try made("\(name)-\(data.skus)x\(data.locations).db", from: nil) { books in
      let items = try Clock.seconds { try addItems(books, data) }
      try addPlaces(books, data)
      let stock = try Clock.seconds { try addStock(books, data, Quantity(reorderPoint)) }
      Report.line("base_items", Double(data.skus) / items, "rows/s")
      Report.line("base_stock", Double(data.skus * data.locations) / stock, "rows/s")
    }
  }

  private func addItems(_ books: Books, _ data: SampleData) throws {
    var random = Xorshift()
    try chunks(of: 1..<data.skus + 1) { range in
      let rows = range.map { number in
        var edits = ItemEdits()
        edits.name = SampleData.name(&random)
        return ImportItems.Row(ItemCode(sku: data.code(number)), edits)
      }
      try perform(ImportItems(rows), books, "items-\(range.lowerBound)")
    }
  }

  private func addPlaces(_ books: Books, _ data: SampleData) throws {
    let site = ImportLocations.Row(SampleData.site, LocationEdits())
    let bins = (1...data.locations).map { number in
      var edits = LocationEdits()
      edits.parent = SampleData.site
      return ImportLocations.Row(SampleData.bin(number), edits)
    }
    try perform(ImportLocations([site] + bins), books, "places")
  }

  /// A year ago, so that a year of movements can follow.
  private func addStock(_ books: Books, _ data: SampleData, _ reorderPoint: Quantity) throws {
    var random = Xorshift()
    let start = Instant(milliseconds: Clock.wallMilliseconds()).adding(milliseconds: -BaseBooks.year)
    try chunks(of: 0..<data.skus * data.locations) { range in
      let rows = range.map { number in
        ImportStock.Row(
          data.code(number / data.locations + 1), at: SampleData.bin(number % data.locations + 1),
          onHand: Quantity(random.below(1000)), reorderPoint: reorderPoint, occurredAt: start)
      }
      try perform(ImportStock(rows), books, "stock-\(range.lowerBound)")
    }
  }

  static let year: Int64 = 365 * 86_400_000

  private func addYear(_ books: Books, entries: Int) throws {
    var random = Xorshift()
    let start = Instant(milliseconds: Clock.wallMilliseconds()).adding(milliseconds: -BaseBooks.year)
    let step = (BaseBooks.year - 60_000) / Int64(max(entries, 1))
    let seconds = try Clock.seconds {
      try chunks(of: 0..<entries, by: BaseBooks.largeChunk) { range in
        let lines = range.map { number in
          data.receipt(&random, at: start.adding(milliseconds: 30_000 + Int64(number) * step))
        }
        try perform(ImportMovements(lines), books, "year-\(range.lowerBound)")
      }
    }
    Report.line("base_ledger", Double(entries) / seconds, "rows/s")
  }

  /// Movements all over the stock touch nearly every page of records and history in each chunk: large chunks write
  /// them less often.
  private static let largeChunk = 250_000

  private func chunks(
    of range: Range<Int>, by size: Int? = nil, _ body: (Range<Int>) throws -> Void
  ) throws {
    let size = size ?? sizes.chunk
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      try body(start..<min(start + size, range.upperBound))
    }
  }

  private func perform(_ act: some Act, _ books: Books, _ key: String) throws {
    let answer = try books.perform(act, Poster.context(key: key))
    try require(answer.rejections.isEmpty, "\(key): \(answer.rejections[0].error)")
  }
}
