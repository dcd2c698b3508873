import Inventory
import Storage

/// Resolves what an act must know. Names that were seen lately cost nothing; all others are looked up in a few reads,
/// however many they are.
struct FactFinder {
  let reader: Reader

  func facts(for needs: Needs, _ catalog: Catalog) throws(InventoryError) -> Facts {
    var facts = Facts()
    if needs.isFresh { catalog.forget() }
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
    for name in needs.settings {
      facts.settings[name] = try reader.first(
        Statement("SELECT value FROM setting WHERE name = ?1", [.text(name)])
      ) { $0.text(0) }
    }
    if needs.operators { facts.operators = try reader.all(OperatorTable.all, OperatorTable.row) }
    return facts
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
          "SELECT id, code, made, expires, status FROM lot WHERE item = ?1 AND code = ?2",
          [.id(item.id), .text(name.lot)])
      ) { LotTable.lot($0) }
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
        SELECT n.location, l.code FROM serial n LEFT JOIN location l ON l.id = n.location
        WHERE n.item = ?1 AND n.code = ?2
        """, [.id(item), .text(serial)])
    ) { SerialFact(location: $0.integerOrNil(0).map { LocationID($0) }, place: $0.textOrNil(1)) }
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
