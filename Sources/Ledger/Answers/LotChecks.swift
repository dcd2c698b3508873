/// What must hold of lots and serials.
extension Check {
  static let ofLots = [
    Check(
      name: "no lot has more blocked than there is, and its rows know their item",
      count: "SELECT count(*) FROM lot_stock",
      drift: """
        SELECT 'lot ' || k.lot || ' at location ' || k.location FROM lot_stock k JOIN lot t ON t.id = k.lot
        WHERE k.blocked > k.on_hand OR k.item <> t.item OR k.unusable <> (t.status <> 'active')
        """),
    Check(
      name: "what may not be used of a lot is free only where it is promised",
      count: "SELECT count(*) FROM lot WHERE status <> 'active'",
      drift: """
        SELECT 'lot ' || t.code || ' at location ' || k.location FROM lot_stock k INDEXED BY lot_stock_to_block
        JOIN lot t ON t.id = k.lot WHERE k.unusable = 1 AND k.on_hand > k.blocked AND k.reserved + k.allocated = 0
          AND NOT EXISTS (SELECT 1 FROM stock_record r WHERE r.item = k.item AND r.location = k.location
            AND (r.reserved + r.allocated > 0 OR r.on_hand - r.blocked > 0))
        """),
    Check(
      name: "a serial is what its last entry made of it", count: "SELECT count(*) FROM serial",
      drift: """
        SELECT 'serial ' || n.code FROM serial n JOIN ledger e ON e.seq = n.last_entry
        WHERE n.status <> \(SerialSchema.status("e"))
        """),
    Check(
      name: "as many serials are blocked as units are",
      count: "SELECT count(*) FROM item WHERE tracking = 'serial'",
      drift: """
        SELECT 'item ' || i.sku || ' at location ' || r.location FROM item i JOIN stock_record r ON r.item = i.id
        WHERE i.tracking = 'serial' AND r.blocked <> 1000 * (SELECT count(*) FROM serial n
          WHERE n.item = i.id AND n.location = r.location AND n.status = 'quarantined')
        """),
    Check(
      name: "a lot that is split loses what the new one gets",
      count: "SELECT count(*) FROM act WHERE action = 'lot.split'",
      drift: """
        SELECT 'act ' || a.id FROM act a WHERE a.action = 'lot.split' AND (
          SELECT sum(e.on_hand) <> 0 OR sum(e.blocked) <> 0 OR count(DISTINCT e.location) <> 1 FROM ledger e
          WHERE e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries AND e.kind = 19)
        """),
  ]
}
