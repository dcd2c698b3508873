import Inventory
import Storage
import Testing

@testable import Ledger

/// Pages of stock as it was, of a house where most of what there is now had not come yet.
@Suite("Pages of stock as it was") struct PastPageTests {
  private static let may = SampleWarehouse.noon.adding(milliseconds: -60 * 86_400_000)

  /// 300 items; every tenth came before May, all others since, and of those from before every third was gone by then.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse(inMemory: true, by: .file)
    let codes = (100..<400).map { ItemCode(sku: "P-\($0)") }
    try house.act(
      ImportItems(
        codes.enumerated().map { number, code in
          var edits = ItemEdits()
          edits.name = "Part \(String(900 - number))"
          return ImportItems.Row(code, edits)
        }))
    try house.act(
      ImportStock(
        codes.enumerated().map { number, code in
          ImportStock.Row(
            code.description, at: number % 20 == 0 ? "A-01" : "S-01", onHand: Quantity(10),
            occurredAt: may.adding(milliseconds: number % 10 == 0 ? -86_400_000 : 86_400_000))
        }))
    for number in stride(from: 0, to: 300, by: 30) {
      try house.post(
        .issue, "P-\(100 + number)", "10", at: number % 20 == 0 ? "A-01" : "S-01", on: may.description)
    }
    return house
  }

  @Test("is the same read forwards and backwards in any pages, in every order, found by a text, and whole")
  func paging() throws {
    let house = try PastPageTests.house()
    func all(_ isForward: Bool, limit: Int, _ change: (inout PastStockPage) -> Void) throws -> [String] {
      var question = PastStockPage(PastPageTests.may, start: isForward ? .first : .last, limit: limit)
      change(&question)
      var pages: [[String]] = []
      while true {
        let page = try house.books.ask(question)
        pages.append(page.rows.map { "\($0.stock.code) \($0.stock.balances.onHand)" })
        guard let cursor = isForward ? page.next : page.previous else { break }
        // A page is short of rows only where there are no more.
        #expect(page.rows.count == limit)
        question.start = isForward ? .after(cursor) : .before(cursor)
      }
      return (isForward ? pages : pages.reversed()).flatMap { $0 }
    }
    let held = stride(from: 0, to: 300, by: 10).filter { $0 % 30 != 0 }
    let expected = held.map { "P-\(100 + $0) 10" }
    let byPlace = held.filter { $0 % 20 == 0 } + held.filter { $0 % 20 != 0 }
    for (limit, isForward) in [(7, true), (7, false), (1, false), (500, true)] {
      #expect(try all(isForward, limit: limit) { _ in } == expected, "\(limit) \(isForward)")
      #expect(try all(isForward, limit: limit) { $0.withValue = false } == expected)
      #expect(try all(isForward, limit: limit) { $0.order = .name } == expected.reversed())
      #expect(try all(isForward, limit: limit) { $0.order = .place } == byPlace.map { "P-\(100 + $0) 10" })
      #expect(try all(isForward, limit: limit) { $0.text = "P-2" } == expected.filter { $0.hasPrefix("P-2") })
      #expect(try all(isForward, limit: limit) { $0.text = "part 79" }.sorted() == ["P-210 10"])
    }
    let priced = try house.books.ask(PastStockPage(PastPageTests.may, limit: 3))
    var question = PastStockPage(PastPageTests.may, limit: 3)
    question.withValue = false
    let bare = try house.books.ask(question)
    #expect(priced.rows.map(\.stock) == bare.rows.map(\.stock) && bare.rows.allSatisfy { $0.value == nil })
    #expect(try house.books.ask(PastStockPage(PastPageTests.may.adding(milliseconds: -9 * 86_400_000))).rows.isEmpty)
  }
}
