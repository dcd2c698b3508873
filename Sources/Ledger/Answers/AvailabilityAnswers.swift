import Inventory
import Storage

extension Answers {
  func answer(_ question: Availability) throws(InventoryError) -> Availability.Card {
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    let path = try question.location.map { name throws(InventoryError) in try self.path(of: name) } ?? "/"
    let findings = try AvailabilityFinder(item: item, path: path, now: now, overdue: overdue).findings(reader)
    let hidden = try hidden(among: findings.places.keys)
    let places = findings.places.values.map { hidden.contains($0.location) ? $0.withheld : $0 }
    let total = places.reduce(Balances.zero) { $0 + $1.balances }
    let isWithheld = !hidden.isEmpty
    return Availability.Card(
      item: item, quantity: question.quantity, day: question.day, total: isWithheld ? .zero : total,
      places: places.filter { $0.isWithheld || $0.balances != .zero }.sorted {
        ($1.balances.available, $0.place) < ($0.balances.available, $1.place)
      },
      lots: usableLots(findings, on: question.day ?? now.day, besides: hidden),
      promise: AvailableToPromise(
        available: isWithheld ? .zero : total.available, isWithheld ? [] : findings.changes, today: now.day),
      undated: isWithheld ? .zero : findings.undated, isWithheld: isWithheld)
  }

  /// No lot gives more than its record can spare.
  private func usableLots(
    _ findings: AvailabilityFinder.Findings, on day: Day, besides hidden: Set<LocationID>
  ) -> [Availability.UsableLot] {
    let lots = findings.lots.compactMap { found -> Availability.UsableLot? in
      guard let place = findings.places[found.location], !hidden.contains(found.location),
        found.lot.status == .active, found.lot.isUsable(on: day)
      else { return nil }
      let available = min(found.free, place.balances.available)
      return available > .zero ? Availability.UsableLot(found.lot, at: place.place, available: available) : nil
    }
    return lots.sorted {
      ($0.lot.expires?.daysSince1970 ?? .max, $0.lot.code, $0.place)
        < ($1.lot.expires?.daysSince1970 ?? .max, $1.lot.code, $1.place)
    }
  }

  func answer(_ question: NearestStock) throws(InventoryError) -> NearestStock.Sites {
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    let isBlind = try isBlind
    let overdue = try overdue
    var sites: [LocationID: Quantity] = [:]
    var withheld: Set<LocationID> = []
    let records = Statement(
      """
      SELECT l.site, \(overdue.available) - \(LotTable.unswept(on: today, overdue)),
        \(isBlind ? Blindness.hidden : "0")
      FROM item i CROSS JOIN stock_record r ON r.item = i.id CROSS JOIN location l ON l.id = r.location
      WHERE i.id = ?1
      """, [.id(item.id)])
    try reader.each(records) { row in
      sites[LocationID(row.integer(0)), default: .zero] += row.quantity(1)
      if row.flag(2) { withheld.insert(LocationID(row.integer(0))) }
      return true
    }
    let wanted = question.quantity ?? Quantity(thousandths: 1)
    let chosen = sites.filter { withheld.contains($0.key) || $0.value >= wanted }
    let places = try reader.all(
      Statement(
        """
        SELECT \(LocationTable.columns) FROM \(LocationTable.from)
        WHERE l.id IN (SELECT value FROM json_each(?1))
        """, [.numbers(chosen.keys.map(\.number))])
    ) { LocationTable.location($0) }
    let rows = places.map { site in
      NearestStock.Row(
        site, distance: site.coordinates.map { question.coordinates.metres(to: $0) },
        available: withheld.contains(site.id) ? nil : chosen[site.id])
    }
    return NearestStock.Sites(
      item: item,
      rows: rows.filter { row in question.within.map { most in row.distance.map { $0 <= most } ?? false } ?? true }
        .sorted { ($0.distance ?? .max, $0.site.code) < ($1.distance ?? .max, $1.site.code) })
  }
}

extension Availability.Place {
  fileprivate var withheld: Availability.Place { Availability.Place(location, place, .zero, isWithheld: true) }
}
