import Inventory
import Storage

extension Answers {
  /// Sums all five balances of every record over the whole ledger, in one pass, and holds them against the records; and what
  /// is kept of stock as it was against the same pass. One snapshot, so that posting may go on meanwhile.
  func balancesAreSums() throws(InventoryError) -> [Verification.Finding] {
    var check = BalanceCheck()
    try reader.each(BalanceCheck.statements) { statement, row in check.take(statement, row) }
    check.finish()
    var findings = [
      Verification.Finding(
        check: "balances are the sums of the ledger, and name its last entry", checked: check.entries,
        drift: check.drift),
      Verification.Finding(
        check: "snapshots are what the ledger says", checked: check.prints.count,
        drift: check.isCut ? [] : Array(check.prints.drift.prefix(BalanceCheck.most))),
    ]
    // Where the sums were given up, who owns what is told by what they said.
    if !check.isCut { findings.append(try check.owners.finding(reader)) }
    return findings
  }
}

/// One pass over the whole ledger and what must follow from it.
private struct BalanceCheck: ~Copyable {
  static let most = 100
  static let statements =
    SnapshotPrints.kept + [
      Statement(
        """
        SELECT item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming, on_hand_after, reserved_after,
          allocated_after, blocked_after, incoming_after, seq, act FROM ledger ORDER BY seq
        """),
      Statement(
        """
        SELECT item, location, on_hand, reserved, allocated, blocked, incoming, last_entry FROM stock_record
        """), SnapshotPrints.records, EntryOwners.acts,
    ]

  private var sums = RecordSums()
  private(set) var prints = SnapshotPrints()
  private(set) var owners = EntryOwners()
  private(set) var entries = 0
  private(set) var drift: [String] = []
  private var isBegun = false
  /// Entries are taken some at a time: see ``RecordSums/fetch(item:location:)``.
  private let columns = UnsafeMutablePointer<Int64>.allocate(capacity: BalanceCheck.width * BalanceCheck.some)
  private var waiting = 0
  private static let width = 15
  private static let some = 64
  /// Behind the five balances of a record stands the number of its latest entry.
  private static let lastEntry = 5

  deinit { columns.deallocate() }

  /// So much is wrong with the ledger that it was not read to its end.
  var isCut: Bool { drift.count >= BalanceCheck.most }

  mutating func take(_ statement: Int, _ row: any Row) -> Bool {
    switch statement {
    case 0: prints.takeSnapshot(row)
    case 1: prints.takeZone(row)
    case 2: take(entry: row)
    case 3:
      postWaiting()
      hold(row)
    case 4:
      begin()
      prints.takeRecords(row)
    default: owners.add(act: row)
    }
    return !isCut
  }

  mutating func finish() {
    postWaiting()
    begin()
    prints.finish()
  }

  private mutating func begin() {
    if isBegun { return }
    isBegun = true
    prints.begin()
  }

  private mutating func take(entry row: any Row) {
    row.integers(from: 0, BalanceCheck.width, into: columns + waiting * BalanceCheck.width)
    waiting += 1
    if waiting == BalanceCheck.some { postWaiting() }
  }

  private mutating func postWaiting() {
    if waiting == 0 { return }
    if !isBegun { begin() }
    for index in 0..<waiting {
      let entry = columns + index * BalanceCheck.width
      sums.fetch(item: entry[0], location: entry[1])
    }
    for index in 0..<waiting { post(columns + index * BalanceCheck.width) }
    waiting = 0
  }

  private mutating func post(_ columns: UnsafeMutablePointer<Int64>) {
    let (item, location, entry) = (columns[0], columns[1], columns[13])
    entries += 1
    let record = sums.sums(item: item, location: location)
    var differs: Int64 = 0
    for balance in 0..<5 {
      let after = record[balance] &+ columns[3 + balance]
      record[balance] = after
      differs |= after ^ columns[8 + balance]
    }
    record[BalanceCheck.lastEntry] = entry
    owners.add(entry: entry, of: columns[14])
    if differs != 0, !isCut { drift.append("entry \(entry) does not follow from the entries before it") }
    if !prints.isNothing { prints.take(entry: entry, at: columns[2], item: item, location: location, columns + 3) }
  }

  private mutating func hold(_ row: any Row) {
    row.integers(from: 0, 8, into: columns)
    let (item, location) = (columns[0], columns[1])
    let record = sums.sums(item: item, location: location)
    var differs: Int64 = 0
    for number in 0...BalanceCheck.lastEntry { differs |= record[number] ^ columns[2 + number] }
    if differs != 0 {
      drift.append("item \(item) at location \(location): the record differs from the sum of its entries")
    }
  }
}
