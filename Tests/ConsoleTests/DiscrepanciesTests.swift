import Console
import Inventory
import Terminal
import Testing

@Suite("Discrepancies, until somebody says what became of them")
struct DiscrepanciesTests {
  private func script(_ moving: PaperMoving = .small(), columns: Int = 120, rows: Int = 40) -> PaneScript {
    let script = PaneScript(moving.house, columns: columns, rows: rows, service: moving)
    script.type("g d")
    return script
  }

  @Test("the oldest stand first, s turns to what is worth the most, and each tells its kind, value, age and claim")
  func list() {
    let script = script(columns: 80, rows: 24)
    #expect(script.shownCodes == ["TR-0882/1", "TR-0884/1", "TR-0884/2"])
    #expect(script.lines[0].contains("worth 1,664.40  3 open"))
    for words in ["WID-100", "short", "6", "299.40", "12 d"] { #expect(script.lines[2].contains(words), "\(words)") }
    script.type("s")
    #expect(script.shownCodes == ["TR-0884/2", "TR-0882/1", "TR-0884/1"] && script.screen.contains("wrong lot"))
    #expect(script.cursorCode == "TR-0882/1")
    script.type("T")
    #expect(script.lines[0].contains("TRANSFER TR-0882"))
    script.type("g d")
    #expect(script.lines[0].contains("DISCREPANCIES"))
  }

  @Test("Enter tells its story: the line, when it was shipped, and who received it")
  func story() {
    let script = script(columns: 80, rows: 30)
    script.isHeld = true
    script.type("Enter")
    #expect(script.screen.contains("reading ..."))
    script.release()
    for words in [
      "TR-0882/1 WID-100: short 6", "worth 299.40, carrier has to answer: LOST",
      "60 asked, 60 shipped, 54 good, 6 short",
      "shipped", "received", "+54  NORTH/D-1  DORA",
    ] { #expect(script.screen.contains(words), "\(words)") }
    #expect(!script.screen.contains("reading ..."))
  }

  @Test(
    "only what fits its kind can have become of it, and F9 says so",
    arguments: [
      ("R F9", 11, Discrepancy.Resolution.cameLater, nil, "LOST", nil),
      ("R 3 Enter Ctrl-U 2 F9", 11, .lost, Quantity(2), "LOST", nil),
      ("j R 3 Enter Enter Enter F9", 12, .accepted, nil, nil, "C-77"),
      ("j j R 2 Enter Enter 4 Enter C-9 F9", 13, .claim, nil, "DAMAGE", "C-9"),
    ] as [(String, Int64, Discrepancy.Resolution, Quantity?, String?, String?)])
  func resolve(
    _ keys: String, _ id: Int64, _ resolution: Discrepancy.Resolution, _ quantity: Quantity?, _ reason: String?,
    _ reference: String?
  ) throws {
    let moving = PaperMoving.small()
    let script = script(moving)
    script.type(keys)
    let act = try #require(moving.last(ResolveDiscrepancy.self))
    #expect(act.discrepancy == id && act.resolution == resolution && act.quantity == quantity)
    #expect(act.reason == reason && act.reference == reference)
    #expect(script.says("resolved"))
  }

  @Test("the choices are those of its kind; a claim is about all of it")
  func choices() {
    let script = script()
    script.type("R")
    #expect(script.says("1 came later 2 never shipped 3 lost 4 returned 5 claim"))
    script.type("5 Enter Ctrl-U 2 F9")
    #expect(script.says("A claim is about all of it"))
    script.type("Esc j R")
    #expect(script.says("1 returned 2 claim 3 accepted"))
    script.type("Enter Ctrl-U x F9")
    #expect(script.says("is no quantity"))
  }

  @Test("serials are asked for where some of several are meant")
  func serials() {
    let moving = PaperMoving.small()
    let script = script(moving)
    moving.house.state.withLock { $0.refusal = .needsSerials(ItemCode(sku: "SER-7"), asked: Quantity(1), given: 0) }
    script.type("R Enter Ctrl-U 1 F9")
    #expect(script.screen.contains("> serials"))
    script.scan("S-1")
    script.type("F9")
    #expect(moving.last(ResolveDiscrepancy.self)?.serials == ["S-1"])
  }

  @Test("whoever may not is told before trying, and a refusal is said in the form")
  func notPermitted() {
    let moving = PaperMoving.small()
    moving.state.withLock { $0.refusal = .notPermitted(actor: "DORA", role: .dock, right: .supervise) }
    let script = script(moving)
    script.type("R")
    #expect(script.says("DORA is a dock") || script.says("may not decide"))
    #expect(moving.state.withLock { $0.acts.isEmpty })
  }

  @Test("what is resolved leaves the list, o shows it again, and nothing more can be said of it")
  func resolved() {
    let moving = PaperMoving.small()
    let script = script(moving)
    script.type("R F9")
    #expect(script.shownCodes == ["TR-0884/1", "TR-0884/2"])
    script.type("o")
    #expect(script.shownCodes == ["TR-0882/1", "TR-0884/1", "TR-0884/2"] && script.screen.contains("came later"))
    script.type("gg R")
    #expect(script.says("it is resolved already: came later"))
    script.type("s")
    #expect(script.says("o shows the open ones"))
    let next = PaneScript(moving.house, session: script.console.sessionText, service: moving)
    #expect(next.lines[0].contains("DISCREPANCIES") && next.cursorCode == "TR-0882/1")
    script.type("Esc Esc")
    #expect(script.lines[0].contains("STOCK"))
  }

  @Test("an empty list says so, and without a screen it is sentences")
  func plain() {
    let script = script(PaperMoving(.small(), PaperMoving.State()))
    #expect(script.says("Nothing is open"))
    let text = self.script().console.plainText()
    #expect(text.contains("11  TR-0882/1 WID-100: short 6  worth 299.40  carrier  12 d ago"))
  }
}
