import Inventory

/// How a list of rows looks: as a table for people, as documents for scripts.
struct Listing<Row: Sendable & Hashable>: Sendable {
  struct Column: Sendable {
    let heading: TextTable.Column
    let text: @Sendable (Row) -> String

    init(_ title: String, isNumber: Bool = false, _ text: @escaping @Sendable (Row) -> String) {
      heading = TextTable.Column(title, isNumber: isNumber)
      self.text = text
    }
  }

  /// What to say instead of an empty table.
  let empty: String
  let columns: [Column]
  let fields: @Sendable (Row) -> Fields

  func table(_ rows: [Row]) -> String {
    var table = TextTable(columns.map(\.heading))
    for row in rows { table.add(columns.map { $0.text(row) }) }
    return table.text
  }
}

extension Session {
  static var standardLimit: Int { 50 }
  /// Long lists are read in parts of this many rows, so that memory stays small.
  private static var part: Int { 500 }

  /// Prints one page of a list, as long as `--limit` says. In JSON `more` stands behind the rows, as it is then.
  func list<Row>(
    _ listing: Listing<Row>, more: @autoclosure () -> Fields = Fields(),
    page: (PageStart, Int) throws(CommandError) -> Page<Row>
  ) throws(CommandError) -> ExitCode {
    var left = arguments.count("limit") ?? Session.standardLimit
    var start = try cursor()
    var kept: [Row] = []
    var next: Cursor?
    var printed = 0
    repeat {
      let page = try page(start, min(left, Session.part))
      if isJSON {
        for row in page.rows { printJSON(listing.fields(row), isFirst: printed == 0, &printed) }
      } else {
        kept += page.rows
      }
      left -= page.rows.count
      next = page.next
      if let next { start = .after(next) }
      if page.rows.isEmpty { break }
    } while left > 0 && next != nil && output.isOpen
    if isJSON {
      endJSON(next, printed, more())
    } else {
      show(listing, kept, next)
    }
    return .done
  }

  /// Prints a list that has no pages.
  func list<Row>(_ listing: Listing<Row>, _ rows: [Row]) {
    guard isJSON else { return show(listing, rows, nil) }
    var printed = 0
    for row in rows { printJSON(listing.fields(row), isFirst: printed == 0, &printed) }
    endJSON(nil, printed)
  }

  private func printJSON(_ fields: Fields, isFirst: Bool, _ printed: inout Int) {
    if isLined {
      output.line(fields.json)
    } else {
      output.write((isFirst ? "{\"data\":[" : ",") + fields.json)
    }
    printed += 1
  }

  private func endJSON(_ next: Cursor?, _ printed: Int, _ more: Fields = Fields()) {
    if isLined {
      return remarkMore(printed, next)
    }
    var cursor = "null"
    if let next {
      cursor = ""
      JSONText.quote(next.text, into: &cursor)
    }
    let rest = more.list.isEmpty ? "}" : "," + more.json.dropFirst()
    output.line((printed == 0 ? "{\"data\":[" : "") + "],\"next_cursor\":\(cursor)\(rest)")
  }

  private func show<Row>(_ listing: Listing<Row>, _ rows: [Row], _ next: Cursor?) {
    guard !rows.isEmpty else { return output.line(listing.empty) }
    output.write(listing.table(rows))
    remarkMore(rows.count, next)
  }

  /// Apart from the rows, so that whoever counts lines counts rows.
  private func remarkMore(_ shown: Int, _ next: Cursor?) {
    guard let next else { return }
    output.flush()
    remark("\(shown) shown, there are more: --cursor \(next.text)")
  }
}
