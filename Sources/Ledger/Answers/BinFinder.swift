import Inventory
import Storage

/// What a stocktake has of one place.
struct BinFinder {
  let reader: Reader
  let stocktake: StocktakeID
  let location: LocationID

  private var here: [Value] { [.integer(stocktake.number), .id(location)] }

  /// What was counted there or is to be confirmed.
  func lines(_ isBlinded: Bool, _ overdue: Overdue) throws(InventoryError) -> [CountLine] {
    try reader.all(
      Statement(
        """
        SELECT \(CountLineTable.columns(overdue)) FROM count_line c \(CountLineTable.joins)
        WHERE c.stocktake = ?1 AND c.location = ?2 AND (c.counted IS NOT NULL OR c.state = 'confirm')
          AND (?3 = 0 OR \(Blindness.shownToCounters))
        ORDER BY c.counted IS NULL, c.first_at, c.number
        """, here + [.flag(isBlinded)]), CountLineTable.row)
  }

  /// What was scanned there and nobody understood.
  func parked() throws(InventoryError) -> [CountEvent] {
    try reader.all(
      Statement(
        """
        SELECT \(CountEventTable.columns) FROM count_event e \(CountEventTable.joins)
        WHERE e.stocktake = ?1 AND e.location = ?2 AND e.item IS NULL AND e.kind = 5
          AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id) ORDER BY e.id
        """, here), CountEventTable.row)
  }

  func leases() throws(InventoryError) -> [CountLease] {
    try reader.all(LeaseTable.of(stocktake, location), LeaseTable.row)
  }
}
