/// Which goods may be used, and how much of what a line moves is blocked.
extension MovementPlanner {
  /// Refuses a line that uses or promises goods of a lot that may not be used that day.
  func checkUsable(_ line: MovementLine, _ item: Item, on day: Day) throws(InventoryError) {
    guard let code = line.lot, let lot = facts.lots[Needs.LotName(line.item, code)] else { return }
    switch line.kind {
    case .issue, .reserve, .consume:
      guard lot.isUsable(on: day) else { throw .lotNotUsable(lot, item: item.code, on: day) }
    case .quarantineRelease:
      guard lot.status(on: day) == .active else { throw .lotNotUsable(lot, item: item.code, on: day) }
    default: return
    }
  }

  /// Blocked serials are not used; whatever else is done with them is done with blocked ones or with free ones, not with
  /// both in one line.
  func checkBlocked(
    _ line: MovementLine, _ item: Item, _ serial: String, _ fact: SerialFact
  ) throws(InventoryError) {
    let isBlocked = fact.isBlocked && !fact.isQuarantine
    switch line.kind {
    case .issue, .consume, .quarantine:
      if isBlocked { throw .serialBlocked(serial, item: item.code) }
      let day = (line.occurredAt ?? now).day
      if line.kind != .quarantine, let lot = fact.lot, !lot.isUsable(on: day) {
        throw .lotNotUsable(lot, item: item.code, on: day)
      }
    case .quarantineRelease:
      guard isBlocked else { throw .serialNotBlocked(serial, item: item.code) }
    default:
      let wanted = line.isBlocked || areBlocked(line)
      if isBlocked != wanted, !fact.isQuarantine {
        throw isBlocked ? .serialBlocked(serial, item: item.code) : .serialNotBlocked(serial, item: item.code)
      }
    }
  }

  /// Whether the first of a line's serials is blocked: the others have to be as it is.
  private func areBlocked(_ line: MovementLine) -> Bool {
    line.serials.first.flatMap { facts.serials[Needs.SerialName(line.item, $0)] }.map(\.isBlocked) ?? false
  }

  /// How much of what a line moves is blocked, or is to be where it arrives, apart from what a quarantine room blocks.
  func blocked(
    of line: MovementLine, _ item: Item, _ place: Location, on day: Day
  ) throws(InventoryError) -> Quantity {
    guard line.mayBeBlocked || line.kind == .issue else { return .zero }
    let all = line.quantity.magnitude
    if line.isBlocked { return all }
    switch item.tracking {
    case .none: return .zero
    case .serial: return !line.bringsGoods && !place.isQuarantine && areBlocked(line) ? all : .zero
    case .lot: return blockedOfLot(line, all, on: day)
    }
  }

  /// Goods of a lot that may not be used arrive blocked, and leave blocked as far as what is free there, being promised or
  /// not blocked yet, does not suffice. A lot that has expired since the day it is taken was blocked too late.
  private func blockedOfLot(_ line: MovementLine, _ all: Quantity, on day: Day) -> Quantity {
    guard let code = line.lot else { return .zero }
    let known = facts.lots[Needs.LotName(line.item, code)]
    let lot = known ?? Lot(code: code, made: line.made, expires: line.expires)
    guard lot.status(on: day) != .active else { return .zero }
    if line.bringsGoods { return all }
    let there = facts.lotStock[Needs.LotPlace(line.item, code, line.location)] ?? .zero
    return max(.zero, min(all - max(.zero, there.available), there.blocked))
  }
}

extension MovementLine {
  /// Whether its goods may be blocked ones: it brings some, or takes them without using them.
  var mayBeBlocked: Bool {
    switch kind {
    case .opening, .receipt, .return, .adjustment, .scrap, .damage, .theft, .transferOut: true
    default: false
    }
  }
}
