import Inventory

/// What must hold of transfers (`algorithms.md` 4.16).
extension Check {
  static let ofMoving = [
    Check(
      name: "transfer lines say what the ledger says", count: "SELECT count(*) FROM transfer_line",
      drift: """
        SELECT \(line("c")) FROM transfer_line c
        JOIN transfer x ON x.id = c.transfer
        LEFT JOIN (SELECT p.transfer, p.line,
            -sum(CASE WHEN e.kind = 8 AND e.location <> y.destination THEN e.on_hand ELSE 0 END) AS shipped,
            sum(CASE WHEN e.kind IN (3, 9) AND e.location = y.destination THEN e.on_hand ELSE 0 END) AS came,
            sum(CASE WHEN e.kind = 3 THEN e.on_hand ELSE 0 END) AS over, sum(e.incoming) AS incoming,
            -sum(CASE WHEN e.kind = 8 AND e.location <> y.destination THEN p.value ELSE 0 END) AS value
          FROM transfer_entry p JOIN ledger e ON e.seq = p.entry JOIN transfer y ON y.id = p.transfer
          GROUP BY p.transfer, p.line) s ON s.transfer = c.transfer AND s.line = c.number
        WHERE (c.shipped, c.good + c.damaged, c.over, c.shipped + c.over - c.good - c.damaged - c.closed, c.shipped_value)
          IS NOT (ifnull(s.shipped, 0), ifnull(s.came, 0), ifnull(s.over, 0), ifnull(s.incoming, 0), ifnull(s.value, 0))
        """),
    Check(
      name: "shipped + over = good + damaged + closed short + in transit, in quantity and in value",
      count: "SELECT count(*) FROM transfer_line",
      drift: """
        SELECT \(line("c")) FROM transfer_line c
        WHERE c.good + c.damaged + c.closed > c.shipped + c.over OR c.arrived_value > c.shipped_value
          OR (c.shipped + c.over = c.good + c.damaged + c.closed) AND c.arrived_value <> c.shipped_value
          OR c.closed <> ifnull((SELECT sum(d.quantity) FROM discrepancy d WHERE d.transfer = c.transfer
            AND d.line = c.number AND d.kind = 'short' AND d.resolution IS NOT 'came_later'), 0)
        """),
    Check(
      name: "a serial of a transfer is where its line has it", count: "SELECT count(*) FROM transfer_serial",
      drift: """
        SELECT \(line("c")) FROM transfer_line c JOIN item i ON i.id = c.item AND i.tracking = 'serial'
        WHERE c.shipped + c.over - c.good - c.damaged - c.closed <> 1000 * (SELECT count(*) FROM transfer_serial z
          WHERE z.transfer = c.transfer AND z.item = c.item AND z.line = c.number AND z.state = 0)
        """),
    Check(
      name: "what waits to be posted is the sum of what was scanned", count: "SELECT count(*) FROM receive_event",
      drift: """
        SELECT \(line("c")) FROM transfer_line c
        LEFT JOIN (SELECT e.transfer, e.line, sum(CASE WHEN e.condition <> 1 THEN e.quantity ELSE 0 END) AS good,
            sum(CASE WHEN e.condition = 1 THEN e.quantity ELSE 0 END) AS damaged,
            sum(CASE WHEN e.condition = 2 THEN e.quantity ELSE 0 END) AS over
          FROM receive_event e WHERE e.posted_by IS NULL AND e.line IS NOT NULL GROUP BY e.transfer, e.line) s
          ON s.transfer = c.transfer AND s.line = c.number
        WHERE (c.pending_good, c.pending_damaged, c.pending_over)
          IS NOT (ifnull(s.good, 0), ifnull(s.damaged, 0), ifnull(s.over, 0))
        """),
    Check(
      name: "a transfer that is over has nothing in transit",
      count: "SELECT count(*) FROM transfer WHERE status IN ('completed', 'cancelled')",
      drift: """
        SELECT \(line("c")) FROM transfer_line c JOIN transfer x ON x.id = c.transfer
        WHERE x.status IN ('completed', 'cancelled') AND c.shipped + c.over > c.good + c.damaged + c.closed
          OR x.status = 'completed' AND c.requested > c.shipped
        """),
  ]

  private static func line(_ line: String) -> String {
    "printf('TR-%04d line %d', \(line).transfer, \(line).number)"
  }
}
