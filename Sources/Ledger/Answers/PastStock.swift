import Inventory
import Storage

/// Stock as it was: today's balances, with what came since taken off again.
struct PastStock {
  let reader: Reader

  func onHand(at instant: Instant) throws(InventoryError) -> StockAsOf.Past {
    var sums = RecordSums(width: 1)
    // One snapshot, so that posting may go on meanwhile.
    try reader.each([
      Statement("SELECT item, location, on_hand FROM stock_record"),
      Statement("SELECT item, location, -on_hand FROM ledger WHERE occurred_at > ?1", [.instant(instant)]),
    ]) { _, row in
      let slot = sums.slot(item: row.integer(0), location: row.integer(1))
      sums[slot, 0] &+= row.integer(2)
      return true
    }
    var past = StockAsOf.Past(records: 0, onHand: 0)
    sums.each { slot in
      guard sums[slot, 0] != 0 else { return }
      past.records += 1
      past.onHand += Int128(sums[slot, 0])
    }
    return past
  }
}
