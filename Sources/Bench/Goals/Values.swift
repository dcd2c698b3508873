import Inventory
import Ledger
import StorageLocal

/// What an act that ships pays to know what goods are worth: of many items with a few entries each, of one with very many,
/// folded from the beginning and from what was kept.
struct Values {
  private let workshop: Workshop
  private static let bin = "BIN-001"
  private static let name = "values.db"

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    workshop.folder.remove(Values.name)
    defer { workshop.folder.remove(Values.name) }
    let path = workshop.folder.file(Values.name)
    let books = try Books(LocalDatabase(path: path, mode: .readWriteCreate))
    try perform(AddLocation(SampleData.site, Values.edits(.site, nil)), books)
    try perform(AddLocation(Values.bin, Values.edits(.bin, SampleData.site)), books)
    var first = 0
    for (items, entries) in [(100, 50), (5000, 10), (1, 100_000)] {
      let skus = (first..<first + items).map { SampleData.sku($0) }
      first += items
      try fill(books, skus, entries)
      try measure(books, skus, "values_\(items)x\(entries)")
    }
    let page = try workshop.latencies(20) {
      _ = try books.ask(AgeingReport(asOf: Instant(milliseconds: Clock.wallMilliseconds())))
    }
    Report.latencies("values_ageing_page", page)
    Report.line("values_verification", try Clock.seconds { _ = try books.ask(Verification()) }, "s")
  }

  private static func edits(_ kind: LocationKind, _ parent: String?) -> LocationEdits {
    var edits = LocationEdits()
    edits.kind = kind
    edits.parent = parent
    return edits
  }

  /// Two receipts and an issue by turns, so that layers come and go.
  private func fill(_ books: Books, _ skus: [String], _ entries: Int) throws {
    for sku in skus { try perform(AddItem(Item(code: ItemCode(sku: sku), cost: UnitCost("3.5"))), books) }
    var lines: [MovementLine] = []
    for turn in 0..<entries {
      for sku in skus {
        var line = MovementLine(turn % 3 == 2 ? .issue : .receipt, sku, Quantity(turn % 3 + 1), at: Values.bin)
        if turn % 3 == 0 { line.cost = UnitCost(tenThousandths: Int64(10_000 + turn)) }
        lines.append(line)
      }
    }
    for start in stride(from: 0, to: lines.count, by: PostMovements.mostLines) {
      try perform(PostMovements(Array(lines[start..<min(start + PostMovements.mostLines, lines.count)])), books)
    }
  }

  private func measure(_ books: Books, _ skus: [String], _ name: String) throws {
    func look() throws -> Double {
      let samples = try workshop.latencies(max(3, workshop.sizes.repetitions)) {
        try perform(LookAtValues(skus: skus, place: Values.bin, keeps: false), books)
      }
      return samples.median * 1e3
    }
    Report.line(name + "_folded", try look(), "ms")
    try perform(LookAtValues(skus: skus, place: Values.bin, keeps: true), books)
    Report.line(name + "_kept", try look(), "ms")
  }

  @discardableResult
  private func perform(_ act: some Act, _ books: Books) throws -> ActAnswer {
    try books.perform(act, Poster.context(key: "values-\(Clock.wallMilliseconds())-\(Values.next())"))
  }

  private static func next() -> Int {
    last += 1
    return last
  }

  nonisolated(unsafe) private static var last = 0
}

/// An act that only wants to know what goods are worth, and may keep what it folded.
private struct LookAtValues: Act {
  var skus: [String]
  var place: String
  var keeps: Bool

  var action: String { "bench.values" }

  var needs: Needs {
    var needs = Needs()
    needs.items = Set(skus)
    needs.locations = [place]
    needs.values = Set(skus.map { Needs.RecordName($0, place) })
    return needs
  }

  func describe(to digest: inout ContentDigest) { digest.add("skus", String(skus.count)) }

  func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    if keeps, !facts.keptValues.isEmpty { plan.changes = [.keepValues(facts.keptValues)] }
    return plan
  }
}
