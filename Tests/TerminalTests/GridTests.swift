import Terminal
import Testing

@Suite("A grid shows text in cells")
struct GridTests {
  @Test(
    "text takes the cells terminals agree on",
    arguments: [
      ("", 0, ""), ("abc", 3, "abc"), ("é", 1, "é"), ("e\u{301}", 1, "e\u{301}"), ("漢字", 4, "漢字"), ("ｱ", 1, "ｱ"),
      ("🙂", 2, "🙂"), ("👨‍👩‍👧", 2, "👨"), ("👍🏽", 2, "👍"), ("❤️", 1, "❤"), ("1️⃣", 1, "1"), ("🇩🇪", 2, "DE"),
      ("a\tb\u{1B}", 4, "a?b?"), ("a\u{202E}b", 3, "a?b"), ("\u{301}x", 2, "?x"), ("नि", 2, "नि"), ("שלום", 4, "שלום"),
      ("한", 2, "한"), ("\u{1112}\u{1161}\u{11AB}", 2, "\u{1112}\u{1161}\u{11AB}"), ("\u{E0001}", 1, "?"),
      ("\r\n", 2, "??"), ("\u{378}", 1, "?"), ("\u{200B}x", 2, "?x"),
    ])
  func widths(_ text: String, _ cells: Int, _ shown: String) {
    #expect(text.cellWidth == cells)
    var grid = Grid(columns: 20, rows: 2)
    #expect(grid.put(text, row: 0, column: 3) == 3 + cells)
    grid.put("|", row: 0, column: 3 + cells)
    #expect(grid.line(0) == "   " + shown + "|")
  }

  @Test("text is cut to its width between characters and never outside the grid")
  func clipping() {
    var grid = Grid(columns: 10, rows: 3)
    grid.put("..........", row: 0, column: 0)
    #expect(grid.put("漢字", row: 0, column: 1, width: 3) == 4)
    grid.put("12", row: 0, column: 5, width: 4, align: .right)
    grid.put("beyond", row: 0, column: 9)
    grid.put("left", row: 1, column: -2)
    grid.put("漢", row: 1, column: 9)
    grid.put("above", row: -1, column: 0)
    grid.put("0123456789", row: 2, column: 0)
    #expect(grid.lines == [".漢 .  12b", "ft", "012345678"])
    #expect("Wipes 漢字".fitted(to: 8, ellipsis: "~") == "Wipes ~")
    #expect("Wipes".fitted(to: 5, ellipsis: "~") == "Wipes")
  }

  @Test("overwriting half a wide character blanks its other half")
  func halves() {
    var grid = Grid(columns: 8, rows: 2)
    grid.put("漢字漢", row: 0, column: 0)
    grid.put("x", row: 0, column: 1)
    grid.put("字", row: 0, column: 3)
    #expect(grid.line(0) == " x 字")
  }

  @Test("the bottom right cell is never written, nor restyled")
  func lastCell() {
    var grid = Grid(columns: 4, rows: 2)
    grid.fill(row: 0, column: 0, width: 9, height: 9, with: "#", role: .header)
    grid.reverse(row: 1)
    grid.overlay(.rowCursor, row: 1)
    grid.put("漢", row: 1, column: 2)
    #expect(grid.lines == ["####", "###"])
    #expect(grid[1, 3].look == Look())
    #expect(grid[1, 2].look == Look(.header, overlay: .rowCursor, isReversed: true))
  }

  @Test("rules, frames and overlaid grids")
  func shapes() {
    var box = Grid(columns: 6, rows: 4)
    box.frame(row: 0, column: 0, width: 5, height: 3)
    box.put("漢", row: 1, column: 1)
    var grid = Grid(columns: 8, rows: 5)
    for row in 0..<5 { grid.rule(row: row) }
    grid.put(box, row: 1, column: 1)
    #expect(grid.lines == ["--------", "-+---+ -", "-|漢 | -", "-+---+ -", "-"])
  }

  @Test("grids are equal when they show the same")
  func equality() {
    var one = Grid(columns: 9, rows: 2)
    var other = one
    one.put("xe\u{301}", row: 0, column: 0)
    other.put("a\u{308}", row: 0, column: 1)
    #expect(one != other)
    other.put("xe\u{301}", row: 0, column: 0)
    #expect(one == other)
    other.cursor = Position(row: 1, column: 1)
    #expect(one != other)
  }

  @Test(
    "a size class needs columns and rows",
    arguments: [
      (19, 50, SizeClass.tiny), (20, 5, .hand), (20, 4, .tiny), (40, 12, .narrow), (200, 9, .hand), (80, 24, .normal),
      (80, 19, .narrow), (110, 30, .wide), (120, 29, .normal), (200, 60, .wall), (200, 49, .wide), (1, 1, .tiny),
    ])
  func sizeClasses(_ columns: Int, _ rows: Int, _ expected: SizeClass) {
    #expect(SizeClass(Size(columns: columns, rows: rows)) == expected)
  }

  @Test("any text and place is drawn without harm and equal to its cells")
  func fuzz() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<2_000 {
      var grid = Grid(columns: Int.random(in: 0...12, using: &numbers), rows: Int.random(in: 0...4, using: &numbers))
      for _ in 0..<6 {
        let scalars = (0..<5).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x1F9FF, using: &numbers)) }
        let text = String(String.UnicodeScalarView(scalars))
        let place = (Int.random(in: -2...5, using: &numbers), Int.random(in: -5...14, using: &numbers))
        let width = Bool.random(using: &numbers) ? nil : Int.random(in: -1...9, using: &numbers)
        grid.put(
          text, row: place.0, column: place.1, width: width, align: Bool.random(using: &numbers) ? .left : .right)
      }
      for row in 0..<grid.rows {
        var column = 0
        while column < grid.columns {
          let width = grid[row, column].width
          #expect(width > 0)
          if width == 2 { #expect(column + 1 < grid.columns && grid[row, column + 1].isContinuation) }
          column += max(1, width)
        }
      }
      if grid.rows > 0, grid.columns > 0 { #expect(grid[grid.rows - 1, grid.columns - 1].scalar == " ") }
    }
  }
}
