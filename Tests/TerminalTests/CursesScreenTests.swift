import Glibc
import PtyTesting
import Terminal
import Testing

@testable import TerminalCurses

/// A terminal as ncurses knows it, and how many colours it may show.
struct RenderCase: Sendable, CustomTestStringConvertible {
  var term: String
  var noColour: String?
  var flag: ColourDepth?
  var depth: ColourDepth
  var testDescription: String { term + (noColour == nil ? "" : " with NO_COLOR") + (flag.map { " as \($0)" } ?? "") }
}

/// ncurses has one screen per process, so these run one after the other.
@Suite("ncurses shows what the grid says", .serialized)
struct CursesScreenTests {
  static let cases: [RenderCase] = [
    .init(term: "xterm-256color", depth: .indexed), .init(term: "xterm-256color", noColour: "1", depth: .none),
    .init(term: "xterm-256color", flag: .sixteen, depth: .sixteen), .init(term: "tmux-256color", depth: .indexed),
    .init(term: "xterm", depth: .eight), .init(term: "linux", depth: .eight), .init(term: "xterm-mono", depth: .none),
    .init(term: "vt100", depth: .none), .init(term: "ansi", depth: .eight), .init(term: "vt320", depth: .none),
    .init(term: "putty", depth: .eight), .init(term: "vt220", depth: .none),
  ]

  @Test("random frames arrive cell by cell, and again after a resize", arguments: cases)
  func randomFrames(_ render: RenderCase) throws {
    var numbers = SeededNumbers(seed: 5)
    let terminal = try terminal(render.term)
    let screen: CursesScreen
    do {
      screen = try open(terminal, render)
    } catch CursesScreen.Failure.unknownTerminal where ["vt320", "putty"].contains(render.term) {
      // These descriptions are not part of a small system.
      return
    }
    defer { screen.leave() }
    #expect(screen.depth == render.depth)
    for round in 0..<24 {
      if round % 6 == 5 {
        terminal.resize(columns: [80, 20, 132, 1][round / 6], rows: [24, 8, 43, 1][round / 6])
        screen.resize()
      }
      let theme = Theme.builtIn(["night", "contrast", "amber"][round % 3]) ?? .night
      let grid = randomGrid(screen.size, hasMarks: render.term != "ansi", &numbers)
      screen.draw(grid, theme: theme)
      try terminal.synchronise()
      compare(terminal.screen, grid, theme, render)
    }
    #expect(terminal.screen.unknown == [])
  }

  @Test("drawing the same again sends nothing, and a list is cheap", arguments: ["xterm-256color", "vt220"])
  func bytes(_ term: String) throws {
    let terminal = try terminal(term)
    let screen = try open(terminal, RenderCase(term: term, depth: .indexed))
    defer { screen.leave() }
    func cost(_ theme: Theme, cursor: Int, from first: Int = 0) throws -> Int {
      let before = terminal.received.count
      screen.draw(list(theme.cursorStyle, cursor: cursor, from: first), theme: theme)
      try terminal.synchronise()
      return terminal.received.count - before
    }
    let contrast = try #require(Theme.builtIn("contrast"))
    #expect(try cost(.night, cursor: 3) <= 2_500)
    #expect(try cost(.night, cursor: 3) == 0)
    // Another theme of the same looks has every cell put again.
    var renamed = Theme.night
    renamed.name = "renamed"
    #expect(try cost(renamed, cursor: 3) <= 8)
    #expect(try cost(renamed, cursor: 4) <= 110)
    #expect(try cost(renamed, cursor: 4, from: 18) <= 1_700)
    _ = try cost(contrast, cursor: 3)
    #expect(try cost(contrast, cursor: 4) <= 240)
    _ = try cost(.lean, cursor: 3)
    #expect(try cost(.lean, cursor: 4) <= 40)
  }

  @Test("the terminal is taken raw and given back as it was", arguments: ["xterm-256color", "vt100"])
  func restored(_ term: String) throws {
    let terminal = try terminal(term)
    // What was scanned before the program was ready waits.
    terminal.send("5901\r")
    let screen = try open(terminal, RenderCase(term: term, depth: .indexed))
    #expect(terminal.settings.c_iflag & tcflag_t(IXON | ICRNL) == 0)
    #expect(terminal.settings.c_lflag & tcflag_t(ICANON | ISIG | ECHO) == 0)
    var grid = Grid(screen.size)
    grid.put("there", row: 0, column: 0)
    screen.draw(grid, theme: .night)
    try terminal.wait("the text") { $0.shows("there") && !$0.isCursorVisible == (term != "vt100") }
    #expect(terminal.screen.modes.contains(2004) == (term != "vt100"))
    screen.beep()
    try terminal.wait("the bell") { $0.bells == 1 }
    let wait = InputWait(input: terminal.inner, waking: try WakePipe())
    let read = wait.wait(until: InputWait.now() + 5_000)
    #expect(String(decoding: read.input, as: UTF8.self).hasPrefix("5901"))
    screen.leave()
    try terminal.synchronise()
    #expect(terminal.isRestored)
    #expect(terminal.screen.isCursorVisible)
    #expect(terminal.screen.modesLeftSet == [])
  }

  @Test("a terminal that cannot do it is refused before anything is changed")
  func refused() throws {
    let expected: [(String, CursesScreen.Failure)] = [
      ("dumb", .noCursorAddressing("dumb")), ("no-such-terminal", .unknownTerminal("no-such-terminal")),
      ("", .unknownTerminal("")),
    ]
    for (term, failure) in expected {
      let terminal = try PseudoTerminal()
      #expect(throws: failure) { try open(terminal, RenderCase(term: term, depth: .none)) }
      #expect(terminal.isRestored)
      #expect(terminal.received == [])
    }
    let pipe = try WakePipe()
    #expect(throws: CursesScreen.Failure.notATerminal) {
      _ = try CursesScreen(input: pipe.readEnd, output: pipe.writeEnd, preferences: .init(terminal: "xterm"))
    }
  }

  @Test("posted events, typed bytes and a hang-up each end the wait")
  func waiting() throws {
    let terminal = try PseudoTerminal()
    let pipe = try WakePipe()
    let queue = EventQueue<Int>(waking: pipe)
    let wait = InputWait(input: terminal.inner, waking: pipe)
    queue.post(1)
    queue.post(2)
    #expect(wait.wait(until: nil).input == [])
    #expect(queue.drain() == [1, 2])
    terminal.send("abc\r")
    #expect(wait.wait(until: nil).input == Array("abc\n".utf8))
    let before = InputWait.now()
    #expect(wait.wait(until: before + 30).input == [])
    #expect(InputWait.now() >= before + 30)
    terminal.hangUp()
    #expect(wait.wait(until: nil).isHungUp)
  }

  // MARK: Making

  private func terminal(_ term: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      erasesWithBackground: term.hasPrefix("xterm") || ["linux", "putty"].contains(term), wrapsAtOnce: term == "ansi"
    ) {
      $0.properties.isMark ? 0 : Character($0).cellWidth
    }
  }

  private func open(_ terminal: PseudoTerminal, _ render: RenderCase) throws -> CursesScreen {
    // What a terminal is sent depends on the letters that the locale has.
    setenv("LC_ALL", "C.UTF-8", 1)
    return try CursesScreen(
      input: terminal.inner, output: terminal.inner,
      preferences: .init(terminal: render.term, colourFlag: render.flag, noColour: render.noColour))
  }

  /// Without marks for terminals that wrap at once: there a mark behind the last column is lost to the next row.
  private func randomGrid(_ size: Size, hasMarks: Bool, _ numbers: inout SeededNumbers) -> Grid {
    var grid = Grid(size)
    let words = [
      "WID-220", "Widget M6", "漢字", hasMarks ? "e\u{301}té" : "été", "👨‍👩‍👧", "----------", "     ", "1,208", "|", "✓",
      "\u{202E}x",
    ]
    for _ in 0..<Int.random(in: 5...200, using: &numbers) {
      let row = Int.random(in: 0..<size.rows, using: &numbers)
      let column = Int.random(in: 0..<size.columns, using: &numbers)
      let role = Role.allCases.randomElement(using: &numbers) ?? .text
      grid.put(words.randomElement(using: &numbers) ?? "", row: row, column: column, role: role)
      if Int.random(in: 0..<8, using: &numbers) == 0 { grid.overlay(.rowCursor, row: row) }
      if Int.random(in: 0..<8, using: &numbers) == 0 { grid.reverse(row: row, column: column, width: 12) }
    }
    if Bool.random(using: &numbers) {
      grid.cursor = Position(
        row: Int.random(in: 0..<size.rows, using: &numbers), column: Int.random(in: 0..<size.columns, using: &numbers))
    }
    return grid
  }

  /// A list of 80 by 24 as the panes have it.
  private func list(_ style: CursorStyle, cursor: Int, from first: Int) -> Grid {
    var grid = Grid(columns: 80, rows: 24)
    grid.put(" STOCK  NORTH  all rooms      1,204 items", row: 0, column: 0, role: .header, width: 80)
    grid.put("   item     description         place           avail  on hand   resv", row: 2, column: 0, role: .column)
    for row in 0..<17 {
      let number = first + row
      grid.put("WID-\(100 + number)", row: 3 + row, column: 3, role: .row)
      grid.put("Widget M\(number) zinc", row: 3 + row, column: 12, role: .row)
      grid.put("NORTH/A-\(number)-2", row: 3 + row, column: 32, role: .row)
      grid.put("\(number * 37 % 400)", row: 3 + row, column: 48, role: .row, width: 6, align: .right)
      if number % 4 == 0 { grid.put("OUT", row: 3 + row, column: 76, role: .stockOut) }
      guard row == cursor else { continue }
      grid.put(">", row: 3 + row, column: 1)
      if style == .row { grid.overlay(.rowCursor, row: 3 + row) }
      if style == .cell { grid.overlay(.rowCell, row: 3 + row, column: 3, width: 7) }
    }
    grid.rule(row: 20)
    grid.put("code>", row: 22, column: 0, role: .scanPrompt)
    grid.put(" F1 help F2 find F3 filter F4 sort F6 columns F7 mark", row: 23, column: 0, role: .footer)
    grid.cursor = Position(row: 22, column: 6)
    return grid
  }

  // MARK: Comparing

  private func compare(_ model: ScreenModel, _ grid: Grid, _ theme: Theme, _ render: RenderCase) {
    #expect(model.lines == grid.lines)
    #expect((0..<grid.rows).flatMap { differences(model, grid, theme, render, row: $0) } == [])
    if let cursor = grid.cursor {
      #expect(Position(row: model.row, column: model.column) == cursor)
      #expect(model.isCursorVisible)
    }
  }

  private func differences(
    _ model: ScreenModel, _ grid: Grid, _ theme: Theme, _ render: RenderCase, row: Int
  ) -> [String] {
    (0..<grid.columns).compactMap { column in
      let cell = grid[row, column]
      // The last cell is never written, so it keeps the terminal's own look.
      if cell.isContinuation || row == grid.rows - 1 && column == grid.columns - 1 { return nil }
      let found = model.cells[row][column]
      var wanted = rendition(theme[cell.look], render)
      // Consoles of a PC show no underline together with a colour, so ncurses leaves it off.
      if ["linux", "ansi", "putty"].contains(render.term), wanted.foreground >= 0 || wanted.background >= 0 {
        wanted.isUnderlined = false
      }
      // PuTTY's description says that reverse and colours exclude each other.
      if render.term == "putty", wanted.isReversed, wanted.foreground >= 0 || wanted.background >= 0 {
        let plain = (foreground: wanted.foreground, background: wanted.background)
        wanted.isReversed = false
        wanted.foreground = plain.background < 0 ? 0 : plain.background
        wanted.background = plain.foreground < 0 ? 7 : plain.foreground
      }
      if found.text == " " {
        // Only what can be seen of a blank.
        wanted.isBold = found.rendition.isBold
        wanted.isDim = found.rendition.isDim
        if !wanted.isReversed { wanted.foreground = found.rendition.foreground }
      }
      return found.rendition == wanted ? nil : "\(row),\(column): \(found) wanted \(wanted)"
    }
  }

  /// What the program must have sent for a style, told independently of how it chooses.
  private func rendition(_ style: Style, _ render: RenderCase) -> Rendition {
    var result = Rendition()
    let attributes = render.depth == .none ? style.mono : style.attributes
    result.isBold = attributes.contains(.bold)
    result.isReversed = attributes.contains(.reverse)
    result.isUnderlined = attributes.contains(.underline)
    switch render.depth {
    case .none: return result
    case .eight:
      result.foreground = style.foreground.basic >= 8 ? style.foreground.basic - 8 : style.foreground.basic
      result.background = style.background.basic >= 8 ? style.background.basic - 8 : style.background.basic
      if style.foreground.basic > 8 { result.isBold = true }
    case .sixteen: (result.foreground, result.background) = (style.foreground.basic, style.background.basic)
    default: (result.foreground, result.background) = (style.foreground.indexed, style.background.indexed)
    }
    return result
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isMark: Bool { generalCategory == .nonspacingMark || generalCategory == .enclosingMark }
}
