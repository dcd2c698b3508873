import Inventory
import Storage

/// Receipts and their lines as rows.
enum ReceiptTable {
  static let columns = """
    x.id, x.status, x.purchase_order, ifnull(o.number, x.order_text), x.vendor, x.location, yl.code, ys.code,
    x.expected_on, x.reference, x.note, x.created_by, x.created_at, x.posted_by, x.posted_at, x.version, x.scanned, x.scans
    """
  static let joins = """
    CROSS JOIN location yl ON yl.id = x.location CROSS JOIN location ys ON ys.id = yl.site
    LEFT JOIN purchase_order o ON o.id = x.purchase_order
    """
  /// How many columns a receipt takes.
  static let width = 18

  static func row(_ row: any Row) -> Receipt {
    let (code, site) = (row.text(6), row.text(7))
    var receipt = Receipt(
      id: ReceiptID(row.integer(0)), status: ReceiptStatus(rawValue: row.text(1)) ?? .pending,
      order: row.textOrNil(3), vendor: row.textOrNil(4), location: LocationID(row.integer(5)),
      place: code == site ? code : site + "/" + code, expectedOn: row.dayOrNil(8), reference: row.textOrNil(9),
      note: row.textOrNil(10), createdBy: row.text(11), createdAt: row.instant(12), postedBy: row.textOrNil(13),
      postedAt: row.instantOrNil(14), version: row.integer(15))
    receipt.orderID = row.integerOrNil(2).map { OrderID($0) }
    receipt.isScanned = row.flag(16)
    receipt.scans = row.integer(17)
    return receipt
  }

  static func find(_ id: ReceiptID) -> Statement {
    Statement("SELECT \(columns) FROM receipt x \(joins) WHERE x.id = ?1", [.integer(id.number)])
  }

  /// The one that everybody who receives an order scans into.
  static func scanning(_ order: OrderID) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM receipt x INDEXED BY receipt_scanning \(joins)
      WHERE x.purchase_order = ?1 AND x.status = 'pending' AND x.scanned = 1
      """, [.integer(order.number)])
  }

  static func guarding(_ receipt: ReceiptID, isAt version: Int64, _ scans: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM receipt WHERE id = ?1 AND version = ?2 AND scans = ?3)
      """, [.integer(receipt.number), .integer(version), .integer(scans)])
  }

  static func add(_ receipt: Receipt) -> Statement {
    Statement(
      """
      INSERT INTO receipt(id, status, purchase_order, order_text, vendor, location, expected_on, reference, note, scanned,
        scans, created_by, created_at, posted_by, posted_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11, ?12, ?13, ?14, 1)
      """,
      [
        .integer(receipt.id.number), .text(receipt.status.rawValue), .integer(ifAny: receipt.orderID?.number),
        .text(ifAny: receipt.orderID == nil ? receipt.order : nil), .text(ifAny: receipt.vendor),
        .id(receipt.location), .day(ifAny: receipt.expectedOn), .text(ifAny: receipt.reference),
        .text(ifAny: receipt.note), .flag(receipt.isScanned), .text(receipt.createdBy), .instant(receipt.createdAt),
        .text(ifAny: receipt.postedBy), .instant(ifAny: receipt.postedAt),
      ])
  }

  static func set(_ receipt: Receipt, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE receipt SET status = ?2, expected_on = ?3, reference = ?4, note = ?5, posted_by = ?6, posted_at = ?7,
          version = version + 1
        WHERE id = ?1 AND version = ?8
        """,
        [
          .integer(receipt.id.number), .text(receipt.status.rawValue), .day(ifAny: receipt.expectedOn),
          .text(ifAny: receipt.reference), .text(ifAny: receipt.note), .text(ifAny: receipt.postedBy),
          .instant(ifAny: receipt.postedAt), .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  static func scan(_ receipt: ReceiptID, from scans: Int64) -> [Statement] {
    [
      Statement(
        "UPDATE receipt SET scans = scans + 1 WHERE id = ?1 AND scans = ?2 AND status = 'pending'",
        [.integer(receipt.number), .integer(scans)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  // MARK: Lines

  static let lineColumns = """
    c.receipt, c.number, c.order_line, c.item, i.sku, i.variant, i.name, i.unit, c.lot, c.made, c.expires, c.received,
    c.rejected, c.closed, (SELECT group_concat(serial, char(31)) FROM receipt_serial z
      WHERE i.tracking = 'serial' AND z.receipt = c.receipt AND z.line = c.number)
    """

  static func line(_ row: any Row) -> ReceiptLine {
    var line = ReceiptLine(
      receipt: ReceiptID(row.integer(0)), number: Int(row.integer(1)), orderLine: row.integerOrNil(2).map { Int($0) },
      item: ItemID(row.integer(3)), code: ItemCode(sku: row.text(4), variant: row.text(5)), name: row.text(6),
      unit: row.text(7), lot: row.textOrNil(8), made: row.dayOrNil(9), expires: row.dayOrNil(10),
      received: row.quantity(11), rejected: row.quantity(12), serials: NameList.read(row.text(14)))
    line.closed = row.quantity(13)
    return line
  }

  static func lines(of receipt: ReceiptID) -> Statement {
    Statement(
      """
      SELECT \(lineColumns) FROM receipt_line c CROSS JOIN item i ON i.id = c.item WHERE c.receipt = ?1
      ORDER BY c.number
      """, [.integer(receipt.number)])
  }

  static func addLines(_ receipt: ReceiptID, _ lines: [ReceiptLine]) -> [Statement] {
    guard !lines.isEmpty else { return [] }
    var statements = [
      Statement(
        """
        INSERT INTO receipt_line(receipt, number, order_line, item, lot, made, expires, received, rejected, closed)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """, rows: lines.count,
        lines.flatMap { line -> [Value] in
          [
            .integer(receipt.number), .integer(Int64(line.number)), .integer(ifAny: line.orderLine.map(Int64.init)),
            .id(line.item), .text(ifAny: line.lot), .day(ifAny: line.made), .day(ifAny: line.expires),
            .quantity(line.received), .quantity(line.rejected), .quantity(line.closed),
          ]
        })
    ]
    let serials = lines.flatMap { line in line.serials.map { (line: line.number, serial: $0) } }
    if !serials.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO receipt_serial(receipt, line, serial) VALUES (?1, ?2, ?3)", rows: serials.count,
          serials.flatMap { [.integer(receipt.number), .integer(Int64($0.line)), .text($0.serial)] }))
    }
    return statements
  }

  static func removeLines(_ receipt: ReceiptID, of items: Set<ItemID>?) -> [Statement] {
    let id = Value.integer(receipt.number)
    guard let items else {
      return [
        Statement("DELETE FROM receipt_serial WHERE receipt = ?1", [id]),
        Statement("DELETE FROM receipt_line WHERE receipt = ?1", [id]),
      ]
    }
    let list = Value.text("[\(items.map { String($0.number) }.sorted().joined(separator: ","))]")
    return [
      Statement(
        """
        DELETE FROM receipt_serial WHERE receipt = ?1 AND line IN (SELECT number FROM receipt_line
          WHERE receipt = ?1 AND item IN (SELECT value FROM json_each(?2)))
        """, [id, list]),
      Statement(
        "DELETE FROM receipt_line WHERE receipt = ?1 AND item IN (SELECT value FROM json_each(?2))", [id, list]),
    ]
  }
}
