import Inventory

/// What must hold of reservations.
extension Check {
  static let ofPromising = [
    Check(
      name: "reservations hold no more of a record than is reserved and allocated there",
      count: "SELECT count(*) FROM reservation_piece",
      drift: """
        SELECT 'item ' || r.item || ' at location ' || r.location FROM (
          SELECT p.item, p.location, sum(CASE WHEN x.status <> 'confirmed' THEN p.open ELSE 0 END) AS reserved,
            sum(CASE WHEN x.status = 'confirmed' THEN p.open ELSE 0 END) AS allocated
          FROM reservation_piece p JOIN reservation x ON x.id = p.reservation WHERE p.open > 0
          GROUP BY p.item, p.location) r
        LEFT JOIN stock_record s ON s.item = r.item AND s.location = r.location
        WHERE r.reserved > ifnull(s.reserved, 0) OR r.allocated > ifnull(s.allocated, 0)
        """),
    Check(
      name: "reservations hold no more of a lot than is reserved and allocated of it",
      count: "SELECT count(*) FROM reservation_piece WHERE lot <> 0",
      drift: """
        SELECT 'lot ' || r.lot || ' at location ' || r.location FROM (
          SELECT p.lot, p.location, sum(CASE WHEN x.status <> 'confirmed' THEN p.open ELSE 0 END) AS reserved,
            sum(CASE WHEN x.status = 'confirmed' THEN p.open ELSE 0 END) AS allocated
          FROM reservation_piece p JOIN reservation x ON x.id = p.reservation WHERE p.open > 0 AND p.lot <> 0
          GROUP BY p.lot, p.location) r
        LEFT JOIN lot_stock k ON k.lot = r.lot AND k.location = r.location
        WHERE r.reserved > ifnull(k.reserved, 0) OR r.allocated > ifnull(k.allocated, 0)
        """),
    Check(
      name: "pieces of reservations are the sums of their entries", count: "SELECT count(*) FROM reservation_piece",
      drift: """
        SELECT \(number("p.reservation")) || ' line ' || p.line FROM reservation_piece p
        LEFT JOIN (SELECT q.reservation, q.line, e.location, ifnull(e.lot, 0) AS lot,
            sum(e.reserved + e.allocated) AS open, -sum(CASE WHEN e.kind = 12 THEN e.on_hand ELSE 0 END) AS fulfilled,
            -sum(CASE WHEN e.kind IN (11, 21) THEN e.reserved + e.allocated ELSE 0 END) AS released,
            -sum(CASE WHEN e.kind = 15 THEN e.reserved + e.allocated ELSE 0 END) AS cut, max(e.item) AS item,
            sum(e.allocated) AS allocated
          FROM reservation_entry q JOIN ledger e ON e.seq = q.entry
          GROUP BY q.reservation, q.line, e.location, ifnull(e.lot, 0)) s
          ON s.reservation = p.reservation AND s.line = p.line AND s.location = p.location AND s.lot = p.lot
        JOIN reservation x ON x.id = p.reservation
        WHERE (p.open, p.fulfilled, p.released, p.cut, p.item) IS NOT (s.open, s.fulfilled, s.released, s.cut, s.item)
          OR s.allocated <> CASE WHEN x.status = 'confirmed' THEN p.open ELSE 0 END
        """),
    Check(
      name: "every entry of a reservation has its piece", count: "SELECT count(*) FROM reservation_entry",
      drift: """
        SELECT 'entry ' || q.entry FROM reservation_entry q LEFT JOIN ledger e ON e.seq = q.entry
        LEFT JOIN reservation_piece p ON p.reservation = q.reservation AND p.line = q.line AND p.location = e.location
          AND p.lot = ifnull(e.lot, 0)
        WHERE p.reservation IS NULL
        """),
    Check(
      name: "a line of a reservation holds and waits for no more than was asked for",
      count: "SELECT count(*) FROM reservation_line",
      drift: """
        SELECT \(number("c.reservation")) || ' line ' || c.number FROM reservation_line c
        WHERE c.requested < c.waiting + (SELECT ifnull(sum(p.open + p.fulfilled + p.released + p.cut), 0)
            FROM reservation_piece p WHERE p.reservation = c.reservation AND p.line = c.number)
          OR EXISTS (SELECT 1 FROM reservation_piece p
            WHERE p.reservation = c.reservation AND p.line = c.number AND p.item <> c.item)
        """),
    Check(
      name: "a reservation that is over holds and waits for nothing, one that is not does",
      count: "SELECT count(*) FROM reservation",
      drift: """
        SELECT \(number("x.id")) FROM reservation x
        WHERE (x.status IN ('reserved', 'partial', 'confirmed')) <> (
            EXISTS (SELECT 1 FROM reservation_piece p WHERE p.reservation = x.id AND p.open > 0)
            OR EXISTS (SELECT 1 FROM reservation_line c WHERE c.reservation = x.id AND c.waiting > 0))
          OR (x.status IN ('reserved', 'partial', 'confirmed')) <> (x.closed_at IS NULL)
          OR x.status = 'confirmed' AND x.confirmed_at IS NULL
        """),
  ]

  private static func number(_ reservation: String) -> String { "printf('RV-%04d', \(reservation))" }
}
