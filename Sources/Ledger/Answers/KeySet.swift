import Inventory
import Storage

/// A list in the order of some key columns, read a page at a time by key: no OFFSET, so that every page costs the same.
struct KeySet {
  /// What each row shows.
  var columns: String
  /// The tables, joined.
  var from: String
  /// The first of the tables where the keys and all conditions are of it alone: then only the rows of the page are
  /// joined to the rest, not all that had to be sorted.
  var first: String?
  /// A column that rises with the first key and by which the first table is found: a virtual table is only read in order
  /// when it is asked for nothing else. The rest of the key then rises by itself, as the joins run.
  var stream: String?
  /// Conditions with their bindings, all of which must hold.
  var conditions: [(sql: String, bindings: [Value])] = []
  /// The key columns: unique together, and what the list is ordered by.
  var keys: [String]
  var isDescending = false
  /// What rows are made one of; empty where each stands for itself.
  var group = ""

  mutating func require(_ sql: String, _ bindings: [Value] = []) { conditions.append((sql, bindings)) }

  /// A page from `place` on (nil: from the end the reading starts at), forwards or backwards; `count` rows at most. Backward
  /// pages come nearest first.
  func statement(from place: [Value]?, backwards: Bool, count: Int) -> Statement {
    var clauses: [String] = []
    var bindings: [Value] = []
    for condition in conditions {
      clauses.append(KeySet.numbered(condition.sql, from: bindings.count))
      bindings += condition.bindings
    }
    let falls = isDescending != backwards
    if let place {
      let marks = place.indices.map { "?\(bindings.count + $0 + 1)" }
      clauses.append("(\(keys.joined(separator: ", "))) \(falls ? "<" : ">") (\(marks.joined(separator: ", ")))")
      bindings += place
    }
    if let stream, let start = place?.first {
      bindings.append(start)
      clauses.append("\(stream) \(falls ? "<=" : ">=") ?\(bindings.count)")
    }
    let condition = clauses.isEmpty ? "" : " WHERE " + clauses.joined(separator: " AND ")
    let grouping = group.isEmpty ? "" : " GROUP BY \(group)"
    let order =
      grouping + " ORDER BY "
      + (falls ? keys.map { "\($0) DESC" } : stream.map { [$0] } ?? keys).joined(separator: ", ")
    bindings.append(.integer(Int64(count)))
    let limit = " LIMIT ?\(bindings.count)"
    guard let first, from.hasPrefix(first) else {
      return Statement("SELECT \(columns) FROM \(from)\(condition)\(order)\(limit)", bindings)
    }
    let page = "(SELECT * FROM \(first)\(condition)\(order)\(limit)) r" + from.dropFirst(first.count)
    return Statement("SELECT \(columns) FROM \(page)\(order)", bindings)
  }

  /// Renumbers `?1`, `?2` … of a condition to stand behind the bindings before it.
  private static func numbered(_ sql: String, from offset: Int) -> String {
    guard offset > 0 else { return sql }
    var text = ""
    var digits = ""
    var isNumber = false
    func flush() -> String { isNumber ? "?\((Int(digits) ?? 0) + offset)" : "" }
    for character in sql {
      if isNumber, character.isNumber {
        digits.append(character)
        continue
      }
      text += flush()
      isNumber = character == "?"
      digits = ""
      if !isNumber { text.append(character) }
    }
    return text + flush()
  }
}

extension Reader {
  /// A page of a list that is one key set after another: the rows, and where the neighbours begin.
  ///
  /// A cursor holds the number of its part and the key values of a row.
  func page<Element>(
    _ parts: [KeySet], _ start: PageStart, limit: Int, _ make: (any Row) -> Element,
    key: (Int, Element) -> [String], place: (Int, [String]) -> [Value]?
  ) throws(InventoryError) -> Page<Element> {
    let limit = max(1, min(limit, 10_000))
    var backwards = false
    var cursor: Cursor?
    switch start {
    case .first: break
    case .last: backwards = true
    case .after(let after): cursor = after
    case .before(let before):
      cursor = before
      backwards = true
    }
    var part = backwards ? parts.count - 1 : 0
    var from: [Value]?
    if let cursor {
      guard let texts = cursor.parts, let number = texts.first.flatMap({ Int($0) }), parts.indices.contains(number),
        let values = place(number, Array(texts.dropFirst()))
      else { throw .badField(name: "cursor", value: cursor.text, wanted: "one that a list gave as next_cursor") }
      part = number
      from = values
    }
    var found: [(Int, Element)] = []
    while parts.indices.contains(part), found.count <= limit {
      let statement = parts[part].statement(from: from, backwards: backwards, count: limit + 1 - found.count)
      try each(statement) { row in
        found.append((part, make(row)))
        return true
      }
      from = nil
      part += backwards ? -1 : 1
    }
    let hasMore = found.count > limit
    if hasMore { found.removeLast() }
    if backwards { found.reverse() }
    func mark(_ element: (Int, Element)?) -> Cursor? {
      element.map { Cursor([String($0.0)] + key($0.0, $0.1)) }
    }
    return Page(
      rows: found.map(\.1), next: hasMore || backwards && cursor != nil ? mark(found.last) : nil,
      previous: backwards ? (hasMore ? mark(found.first) : nil) : (cursor == nil ? nil : mark(found.first)))
  }
}
