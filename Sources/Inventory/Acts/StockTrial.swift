/// Posts entries to balances in memory, by the rules the database holds (`spec.md` 2), so that an import can say row by
/// row what cannot stand. The database judges again when the chunk is committed.
public struct StockTrial {
  private struct Key: Hashable {
    var item: ItemID
    var location: LocationID
  }

  private struct LotKey: Hashable {
    var record: Key
    var lot: String
  }

  private var balances: [Key: Balances] = [:]
  private var lotsOnHand: [LotKey: Quantity] = [:]
  private var histories: [Key: [PastChange]] = [:]
  private var lastMovements: [Key: Instant] = [:]
  private let mayGoNegative: Bool

  /// A trial of empty books.
  public init(mayGoNegative: Bool) { self.mayGoNegative = mayGoNegative }

  init(facts: Facts) {
    self.init(mayGoNegative: facts.settings["allow_negative_stock"] == "yes")
    for row in facts.records.values { know(row.item, row.location, row.balances, row.lastMovementAt) }
    for (name, record) in facts.balances {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      know(item.id, location.id, record.balances, record.lastMovementAt)
    }
    for (name, history) in facts.histories {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      know(item.id, location.id, history)
    }
    for (name, balance) in facts.lotStock {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      know(item.id, location.id, lot: name.lot, onHand: balance.onHand)
    }
  }

  /// Tells what a record holds.
  public mutating func know(_ item: ItemID, _ location: LocationID, _ balances: Balances, _ last: Instant?) {
    let key = Key(item: item, location: location)
    self.balances[key] = balances
    lastMovements[key] = last
  }

  /// Tells what happened to a record lately, oldest first: at least all since the earliest line to be judged.
  public mutating func know(_ item: ItemID, _ location: LocationID, _ history: [PastChange]) {
    histories[Key(item: item, location: location)] = history
  }

  /// Tells what is on hand of a lot.
  public mutating func know(_ item: ItemID, _ location: LocationID, lot: String, onHand: Quantity) {
    lotsOnHand[LotKey(record: Key(item: item, location: location), lot: lot)] = onHand
  }

  /// Takes all of the entries or, with the reason, none; says in each what it leaves.
  @discardableResult
  public mutating func post(_ entries: [PlannedEntry]) throws(InventoryError) -> [PlannedEntry] {
    for entry in entries { try check(entry) }
    return entries.map { entry in
      var entry = entry
      entry.recordExists = balances[Key(item: entry.item, location: entry.location)] != nil
      take(entry)
      entry.after = balances[Key(item: entry.item, location: entry.location)]
      return entry
    }
  }

  private func check(_ entry: PlannedEntry) throws(InventoryError) {
    let key = Key(item: entry.item, location: entry.location)
    let before = balances[key] ?? .zero
    let after = before + entry.change
    func refuse(_ balance: Balance) -> InventoryError {
      .insufficient(
        item: entry.code, place: entry.place, lot: nil, balance, asked: balance.of(-entry.change),
        has: balance.of(before))
    }
    if after.all.contains(where: { !$0.isWithinLimit }) { throw .overflow(item: entry.code, place: entry.place) }
    for balance in [Balance.reserved, .allocated, .blocked, .incoming] where balance.of(after) < .zero {
      throw refuse(balance)
    }
    if !mayGoNegative {
      if after.onHand < .zero { throw refuse(.onHand) }
      if after.available < .zero, entry.change.available < .zero { throw refuse(.available) }
      try checkLater(entry, key, now: after)
    }
    if let lot = entry.lot {
      let has = lotsOnHand[LotKey(record: key, lot: lot.code)] ?? .zero
      if has + entry.change.onHand < .zero {
        throw .insufficient(
          item: entry.code, place: entry.place, lot: lot.code, .onHand, asked: -entry.change.onHand, has: has)
      }
    }
  }

  /// A back-dated entry must leave every later balance standing: the balance at the end of each instant, so that what
  /// was reversed at the instant it happened counts as never happened.
  private func checkLater(_ entry: PlannedEntry, _ key: Key, now: Balances) throws(InventoryError) {
    guard entry.change.onHand < .zero || entry.change.available < .zero,
      let last = lastMovements[key], entry.occurredAt < last
    else { return }
    let later = (histories[key] ?? []).drop { $0.occurredAt <= entry.occurredAt }
    var running = now
    for (index, past) in zip(later.indices, later).reversed() {
      running += -past.change
      if index > later.startIndex, later[index - 1].occurredAt == past.occurredAt { continue }
      let low = min(running.onHand, running.available)
      if low < .zero {
        throw .belowLater(
          item: entry.code, place: entry.place, asked: -entry.change.onHand, occurredAt: entry.occurredAt,
          at: past.occurredAt, would: low)
      }
    }
  }

  private mutating func take(_ entry: PlannedEntry) {
    let key = Key(item: entry.item, location: entry.location)
    balances[key, default: .zero] += entry.change
    if let lot = entry.lot { lotsOnHand[LotKey(record: key, lot: lot.code), default: .zero] += entry.change.onHand }
    if histories[key] != nil {
      let past = PastChange(occurredAt: entry.occurredAt, change: entry.change)
      let place = histories[key]?.lastIndex { $0.occurredAt <= entry.occurredAt }.map { $0 + 1 } ?? 0
      histories[key]?.insert(past, at: place)
    }
    lastMovements[key] = max(lastMovements[key] ?? entry.occurredAt, entry.occurredAt)
  }
}
