import Inventory
import Storage

/// Transfers as rows.
enum TransferTable {
  static let columns = """
    x.id, x.source, xl.code, xs.code, x.destination, yl.code, ys.code, x.status, x.priority, x.eta, x.reference, x.note,
    x.created_by, x.created_at, x.shipped_at, x.closed_at, x.version
    """
  static let joins = """
    CROSS JOIN location xl ON xl.id = x.source CROSS JOIN location xs ON xs.id = xl.site
    CROSS JOIN location yl ON yl.id = x.destination CROSS JOIN location ys ON ys.id = yl.site
    """
  /// How many columns a transfer takes.
  static let width = 17

  static func row(_ row: any Row) -> Transfer {
    func path(_ column: Int) -> String {
      let (code, site) = (row.text(column), row.text(column + 1))
      return code == site ? code : site + "/" + code
    }
    return Transfer(
      id: TransferID(row.integer(0)), source: LocationID(row.integer(1)), sourcePlace: path(2),
      destination: LocationID(row.integer(4)), destinationPlace: path(5),
      status: TransferStatus(rawValue: row.text(7)) ?? .requested,
      priority: TransferPriority(rawValue: row.text(8)) ?? .normal, eta: row.instantOrNil(9),
      reference: row.textOrNil(10), note: row.textOrNil(11), createdBy: row.text(12), createdAt: row.instant(13),
      shippedAt: row.instantOrNil(14), closedAt: row.instantOrNil(15), version: row.integer(16))
  }

  static func find(_ transfer: TransferID) -> Statement {
    Statement("SELECT \(columns) FROM transfer x \(joins) WHERE x.id = ?1", [.integer(transfer.number)])
  }

  static func guarding(_ transfer: TransferID, isAt version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM transfer WHERE id = ?1 AND version = ?2)",
      [.integer(transfer.number), .integer(version)])
  }

  static func add(_ transfer: Transfer) -> Statement {
    Statement(
      """
      INSERT INTO transfer(id, source, destination, status, priority, eta, reference, note, created_by, created_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
      """,
      [
        .integer(transfer.id.number), .id(transfer.source), .id(transfer.destination),
        .text(transfer.status.rawValue), .text(transfer.priority.rawValue), .instant(ifAny: transfer.eta),
        .text(ifAny: transfer.reference), .text(ifAny: transfer.note), .text(transfer.createdBy),
        .instant(transfer.createdAt),
      ])
  }

  static func set(_ transfer: Transfer, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE transfer SET status = ?2, priority = ?3, eta = ?4, reference = ?5, note = ?6, shipped_at = ?7,
          closed_at = ?8, version = version + 1
        WHERE id = ?1 AND version = ?9
        """,
        [
          .integer(transfer.id.number), .text(transfer.status.rawValue), .text(transfer.priority.rawValue),
          .instant(ifAny: transfer.eta), .text(ifAny: transfer.reference), .text(ifAny: transfer.note),
          .instant(ifAny: transfer.shippedAt), .instant(ifAny: transfer.closedAt), .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  /// Entry of the act, transfer, line, value.
  static let addEntry = """
    INSERT INTO transfer_entry(entry, transfer, line, value)
    SELECT first_entry + ?1, ?2, ?3, ?4 FROM act WHERE id = (SELECT max(id) FROM act)
    """
}

extension Value {
  static func instant(ifAny instant: Instant?) -> Value { instant.map { .instant($0) } ?? .null }
}
