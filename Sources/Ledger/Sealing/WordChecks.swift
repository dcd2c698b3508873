import Inventory
import Storage

/// Holds documents against the last word of the audit about them, where the audit keeps them whole: items, places,
/// operators, lots, rules and settings. What was changed with no event is found so, sealed or not.
struct WordChecks {
  let reader: Reader

  func findings() throws(InventoryError) -> [Verification.Finding] {
    var findings = [try items(), try places(), try operators(), try lots(), try rules(), try settings()]
    for (check, count, drift) in WordChecks.lost {
      let checked = try reader.first(Statement(count)) { Int($0.integer(0)) } ?? 0
      let lost = try reader.all(Statement(drift + " LIMIT 100")) { $0.text(0) }
      findings.append(Verification.Finding(check: check, checked: checked, drift: lost))
    }
    return findings
  }

  /// The last event about an entity that has the document whole, which is where it has this member.
  private static func word(_ entity: String, _ member: String, _ same: String = "") -> String {
    """
    (SELECT w.after FROM (SELECT id, after FROM act WHERE entity = \(entity) AND after IS NOT NULL
        UNION ALL SELECT act, after FROM act_document WHERE entity = \(entity) AND after IS NOT NULL) w
      WHERE json_extract(w.after, '$.\(member)') IS NOT NULL\(same) ORDER BY w.id DESC LIMIT 1)
    """
  }

  private static func code(_ item: String) -> String {
    "\(item).sku || CASE \(item).variant WHEN '' THEN '' ELSE '/' || \(item).variant END"
  }

  private func items() throws(InventoryError) -> Verification.Finding {
    let word = WordChecks.word("'item:' || \(WordChecks.code("i"))", "sku")
    return try finding(
      "items", Statement("SELECT \(ItemTable.columns), \(word) FROM item i"), word: 14,
      ["name", "category", "unit", "track", "active", "unit_cost", "unit_price", "currency", "barcodes", "packs"]
    ) { row in
      let item = ItemTable.item(row)
      return ("item \(item.code)", item.fields)
    }
  }

  /// What follows from where a place stands is not said of it each time.
  private func places() throws(InventoryError) -> Verification.Finding {
    let word = WordChecks.word("'location:' || l.code", "location")
    return try finding(
      "places", Statement("SELECT \(LocationTable.columns), \(word) FROM \(LocationTable.from)"), word: 15,
      ["name", "kind", "parent", "coordinates", "structural", "active"]
    ) { row in
      let location = LocationTable.location(row)
      return ("location \(location.code)", location.fields)
    }
  }

  /// Nobody becomes an operator without an event.
  private func operators() throws(InventoryError) -> Verification.Finding {
    let word = WordChecks.word("'operator:' || o.name", "operator")
    return try finding(
      "operators", Statement("SELECT \(OperatorTable.columns), \(word) FROM operator o"), word: 9,
      ["role", "badge", "limits", "active", "sites"], mustHaveWord: true
    ) { row in
      let person = OperatorTable.row(row)
      return ("operator \(person.name)", person.fields)
    }
  }

  /// A delivery may tell the dates of a lot that had none.
  private func lots() throws(InventoryError) -> Verification.Finding {
    let code = WordChecks.code("i")
    let word = WordChecks.word(
      "'lot:' || \(code) || '/' || t.code", "lot_status", " AND json_extract(w.after, '$.lot') = t.code")
    return try finding(
      "lots",
      Statement("SELECT \(LotTable.columns), i.sku, i.variant, \(word) FROM lot t CROSS JOIN item i ON i.id = t.item"),
      word: LotTable.columnCount + 2, ["made", "expires", "lot_status"], mayFill: ["made", "expires"]
    ) { row in
      let lot = LotTable.versioned(row)
      let code = ItemCode(sku: row.text(LotTable.columnCount), variant: row.text(LotTable.columnCount + 1))
      return ("lot \(lot.code) of \(code)", lot.fields(of: code))
    }
  }

  /// The point also follows the stock record's.
  private func rules() throws(InventoryError) -> Verification.Finding {
    let place = "CASE WHEN l.code = s.code THEN l.code ELSE s.code || '/' || l.code END"
    let word = WordChecks.word("'rule:' || \(WordChecks.code("i")) || '@' || \(place)", "point")
    return try finding(
      "rules", Statement("SELECT \(RuleTable.columns), \(word) FROM \(RuleTable.from)"), word: RuleTable.width,
      ["quantity", "max", "multiple", "min_order", "lead_time", "safety", "vendor"]
    ) { row in
      let rule = RuleTable.signal(row).rule
      return ("the rule of \(rule.code) at \(rule.place)", rule.fields)
    }
  }

  private func settings() throws(InventoryError) -> Verification.Finding {
    var drift: [String] = []
    var count = 0
    try reader.each(
      Statement(
        """
        SELECT s.name, s.value, (SELECT a.after FROM act a WHERE a.entity = 'setting:' || s.name AND a.after IS NOT NULL
          ORDER BY a.id DESC LIMIT 1) FROM setting s
        """)
    ) { row in
      count += 1
      let (name, value) = (row.text(0), row.text(1))
      let word = JSONParts.members(row.text(2)).first { $0.name == name }.map { JSONParts.plain($0.value) }
      if word == nil { drift.append("setting \(name) is \(value), and no event says so") }
      if let word, word != value { drift.append("setting \(name) is \(value), and the last event made it \(word)") }
      return true
    }
    return Verification.Finding(check: WordChecks.check("settings"), checked: count, drift: drift)
  }

  private static func check(_ what: String) -> String { "\(what) are what the audit last said" }

  /// - Parameters:
  ///   - word: the column of the audit's last word.
  ///   - names: the fields that are compared.
  ///   - mayFill: of those, what may be there now where the word had nothing.
  private func finding(
    _ what: String, _ statement: Statement, word: Int, _ names: Set<String>, mustHaveWord: Bool = false,
    mayFill: Set<String> = [], _ make: (any Row) -> (name: String, fields: Fields)
  ) throws(InventoryError) -> Verification.Finding {
    var count = 0
    var drift: [String] = []
    try reader.each(statement) { row in
      count += 1
      if row.isNull(word) {
        if mustHaveWord { drift.append("\(make(row).name) is there, and no event says so") }
        return drift.count < 100
      }
      let (name, fields) = make(row)
      let last = row.text(word)
      if fields.json == last { return true }
      let members = JSONParts.members(last)
      for field in fields.list where names.contains(field.name) {
        guard let was = members.first(where: { $0.name == field.name })?.value else { continue }
        if was == "null", mayFill.contains(field.name) { continue }
        var now = ""
        field.value.write(to: &now)
        if WordChecks.isSame(was, now) { continue }
        drift.append(
          "\(name): \(field.name) is \(WordChecks.shown(now)), and the last event left it \(WordChecks.shown(was))")
      }
      return drift.count < 100
    }
    return Verification.Finding(check: WordChecks.check(what), checked: count, drift: drift)
  }

  /// A list is the same in any order.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard one.hasPrefix("["), other.hasPrefix("[") else { return false }
    return JSONParts.elements(one).sorted() == JSONParts.elements(other).sorted()
  }

  private static func shown(_ value: String) -> String {
    let plain = JSONParts.plain(value)
    return plain.isEmpty ? "nothing" : plain
  }

  /// What the audit knows and is not there any more: nothing of it is ever deleted. A semicolon, which follows the colon,
  /// stands in no statement's text: far databases are sent one statement a text.
  private static let lost: [(check: String, count: String, drift: String)] = [
    (
      "no item that the audit knows is gone", "SELECT count(*) FROM item",
      """
      SELECT a.entity || ' is gone'
      FROM (SELECT entity FROM act WHERE entity >= 'item:' AND entity < 'item' || char(59)
          UNION SELECT entity FROM act_document WHERE entity >= 'item:' AND entity < 'item' || char(59)) a
      WHERE NOT EXISTS (SELECT 1 FROM item i
        WHERE i.sku = CASE instr(a.entity, '/') WHEN 0 THEN substr(a.entity, 6)
            ELSE substr(a.entity, 6, instr(a.entity, '/') - 6) END
          AND i.variant = CASE instr(a.entity, '/') WHEN 0 THEN '' ELSE substr(a.entity, instr(a.entity, '/') + 1) END)
      """
    ),
    (
      "no place that the audit knows is gone", "SELECT count(*) FROM location",
      """
      SELECT a.entity || ' is gone'
      FROM (SELECT entity FROM act WHERE entity >= 'location:' AND entity < 'location' || char(59)
          UNION SELECT entity FROM act_document WHERE entity >= 'location:' AND entity < 'location' || char(59)) a
      WHERE NOT EXISTS (SELECT 1 FROM location l WHERE l.code = substr(a.entity, 10))
      """
    ),
    (
      "no operator that the audit knows is gone", "SELECT count(*) FROM operator",
      """
      SELECT a.entity || ' is gone'
      FROM (SELECT DISTINCT entity FROM act WHERE entity >= 'operator:' AND entity < 'operator' || char(59)) a
      WHERE NOT EXISTS (SELECT 1 FROM operator o WHERE o.name = substr(a.entity, 10))
      """
    ),
  ]
}
