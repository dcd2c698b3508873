import Inventory
import Testing

@testable import Exchange

/// Counts from files, and what a stocktake posted on its way to other books.
@Suite struct CountImportTests {
  private func books() throws -> Books { try Books(items: ["A", "B", "G:lot", "N:serial"], places: ["S", "S/BIN"]) }

  /// `A 5 S/BIN, …`: what was counted in a stocktake.
  private func counted(_ books: Books, _ stocktake: String) -> [String] {
    books.state.withLock { $0.counts[stocktake] ?? [] }.map { event in
      let words = [
        event.code?.description, event.base.description, event.place, event.lot?.code, event.serial,
        event.isDamaged ? "damaged" : nil, event.kind == .zero ? "zero" : nil, event.note,
        event.isNow ? nil : event.occurredAt.description,
      ]
      return words.compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test("every column of a count, in CSV as in NDJSON; without a place it is the stocktake's own")
  func columns() throws {
    let csv = """
      sku,location,counted,lot_id,serials,damaged,notes,occurred_at
      A,BIN,5,,,,,
      A,,3,,,yes,fell,2026-07-01T08:00:00Z
      G,BIN,2,L1,,no,,
      N,BIN,2,,S1;S2,,,
      B,BIN,0,,,,,
      """
    let ndjson = """
      {"sku":"A","location":"BIN","counted":5}
      {"sku":"A","counted":3,"damaged":true,"notes":"fell","occurred_at":"2026-07-01T08:00:00Z"}
      {"sku":"G","location":"BIN","counted":2,"lot_id":"L1"}
      {"sku":"N","location":"BIN","counted":2,"serials":["S1","S2"]}
      {"sku":"B","location":"BIN","counted":0}
      """
    let wanted = [
      "A 5 S/BIN", "A 3 S damaged fell 2026-07-01T08:00:00Z", "G 2 S/BIN L1", "N 1 S/BIN S1", "N 1 S/BIN S2",
      "B 0 S/BIN zero",
    ]
    for text in [csv, ndjson] {
      let books = try books()
      let result = try Importer.of(books, .counts, sets: ["stocktake=ST-0001"]).run(text)
      #expect((result.accepted, result.rejected) == (5, 0), "\(result.firstRejected)")
      #expect(counted(books, "ST-0001") == wanted)
    }
  }

  @Test(
    "a row that cannot stand is refused with its column and reason",
    arguments: [
      ("A,BIN,", "counted", "it says no quantity: 0 says that there is none, and what was not counted is left out"),
      ("A,BIN,-1", "counted", "\"-1\" is less than nothing"),
      ("A,BIN,many", "counted", "\"many\" is no quantity"), ("A,BIN,1.5", "counted", "pcs"),
      ("NOPE,BIN,1", "sku", "No item has the SKU"), ("A,NOWHERE,1", "location", "No location is called"),
      ("G,BIN,1", "lot", "GLUE"), ("N,BIN,1", "serial", "serial"),
    ])
  func refused(row: String, column: String, reason: String) throws {
    let result = try Importer.of(try books(), .counts, sets: ["stocktake=ST-0001"])
      .run("sku,location,counted\n\(row)\nA,BIN,1\n")
    #expect((result.accepted, result.rejected) == (1, 1))
    let rejected = try #require(result.firstRejected.first)
    #expect(rejected.line == 2 && rejected.column == column, "\(rejected)")
    #expect(rejected.reason.contains(reason) || reason == "GLUE" || reason == "pcs", "\(rejected.reason)")
  }

  @Test(
    "the same file is counted once, a killed one goes on, and another occasion counts it again", arguments: [1, 2, 9])
  func once(chunk: Int) throws {
    let books = try books()
    let rows = (1...6).map { "A,BIN,\($0)" }
    func run(_ count: Int, occasion: String? = nil) throws -> ImportResult {
      var importer = try Importer.of(books, .counts, sets: ["stocktake=ST-0001"], chunk: chunk)
      importer.options.occasion = occasion
      return try importer.run("sku,location,counted\n" + rows.prefix(count).joined(separator: "\n") + "\n")
    }
    #expect(try run(4).accepted == 4)
    let again = try run(4)
    #expect((again.accepted, again.skipped) == (0, 4))
    #expect(try run(6).accepted == 2)
    #expect(counted(books, "ST-0001").count == 6)
    #expect(try run(6, occasion: "round 2").accepted == 6)
    #expect(try run(6, occasion: "round 2").skipped == 6)
    #expect(counted(books, "ST-0001").count == 12)
  }

  @Test("a column says in which stocktake; rows for one that is not there are refused alone", arguments: [1, 2, 9])
  func column(chunk: Int) throws {
    let books = try books()
    let text = "stocktake,sku,qty\nST-0002,A,1\nST-0002,A,2\nST-0001,A,3\nST-0009,A,4\n,A,5\nST-0002,A,6\n"
    let result = try Importer.of(books, .counts, chunk: chunk).run(text)
    #expect((result.accepted, result.rejected) == (4, 2))
    #expect(result.firstRejected.map(\.line) == [5, 6] && result.firstRejected.allSatisfy { $0.column == "stocktake" })
    #expect(counted(books, "ST-0001") == ["A 3 S"] && counted(books, "ST-0002") == ["A 1 S", "A 2 S", "A 6 S"])
    let again = try Importer.of(books, .counts, chunk: chunk).run(text)
    #expect((again.accepted, again.rejected + again.skipped) == (0, 6))
    #expect(throws: ExchangeError.self) {
      try Importer.of(books, .counts, sets: ["stocktake=ST-0009"]).run("sku,counted\nA,1\n")
    }
    #expect(throws: ExchangeError.self) { try Importer.of(books, .counts).run("sku,counted\nA,1\n") }
    #expect(throws: ExchangeError.self) {
      try Importer.of(books, .counts, mode: .replace, sets: ["stocktake=ST-0001"]).run("sku,counted\nA,1\n")
    }
  }

  @Test("what a stocktake posted goes into other books as adjustments, and what it cut is released")
  func elsewhere() throws {
    let books = try books()
    let result = try Importer.of(books, .movements).run(
      """
      kind,sku,location,quantity,lot,serials,reason,reference
      receipt,A,BIN,100,,,,
      reserve,A,BIN,95,,,,SO-1
      reservation_cut,A,BIN,5,,,COUNT,SO-1
      count,A,BIN,-10,,,AUDIT,ST-0001/1
      count_restate,A,BIN,3,,,,ST-0001/1
      receipt,G,BIN,5,L1,,,
      count,G,BIN,-1,L1,,DAMAGE,ST-0001/2
      receipt,N,BIN,2,,S1;S2,,
      count,N,BIN,-1,,S2,AUDIT,ST-0001/3
      """)
    #expect((result.accepted, result.rejected) == (9, 0), "\(result.firstRejected)")
    let entries = books.state.withLock { $0.entries }
    #expect(
      entries.map(\.kind.name).filter { $0 != "receipt" } == ["reserve", "release"]
        + Array(repeating: "adjustment", count: 4))
    #expect(entries.filter { $0.kind == .adjustment }.map(\.reason) == ["AUDIT", "AUDIT", "DAMAGE", "AUDIT"])
    let balances = try #require(books.record("A", "BIN")).balances
    #expect(balances.onHand == Quantity(93) && balances.reserved == Quantity(90))
    #expect(books.record("G", "BIN")?.balances.onHand == Quantity(4))
    #expect(books.record("N", "BIN")?.balances.onHand == Quantity(1))
  }
}
