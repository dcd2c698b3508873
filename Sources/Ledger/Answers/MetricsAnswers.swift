import Inventory
import Storage

extension Answers {
  func answer(_ question: Metrics) throws(InventoryError) -> Metrics.Report {
    if try isBlind { throw .withheld("the figures of the house") }
    let (period, finder) = (question.period, MetricsFinder(reader: reader))
    var report = Metrics.Report(period: period)
    let sites = try finder.sites()
    report.turnover = try answer(TurnoverTotals(period))
    report.accuracy = try answer(CountAccuracyReport(from: period.from, to: period.to)).total
    report.openDocuments = try finder.openDocuments(question.now)
    report.promises = try finder.promises(period, now: question.now)
    let worth = try finder.worth(at: question.isOfThePast ? period.to : nil)
    // What reads as much as there is comes last.
    let last = MetricsFinder(reader: try reader.streaming())
    report.sales = try last.sales(period)
    var stock = try last.stock(at: question.isOfThePast ? period.to : nil, of: sites)
    for (site, values) in worth { stock[site, default: Metrics.Site(code: "")].worth = values }
    for (id, code) in sites.codes.sorted(by: { $0.value < $1.value }) {
      guard var site = stock[id] else { continue }
      site.code = code
      report.sites.append(site)
      report.total.records += site.records
      report.total.sums += site.sums
      for (currency, value) in site.worth { report.total.worth[currency, default: .zero] += value }
    }
    return report
  }
}

/// Figures, each by a pass over what it is made of.
private struct MetricsFinder {
  let reader: Reader

  struct Sites {
    var codes: [LocationID: String] = [:]
    /// Which one each place is in.
    var ofPlaces: [Int64: LocationID] = [:]
  }

  func sites() throws(InventoryError) -> Sites {
    var sites = Sites()
    try reader.each(Statement("SELECT id, site, code FROM location")) { row in
      let site = LocationID(row.integer(1))
      sites.ofPlaces[row.integer(0)] = site
      if row.integer(0) == site.number { sites.codes[site] = row.text(2) }
      return true
    }
    return sites
  }

  /// - Parameter instant: nil for now.
  func stock(at instant: Instant?, of sites: Sites) throws(InventoryError) -> [LocationID: Metrics.Site] {
    typealias Sums = [LocationID: RecordTotals]
    var found = Sums()
    if let instant {
      found = try PastStock(reader: reader).fold(at: instant, into: Sums()) { found, _, location, balances in
        if let site = sites.ofPlaces[location] { found[site, default: RecordTotals()].add(balances) }
      }
    } else {
      let balances = UnsafeMutablePointer<Int64>.allocate(capacity: 5)
      defer { balances.deallocate() }
      try reader.each(
        Statement(
          """
          SELECT location, on_hand, reserved, allocated, blocked, incoming FROM stock_record
          WHERE on_hand <> 0 OR reserved <> 0 OR allocated <> 0 OR blocked <> 0 OR incoming <> 0
          """)
      ) { row in
        row.integers(from: 1, 5, into: balances)
        if let site = sites.ofPlaces[row.integer(0)] { found[site, default: RecordTotals()].add(balances) }
        return true
      }
    }
    return found.mapValues { totals in
      var site = Metrics.Site(code: "")
      (site.records, site.sums) = (totals.past.records, totals.past.sums)
      return site
    }
  }

  /// What is on hand is worth, by site and currency.
  func worth(at instant: Instant?) throws(InventoryError) -> [LocationID: [String: Money]] {
    let finder = ValueFinder(reader: reader)
    let method = try finder.method()
    var worth: [LocationID: [String: Money]] = [:]
    var last: Int64 = 0
    while true {
      let items = try reader.all(
        Statement("SELECT id, currency FROM item WHERE id > ?1 ORDER BY id LIMIT 5000", [.integer(last)])
      ) { (item: ItemID($0.integer(0)), currency: $0.text(1)) }
      guard let end = items.last else { return worth }
      last = end.item.number
      let folds = try finder.folds(of: items.map(\.item), instant.map { .until($0) } ?? .sinceKept)
      for (item, currency) in items {
        for (site, holding) in folds[item]?.valuation.sites ?? [:] {
          let value = SiteValue(holding, by: method).stock.value
          if value != .zero { worth[site, default: [:]][currency, default: .zero] += value }
        }
      }
    }
  }

  /// Issues, returns and consumption, of the parts of the ledger that have some of the period.
  func sales(_ period: ReportPeriod) throws(InventoryError) -> Metrics.Sales {
    let zones = try LedgerZones(reader)
    var (sales, sold) = (Metrics.Sales(), WideSums())
    try reader.each(zones.entries("e.on_hand", "e.kind IN (2, 4, 12)", from: period.from, before: period.to)) {
      _, row in
      sales.entries += 1
      sold.add(-row.integer(0), 0)
      return true
    }
    sales.sold = sold.sums.onHand
    return sales
  }

  func promises(_ period: ReportPeriod, now: Instant) throws(InventoryError) -> Metrics.Promises {
    var promises = Metrics.Promises()
    try reader.each([
      Statement(
        """
        SELECT count(*),
          sum(status = 'expired' OR status IN ('reserved', 'partial') AND ifnull(expires_at <= ?3, 0)),
          sum(status = 'failed')
        FROM reservation WHERE created_at >= ?1 AND created_at < ?2
        """, [.instant(period.from), .instant(period.to), .instant(now)]),
      RefusedSaleTable.count(period),
    ]) { statement, row in
      if statement == 0 {
        promises.made = Int(row.integer(0))
        promises.expired = Int(row.integer(1))
        promises.failed = Int(row.integer(2))
      } else {
        promises.refusals = Int(row.integer(0))
      }
      return true
    }
    return promises
  }

  private static let documents: [(kind: String, from: String)] = [
    ("stocktakes", "stocktake WHERE status IN ('open', 'counting', 'review', 'approved')"),
    ("transfers", "transfer WHERE status IN ('requested', 'in_transit')"),
    ("discrepancies", "discrepancy WHERE state = 'open'"),
    (
      "reservations",
      "reservation WHERE closed_at IS NULL AND NOT (status <> 'confirmed' AND ifnull(expires_at <= ?1, 0))"
    ),
    ("requisitions", "requisition WHERE status IN ('draft', 'approved')"),
    ("orders", "purchase_order WHERE status IN ('draft', 'sent')"),
    ("receipts", "receipt WHERE status IN ('expected', 'pending')"),
    ("low_stock", "reorder_rule WHERE state <> 'closed'"),
  ]

  func openDocuments(_ now: Instant) throws(InventoryError) -> [Metrics.OpenDocuments] {
    var open: [Metrics.OpenDocuments] = []
    let kinds = MetricsFinder.documents
    try reader.each(kinds.map { Statement("SELECT count(*), ?1 FROM \($0.from)", [.instant(now)]) }) { statement, row in
      open.append(Metrics.OpenDocuments(kinds[statement].kind, Int(row.integer(0))))
      return true
    }
    return open
  }
}
