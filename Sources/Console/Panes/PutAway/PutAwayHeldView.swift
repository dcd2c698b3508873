import Inventory
import Terminal

/// What stands at the place and is promised: it goes to its holder, and no bin is named for it.
extension PutAwayPane {
  /// `WID-220   12  to RV-0042 for order:SO-118   held`.
  func draw(
    _ held: PutAwayList.Held, on grid: inout Grid, _ row: Int, _ columns: PutAwayColumns, _ width: Int, _ desk: Desk
  ) {
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let code = held.item.code.description
    if width < 40 {
      let rest = " " + Numbers.fitted(held.quantity, 6) + " " + held.reservation
      let item = code.fitted(to: max(4, width - 2 - min(rest.cellWidth, width - 7)), ellipsis: ellipsis)
      grid.put((item + rest).fitted(to: max(1, width - 2), ellipsis: ellipsis), row: row, column: 1, role: .muted)
      return
    }
    let named = columns.lot == 0 ? code + (held.lot.map { " \($0.code)" } ?? "") : code
    grid.put(
      named.fitted(to: columns.item - 1, ellipsis: ellipsis), row: row, column: columns.margin, role: .muted)
    var column = columns.margin + columns.item
    for (text, width) in [(held.item.name, columns.name), (held.lot?.code ?? "-", columns.lot)] where width > 0 {
      grid.put(text.fitted(to: width - 1, ellipsis: ellipsis), row: row, column: column, role: .muted)
      column += width
    }
    grid.put(
      Numbers.fitted(held.quantity, columns.quantity - 1), row: row, column: column, role: .muted,
      width: columns.quantity, align: .right)
    column += columns.quantity + 2
    let words = "to \(held.name)" + (width < 70 ? "" : "   held for it")
    grid.put(words.fitted(to: max(1, width - column - 1), ellipsis: ellipsis), row: row, column: column, role: .muted)
  }
}
