import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// A console on a house with people, opened under a name by the account `anna`.
  static func shared(
    as actor: String = "anna", kiosk: Bool = false, columns: Int = 80, rows: Int = 24, lockAfter: Int? = nil,
    _ house: PaperWarehouse = PaperPeople.staff(), isPatient: Bool = true
  ) -> PaneScript {
    PaneScript(
      house, columns: columns, rows: rows, actor: actor,
      door: DoorRule(login: "anna", lockAfter: lockAfter, isPatient: isPatient), isKiosk: kiosk)
  }

  var signIns: [String] { house.state.withLock { $0.people.signIns } }

  /// What was typed by hand, a key every third of a second.
  func typeSlowly(_ text: String) {
    for character in text {
      wait(milliseconds: 300)
      press(.character(character))
    }
    press(.enter)
  }
}

@Suite("Signing in at the start")
struct StartGateTests {
  @Test(
    "who is asked: a name that is nobody's, one with a PIN that is not the account's, and everybody at a kiosk",
    arguments: [
      ("anna", false, true), ("ANNA", false, false), ("MARIA", false, false), ("OTTO", false, true),
      ("nobody", false, true), ("ANNA", true, true), ("MARIA", true, true),
    ])
  func asked(_ actor: String, _ isKiosk: Bool, _ isShut: Bool) {
    // The paper house knows its people by their names as written: `anna` is none of them.
    let script = PaneScript.shared(as: actor, kiosk: isKiosk)
    #expect(script.lines[0].contains("SIGN IN") == isShut)
    #expect(script.screen.contains("BOX-12") != isShut)
    #expect(script.input.hasPrefix("badge>") == isShut)
  }

  @Test("how to leave is said where anybody may, and at no kiosk", arguments: [true, false])
  func leaving(_ isKiosk: Bool) {
    let script = PaneScript.shared(as: "nobody", kiosk: isKiosk)
    #expect(script.screen.contains("type your name and Enter; F10 leaves") != isKiosk)
    script.press(.function(10))
    #expect(script.quits == (isKiosk ? 0 : 1))
  }

  @Test("a house without operators asks nobody and never locks")
  func nobody() {
    let script = PaneScript.shared(.small())
    #expect(script.screen.contains("BOX-12"))
    script.wait(milliseconds: 3_600_000)
    script.press(.control("k"))
    #expect(script.screen.contains("no operators who could unlock") && script.screen.contains("BOX-12"))
    let kiosk = PaneScript.shared(kiosk: true, .small())
    kiosk.press(.function(10))
    #expect(kiosk.quits == 1)
  }

  @Test("a badge that is scanned signs in at once, and it is written down")
  func badge() {
    let script = PaneScript.shared()
    script.scan("B-0017")
    #expect(script.screen.contains("MARIA works here now") && script.screen.contains("MARIA@wall1"))
    #expect(script.screen.contains("> BOX-12") && script.signIns == ["MARIA badge"])
    #expect(script.house.state.withLock { $0.asker } == .person("MARIA"))
  }

  @Test("a typed name asks for the PIN, which is shown as stars and kept nowhere")
  func pin() {
    let script = PaneScript.shared()
    script.scan("otto")
    #expect(script.input == "PIN>" && script.screen.contains("the PIN of OTTO"))
    script.write("4711")
    #expect(script.input == "PIN> ****" && !script.screen.contains("4711"))
    script.press(.enter)
    #expect(script.screen.contains("OTTO@wall1") && script.signIns == ["OTTO pin"])
    script.type("M")
    #expect(!script.screen.contains("4711"))
    #expect(!script.console.sessionText.contains("4711") && !script.console.messagesText.contains("4711"))
  }

  @Test("the badge of one who has a PIN signs in when it is scanned, and asks for the PIN when it was typed by hand")
  func typedBadge() {
    let script = PaneScript.shared()
    script.typeSlowly("B-0001")
    #expect(script.input == "PIN>")
    script.press(.escape)
    script.scan("B-0001")
    #expect(script.screen.contains("ANNA works here now"))
  }

  @Test("after five wrong PINs it says until when, whatever is typed; a badge still opens")
  func wrongPins() {
    let script = PaneScript.shared()
    script.scan("otto")
    for _ in 0..<4 {
      script.scan("0000")
      #expect(script.screen.contains("wrong PIN for OTTO") && script.input == "PIN>")
    }
    script.scan("0000")
    #expect(script.screen.contains("too many wrong PINs for OTTO: try again at 14:07"))
    #expect(script.input == "badge>" && script.signIns.count == 5)
    script.scan("otto")
    #expect(script.input == "badge>" && script.screen.contains("try again at 14:07"))
    script.scan("B-0017")
    #expect(script.screen.contains("MARIA works here now"))
  }

  @Test("wrong PINs that cannot be written down are counted here")
  func unwritten() {
    let script = PaneScript.shared()
    for _ in 0..<5 {
      script.scan("otto")
      script.house.state.withLock { $0.refusal = .store(.failed(detail: "the disk is full")) }
      script.scan("0000")
      #expect(script.screen.contains("could not be written down"))
    }
    script.scan("otto")
    #expect(script.screen.contains("too many wrong PINs for OTTO"))
  }

  @Test("who has neither badge nor PIN is told who can help")
  func noKey() {
    let script = PaneScript.shared()
    script.scan("cora")
    #expect(script.screen.contains("CORA has neither badge nor PIN: ANNA can give one"))
    script.scan("maria")
    #expect(script.screen.contains("MARIA has no PIN: scan the badge") && script.input == "badge>")
  }

  @Test("what is scanned before the answer is there waits, and is the new operator's")
  func typedAhead() {
    let script = PaneScript.shared(as: "nobody")
    script.isHeld = true
    script.scan("B-0017")
    script.scan("4006381333931")
    while !script.held.isEmpty { script.release() }
    #expect(script.screen.contains("ITEM WID-220") && script.screen.contains("MARIA@wall1"))
    let early = PaneScript.shared(as: "nobody")
    early.send(.input(.paste(["B-0017", "4006381333931"])))
    #expect(early.screen.contains("ITEM WID-220"))
  }

  @Test("F10 and $0 leave, except at a kiosk")
  func leaving() {
    for way in ["F10", "$ 0 Enter"] {
      let script = PaneScript.shared()
      script.type(way)
      #expect(script.quits == 1 && script.sessions.isEmpty)
    }
  }

  @Test("where the books cannot say who may come in, nobody does before they can")
  func unasked() {
    let house = PaperPeople.staff()
    house.state.withLock { $0.people.trouble = .store(.failed(detail: "the disk is broken")) }
    let script = PaneScript.shared(as: "ANNA", house)
    #expect(script.screen.contains("the disk is broken") && script.input == "badge>")
    script.press(.enter)
    #expect(script.screen.contains("the disk is broken"))
    house.state.withLock { $0.people.trouble = nil }
    script.press(.enter)
    #expect(script.screen.contains("> BOX-12"))
  }
}

@Suite("The lock")
struct LockTests {
  private static func anna(lockAfter: Int? = nil) -> PaneScript {
    PaneScript.shared(as: "ANNA", lockAfter: lockAfter)
  }

  @Test("after so many minutes without a key only header and prompt remain; the badge comes back to where it was")
  func idle() {
    let script = LockTests.anna()
    script.type("j j A 5")
    script.wait(milliseconds: 599_000)
    #expect(script.screen.contains("Adjust"))
    script.wait(milliseconds: 1_000)
    #expect(script.lines[0].contains("LOCKED") && script.lines[0].contains("ANNA"))
    #expect(!script.screen.contains("BOX-12") && script.input == "badge>")
    #expect(script.sessions["ANNA"]?.contains("stock.item = SER-7") == true)
    script.scan("B-0001")
    #expect(script.screen.contains("ANNA works here again") && script.screen.contains("Adjust"))
    script.type("Esc")
    #expect(script.screen.contains(" > SER-7"))
  }

  private static let waits: [(setting: Int?, milliseconds: Int64?)] = [(1, 60_000), (0, nil), (nil, 600_000)]

  @Test("the machine's settings go before the house's, and 0 is never", arguments: waits)
  func minutes(_ setting: Int?, _ milliseconds: Int64?) {
    let script = LockTests.anna(lockAfter: setting)
    for _ in 0..<200 where !script.lines[0].contains("LOCKED") { script.wait(milliseconds: 30_000) }
    let passed = script.now.milliseconds - PaperWarehouse.noon.milliseconds
    #expect(passed == milliseconds ?? 6_000_000)
  }

  @Test(
    "a command locks: by key, palette and menu", arguments: ["Ctrl-K", ": lock Enter", "$ lock Enter", "g c Ctrl-K"])
  func command(_ keys: String) {
    let script = PaneScript.shared(as: "ANNA", PaperPeople.staff(.counted(isBlind: true)))
    script.type(keys)
    #expect(script.lines[0].contains("LOCKED"))
  }

  @Test("who could not come back is not locked out")
  func noWayBack() {
    let script = PaneScript.shared(as: "CORA")
    script.press(.control("k"))
    #expect(script.console.messagesText.contains("you have neither badge nor PIN to come back with; ANNA can give one"))
    script.wait(milliseconds: 3_600_000)
    #expect(script.screen.contains("BOX-12"))
  }

  @Test("another's badge signs that one in, with panes of their own; who comes back finds theirs")
  func others() {
    let script = LockTests.anna()
    script.type("s s j Ctrl-K")
    script.scan("B-0017")
    #expect(script.screen.contains("MARIA works here now") && script.screen.contains("> BOX-12"))
    script.type("j j E Ctrl-K")
    script.scan("B-0001")
    #expect(script.screen.contains("ANNA works here now"))
    script.press(.control("k"))
    script.scan("B-0017")
    #expect(script.screen.contains("Receive"), "what she was typing is still there")
    #expect(!script.console.messagesText.contains("ANNA works here"))
  }

  @Test("what is scanned while locked is kept for the next, and counted for nobody")
  func strays() {
    let script = PaneScript.shared(as: "ANNA", PaperPeople.staff(.counted(isBlind: true)))
    script.type("g c")
    script.scan("A-03-2")
    script.press(.control("k"))
    let acts = script.house.state.withLock { $0.acts.count }
    script.scan("4006381333931")
    script.scan("5012345678900")
    #expect(script.lines[0].contains("2 scanned") && script.screen.contains("counted for nobody"))
    script.scan("B-0017")
    script.type("M")
    #expect(script.screen.contains("4006381333931 was scanned while nobody worked here"))
    #expect(script.screen.contains("5012345678900 was scanned while nobody worked here"))
    #expect(!script.log.contains("4006381333931") && script.console.messagesText.contains("4006381333931"))
    #expect(script.house.state.withLock { $0.acts.count } == acts + 1, "nothing but the sign-in")
  }

  @Test("a PIN that is typed at the wrong prompt is kept nowhere", arguments: ["4711", "123456", "471147114711"])
  func misplaced(_ pin: String) {
    let script = LockTests.anna()
    script.press(.control("k"))
    script.typeSlowly(pin)
    #expect(script.screen.contains("nobody's badge") && !script.screen.contains(pin))
    script.scan("B-0001")
    script.type("M")
    #expect(!script.screen.contains(pin) && !script.console.messagesText.contains(pin))
  }

  @Test("what was scanned before the lock is done under the name of who scanned it, before another comes in")
  func inOrder() {
    let script = PaneScript.shared(as: "ANNA", PaperPeople.staff(.receiving()))
    script.scan("TR-0881")
    script.isHeld = true
    script.scan("WID-100")
    script.scan("WID-100")
    script.press(.control("k"))
    script.scan("B-0017")
    // The badge is known first.
    script.held.reverse()
    script.release()
    #expect(script.screen.contains("MARIA works here now"))
    #expect(script.house.state.withLock { $0.people.actors } == ["MARIA", "ANNA", "ANNA"])
    #expect(script.house.receipts == ["scan WID-100 1", "scan WID-100 1"])
  }

  @Test("who waits for what another scanned loses nothing that they scan meanwhile, and may go away again")
  func waiting() {
    let script = PaneScript.shared(as: "ANNA", PaperPeople.staff(.receiving()))
    script.scan("TR-0881")
    script.isHeld = true
    script.scan("WID-100")
    script.press(.control("k"))
    script.scan("B-0017")
    let stuck = script.held.removeFirst()
    script.release()
    #expect(script.screen.contains("what ANNA scanned is being done; then MARIA works here"))
    script.scan("4006381333931")
    script.held = [stuck]
    script.release()
    #expect(script.screen.contains("ITEM WID-220") && script.house.receipts == ["scan WID-100 1"])
    script.press(.control("k"))
    script.scan("B-0001")
    #expect(script.lines[0].contains("RECEIVE"))
  }

  @Test("a badge in a scan pane keeps the pane, and beneath lies what the new one left")
  func inScanPane() {
    let script = PaneScript.shared(as: "ANNA", PaperPeople.staff(.receiving()))
    script.sessions["MARIA"] = "stock.item = SER-7\nstock.place = NORTH/V-01\n"
    script.scan("TR-0881")
    script.scan("B-0017")
    #expect(script.lines[0].contains("RECEIVE") && script.screen.contains("MARIA receives here now"))
    #expect(script.sessions["ANNA"]?.contains("receive = ") == true && script.signIns == ["MARIA badge"])
    script.press(.function(10))
    #expect(script.screen.contains("> SER-7"))
  }

  @Test("leaving saves what the one at work shows; a console that is locked saves its owner's")
  func saved() {
    let script = LockTests.anna()
    script.type("j F10")
    #expect(script.quits == 1 && script.sessions["ANNA"]?.contains("stock.item = GLU-1") == true)
    let locked = LockTests.anna()
    locked.press(.control("k"))
    #expect(locked.console.sessionOwner == "ANNA")
    #expect(PaneScript.shared().console.sessionOwner == nil)
  }

  @Test("what is said while it is locked is not seen")
  func quiet() {
    let script = LockTests.anna()
    script.press(.control("k"))
    script.send(.noticed(.fail, "WID-100 is refused"))
    #expect(!script.screen.contains("WID-100"))
    script.send(.changed)
    script.wait(milliseconds: 5_000)
    #expect(!script.screen.contains("BOX-12"))
  }
}

@Suite("A kiosk")
struct KioskTests {
  private static func kiosk() -> PaneScript {
    let script = PaneScript.shared(kiosk: true)
    script.scan("B-0017")
    return script
  }

  @Test("F10 in its first pane locks it, and an admin alone lets it be left", arguments: ["F10", "$ 0 Enter"])
  func leaving(_ keys: String) {
    let script = KioskTests.kiosk()
    script.type(keys)
    #expect(script.lines[0].contains("LOCKED") && script.quits == 0)
    script.press(.function(10))
    #expect(script.lines[0].contains("LEAVE KIOSK") && script.input == "admin badge>")
    script.scan("B-0017")
    #expect(script.screen.contains("MARIA is no admin") && script.quits == 0)
    script.press(.escape)
    #expect(script.input == "badge>")
    script.press(.function(10))
    script.scan("anna")
    script.scan("9999")
    #expect(script.quits == 0)
    script.scan("1234")
    #expect(script.quits == 1)
  }

  @Test("neither Ctrl-Z nor a file of the screen is to be had")
  func closed() {
    let script = KioskTests.kiosk()
    script.press(.control("z"))
    #expect(script.screen.contains("this is a kiosk"))
    script.write(":screen /tmp/x")
    script.press(.enter)
    #expect(script.screen.contains("a kiosk writes no files"))
  }
}

@Suite("The log of messages")
struct MessageLogTests {
  @Test("has each message with level, time and who was told, on a line of its own")
  func lines() {
    let script = PaneScript.shared(as: "ANNA")
    script.scan("5012345678900")
    script.send(.noticed(.fail, "a line\nand\u{1B}[31m another"))
    let lines = script.console.messagesText.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("2026-07-14T14:02:00Z warn ANNA@wall1 5012345678900 is not known"))
    #expect(lines[1].hasSuffix("FAIL ANNA@wall1 a line?and?[31m another"))
  }

  @Test("a failure that is covered before a key counts in the header until the list is seen; words filter the list")
  func unseen() {
    let script = PaneScript.shared(as: "ANNA")
    script.send(.noticed(.fail, "one"))
    script.send(.noticed(.fail, "two"))
    script.send(.noticed(.ok, "three"))
    #expect(script.lines[0].contains("2 !"))
    script.type("M")
    #expect(!script.lines[0].contains("2 !"))
    script.write("fail")
    #expect(script.screen.contains("one") && script.screen.contains("two"))
    #expect(!script.screen.contains("14:02 ok   three"))
  }
}
