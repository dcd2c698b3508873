import Inventory
import InventoryTesting
import Testing

extension StandIn {
  private static let valued = ValuedItem(
    item: ItemID(1), code: ItemCode(sku: "WID"), name: "Widget", unit: "kg", currency: "EUR", site: LocationID(1),
    siteCode: "NORTH")

  /// 15 for 5.00 each, ten days old, and 5 for 7.00 each, 70 days old.
  private static var holding: ItemValuation.Holding {
    var holding = ItemValuation.Holding()
    for (quantity, cost, days) in [(5, "7", 70), (15, "5", 10)] {
      let value = Money(Quantity(quantity), at: UnitCost(cost) ?? UnitCost(tenThousandths: 0))
      holding.average.put(Quantity(quantity), worth: value)
      holding.layers.put(
        CostLayer(
          date: Desk.now.adding(milliseconds: -Int64(days) * 86_400_000), entry: Int64(100 - days),
          quantity: Quantity(quantity), value: value))
    }
    holding.average.take(Quantity(1), worth: UnitCost("4.5").map { Money(Quantity(1), at: $0) } ?? .zero)
    holding.average.put(Quantity(1), worth: .zero)
    return holding
  }

  func answer(_ question: AgeingReport) throws(InventoryError) -> Page<AgeingReport.Row> {
    memory.withLock { $0.starts.append(question.scope.start) }
    guard question.scope.item.map({ $0 == "WID" }) ?? true else { throw .noSuchItem(question.scope.item ?? "") }
    let row = AgeingReport.Row(
      item: StandIn.valued, buckets: question.buckets,
      age: StockAge(of: StandIn.holding.layers, in: question.buckets, asOf: question.asOf),
      stock: StandIn.holding.average.stock)
    return Page(rows: [row], next: nil, previous: nil)
  }

  func answer(_ question: ValuePage) throws(InventoryError) -> Page<ValuePage.Row> {
    guard question.scope.site.map({ $0 == "NORTH" }) ?? true else { throw .noSuchLocation(question.scope.site ?? "") }
    return Page(
      rows: [ValuePage.Row(item: StandIn.valued, value: SiteValue(StandIn.holding, by: .average))], next: nil,
      previous: nil)
  }

  func answer(_ question: ItemValue) throws(InventoryError) -> ItemValue.Card {
    guard question.item == "WID" else { throw .noSuchItem(question.item) }
    var passage = ItemValuation.Passage()
    passage.stock = StockValue(quantity: Quantity(2), value: Money(tenThousandths: 90_000))
    passage.layers = CostLayers()
    passage.layers.put(CostLayer(date: Desk.now, entry: 3, quantity: Quantity(2), value: passage.stock.value))
    return ItemValue.Card(
      item: StandIn.item, sites: [ValuePage.Row(item: StandIn.valued, value: SiteValue(StandIn.holding, by: .fifo))],
      passages: [ItemValuation.Way(transfer: 81, line: 2): passage])
  }
}

@Suite("Reports of what stock is worth") struct ValueReportTests {
  @Test(
    "each report says what it is for, and refuses what it cannot take",
    arguments: [
      ("report ageing", 0), ("report ageing --buckets 30,60 --sku WID --at NORTH --limit 5", 0), ("report value", 0),
      ("report layers WID", 0), ("report layers", 2), ("report ageing --cursor zz", 2), ("report ageing --sku NONE", 3),
      ("report value --at NOWHERE", 3), ("report layers NONE", 3), ("report ageing --buckets 60,30", 4),
      ("report ageing --buckets thirty", 4),
    ])
  func exits(line: String, exit: Int32) {
    let outcome = Desk().type(line)
    #expect(outcome.exit == exit, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty == (exit == 0), "\(outcome.errors)")
  }

  @Test("how old stock is, as a table and as documents")
  func ageing() {
    #expect(
      Desk().type("report ageing").output == """
        SKU  NAME    SITE   0-30  31-60  61-90  OVER 90  ON HAND  MEAN AGE   VALUE
        WID  Widget  NORTH    15      0      5        0       20     25.00  105.50

        """)
    #expect(
      Desk().type("report ageing --buckets 9,70 --ndjson").output == """
        {"sku":"WID","variant":null,"name":"Widget","unit":"kg","site":"NORTH","on_hand":20,"buckets":[{"days":"0-9",\
        "quantity":0},{"days":"10-70","quantity":20},{"days":"over 70","quantity":0}],"mean_age":25.00,"value":105.50,\
        "currency":"EUR"}

        """)
    #expect(
      Desk().type("report ageing --buckets 60,30").errors == """
        tallyman: "60,30" is no buckets: from 1 to 10 whole numbers of days, each larger than the one before, such as \
        30,60,90.

        """)
  }

  @Test("what stock is worth by either method, and what is on its way")
  func values() {
    #expect(
      Desk().type("report value").output == """
        SKU  NAME    SITE   ON HAND   VALUE  AVERAGE    FIFO
        WID  Widget  NORTH       20  105.50   105.50  110.00

        """)
    #expect(
      Desk().type("report value --json").output == """
        {"data":[{"sku":"WID","variant":null,"name":"Widget","unit":"kg","site":"NORTH","on_hand":20,"value":105.50,\
        "average_value":105.50,"fifo_value":110.00,"currency":"EUR"}],"next_cursor":null}

        """)
    let layers = Desk().type("report layers WID")
    #expect(layers.output.contains("transfer 81 line 2") && layers.output.hasSuffix("NORTH: 20 worth 110.00\n"))
    let document = Desk().type("report layers WID --json").output
    #expect(document.contains("\"entry\":\"30\",\"quantity\":5,\"value\":35.00}"))
    #expect(document.contains("\"in_transit\":[{\"transfer\":81,\"line\":2,\"quantity\":2,\"value\":9.00,\"layers\":["))
  }
}
