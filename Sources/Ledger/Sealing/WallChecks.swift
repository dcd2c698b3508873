import Inventory
import Storage

/// Holds the triggers and views of the database against those that the migrations set up: who wants to change what is not
/// to be changed takes a wall down first.
struct WallChecks {
  let reader: Reader

  func finding() throws(InventoryError) -> Verification.Finding {
    let expected = WallChecks.expected
    var found: [String: String] = [:]
    try reader.each(
      Statement("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') AND sql IS NOT NULL")
    ) { row in
      found[row.text(0)] = WallChecks.normal(row.text(1))
      return true
    }
    var drift: [String] = []
    for (name, sql) in expected.sorted(by: { $0.key < $1.key }) where found[name] != sql {
      drift.append(found[name] == nil ? "the wall \(name) is gone" : "the wall \(name) is not as it was built")
    }
    for name in found.keys.sorted() where expected[name] == nil {
      drift.append("\(name) is no wall of this house: somebody added it")
    }
    return Verification.Finding(
      check: "the walls stand as they were built", checked: expected.count, drift: Array(drift.prefix(100)))
  }

  /// By their names, what every migration so far has made of them.
  private static let expected: [String: String] = {
    var walls: [String: String] = [:]
    for sql in Migration.all.flatMap(\.statements) {
      let words = sql.split(maxSplits: 5, whereSeparator: \.isWhitespace).map(String.init)
      guard words.count > 2, ["TRIGGER", "VIEW"].contains(words[1]) else { continue }
      if words[0] == "DROP" {
        walls[words[words[2] == "IF" ? 4 : 2]] = nil
      } else if words[0] == "CREATE" {
        let name = String(words[2].prefix { $0 != "(" })
        walls[name] = normal(sql)
      }
    }
    return walls
  }()

  /// Without regard to how it is broken into lines.
  private static func normal(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
