import Console
import Inventory
import Terminal
import Testing

/// A conversation in lines with a paper warehouse: what is typed, and what is said to it.
final class PlainScript {
  let service: any InventoryService
  var dialogue: PlainDialogue
  var now = PaperWarehouse.noon
  var quits = 0
  /// What was said to the last line.
  var answer = ""

  init(_ house: PaperWarehouse = .small(), service: (any InventoryService)? = nil) {
    self.service = service ?? house
    let identity = Identity(actor: "ANNA", terminal: "wall1", session: "s")
    dialogue = PlainDialogue(ConsoleModel(identity: identity, settings: ConsoleSettings(theme: PlainDialogue.theme)))
    run(dialogue.start(now: now))
    answer = dialogue.report()
  }

  /// Says lines, divided by `|`; the answer is that to the last.
  func say(_ lines: String) {
    for line in lines.split(separator: "|", omittingEmptySubsequences: false) {
      run(dialogue.take(line: String(line), now: now))
      var patience = 20
      while dialogue.isWaiting, patience > 0 {
        now = now.adding(milliseconds: 100)
        run(dialogue.update(.tick(now)))
        patience -= 1
      }
      answer = dialogue.report()
    }
  }

  private func run(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .ask(let inquiry): run(dialogue.update(inquiry.answer(from: service)))
      case .perform(let deed):
        run(dialogue.update(deed.perform(by: service, now: now)))
        run(dialogue.update(.changed))
      case .outbox(let errand): run(dialogue.update(errand.done(by: service)))
      case .checkPin(let check): run(dialogue.update(check.done { "hash of \($0)" == $1.text }))
      case .makePin(let making): run(dialogue.update(making.done { pin, _ in PinHash("hash of \(pin)") }))
      case .quit: quits += 1
      default: break
      }
    }
  }
}

@Suite("The console in lines")
struct PlainDialogueTests {
  @Test("it begins with where one is, its counts and the row of the cursor; list reads the rows with their titles")
  func begins() {
    let script = PlainScript()
    #expect(script.answer.hasPrefix("STOCK, all sites, "), "\(script.answer)")
    #expect(script.answer.contains("records") && script.answer.contains("BOX-12"))
    #expect(script.dialogue.prompt == "code> ")
    script.say("list")
    let lines = script.answer.split(separator: "\n").map(String.init)
    #expect(lines[0].contains("records") && lines[1].hasPrefix("columns: item"), "\(script.answer)")
    #expect(lines[2].hasPrefix("1 BOX-12") && lines[3].hasPrefix("2 "), "\(script.answer)")
    script.say("more|more|more")
    #expect(script.answer.hasSuffix("That is all.\n"), "\(script.answer)")
    #expect(!script.answer.contains("\u{1B}"))
  }

  @Test(
    "a line is a row's number, a key, words, or a code; what changed is said and nothing else",
    arguments: [
      ("3", "SER-7"), ("j|j", "SER-7"), ("Down", "GLU-1"), ("G", "ZNC-001"), ("$1", "Help, stock pane, "),
      (":last row", "ZNC-001"), ("SER-7", "ITEM SER-7"), ("3|", "SER-7"), ("/znc", "ZNC-001"),
      ("?", "Help, stock pane"),
      ("gs", ""), ("9999999999999", "9999999999999 is not known"), ("$8", "warn: nothing of yours to undo"),
      ("c", "Columns, "), ("u", "warn: nothing of yours to undo"), ("$", "Functions by number"),
      ("M", "Messages of this"),
      ("$3", "FILTER"), ("SER-7||$10", "STOCK, all sites"), ("$1|zz top nothing", "Help, stock pane, nothing fits"),
      ("$1||j", "GLU-1"), (":commit|", ""),
    ])
  func lines(_ lines: String, _ words: String) {
    let script = PlainScript()
    script.say(lines)
    #expect(script.answer.contains(words), "\(script.answer) \(script.dialogue.prompt)")
  }

  @Test("a form is asked field by field, says what it was refused for, and is committed by $9")
  func form() {
    let script = PlainScript()
    script.say("A")
    #expect(script.answer.contains("ADJUST") && script.answer.contains("$9 commits"), "\(script.answer)")
    #expect(script.dialogue.prompt.hasPrefix("quantity") || script.dialogue.prompt.hasPrefix("change"))
    script.say("5")
    #expect(script.dialogue.prompt.hasPrefix("reason") && script.answer.contains("1 "), "\(script.answer)")
    script.say("$9")
    #expect(script.answer.contains("FAIL: ") && script.answer.contains("needs a reason"), "\(script.answer)")
    script.say("3|$9")
    #expect(script.answer.contains("adjusted BOX-12") && script.answer.contains(", ok"), "\(script.answer)")
    #expect(script.dialogue.prompt == "code> ")
    script.say("$8")
    #expect(script.answer.contains("undone: adjusted BOX-12"), "\(script.answer)")
    // A field with fixed answers takes a number or the first letters of one.
    script.say("A|x|<|7|<")
    #expect(script.dialogue.prompt.contains("[7]"), "\(script.dialogue.prompt)")
    script.say("$10|$9")
    #expect(script.dialogue.prompt == "code> ", "\(script.answer)")
  }

  @Test("counting a bin: a bin, goods, a number, what is not known, help, and the sheet read out")
  func counting() {
    let house = PaperWarehouse.counted()
    let script = PlainScript(house)
    script.say("gc")
    #expect(script.answer.contains("COUNT"), "\(script.answer)")
    script.say("A-03-2|WID-100")
    #expect(script.answer.hasPrefix("WID-100, Widget M4 zinc, +1, line 0 to 1, ok\n"), "\(script.answer)")
    script.say("144")
    #expect(script.answer.contains("144, ok\n"), "\(script.answer)")
    script.say("5012345678900")
    #expect(script.answer.contains("5012345678900") && script.answer.contains("??"), "\(script.answer)")
    script.say("list")
    #expect(
      script.answer.contains("list") && !script.answer.contains("columns:"),
      "in a scan pane it is data: \(script.answer)")
    script.say("$list")
    #expect(script.answer.contains("WID-100 ") && script.answer.contains("144"), "\(script.answer)")
    script.say("$1|")
    #expect(script.dialogue.prompt == "scan> ")
    script.say("WID-220|$8")
    #expect(house.counts.joined(separator: "; ").hasPrefix("scan WID-100 1; typed WID-100 143"), "\(house.counts)")
    script.say("$10")
    #expect(script.answer.contains("STOCK"), "\(script.answer)")
  }

  @Test("receiving a transfer, and leaving by the first pane")
  func receiving() {
    let house = PaperWarehouse.receiving()
    let script = PlainScript(house)
    script.say("TR-0881")
    #expect(script.answer.contains("RECEIVE") && script.dialogue.prompt == "scan> ", "\(script.answer)")
    script.say("WID-100|40")
    #expect(
      script.answer.contains("last 40, line 0 to 40 of 96, ok") && script.answer.hasSuffix("ok\n"), "\(script.answer)")
    script.say("WID-220\tWID-220\t")
    #expect(house.receipts.joined(separator: "; ").hasSuffix("scan WID-220 1; scan WID-220 1"), "\(house.receipts)")
    script.say("$10|$10")
    #expect(script.quits == 1)
  }

  @Test("what is low becomes a transfer")
  func low() {
    let paper = PaperLow.small()
    let script = PlainScript(paper.house, service: paper)
    script.say("gl|T")
    #expect(script.answer.contains("fields") || script.answer.contains("LOW"), "\(script.answer)")
    #expect(script.dialogue.prompt != "code> ", "\(script.answer)")
    script.say("$9")
    #expect(
      script.answer.contains("ok") && script.dialogue.prompt == "code> ", "\(script.answer) \(script.dialogue.prompt)")
  }

  @Test("a name that would repaint the screen is said with question marks")
  func hostile() {
    let house = PaperWarehouse.small()
    house.state.withLock { $0.items["BOX-12"]?.name = "Box\u{1B}[2J\u{202E}end" }
    let script = PlainScript(house)
    script.say("BOX-12|$list")
    #expect(!script.answer.contains("\u{1B}") && !script.answer.contains("\u{202E}"), "\(script.answer)")
  }
}
