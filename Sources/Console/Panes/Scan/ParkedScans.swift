import Inventory
import Terminal

/// A scan that nobody dealt with, as a list shows it.
struct ParkedScan {
  var text: String?
  var quantity: Quantity
  var note: String?
  var by: String
  var at: Instant
  /// It is no parked scan but an act that waits here, or was refused.
  var isRefused = false
  var isKept = false

  /// How small screens tell what it is.
  var mark: String { isRefused ? "!" : isKept ? "^" : "" }
  var role: Role { isRefused ? .scanError : isKept ? .linkQueue : .scanParked }
}

extension ScanPane {
  /// While the parked scans are shown, a number chooses one, `x` drops it, and goods are what it was. False for all else.
  mutating func takeParked(
    _ scanned: ScanLine, _ record: String, of count: Int, drop: (inout Self, Int, inout Desk) -> Void,
    _ desk: inout Desk
  ) -> Bool {
    guard (0..<count).contains(chosenParked) else { return false }
    if record.trimmedBlanks.lowercased() == "x" {
      drop(&self, chosenParked, &desk)
      return true
    }
    guard case .number(let number, _) = scanned, number.isWhole else { return false }
    let index = Int(number.thousandths / 1000) - 1
    if (0..<count).contains(index) {
      chosenParked = index
    } else {
      warn("there are \(count) parked scans", &desk)
    }
    return true
  }

  /// The parked scans by number, with the cursor on the chosen one.
  func drawParked(
    _ parked: [ParkedScan], chosen: Int, on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk
  ) {
    if let row = rows.columnHeader {
      grid.put("   nr  what was read              why", row: row, column: 0, role: .column)
    }
    let shown = Self.shown(chosen, of: parked.count, height: rows.list.count)
    for (row, index) in zip(rows.list, shown) {
      let scan = parked[index]
      let text = ScanEcho.shown(scan.text ?? "")
      let isHand = width < 40
      let number = "\(index + 1)".right(isHand ? 1 : 2)
      let words =
        isHand
        ? "\(number)\(scan.mark.isEmpty ? " " : scan.mark)\(text)"
        : "\(number)  \(text.left(width < 70 ? 14 : 25))  \(scan.note ?? "not known")  \(scan.by) "
          + desk.clock.time(scan.at)
      let margin = isHand ? 1 : 3
      let fitted = words.fitted(to: max(1, width - margin - 1), ellipsis: String(desk.theme.glyphs.ellipsis))
      grid.put(fitted, row: row, column: margin, role: scan.role)
      if index == chosen { grid.showCursor(row: row, margin: margin, width: 4, rowWidth: width, desk.theme) }
    }
    drawReason(parked, chosen, on: &grid, rows, width)
  }

  /// Why the chosen one was refused stands whole below the list, where a row cannot hold it.
  private func drawReason(
    _ parked: [ParkedScan], _ chosen: Int, on grid: inout Grid, _ rows: ScanRows, _ width: Int
  ) {
    guard parked.indices.contains(chosen), parked[chosen].isRefused, let note = parked[chosen].note else { return }
    let margin = width < 40 ? 0 : 3
    let lines = note.wrapped(to: max(1, width - margin - 1))
    let free = rows.list.suffix(min(lines.count, max(0, rows.list.count - 2)))
    for (row, line) in zip(free, lines) {
      grid.fill(row: row, column: 0, width: width)
      grid.put(line, row: row, column: margin, role: .scanError)
    }
  }
}
