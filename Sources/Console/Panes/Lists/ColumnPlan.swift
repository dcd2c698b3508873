import Inventory
import Terminal

/// Which columns stand where, in a given width.
struct ColumnPlan<Column: ListColumn>: Equatable {
  struct Placed: Equatable {
    var column: Column
    /// Where its text begins, and how wide that is.
    var start: Int
    var width: Int
  }

  var placed: [Placed] = []
  /// The cells before the first column: cursor and mark.
  var margin: Int
  /// Whether a flag stands between the cursor and the mark.
  var hasFlags = false

  /// - Parameter codeWidth: the longest item code seen so far.
  init(columns: Set<Column>, width: Int, codeWidth: Int) {
    margin = width < 40 ? 2 : 3
    let isHand = width < 40
    var widths: [Column: Int] = [:]
    var room = width - margin
    for column in Column.byPriority where columns.contains(column) {
      let least = column.least(isHand: isHand)
      guard room >= least || widths.isEmpty else { continue }
      widths[column] = least
      room -= least
    }
    for (column, most) in Column.growth(codeWidth: codeWidth) {
      guard let width = widths[column], room > 0 else { continue }
      let step = max(0, min(room, most - width))
      widths[column] = width + step
      room -= step
    }
    var next = margin
    // Where one column has its blank before it, the next must have it there too.
    var leads = false
    for column in Column.allCases {
      guard let width = widths[column] else { continue }
      leads = leads || column.leadsWithBlank
      placed.append(Placed(column: column, start: next + (leads ? 1 : 0), width: max(1, width - 1)))
      next += width
    }
  }

  var columns: Set<Column> { Set(placed.map(\.column)) }

  /// A record in its columns.
  func draw(
    _ record: Column.Record, on grid: inout Grid, _ row: Int, _ desk: Desk, look: (Column) -> Role? = { _ in nil }
  ) {
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    for place in placed {
      let text = place.column.text(record, width: place.width, desk.clock)
      let role = look(place.column) ?? place.column.role(record)
      if place.column.isNumber {
        let column = place.start + max(0, place.width - text.cellWidth)
        grid.put(text, row: row, column: column, role: role)
      } else {
        grid.put(text.fitted(to: place.width, ellipsis: ellipsis), row: row, column: place.start, role: role)
      }
    }
  }

  func drawTitle(_ place: Placed, _ title: String, on grid: inout Grid, _ row: Int, role: Role = .column) {
    grid.put(
      title.fitted(to: place.width), row: row, column: place.start, role: role, width: place.width,
      align: place.column.isNumber ? .right : .left)
  }

  func drawTitles(on grid: inout Grid, _ row: Int) {
    for place in placed { drawTitle(place, place.column.title, on: &grid, row) }
  }

  /// The mark before a record, its flag, and the cursor on it.
  func drawMargin(
    on grid: inout Grid, _ row: Int, _ desk: Desk, isMarked: Bool, cursor first: String?, rowWidth: Int,
    flag: (text: String, role: Role)? = nil
  ) {
    if let flag { grid.put(flag.text, row: row, column: 1, role: flag.role) }
    if isMarked {
      let column = margin < 3 ? 1 : hasFlags ? 2 : 0
      grid.put(String(desk.theme.glyphs.marked), row: row, column: column, role: .rowMarked)
    }
    if let first {
      let width = min(placed.first?.width ?? 1, first.cellWidth)
      grid.showCursor(
        row: row, margin: margin, width: width, rowWidth: rowWidth, desk.theme, isFirst: hasFlags || margin < 3)
    }
  }
}
