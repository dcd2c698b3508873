import Inventory
import Storage

/// Holds snapshots and zones against the ledger while it is read through once for something else.
///
/// A snapshot is not made anew, which would cost as much again for each: its records and the entries it is made of are
/// reduced to one number each, a sum over records of a number of the record times what it holds, modulo 2 to the 64th. Equal
/// stock has equal numbers, and other stock has the same one time in 2 to the 64th.
struct SnapshotPrints {
  private struct Kept {
    var id: Int64
    var asOf: Int64
    var lastEntry: Int64
    var records: Int64
    var totals: String
    var parts: Int64
    /// What the entries came to, and what the records did.
    var ofEntries: UInt64 = 0
    var ofRecords: UInt64 = 0
    var count: Int64 = 0
    var read: Int64 = 0
    var sums = WideSums()
    var isDamaged = false
  }

  /// Before which sorted instant an entry happened decides which snapshots have it.
  private var snapshots: [Kept] = []
  /// For each entry of the ledger so far, by the first snapshot whose instant it had happened by.
  private var since: [UInt64] = []
  private var byEnd: [Int] = []
  private var nextEnd = 0
  private var zones: [LedgerZone] = []
  private var found: [LedgerZone] = []
  private var current: LedgerZone?

  /// What the statements below read, in this order, ahead of the ledger; and the last, behind it.
  static let kept = [
    Statement("SELECT id, as_of, last_entry, records, totals, parts FROM snapshot ORDER BY as_of"), SnapshotTable.zones,
  ]
  static let records = Statement("SELECT snapshot, number, records FROM snapshot_part ORDER BY snapshot, number")

  var isNothing: Bool { snapshots.isEmpty && zones.isEmpty }
  var count: Int { snapshots.count }

  mutating func takeSnapshot(_ row: any Row) {
    snapshots.append(
      Kept(
        id: row.integer(0), asOf: row.integer(1), lastEntry: row.integer(2), records: row.integer(3),
        totals: row.text(4), parts: row.integer(5)))
  }

  mutating func takeZone(_ row: any Row) { zones.append(SnapshotTable.zone(row)) }

  /// All snapshots are known: entries follow.
  mutating func begin() {
    since = Array(repeating: 0, count: snapshots.count + 1)
    byEnd = snapshots.indices.sorted { snapshots[$0].lastEntry < snapshots[$1].lastEntry }
  }

  /// - Parameter changes: of the five balances.
  mutating func take(
    entry: Int64, at occurred: Int64, item: Int64, location: Int64, _ changes: UnsafePointer<Int64>
  ) {
    while nextEnd < byEnd.count, snapshots[byEnd[nextEnd]].lastEntry < entry { closeNext() }
    if nextEnd < byEnd.count {
      since[first(by: occurred)] &+= SnapshotPrints.print(item, location, changes)
    }
    if !zones.isEmpty { note(entry, occurred) }
  }

  /// The ledger is at an end.
  mutating func finish() {
    while nextEnd < byEnd.count { closeNext() }
    if let current { found.append(current) }
  }

  /// What was recorded so far and had happened by its instant is the snapshot's.
  private mutating func closeNext() {
    let index = byEnd[nextEnd]
    snapshots[index].ofEntries = since[...index].reduce(0, &+)
    nextEnd += 1
  }

  /// The first snapshot in order of instants that has what happened then.
  private func first(by occurred: Int64) -> Int {
    var (low, high) = (0, snapshots.count)
    while low < high {
      let middle = (low + high) / 2
      if snapshots[middle].asOf >= occurred { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func note(_ entry: Int64, _ occurred: Int64) {
    let number = (entry - 1) / SnapshotTable.zoneLength
    let instant = Instant(milliseconds: occurred)
    if var zone = current, zone.number == number {
      zone.entries += 1
      if instant < zone.earliest { zone.earliest = instant }
      if instant > zone.latest { zone.latest = instant }
      current = zone
    } else {
      if let current { found.append(current) }
      current = LedgerZone(number: number, entries: 1, earliest: instant, latest: instant)
    }
  }

  /// A part of a snapshot's records.
  mutating func takeRecords(_ row: any Row) {
    let id = row.integer(0)
    guard let index = snapshots.firstIndex(where: { $0.id == id }) else { return }
    var kept = snapshots[index]
    if kept.read != row.integer(1) { kept.isDamaged = true }
    kept.read += 1
    let isWhole = ClosedRecords.each(in: row.blob(2)) { item, location, balances in
      kept.count += 1
      kept.ofRecords &+= SnapshotPrints.print(item, location, balances)
      for balance in 0..<5 { kept.sums.add(balances[balance], balance) }
    }
    if !isWhole { kept.isDamaged = true }
    snapshots[index] = kept
  }

  /// What does not agree, in words.
  var drift: [String] {
    var drift: [String] = []
    for kept in snapshots {
      let agrees =
        !kept.isDamaged && kept.read == kept.parts && kept.ofEntries == kept.ofRecords && kept.count == kept.records
        && SnapshotTable.text(kept.sums.sums) == kept.totals
      if !agrees {
        drift.append("as of \(Instant(milliseconds: kept.asOf)): it is not what the ledger says; take it again")
      }
    }
    let byNumber = Dictionary(found.map { ($0.number, $0) }) { first, _ in first }
    for zone in zones where byNumber[zone.number] != zone {
      drift.append("zone \(zone.number) of the ledger is not what is kept of it")
    }
    return drift
  }

  private static func print(_ item: Int64, _ location: Int64, _ balances: UnsafePointer<Int64>) -> UInt64 {
    var sum = UInt64(bitPattern: balances[0])
    if balances[1] | balances[2] | balances[3] | balances[4] != 0 {
      for (balance, factor) in factors { sum &+= UInt64(bitPattern: balances[balance]) &* factor }
    }
    return sum &* (mixed(UInt64(bitPattern: item << 24 ^ location)) | 1)
  }

  private static let factors: [(Int, UInt64)] = [
    (1, 0xD6E8_FEB8_6659_FD93), (2, 0xA076_1D64_78BD_642F), (3, 0xE703_7ED1_A0B4_28DB), (4, 0x8EBC_6AF0_9C88_C6E3),
  ]

  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
