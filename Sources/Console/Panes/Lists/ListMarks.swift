/// Records of a list that are marked, as they were when marked.
struct ListMarks<Row: ListRow> {
  private(set) var rows: [Row.Key: Row] = [:]
  private var anchor: Row.Key?

  var isEmpty: Bool { rows.isEmpty }
  var count: Int { rows.count }

  func contains(_ key: Row.Key) -> Bool { rows[key] != nil }

  mutating func clear() {
    rows = [:]
    anchor = nil
  }

  /// Lets go of all marks but these.
  mutating func keep(_ keys: Set<Row.Key>) { rows = rows.filter { keys.contains($0.key) } }

  /// A marked record that was read anew is known as it is now.
  mutating func refresh(_ row: Row) { if rows[row.key] != nil { rows[row.key] = row } }

  /// Does a command that marks; false for any other.
  mutating func run(_ command: Command, _ list: inout PagedList<Row>) -> Bool {
    switch command {
    case .mark:
      guard let row = list.current else { return true }
      if rows.removeValue(forKey: row.key) == nil {
        rows[row.key] = row
        anchor = row.key
      }
      list.move(by: 1)
    case .markRange:
      guard let row = list.current else { return true }
      let from = list.rows.firstIndex { $0.key == anchor } ?? list.cursor
      for index in min(from, list.cursor)...max(from, list.cursor) { rows[list.rows[index].key] = list.rows[index] }
      anchor = row.key
    case .markAll: for row in list.visible { rows[row.key] = row }
    case .markNone: clear()
    default: return false
    }
    return true
  }
}

extension PagedList {
  /// Does a command that moves; false for any other.
  mutating func run(_ command: Command) -> Bool {
    switch command {
    case .listDown: move(by: 1)
    case .listUp: move(by: -1)
    case .listPageDown: page(by: 1)
    case .listPageUp: page(by: -1)
    case .listHalfDown: move(by: max(1, height / 2))
    case .listHalfUp: move(by: -max(1, height / 2))
    case .listFirst: toFirst()
    case .listLast: toLast()
    default: return false
    }
    return true
  }
}
