import Inventory
import Storage

/// Looks up the serials of counted lines: what the books had at a place at the last scan, what was found there, and where
/// the found ones are now.
struct SerialFinder {
  private let reader: Reader

  init(_ reader: Reader) { self.reader = reader }

  private struct Gathered {
    /// How often the books had a serial here at the last scan, and which are here now.
    var here: [String: Int] = [:]
    var spelt: [String: String] = [:]
    var hereNow: Set<String> = []
    var blockedHere: Set<String> = []
    var counted: [String] = []
    var places: [String: SerialFact] = [:]
    var movedSince: Set<String> = []
  }

  /// The serials found at a place at this moment, against those the books have there.
  func now(_ counted: [String], _ item: ItemID, _ place: LocationID) throws(InventoryError) -> SerialCount {
    let expected = try reader.all(
      Statement(
        "SELECT code FROM serial WHERE item = ?1 AND location = ?2 ORDER BY code", [.id(item), .id(place)])
    ) { $0.text(0) }
    var places: [String: SerialFact] = [:]
    for serial in Set(counted + expected) {
      places[serial.lowercased()] = try FactFinder(reader: reader).serial(item, serial)
    }
    return SerialCount(expected: expected, counted: counted, places: places)
  }

  func add(_ which: CountFinder.Selection, _ facts: inout CountFacts) throws(InventoryError) {
    var gathered: [Int: Gathered] = [:]
    try reader.each([
      which.statement(
        "c.number, n.serial, m.location, l.code, s.code, ifnull(l.quarantine, 0), x.kind IN (13, 14), m.status",
        """
        CROSS JOIN count_serial n ON n.stocktake = c.stocktake AND n.item = c.item AND n.location = c.location
        LEFT JOIN serial m ON m.item = c.item AND m.code = n.serial LEFT JOIN location l ON l.id = m.location
        LEFT JOIN location s ON s.id = l.site LEFT JOIN ledger x ON x.seq = m.last_entry
        """, "c.number, n.event"),
      which.statement(
        "c.number, n.code, x.kind IN (13, 14), n.status",
        """
        CROSS JOIN item i ON i.id = c.item AND i.tracking = 'serial'
        CROSS JOIN serial n ON n.item = c.item AND n.location = c.location
        LEFT JOIN ledger x ON x.seq = n.last_entry
        """, "c.number, n.code"),
      // What came after the last scan, to be taken off again.
      which.statement(
        """
        c.number, x.serial, CASE WHEN e.location = c.location THEN sign(e.on_hand) ELSE 0 END, e.kind IN (13, 14),
          m.location
        """,
        """
        CROSS JOIN item i ON i.id = c.item AND i.tracking = 'serial'
        CROSS JOIN ledger e ON e.item = c.item AND e.occurred_at >= c.last_at CROSS JOIN entry_serial x ON x.entry = e.seq
        LEFT JOIN serial m ON m.item = e.item AND m.code = x.serial
        """, "c.number", more: CountFinder.isLater),
      // A count applied since, where a found one is now.
      which.statement(
        "c.number, n.serial",
        """
        CROSS JOIN count_serial n ON n.stocktake = c.stocktake AND n.item = c.item AND n.location = c.location
        CROSS JOIN serial m ON m.item = c.item AND m.code = n.serial AND m.location <> c.location
        CROSS JOIN count_anchor a ON a.item = c.item AND a.location = m.location AND a.lot = 0
          AND a.occurred_at >= c.last_at AND a.withdrawn_by IS NULL
        """, "c.number"),
    ]) { statement, row in
      var line = gathered[Int(row.integer(0))] ?? Gathered()
      let serial = row.text(1)
      let name = serial.lowercased()
      switch statement {
      case 0:
        line.counted.append(serial)
        if !row.isNull(2) {
          let (code, site) = (row.text(3), row.text(4))
          line.places[name] = SerialFact(
            location: LocationID(row.integer(2)), place: code == site ? code : site + "/" + code,
            wasCounted: row.flag(6), isQuarantine: row.flag(5),
            status: SerialStatus(rawValue: row.text(7)) ?? .inStock)
        }
      case 1:
        line.here[name, default: 0] += 1
        line.spelt[name] = serial
        line.hereNow.insert(name)
        if row.text(3) == SerialStatus.quarantined.rawValue { line.blockedHere.insert(name) }
      case 2:
        line.here[name, default: 0] -= Int(row.integer(2))
        line.spelt[name] = serial
        if !row.flag(3) { line.movedSince.insert(name) }
        if line.places[name] == nil, !row.isNull(4) {
          line.places[name] = SerialFact(location: LocationID(row.integer(4)), place: nil)
        }
      default: line.movedSince.insert(name)
      }
      gathered[Int(row.integer(0))] = line
      return true
    }
    for index in facts.lines.indices where facts.lines[index].tracking == .serial {
      let line = gathered[facts.lines[index].line.number] ?? Gathered()
      var places = line.places
      let here = facts.lines[index].line
      for name in line.hereNow where places[name] == nil {
        places[name] = SerialFact(
          location: here.location, place: here.place, status: line.blockedHere.contains(name) ? .quarantined : .inStock)
      }
      facts.lines[index].key.serials = SerialCount(
        expected: line.here.filter { $0.value > 0 }.compactMap { line.spelt[$0.key] }.sorted(), counted: line.counted,
        places: places, movedSince: line.movedSince)
    }
  }
}
