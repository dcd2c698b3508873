import Inventory
import Storage

extension Answers {
  /// All in one snapshot: first what the records name, then the records.
  func answer(_ question: EachStockRow) throws(InventoryError) -> Int {
    let overdue = try overdue
    var scope = try StockScope(question.filter, reader, on: today, overdue)
    if try isBlind { scope.leaveOutHidden() }
    let statements = StockRecords.statements(scope.conditions, on: today, overdue)
    let streaming = try reader.streaming()
    let cells = StockCellRow()
    var failure: InventoryError?
    streaming.database.relay { give in
      var records = StockRecords()
      do throws(InventoryError) {
        try streaming.each(statements) { statement, row in
          guard statement == statements.count - 1 else {
            cells.keep(statement, row)
            return true
          }
          records.add(row)
          guard records.isFull else { return true }
          defer { records = StockRecords() }
          return give(records)
        }
        _ = give(records)
      } catch {
        failure = error
      }
    } to: { records in
      for index in 0..<records.count {
        cells.show(records, index)
        guard question.each(cells) else { return false }
      }
      return true
    }
    if let failure { throw failure }
    return cells.count
  }
}

/// Some hundred stock records as they came, so that one thread reads while another shows: filled by the one, and then not
/// changed any more.
private final class StockRecords: @unchecked Sendable {
  static let most = 512
  /// Integers of a record; its bin follows them.
  static let width = 10
  /// What stands where the column is null.
  static let none = Int64.min

  private(set) var count = 0
  let numbers: UnsafeMutablePointer<Int64>
  private var bins: [UInt8] = []
  private var ends: [Int] = []

  init() { numbers = .allocate(capacity: StockRecords.width * StockRecords.most) }

  deinit { numbers.deallocate() }

  var isFull: Bool { count == StockRecords.most }

  /// Of items, of places, of what may not be used, and at last the records, in the order of SKUs.
  static func statements(
    _ conditions: [(sql: String, bindings: [Value])], on day: Day, _ overdue: Overdue
  ) -> [Statement] {
    func statement(_ columns: String, _ keys: [String], group: String = "") -> Statement {
      var keySet = KeySet(
        columns: columns, from: conditions.isEmpty ? StockScope.byItemAlone : StockScope.byItem, keys: keys)
      keySet.group = group
      for condition in conditions { keySet.require(condition.sql, condition.bindings) }
      return keySet.statement(from: nil, backwards: false, count: Int(Int32.max))
    }
    let ofItems = "i.id, i.sku, i.variant, i.name, i.category, i.unit, i.currency, i.cost"
    return [
      conditions.isEmpty
        ? Statement("SELECT \(ofItems) FROM item i ORDER BY i.id") : statement(ofItems, ["i.id"], group: "i.id"),
      Statement(
        "SELECT l.id, l.code, s.code, l.room_type FROM location l JOIN location s ON s.id = l.site ORDER BY l.id"),
      Statement(
        """
        SELECT r.item, r.location, \(LotTable.unswept(on: day, overdue)) FROM (\(LotTable.loose(on: day))) p
        CROSS JOIN item i ON i.id = p.item CROSS JOIN stock_record r ON r.item = p.item AND r.location = p.location
        """),
      statement(
        """
        r.item, r.location, r.on_hand, \(overdue.reserved), r.allocated, r.blocked, r.incoming, r.reorder_point,
        r.last_entry + r.edits, r.last_movement_at, r.bin
        """, ["i.sku", "i.variant", "r.location"]),
    ]
  }

  func add(_ row: any Row) {
    let place = numbers + count * StockRecords.width
    row.integers(from: 0, StockRecords.width, into: place)
    for column in [7, 9] where place[column] == 0 && row.isNull(column) { place[column] = StockRecords.none }
    row.withUTF8(StockRecords.width) { bins += $0 }
    ends.append(bins.count)
    count += 1
  }

  func bin(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let start = index == 0 ? 0 : ends[index - 1]
    bins.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[index]])) }
  }
}

/// A stock record as it passes by in an export. What it shows of its item and its place was kept from rows before it, and
/// all that is asked for again and again stands behind pointers: a million rows have twenty million cells.
///
/// All is kept before the first record is shown, and records are shown one at a time.
private final class StockCellRow: StockCells, @unchecked Sendable {
  private struct RecordKey: Hashable {
    var item: Int64
    var location: Int64
  }

  private static let ofItem = 6
  private static let ofPlace = 3

  private var items = KeptTexts(width: ofItem)
  private var costs: [Int64?] = []
  private var places = KeptTexts(width: ofPlace)
  /// What may not be used of a record, though the books have not blocked it yet.
  private var unswept: [RecordKey: Int64] = [:]

  /// How many were shown.
  private(set) var count = 0
  private var records = StockRecords()
  private var index = 0
  private var shown = RecordKey(item: -1, location: -1)
  private var cost: Int64?
  /// What of the record may not be used, besides what is blocked.
  private var moreBlocked: Int64 = 0
  /// The texts of the item, and behind them those of the place.
  private let texts: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  /// The columns of the record.
  private var numbers: UnsafeMutablePointer<Int64>

  init() {
    texts = .allocate(capacity: StockCellRow.ofItem + StockCellRow.ofPlace)
    texts.initialize(
      repeating: UnsafeBufferPointer(start: nil, count: 0), count: StockCellRow.ofItem + StockCellRow.ofPlace)
    numbers = records.numbers
  }

  deinit { texts.deallocate() }

  func keep(_ statement: Int, _ row: any Row) {
    switch statement {
    case 0:
      items.add(row)
      costs.append(row.integerOrNil(7))
    case 1: places.add(row)
    default: unswept[RecordKey(item: row.integer(0), location: row.integer(1))] = row.integer(2)
    }
  }

  func show(_ records: StockRecords, _ index: Int) {
    if records !== self.records { self.records = records }
    self.index = index
    count += 1
    numbers = records.numbers + index * StockRecords.width
    let record = RecordKey(item: numbers[0], location: numbers[1])
    if record.item != shown.item, let index = items.index(of: record.item) {
      items.texts(index, into: texts)
      cost = costs[index]
    }
    if record.location != shown.location, let index = places.index(of: record.location) {
      places.texts(index, into: texts + StockCellRow.ofItem)
    }
    shown = record
    moreBlocked = unswept.isEmpty ? 0 : unswept[record] ?? 0
  }

  func text(_ column: StockTextColumn, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    switch column {
    case .sku: body(texts[0])
    case .variant: body(texts[1])
    case .name: body(texts[2])
    case .category: body(texts[3])
    case .unit: body(texts[4])
    case .currency: body(texts[5])
    case .location: body(texts[StockCellRow.ofItem])
    case .site: body(texts[StockCellRow.ofItem + 1])
    case .roomType: body(texts[StockCellRow.ofItem + 2])
    case .bin: records.bin(index, body)
    }
  }

  func number(_ column: StockNumberColumn) -> Int64? {
    switch column {
    case .onHand: numbers[2]
    case .reserved: numbers[3]
    case .allocated: numbers[4]
    case .blocked: numbers[5] + moreBlocked
    case .incoming: numbers[6]
    case .reorderPoint: numbers[7] == StockRecords.none ? nil : numbers[7]
    case .unitCost: cost
    case .version: numbers[8]
    case .lastMovementAt: numbers[9] == StockRecords.none ? nil : numbers[9]
    }
  }
}
