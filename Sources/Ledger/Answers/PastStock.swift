import Inventory
import Storage

/// Stock as it was at an instant, of every record and all five balances: what had happened by then, whenever it was recorded.
///
/// Exact whatever is posted meanwhile, because all that it is made of is read from one snapshot of the database. Snapshots and
/// zones (see `SnapshotSchema`) only make it soon.
struct PastStock {
  /// One that hands rows on as they are read.
  let reader: Reader

  /// Folds every record that held something. Records of what the start holds come by item and location, the few others
  /// behind them.
  func fold<Result>(
    at instant: Instant, into initial: @autoclosure () -> Result,
    _ body: (inout Result, _ item: Int64, _ location: Int64, _ balances: UnsafePointer<Int64>) -> Void
  ) throws(InventoryError) -> Result {
    try run(at: instant, into: { initial() }, body).result
  }

  /// What a snapshot keeps of that instant.
  func close(at instant: Instant) throws(InventoryError) -> Closing {
    var (past, end, zones) = try run(at: instant, into: Packed.nothing) { packed, item, location, balances in
      packed.records.add(item: item, location: location, balances)
      packed.totals.add(balances)
    }
    let totals = past.totals.past
    return Closing(
      asOf: instant, lastEntry: end, records: totals.records, sums: totals.sums, parts: past.records.finished(),
      zones: zones)
  }

  private struct Packed {
    var records = ClosedRecords()
    var totals = RecordTotals()

    static func nothing() -> Packed { Packed() }
  }

  private func run<Result>(
    at instant: Instant, into initial: () -> Result,
    _ body: (inout Result, Int64, Int64, UnsafePointer<Int64>) -> Void
  ) throws(InventoryError) -> (result: Result, end: Int64, zones: [LedgerZone]) {
    var unusable: Set<Int64> = []
    for _ in 0..<PastStock.mostStarts {
      let start = try PastStart(reader, at: instant, without: unusable)
      var pass = PastPass(start)
      var result = initial()
      try reader.each(start.statements) { statement, row in
        pass.take(statement, row) { item, location, balances in body(&result, item, location, balances) }
      }
      if pass.isWhole {
        pass.rest { item, location, balances in body(&result, item, location, balances) }
        return (result, pass.end, pass.finishedZones)
      }
      // Somebody took the snapshot away meanwhile, or wrote something else there: it is reckoned from another start.
      if let id = start.snapshot?.id { unusable.insert(id) }
    }
    throw .store(.failed(detail: "stock as of \(instant) could not be read: its snapshots change all the time"))
  }

  private static let mostStarts = 100
}

/// Sums of many records.
struct WideSums {
  private var low: [Int64] = [0, 0, 0, 0, 0]
  private var high: [Int128] = [0, 0, 0, 0, 0]

  mutating func add(_ number: Int64, _ balance: Int) {
    let (sum, isOver) = low[balance].addingReportingOverflow(number)
    if isOver {
      high[balance] += Int128(low[balance]) + Int128(number)
      low[balance] = 0
    } else {
      low[balance] = sum
    }
  }

  var sums: BalanceSums { BalanceSums(thousandths: zip(low, high).map { Int128($0) + $1 }) }
}

/// One pass over what ``PastStart`` has read.
private struct PastPass: ~Copyable {
  private let start: PastStart
  private let columns = UnsafeMutablePointer<Int64>.allocate(capacity: PastPass.width)
  private static let width = 9
  /// What entries add to the records of the start; the sixth number tells that the record was among them.
  private var changes = RecordSums()
  private static let isTaken = 5
  /// The keys of those changes in order, once all are known, and how far the records have come in them.
  private var order: [Int64]?
  private var next = 0
  private var lastKey = Int64.min
  private(set) var end: Int64 = 0
  private var partsThere: Int64 = 0
  private var partsRead: Int64 = 0
  private var zonesThere: Int64 = 0
  private var isDamaged = false
  private var zones: [LedgerZone] = []

  init(_ start: PastStart) { self.start = start }

  deinit { columns.deallocate() }

  /// Whether all of the start was there.
  var isWhole: Bool {
    guard zonesThere == start.zones else { return false }
    guard let snapshot = start.snapshot else { return true }
    return !isDamaged && partsThere == snapshot.parts && partsRead == snapshot.parts
  }

  mutating func take(_ statement: Int, _ row: any Row, _ emit: (Int64, Int64, UnsafePointer<Int64>) -> Void) -> Bool {
    switch statement {
    case 0: (end, partsThere, zonesThere) = (row.integer(0), row.integer(1), row.integer(2))
    case 1: add(row, start.signBetween)
    case 2: add(row, 1)
    case 3:
      row.integers(from: 0, 9, into: columns)
      let (number, occurred) = (columns[7], columns[8])
      note(number, occurred)
      let sign = start.sign(ofEntry: number, at: occurred)
      if sign != 0 { add(sign) }
    default: return records(row, emit)
    }
    return true
  }

  private mutating func add(_ row: any Row, _ sign: Int64) {
    row.integers(from: 0, 7, into: columns)
    add(sign)
  }

  private mutating func add(_ sign: Int64) {
    let record = changes.sums(item: columns[0], location: columns[1])
    for balance in 0..<5 { record[balance] &+= sign &* columns[2 + balance] }
  }

  /// Keeps between which instants the entries happened that are in no zone yet.
  private mutating func note(_ number: Int64, _ occurred: Int64) {
    let zone = (number - 1) / SnapshotTable.zoneLength
    let instant = Instant(milliseconds: occurred)
    if let last = zones.last, last.number == zone {
      zones[zones.count - 1].entries += 1
      zones[zones.count - 1].earliest = min(last.earliest, instant)
      zones[zones.count - 1].latest = max(last.latest, instant)
    } else {
      zones.append(LedgerZone(number: zone, entries: 1, earliest: instant, latest: instant))
    }
  }

  /// Those that nothing will be added to.
  var finishedZones: [LedgerZone] { zones.filter { ($0.number + 1) * SnapshotTable.zoneLength <= end } }

  private mutating func records(_ row: any Row, _ emit: (Int64, Int64, UnsafePointer<Int64>) -> Void) -> Bool {
    guard start.snapshot != nil else {
      row.integers(from: 0, 7, into: columns)
      finish(columns[0], columns[1], columns + 2, emit)
      return true
    }
    partsRead += 1
    isDamaged = !ClosedRecords.each(in: row.blob(0)) { finish($0, $1, $2, emit) }
    return !isDamaged
  }

  private mutating func finish(
    _ item: Int64, _ location: Int64, _ balances: UnsafeMutablePointer<Int64>,
    _ emit: (Int64, Int64, UnsafePointer<Int64>) -> Void
  ) {
    if isChanged(item, location), let change = changes.known(item: item, location: location) {
      for balance in 0..<5 { balances[balance] &+= change[balance] }
      change[PastPass.isTaken] = 1
    }
    if balances[0] | balances[1] | balances[2] | balances[3] | balances[4] != 0 { emit(item, location, balances) }
  }

  /// Whether entries add something to a record. The records come in order, nearly all of them: so both lists are gone through
  /// side by side, and few records are looked for in the table, which costs the most.
  private mutating func isChanged(_ item: Int64, _ location: Int64) -> Bool {
    let key = RecordSums.key(item: item, location: location)
    guard key > lastKey else { return true }
    if order == nil { order = changes.sortedKeys }
    lastKey = key
    guard let order else { return true }
    while next < order.count, order[next] < key { next += 1 }
    return next < order.count && order[next] == key
  }

  /// The records that the start does not have.
  func rest(_ emit: (Int64, Int64, UnsafePointer<Int64>) -> Void) {
    var left: [(item: Int64, location: Int64, change: UnsafeMutablePointer<Int64>)] = []
    changes.each { item, location, change in
      let holds = change[0] | change[1] | change[2] | change[3] | change[4] != 0
      if holds, change[PastPass.isTaken] == 0 { left.append((item, location, change)) }
    }
    left.sort { ($0.item, $0.location) < ($1.item, $1.location) }
    for (item, location, change) in left { emit(item, location, change) }
  }
}
