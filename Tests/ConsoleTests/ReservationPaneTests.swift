import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the list of reservations.
  static func promising(
    _ promising: PaperPromising = .small(), at keys: String = "g h", columns: Int = 80, rows: Int = 24,
    session: String = ""
  ) -> PaneScript {
    let script = PaneScript(promising.house, columns: columns, rows: rows, session: session, service: promising)
    if session.isEmpty { script.type(keys) }
    return script
  }
}

extension PaperPromising {
  /// The last act about reservations.
  func last<A: Act>(_ type: A.Type) -> A? { state.withLock { $0.acts.last as? A } }
}

@Suite("Who holds what: the list of reservations, and the card of one")
struct ReservationPaneTests {
  private static func numbers(_ script: PaneScript) -> [Int] {
    script.lines.compactMap { line in
      line.firstRange(of: "RV-").flatMap {
        $0.lowerBound < line.index(line.startIndex, offsetBy: 6) ? Int(line[$0.upperBound...].prefix(4)) : nil
      }
    }
  }

  @Test("the newest stand first, with what each holds, what waits, and how long it is held")
  func list() {
    let script = PaneScript.promising()
    #expect(Self.numbers(script) == [47, 46, 45, 44])
    #expect(script.lines[0].contains("RESERVATIONS") && script.lines[0].contains("1 waiting  1 expire soon"))
    for (line, words) in [
      (2, ["checkout:8812", "reserved", "12 min", " 5"]),
      (3, ["order:SO-118", "partial", "5 h", "14", "32", "20 Jul 26"]), (4, ["confirmed", " 2"]),
      (5, ["kanban:漢字", "reserved", "12"]),
    ] {
      for word in words { #expect(script.lines[line].contains(word), "\(word) in \(script.lines[line])") }
    }
    #expect(script.screen.contains("NORTH/D-1 5   held until 14 Jul 14:14, 12 min left"))
    script.type("o")
    #expect(Self.numbers(script) == [47, 46, 45, 44, 43, 42])
    #expect(script.screen.contains("expired") && script.screen.contains("fulfilled"))
    script.type("Esc Esc")
    #expect(script.lines[0].contains("STOCK"))
    #expect(PaneScript.promising(PaperPromising()).screen.contains("Nobody holds anything."))
  }

  @Test(
    "W on an item shows who holds some of it, a filter what it says, a scan those of what is scanned",
    arguments: [
      ("W", [47, 44]), ("Enter W", [47, 44]), ("g h f 2 F9", [46]), ("g h f 3 F9", [47]),
      ("g h f Enter order:SO-11 F9", [46, 45]), ("g h f Enter Enter GLU-1 F9", [46]),
      ("g h f Enter Enter Enter NORTH/V F9", [45]), ("g h f 4 Enter Enter TAP-048 F9", [42]),
      ("g h / order:", [46, 45]), ("g h / ORDER:SO-117", [45]),
    ])
  func filters(_ keys: String, _ numbers: [Int]) {
    let script = PaneScript(service: PaperPromising.small())
    script.type(keys)
    #expect(Self.numbers(script) == numbers, "\(script.screen)")
  }

  @Test("a scan shows who holds the item; a number that was typed whole opens its card, whatever the list shows")
  func scans() {
    let script = PaneScript.promising()
    script.scan("GLU-1")
    #expect(Self.numbers(script) == [46] && script.screen.contains("Esc shows all"))
    script.type("Esc / rv-0042 Enter")
    #expect(script.lines[0].contains("RESERVATION RV-0042  order:SO-101  fulfilled"))
    script.type("Esc")
    #expect(Self.numbers(script) == [47, 46, 45, 44])
  }

  @Test("its number opens a reservation from every pane that is looked at, and another in its stead")
  func numbers() {
    for keys in ["", "g t", "g h j Enter", "Enter"] {
      let script = PaneScript.promising(at: keys)
      script.scan("RV-0045")
      #expect(script.lines[0].contains("RESERVATION RV-0045"), "\(keys)\n\(script.screen)")
      script.scan("RV-0044")
      #expect(script.lines[0].contains("RESERVATION RV-0044"), "\(keys)\n\(script.screen)")
      script.type("Esc")
      #expect(!script.lines[0].contains("RESERVATION "), "\(keys)\n\(script.screen)")
    }
  }

  @Test("where something is held stands in the list from 80 columns on, and the holder's whole name at 120")
  func places() {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
      let promising = PaperPromising.small()
      let script = PaneScript(promising.house, columns: columns, rows: rows, service: promising)
      script.type("g h")
      script.wait(milliseconds: 200)
      #expect(script.screen.contains("place") && script.screen.contains("A-07-1"), "\(script.screen)")
      #expect(script.screen.contains("order:SO-118"), "\(script.screen)")
    }
  }

  @Test("time passes on the screen without a question; what has expired holds nothing from that minute")
  func countsDown() {
    let promising = PaperPromising.small()
    let script = PaneScript.promising(promising)
    script.wait(milliseconds: 200)
    let asked = (promising.state.withLock { $0.pages.count }, promising.house.state.withLock { $0.questions })
    for (minutes, words) in [(1, "10 min"), (9, "1 min"), (1, "<1 min"), (1, "expired"), (60, "expired")] {
      script.wait(milliseconds: Int64(minutes) * 60_000)
      #expect(script.lines[2].contains(words), "\(script.lines[2])")
    }
    #expect(script.lines[2].contains("checkout:8812"))
    script.type("C")
    #expect(script.screen.contains("RV-0047 has expired, and what it held is free"))
    script.type("Enter")
    #expect(script.screen.contains("EXPIRED 14 Jul 14:14: it holds nothing"))
    script.type("Esc j Enter")
    #expect(script.screen.contains("3 h left"))
    script.wait(milliseconds: 61 * 60_000)
    #expect(script.screen.contains("2 h left"))
    #expect(
      promising.state.withLock { $0.pages.count } >= asked.0
        && promising.house.state.withLock { $0.questions } == asked.1)
    // Between two minutes nothing wants to be woken for the time that is left.
    let script2 = PaneScript.promising()
    script2.wait(milliseconds: 200)
    #expect(script2.console.wakesAt.map { $0.milliseconds % 60_000 } == 0)
  }

  @Test("a card tells what is held of which lot and where, and leads to the item and the lot")
  func card() {
    let script = PaneScript.promising(at: "g h j Enter")
    for words in [
      "RESERVATION RV-0046  order:SO-118  partial", "held 14", "for order:SO-118", "5 h left", "wanted on 20 Jul 26",
      "GLU-1  Glue 250 ml", "asked 6 from NORTH/A-07-1, held 6", "NORTH/A-07-1  lot L2407   6 held",
      "32 waiting for what comes in", "only 8 was there", "NORTH/A-03-2   8 held", "reserved by MARIA",
    ] {
      #expect(script.screen.contains(words), "\(words)\n\(script.screen)")
    }
    #expect(script.console.plainText().contains("32 waiting"))
    script.type("j j j j j j j Enter")
    #expect(script.lines[0].contains("LOT L2407"))
    script.type("Esc G Enter")
    #expect(script.lines[0].contains("ITEM WID-220"))
    script.type("Esc y")
    #expect(script.copied == "RV-0046")
  }

  @Test("list and card are there again in the next session")
  func session() {
    let promising = PaperPromising.small()
    let script = PaneScript.promising(promising, at: "g h f 2 Enter order: Enter GLU-1 F9 Enter")
    let again = PaneScript.promising(promising, session: script.console.sessionText)
    #expect(again.lines[0].contains("RESERVATION RV-0046"))
    again.type("Esc")
    #expect(Self.numbers(again) == [46] && again.lines[0].contains("waiting") && again.lines[0].contains("GLU-1"))
  }
}

@Suite("Forms of reservations commit with F9")
struct ReservationFormTests {
  @Test("R reserves what is under the cursor; F8 releases what was just reserved")
  func reserve() throws {
    let promising = PaperPromising.small()
    let script = PaneScript(service: promising)
    script.type("R 5 Enter Enter order:SO-200 Enter 90m F9")
    let act = try #require(promising.last(ReserveStock.self))
    #expect(
      act.subject == "order:SO-200" && act.lines.map(\.item) == ["BOX-12"] && act.lines[0].location == "NORTH/D-1")
    #expect(act.lines[0].quantity == Quantity(5) && act.lacking == .refuse && act.due == nil)
    #expect(act.life == .lasting(milliseconds: 90 * 60_000))
    #expect(script.screen.contains("RV-0048: reserved 5 of BOX-12 at NORTH/D-1 for order:SO-200"))
    script.type("F8")
    let back = try #require(promising.last(ReleaseReservation.self))
    #expect(back.reservation == .number("RV-0048") && back.lines == nil)
    #expect(script.screen.contains("undone: RV-0048"))
  }

  @Test(
    "each form sends what it says",
    arguments: [
      ("Enter R all Enter Enter order:1 Enter never F9", "order:1 BOX-12@NORTH/D-1=80 unlimited refuse"),
      (
        "R 2c Enter Ctrl-U NORTH Enter order:1 Enter Enter 3 Enter 2026-07-20 F9",
        "order:1 BOX-12@NORTH=24 standard wait 2026-07-20"
      ),
      ("Space Space R 3 Enter order:1 Enter F9", "order:1 BOX-12@NORTH/D-1=3 GLU-1@NORTH/A-07-1=3 standard refuse"),
      ("j R 3 Enter L2407 Enter Enter order:1 Enter F9", "order:1 GLU-1@NORTH/A-07-1=3,L2407 standard refuse"),
      (
        "g h N BOX-12 Enter D-1 Enter 4 Enter order:1 Enter 2026-07-15 F9",
        "order:1 BOX-12@D-1=4 2026-07-15T00:00:00Z refuse"
      ),
    ])
  func reserving(_ keys: String, _ sent: String) throws {
    let promising = PaperPromising.small()
    let script = PaneScript(service: promising)
    script.type(keys)
    let act = try #require(promising.last(ReserveStock.self), "\(script.screen)")
    let lines = act.lines.map { line in
      let lot = if case .lot(let code) = line.policy { "," + code } else { "" }
      return "\(line.item)@\(line.location)=\(line.quantity)\(lot)"
    }
    let life =
      switch act.life {
      case .standard: "standard"
      case .unlimited: "unlimited"
      case .lasting(let milliseconds): "\(milliseconds / 60_000) min"
      case .until(let instant): instant.description
      }
    #expect(
      ([act.subject] + lines + [life, act.lacking.rawValue] + (act.due.map { [$0.description] } ?? [])).joined(
        separator: " ")
        == sent)
  }

  @Test(
    "what cannot be sent is said in the form, with what to do",
    arguments: [
      ("R F9", "How many?"), ("R 5 F9", "What is it held for?"), ("R 5 Enter Enter SO-1 F9", "order:SO-1"),
      ("R 5 Enter Enter order:1 Enter soon F9", "is no time"), ("R 5 Enter Ctrl-U Enter order:1 F9", "to come from?"),
      ("R 5 Enter Enter order:1 Enter 2020-01-01 F9", "is over already"), ("g h N F9", "Which item"),
      ("R 5 Enter Enter order:1 Enter Enter Enter x F9", "is no day"), ("g h E F9", "Until when?"),
      ("g h F Ctrl-U 0 F9", "Nothing is meant"), ("g h F Ctrl-U 3q F9", "is no quantity"),
    ])
  func objections(_ keys: String, _ words: String) {
    let promising = PaperPromising.small()
    let script = PaneScript(service: promising)
    script.type(keys)
    #expect(script.screen.contains(words), "\(script.screen)")
    #expect(promising.state.withLock { $0.acts.isEmpty })
  }

  @Test("a reservation is confirmed in a box, by F9 alone")
  func confirm() throws {
    let promising = PaperPromising.small()
    let script = PaneScript.promising(promising)
    script.type("C Enter Esc C F9")
    let act = try #require(promising.last(ConfirmReservation.self))
    #expect(act.reservation == .number("RV-0047") && act.ifVersion == 1)
    #expect(script.screen.contains("confirmed RV-0047"))
    script.type("C")
    #expect(script.screen.contains("RV-0047 is confirmed already"))
    script.type("E")
    #expect(script.screen.contains("it does not expire"))
  }

  @Test("goods leave whole or in part; of an item kept by serial it is said which ones")
  func fulfil() throws {
    let promising = PaperPromising.small()
    let script = PaneScript.promising(promising)
    script.type("F F9")
    #expect(try #require(promising.last(FulfilReservation.self)).lines == nil)
    #expect(script.screen.contains("fulfilled RV-0047"))
    script.type("F Enter Ctrl-U 5 F9")
    let part = try #require(promising.last(FulfilReservation.self))
    #expect(part.reservation == .number("RV-0046"))
    #expect(part.lines == [.init("GLU-1", Quantity(6)), .init("WID-220", Quantity(5))])
    script.type("j Enter F Ctrl-U 1 Enter 88-1201 Enter Enter F9")
    let serial = try #require(promising.last(FulfilReservation.self))
    #expect(serial.lines == [.init("SER-7", Quantity(1), serials: ["88-1201"])])
  }

  @Test("a refusal can be the first to tell that serials are kept")
  func serialsMissing() throws {
    let promising = PaperPromising.small()
    promising.house.state.withLock { $0.items["GLU-1"]?.tracking = .serial }
    let script = PaneScript.promising(promising, at: "g h j F")
    promising.house.state.withLock {
      $0.refusal = .needsSerials(ItemCode(sku: "GLU-1"), asked: Quantity(6), given: 0)
    }
    script.type("F9")
    #expect(script.screen.contains("serials") && promising.last(FulfilReservation.self) == nil)
    script.type("Down Ctrl-U G1 Enter Up Ctrl-U 1 F9")
    #expect(
      try #require(promising.last(FulfilReservation.self)).lines
        == [.init("GLU-1", Quantity(1), serials: ["G1"]), .init("WID-220", Quantity(8))])
  }

  @Test("it is released, whole or in part, with a reason; and held longer, from now on")
  func releaseAndExtend() throws {
    let promising = PaperPromising.small()
    let script = PaneScript.promising(promising)
    script.type("R Enter changed Enter F9")
    let whole = try #require(promising.last(ReleaseReservation.self))
    #expect(whole.lines == nil && whole.reason == "changed" && whole.ifVersion == 1)
    script.type("Enter R Ctrl-U 2 F9")
    #expect(
      try #require(promising.last(ReleaseReservation.self)).lines
        == [.init("GLU-1", Quantity(2)), .init("WID-220", Quantity(8))])
    script.type("Esc E 2h F9")
    let longer = try #require(promising.last(ExtendReservation.self))
    #expect(longer.life == .lasting(milliseconds: 7_200_000) && longer.reservation == .number("RV-0046"))
    script.type("E never F9")
    #expect(try #require(promising.last(ExtendReservation.self)).life == .unlimited)
    #expect(script.screen.contains("RV-0046 does not expire any more"))
  }
}
