import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// The sample warehouse with people, locks and hooks in it, every text of which means harm: it is written into the
/// database past all acts, so that not even what an act would refuse is trusted by whoever shows it.
///
/// Which columns hold texts is asked of the database: one that is new is hostile by itself, until it is named below as one
/// of those whose words the program chooses.
final class HostileHouse {
  /// What is put before and behind a text, by what the text is. A NUL comes behind: the database's comparison without
  /// regard to case ends at one.
  static let harm: [(before: String, behind: String)] = [
    ("\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{1B}]52;c;b3duZWQ=\u{7}"), ("\u{202E}\u{2066}", "\u{2069}\u{202C}\u{200F}"),
    ("\u{9B}31m\u{90}q", "\u{9C}\u{85}\u{7F}\r\u{0}x"), ("箱漢e" + String(repeating: "\u{301}", count: 40), "ﷺ한\u{1160}"),
    ("\u{2028}\u{200D}\u{FE0F}\u{E0041}\u{E0062}", "\u{FEFF}\u{200B}👩‍🚀🇩🇪"),
    ("%n%s", String(repeating: "wide箱", count: 40)), ("\u{1B}P$q\u{1B}\\\r\n\t", "\u{FFFE}\u{10FFFF}\u{AD}\u{61C}"),
  ]

  /// Words the program chooses from, links between rows, and numbers as text: what else stands there is no text of
  /// anybody's, and the program says so when it meets it.
  static let chosenByTheProgram: Set<String> = [
    "act.action", "connector.content", "connector.direction", "connector.kind", "connector.mapping",
    "connector.target_kind", "correction.failures", "correction.lines", "correction.state", "count_line.found",
    "count_line.misplaced", "count_line.missing", "count_line.pick", "count_line.state", "discrepancy.kind",
    "discrepancy.owner",
    "discrepancy.resolution", "discrepancy.state", "item.currency", "item.tracking", "item_class.class", "job.kind",
    "job.state", "location.kind", "location.path", "lot.status", "low_event.state", "operator.limits", "operator.pin",
    "operator.role", "operator.sites", "plate.status", "purchase_order.currency", "purchase_order.status",
    "receipt.status", "refused_sale.action", "reorder_rule.path", "reorder_rule.state", "requisition.status",
    "reservation.status", "reservation_line.policy", "serial.status", "setting.name", "setting.value",
    "snapshot.totals", "stock_record.flags", "stocktake.policy", "stocktake.status", "stocktake.tolerance",
    "tolerance.limits", "transfer.priority", "transfer.status", "webhook.events", "webhook.kind", "webhook.secret",
  ]

  /// Those that begin with a word of the program's: `order:SO-2251`.
  static let wordFirst: Set<String> = [
    "act.entity", "act_document.entity", "lock.entity", "reservation.subject", "tolerance.subject",
  ]

  static let inJSON: Set<String> = [
    "act.after", "act.before", "act_document.after", "act_document.before", "entry_detail.metadata",
  ]

  let house: SampleHouse
  let service: any InventoryService
  /// The columns that hold harm.
  let columns: [String]
  private let database: LocalDatabase

  init() throws {
    house = try SampleHouse(login: HostileHouse.spoilt("anna"))
    for line in HostileHouse.made { try #require(house.run(line).exit == 0, "\(line)") }
    database = try LocalDatabase(path: house.folder + "/stock.db", mode: .readWrite)
    columns = try HostileHouse.spoil(database)
    service = try Books(database, clock: { SampleHouse.now })
  }

  /// What the sample has none of.
  private static let made: [[String]] = [
    ["lock", "take", "item:WID-220", "--ttl", "1h", "--purpose", "repacking"],
    ["webhook", "add", "--command", "cat", "--event", "stock.changed"],
    ["connector", "add", "shop", "--kind", "marketplace", "--push", "--what", "stock", "--folder", "/tmp/x"],
    ["connector", "add", "till", "--kind", "pos", "--pull", "--what", "movements", "--url", "http://x.example/y"],
    ["receipt", "expect", "WID-100", "5", "--at", "NORTH", "--po", "PO-77", "--vendor", "ACME"],
    ["stocktake", "park", "ST-0002", "5012345678900"], ["transfer", "park", "TR-0002", "5012345678900", "--note", "n"],
    ["snapshot", "take"],
    ["stock", "edit", "WID-220", "--at", "NORTH/A-01-2", "--bin", "left"],
    ["operator", "add", "anna", "--role", "admin", "--badge", "B-0001"],
    ["operator", "add", "maria", "--role", "counter", "--badge", "B-0017", "--as", "anna"],
  ]

  /// A text of the sample as it stands in the database now.
  func spoiled(_ column: String, of table: String, where condition: String) throws -> String {
    var found: String?
    try database.read([Statement("SELECT \(column) FROM \(table) WHERE \(condition)")]) { _, row in
      found = row.text(0)
      return false
    }
    return try #require(found, "no \(column) in \(table) where \(condition)")
  }

  /// What a text of the sample is in the database, as ``statement(_:_:)`` has it made there.
  static func spoilt(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let (before, behind) = harm[(Int(scalars.first?.value ?? 0) + scalars.count) % harm.count]
    return before + text + behind
  }

  /// Every text of a column that holds one, each once.
  func texts(_ column: String, of table: String) throws -> [String] {
    var texts: [String] = []
    try database.read([Statement("SELECT DISTINCT \(column) FROM \(table) WHERE \(column) <> ''")]) { _, row in
      texts.append(row.text(0))
      return true
    }
    return texts
  }

  /// - Returns: the columns that hold harm now.
  private static func spoil(_ database: LocalDatabase) throws -> [String] {
    var columns: [String] = []
    var triggers: [(name: String, sql: String)] = []
    var texts: [(table: String, column: String)] = []
    try database.read([
      Statement("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"),
      Statement(
        """
        SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid
        """),
    ]) { statement, row in
      if statement == 0 {
        triggers.append((row.text(0), row.text(1)))
      } else {
        texts.append((row.text(0), row.text(1)))
      }
      return true
    }
    var batch = Batch()
    for (name, _) in triggers { batch.append(Statement("DROP TRIGGER \"\(name)\"")) }
    for (table, column) in texts {
      let name = "\(table).\(column)"
      if HostileHouse.chosenByTheProgram.contains(name) { continue }
      columns.append(name)
      batch.append(HostileHouse.statement(table, column))
    }
    // One name is as long as a text may be made.
    batch.append(
      Statement("UPDATE item SET name = name || ? WHERE id = 1", [.text(String(repeating: "wide箱", count: 2_000))]))
    batch.append(Statement("UPDATE operator SET pin = '$6$x$y' WHERE pin IS NULL AND role = 'counter'"))
    batch.append(Statement("INSERT INTO item_search(item_search) VALUES ('rebuild')"))
    for (_, sql) in triggers { batch.append(Statement(sql)) }
    try database.commit(batch)
    return columns
  }

  private static func statement(_ table: String, _ column: String) -> Statement {
    let name = "\(table).\(column)"
    if inJSON.contains(name) {
      let escaped = #"\u001b]0;x\u0007\u202e\u2028漢"#
      return Statement(
        "UPDATE \(table) SET \(column) = replace(replace(\(column), '\":\"', ?), '{\"', ?) WHERE \(column) IS NOT NULL",
        [.text("\":\"" + escaped), .text("{\"" + escaped)])
    }
    let isBehind = wordFirst.contains(name)
    let cases = harm.indices.map { "WHEN \($0) THEN ? || \(column) || ?" }.joined(separator: " ")
    return Statement(
      "UPDATE \(table) SET \(column) = CASE (unicode(\(column)) + length(\(column))) % \(harm.count) \(cases) END "
        + "WHERE \(column) <> ''",
      harm.flatMap { [.text(isBehind ? "" : $0.before), .text((isBehind ? $0.before : "") + $0.behind)] })
  }
}
