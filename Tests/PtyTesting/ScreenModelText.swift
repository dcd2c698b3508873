/// Bytes to scalars and controls, and putting text on the screen.
extension ScreenModel {
  mutating func take(_ byte: UInt8) {
    switch parser {
    case .ground: takeGround(byte)
    case .escape: takeEscape(byte)
    case .control:
      if 0x40...0x7E ~= byte {
        parser = .ground
        control(final: byte)
      } else if byte == 0x1B {
        parser = .escape
      } else {
        sequence.append(byte)
      }
    case .string:
      if byte == 0x07 {
        titles += 1
        parser = .ground
      } else if byte == 0x1B {
        parser = .stringEscape
      }
    case .stringEscape:
      parser = byte == 0x5C ? .ground : .string
    case .designation:
      parser = .ground
    }
  }

  private mutating func takeGround(_ byte: UInt8) {
    if byte >= 0x80 || !partial.isEmpty && byte >= 0x20 {
      partial.append(byte)
      let wanted = partial[0] >= 0xF0 ? 4 : partial[0] >= 0xE0 ? 3 : partial[0] >= 0xC0 ? 2 : 1
      if partial.count >= wanted {
        for scalar in String(decoding: partial, as: UTF8.self).unicodeScalars { print(scalar) }
        partial.removeAll()
      }
      return
    }
    switch byte {
    case 0x07: bells += 1
    case 0x08:
      column = max(0, column - 1)
      isWrapPending = false
    case 0x09:
      column = min(columns - 1, (column / 8 + 1) * 8)
      isWrapPending = false
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D:
      column = 0
      isWrapPending = false
    case 0x0E, 0x0F, 0x00: break
    case 0x1B: parser = .escape
    case 0x20...0x7E: print(Unicode.Scalar(byte))
    default: unknown.append("control \(byte)")
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    parser = .ground
    switch byte {
    case UInt8(ascii: "["):
      sequence.removeAll()
      parser = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"): parser = .string
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "%"): parser = .designation
    case UInt8(ascii: "7"): saved = (row, column, rendition)
    case UInt8(ascii: "8"): restoreCursor()
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      column = 0
      lineFeed()
    case UInt8(ascii: "M"):
      isWrapPending = false
      if row == top { scroll(down: 1, from: top) } else { row = max(0, row - 1) }
    case UInt8(ascii: "="): modes.insert(66)
    case UInt8(ascii: ">"): modes.remove(66)
    case UInt8(ascii: "c"):
      self = ScreenModel(
        columns: columns, rows: rows, erasesWithBackground: erasesWithBackground, wrapsAtOnce: wrapsAtOnce, width: width
      )
    case UInt8(ascii: "H"): break
    default: unknown.append("ESC \(Character(Unicode.Scalar(byte)))")
    }
  }

  mutating func restoreCursor() {
    guard let saved else { return }
    move(toRow: saved.row, column: saved.column)
    rendition = saved.rendition
  }

  mutating func move(toRow row: Int, column: Int) {
    self.row = min(max(0, row), rows - 1)
    self.column = min(max(0, column), columns - 1)
    isWrapPending = false
  }

  mutating func lineFeed() {
    isWrapPending = false
    if row == bottom { scroll(up: 1, from: top) } else if row < rows - 1 { row += 1 }
  }

  mutating func print(_ scalar: Unicode.Scalar) {
    let cellsWide = width(scalar)
    if cellsWide == 0 {
      var place = isWrapPending ? column : column - 1
      while place > 0, cells[row][place].text.isEmpty { place -= 1 }
      if place >= 0 { cells[row][place].text.unicodeScalars.append(scalar) }
      return
    }
    if isWrapPending || cellsWide == 2 && column == columns - 1 {
      column = 0
      lineFeed()
    }
    lastScalar = scalar
    if isInserting { shiftLine(inserting: cellsWide) }
    for place in column..<min(columns, column + cellsWide) { separate(row, place) }
    cells[row][column] = ModelCell(text: String(Character(scalar)), rendition: rendition)
    if cellsWide == 2, column + 1 < columns { cells[row][column + 1] = ModelCell(text: "", rendition: rendition) }
    if column + cellsWide >= columns, wrapsAtOnce {
      column = 0
      lineFeed()
    } else if column + cellsWide >= columns {
      column = columns - 1
      isWrapPending = true
    } else {
      column += cellsWide
    }
  }

  /// Whoever overwrites half of a wide character blanks the other half.
  mutating func separate(_ row: Int, _ column: Int) {
    if cells[row][column].text.isEmpty, column > 0 { cells[row][column - 1].text = " " }
    if column + 1 < columns, cells[row][column + 1].text.isEmpty { cells[row][column + 1].text = " " }
  }
}
