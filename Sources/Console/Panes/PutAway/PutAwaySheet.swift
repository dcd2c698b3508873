import Inventory

/// What is to be put away at a place, as far as it is known.
struct PutAwaySheet: Sendable {
  var lines: [PutAwayList.Line] = []
  var plates: [Plate] = []
  /// What is promised to somebody: it is not put away.
  var held: [PutAwayList.Held] = []
  var hasMore = false
  /// How many of a line are to stay, and for which transfer they go out again with.
  var staying: [PutAwayKey: [String: Quantity]] = [:]

  mutating func take(_ read: PutAwayList.Sheet) {
    lines = read.lines
    plates = read.plates
    held = read.held
    hasMore = read.hasMore
  }

  /// What was read of one item, in the place of what was known of it.
  mutating func take(_ read: PutAwayList.Sheet, of item: ItemID) {
    let start = lines.firstIndex { $0.item.id == item } ?? lines.count
    lines.removeAll { $0.item.id == item }
    lines.insert(contentsOf: read.lines, at: min(start, lines.count))
    held.removeAll { $0.item.id == item }
    held += read.held
  }

  func line(_ key: PutAwayKey?) -> PutAwayList.Line? { key.flatMap { key in lines.first { $0.key == key } } }

  func lines(of item: ItemID) -> [PutAwayList.Line] { lines.filter { $0.item.id == item } }

  /// What still must go.
  func left(of line: PutAwayList.Line) -> Quantity {
    max(.zero, (staying[line.key] ?? [:]).values.reduce(line.quantity) { $0 - $1 })
  }

  /// Whether nothing must go any more.
  var isDone: Bool { left.isEmpty && plates.isEmpty && !hasMore }

  var left: [PutAwayList.Line] { lines.filter { left(of: $0) > .zero } }

  /// `3 lines, 120 units`.
  var leftWords: String {
    let left = left
    let units = left.reduce(Quantity.zero) { $0 + self.left(of: $1) }
    let pallets = plates.isEmpty ? "" : ", \(plates.count) \(plates.count == 1 ? "pallet" : "pallets")"
    let counted = "\(Numbers.grouped(units)) \(units == Quantity(1) ? "unit" : "units")"
    return "\(Numbers.lines(left.count)), \(counted)\(pallets)"
  }

  /// So many are gone; the database says the same when it is asked next.
  mutating func move(_ quantity: Quantity, of key: PutAwayKey, serials: [String], to code: String) {
    guard let index = lines.firstIndex(where: { $0.key == key }) else { return }
    lines[index].quantity = lines[index].quantity - quantity
    lines[index].serials.removeAll { serials.contains($0) }
    for share in lines[index].shares.indices where lines[index].shares[share].place.code == code {
      lines[index].shares[share].quantity = max(.zero, lines[index].shares[share].quantity - quantity)
    }
    lines[index].shares.removeAll { $0.quantity.isZero }
    if lines[index].quantity <= .zero { lines.remove(at: index) }
  }
}
