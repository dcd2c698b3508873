import Inventory
import Storage

/// What the entries of an item are folded into, one after the other.
protocol EntryFold {
  /// False when the fold is to be made anew from the first entry on.
  mutating func post(_ entry: ValuedEntry) -> Bool
}

extension ValueFold: EntryFold {}
extension TurnoverFold: EntryFold {}

/// What items are worth: what was kept of each, and the entries since.
struct ValueFinder {
  let reader: Reader

  /// How many entries must have been folded for the result to be worth keeping.
  private static let worthKeeping = 24
  /// So many items are read with one statement.
  private static let most = 5000

  /// Which entries are folded, and from where on.
  enum Span {
    /// All, from what was kept on.
    case sinceKept
    /// Those that happened by an instant, from what was kept on where nothing in it happened later.
    case until(Instant)
    /// All, from what was kept on where nothing in it happened at an instant or later: so that all since then are seen.
    case watched(since: Instant)
    /// All, whatever was kept.
    case anew
    /// Those that are in what was kept, as if nothing were: what verifying needs.
    case kept
  }

  func method() throws(InventoryError) -> ValuationMethod {
    let name = try reader.first(
      Statement("SELECT value FROM setting WHERE name = ?1", [.text(KnownSetting.valuation.name)])
    ) { $0.text(0) }
    return ValuationMethod(rawValue: name ?? KnownSetting.valuation.standard) ?? .average
  }

  /// What each of the items is worth. Two statements for thousands of items, in one snapshot.
  func folds(of items: [ItemID], _ span: Span = .sinceKept) throws(InventoryError) -> [ItemID: ValueFold] {
    try folds(of: items, span) { $0 }
  }

  /// The same, by a fold made of that of the worth.
  func folds<Fold: EntryFold>(
    of items: [ItemID], _ span: Span, by make: (ValueFold) -> Fold
  ) throws(InventoryError) -> [ItemID: Fold] {
    var folds: [ItemID: Fold] = [:]
    folds.reserveCapacity(items.count)
    for start in stride(from: 0, to: items.count, by: ValueFinder.most) {
      let part = Array(items[start..<min(start + ValueFinder.most, items.count)])
      let again = try fold(part, span, by: make, into: &folds)
      guard !again.isEmpty else { continue }
      // It cannot go on from what was kept: an entry from before is taken back, or what was kept cannot be read.
      if case .until(let instant) = span {
        _ = try fold(again, span, keptUntil: Instant(milliseconds: -1), until: instant, by: make, into: &folds)
      } else {
        _ = try fold(again, .anew, by: make, into: &folds)
      }
    }
    return folds
  }

  private func fold<Fold: EntryFold>(
    _ items: [ItemID], _ span: Span, by make: (ValueFold) -> Fold, into folds: inout [ItemID: Fold]
  ) throws(InventoryError) -> [ItemID] {
    let always = Instant(milliseconds: .max)
    let (keptUntil, until) =
      switch span {
      case .sinceKept, .kept: (always, always)
      case .until(let instant): (instant, instant)
      case .watched(let since): (since.adding(milliseconds: -1), always)
      case .anew: (Instant(milliseconds: -1), always)
      }
    return try fold(items, span, keptUntil: keptUntil, until: until, by: make, into: &folds)
  }

  /// - Parameter keptUntil: what is kept serves where nothing in it happened later.
  /// - Returns: items that must be folded anew.
  private func fold<Fold: EntryFold>(
    _ items: [ItemID], _ span: Span, keptUntil: Instant, until: Instant, by make: (ValueFold) -> Fold,
    into folds: inout [ItemID: Fold]
  ) throws(InventoryError) -> [ItemID] {
    let isOfKept = if case .kept = span { true } else { false }
    let list = Value.text("[" + items.map { String($0.number) }.joined(separator: ",") + "]")
    var again: Set<ItemID> = []
    var current: (item: ItemID, fold: Fold)?
    try reader.each([
      Statement(ValueFinder.kept(isOfKept), [list, .instant(keptUntil)]),
      Statement(ValueFinder.entries(isOfKept), [list, .instant(keptUntil), .instant(until)]),
    ]) { statement, row in
      let item = ItemID(row.integer(0))
      if statement == 0 {
        guard !row.isNull(2), !isOfKept else {
          folds[item] = make(ValueFold(cost: row.costOrNil(1)))
          return true
        }
        guard let valuation = ValueTable.valuation(row.blob(4)) else {
          again.insert(item)
          return true
        }
        folds[item] = make(
          ValueFold(cost: row.costOrNil(1), from: valuation, end: row.integer(2), latest: row.instant(3)))
        return true
      }
      if again.contains(item) { return true }
      if current?.item != item {
        if let current { folds[current.item] = current.fold }
        // Out of the table while it grows, so that nothing is copied.
        current = folds.removeValue(forKey: item).map { (item, $0) }
      }
      if current?.fold.post(ValueFinder.entry(row)) == false {
        again.insert(item)
        current = nil
      }
      return true
    }
    if let current { folds[current.item] = current.fold }
    return again.sorted()
  }

  /// - Parameter isOfKept: the cost is what it was when it was kept, not what the item's card says now.
  private static func kept(_ isOfKept: Bool) -> String {
    """
    SELECT i.id, \(isOfKept ? "v.cost" : "i.cost"), v.seq, v.latest, v.state
    FROM json_each(?1) j CROSS JOIN item i ON i.id = j.value LEFT JOIN item_value v ON v.item = i.id
      AND v.latest <= ?2\(isOfKept ? "" : " AND v.cost IS i.cost")
    """
  }

  private static func entries(_ isOfKept: Bool) -> String {
    """
    SELECT e.item, \(valued)
    FROM json_each(?1) j CROSS JOIN item i ON i.id = j.value LEFT JOIN item_value v ON v.item = i.id
      AND v.latest <= ?2\(isOfKept ? "" : " AND v.cost IS i.cost")
    CROSS JOIN ledger e INDEXED BY ledger_history ON e.item = i.id AND e.occurred_at <= ?3
      AND \(isOfKept ? "e.seq <= v.seq" : "e.seq > ifnull(v.seq, 0)")
    \(joins)
    WHERE e.on_hand <> 0 ORDER BY e.item, e.seq
    """
  }

  /// What ``entry(_:)`` reads behind the first column, of an entry `e`.
  private static let valued = """
    e.seq, l.site, e.kind, e.on_hand, e.occurred_at, d.cost, d.reverses, ifnull(t.transfer, u.transfer),
      ifnull(t.line, u.line), ifnull(t.value, u.value), EXISTS (SELECT 1 FROM entry_detail r WHERE r.reverses = e.seq)
    """
  private static let joins = """
    CROSS JOIN location l ON l.id = e.location LEFT JOIN entry_detail d ON d.entry = e.seq
    LEFT JOIN transfer_entry t ON t.entry = e.seq LEFT JOIN transfer_entry u ON u.entry = d.reverses
    """

  /// What the lots are worth, each folded as if it were an item of its own, by their numbers.
  func folds(ofLots lots: Set<Int64>, until instant: Instant) throws(InventoryError) -> [Int64: ValueFold] {
    var folds: [Int64: ValueFold] = [:]
    let list = Value.numbers(lots)
    try reader.each([
      Statement(
        "SELECT t.id, i.cost FROM json_each(?1) j CROSS JOIN lot t ON t.id = j.value CROSS JOIN item i ON i.id = t.item",
        [list]),
      Statement(
        """
        SELECT e.lot, \(ValueFinder.valued)
        FROM (SELECT DISTINCT t.item FROM json_each(?1) j CROSS JOIN lot t ON t.id = j.value) i
        CROSS JOIN ledger e INDEXED BY ledger_history ON e.item = i.item AND e.occurred_at <= ?2
          AND e.lot IN (SELECT value FROM json_each(?1))
        \(ValueFinder.joins)
        WHERE e.on_hand <> 0 ORDER BY e.lot, e.seq
        """, [list, .instant(instant)]),
    ]) { statement, row in
      let lot = row.integer(0)
      if statement == 0 {
        folds[lot] = ValueFold(cost: row.costOrNil(1))
      } else {
        _ = folds[lot]?.post(ValueFinder.entry(row))
      }
      return true
    }
    return folds
  }

  private static func entry(_ row: any Row) -> ValuedEntry {
    ValuedEntry(
      id: row.integer(1), site: LocationID(row.integer(2)),
      kind: MovementKind(rawValue: Int(row.integer(3))) ?? .adjustment, change: row.quantity(4),
      occurredAt: row.instant(5), cost: row.costOrNil(6), reverses: row.integerOrNil(7), isReversed: row.flag(11),
      shipment: row.isNull(8)
        ? nil
        : ValuedEntry.Shipment(
          ItemValuation.Way(transfer: row.integer(8), line: row.integer(9)),
          value: Money(tenThousandths: row.integer(10))))
  }

  /// Answers what an act must know of the worth of items in the sites of places.
  func answer(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    if needs.values.isEmpty { return }
    let items = Set(needs.values.compactMap { facts.items[$0.item]?.id })
    let folds = try folds(of: items.sorted())
    let method = try method()
    for name in needs.values {
      guard let item = facts.items[name.item], let place = facts.locations[name.location] else { continue }
      let holding = folds[item.id]?.valuation.sites[place.site]
      facts.values[name] = SiteValue(holding ?? ItemValuation.Holding(), by: method)
    }
    facts.keptValues = worthKeeping(folds)
  }

  /// The folds that were work.
  func worthKeeping(_ folds: [ItemID: ValueFold]) -> [KeptValue] {
    folds.filter { $0.value.count >= ValueFinder.worthKeeping }.sorted { $0.key < $1.key }.map { item, fold in
      KeptValue(item: item, end: fold.end, latest: fold.latest, cost: fold.cost, valuation: fold.valuation)
    }
  }
}
