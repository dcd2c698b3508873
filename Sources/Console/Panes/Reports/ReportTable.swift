import Inventory
import Terminal

/// The rows of a report on the screen: which of them fit what was typed, the cursor, and how wide each column is.
struct ReportTable: Sendable {
  private var sheet = ReportSheet(columns: [])
  /// Cells that the longest text of each column takes.
  private var widths: [Int] = []
  private var text = ""
  /// Which rows are shown.
  private(set) var shown: [Int] = []
  private var cursor = LineCursor()

  var current: ReportRow? { shown.indices.contains(cursor.place) ? sheet.rows[shown[cursor.place]] : nil }
  /// Whether the end of what is held is near: whoever goes on needs more.
  var isNearEnd: Bool { text.isEmpty && cursor.top + 2 * cursor.height >= shown.count }

  mutating func show(_ new: ReportSheet, _ clock: LocalClock) {
    let measured = new.columns == sheet.columns && new.rows.starts(with: sheet.rows) ? sheet.rows.count : 0
    if measured == 0 { widths = new.columns.map { _ in 0 } }
    for row in new.rows[measured...] {
      for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], cell.shown(clock).cellWidth) }
    }
    sheet = new
    choose()
  }

  mutating func find(_ text: String) {
    self.text = text.lowercased()
    cursor.goHome()
    choose()
  }

  private mutating func choose() {
    shown = sheet.rows.indices.filter { index in
      text.isEmpty
        || sheet.rows[index].cells.contains { cell in
          if case .text(let words) = cell { words.lowercased().firstRange(of: text) != nil } else { false }
        }
    }
    cursor.among(shown.count)
  }

  mutating func resize(height: Int) { cursor.resize(height: height) }

  /// Does a command that moves; false for any other.
  mutating func run(_ command: Command) -> Bool { cursor.run(command) }

  // MARK: Drawing

  private struct Placed {
    var index: Int
    var start: Int
    var width: Int
  }

  /// Which columns stand where: numbers are never cut, so one that has no room is left out.
  private func plan(_ total: Int) -> [Placed] {
    let margin = ReportTable.margin(total)
    var room = total - margin + 1
    var given: [Int: Int] = [:]
    let order = sheet.columns.indices.sorted { (sheet.columns[$0].rank, $0) < (sheet.columns[$1].rank, $1) }
    for index in order {
      let column = sheet.columns[index]
      let natural = natural(index, total)
      let most = column.isWide ? (total < 80 ? 10 : 20) : total < 40 ? 8 : 16
      let least = column.isNumber ? natural : min(natural, most)
      guard room > least || given.isEmpty else { continue }
      given[index] = least
      room -= least + 1
    }
    // What is left over goes first to texts that name things, then to the long ones.
    for isWide in [false, true] {
      for index in order where sheet.columns[index].isWide == isWide {
        guard let width = given[index], room > 0 else { continue }
        let step = max(0, min(room, natural(index, total) - width))
        given[index] = width + step
        room -= step
      }
    }
    var next = margin
    return sheet.columns.indices.compactMap { index in
      guard let width = given[index] else { return nil }
      defer { next += width + 1 }
      return Placed(index: index, start: next, width: width)
    }
  }

  private static func margin(_ width: Int) -> Int { width < 40 ? 2 : 3 }

  /// What a column would take; on a handheld there are no titles.
  private func natural(_ index: Int, _ width: Int) -> Int {
    max(widths[index], width < 40 ? 1 : sheet.columns[index].title.cellWidth)
  }

  func draw(on grid: inout Grid, _ rows: Range<Int>, width: Int, hasTitles: Bool, _ desk: Desk) {
    let plan = plan(width)
    var first = rows.lowerBound
    if hasTitles, !rows.isEmpty {
      for place in plan {
        let column = sheet.columns[place.index]
        grid.put(
          column.title.fitted(to: place.width), row: first, column: place.start, role: .column, width: place.width,
          align: column.isNumber ? .right : .left)
      }
      first += 1
    }
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    for (offset, row) in (first..<max(first, rows.upperBound)).enumerated() where cursor.top + offset < shown.count {
      let record = sheet.rows[shown[cursor.top + offset]]
      for place in plan {
        let text = record.cells[place.index].shown(desk.clock)
        grid.put(
          text.fitted(to: place.width, ellipsis: ellipsis), row: row, column: place.start, role: .row,
          width: place.width, align: sheet.columns[place.index].isNumber ? .right : .left)
      }
      if cursor.top + offset == cursor.place {
        let width = plan.first.map { min($0.width, record.cells[$0.index].shown(desk.clock).cellWidth) } ?? 1
        grid.showCursor(
          row: row, margin: ReportTable.margin(grid.columns), width: width, rowWidth: grid.columns, desk.theme)
      }
    }
  }

  /// What the columns do not show of the row under the cursor.
  func detail(width: Int, _ clock: LocalClock) -> String {
    guard let current else { return "" }
    let placed = Set(plan(width).map(\.index))
    return sheet.columns.indices.filter { !placed.contains($0) }.compactMap { index in
      let text = current.cells[index].shown(clock)
      return text.isEmpty ? nil : "\(sheet.columns[index].title) \(text)"
    }.joined(separator: "   ")
  }

  /// `6/1,204`; `6/500+` where there are more than are held.
  var position: String {
    guard !shown.isEmpty else { return "" }
    return Numbers.grouped(cursor.place + 1) + "/" + Numbers.grouped(shown.count) + (sheet.next == nil ? "" : "+")
  }
}
