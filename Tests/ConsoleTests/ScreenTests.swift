import Console
import Glibc
import Inventory
import Terminal
import Testing

@Suite("Screens at every size")
struct ScreenTests {
  static let sizes = [(20, 8), (40, 12), (80, 24), (120, 40), (200, 60)]
  static let panes = [
    ("stock", "j j j j j"), ("item", "j j j j j Enter"), ("help", "F1"), ("palette", ": col"), ("menu", "$"),
    ("form", "j A 5 F9"), ("confirm", "E 5 F9 u"), ("empty", ""),
    ("stocktakes", "g v"), ("review", "g v Enter Space j"), ("why", "g v Enter w"),
    ("verdict", "g v Enter Space Space A 7"),
    ("apply", "g v Enter P"), ("new-stocktake", "g v N"), ("review-empty", "g v Enter f 7 F9"),
  ]

  static let someLines =
    "A-03-2 Enter WID-100 Enter 36 Enter BOX-12 Enter 0 Enter GLU-1 Enter 1 Enter WID-220 Enter 12c+3 Enter"
  static let counting = [
    ("count-begin", ""), ("count-empty", "A-03-2 Enter"), ("count", someLines),
    ("count-parked", "\(someLines) 5012345678900 Enter"), ("count-parked-list", "\(someLines) 5012345678900 Enter F4"),
    ("count-lots", "\(someLines) GLU-1 Enter"), ("count-bins", "\(someLines) A-04-1 Enter F6"),
    ("count-refused", "\(someLines) V-01 Enter"), ("count-help", "\(someLines) F1"),
    ("count-menu", "\(someLines) $ Enter"),
    ("count-informed", someLines), ("count-choice", ""),
  ]

  static let arrived =
    "TR-0881 Enter WID-220 Enter 40 Enter F2 2 Enter SER-7 Enter 88-1201 Enter WID-100 Enter 96 Enter"
  static let receiving = [
    ("receive-choice", ""), ("receive-empty", "TR-0881 Enter"), ("receive", arrived),
    ("receive-full", "TR-0881 Enter"), ("receive-long", "TR-0881 Enter \(longCode) Enter"),
    ("receive-parked", "\(arrived) 5012345678900 Enter"),
    ("receive-parked-list", "\(arrived) 5012345678900 Enter F4"), ("receive-over", "\(arrived) BOX-12 Enter 72 Enter"),
    ("receive-short", "\(arrived) F3"), ("receive-posted", "\(arrived) F9"), ("receive-help", "\(arrived) F1"),
    ("receive-none", ""),
  ]
  static let longCode = "漢字漢字漢字-LONG-CODE-THAT-GOES-ON"

  /// The screens are kept as text in `frames`; `TALLYMAN_FRAMES=write` writes them anew, for the diff to be read.
  @Test("look as kept", arguments: sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house = pane.0 == "empty" ? PaperWarehouse([]) : PaperWarehouse.small()
    let review = PaperReview.small()
    if pane.0 == "apply" { review.state.withLock { PaperReview.approveAll(&$0) } }
    let script = PaneScript(house, columns: size.0, rows: size.1, service: pane.0 == "empty" ? nil : review)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("of counting look as kept", arguments: sizes, counting)
  func countFrames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house = PaperWarehouse.counted(
      isBlind: pane.0 != "count-informed", stocktakes: pane.0 == "count-choice" ? 3 : 1)
    let script = PaneScript(house, columns: size.0, rows: size.1)
    script.type("g c \(pane.1)")
    script.wait(milliseconds: 200)
    try compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("of receiving look as kept", arguments: sizes, receiving)
  func receiveFrames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house: PaperWarehouse = pane.0 == "receive-none" ? .small() : .receiving(transfers: 3)
    if pane.0 == "receive-full" || pane.0 == "receive-long" { house.load(120, longCode: ScreenTests.longCode) }
    let script = PaneScript(house, columns: size.0, rows: size.1)
    script.type("g r \(pane.1)")
    script.wait(milliseconds: 200)
    try compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  func compare(_ script: PaneScript, _ name: String) throws {
    let folder = String(#filePath.dropLast("ScreenTests.swift".count)) + "frames"
    let path = "\(folder)/\(name).txt"
    let shown = script.screen + "\n"
    if getenv("TALLYMAN_FRAMES") != nil {
      mkdir(folder, 0o755)
      try write(shown, to: path)
    }
    #expect(try read(path) == shown)
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes")
  func storm() {
    var numbers = Generator(seed: 7)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + (1...12).map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPRSXZ0123456789/:$?*-<> ]#\u{1D}".map { .character($0) }
      + "0123456789".map { .alt($0) } + "cdflpruwz".map { .control($0) }
    for round in 0..<16 {
      let house: PaperWarehouse =
        round % 4 == 2
        ? .counted(isBlind: round % 8 == 2) : round % 3 == 0 ? .large(200) : round % 7 == 0 ? .init([]) : .small()
      let review = round % 4 == 1 ? PaperReview.large(300, outside: 20) : .small()
      let script = PaneScript(round % 2 == 0 ? house : review.house, service: round % 2 == 0 ? house : review)
      if round % 2 == 1 { script.type("g v Enter") }
      if round % 4 == 2 {
        script.type("g c")
        script.scan("A-03-2")
      }
      if round % 8 == 4 {
        house.takeOver(.receiving(transfers: 2))
        script.type("g r")
        script.scan("TR-0881")
      }
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...120, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.resize(Int.random(in: 1...3, using: &numbers), Int.random(in: 1...3, using: &numbers))
        case 2: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 3: script.send(.changed)
        case 4: if script.isHeld { script.release() } else { script.isHeld = true }
        case 5: script.send(.input(.paste(["A-03-2", "漢字\u{301}"])))
        case 6:
          script.scan(
            ["WID-100", "GLU-1", "12", "x", "A-04-1", "+2", "n", "1", "$8", "=", "BOX-12", "TR-0882", "-1", "99"]
              .randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        check(script.grid)
      }
    }
    let script = PaneScript()
    script.resize(500, 200)
    check(script.grid)
    script.resize(1, 1)
    check(script.grid)
  }

  private func check(_ grid: Grid) {
    guard grid.columns > 0, grid.rows > 0 else { return }
    #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
    if let cursor = grid.cursor { #expect(0..<grid.rows ~= cursor.row && 0..<grid.columns ~= cursor.column) }
  }

  @Test(
    "rows go in their order: the list, the message and the input line last",
    arguments: [(20, 5), (20, 4), (20, 3), (20, 2), (8, 3)])
  func shrinking(_ columns: Int, _ rows: Int) {
    let script = PaneScript(columns: columns, rows: rows)
    #expect(script.lines.contains { $0.hasPrefix("> BOX") })
    #expect(script.lines.contains { $0.hasPrefix("code>") })
  }

  @Test("the mark alone shows the cursor in lean, and the whole row in contrast")
  func cursorStyles() throws {
    let lean = PaneScript(theme: .lean)
    #expect(lean.grid[2, 3].look.overlay == nil)
    let contrast = PaneScript(theme: try #require(Theme.builtIn("contrast")))
    #expect(contrast.grid[2, 60].look.overlay == .rowCursor)
  }

  struct Generator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"), "no frame at \(path): make it with TALLYMAN_FRAMES=write")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 200_000)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    fputs(text, file)
  }
}
