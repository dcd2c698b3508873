/// Posts entries to balances in memory, by the rules the database holds (`spec.md` 2), so that an import can say row by
/// row what cannot stand. The database judges again when the chunk is committed.
public struct StockTrial {
  private struct Key: Hashable {
    var item: ItemID
    var location: LocationID
  }

  /// A lot in other case is the same lot.
  private struct LotKey: Hashable {
    var record: Key
    var lot: String
    init(_ record: Key, _ lot: String) {
      self.record = record
      self.lot = lot.lowercased()
    }
  }

  private var balances: [Key: Balances] = [:]
  private var lots: [LotKey: Balances] = [:]
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
      know(item.id, location.id, lot: name.lot, balance)
    }
  }

  /// Tells what a record holds.
  public mutating func know(_ item: ItemID, _ location: LocationID, _ balances: Balances, _ last: Instant?) {
    let key = Key(item: item, location: location)
    self.balances[key] = balances
    lastMovements[key] = last
  }

  /// Tells what happened to a record lately, oldest first: at least all since the earliest line to be judged. Told twice,
  /// by two names of the item, the one that reaches back further counts.
  public mutating func know(_ item: ItemID, _ location: LocationID, _ history: [PastChange]) {
    let key = Key(item: item, location: location)
    if let known = histories[key], known.count >= history.count { return }
    histories[key] = history
  }

  /// Tells what there is of a lot.
  public mutating func know(_ item: ItemID, _ location: LocationID, lot: String, _ balances: Balances) {
    lots[LotKey(Key(item: item, location: location), lot)] = balances
  }

  /// Takes all of the entries or, with the reason, none; says in each what it leaves, unless it is back-dated and what
  /// happened since was not told: then only the database can judge it.
  @discardableResult
  public mutating func post(_ entries: [PlannedEntry]) throws(InventoryError) -> [PlannedEntry] {
    // An entry and the one that restates a count stand only together, and in their order.
    if entries.contains(where: { $0.kind == .countRestate }) { return try postInTurn(entries) }
    for entry in entries { try check(entry) }
    return entries.map { posted($0) }
  }

  private mutating func posted(_ entry: PlannedEntry) -> PlannedEntry {
    var entry = entry
    let key = Key(item: entry.item, location: entry.location)
    entry.recordExists = balances[key] != nil
    let isJudged = mayGoNegative || !looksBack(entry, key) || histories[key] != nil
    take(entry, key)
    entry.after = isJudged ? balances[key] : nil
    return entry
  }

  private mutating func postInTurn(_ entries: [PlannedEntry]) throws(InventoryError) -> [PlannedEntry] {
    let before = self
    var taken: [PlannedEntry] = []
    do throws(InventoryError) {
      for entry in entries {
        try check(entry)
        taken.append(posted(entry))
      }
    } catch {
      self = before
      throw error
    }
    return taken
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
      let has = lots[LotKey(key, lot.code)] ?? .zero
      for balance in [Balance.onHand, .reserved, .allocated, .blocked]
      where balance.of(has + entry.change) < .zero {
        throw .insufficient(
          item: entry.code, place: entry.place, lot: lot.code, balance, asked: balance.of(-entry.change),
          has: balance.of(has))
      }
      try checkPromised(entry, lot, has)
    }
  }

  /// What is promised or blocked of a lot is not taken as free; only applying a count, which always succeeds, may.
  private func checkPromised(_ entry: PlannedEntry, _ lot: PlannedLot, _ has: Balances) throws(InventoryError) {
    guard !mayGoNegative, entry.kind != .count, entry.kind != .countRestate else { return }
    guard entry.change.available < .zero, (has + entry.change).available < .zero else { return }
    throw .insufficient(
      item: entry.code, place: entry.place, lot: lot.code, .available, asked: -entry.change.available,
      has: has.available)
  }

  /// Whether an entry takes something away before the record's last movement.
  private func looksBack(_ entry: PlannedEntry, _ key: Key) -> Bool {
    guard entry.change.onHand < .zero || entry.change.available < .zero, let last = lastMovements[key] else {
      return false
    }
    return entry.occurredAt < last
  }

  /// A back-dated entry must leave every later balance standing: the balance at the end of each instant, so that what
  /// was reversed at the instant it happened counts as never happened.
  private func checkLater(_ entry: PlannedEntry, _ key: Key, now: Balances) throws(InventoryError) {
    guard looksBack(entry, key) else { return }
    let later = (histories[key] ?? []).drop { $0.occurredAt <= entry.occurredAt }
    var running = now
    for (index, past) in zip(later.indices, later).reversed() {
      running += -past.change
      // From the count on that is restated with it nothing changes.
      if let restatedAt = entry.restatedAt, past.occurredAt > restatedAt { continue }
      if index > later.startIndex, later[index - 1].occurredAt == past.occurredAt { continue }
      // Of counts only what is on hand matters, and of lots not even what others lacked: each was judged by itself.
      if entry.kind.isOfCount, entry.lot != nil { continue }
      let low = entry.kind.isOfCount ? running.onHand : min(running.onHand, running.available)
      if low < .zero {
        throw .belowLater(
          item: entry.code, place: entry.place, asked: -entry.change.onHand, occurredAt: entry.occurredAt,
          at: past.occurredAt, would: low)
      }
    }
  }

  private mutating func take(_ entry: PlannedEntry, _ key: Key) {
    balances[key, default: .zero] += entry.change
    if let lot = entry.lot { lots[LotKey(key, lot.code), default: .zero] += entry.change }
    // Of a record that never moved all that ever happened is known.
    if lastMovements[key] == nil, histories[key] == nil { histories[key] = [] }
    if histories[key] != nil {
      let past = PastChange(occurredAt: entry.occurredAt, change: entry.change)
      let place = histories[key]?.lastIndex { $0.occurredAt <= entry.occurredAt }.map { $0 + 1 } ?? 0
      histories[key]?.insert(past, at: place)
    }
    lastMovements[key] = max(lastMovements[key] ?? entry.occurredAt, entry.occurredAt)
  }
}
