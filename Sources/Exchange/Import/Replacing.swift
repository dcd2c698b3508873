import Inventory

/// What a file of stock named: places and items as given.
struct StockSeen {
  struct Parts {
    /// A row without lot and serials speaks of the whole record.
    var isWhole = false
    var lots: Set<String> = []
    var serials: Set<String> = []
  }

  private(set) var places: [String: [String: Parts]] = [:]

  mutating func add(_ row: ImportStock.Row) {
    var parts = places[row.location]?[row.item.lowercased()] ?? Parts()
    if let lot = row.lot { parts.lots.insert(lot) }
    parts.serials.formUnion(row.serials)
    if row.lot == nil, row.serials.isEmpty { parts.isWhole = true }
    places[row.location, default: [:]][row.item.lowercased()] = parts
  }
}

/// Finds what is in the books and not in a file. It asks for the house: what of it goes away does not depend on what the
/// one who imports may see, and the acts that do it say whether they may.
struct Replacing {
  let service: any InventoryService

  /// Items in use that the file does not name, to be retired. `named` has their codes in lower case.
  func items(except named: [String: Int]) throws(InventoryError) -> [ImportItems.Row] {
    var edits = ItemEdits()
    edits.isActive = false
    var rows: [ImportItems.Row] = []
    try Pages.each(ItemPage(isActive: true, limit: Pages.size), service, for: .house) { item in
      if named[item.code.description.lowercased()] == nil { rows.append(ImportItems.Row(item.code, edits)) }
      return true
    }
    return rows
  }

  /// Locations in use that the file does not name, to be retired: those inside before those around them.
  func locations(except named: [String: Int]) throws(InventoryError) -> [ImportLocations.Row] {
    var edits = LocationEdits()
    edits.isActive = false
    var locations: [Location] = []
    try Pages.each(LocationList(.all, limit: Pages.size), service, for: .house) { location in
      locations.append(location)
      return true
    }
    let depths = PlaceDepths(locations)
    return locations.filter { $0.isActive && named[$0.code.lowercased()] == nil }
      .sorted { depths[$0] > depths[$1] }
      .map { location in
        var same = edits
        same.kind = location.kind
        return ImportLocations.Row(location.code, same)
      }
  }

  /// Stock at the places the file names that the file does not name, to be brought to zero.
  func stock(except seen: StockSeen) throws(InventoryError) -> [ImportStock.Row] {
    var places: [String: [String: StockSeen.Parts]] = [:]
    for (name, items) in seen.places {
      // One place may have been named in several ways.
      guard let place = try service.ask(LocationList(.only(name), limit: 1), for: .house).rows.first else { continue }
      places[place.code, default: [:]].merge(items) { first, second in
        StockSeen.Parts(
          isWhole: first.isWhole || second.isWhole, lots: first.lots.union(second.lots),
          serials: first.serials.union(second.serials))
      }
    }
    var rows: [ImportStock.Row] = []
    for (code, items) in places.sorted(by: { $0.key < $1.key }) { rows += try stock(at: code, except: items) }
    return rows
  }

  private func stock(
    at place: String, except named: [String: StockSeen.Parts]
  ) throws(InventoryError) -> [ImportStock.Row] {
    var filter = StockFilter()
    filter.location = place
    filter.status = .onHand
    let found = FoundItems()
    _ = try service.ask(
      EachStockRow(filter) { cells in
        if cells.string(.location) == place { found.codes.append(cells.code) }
        return true
      }, for: .house)
    let codes = Set(found.codes.map { $0.description.lowercased() })
    var named = named
    // An item may have been named by a barcode.
    for (name, parts) in named where !codes.contains(name) {
      for case .item(let item, _) in try service.ask(LookUp(name), for: .house) {
        named[item.code.description.lowercased()] = parts
      }
    }
    var rows: [ImportStock.Row] = []
    for code in found.codes {
      let parts = named[code.description.lowercased()]
      if parts?.isWhole == true { continue }
      rows += try rest(code, at: place, except: parts ?? StockSeen.Parts())
    }
    return rows
  }

  /// The lots and serials of a record that are not named, or the record where it has none.
  private func rest(
    _ code: ItemCode, at place: String, except named: StockSeen.Parts
  ) throws(InventoryError) -> [ImportStock.Row] {
    let name = code.description
    let card = try service.ask(ItemStock(name, at: place), for: .house)
    guard let record = card.places.first(where: { $0.locationCode == place }) else { return [] }
    switch card.item.tracking {
    case .none: return [ImportStock.Row(name, at: place, onHand: .zero)]
    case .lot:
      return card.lots.filter { $0.location == record.location && !named.lots.contains($0.lot.code) }
        .map { ImportStock.Row(name, at: place, onHand: .zero, lot: $0.lot.code) }
    case .serial:
      let gone = card.serials.filter { $0.place == record.place && !named.serials.contains($0.serial) }
      return gone.isEmpty ? [] : [ImportStock.Row(name, at: place, onHand: .zero, serials: gone.map(\.serial))]
    }
  }
}

/// Filled by the closure of a question on the asking thread while it waits.
private final class FoundItems: @unchecked Sendable {
  var codes: [ItemCode] = []
}
