import Inventory
import Storage

/// What the database has against the use of a lot that somebody quarantined meanwhile.
struct LotRefusals {
  let reader: Reader

  /// Nil where the entry uses no lot, or one that may be used when it happens.
  func objection(to entry: PlannedEntry) throws(InventoryError) -> InventoryError? {
    guard [.issue, .reserve, .consume].contains(entry.kind), let named = entry.lot,
      entry.change.onHand < .zero || entry.change.reserved > .zero,
      let lot = try reader.first(LotTable.find(named.code, of: entry.item), { LotTable.lot($0) })
    else { return nil }
    let day = entry.occurredAt.day
    return lot.isUsable(on: day) ? nil : .lotNotUsable(lot, item: entry.code, on: day)
  }
}
