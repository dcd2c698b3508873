/// Turns a line as people name it into ledger entries, with every rule that does not need the balances: those the
/// database holds (`spec.md` 2).
struct MovementPlanner {
  var facts: Facts
  var now: Instant

  func entries(of line: MovementLine) throws(InventoryError) -> [PlannedEntry] {
    let item = try facts.item(line.item)
    let place = try facts.location(line.location)
    let occurredAt = line.occurredAt ?? now
    guard occurredAt <= now else { throw .inTheFuture(occurredAt, now: now) }
    try check(line, item, place)
    let blocked = try blocked(of: line, item, place, on: occurredAt.day)
    let change = MovementPlanner.change(
      line.kind, line.quantity, isQuarantine: place.isQuarantine, blocked: blocked)
    // Of serials each has its lot itself.
    let lot = item.tracking == .serial ? nil : lot(of: line)
    let entry = PlannedEntry(
      kind: line.kind, item: item.id, code: item.code, location: place.id, place: place.path, lot: lot,
      serials: line.serials, change: change, occurredAt: occurredAt, reason: reason(of: line),
      reference: line.reference, note: line.note, metadata: line.metadata, cost: line.cost)
    var entries = [entry]
    if line.kind == .transferOut, let to = line.to {
      entries.append(try arrival(of: entry, line, from: place, to: facts.location(to), blocked: blocked))
    }
    try facts.checkHolds(entries)
    return CountRestating.restated(entries, facts)
  }

  /// Takes a line that stands into account for those behind it: its lot is known from here on, its serials are where it
  /// brought them.
  mutating func learn(_ line: MovementLine, _ entries: [PlannedEntry]) {
    if let lot = line.lot {
      for entry in entries {
        let place = entry.location == facts.locations[line.location]?.id ? line.location : line.to ?? ""
        facts.lotStock[Needs.LotPlace(line.item, lot, place), default: .zero] += entry.change
      }
    }
    if let lot = line.lot, line.bringsGoods, facts.lots[Needs.LotName(line.item, lot)] == nil {
      facts.lots[Needs.LotName(line.item, lot)] = Lot(id: LotID(0), code: lot, made: line.made, expires: line.expires)
    }
    guard !line.serials.isEmpty else { return }
    let place = line.kind == .transferOut ? line.to.flatMap { facts.locations[$0] } : facts.locations[line.location]
    let isHere = line.bringsGoods || line.kind == .transferOut || line.kind.onlyBlocks
    let isBlocked = (entries.last?.change.blocked ?? .zero) > .zero
    for serial in line.serials {
      facts.serials[Needs.SerialName(line.item, serial)] =
        isHere
        ? SerialFact(
          location: place?.id, place: place?.path, isQuarantine: place?.isQuarantine ?? false,
          status: isBlocked ? .quarantined : .inStock)
        : SerialFact(location: nil, place: nil)
    }
  }

  /// How a movement of `quantity` changes the balances. All that stands in a quarantine room is blocked.
  /// - Parameter blocked: how much of the goods is blocked elsewhere, without a sign.
  static func change(
    _ kind: MovementKind, _ quantity: Quantity, isQuarantine: Bool, blocked: Quantity = .zero
  ) -> Balances {
    let blocked = isQuarantine ? quantity : quantity < .zero ? -blocked : blocked
    return switch kind {
    case .opening, .receipt, .return, .transferIn, .adjustment: Balances(onHand: quantity, blocked: blocked)
    case .issue, .scrap, .damage, .theft, .transferOut: Balances(onHand: -quantity, blocked: -blocked)
    case .reserve: Balances(reserved: quantity)
    case .release: Balances(reserved: -quantity)
    case .consume: Balances(onHand: -quantity, reserved: -quantity)
    case .count, .countRestate: Balances(onHand: quantity, blocked: isQuarantine ? quantity : .zero)
    case .cut: Balances(reserved: -quantity)
    case .expected: Balances(incoming: quantity)
    case .quarantine: Balances(blocked: quantity)
    case .quarantineRelease: Balances(blocked: -quantity)
    case .lotSplit: Balances(onHand: quantity, blocked: blocked)
    case .confirm: Balances(reserved: -quantity, allocated: quantity)
    case .expire: Balances(reserved: -quantity)
    }
  }

  private func arrival(
    of entry: PlannedEntry, _ line: MovementLine, from: Location, to: Location, blocked: Quantity
  ) throws(InventoryError) -> PlannedEntry {
    guard to.id != from.id else { throw .sameLocation(from.code) }
    guard to.site == from.site else { throw .anotherSite(from: from.path, to: to.path) }
    try checkPlace(to)
    var arrival = entry
    arrival.kind = .transferIn
    arrival.location = to.id
    arrival.place = to.path
    // Of a lot that may not be used all arrives blocked.
    let lot = entry.lot.flatMap { facts.lots[Needs.LotName(line.item, $0.code)] }
    let isUsable = lot.map { $0.status(on: entry.occurredAt.day) == .active } ?? true
    arrival.change = MovementPlanner.change(
      .transferIn, line.quantity, isQuarantine: to.isQuarantine, blocked: isUsable ? blocked : line.quantity)
    return arrival
  }

  private func check(_ line: MovementLine, _ item: Item, _ place: Location) throws(InventoryError) {
    if line.kind.isOfCount { throw .onlyByCounting(line.kind) }
    if line.kind == .expected { throw .onlyByTransfer(line.kind) }
    if line.kind == .confirm || line.kind == .expire { throw .onlyByReservation(line.kind) }
    if line.kind == .lotSplit {
      throw .badField(name: "kind", value: line.kind.name, wanted: "goods are split off by splitting their lot")
    }
    if line.isBlocked, !line.mayBeBlocked {
      throw .badField(name: "blocked", value: line.kind.name, wanted: "only free goods are reserved, used and blocked")
    }
    if line.kind.onlyBlocks, place.isQuarantine { throw .quarantinePlace(place.path) }
    try checkQuantity(line, item)
    try checkPlace(place, isArrival: line.bringsGoods)
    if line.kind == .receipt, !item.isActive { throw .itemRetired(item.code) }
    if line.kind == .adjustment, (line.reason ?? "").isEmpty { throw .needsReason(.adjustment) }
    if line.kind == .issue || line.kind == .reserve, place.isQuarantine {
      throw .insufficient(
        item: item.code, place: place.path, lot: nil, .available, asked: line.quantity, has: .zero)
    }
    try checkTracking(line, item, place)
    try checkUsable(line, item, on: (line.occurredAt ?? now).day)
  }

  private func checkQuantity(_ line: MovementLine, _ item: Item) throws(InventoryError) {
    let quantity = line.quantity
    func refuse(_ why: InventoryError.BadQuantity) -> InventoryError {
      .badQuantity(quantity.description, item: item.code, why)
    }
    if line.kind == .adjustment {
      if quantity.isZero { throw refuse(.zero) }
    } else if quantity <= .zero {
      throw refuse(.notPositive)
    }
    if !quantity.isWithinLimit { throw refuse(.tooLarge) }
    if item.unit.isCounted, !quantity.isWhole { throw refuse(.mustBeWhole(unit: item.unit.name)) }
  }

  private func checkPlace(_ place: Location, isArrival: Bool = true) throws(InventoryError) {
    if place.isStructural { throw .locationStructural(place.code) }
    if isArrival, !place.isActive { throw .locationRetired(place.code) }
  }

  private func checkTracking(_ line: MovementLine, _ item: Item, _ place: Location) throws(InventoryError) {
    guard line.kind.movesGoods else { return try checkReservedLot(line, item) }
    switch item.tracking {
    case .none:
      if line.lot != nil { throw .takesNoLot(item.code) }
      if !line.serials.isEmpty { throw .takesNoSerials(item.code) }
    case .lot:
      if !line.serials.isEmpty { throw .takesNoSerials(item.code) }
      guard let lot = line.lot else { throw .needsLot(item.code) }
      if let why = CodeRule.objection(to: lot) { throw .badCode(what: "lot", code: lot, why) }
      if facts.lots[Needs.LotName(line.item, lot)] == nil, !line.bringsGoods { throw .noSuchLot(lot, item: item.code) }
    case .serial:
      try checkSerials(line, item, place)
    }
  }

  /// What is reserved or released may name a lot, of which there must be some.
  private func checkReservedLot(_ line: MovementLine, _ item: Item) throws(InventoryError) {
    guard let lot = line.lot else { return }
    if item.tracking != .lot { throw .takesNoLot(item.code) }
    if facts.lots[Needs.LotName(line.item, lot)] == nil { throw .noSuchLot(lot, item: item.code) }
  }

  private func checkSerials(_ line: MovementLine, _ item: Item, _ place: Location) throws(InventoryError) {
    guard Int64(line.serials.count) * 1000 == line.quantity.magnitude.thousandths else {
      throw .needsSerials(item.code, asked: line.quantity.magnitude, given: line.serials.count)
    }
    var seen: Set<String> = []
    for serial in line.serials {
      if let why = CodeRule.objection(to: serial) { throw .badCode(what: "serial", code: serial, why) }
      if !seen.insert(serial.lowercased()).inserted { throw .serialGivenTwice(serial, item: item.code) }
      let fact = facts.serials[Needs.SerialName(line.item, serial)]
      // What a count found or missed may be explained by a paper that comes later.
      if fact?.wasCounted == true, isCountedLater(line, item, place) { continue }
      if line.bringsGoods {
        if let at = fact?.place { throw .serialAlreadyHere(serial, item: item.code, place: at) }
      } else if fact?.location != place.id {
        throw .serialNotHere(serial, item: item.code, place: place.path, isAt: fact?.place)
      } else if let fact {
        try checkBlocked(line, item, serial, fact)
      }
    }
  }

  private func isCountedLater(_ line: MovementLine, _ item: Item, _ place: Location) -> Bool {
    facts.anchors[RecordKey(item.id, place.id)]?
      .first(after: line.occurredAt ?? now, lot: line.lot, order: nil) != nil
  }

  private func lot(of line: MovementLine) -> PlannedLot? {
    line.lot.map { PlannedLot(code: $0, made: line.made, expires: line.expires) }
  }

  private func reason(of line: MovementLine) -> String? {
    if let reason = line.reason, !reason.isEmpty { return reason }
    switch line.kind {
    case .return: return "RETURN"
    case .damage: return "DAMAGE"
    case .theft: return "THEFT"
    case .transferOut, .transferIn: return "TRANSFER"
    default: return nil
    }
  }
}

extension MovementLine {
  /// Whether goods arrive: an adjustment says so with its sign.
  var bringsGoods: Bool { kind == .adjustment ? quantity > .zero : kind.bringsGoods }
}

extension MovementKind {
  /// Whether goods arrive with it.
  var bringsGoods: Bool { [.opening, .receipt, .return, .transferIn].contains(self) }
  /// Whether it is about goods that are there, and so names lots and serials.
  var movesGoods: Bool { ![.reserve, .release, .confirm, .expire].contains(self) }
  /// Whether it only says that goods may not be used, or may be used again.
  var onlyBlocks: Bool { self == .quarantine || self == .quarantineRelease }
}
