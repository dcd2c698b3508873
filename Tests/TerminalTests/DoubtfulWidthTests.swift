import Glibc
import PtyTesting
import Terminal
import TerminalCurses
import Testing

extension CursesScreenTests {
  /// A list whose names are of every kind, with a figure behind each.
  private func names(_ size: Size, from first: Int) -> Grid {
    let kinds = ["漢字名", "Müller", "e\u{301}te\u{301}", "🙂 box", "שלום", "WID-220", "한국어 a", "─┼─"]
    var grid = Grid(size)
    for row in 0..<min(16, size.rows) {
      grid.put("\(kinds[(row + first) % kinds.count]) \(first)", row: row, column: 2)
      grid.put("n\(first)", row: row, column: 15)
      grid.put("\(first + row) pcs", row: row, column: 30, width: 9, align: .right)
      grid.put("A-\(row)", row: row, column: 44)
    }
    grid.cursor = Position(row: 20, column: 5)
    return grid
  }

  @Test(
    "on a terminal that takes wide letters for narrow ones, or narrow for wide, what follows a name stays in its column",
    arguments: ["xterm-256color", "vt220", "linux"], [1, 2])
  func doubtfulWidths(_ term: String, _ width: Int) throws {
    setenv("LC_ALL", "C.UTF-8", 1)
    let terminal = try PseudoTerminal(erasesWithBackground: term != "vt220") { $0.isASCII ? 1 : width }
    let screen = try CursesScreen(input: terminal.inner, output: terminal.inner, preferences: .init(terminal: term))
    defer { screen.leave() }
    for first in [0, 1, 1, 5, 104, 0] {
      if first == 5 { screen.invalidate() }
      let grid = names(screen.size, from: first)
      screen.draw(grid, theme: .lean)
      try terminal.synchronise()
      for row in 0..<16 {
        let columns = [15..<20, 30..<50].joined()
        let shown = columns.map { terminal.screen.cells[row][$0].text }.joined()
        let wanted = columns.map { String(grid[row, $0].scalar.map(Character.init) ?? " ") }.joined()
        #expect(shown == wanted, "row \(row) of \(first): \(terminal.screen.lines[row])")
      }
      #expect(Position(row: terminal.screen.row, column: terminal.screen.column) == grid.cursor)
    }
  }
  @Test(
    "without a locale of Unicode a terminal that is older than it gets ASCII, any other what is meant",
    arguments: [
      ("vt220", "?"), ("xterm-256color", "漢 Nuß"),
    ])
  func oldTerminals(_ term: String, _ shown: String) throws {
    setenv("LC_ALL", "C", 1)
    defer { setenv("LC_ALL", "C.UTF-8", 1) }
    let terminal = try PseudoTerminal(erasesWithBackground: term.hasPrefix("xterm"))
    let screen = try CursesScreen(input: terminal.inner, output: terminal.inner, preferences: .init(terminal: term))
    defer { screen.leave() }
    var grid = Grid(screen.size)
    grid.put("漢 Nuß", row: 1, column: 0)
    grid.put("7", row: 1, column: 20)
    screen.draw(grid, theme: .lean)
    try terminal.synchronise()
    let line = terminal.screen.lines[1]
    #expect(line.hasPrefix(shown.hasPrefix("?") ? "?  Nu?" : shown) && line.hasSuffix("7"), "\(line)")
    #expect(terminal.received.contains { $0 >= 0x80 } != shown.hasPrefix("?"))
  }
}
