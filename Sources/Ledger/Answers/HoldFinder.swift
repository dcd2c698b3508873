import Inventory
import Storage

extension CountFinder {
  /// Who holds goods of a record: the pieces of reservations, and by reference what movements alone reserved.
  func holds(of key: RecordKey) throws(InventoryError) -> [Hold] {
    var holds: [Hold] = []
    var newest: [ReservationPart: Int64] = [:]
    try reader.each([
      Statement(
        """
        SELECT x.subject, t.code, p.open, x.status, x.expires_at, x.version, p.reservation, p.line
        FROM reservation_piece p INDEXED BY reservation_piece_open CROSS JOIN reservation x ON x.id = p.reservation
        LEFT JOIN lot t ON t.id = p.lot WHERE p.item = ?1 AND p.location = ?2 AND p.open > 0
        """, [.id(key.item), .id(key.location)]),
      Statement(
        """
        SELECT e.reference, t.code, sum(e.reserved), sum(e.allocated), max(e.seq), q.reservation, q.line FROM ledger e
        LEFT JOIN lot t ON t.id = e.lot LEFT JOIN reservation_entry q ON q.entry = e.seq
        WHERE e.item = ?1 AND e.location = ?2 AND (e.reserved <> 0 OR e.allocated <> 0)
        GROUP BY q.reservation, q.line, e.reference, e.lot
        """, [.id(key.item), .id(key.location)]),
    ]) { statement, row in
      if statement == 0 {
        holds.append(piece(row))
        return true
      }
      if !row.isNull(5) {
        let part = ReservationPart(ReservationID(row.integer(5)), line: Int(row.integer(6)))
        newest[part] = max(newest[part] ?? 0, row.integer(4))
        return true
      }
      for (column, isConfirmed) in [(2, false), (3, true)] where row.integer(column) > 0 {
        holds.append(
          Hold(
            reference: row.textOrNil(0), lot: row.textOrNil(1), quantity: row.quantity(column),
            isConfirmed: isConfirmed, newestEntry: row.integer(4)))
      }
      return true
    }
    for index in holds.indices {
      if let part = holds[index].part { holds[index].newestEntry = newest[part] ?? 0 }
    }
    return holds
  }

  private func piece(_ row: any Row) -> Hold {
    let isConfirmed = row.text(3) == ReservationStatus.confirmed.rawValue
    var hold = Hold(
      reference: row.text(0), lot: row.textOrNil(1), quantity: row.quantity(2), isConfirmed: isConfirmed,
      isExpired: !isConfirmed && row.instantOrNil(4).map { $0 <= at } ?? false, newestEntry: 0)
    hold.part = ReservationPart(ReservationID(row.integer(6)), line: Int(row.integer(7)))
    hold.version = row.integer(5)
    return hold
  }
}
