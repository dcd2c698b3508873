/// A lot with the item it is of.
public struct LotFact: Hashable, Sendable {
  public var lot: Lot
  public var item: ItemID
  public var code: ItemCode

  public init(lot: Lot, item: ItemID, code: ItemCode) {
    self.lot = lot
    self.item = item
    self.code = code
  }
}

/// What there is of a lot at one place.
public struct LotPlaceFact: Hashable, Sendable {
  public var of: LotFact
  public var location: LocationID
  public var place: String
  public var isQuarantine: Bool
  /// Of the lot there.
  public var balances: Balances
  /// Of all lots of the item there.
  public var record: Balances
  /// What of it is blocked for itself, whatever becomes of the lot.
  public var blockedByItself: Quantity

  public init(
    of lot: LotFact, location: LocationID, place: String, isQuarantine: Bool, balances: Balances, record: Balances,
    blockedByItself: Quantity = .zero
  ) {
    self.of = lot
    self.location = location
    self.place = place
    self.isQuarantine = isQuarantine
    self.balances = balances
    self.record = record
    self.blockedByItself = blockedByItself
  }
}

/// A serial with its item and place.
public struct SerialHome: Hashable, Sendable {
  public var serial: String
  public var item: Item
  public var fact: SerialFact

  public init(serial: String, item: Item, fact: SerialFact) {
    self.serial = serial
    self.item = item
    self.fact = fact
  }
}

/// What is done to a lot besides moving it.
public enum LotChange: Hashable, Sendable {
  case add(Lot, of: ItemID, code: ItemCode)
  /// Replaces dates and status where the version is still `from`.
  case set(Lot, from: Int64)
}

/// What is noted of serials, apart from where they are.
public enum SerialChange: Hashable, Sendable {
  /// Written when the entries are: the serials are known by then. Nil leaves what is.
  case note(ItemID, [String], lot: PlannedLot?, owner: String?)
  /// Whose it is, and of which lot, where nothing has happened to it since version `from`.
  case set(ItemID, code: ItemCode, serial: String, owner: String, lot: String?, from: Int64)
}

extension [LotPlaceFact] {
  /// Entries that block what is free of these lots: all that the records stand, for goods that are promised stay
  /// promised until they are let go of.
  func blocking(at now: Instant, reason: String) -> [PlannedEntry] {
    var left: [RecordKey: Quantity] = [:]
    return compactMap { fact in
      let key = RecordKey(fact.of.item, fact.location)
      let standing = left[key] ?? fact.record.available
      let quantity = Swift.min(fact.balances.available, standing)
      guard quantity > .zero else { return nil }
      left[key] = standing - quantity
      return fact.entry(.quarantine, quantity, at: now, reason: reason)
    }
  }

  /// Entries that free what is blocked of a lot that may be used again, but for what is blocked for itself.
  func freeing(at now: Instant, reason: String) -> [PlannedEntry] {
    compactMap { fact in
      let quantity = fact.balances.blocked - Swift.max(.zero, fact.blockedByItself)
      guard !fact.isQuarantine, quantity > .zero else { return nil }
      return fact.entry(.quarantineRelease, quantity, at: now, reason: reason)
    }
  }
}

extension LotPlaceFact {
  fileprivate func entry(
    _ kind: MovementKind, _ quantity: Quantity, at now: Instant, reason: String
  ) -> PlannedEntry {
    var entry = PlannedEntry(
      kind: kind, item: of.item, code: of.code, location: location, place: place, lot: PlannedLot(code: of.lot.code),
      change: MovementPlanner.change(kind, quantity, isQuarantine: false), occurredAt: now, reason: reason)
    entry.followsBalances = true
    return entry
  }
}

extension Plan {
  /// What takes or promises goods kept by lot finds all blocked that may not be used that day. What happened earlier finds
  /// what was blocked by then.
  mutating func requireSwept(_ facts: Facts) {
    let byLot = Set(facts.items.values.lazy.filter { $0.tracking == .lot }.map(\.id))
    guard !byLot.isEmpty else { return }
    let days = entries.lazy.filter { $0.change.available < .zero && byLot.contains($0.item) }.map(\.occurredAt.day)
    if let day = days.max() { requirements.append(.lotsSwept(on: day)) }
  }

  /// Serials that arrive with a lot named are of that lot from then on.
  mutating func noteSerialLots(_ lines: [MovementLine], _ facts: Facts) {
    for line in lines where line.bringsGoods && !line.serials.isEmpty {
      guard let lot = line.lot, let item = facts.items[line.item], item.tracking == .serial else { continue }
      let named = PlannedLot(code: lot, made: line.made, expires: line.expires)
      changes.append(.serial(.note(item.id, line.serials, lot: named, owner: nil)))
    }
  }
}
