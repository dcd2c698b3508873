import Inventory
import Storage

extension FactFinder {
  /// Looks up the pallets an act names, and adds to what it needs all that stands on them, under its own codes.
  func withPlates(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) -> Needs {
    guard !needs.plates.isEmpty else { return needs }
    var needs = needs
    let codes = needs.plates.sorted()
    let found = try reader.plates(PlateTable.find(codes))
    for code in codes {
      facts.plates[code] = found.first { $0.code.lowercased() == code.lowercased() }
    }
    let places = needs.locations
    for plate in found {
      if let place = plate.locationCode { needs.locations.insert(place) }
      for content in plate.contents {
        let name = content.item.code.description
        needs.items.insert(name)
        if let lot = content.lot {
          needs.lots.insert(Needs.LotName(name, lot.code))
          if let place = plate.locationCode { needs.lotStock.insert(Needs.LotPlace(name, lot.code, place)) }
        }
        for serial in content.serials { needs.serials.insert(Needs.SerialName(name, serial)) }
        for place in places.union(plate.locationCode.map { [$0] } ?? []) {
          needs.movements.insert(Needs.RecordName(name, place))
        }
      }
    }
    return needs
  }

  /// What stands loose, and the next number for a pallet.
  func addLoose(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    for name in needs.loose {
      guard let item = facts.items[name.item], let place = facts.locations[name.location] else { continue }
      let lot = name.lot.flatMap { facts.lots[Needs.LotName(name.item, $0)] }
      if name.lot != nil, lot == nil { continue }
      facts.loose[name] = try reader.first(PlateTable.loose(item.id, lot: lot?.id, at: place.id)) {
        LooseStock(onHand: $0.quantity(0), plated: $0.quantity(1))
      }
    }
    if !needs.loose.isEmpty {
      for name in needs.serials {
        guard let item = facts.items[name.item] else { continue }
        facts.platedSerials[name] = try reader.first(PlateTable.plate(holding: name.serial, of: item.id)) {
          $0.text(0)
        }
      }
    }
    if needs.nextPlate { facts.nextPlate = try nextPlate(of: facts.value(of: .companyPrefix)) }
    if let name = needs.putAwayRule { facts.putAwayRule = try putAwayRule(name, facts) }
  }

  private func nextPlate(of prefix: String) throws(InventoryError) -> String? {
    var taken: [String?] = []
    for range in SSCC.ranges(of: prefix) {
      taken.append(try reader.first(PlateTable.highest(in: range)) { $0.text(0) })
      if let next = SSCC.next(of: prefix, taken: taken) { return next }
    }
    return nil
  }

  private func putAwayRule(_ name: PutAwayRuleName, _ facts: Facts) throws(InventoryError) -> PutAwayRule? {
    guard let place = facts.locations[name.location] else { return nil }
    var item: ItemID?
    var category = ""
    switch name.subject {
    case .item(let text):
      guard let found = facts.items[text] else { return nil }
      item = found.id
    case .category(let text): category = text
    case .everything: break
    }
    return try reader.first(PutAwayTable.find(item, category, at: place.id), PutAwayTable.row)
  }
}
