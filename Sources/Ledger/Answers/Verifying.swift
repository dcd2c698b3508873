import Inventory
import Storage
import Synchronization

extension Answers {
  /// Every check, each of which reads what it needs once: looks at all there is, and twice at what seems wrong.
  func answer(_ question: Verification) throws(InventoryError) -> [Verification.Finding] {
    let database = try reader.streaming().database
    let all = VerificationWork.all
    let findings = Mutex([Result<[Verification.Finding], InventoryError>](repeating: .success([]), count: all.count))
    // The long ones first, so that who is done with the others does not wait for one of them.
    let order = all.indices.filter { all[$0].isLong } + all.indices.filter { !all[$0].isLong }
    database.sideBySide(
      order.map { index in
        {
          // Where one fails the whole fails: nobody waits for the rest.
          guard findings.withLock({ $0.allSatisfy(\.isSuccess) }) else { return }
          let found = all[index].result(database)
          findings.withLock { $0[index] = found }
        }
      })
    var found: [Verification.Finding] = []
    for result in findings.withLock({ $0 }) { found += try result.get() }
    return found
  }
}

extension Result {
  fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}

/// A piece of a verification.
private enum VerificationWork: Sendable {
  case balances
  case check(Check)
  case values
  case seals
  case numbers
  case walls
  case words

  static var all: [VerificationWork] {
    let checks =
      Check.all + Check.ofCounting + Check.ofLots + Check.ofMoving + Check.ofPlates + Check.ofPromising
      + Check.ofReordering + Check.ofBuying
    return [.balances] + checks.map { .check($0) } + [.values, .seals, .numbers, .walls, .words]
  }

  /// Whether all the ledger is read for it.
  var isLong: Bool {
    switch self {
    case .balances, .seals: true
    default: false
    }
  }

  func result(_ database: any Database) -> Result<[Verification.Finding], InventoryError> {
    do throws(InventoryError) {
      return .success(try findings(Reader(database: database)))
    } catch {
      return .failure(error)
    }
  }

  private func findings(_ reader: Reader) throws(InventoryError) -> [Verification.Finding] {
    let answers = Answers(reader: reader, for: .house)
    switch self {
    case .balances: return try answers.balancesAreSums()
    case .check(let check): return [try check.finding(reader)]
    case .values: return [try answers.keptValuesAreFolds()]
    case .seals: return [try SealChecks(reader: reader, kept: nil).finding()]
    case .numbers: return [try answers.numbered(reader)]
    case .walls: return [try WallChecks(reader: reader).finding()]
    case .words: return try WordChecks(reader: reader).findings()
    }
  }
}

extension Check {
  fileprivate func finding(_ reader: Reader) throws(InventoryError) -> Verification.Finding {
    let count = try reader.first(Statement(count)) { Int($0.integer(0)) } ?? 0
    let drift = try reader.all(Statement(drift + " LIMIT 100")) { $0.text(0) }
    return Verification.Finding(check: name, checked: count, drift: drift)
  }
}

/// A named check: how many things it looks at, and the words for each that does not hold.
struct Check: Sendable {
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
