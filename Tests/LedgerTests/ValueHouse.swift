import Inventory
import Ledger
import Storage
import Testing

/// What stock is worth in the sample warehouse, in a few words.
extension SampleWarehouse {
  @discardableResult
  func receive(
    _ quantity: Int, at place: String, cost: String? = nil, on occurredAt: String? = nil, item: String = "DRILL-18V"
  ) throws -> ActAnswer {
    var line = MovementLine(.receipt, item, Quantity(quantity), at: place)
    line.cost = try cost.map { try #require(UnitCost($0)) }
    line.occurredAt = try occurredAt.map { try #require(Instant($0)) }
    return try act(PostMovements([line]))
  }

  /// `NORTH 10 100.00/90.00 [4=40.00 6=50.00]`: on hand, value at the average and first in first out, layers.
  func worth(_ item: String = "DRILL-18V") throws -> [String] {
    let card = try books.ask(ItemValue(item))
    func told(_ layers: CostLayers) -> String {
      "[" + layers.all.map { "\($0.quantity)=\($0.value)" }.joined(separator: " ") + "]"
    }
    return card.sites.map { row in
      let goods = row.value.holding
      return
        "\(row.item.siteCode) \(goods.average.stock.quantity) \(goods.average.stock.value)/\(goods.layers.total.value) "
        + told(goods.layers)
    }
      + card.passages.sorted { $0.key < $1.key }.map { way, passage in
        "\(way.transfer)/\(way.line) \(passage.stock.quantity) \(passage.stock.value)/\(passage.layers.total.value) "
          + told(passage.layers)
      }
  }

  func write(_ sql: String, _ bindings: [Value] = []) throws {
    try database.commit(Batch([Statement(sql, bindings)]))
  }

  func keptCount() throws -> Int {
    var count = 0
    try database.read([Statement("SELECT count(*) FROM item_value")]) { _, row in
      count = Int(row.integer(0))
      return true
    }
    return count
  }

  /// What is kept changes no answer: the same without it. And it is what `verify` says it is.
  func expectKeptIsNoMore(_ item: String = "DRILL-18V", at location: SourceLocation = #_sourceLocation) throws {
    try expectSoundBooks(at: location)
    let kept = try books.ask(ItemValue(item))
    try database.commit(
      Batch([Statement("CREATE TABLE aside AS SELECT * FROM item_value"), Statement("DELETE FROM item_value")]))
    #expect(try books.ask(ItemValue(item)) == kept, sourceLocation: location)
    try database.commit(
      Batch([Statement("INSERT INTO item_value SELECT * FROM aside"), Statement("DROP TABLE aside")]))
  }
}

/// Looks at what goods are worth, sells one of each, and keeps what it folded: as shipping does.
struct SellAtCost: Act {
  var names: [Needs.RecordName]
  /// What the facts said they cost.
  var seen: @Sendable ([Needs.RecordName: SiteValue]) -> Void = { _ in }

  var action: String { "test.sale" }
  var needs: Needs {
    var needs = Needs()
    needs.items = Set(names.map(\.item))
    needs.locations = Set(names.map(\.location))
    needs.values = Set(names)
    return needs
  }
  func describe(to digest: inout ContentDigest) { digest.add("names", String(names.count)) }
  func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    seen(facts.values)
    for name in names {
      let (item, place) = (try facts.item(name.item), try facts.location(name.location))
      plan.entries.append(
        PlannedEntry(
          kind: .issue, item: item.id, code: item.code, location: place.id, place: place.path,
          change: Balances(onHand: Quantity(-1)), occurredAt: context.now))
    }
    plan.keepValues(facts)
    return plan
  }
}
