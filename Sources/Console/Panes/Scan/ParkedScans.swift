import Inventory
import Terminal

/// A scan that nobody dealt with, as a list shows it.
struct ParkedScan {
  var text: String?
  var quantity: Quantity
  var note: String?
  var by: String
  var at: Instant
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
        ? "\(number) \(text)"
        : "\(number)  \(text.left(width < 70 ? 14 : 25))  \(scan.note ?? "not known")  \(scan.by) "
          + desk.clock.time(scan.at)
      let margin = isHand ? 1 : 3
      let fitted = words.fitted(to: max(1, width - margin - 1), ellipsis: String(desk.theme.glyphs.ellipsis))
      grid.put(fitted, row: row, column: margin, role: .scanParked)
      if index == chosen { grid.showCursor(row: row, margin: margin, width: 4, rowWidth: width, desk.theme) }
    }
  }
}
