import Inventory
import Terminal

extension FormPane {
  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let isFramed = layout.sizeClass >= .normal
    let width = isFramed ? min(76, layout.size.columns - 4) : layout.size.columns
    let about = aboutLines(width: width)
    let troubleLines = (trouble ?? "").isEmpty ? [] : (trouble ?? "").wrapped(to: max(1, width - 4))
    let rows: Range<Int>
    let left: Int
    if isFramed {
      // The choices of a field may need more than one line; they are counted for all, so that the box keeps its size.
      let hints = fields.map { hint($0).wrapped(to: width - 4).count }.max() ?? 1
      let height = min(layout.body.count, fields.count + about.count + max(hints, troubleLines.count + 1) + 3)
      let top = layout.body.lowerBound + max(0, (layout.body.count - height) / 2)
      left = (layout.size.columns - width) / 2
      grid.frame(row: top, column: left, width: width, height: height)
      grid.put("[ \(title) ]", row: top, column: left + 2, role: .dialogTitle)
      let foot =
        purpose.isFilter
        ? " F9 shows it   Enter next field   Esc cancels " : " F9 commits   Enter next field   Esc cancels "
      grid.put(foot.fitted(to: width - 4), row: top + height - 1, column: left + 2)
      rows = top + 1..<top + height - 1
    } else {
      for row in layout.body { grid.fill(row: row, column: 0, width: grid.columns) }
      left = -2
      rows = layout.body
    }
    drawInside(rows, column: left + 2, width: width - (isFramed ? 4 : 0), about, troubleLines, on: &grid, layout)
  }

  /// The record it is about, in one line; on small screens the header says enough.
  private func aboutLines(width: Int) -> [String] {
    if !notes.isEmpty { return notes.flatMap { $0.wrapped(to: max(1, width - 4)) } }
    guard let row = targets.first, targets.count == 1 else {
      return targets.isEmpty ? [] : ["for each of \(targets.count) marked records"]
    }
    var words =
      (width < 60 ? row.place : "\(row.name)  \(row.place)") + "  on hand \(Numbers.grouped(row.figure(.onHand)))"
    words += "  available \(Numbers.grouped(row.figure(.available))) \(row.unit)"
    return [words]
  }

  private func drawInside(
    _ rows: Range<Int>, column: Int, width: Int, _ about: [String], _ troubleLines: [String], on grid: inout Grid,
    _ layout: Layout
  ) {
    var row = rows.lowerBound
    if width >= 40, rows.count >= fields.count + about.count + troubleLines.count + 1 {
      for line in about where row < rows.upperBound {
        grid.put(line.fitted(to: width), row: row, column: column, role: .muted)
        row += 1
      }
    }
    // What to do about a refusal is worth more than fields that are not active.
    let keptLines = troubleLines.prefix(max(1, rows.count - 1))
    let room = max(1, rows.upperBound - row - keptLines.count - (width >= 40 ? 1 : 0))
    let first = max(0, min(active - room / 2, fields.count - room))
    // Lines of a transfer are named by item and lot.
    let widest = width < 60 ? 0 : fields.reduce(0) { $1.row == nil ? $0 : max($0, $1.label.cellWidth) }
    let labelWidth = widest > 10 ? min(28, widest + 3) : width >= 40 ? 13 : 10
    for (index, field) in fields.enumerated().dropFirst(first).prefix(room) where row < rows.upperBound {
      draw(field, isActive: index == active, row, column: column, labelWidth: labelWidth, width: width, on: &grid)
      row += 1
    }
    if width >= 40, keptLines.isEmpty {
      for line in hint(fields[active]).wrapped(to: width) where row < rows.upperBound {
        grid.put(line.fitted(to: width), row: row, column: column, role: .muted)
        row += 1
      }
    }
    for line in keptLines where row < rows.upperBound {
      grid.put(line.fitted(to: width), row: row, column: column, role: .fieldError)
      row += 1
    }
    if rows.isEmpty { grid.cursor = nil }
  }

  private func draw(
    _ field: FormField, isActive: Bool, _ row: Int, column: Int, labelWidth: Int, width: Int, on grid: inout Grid
  ) {
    let lead = width >= 40 ? (isActive ? "> " : "  ") : isActive ? ">" : " "
    let label = (lead + field.label).fitted(to: field.row == nil ? labelWidth : labelWidth - 1)
    grid.put(label, row: row, column: column, role: isActive ? .strong : .text)
    let room = max(1, width - labelWidth - 1)
    var shown = field.shown
    while shown.cellWidth > room - 1, !shown.isEmpty { shown.removeFirst() }
    let end = grid.put(shown, row: row, column: column + labelWidth, role: isActive ? .fieldActive : .field)
    if isActive { grid.cursor = Position(row: row, column: min(end, max(0, grid.columns - 1))) }
  }

  private func hint(_ field: FormField) -> String {
    guard !field.choices.isEmpty else { return field.hint }
    let choices = field.choices.prefix(9).enumerated().map { "\($0.offset + 1) \($0.element)" }.joined(separator: "  ")
    return choices + (field.hint.isEmpty ? "" : "   " + field.hint)
  }

  func plainLines(_ desk: Desk) -> [String] {
    ([title] + fields.map { "\($0.label): \($0.isHidden ? $0.shown : $0.text)" })
  }
}
