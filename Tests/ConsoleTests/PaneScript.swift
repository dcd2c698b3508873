import Console
import Inventory
import Terminal
import Testing

/// Drives a console as a person would: keys in, answers from a paper warehouse, screens out as text.
///
///     let script = PaneScript()
///     script.type("j j Enter")
///     #expect(script.screen.contains("ITEM SER-7"))
final class PaneScript {
  let house: PaperWarehouse
  /// Who answers: the house, or somebody who knows more than it.
  let service: any InventoryService
  var console: ConsoleModel
  var now = PaperWarehouse.noon
  var beeps: [Int] = []
  var quits = 0
  var copied: String?
  var session = ""
  /// What was kept of each operator, and the log of messages.
  var sessions: [String: String] = [:]
  var log = ""
  let printer = PaperPrinter()
  let files = PaperFiles()
  /// Questions and acts that wait for their answers when `isHeld`.
  var isHeld = false
  var held: [Effect] = []

  /// - Parameter key: another one for the next run of the program on the same warehouse.
  init(
    _ house: PaperWarehouse = .small(), columns: Int = 80, rows: Int = 24, theme: Theme = .night,
    keymap: Keymap = Keymap(), key: String = "s", session: String = "", service: (any InventoryService)? = nil,
    isWall: Bool = false, actor: String = "ANNA", door: DoorRule? = nil, isKiosk: Bool = false
  ) {
    self.house = house
    self.service = service ?? house
    var settings = ConsoleSettings(theme: theme, keymap: keymap, isKiosk: isKiosk)
    settings.door = door
    let identity = Identity(actor: actor, terminal: "wall1", session: key)
    console =
      isWall
      ? ConsoleModel(wallAt: "NORTH", identity: identity, settings: settings)
      : ConsoleModel(identity: identity, settings: settings, session: session)
    run(console.start(now: now, size: Size(columns: columns, rows: rows)))
  }

  /// Keys by name, divided by blanks: `j F8 Ctrl-P PgDn`. A name that is none is typed letter by letter.
  func type(_ keys: String) {
    for name in keys.split(separator: " ").map(String.init) {
      if let key = Key(name: name) { press(key) } else { write(name) }
    }
  }

  /// Every character as a key of its own.
  func write(_ text: String) { for character in text { press(.character(character)) } }

  /// What a scanner types.
  func scan(_ code: String) {
    write(code)
    press(.enter)
  }

  /// `|` ends a record, `<F8>` is a key, all else is typed.
  func play(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      rest.removeFirst()
      if first == "|" {
        press(.enter)
      } else if first == "<" {
        let name = rest.prefix { $0 != ">" }
        rest = rest.dropFirst(name.count + 1)
        type(String(name))
      } else {
        press(.character(first))
      }
    }
  }

  func press(_ key: Key) { send(.input(.key(key))) }

  func send(_ message: Message) { run(console.update(message)) }

  func resize(_ columns: Int, _ rows: Int) { send(.resized(Size(columns: columns, rows: rows))) }

  func wait(milliseconds: Int64) {
    now = now.adding(milliseconds: milliseconds)
    send(.tick(now))
  }

  /// Answers what was held, in order.
  func release() {
    isHeld = false
    let waiting = held
    held = []
    run(waiting)
  }

  private func run(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .ask, .perform:
        if isHeld { held.append(effect) } else { answer(effect) }
      case .beep(let count): beeps.append(count)
      case .quit: quits += 1
      case .copyToClipboard(let text): copied = text
      case .saveSession(let text, let name):
        session = text
        sessions[name] = text
      case .loadSession(let name): send(.session(of: name, sessions[name] ?? ""))
      case .saveMessages(let lines): log += lines
      case .checkPin(let check): send(check.done { "hash of \($0)" == $1.text })
      case .makePin(let making): send(making.done { pin, _ in PinHash("hash of \(pin)") })
      case .outbox(let errand): send(errand.done(by: service))
      case .print(let job): send(job.done(by: printer, from: service))
      case .export(let job): send(job.done(by: files, from: service))
      case .suspend, .redraw, .writeScreen: break
      }
    }
  }

  private func answer(_ effect: Effect) {
    switch effect {
    case .ask(let inquiry): send(inquiry.answer(from: service))
    case .perform(let deed):
      send(deed.perform(by: service, now: now))
      send(.changed)
    default: break
    }
  }

  var grid: Grid { console.view() }
  var lines: [String] { grid.lines }
  var screen: String { lines.joined(separator: "\n") }
  /// The last row but the footer.
  var input: String { lines.dropLast().last ?? "" }
}
