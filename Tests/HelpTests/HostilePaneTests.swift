import Inventory
import Terminal
import Testing

@testable import Console

/// What a console shows of a house in which every text means harm.
@Suite("Hostile text at the glass") struct HostilePaneTests {
  static let sizes = [Size(columns: 80, rows: 24), Size(columns: 20, rows: 8), Size(columns: 120, rows: 40)]

  @Test("every pane, form, box and list shows hostile text with no sign of its own, in rows as wide as the screen")
  func everywhere() throws {
    let hostile = try HostileHouse()
    #expect(hostile.columns.count > 90)
    let crawl = try HostilePaneTests.crawl(hostile)
    var kinds: Set<PaneKind> = []
    var overlays: Set<String> = []
    var marked: Set<PaneKind> = []
    for state in crawl.states {
      let place = HostileCrawl.place(of: state.console)
      kinds.insert(state.console.topPane.kind)
      overlays.insert(place)
      for size in HostilePaneTests.sizes {
        var console = state.console
        _ = console.update(.resized(size))
        let grid = console.view()
        let wrong = HostilePaneTests.faults(of: grid)
        #expect(wrong == nil, "\(wrong ?? "") at \(size), by \(state.route)")
        if !marked.contains(console.topPane.kind), grid.lines.contains(where: { $0.contains("?") || $0.contains("箱") })
        {
          marked.insert(console.topPane.kind)
        }
      }
      if let cells = HostilePaneTests.cellsOfStep(state.console) {
        #expect(cells <= 110, "\(cells) cells for a step down in \(place), by \(state.route)")
      }
      let plain = state.console.plainText()
      #expect(HostilePaneTests.isSafe(plain), "the text of \(place), by \(state.route)")
      var dialogue = PlainDialogue(state.console)
      #expect(HostilePaneTests.isSafe(dialogue.report()), "the lines of \(place), by \(state.route)")
      #expect(HostilePaneTests.isSafe(state.console.messagesText), "the log of \(place)")
      let session = state.console.sessionText
      #expect(HostilePaneTests.isSafe(session), "the session of \(place), by \(state.route)")
    }
    #expect(Set(PaneKind.allCases).subtracting(kinds) == [])
    #expect(Set(PaneKind.allCases).subtracting(marked) == [])
    for name in ["help", "palette", "menu", "messages", "columns", "confirm", "reading"] {
      #expect(overlays.contains { $0.contains(" " + name) }, "no \(name) was met")
    }
    #expect(overlays.contains("gate"))
    #expect(HostilePaneTests.isSafe(crawl.logged))
  }

  private static func crawl(_ hostile: HostileHouse) throws -> HostileCrawl {
    let places = [
      ("sku", "item", "sku = 'none'"), ("sku", "item", "tracking = 'none'"), ("sku", "item", "tracking = 'lot'"),
      ("code", "serial", "1"), ("code", "location", "kind = 'bin'"), ("number", "purchase_order", "1"),
      ("code", "plate", "1"), ("badge", "operator", "role = 'admin'"), ("badge", "operator", "role = 'counter'"),
    ].dropFirst()
    var codes = try places.map { try hostile.spoiled($0.0, of: $0.1, where: $0.2) }
    codes += ["3", "TR-0002", "TR-0001", "ST-0002", "ST-0003", "RV-0001", "y"]
    codes.append("\u{1B}]0;x\u{7}\u{202E}nobody\u{2028}" + String(repeating: "箱", count: 3_000))
    var crawl = HostileCrawl(hostile.service, codes: codes)
    let admin = try hostile.spoiled("name", of: "operator", where: "role = 'admin'")
    let identity = Identity(actor: admin, terminal: "tty\u{1B}[2J\u{202E}", session: "s")
    var settings = ConsoleSettings(theme: .night)
    crawl.begin(ConsoleModel(identity: identity, settings: settings), "stock")
    crawl.begin(ConsoleModel(wallAt: nil, identity: identity, settings: settings), "wall")
    settings.door = DoorRule(login: "nobody\u{1B}")
    settings.complaints = ["settings:1: \u{1B}[2J\u{202E} is no setting"]
    crawl.begin(ConsoleModel(identity: identity, settings: settings), "door")
    settings.isKiosk = true
    crawl.begin(ConsoleModel(identity: identity, settings: settings), "kiosk")
    crawl.run()
    return crawl
  }

  /// What no terminal is to be sent: what it would obey, and what turns writing round or has no width that all agree on.
  static func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || isShown($0) }
  }

  /// What the command line may print: letters may be joined as people join them.
  static func isPrinted(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n"
      case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
      case .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return 0x20..<0x7F ~= scalar.value }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  /// How many cells change with a step down a list; nil where there is none.
  private static func cellsOfStep(_ console: ConsoleModel) -> Int? {
    guard console.gate == nil, console.overlay == nil, KeyTable.browse.contains(console.topPane.kind) else {
      return nil
    }
    var (before, after) = (console, console)
    before.perform(.listFirst)
    after.perform(.listFirst)
    after.perform(.listDown)
    let (one, other) = (before.view(), after.view())
    var count = 0
    for row in 0..<one.rows where !one.shows(row: row, as: other) {
      for column in 0..<one.columns {
        let (old, new) = (one[row, column], other[row, column])
        if old.look != new.look || one.scalars(of: old) != other.scalars(of: new) { count += 1 }
      }
    }
    return count
  }

  /// What is wrong with a drawn screen; nil where nothing is.
  static func faults(of grid: Grid) -> String? {
    for row in 0..<grid.rows {
      // Most rows are of plain cells alone.
      let isPlain = grid.withRow(row) { cells in
        cells.allSatisfy { cell in cell.scalar.map { 0x20..<0x7F ~= $0.value } ?? false }
      }
      if isPlain { continue }
      var column = 0
      while column < grid.columns {
        let cell = grid[row, column]
        let scalars = grid.scalars(of: cell)
        guard let first = scalars.first, cell.width > 0 else { return "half a character at \(row), \(column)" }
        guard scalars.allSatisfy(isShown) else { return "\(scalars.map(\.value)) at \(row), \(column)" }
        guard scalars.count <= 5 else { return "\(scalars.count) marks at \(row), \(column)" }
        guard Character(first).cellWidth == cell.width else { return "\(first) is not \(cell.width) wide" }
        for other in 1..<max(1, cell.width) where !grid[row, column + other].isContinuation {
          return "a wide character is cut at \(row), \(column)"
        }
        column += cell.width
      }
      if column != grid.columns { return "row \(row) is \(column) wide" }
    }
    return nil
  }
}
