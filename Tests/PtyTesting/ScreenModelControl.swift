/// Control sequences: moving, erasing, scrolling, modes and renditions.
extension ScreenModel {
  var blank: ModelCell {
    var cell = ModelCell()
    if erasesWithBackground { cell.rendition.background = rendition.background }
    return cell
  }

  mutating func control(final: UInt8) {
    let isPrivate = sequence.first == UInt8(ascii: "?")
    let digits = sequence.filter { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }
    let numbers = digits.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }
      .map { Int(String(decoding: $0.prefix(5), as: UTF8.self)) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    switch Character(Unicode.Scalar(final)) {
    case "H", "f": move(toRow: count - 1, column: max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "A": move(toRow: row - count, column: column)
    case "B", "e": move(toRow: row + count, column: column)
    case "C", "a": move(toRow: row, column: column + count)
    case "D": move(toRow: row, column: column - count)
    case "E": move(toRow: row + count, column: 0)
    case "F": move(toRow: row - count, column: 0)
    case "G", "`": move(toRow: row, column: count - 1)
    case "d": move(toRow: count - 1, column: column)
    case "I": move(toRow: row, column: (column / 8 + count) * 8)
    case "Z": move(toRow: row, column: max(0, (column + 7) / 8 - count) * 8)
    case "J": eraseDisplay(first)
    case "K": eraseLine(first)
    case "X": erase(row, column..<min(columns, column + count))
    case "P": shiftLine(removing: count)
    case "@": shiftLine(inserting: count)
    case "L": if top...bottom ~= row { scroll(down: count, from: row) }
    case "M": if top...bottom ~= row { scroll(up: count, from: row) }
    case "S": scroll(up: count, from: top)
    case "T": scroll(down: count, from: top)
    case "b":
      if let lastScalar { for _ in 0..<min(count, columns) { print(lastScalar) } }
    case "r" where !isPrivate:
      top = min(count - 1, rows - 1)
      bottom = min(numbers.count > 1 && numbers[1] > 0 ? numbers[1] : rows, rows) - 1
      move(toRow: 0, column: 0)
    case "h" where isPrivate: for mode in numbers { setMode(mode, true) }
    case "l" where isPrivate: for mode in numbers { setMode(mode, false) }
    case "h" where numbers == [4]: isInserting = true
    case "l" where numbers == [4]: isInserting = false
    // The shape of the cursor.
    case "h" where numbers == [34], "l" where numbers == [34]: break
    case "m" where !isPrivate && sequence.first != UInt8(ascii: ">"): select(numbers)
    case "s": saved = (row, column, rendition)
    case "u": restoreCursor()
    case "t", "c", "n", "m", "q", "g": break
    default: unknown.append("CSI " + String(decoding: sequence + [final], as: UTF8.self))
    }
  }

  private mutating func setMode(_ mode: Int, _ isOn: Bool) {
    if mode == 1049 || mode == 1047 || mode == 47, isOn != modes.contains(mode) {
      if isOn {
        primary = cells
        cells = Array(repeating: Array(repeating: ModelCell(), count: columns), count: rows)
      } else if let primary {
        cells = primary
      }
    }
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
  }

  private mutating func erase(_ row: Int, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    separate(row, range.lowerBound)
    separate(row, range.upperBound - 1)
    for column in range { cells[row][column] = blank }
  }

  private mutating func eraseLine(_ what: Int) {
    isWrapPending = false
    erase(row, what == 0 ? column..<columns : what == 1 ? 0..<column + 1 : 0..<columns)
  }

  private mutating func eraseDisplay(_ what: Int) {
    if what != 2 { eraseLine(what) }
    let lines = what == 0 ? row + 1..<rows : what == 1 ? 0..<row : 0..<rows
    for line in lines { erase(line, 0..<columns) }
  }

  private mutating func shiftLine(removing count: Int) {
    isWrapPending = false
    separate(row, column)
    cells[row].removeSubrange(column..<min(columns, column + count))
    while cells[row].count < columns { cells[row].append(blank) }
    if cells[row][column].text.isEmpty { cells[row][column].text = " " }
  }

  mutating func shiftLine(inserting count: Int) {
    isWrapPending = false
    separate(row, column)
    cells[row].insert(contentsOf: Array(repeating: blank, count: min(count, columns)), at: column)
    cells[row].removeLast(cells[row].count - columns)
    if column + count < columns, cells[row][column + count].text.isEmpty { cells[row][column + count].text = " " }
  }

  mutating func scroll(up count: Int, from first: Int) {
    for _ in 0..<min(count, rows) {
      cells.remove(at: first)
      cells.insert(Array(repeating: blank, count: columns), at: bottom)
    }
  }

  mutating func scroll(down count: Int, from first: Int) {
    for _ in 0..<min(count, rows) {
      cells.remove(at: bottom)
      cells.insert(Array(repeating: blank, count: columns), at: first)
    }
  }

  private mutating func select(_ numbers: [Int]) {
    var rest = (numbers.isEmpty ? [0] : numbers)[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: rendition = Rendition()
      case 1: rendition.isBold = true
      case 2: rendition.isDim = true
      case 4: rendition.isUnderlined = true
      case 7: rendition.isReversed = true
      case 22: (rendition.isBold, rendition.isDim) = (false, false)
      case 24: rendition.isUnderlined = false
      case 27: rendition.isReversed = false
      case 30...37: rendition.foreground = number - 30
      case 38: rendition.foreground = extendedColour(&rest)
      case 39: rendition.foreground = -1
      case 40...47: rendition.background = number - 40
      case 48: rendition.background = extendedColour(&rest)
      case 49: rendition.background = -1
      case 90...97: rendition.foreground = number - 82
      case 100...107: rendition.background = number - 92
      // Charsets of the Linux console, as sgr0 sends them.
      case 10, 11, 12: break
      default: unknown.append("SGR \(number)")
      }
    }
  }

  private mutating func extendedColour(_ rest: inout ArraySlice<Int>) -> Int {
    switch rest.popFirst() {
    case 5: return rest.popFirst() ?? -1
    case 2:
      if rest.count > 3, rest.first == 0 { rest.removeFirst() }
      let parts = rest.prefix(3)
      rest = rest.dropFirst(3)
      return parts.reduce(0) { $0 << 8 | $1 } + 0x100_0000
    default: return -1
    }
  }
}
