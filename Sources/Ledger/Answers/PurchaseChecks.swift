import Inventory

/// What must hold of orders and receipts (`spec.md` 3.9).
extension Check {
  static let ofBuying = [
    Check(
      name: "lines of orders say what their receipts say", count: "SELECT count(*) FROM order_line",
      drift: """
        SELECT \(line) FROM order_line c JOIN purchase_order o ON o.id = c.purchase_order
        LEFT JOIN (SELECT x.purchase_order, r.order_line, sum(r.received) AS received, sum(r.rejected) AS rejected,
            sum(r.closed) AS closed
          FROM receipt x JOIN receipt_line r ON r.receipt = x.id WHERE x.status = 'posted'
          GROUP BY x.purchase_order, r.order_line) s ON s.purchase_order = c.purchase_order AND s.order_line = c.number
        WHERE (c.received, c.rejected) IS NOT (ifnull(s.received, 0), ifnull(s.rejected, 0))
          OR c.closed < ifnull(s.closed, 0)
        """),
    Check(
      name: "lines of orders say what the ledger says", count: "SELECT count(*) FROM order_line",
      drift: """
        SELECT \(line) FROM order_line c JOIN purchase_order o ON o.id = c.purchase_order
        LEFT JOIN (SELECT p.purchase_order, p.line, sum(e.on_hand) AS stocked, sum(e.incoming) AS incoming
          FROM purchase_entry p JOIN ledger e ON e.seq = p.entry WHERE p.purchase_order IS NOT NULL
          GROUP BY p.purchase_order, p.line) s ON s.purchase_order = c.purchase_order AND s.line = c.number
        WHERE c.received - c.rejected <> ifnull(s.stocked, 0)
          OR ifnull(s.incoming, 0) <> iif(o.status = 'sent', max(c.ordered - c.received - c.closed, 0), 0)
        """),
    Check(
      name: "expected receipts say what the ledger says",
      count: "SELECT count(*) FROM receipt WHERE purchase_order IS NULL",
      drift: """
        SELECT printf('item %d at location %d', item, location) FROM (
          SELECT r.item, x.location, r.received AS quantity FROM receipt x JOIN receipt_line r ON r.receipt = x.id
          WHERE x.status = 'expected'
          UNION ALL SELECT e.item, e.location, -e.incoming FROM purchase_entry p JOIN ledger e ON e.seq = p.entry
          WHERE p.purchase_order IS NULL)
        GROUP BY item, location HAVING sum(quantity) <> 0
        """),
    Check(
      name: "incoming is what transfers, orders and expected receipts bring",
      count: "SELECT count(*) FROM stock_record",
      drift: """
        SELECT printf('item %d at location %d', r.item, r.location) FROM stock_record r
        LEFT JOIN (SELECT e.item, e.location, sum(e.incoming) AS incoming
          FROM (SELECT entry FROM transfer_entry UNION ALL SELECT entry FROM purchase_entry) p
          JOIN ledger e ON e.seq = p.entry GROUP BY e.item, e.location) s ON s.item = r.item AND s.location = r.location
        WHERE r.incoming <> ifnull(s.incoming, 0)
        """),
    Check(
      name: "orders stand where their lines do", count: "SELECT count(*) FROM purchase_order",
      drift: """
        SELECT o.number FROM purchase_order o
        WHERE NOT EXISTS (SELECT 1 FROM order_line c WHERE c.purchase_order = o.id)
          OR o.status IN ('draft', 'cancelled')
            AND EXISTS (SELECT 1 FROM order_line c WHERE c.purchase_order = o.id AND c.received + c.closed > 0)
          OR o.status NOT IN ('draft', 'cancelled')
            AND (o.status = 'sent') <> EXISTS (SELECT 1 FROM order_line c WHERE c.purchase_order = o.id
              AND c.ordered > c.received + c.closed)
        """),
    Check(
      name: "a requisition is ordered when all its lines are", count: "SELECT count(*) FROM requisition",
      drift: """
        SELECT printf('RQ-%04d', q.id) FROM requisition q
        WHERE (q.status = 'ordered') <> NOT EXISTS (SELECT 1 FROM requisition_line c
          WHERE c.requisition = q.id AND c.purchase_order IS NULL)
        """),
    Check(
      name: "receipts name as many serials as they took", count: "SELECT count(*) FROM receipt_line",
      drift: """
        SELECT printf('RC-%04d line %d', c.receipt, c.number) FROM receipt_line c JOIN receipt x ON x.id = c.receipt
        JOIN item i ON i.id = c.item
        WHERE i.tracking = 'serial' AND x.status IN ('posted', 'pending') AND c.received - c.rejected <> 1000 * (
          SELECT count(*) FROM receipt_serial z WHERE z.receipt = c.receipt AND z.line = c.number)
        """),
  ]

  private static let line = "o.number || ' line ' || c.number"
}
