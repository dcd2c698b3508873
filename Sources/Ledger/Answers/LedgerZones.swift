import Inventory
import Storage

/// Which parts of the ledger have what happened in a time, as far as somebody looked them through: see `SnapshotSchema`.
struct LedgerZones {
  /// From the first on without a gap.
  let known: [LedgerZone]

  init(_ known: [LedgerZone]) { self.known = known }

  init(_ reader: Reader) throws(InventoryError) {
    var known: [LedgerZone] = []
    try reader.each(SnapshotTable.zones) { row in
      // Rows may be missing: what stands behind a gap is not used.
      guard row.integer(0) == known.count else { return false }
      known.append(SnapshotTable.zone(row))
      return true
    }
    self.known = known
  }

  var count: Int64 { Int64(known.count) }
  /// The last entry that is in one of them.
  var end: Int64 { count * SnapshotTable.zoneLength }

  /// `ledger e` by the zones `z`.
  static let joined = """
    ledger_zone z CROSS JOIN ledger e
      ON e.seq > z.number * \(SnapshotTable.zoneLength) AND e.seq <= (z.number + 1) * \(SnapshotTable.zoneLength)
    """

  /// How many entries are looked at in zones that have some which happened after an instant and by another, of those
  /// recorded in a part.
  func cost(after low: Int64, until high: Int64, recorded: Range<Int64>) -> Int64 {
    known.reduce(0) { sum, zone in
      let start = zone.number * SnapshotTable.zoneLength
      let isMeant =
        zone.latest.milliseconds > low && zone.earliest.milliseconds <= high
        && start < recorded.upperBound && start + SnapshotTable.zoneLength > recorded.lowerBound
      return isMeant ? sum + zone.entries : sum
    }
  }

  /// Entries that happened in a time: in the zones that have some, and of no zone.
  func entries(_ columns: String, _ condition: String, from: Instant, before: Instant) -> [Statement] {
    let happened = "e.occurred_at >= ?2 AND e.occurred_at < ?3 AND \(condition)"
    return [
      Statement(
        """
        SELECT \(columns) FROM \(LedgerZones.joined) WHERE z.number < ?1 AND z.latest >= ?2 AND z.earliest < ?3
          AND \(happened)
        """, [.integer(count), .instant(from), .instant(before)]),
      Statement(
        "SELECT \(columns) FROM ledger e WHERE e.seq > ?1 AND \(happened)",
        [.integer(end), .instant(from), .instant(before)]),
    ]
  }
}
