import Inventory

/// Reports of what stock is worth, and how old it is.
extension ReportVerb {
  static var ofValue: [Command] { [ageing, value, layers] }

  private static let scope = [
    Option("sku", .text("SKU"), "only this item, with all its variants"),
    Option("at", .text("LOC"), "only this site"),
  ]

  private static func scope(_ session: Session, _ start: PageStart, _ limit: Int) -> ValueScope {
    ValueScope(item: session.arguments.value("sku"), site: session.arguments.value("at"), start: start, limit: limit)
  }

  private static let ageing = Command(
    "report", "ageing", [],
    [
      Option("buckets", .text("DAYS"), "where ages are divided (30,60,90)"),
      Option("by", .words(["item", "lot"]), "a row for each item of a site, or for each lot (item)"),
    ] + scope,
    traits: .list, about: "how old stock is, by item or lot and site: the first that came is the first that went",
    example: "tallyman report ageing --buckets 30,90,365 --at NORTH"
  ) { session throws(CommandError) in
    var buckets = AgeBuckets.standard
    if let text = session.arguments.value("buckets") {
      do throws(InventoryError) { buckets = try AgeBuckets(text) } catch { throw .refused(error) }
    }
    let (divided, now) = (buckets, session.now)
    if session.arguments.value("by") == "lot" {
      return try session.list(lotListing(divided)) { start, limit throws(CommandError) in
        try session.ask(LotAgeingReport(divided, scope(session, start, limit), asOf: now))
      }
    }
    return try session.list(listing(divided)) { start, limit throws(CommandError) in
      try session.ask(AgeingReport(divided, scope(session, start, limit), asOf: now))
    }
  }

  private static func lotListing(_ buckets: AgeBuckets) -> Listing<LotAgeingReport.Row> {
    let ofItem = listing(buckets).columns
    let columns = ofItem.map { column in
      Listing<LotAgeingReport.Row>.Column(column.heading.title, isNumber: column.heading.isNumber) {
        column.text($0.ageing)
      }
    }
    return Listing(
      empty: "No stock is kept by lot.",
      columns: [columns[0], .init("LOT") { $0.lot.code }] + columns.dropFirst()
        + [.init("EXPIRES") { $0.lot.expires?.description ?? "" }], fields: \.fields)
  }

  private static func listing(_ buckets: AgeBuckets) -> Listing<AgeingReport.Row> {
    let ages = buckets.names.enumerated().map { index, name in
      Listing<AgeingReport.Row>.Column(name.uppercased(), isNumber: true) { $0.age.quantities[index].description }
    }
    return Listing(
      empty: "No stock.",
      columns: [
        .init("SKU") { $0.item.code.description },
        .init("NAME") { $0.item.name },
        .init("SITE") { $0.item.siteCode },
      ] + ages + [
        .init("ON HAND", isNumber: true) { $0.stock.quantity.description },
        .init("MEAN AGE", isNumber: true) { $0.age.mean.map { Decimals.text($0, places: 2, atLeast: 2) } ?? "" },
        .init("VALUE", isNumber: true) { $0.stock.value.description },
      ], fields: \.fields)
  }

  private static let value = Command(
    "report", "value", [], scope, traits: .list,
    about: "what stock is worth, by item and site: as the house values it, at the moving average, first in first out",
    example: "tallyman report value --at NORTH"
  ) { session throws(CommandError) in
    try session.list(valueListing) { start, limit throws(CommandError) in
      try session.ask(ValuePage(scope(session, start, limit)))
    }
  }

  private static let valueListing = Listing<ValuePage.Row>(
    empty: "No stock.",
    columns: [
      .init("SKU") { $0.item.code.description },
      .init("NAME") { $0.item.name },
      .init("SITE") { $0.item.siteCode },
      .init("ON HAND", isNumber: true) { $0.value.stock.quantity.description },
      .init("VALUE", isNumber: true) { $0.value.stock.value.description },
      .init("AVERAGE", isNumber: true) { $0.value.holding.average.stock.value.description },
      .init("FIFO", isNumber: true) { $0.value.holding.layers.total.value.description },
    ], fields: \.fields)

  private static let layers = Command(
    "report", "layers", ["SKU"], [],
    about: "what an item is worth layer by layer: since when it is there, at what cost",
    example: "tallyman report layers DRILL-18V"
  ) { session throws(CommandError) in
    let card = try session.ask(ItemValue(session.arguments.word(0)))
    session.show(card.fields, words(card))
    return .done
  }

  private static func words(_ card: ItemValue.Card) -> String {
    guard !card.sites.isEmpty || !card.passages.isEmpty else { return "No stock of \(card.item.code)." }
    var table = TextTable([
      .init("WHERE"), .init("SINCE"), .init("QUANTITY", isNumber: true), .init("VALUE", isNumber: true),
    ])
    func add(_ place: String, _ layers: CostLayers) {
      for layer in layers.all {
        table.add([place, layer.date.description, layer.quantity.description, layer.value.description])
      }
    }
    for row in card.sites { add(row.item.siteCode, row.value.holding.layers) }
    for (way, passage) in card.passages.sorted(by: { $0.key < $1.key }) {
      add("transfer \(way.transfer) line \(way.line)", passage.layers)
    }
    let totals = card.sites.map { row in
      PlainText.safe("\(row.item.siteCode): \(row.value.stock.quantity) worth \(row.value.stock.value)")
    }
    return table.text + totals.joined(separator: "\n")
  }
}
