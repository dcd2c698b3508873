import Inventory
import Storage

/// Purchase orders and their lines as rows.
enum OrderTable {
  static let columns = """
    x.id, x.number, x.vendor, x.currency, x.destination, yl.code, ys.code, x.status, x.expected_on, x.reference, x.note,
    x.created_by, x.created_at, x.sent_at, x.closed_at, x.version
    """
  static let joins = """
    CROSS JOIN location yl ON yl.id = x.destination CROSS JOIN location ys ON ys.id = yl.site
    """
  /// How many columns an order takes.
  static let width = 16

  static func row(_ row: any Row) -> PurchaseOrder {
    let (code, site) = (row.text(5), row.text(6))
    return PurchaseOrder(
      id: OrderID(row.integer(0)), number: row.text(1), vendor: row.text(2), currency: row.text(3),
      destination: LocationID(row.integer(4)), place: code == site ? code : site + "/" + code,
      status: OrderStatus(rawValue: row.text(7)) ?? .draft, expectedOn: row.dayOrNil(8),
      reference: row.textOrNil(9), note: row.textOrNil(10), createdBy: row.text(11), createdAt: row.instant(12),
      sentAt: row.instantOrNil(13), closedAt: row.instantOrNil(14), version: row.integer(15))
  }

  static func find(_ number: String) -> Statement {
    Statement("SELECT \(columns) FROM purchase_order x \(joins) WHERE x.number = ?1", [.text(number)])
  }

  static func find(_ id: OrderID) -> Statement {
    Statement("SELECT \(columns) FROM purchase_order x \(joins) WHERE x.id = ?1", [.integer(id.number)])
  }

  static func guarding(_ order: OrderID, isAt version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM purchase_order WHERE id = ?1 AND version = ?2)",
      [.integer(order.number), .integer(version)])
  }

  static func add(_ order: PurchaseOrder) -> Statement {
    Statement(
      """
      INSERT INTO purchase_order(id, number, vendor, currency, destination, status, expected_on, reference, note,
        created_by, created_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)
      """,
      [
        .integer(order.id.number), .text(order.number), .text(order.vendor), .text(order.currency),
        .id(order.destination), .text(order.status.rawValue), .day(ifAny: order.expectedOn),
        .text(ifAny: order.reference), .text(ifAny: order.note), .text(order.createdBy), .instant(order.createdAt),
      ])
  }

  static func set(_ order: PurchaseOrder, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE purchase_order SET vendor = ?2, currency = ?3, destination = ?4, status = ?5, expected_on = ?6,
          reference = ?7, note = ?8, sent_at = ?9, closed_at = ?10, version = version + 1
        WHERE id = ?1 AND version = ?11
        """,
        [
          .integer(order.id.number), .text(order.vendor), .text(order.currency), .id(order.destination),
          .text(order.status.rawValue), .day(ifAny: order.expectedOn), .text(ifAny: order.reference),
          .text(ifAny: order.note), .instant(ifAny: order.sentAt), .instant(ifAny: order.closedAt),
          .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  // MARK: Lines

  static let lineColumns = """
    c.purchase_order, c.number, c.item, i.sku, i.variant, i.name, i.unit, i.tracking, c.ordered, c.price, c.received,
    c.rejected, c.closed, c.expected_on
    """
  static let lineWidth = 14

  static func line(_ row: any Row, from column: Int = 0) -> OrderLine {
    OrderLine(
      order: OrderID(row.integer(column)), number: Int(row.integer(column + 1)), item: ItemID(row.integer(column + 2)),
      code: ItemCode(sku: row.text(column + 3), variant: row.text(column + 4)), name: row.text(column + 5),
      unit: row.text(column + 6), tracking: Tracking(rawValue: row.text(column + 7)) ?? .none,
      ordered: row.quantity(column + 8), price: UnitCost(tenThousandths: row.integer(column + 9)),
      received: row.quantity(column + 10), rejected: row.quantity(column + 11), closed: row.quantity(column + 12),
      expectedOn: row.dayOrNil(column + 13))
  }

  static func lines(of order: OrderID) -> Statement {
    Statement(
      """
      SELECT \(lineColumns) FROM order_line c CROSS JOIN item i ON i.id = c.item WHERE c.purchase_order = ?1
      ORDER BY c.number
      """, [.integer(order.number)])
  }

  static func addLines(_ order: OrderID, _ lines: [OrderLine]) -> Statement {
    Statement(
      """
      INSERT INTO order_line(purchase_order, number, item, ordered, price, expected_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """, rows: lines.count,
      lines.flatMap { line -> [Value] in
        [
          .integer(order.number), .integer(Int64(line.number)), .id(line.item), .quantity(line.ordered),
          .cost(ifAny: line.price), .day(ifAny: line.expectedOn),
        ]
      })
  }

  static func removeLines(_ order: OrderID) -> Statement {
    Statement("DELETE FROM order_line WHERE purchase_order = ?1", [.integer(order.number)])
  }

  static func step(_ order: OrderID, _ steps: [OrderStep]) -> Statement {
    Statement(
      """
      UPDATE order_line SET received = received + ?3, rejected = rejected + ?4, closed = closed + ?5
      WHERE purchase_order = ?1 AND number = ?2
      """, rows: steps.count,
      steps.flatMap { step -> [Value] in
        [
          .integer(order.number), .integer(Int64(step.line)), .quantity(step.received), .quantity(step.rejected),
          .quantity(step.closed),
        ]
      })
  }

  /// What the lines of an order come to, as columns of a query over `purchase_order x`. Its value is too large for a
  /// number of the database in theory only: it is summed in two parts.
  static let sums = """
    (SELECT count(*) FROM order_line c WHERE c.purchase_order = x.id),
    (SELECT count(*) FROM order_line c WHERE c.purchase_order = x.id AND c.ordered <= c.received + c.closed),
    \(["c.ordered", "c.received", "c.rejected", "max(c.ordered - c.received - c.closed, 0)",
       "c.ordered / 1000 * c.price", "c.ordered % 1000 * c.price"].map {
      "(SELECT ifnull(sum(\($0)), 0) FROM order_line c WHERE c.purchase_order = x.id)"
    }.joined(separator: ",\n    "))
    """

  static func sums(_ row: any Row, from column: Int) -> OrderSums {
    var sums = OrderSums()
    sums.lines = Int(row.integer(column))
    sums.linesDone = Int(row.integer(column + 1))
    sums.ordered = row.quantity(column + 2)
    sums.received = row.quantity(column + 3)
    sums.rejected = row.quantity(column + 4)
    sums.outstanding = row.quantity(column + 5)
    sums.value = Worth(tenMillionths: Int128(row.integer(column + 6)) * 1000 + Int128(row.integer(column + 7)))
    return sums
  }
}
