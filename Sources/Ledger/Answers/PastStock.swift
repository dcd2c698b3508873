import Inventory
import Storage

/// Stock as it was: today's balances, with what came since taken off again.
struct PastStock {
  let reader: Reader

  func onHand(at instant: Instant) throws(InventoryError) -> StockAsOf.Past {
    var sums = RecordSums()
    // One snapshot, so that posting may go on meanwhile.
    try reader.each([
      Statement("SELECT item, location, on_hand FROM stock_record"),
      Statement("SELECT item, location, -on_hand FROM ledger WHERE occurred_at > ?1", [.instant(instant)]),
    ]) { _, row in
      sums.add(row.integer(2), item: row.integer(0), location: row.integer(1))
      return true
    }
    return sums.past
  }
}

/// A sum for each record, in one flat table: a dictionary of keys would cost ten times as much for ten million entries.
struct RecordSums {
  private var keys: [Int64]
  private var sums: [Int64]
  private var count = 0

  init(expecting records: Int = 1024) {
    var size = 2048
    while size < records * 2 { size *= 2 }
    keys = Array(repeating: -1, count: size)
    sums = Array(repeating: 0, count: size)
  }

  mutating func add(_ amount: Int64, item: Int64, location: Int64) {
    let slot = slot(item << 24 ^ location)
    sums[slot] &+= amount
  }

  private mutating func slot(_ key: Int64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: UInt64(bitPattern: key &* -7_046_029_254_386_353_131) >> 20) & mask
    while keys[slot] != key {
      if keys[slot] == -1 {
        if count * 2 >= keys.count {
          grow()
          return self.slot(key)
        }
        keys[slot] = key
        count += 1
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldSums) = (keys, sums)
    keys = Array(repeating: -1, count: oldKeys.count * 2)
    sums = Array(repeating: 0, count: oldKeys.count * 2)
    count = 0
    for (key, sum) in zip(oldKeys, oldSums) where key != -1 { sums[slot(key)] = sum }
  }

  var past: StockAsOf.Past {
    var past = StockAsOf.Past(records: 0, onHand: 0)
    for (key, sum) in zip(keys, sums) where key != -1 && sum != 0 {
      past.records += 1
      past.onHand += Int128(sum)
    }
    return past
  }
}
