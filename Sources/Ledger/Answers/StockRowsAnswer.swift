import Inventory
import Storage

extension Answers {
  /// All in one snapshot: first what the records name, then the records.
  func answer(_ question: EachStockRow) throws(InventoryError) -> Int {
    let overdue = try overdue
    var scope = try StockScope(question.filter, reader, on: today, overdue)
    if try isBlind { scope.leaveOutHidden() }
    let cells = StockCellRow()
    var count = 0
    let statements = StockCellRow.statements(scope.conditions, on: today, overdue)
    try reader.streaming().each(statements) { statement, row in
      guard statement == statements.count - 1 else {
        cells.keep(statement, row)
        return true
      }
      count += 1
      cells.show(row)
      return question.each(cells)
    }
    return count
  }
}

/// A stock record as it passes by in an export. What it shows of its item and its place was kept from rows before it, and
/// all that is asked for again and again stands behind pointers: a million rows have twenty million cells.
private final class StockCellRow: StockCells {
  private struct RecordKey: Hashable {
    var item: Int64
    var location: Int64
  }

  private static let ofItem = 6
  private static let ofPlace = 3
  private static let ofRecord = 11

  private var items = KeptTexts(width: ofItem)
  private var costs: [Int64?] = []
  private var places = KeptTexts(width: ofPlace)
  /// What may not be used of a record, though the books have not blocked it yet.
  private var unswept: [RecordKey: Int64] = [:]

  private var row: (any Row)?
  private var shown = RecordKey(item: -1, location: -1)
  private var cost: Int64?
  /// The texts of the item, and behind them those of the place.
  private let texts: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
  /// The columns of the row, 0 where they are null or no number.
  private let numbers: UnsafeMutablePointer<Int64>

  init() {
    texts = .allocate(capacity: StockCellRow.ofItem + StockCellRow.ofPlace)
    texts.initialize(
      repeating: UnsafeBufferPointer(start: nil, count: 0), count: StockCellRow.ofItem + StockCellRow.ofPlace)
    numbers = .allocate(capacity: StockCellRow.ofRecord)
    numbers.initialize(repeating: 0, count: StockCellRow.ofRecord)
  }

  deinit {
    texts.deallocate()
    numbers.deallocate()
  }

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
        r.item, r.location, r.bin, r.on_hand, \(overdue.reserved), r.allocated, r.blocked, r.incoming, r.reorder_point,
        r.last_entry + r.edits, r.last_movement_at
        """, ["i.sku", "i.variant", "r.location"]),
    ]
  }

  func keep(_ statement: Int, _ row: any Row) {
    switch statement {
    case 0:
      items.add(row)
      costs.append(row.integerOrNil(7))
    case 1: places.add(row)
    default: unswept[RecordKey(item: row.integer(0), location: row.integer(1))] = row.integer(2)
    }
  }

  func show(_ row: any Row) {
    self.row = row
    row.integers(from: 0, StockCellRow.ofRecord, into: numbers)
    let record = RecordKey(item: numbers[0], location: numbers[1])
    if record.item != shown.item, let index = items.index(of: record.item) {
      items.texts(index, into: texts)
      cost = costs[index]
    }
    if record.location != shown.location, let index = places.index(of: record.location) {
      places.texts(index, into: texts + StockCellRow.ofItem)
    }
    shown = record
    if !unswept.isEmpty, let more = unswept[record] { numbers[6] += more }
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
    case .bin: row?.withUTF8(2, body)
    }
  }

  func number(_ column: StockNumberColumn) -> Int64? {
    switch column {
    case .onHand: numbers[3]
    case .reserved: numbers[4]
    case .allocated: numbers[5]
    case .blocked: numbers[6]
    case .incoming: numbers[7]
    case .reorderPoint: numbers[8] != 0 ? numbers[8] : row?.integerOrNil(8)
    case .unitCost: cost
    case .version: numbers[9]
    case .lastMovementAt: numbers[10] != 0 ? numbers[10] : row?.integerOrNil(10)
    }
  }
}
