import Inventory
import Storage

/// Resolves what an act must know. Names that were seen lately cost nothing; all others are looked up in a few reads,
/// however many they are.
struct FactFinder {
  let reader: Reader
  /// Who acts.
  var actor = ""
  /// Look at counts applied to records that are posted to without a date too: the database said that somebody counted.
  var looksAtCounts = false
  /// The caller's clock.
  var now = Instant(milliseconds: 0)
  /// What has expired and is to be left out; none where the books are to be seen as they are.
  var overdue = Overdue.none

  func facts(for needs: Needs, _ catalog: Catalog) throws(InventoryError) -> Facts {
    var facts = Facts()
    if needs.isFresh { catalog.forget() }
    let needs = try withPlates(needs, &facts)
    if needs.ledgerEnd {
      facts.ledgerEnd = try reader.first(Statement("SELECT ifnull(max(seq), 0) FROM ledger")) { $0.integer(0) }
    }
    facts.items = try catalog.items(needs.items, reader)
    for name in needs.locations {
      switch try catalog.location(name, reader) {
      case .one(let location): facts.locations[name] = location
      case .several(let codes): facts.ambiguous[name] = codes
      case .none: break
      }
    }
    try addRecords(needs, &facts)
    try addLots(needs, &facts)
    try addEntries(needs, &facts)
    try addSettings(needs, &facts)
    try addTransfer(needs, catalog, &facts)
    try addReservations(needs, &facts)
    try addPurchase(needs, catalog, &facts)
    try addLotFacts(needs, &facts)
    try addCounts(needs, catalog, &facts)
    if needs.tolerances { facts.tolerances = try ToleranceTable.all(reader) }
    if let days = needs.usageDays {
      try AbcReport.check(days)
      facts.usage = try UsageFinder(reader: reader).usage(days: days, until: now)
    }
    try ValueFinder(reader: reader).answer(needs, &facts)
    try addLoose(needs, &facts)
    if overdue.isSome { try leaveOutOverdue(&facts) }
    try RuleFinder(reader: reader, now: now).add(needs, &facts)
    if let closing = needs.closing, !(closing.map { $0 > now } ?? false) {
      facts.closing = try PastStock(reader: reader.streaming()).close(at: closing ?? now)
    }
    try HouseFinder(reader: reader).add(needs.house, &facts)
    if needs.unsealed { facts.unsealed = try SealFinder(reader: reader).unsealed() }
    if let name = needs.signIn { facts.signIn = try reader.first(SignInTable.of(name), SignInTable.row) }
    if let need = needs.delivery { facts.delivery = try DeliveryWriter.facts(for: need, reader) }
    if needs.operators { facts.operators = try reader.all(OperatorTable.all, OperatorTable.row) }
    return facts
  }

  /// A house has a handful of settings: one look at all of them, however many are asked for.
  private func addSettings(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    guard !needs.settings.isEmpty else { return }
    try reader.each(Statement("SELECT name, value FROM setting")) { row in
      let name = row.text(0)
      if needs.settings.contains(name) { facts.settings[name] = row.text(1) }
      return true
    }
  }

  private func addRecords(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    facts.records = try find(needs.records, facts, StockTable.find, StockTable.row)
    facts.balances = try find(needs.balances, facts, StockTable.balances) {
      RecordBalances(balances: $0.balances(0), lastMovementAt: $0.instantOrNil(5))
    }
    for (name, since) in needs.histories {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      let last = facts.records[name]?.lastMovementAt ?? facts.balances[name]?.lastMovementAt
      facts.histories[name] = last.map { $0 > since } == true ? try history(item.id, location.id, since: since) : []
    }
  }

  /// One statement for each record, all in one snapshot.
  private func find<T>(
    _ names: Set<Needs.RecordName>, _ facts: Facts, _ statement: (ItemID, LocationID) -> Statement,
    _ make: (any Row) -> T
  ) throws(InventoryError) -> [Needs.RecordName: T] {
    var found: [Needs.RecordName: T] = [:]
    found.reserveCapacity(names.count)
    var asked: [Needs.RecordName] = []
    var statements: [Statement] = []
    for name in names {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      asked.append(name)
      statements.append(statement(item.id, location.id))
    }
    guard !statements.isEmpty else { return found }
    try reader.each(statements) { index, row in
      found[asked[index]] = make(row)
      return true
    }
    return found
  }

  func record(_ item: ItemID, _ location: LocationID) throws(InventoryError) -> StockRow? {
    try reader.first(StockTable.find(item, location), StockTable.row)
  }

  /// What happened to a record after an instant, oldest first.
  func history(
    _ item: ItemID, _ location: LocationID, since: Instant
  ) throws(InventoryError) -> [PastChange] {
    try reader.all(
      Statement(
        """
        SELECT occurred_at, on_hand, reserved, allocated, blocked, incoming FROM ledger
        WHERE item = ?1 AND occurred_at > ?3 AND location = ?2 ORDER BY occurred_at, seq
        """, [.id(item), .id(location), .instant(since)])
    ) { PastChange(occurredAt: $0.instant(0), change: $0.balances(1)) }
  }

  private func addLots(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    for name in needs.lots {
      guard let item = facts.items[name.item] else { continue }
      facts.lots[name] = try reader.first(
        Statement(
          "SELECT \(LotTable.columns) FROM lot t WHERE t.item = ?1 AND t.code = ?2",
          [.id(item.id), .text(name.lot)])
      ) { LotTable.versioned($0) }
    }
    for name in needs.lotStock {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      facts.lotStock[name] = try lotStock(item.id, location.id, lot: name.lot)
    }
    for name in needs.serials {
      guard let item = facts.items[name.item] else { continue }
      facts.serials[name] = try serial(item.id, name.serial)
    }
  }

  func lotStock(_ item: ItemID, _ location: LocationID, lot: String) throws(InventoryError) -> Balances? {
    try reader.first(
      Statement(
        """
        SELECT k.on_hand, k.reserved, k.allocated, k.blocked, 0 FROM lot t JOIN lot_stock k ON k.lot = t.id
        WHERE t.item = ?1 AND t.code = ?2 AND k.location = ?3
        """, [.id(item), .text(lot), .id(location)])
    ) { $0.balances(0) }
  }

  func serial(_ item: ItemID, _ serial: String) throws(InventoryError) -> SerialFact? {
    try reader.first(
      Statement(
        """
        SELECT \(SerialTable.factColumns) FROM serial n \(SerialTable.factJoins) WHERE n.item = ?1 AND n.code = ?2
        """, [.id(item), .text(serial)])
    ) { SerialTable.fact($0) }
  }

  // MARK: Counting

  private func addCounts(_ needs: Needs, _ catalog: Catalog, _ facts: inout Facts) throws(InventoryError) {
    if let bin = needs.bin, let place = facts.locations[bin], let count = needs.count,
      let stocktake = StocktakeID(count.stocktake)
    {
      facts.isInScope = try reader.first(StocktakeTable.counts(stocktake, place.id)) { $0.flag(0) } ?? false
      facts.company = try reader.all(LeaseTable.of(stocktake, place.id), LeaseTable.row)
    }
    let finder = CountFinder(reader: reader, at: now)
    if let need = needs.count {
      let bin = (needs.bin ?? need.ownEventIn).flatMap { facts.locations[$0]?.id }
      if need.isOfScan, let known = StocktakeID(need.stocktake).flatMap({ catalog.stocktake($0) }) {
        facts.count = CountFacts(stocktake: known)
        facts.remembered.append(.stocktake(known.id, version: known.version))
      } else {
        facts.count = try finder.facts(need, bin, actor: actor)
        if let found = facts.count?.stocktake, found.status.takesCounts { catalog.remember(found) }
      }
    }
    if needs.holds {
      let named =
        facts.locations.values.map(\.id) + (facts.transfer?.records.keys.map(\.location) ?? [])
        + (facts.purchase?.places.map(\.id) ?? [])
      try reader.each(
        Statement(
          """
          SELECT h.location, k.id, k.policy FROM count_hold h CROSS JOIN stocktake k ON k.id = h.stocktake
          WHERE h.location IN (SELECT value FROM json_each(?1)) AND h.since <= ?2
          """, [.numbers(Set(named).map(\.number)), .instant(now)])
      ) { row in
        facts.holds[LocationID(row.integer(0))] = PlaceHold(
          StocktakeID(row.integer(1)), CountPolicy(rawValue: row.text(2)) ?? .locked)
        return true
      }
    }
    if needs.nextStocktake {
      facts.nextStocktake =
        try reader.first(Statement("SELECT ifnull(max(id), 0) + 1 FROM stocktake")) {
          $0.integer(0)
        } ?? 1
    }
    if let key = needs.countedNow, let item = facts.items[key.item], let place = facts.locations[key.location] {
      facts.countedNow = try finder.now(key, item, place, at: now)
    }
    try addAnchors(needs, &facts)
  }

  private func addAnchors(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    var keys: Set<RecordKey> = []
    if needs.isBackDated || looksAtCounts {
      for name in needs.movements {
        guard let item = facts.items[name.item], let place = facts.locations[name.location] else { continue }
        keys.insert(RecordKey(item.id, place.id))
      }
    }
    let named = needs.act == nil ? Array(facts.entries.values) : facts.actEntries
    if let counted = named.first(where: { $0.kind == .count }), let reference = counted.reference {
      facts.countEntries = try reader.all(LedgerTable.ofCount(counted.item, reference), LedgerTable.entry)
    }
    let taken = facts.actEntries + facts.countEntries
    if let key = needs.countedNow, let item = facts.items[key.item], let place = facts.locations[key.location] {
      keys.insert(RecordKey(item.id, place.id))
    }
    for entry in taken { keys.insert(RecordKey(entry.item, entry.location)) }
    if looksAtCounts { keys.formUnion(facts.transfer?.records.keys.map { $0 } ?? []) }
    if looksAtCounts { keys.formUnion(facts.reservations.lazy.flatMap(\.lines).flatMap(\.records)) }
    if looksAtCounts || needs.purchase?.isUndoing == true { keys.formUnion(facts.purchase?.records ?? []) }
    guard !keys.isEmpty else { return }
    let asked = keys.sorted { ($0.item, $0.location) < ($1.item, $1.location) }
    let anchors = asked.map { AnchorTable.of($0) }
    reader.ahead { () throws(InventoryError) in try reader.each(anchors) { _, _ in false } }
    guard try reader.first(AnchorTable.any, { $0.integer(0) }) != nil else { return }
    try reader.each(anchors) { index, row in
      facts.anchors[asked[index], default: []].append(AnchorTable.row(row))
      return true
    }
    for (name, fact) in facts.serials {
      guard let item = facts.items[name.item] else { continue }
      facts.serialsByNumber[SerialNumber(item.id, name.serial)] = fact
    }
    facts.serialsByNumber.merge(facts.purchase?.serials ?? [:]) { known, _ in known }
    for entry in taken {
      for name in entry.serials {
        facts.serialsByNumber[SerialNumber(entry.item, name)] = try serial(entry.item, name)
      }
    }
  }

  private func addEntries(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    for id in needs.entries {
      let around = try reader.all(LedgerTable.besides(id), LedgerTable.entry)
      facts.entries[id] = around.first { $0.id == id }
      facts.actEntries += around
    }
    if let key = needs.act { facts.actEntries = try reader.all(LedgerTable.ofAct(key: key), LedgerTable.entry) }
  }
}

extension FactFinder {
  private func addTransfer(_ needs: Needs, _ catalog: Catalog, _ facts: inout Facts) throws(InventoryError) {
    if needs.nextTransfer {
      facts.nextTransfer =
        try reader.first(Statement("SELECT ifnull(max(id), 0) + 1 FROM transfer")) { $0.integer(0) } ?? 1
    }
    if let need = needs.transfer {
      facts.transfer = try transfer(need, catalog, &facts)
    }
    let entries = Set(facts.entries.keys).union(facts.actEntries.map(\.id))
    guard !entries.isEmpty else { return }
    try reader.each(
      Statement(
        "SELECT entry, transfer FROM transfer_entry WHERE entry IN (SELECT value FROM json_each(?1))",
        [.numbers(entries)])
    ) { row in
      facts.transfersOfEntries[row.integer(0)] = TransferID(row.integer(1))
      return true
    }
  }

  private func transfer(
    _ need: TransferNeed, _ catalog: Catalog, _ facts: inout Facts
  ) throws(InventoryError) -> TransferFacts? {
    let items = Set(facts.items.values.map(\.id))
    if need.isOfScan, let id = TransferID(need.transfer), let known = catalog.transfer(id, items) {
      facts.remembered.append(.transfer(id, version: known.transfer.version))
      facts.remembered.append(.transferLines(id, last: known.lastLine))
      return known
    }
    let found = try TransferFinder(reader: reader, actor: actor, overdue: overdue).facts(need, items: facts.items)
    if let found, need.isOfScan, found.transfer.status == .inTransit, !reader.isGuessing { catalog.remember(found) }
    return found
  }
}

extension CountNeed {
  /// Whether what is remembered of a stocktake will do.
  var isOfScan: Bool { lines == .none && !lastOwnEvent && event == nil }
}
