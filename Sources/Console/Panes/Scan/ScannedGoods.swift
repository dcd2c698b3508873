import Inventory

/// What a scan turned out to be.
struct ScannedGoods: Hashable, Sendable {
  var item: Item
  /// Units in one of what was scanned; nil where a person must say.
  var pack: Quantity?
  var lot: String?
  var made: Day?
  var expires: Day?
  var serial: String?
  /// As it was read.
  var read: String

  init(_ item: Item, pack: Quantity?, read: String) {
    self.item = item
    self.pack = pack
    self.read = read
  }

  init(_ goods: LabelledGoods, read: String) {
    item = goods.item
    pack = goods.quantity
    self.read = read
    serial = item.tracking == .serial ? goods.serial : nil
    guard item.tracking == .lot else { return }
    lot = goods.knownLot?.code ?? goods.lot
    made = goods.made
    expires = goods.expires
  }

  /// What a hit says of goods; nil of places, people and stocktakes.
  init?(_ hit: LookUp.Hit, read: String) {
    switch hit {
    case .item(let item, let pack): self.init(item, pack: pack, read: read)
    case .goods(let goods): self.init(goods, read: read)
    case .lot(let lot, let item):
      self.init(item, pack: Quantity(1), read: read)
      if item.tracking == .lot { choose(lot) }
    case .serial(let serial, let item, _):
      self.init(item, pack: Quantity(1), read: read)
      if item.tracking == .serial { self.serial = serial }
    case .location, .operator, .stocktake, .plate, .transfer: return nil
    case .order, .receipt, .requisition, .reservation: return nil
    }
  }

  mutating func choose(_ lot: Lot) {
    self.lot = lot.code
    made = lot.made
    expires = lot.expires
  }

  var key: GoodsKey { GoodsKey(item: item.id, lot: lot) }

  /// `WID-220  lot L2407  expires 4 Jul 26`, or with the name of what has no lot.
  func words(_ clock: LocalClock) -> String {
    var parts = [item.code.description]
    if let lot { parts.append("lot \(lot)") }
    if let expires { parts.append("expires \(clock.day(expires).trimmedBlanks)") }
    if let serial { parts.append("serial \(serial)") }
    if parts.count == 1, !item.name.isEmpty { parts.append(item.name) }
    if let pack, pack != Quantity(1) { parts.append("pack of \(Numbers.grouped(pack))") }
    return parts.joined(separator: "  ")
  }
}

/// Which line goods belong to: an item and, of one tracked by lots, the lot.
struct GoodsKey: Hashable, Sendable {
  var item: ItemID
  var lot: String?

  init(item: ItemID, lot: String?) {
    self.item = item
    self.lot = lot?.lowercased()
  }
}
