import Inventory
import Terminal

/// Draws plots with the glyphs of the theme.
extension ReportPlot {
  /// The rows it takes where there is enough room.
  func rows(_ sizeClass: SizeClass) -> Int {
    switch self {
    case .bars(_, let bars, _): bars.count + 1
    case .days: sizeClass >= .wall ? 14 : sizeClass >= .wide ? 10 : 7
    }
  }

  /// How far bars that have no room can be scrolled.
  func scrolls(in rows: Int) -> Int {
    if case .bars(_, let bars, _) = self { max(0, bars.count - rows) } else { 0 }
  }

  /// - Parameter first: the bar at the top, where not all have room.
  func draw(on grid: inout Grid, _ rows: Range<Int>, width: Int, from first: Int = 0, _ desk: Desk) {
    switch self {
    case .bars(let title, let bars, _):
      ReportPlot.draw(title, bars, from: min(first, scrolls(in: rows.count)), on: &grid, rows, width, desk)
    case .days(let title, let first, let values): ReportPlot.draw(title, first, values, on: &grid, rows, width, desk)
    }
  }

  /// A title where there is room for it and for every bar.
  private static func draw(
    _ title: String, _ bars: [ReportBar], from first: Int, on grid: inout Grid, _ rows: Range<Int>, _ width: Int,
    _ desk: Desk
  ) {
    var rows = rows
    if rows.count > bars.count {
      put(title, on: &grid, rows.lowerBound, width)
      rows = rows.dropFirst()
    }
    let margin = margin(width)
    let labels = min(bars.map(\.label.cellWidth).max() ?? 0, max(4, width / 2))
    let texts = bars.map { Numbers.fitted($0.value, 9) }
    let numbers = texts.map(\.utf8.count).max() ?? 0
    let room = max(0, width - margin - labels - numbers - 3)
    let most = bars.map(\.value).max() ?? .zero
    for (row, (bar, text)) in zip(rows, zip(bars, texts).dropFirst(first)) {
      grid.put(bar.label.fitted(to: labels), row: row, column: margin, role: bar.role)
      grid.put(text, row: row, column: margin + labels + 1, width: numbers, align: .right)
      let length = cells(bar.value, of: most, room)
      let glyphs = String(repeating: desk.theme.glyphs.done, count: length)
      grid.put(glyphs, row: row, column: margin + labels + numbers + 2, role: bar.alarm == nil ? .spark : bar.role)
    }
  }

  /// How much of the room is filled; whatever is above zero shows.
  private static func cells(_ value: Quantity, of most: Quantity, _ room: Int) -> Int {
    guard value > .zero, most > .zero, room > 0 else { return 0 }
    return max(1, Int(Int128(value.thousandths) * Int128(room) / Int128(most.thousandths)))
  }

  /// Columns as high as the rows, the last days where not all have room; under them the first day and the last.
  private static func draw(
    _ title: String, _ first: Day, _ values: [Quantity], on grid: inout Grid, _ rows: Range<Int>, _ width: Int,
    _ desk: Desk
  ) {
    let margin = margin(width)
    let room = max(1, width - margin)
    let step = max(1, min(4, room / max(1, values.count)))
    let shown = Array(values.suffix(room / step))
    let most = shown.max() ?? .zero
    var rows = rows
    if rows.count >= 3 {
      put("\(title), \(Numbers.grouped(max(.zero, most))) at most", on: &grid, rows.lowerBound, width)
      rows = rows.dropFirst()
    }
    if rows.count >= 2 {
      rows = rows.dropLast()
      let start = desk.clock.day(Day(daysSince1970: first.daysSince1970 + values.count - shown.count)).trimmedBlanks
      let end = desk.clock.day(Day(daysSince1970: first.daysSince1970 + values.count - 1)).trimmedBlanks
      let length = shown.count * step
      grid.put(start, row: rows.upperBound, column: margin, role: .muted)
      if length >= start.count + end.count + 1 {
        grid.put(end, row: rows.upperBound, column: margin + length - end.count, role: .muted)
      }
    }
    let levels = desk.theme.glyphs.spark
    guard levels.count > 1, !rows.isEmpty else { return }
    for (index, value) in shown.enumerated() {
      var left = cells(value, of: most, rows.count * (levels.count - 1))
      for row in rows.reversed() where left > 0 {
        let glyph = levels[min(left, levels.count - 1)]
        let text = String(repeating: glyph, count: max(1, step - 1))
        grid.put(text, row: row, column: margin + index * step, role: index == shown.count - 1 ? .sparkLast : .spark)
        left -= levels.count - 1
      }
    }
  }

  private static func margin(_ width: Int) -> Int { width < 40 ? 0 : 3 }

  private static func put(_ title: String, on grid: inout Grid, _ row: Int, _ width: Int) {
    grid.put(title.fitted(to: max(1, width - margin(width))), row: row, column: margin(width), role: .column)
  }
}

extension ReportBar {
  fileprivate var role: Role {
    switch alarm {
    case .out: .stockOut
    case .low: .stockLow
    case nil: .text
    }
  }
}
