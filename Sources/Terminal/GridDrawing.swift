/// On which side text stands in its width.
public enum Alignment: Sendable {
  case left
  case right
}

extension Grid {
  /// Draws `text` from `column` on and returns the column after it.
  ///
  /// With a `width` the text is cut to that many cells between characters, and the rest of the width is blanked in the
  /// same role; without, it is cut at the right edge. A wide character that would be halved is left off.
  @discardableResult
  public mutating func put(
    _ text: some StringProtocol, row: Int, column: Int, role: Role = .text, width: Int? = nil,
    align: Alignment = .left
  ) -> Int {
    let room = min(width ?? columns, columns - column)
    let end = width.map { column + max(0, $0) }
    guard 0..<rows ~= row, room > 0 else { return end ?? column }
    let look = Look(role)
    var next = column
    if align == .right, let width {
      let shift = width - text.cellWidth
      if shift > 0 {
        blank(row: row, columns: column..<column + min(shift, room), look: look)
        next += shift
      }
    }
    let limit = column + room
    if text.isPlainText {
      for byte in text.utf8 {
        if next >= limit { break }
        set(row: row, column: next, code: UInt32(byte), look: look)
        next += 1
      }
    } else {
      for character in text {
        let cells = character.cellWidth
        if next + cells > limit { break }
        DisplayedText.forEachElement(of: character) { element in
          place(element, row: row, column: next, look: look)
          next += element.width
        }
      }
    }
    if let end {
      if next < end { blank(row: row, columns: next..<end, look: look) }
      return end
    }
    return next
  }

  /// Fills a rectangle with one character; a wide or odd one counts as a blank.
  public mutating func fill(
    row: Int, column: Int, width: Int, height: Int = 1, with character: Character = " ", role: Role = .text
  ) {
    let code = character.singleCellCode
    for line in clip(row, height, to: rows) {
      for place in clip(column, width, to: columns) {
        set(row: line, column: place, code: code, look: Look(role))
      }
    }
  }

  /// A horizontal rule, over the whole row if no width is given.
  public mutating func rule(
    row: Int, column: Int = 0, width: Int? = nil, glyph: Character = "-", role: Role = .rule
  ) {
    fill(row: row, column: column, width: width ?? columns - column, with: glyph, role: role)
  }

  /// A frame of `+`, `-` and `|` around a blanked inside; the size includes the frame.
  public mutating func frame(row: Int, column: Int, width: Int, height: Int, role: Role = .dialog) {
    guard width >= 2, height >= 2 else { return }
    fill(row: row, column: column, width: width, height: height, role: role)
    for edge in [row, row + height - 1] {
      fill(row: edge, column: column, width: width, with: "-", role: role)
      fill(row: edge, column: column, width: 1, with: "+", role: role)
      fill(row: edge, column: column + width - 1, width: 1, with: "+", role: role)
    }
    for side in [column, column + width - 1] {
      fill(row: row + 1, column: side, width: 1, height: height - 2, with: "|", role: role)
    }
  }

  /// Turns the looks of a stretch of cells round; twice is as before.
  public mutating func reverse(row: Int, column: Int = 0, width: Int? = nil) {
    restyle(row: row, column: column, width: width) { $0.isReversed.toggle() }
  }

  /// Lays a role over a stretch of cells: its colours where it names any, its attributes in addition.
  public mutating func overlay(_ role: Role, row: Int, column: Int = 0, width: Int? = nil) {
    restyle(row: row, column: column, width: width) { $0.overlay = role }
  }

  /// Draws another grid over this one with its top left cell at a place; its cursor is not taken.
  public mutating func put(_ other: Grid, row: Int, column: Int) {
    for line in 0..<other.rows where 0..<rows ~= row + line {
      for place in 0..<other.columns {
        let cell = other[line, place]
        let element = other.scalars(of: cell)
        guard let first = element.first else { continue }
        let shown = DisplayedElement(scalar: first, marks: Array(element.dropFirst()), width: cell.width)
        self.place(shown, row: row + line, column: column + place, look: cell.look)
      }
    }
  }

  private mutating func restyle(row: Int, column: Int, width: Int?, _ change: (inout Look) -> Void) {
    guard 0..<rows ~= row else { return }
    for place in clip(column, width ?? columns - column, to: columns) where !isLast(row, place) {
      change(&cells[row * columns + place].look)
    }
  }

  private mutating func blank(row: Int, columns range: Range<Int>, look: Look) {
    for place in range.clamped(to: 0..<columns) { set(row: row, column: place, code: Cell.blank.code, look: look) }
  }

  private mutating func place(_ element: DisplayedElement, row: Int, column: Int, look: Look) {
    guard column >= 0, column + element.width <= columns else { return }
    var code = element.scalar.value
    if !element.marks.isEmpty {
      code = UInt32(clusters.count) | Cell.clusterBit
      clusters.append([element.scalar] + element.marks)
    }
    guard element.width == 2 else { return set(row: row, column: column, code: code, look: look) }
    guard !isLast(row, column + 1) else { return }
    set(row: row, column: column, code: Cell.blank.code, look: look)
    set(row: row, column: column + 1, code: Cell.continuation, look: look)
    cells[row * columns + column].code = code | Cell.wideBit
  }

  /// The only way a cell's text changes: whoever overwrites half a wide character blanks the other half.
  private mutating func set(row: Int, column: Int, code: UInt32, look: Look) {
    guard 0..<columns ~= column, !isLast(row, column) else { return }
    let index = row * columns + column
    let old = cells[index]
    if old.isContinuation, column > 0 {
      cells[index - 1].code = Cell.blank.code
    } else if old.width == 2 {
      cells[index + 1].code = Cell.blank.code
    }
    cells[index] = Cell(code: code, look: look)
  }

  private func isLast(_ row: Int, _ column: Int) -> Bool { row == rows - 1 && column == columns - 1 }

  private func clip(_ start: Int, _ length: Int, to limit: Int) -> Range<Int> {
    let first = min(max(0, start), limit)
    return first..<max(first, min(limit, start + length))
  }
}

extension Character {
  fileprivate var singleCellCode: UInt32 {
    guard cellWidth == 1, unicodeScalars.count == 1, let scalar = unicodeScalars.first else { return Cell.blank.code }
    return DisplayedText.width(of: scalar) == 1 ? scalar.value : Cell.blank.code
  }
}
