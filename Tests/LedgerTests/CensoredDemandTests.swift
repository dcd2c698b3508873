import Inventory
import Testing

@Suite struct CensoredDemandTests {
  @Test(
    "what is used on a day with stock is one figure, whether a rule or a report says it, below zero too",
    arguments: [
      // Received, sold on the second and third of July, with what of it a day.
      ("20", "2", "4", "2"), ("6", "2", "4", "3"), ("0", "2", "4", "3"), ("0", "0", "5", "5"),
    ])
  func agreed(_ received: String, _ first: String, _ second: String, _ perDay: String) throws {
    let house = try SampleWarehouse()
    try house.act(SetSetting("allow_negative_stock", "yes"))
    func post(_ kind: MovementKind, _ quantity: String, _ day: String) throws {
      if quantity != "0" { try house.post(kind, "DRILL-18V", quantity, at: "A-01", on: "2026-07-\(day)T09:00:00Z") }
    }
    try post(.receipt, received, "02")
    try post(.issue, first, "02")
    try post(.issue, second, "03")
    try house.setRule("DRILL-18V", at: "A-01", point: 1)
    let scope = MovementScope(days: 28, until: SampleWarehouse.noon, item: "DRILL-18V", at: "A-01")
    let row = try #require(house.books.ask(MovementStats(scope)).page.rows.first)
    #expect(row.demand.perDay?.description == perDay)
    #expect(try house.signal("DRILL-18V", at: "A-01").figures.usePerDay?.description == perDay)
  }
}
