/// What must hold of pallets and of put-away. That goods of a pallet were taken piece by piece is no drift: it is in doubt
/// then, and says so.
extension Check {
  static let ofPlates = [
    Check(
      name: "a pallet has something on it until it is opened", count: "SELECT count(*) FROM plate",
      drift: """
        SELECT 'pallet ' || p.code FROM plate p
        WHERE (p.status = 'opened') = EXISTS (SELECT 1 FROM plate_content WHERE plate = p.id)
        """),
    Check(
      name: "a pallet stands in a place or is on its way", count: "SELECT count(*) FROM plate WHERE status <> 'opened'",
      drift: """
        SELECT 'pallet ' || p.code FROM plate p
        LEFT JOIN location l ON l.id = p.location LEFT JOIN transfer t ON t.id = p.transfer
        WHERE p.status = 'standing' AND l.id IS NULL OR p.status = 'in_transit' AND t.id IS NULL
        """),
    Check(
      name: "a pallet has as many serials as units", count: "SELECT count(*) FROM plate_serial",
      drift: """
        SELECT 'pallet ' || p.code FROM (SELECT plate, item, count(*) AS serials FROM plate_serial GROUP BY plate, item) n
        JOIN plate p ON p.id = n.plate
        LEFT JOIN plate_content c ON c.plate = n.plate AND c.item = n.item AND c.lot = 0
        WHERE c.quantity IS NOT 1000 * n.serials
        """),
    Check(
      name: "rules of put-away are about items there are", count: "SELECT count(*) FROM putaway_rule",
      drift: """
        SELECT 'rule of item ' || w.item FROM putaway_rule w LEFT JOIN item i ON i.id = w.item
        WHERE w.item <> 0 AND i.id IS NULL
        """),
  ]
}
