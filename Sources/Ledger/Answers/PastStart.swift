import Inventory
import Storage

/// Where stock as it was is reckoned from: what is there now, or a snapshot, whichever has the fewest entries between it and
/// the instant; and which zones of the ledger these are in.
struct PastStart {
  /// A snapshot, and what it rests on.
  struct Snapshot {
    var id: Int64
    var asOf: Int64
    var lastEntry: Int64
    var parts: Int64
    var records: Int64
  }

  /// Nil for what is there now.
  private(set) var snapshot: Snapshot?
  /// The zones before this one are known; what comes behind them is read whole.
  private(set) var zones: Int64 = 0
  let instant: Int64

  /// - Parameter unusable: snapshots that could not be read.
  init(_ reader: Reader, at instant: Instant, without unusable: Set<Int64>) throws(InventoryError) {
    self.instant = instant.milliseconds
    var known: [LedgerZone] = []
    var snapshots: [Snapshot] = []
    var (end, records): (Int64, Int64) = (0, 0)
    try reader.each([
      SnapshotTable.zones, Statement("SELECT id, as_of, last_entry, parts, records FROM snapshot"),
      Statement("SELECT (SELECT max(seq) FROM ledger), (SELECT sum(records) FROM site_counter)"),
    ]) { statement, row in
      switch statement {
      case 0:
        // Rows may be missing: what stands behind a gap is not used.
        guard row.integer(0) == known.count else { return false }
        known.append(SnapshotTable.zone(row))
      case 1:
        snapshots.append(
          Snapshot(
            id: row.integer(0), asOf: row.integer(1), lastEntry: row.integer(2), parts: row.integer(3),
            records: row.integer(4)))
      default: (end, records) = (row.integer(0), row.integer(1))
      }
      return true
    }
    let ledger = LedgerZones(known)
    zones = ledger.count
    var least = records / 2 + ledger.cost(after: self.instant, until: .max, recorded: 0..<end + 1)
    for candidate in snapshots where !unusable.contains(candidate.id) {
      let (low, high) = (min(self.instant, candidate.asOf), max(self.instant, candidate.asOf))
      let price =
        candidate.records / 2 + ledger.cost(after: low, until: high, recorded: 0..<candidate.lastEntry)
        + ledger.cost(after: .min, until: self.instant, recorded: candidate.lastEntry..<end + 1)
      if price < least { (least, snapshot) = (price, candidate) }
    }
  }

  /// The last entry of the zones that are known.
  var zonedEnd: Int64 { zones * SnapshotTable.zoneLength }

  // MARK: What is read

  private static let deltas = "e.item, e.location, e.on_hand, e.reserved, e.allocated, e.blocked, e.incoming"
  private static let inZones = "SELECT \(deltas) FROM \(LedgerZones.joined)"

  /// The statements in the order in which ``PastStock`` takes their rows: the end of the ledger and how much there is of the
  /// snapshot and of the zones; entries between the snapshot and the instant; entries recorded after the snapshot that had happened by the
  /// instant; entries of no zone; the records of the start.
  var statements: [Statement] {
    [head, between, later, tail, records]
  }

  private var head: Statement {
    Statement(
      """
      SELECT (SELECT max(seq) FROM ledger), (SELECT count(*) FROM snapshot_part WHERE snapshot = ?1),
        (SELECT count(*) FROM ledger_zone WHERE number < ?2)
      """, [.integer(snapshot?.id ?? 0), .integer(zones)])
  }

  /// Of two bounds of a column SQLite takes one to search by, and it must be that of the zone: hence the `+`.
  private var between: Statement {
    let end = snapshot?.asOf ?? .max
    return Statement(
      """
      \(PastStart.inZones) WHERE z.number < ?1 AND z.latest > ?2 AND z.earliest <= ?3 AND +e.seq <= ?4
        AND e.occurred_at > ?2 AND e.occurred_at <= ?3
      """,
      [
        .integer(zones), .integer(min(instant, end)), .integer(max(instant, end)),
        .integer(snapshot?.lastEntry ?? .max),
      ])
  }

  private var later: Statement {
    Statement(
      """
      \(PastStart.inZones) WHERE z.number < ?1 AND z.number >= ?2 AND z.earliest <= ?3 AND +e.seq > ?4
        AND e.occurred_at <= ?3
      """,
      [
        .integer(zones), .integer((snapshot?.lastEntry ?? .max) / SnapshotTable.zoneLength), .integer(instant),
        .integer(snapshot?.lastEntry ?? .max),
      ])
  }

  private var tail: Statement {
    Statement(
      "SELECT \(PastStart.deltas), e.seq, e.occurred_at FROM ledger e WHERE e.seq > ?1 ORDER BY e.seq",
      [.integer(zonedEnd)])
  }

  private var records: Statement {
    guard let snapshot else {
      return Statement(
        """
        SELECT item, location, on_hand, reserved, allocated, blocked, incoming FROM stock_record ORDER BY item, location
        """)
    }
    return Statement(
      "SELECT records FROM snapshot_part WHERE snapshot = ?1 ORDER BY number", [.integer(snapshot.id)])
  }

  // MARK: What an entry counts

  /// An entry of the time between: it is added going forwards, taken off going back.
  var signBetween: Int64 { instant >= (snapshot?.asOf ?? .max) ? 1 : -1 }

  /// By how much an entry counts that is in no zone: once, against, or not at all.
  func sign(ofEntry number: Int64, at occurred: Int64) -> Int64 {
    guard let snapshot else { return occurred > instant ? -1 : 0 }
    if number > snapshot.lastEntry { return occurred <= instant ? 1 : 0 }
    let isBetween = occurred > min(instant, snapshot.asOf) && occurred <= max(instant, snapshot.asOf)
    return isBetween ? signBetween : 0
  }
}
