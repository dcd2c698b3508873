import Inventory
import Storage

extension Answers {
  /// Every check, each of which reads what it needs once.
  func answer(_ question: Verification) throws(InventoryError) -> [Verification.Finding] {
    // Looks at all there is, and twice at what seems wrong: nothing of it is kept.
    try Answers(reader: reader.streaming(), for: .house).findings()
  }

  private func findings() throws(InventoryError) -> [Verification.Finding] {
    var findings = try balancesAreSums()
    for check in Check.all + Check.ofCounting + Check.ofLots + Check.ofMoving + Check.ofPlates
      + Check.ofPromising + Check.ofReordering + Check.ofBuying
    {
      let count = try reader.first(Statement(check.count)) { Int($0.integer(0)) } ?? 0
      let drift = try reader.all(Statement(check.drift + " LIMIT 100")) { $0.text(0) }
      findings.append(Verification.Finding(check: check.name, checked: count, drift: drift))
    }
    findings.append(try keptValuesAreFolds())
    findings += try auditFindings(reader)
    return findings
  }
}

/// A named check: how many things it looks at, and the words for each that does not hold.
struct Check {
  var name: String
  var count: String
  var drift: String

  static let all = [
    Check(
      name: "lot balances are the sums of their entries", count: "SELECT count(*) FROM lot_stock",
      drift: """
        SELECT 'lot ' || k.lot || ' at location ' || k.location FROM lot_stock k
        WHERE (k.on_hand, k.reserved, k.allocated, k.blocked) IS NOT (
          SELECT sum(e.on_hand), sum(e.reserved), sum(e.allocated), sum(e.blocked) FROM ledger e
          WHERE e.item = (SELECT item FROM lot WHERE id = k.lot) AND e.lot = k.lot AND e.location = k.location)
        """),
    Check(
      name: "a serial is where its last entry put it", count: "SELECT count(*) FROM serial",
      drift: """
        SELECT 'serial ' || n.code FROM serial n LEFT JOIN ledger e ON e.seq = n.last_entry
        WHERE e.seq IS NULL OR e.item <> n.item
          OR n.location IS NOT CASE WHEN e.on_hand >= 0 THEN e.location END
        """),
    Check(
      name: "serial-tracked items have as many serials as units",
      count: "SELECT count(*) FROM item WHERE tracking = 'serial'",
      drift: """
        SELECT 'item ' || i.sku || ' at location ' || r.location FROM item i JOIN stock_record r ON r.item = i.id
        WHERE i.tracking = 'serial' AND r.on_hand <> 1000 * (SELECT count(*) FROM serial n
          WHERE n.item = i.id AND n.location = r.location)
        """),
    Check(
      name: "reversals undo what they name", count: "SELECT count(*) FROM entry_detail WHERE reverses IS NOT NULL",
      drift: """
        SELECT 'entry ' || d.entry FROM entry_detail d JOIN ledger e ON e.seq = d.entry
        LEFT JOIN ledger o ON o.seq = d.reverses
        WHERE d.reverses IS NOT NULL AND (o.seq IS NULL OR o.item <> e.item OR o.location <> e.location
          OR o.on_hand <> -e.on_hand OR o.reserved <> -e.reserved)
        """),
    Check(
      name: "headers count right", count: "SELECT count(*) FROM site_counter",
      drift: """
        SELECT 'site ' || c.site FROM site_counter c WHERE (c.records, c.low, c.out_of_stock) IS NOT (
          SELECT count(*), ifnull(sum(r.reorder_point >= r.on_hand - r.reserved - r.allocated - r.blocked), 0),
            ifnull(sum(r.reorder_point >= r.on_hand - r.reserved - r.allocated - r.blocked
              AND r.on_hand - r.reserved - r.allocated - r.blocked <= 0), 0)
          FROM location l JOIN stock_record r ON r.location = l.id WHERE l.site = c.site)
        """),
    Check(
      name: "places stand in their sites", count: "SELECT count(*) FROM location",
      drift: """
        SELECT l.code FROM location l LEFT JOIN location p ON p.id = l.parent
        WHERE l.path <> ifnull(p.path, '/') || l.id || '/' OR l.site <> ifnull(p.site, l.id)
        """),
    Check(
      name: "a house with operators has an admin at work", count: "SELECT count(*) FROM operator",
      drift: """
        SELECT 'no admin' WHERE EXISTS (SELECT 1 FROM operator)
          AND NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND active = 1)
        """),
    Check(
      name: "the database is sound", count: "SELECT 1",
      drift: "SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'"),
    Check(
      name: "nothing refers to what is not there", count: "SELECT 1",
      drift: "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check"),
  ]
}
