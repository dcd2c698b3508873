import Inventory
import Terminal

/// A wall that shows what was so some time ago says it so large that nobody takes it for now.
extension WallPane {
  func drawOffline(on grid: inout Grid, _ rows: Range<Int>, _ desk: Desk) {
    guard let since = desk.link.state?.downSince, let top = rows.first else { return }
    let height = rows.count >= 30 ? 5 : rows.count >= 12 ? 3 : 1
    let first = rows.count >= 12 ? top + (rows.count - height) / 2 : top
    let read = desk.readAt[.wall].map { "as of \(desk.clock.time($0))" } ?? "nothing was read yet"
    let time = desk.clock.time(since)
    let words = grid.columns < 60 ? "OFFLINE, \(read)" : "OFFLINE since \(time)   what is shown is \(read)"
    let spaced = words.map { String($0) }.joined(separator: " ")
    let text = spaced.cellWidth + 4 <= grid.columns && height > 1 ? spaced : words.fitted(to: grid.columns)
    for row in first..<first + height { grid.put("", row: row, column: 0, role: .linkOff, width: grid.columns) }
    let column = max(0, (grid.columns - text.cellWidth) / 2)
    grid.put(text, row: first + height / 2, column: column, role: .linkOff)
  }
}
