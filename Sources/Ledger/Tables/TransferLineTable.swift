import Inventory
import Storage

/// Lines of transfers as rows, with their items and lots.
enum TransferLineTable {
  static let columns = """
    c.transfer, c.number, c.item, i.sku, i.variant, i.name, i.unit, i.tracking, \(LotTable.columns),
    c.requested, c.shipped, c.good, c.damaged, c.over, c.closed, c.pending_good, c.pending_damaged, c.pending_over,
    c.shipped_value, c.arrived_value,
    (SELECT group_concat(serial, char(31)) FROM transfer_serial z
      WHERE i.tracking = 'serial' AND z.transfer = c.transfer AND z.item = c.item AND z.line = c.number AND z.state = 0)
    """
  /// How many columns a line takes.
  static let width = 26
  static let joins = "CROSS JOIN item i ON i.id = c.item LEFT JOIN lot t ON t.id = c.lot"
  /// Something of it is in transit, or still to be shipped.
  static let isOpen = "(c.shipped + c.over > c.good + c.damaged + c.closed OR c.requested > c.shipped)"

  /// What was asked for of no lot in particular and shipped by lot leaves a line with nothing in it: nobody sees it.
  static let isSomething = "(c.requested + c.shipped + c.over + c.pending_good + c.pending_damaged > 0)"

  static func row(_ row: any Row) -> TransferLine { line(row, from: 0) }

  static func line(_ row: any Row, from column: Int) -> TransferLine {
    TransferLine(
      transfer: TransferID(row.integer(column)), number: Int(row.integer(column + 1)),
      item: ItemID(row.integer(column + 2)), code: ItemCode(sku: row.text(column + 3), variant: row.text(column + 4)),
      name: row.text(column + 5), unit: row.text(column + 6),
      tracking: Tracking(rawValue: row.text(column + 7)) ?? .none,
      lot: row.isNull(column + 8) ? nil : LotTable.versioned(row, from: column + 8),
      requested: row.quantity(column + 14),
      shipped: row.quantity(column + 15), good: row.quantity(column + 16), damaged: row.quantity(column + 17),
      over: row.quantity(column + 18), closed: row.quantity(column + 19), pendingGood: row.quantity(column + 20),
      pendingDamaged: row.quantity(column + 21), pendingOver: row.quantity(column + 22),
      shippedValue: row.money(column + 23), arrivedValue: row.money(column + 24),
      serialsInTransit: NameList.read(row.text(column + 25)))
  }

  /// What the lines of a transfer come to, as columns of a query over `transfer x`.
  static let sums = """
    (SELECT count(*) FROM transfer_line c WHERE c.transfer = x.id AND \(isSomething)),
    (SELECT count(*) FROM transfer_line c WHERE c.transfer = x.id AND \(isSomething) AND NOT \(isOpen)),
    \(["requested", "shipped", "good", "damaged", "over", "closed", "pending_good + c.pending_damaged",
       "shipped_value - c.arrived_value"].map {
      "(SELECT ifnull(sum(c.\($0)), 0) FROM transfer_line c WHERE c.transfer = x.id)"
    }.joined(separator: ",\n    "))
    """

  static func sums(_ row: any Row, from column: Int) -> TransferSums {
    var sums = TransferSums()
    sums.lines = Int(row.integer(column))
    sums.linesDone = Int(row.integer(column + 1))
    sums.requested = row.quantity(column + 2)
    sums.shipped = row.quantity(column + 3)
    sums.good = row.quantity(column + 4)
    sums.damaged = row.quantity(column + 5)
    sums.over = row.quantity(column + 6)
    sums.closed = row.quantity(column + 7)
    sums.pending = row.quantity(column + 8)
    sums.valueInTransit = row.money(column + 9)
    return sums
  }

  static func guarding(_ transfer: TransferID, last: Int) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT ifnull(max(number), 0) = ?2 FROM transfer_line WHERE transfer = ?1",
      [.integer(transfer.number), .integer(Int64(last))])
  }

  static func add(_ transfer: TransferID, _ lines: [TransferLine]) -> [Statement] {
    var statements: [Statement] = []
    let lots = lines.filter { $0.lot?.id == LotID(0) }
    if !lots.isEmpty {
      statements.append(
        Statement(
          PlanWriter.addLot, rows: lots.count,
          lots.flatMap { line -> [Value] in
            [
              .id(line.item), .text(line.lot?.code ?? ""), .day(ifAny: line.lot?.made),
              .day(ifAny: line.lot?.expires),
            ]
          }))
    }
    statements.append(
      Statement(
        """
        INSERT INTO transfer_line(transfer, number, item, lot, requested)
        VALUES (?1, ?2, ?3, ifnull((SELECT id FROM lot WHERE item = ?3 AND code = ?4), 0), ?5)
        """, rows: lines.count,
        lines.flatMap { line -> [Value] in
          [
            .integer(transfer.number), .integer(Int64(line.number)), .id(line.item), .text(ifAny: line.lot?.code),
            .quantity(line.requested),
          ]
        }))
    return statements
  }

  static func step(_ transfer: TransferID, _ steps: [TransferStep]) -> Statement {
    Statement(
      """
      UPDATE transfer_line SET requested = requested + ?3, shipped = shipped + ?4, good = good + ?5,
        damaged = damaged + ?6, over = over + ?7, closed = closed + ?8, pending_good = pending_good + ?9,
        pending_damaged = pending_damaged + ?10, pending_over = pending_over + ?11,
        shipped_value = shipped_value + ?12, arrived_value = arrived_value + ?13
      WHERE transfer = ?1 AND number = ?2
      """, rows: steps.count,
      steps.flatMap { step -> [Value] in
        [
          .integer(transfer.number), .integer(Int64(step.line)), .quantity(step.requested), .quantity(step.shipped),
          .quantity(step.good), .quantity(step.damaged), .quantity(step.over), .quantity(step.closed),
          .quantity(step.pendingGood), .quantity(step.pendingDamaged), .quantity(step.pendingOver),
          .money(step.shippedValue), .money(step.arrivedValue),
        ]
      })
  }

  static func set(_ transfer: TransferID, _ serials: [TransferSerial]) -> Statement {
    Statement(
      """
      INSERT INTO transfer_serial(transfer, item, serial, line, state) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT(transfer, item, serial) DO UPDATE SET line = excluded.line, state = excluded.state
      """, rows: serials.count,
      serials.flatMap { serial -> [Value] in
        [
          .integer(transfer.number), .id(serial.item), .text(serial.serial), .integer(Int64(serial.line)),
          .integer(Int64(serial.state.rawValue)),
        ]
      })
  }
}
