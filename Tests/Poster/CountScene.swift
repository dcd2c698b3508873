import Inventory
import Ledger

/// A stocktake that is counted and waits for its review: `lines` lines in bins of twenty, the first `outside` of them far
/// off, each worth something else. One of those is promised to an order, one was picked just after it was counted; one
/// line was found where nothing is expected, and three were not counted.
struct CountScene {
  let books: Books
  let lines: Int
  let outside: Int
  let now: Instant

  static func item(_ number: Int) -> String { "PART-" + String(String(1_000_000 + number).dropFirst()) }
  static func bin(_ number: Int) -> String { "A-" + String(String(100_000 + number / 20).dropFirst()) }

  func make() throws {
    var site = LocationEdits()
    site.kind = .site
    try act(AddLocation("NORTH", site), "site")
    try chunks(lines / 20 + 1) { range in
      for number in range {
        var bin = LocationEdits()
        bin.kind = .bin
        bin.parent = "NORTH"
        try act(AddLocation(CountScene.bin(number * 20), bin), "bin-\(number)")
      }
    }
    try chunks(lines + 1) { range in
      let rows = range.map { number in
        var edits = ItemEdits()
        edits.name = "Part number \(number)"
        edits.cost = .some(UnitCost(tenThousandths: Int64(25_000 + number % 1000 * 100)))
        edits.currency = "EUR"
        return ImportItems.Row(ItemCode(sku: CountScene.item(number)), edits)
      }
      try act(ImportItems(rows), "items-\(range.lowerBound)")
    }
    try chunks(lines) { range in
      let rows = range.map {
        ImportStock.Row(
          CountScene.item($0), at: CountScene.bin($0), onHand: Quantity(100),
          occurredAt: now.adding(milliseconds: -86_400_000))
      }
      try act(ImportStock(rows), "stock-\(range.lowerBound)")
    }
    try act(
      PostMovements([
        MovementLine(.reserve, CountScene.item(0), Quantity(95), at: CountScene.bin(0), reference: "so-2231")
      ]), "reserve")
    try count()
  }

  private func count() throws {
    let tolerance = Tolerance("2%") ?? Tolerance()
    try act(OpenStocktake("NORTH", name: "July", tolerance: tolerance), "open")
    let counted = now.adding(milliseconds: -20 * 60_000)
    try chunks(lines - 3) { range in
      let entries = range.map { number in
        CountEntry(
          .typed, CountScene.item(number), Quantity(number < outside ? 90 - number % 7 : 100 - number % 3),
          at: CountScene.bin(number), occurredAt: counted)
      }
      try act(RecordCounts("ST-0001", entries), "count-\(range.lowerBound)", by: "maria")
    }
    try act(
      RecordCounts(
        "ST-0001", [CountEntry(.typed, CountScene.item(lines), Quantity(4), at: CountScene.bin(0), occurredAt: counted)]
      ),
      "found", by: "ben")
    try act(
      PostMovements([
        MovementLine(
          .issue, CountScene.item(1), Quantity(11), at: CountScene.bin(1), reference: "so-2240",
          occurredAt: counted.adding(milliseconds: 300_000))
      ]), "pick")
    try act(ReconcileStocktake("ST-0001"), "reconcile")
  }

  private func chunks(_ count: Int, _ body: (Range<Int>) throws -> Void) throws {
    for start in stride(from: 0, to: count, by: 5_000) { try body(start..<min(count, start + 5_000)) }
  }

  private func act(_ act: some Act, _ key: String, by actor: String = "anna") throws {
    _ = try books.perform(act, ActContext(key: "scene-\(key)", actor: actor, terminal: "scene", now: now))
  }
}
