import Inventory
import Synchronization

/// Books in memory: they plan acts by the real rules and keep what comes of them, so that an import can be watched from
/// its file to its effect. They know what an import and an export ask, nothing else.
final class Books: InventoryService {
  struct State {
    var items: [ItemID: Item] = [:]
    var locations: [LocationID: Location] = [:]
    var records: [RecordKey: StockRow] = [:]
    var lots: [LotKey: Quantity] = [:]
    var lotDays: [String: Lot] = [:]
    var serials: [String: LocationID?] = [:]
    var entries: [LedgerEntry] = []
    var answers: [String: ActAnswer] = [:]
    var settings: [String: String] = [:]
    var last: Int64 = 0
    var failure: InventoryError?
    var chunks: [Int] = []
    /// What was counted in the stocktakes there are.
    var counts: [String: [PlannedCount]] = ["ST-0001": [], "ST-0002": []]
  }

  struct RecordKey: Hashable {
    var item: ItemID
    var location: LocationID
  }

  struct LotKey: Hashable {
    var record: RecordKey
    var lot: String
  }

  let state = Mutex(State())

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    let outcome = state.withLock { state in
      Result { () throws(InventoryError) in try state.perform(act, context) }
    }
    return try outcome.get()
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let snapshot = state.withLock { $0 }
    return try question.answered(by: Snapshot(state: snapshot))
  }

  var keys: [String] { state.withLock { $0.answers.keys.sorted() } }
  var onHand: Quantity {
    state.withLock { $0.records.values.reduce(.zero) { $0 + $1.balances.onHand } }
  }
  var entryCount: Int { state.withLock { $0.entries.count } }
  var items: [Item] { state.withLock { $0.items.values.sorted { $0.code.description < $1.code.description } } }
  var locations: [Location] { state.withLock { $0.locations.values.sorted { $0.code < $1.code } } }

  func item(_ code: String) -> Item? { items.first { $0.code.description == code } }
  func location(_ code: String) -> Location? { locations.first { $0.code == code } }
  func record(_ item: String, _ location: String) -> StockRow? {
    state.withLock { $0.records.values.first { $0.code.description == item && $0.locationCode == location } }
  }

  /// Items by SKU, and places: `SITE` or `SITE/BIN`.
  convenience init(items: [String], places: [String]) throws {
    self.init()
    let context = ActContext(key: "start", actor: "a", terminal: "t", now: Instant(milliseconds: 0))
    for (index, item) in items.enumerated() {
      let parts = item.split(separator: ":")
      var edits = ItemEdits()
      edits.tracking = parts.count > 1 ? Tracking(rawValue: String(parts[1])) : nil
      var own = context
      own.key = "item \(index)"
      _ = try perform(ImportItems([.init(ItemCode(sku: String(parts[0])), edits)]), own)
    }
    for (index, place) in places.enumerated() {
      let parts = place.split(separator: "/").map(String.init)
      var edits = LocationEdits()
      edits.parent = parts.count > 1 ? parts[0] : nil
      var own = context
      own.key = "place \(index)"
      _ = try perform(ImportLocations([.init(parts.last ?? "", edits)]), own)
    }
  }
}

extension Books.State {
  mutating func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    if var answer = answers[context.key] {
      answer.isRepeat = true
      return answer
    }
    if let failure { throw failure }
    let plan = try act.plan(facts(act.needs), context)
    var answer = ActAnswer(
      key: context.key, isDryRun: context.isDryRun, isRepeat: false, event: 1, action: act.action, document: nil,
      entries: [], entryCount: plan.entries.count)
    answer.rejections = plan.rejections
    answer.unchanged = plan.unchanged
    guard !context.isDryRun else { return answer }
    for change in plan.changes { take(change) }
    for entry in plan.entries { take(entry, context) }
    chunks.append(plan.entries.count)
    if !plan.isEmpty { answers[context.key] = answer }
    return answer
  }

  func item(_ text: String) -> Item? {
    let plain = text.lowercased()
    return items.values.first {
      $0.code.description.lowercased() == plain || $0.barcodes.contains { $0.code.lowercased() == plain }
    }
  }

  func locations(_ text: String) -> [Location] {
    let plain = text.lowercased()
    if let exact = locations.values.first(where: { $0.code.lowercased() == plain }) { return [exact] }
    return locations.values.filter {
      $0.name.lowercased() == plain || $0.path.lowercased() == plain
        || ($0.siteCode + "/" + $0.name).lowercased() == plain
    }
  }

  private func facts(_ needs: Needs) -> Facts {
    var facts = Facts()
    facts.settings = settings
    for name in needs.items { facts.items[name] = item(name) }
    for name in needs.locations {
      let found = locations(name)
      if found.count > 1 { facts.ambiguous[name] = found.map(\.code) } else { facts.locations[name] = found.first }
    }
    for name in needs.records {
      guard let item = item(name.item), let place = locations(name.location).first else { continue }
      facts.records[name] = records[Books.RecordKey(item: item.id, location: place.id)]
    }
    for name in needs.balances {
      guard let item = item(name.item), let place = locations(name.location).first else { continue }
      facts.balances[name] = records[Books.RecordKey(item: item.id, location: place.id)].map {
        RecordBalances(balances: $0.balances, lastMovementAt: $0.lastMovementAt)
      }
    }
    for name in needs.lotStock {
      guard let item = item(name.item), let place = locations(name.location).first else { continue }
      let record = Books.RecordKey(item: item.id, location: place.id)
      facts.lotStock[name] = lots[Books.LotKey(record: record, lot: name.lot)].map { Balances(onHand: $0) }
    }
    for name in needs.lots {
      guard let item = item(name.item) else { continue }
      facts.lots[name] = lotDays["\(item.code)|\(name.lot)"]
    }
    for name in needs.serials {
      guard let item = item(name.item), let place = serials["\(item.code)|\(name.serial)"] else { continue }
      facts.serials[name] = SerialFact(location: place, place: place.flatMap { locations[$0]?.path })
    }
    if let name = needs.count?.stocktake, counts[name] != nil { facts.count = CountFacts(stocktake: stocktake(name)) }
    return facts
  }

  /// Each stocktake counts the first place.
  func stocktake(_ name: String) -> Stocktake {
    let place = locations.values.min { $0.id < $1.id } ?? Location(code: "?")
    return Stocktake(
      id: StocktakeID(name) ?? StocktakeID(0), location: place.id, place: place.path, openedBy: "anna",
      openedAt: Instant(milliseconds: 0))
  }

  private mutating func take(_ change: Change) {
    switch change {
    case .count(.add(let stocktake, let events)): counts[stocktake.description, default: []] += events
    case .addItem(var item):
      last += 1
      item.id = ItemID(last)
      items[item.id] = item
    case .setItem(let item, _): items[item.id] = item
    case .addLocation(var location):
      last += 1
      location.id = LocationID(last)
      // A parent of the same chunk had no number yet when the plan was made.
      if let parent = locations.values.first(where: { $0.code == location.parentCode }) {
        location.parent = parent.id
        location.site = parent.site
        location.siteCode = parent.siteCode
      }
      if location.kind == .site {
        location.site = location.id
        location.siteCode = location.code
      }
      locations[location.id] = location
    case .setLocation(let location, _): locations[location.id] = location
    case .setRecord(let item, let location, _, _, let point, let bin, _, _):
      let key = Books.RecordKey(item: item, location: location)
      var record = records[key] ?? row(key)
      record.reorderPoint = point
      record.bin = bin
      records[key] = record
    case .setSetting(let name, let value): settings[name] = value
    case .addOperator, .setOperator, .count, .lot, .serial: break
    }
  }

  private func row(_ key: Books.RecordKey) -> StockRow {
    let item = items[key.item] ?? Item(code: ItemCode(sku: "?"))
    let place = locations[key.location] ?? Location(code: "?")
    return StockRow(
      item: key.item, location: key.location, code: item.code, name: item.name, category: item.category,
      unit: item.unit.name, itemIsActive: item.isActive, cost: item.cost, currency: item.currency,
      locationCode: place.code, siteCode: place.siteCode, roomType: place.roomType, balances: .zero,
      reorderPoint: nil, bin: "", flags: [], version: 1, lastMovementAt: nil, lastCountedAt: nil)
  }

  private mutating func take(_ entry: PlannedEntry, _ context: ActContext) {
    let key = Books.RecordKey(item: entry.item, location: entry.location)
    var record = records[key] ?? row(key)
    record.balances += entry.change
    record.lastMovementAt = entry.occurredAt
    record.version += 1
    records[key] = record
    if let lot = entry.lot {
      lots[Books.LotKey(record: key, lot: lot.code), default: .zero] += entry.change.onHand
      let name = "\(entry.code)|\(lot.code)"
      lotDays[name] = lotDays[name] ?? Lot(code: lot.code, made: lot.made, expires: lot.expires)
    }
    for serial in entry.serials {
      serials["\(entry.code)|\(serial)"] = .some(entry.change.onHand > .zero ? entry.location : nil)
    }
    entries.append(
      LedgerEntry(
        id: Int64(entries.count + 1), key: context.key, kind: entry.kind, code: entry.code, item: entry.item,
        location: entry.location, place: entry.place, lot: entry.lot?.code, serials: entry.serials,
        change: entry.change, after: record.balances, reason: entry.reason, reference: entry.reference,
        note: entry.note, metadata: entry.metadata, cost: entry.cost, actor: context.actor,
        terminal: context.terminal, occurredAt: entry.occurredAt, recordedAt: context.now, reverses: nil,
        reversedBy: nil))
  }
}
