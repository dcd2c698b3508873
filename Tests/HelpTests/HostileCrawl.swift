import Inventory
import Terminal

@testable import Console
@testable import tallyman

/// Goes through the console by itself: from each state it finds it tries every key and command that is on there, and goes on
/// from whatever looks as nothing did before. A pane, a form, a box that is new is found without being named.
struct HostileCrawl {
  /// A console somewhere, and the keys that led there.
  struct State {
    var console: ConsoleModel
    var route: [String]
  }

  /// How many states of one pane under one overlay are looked at.
  static let most = 2
  private static let size = Size(columns: 80, rows: 24)
  private static let passing: Set<Command> = [
    .suspend, .redraw, .leave, .listUp, .listPageUp, .listHalfUp, .listHalfDown, .listFirst, .back, .cancel, .bare,
    .findPrevious, .reread, .sortReverse, .columnRight, .wallPause,
  ]

  let service: any InventoryService
  /// What is scanned where scans are taken.
  let codes: [String]
  private(set) var states: [State] = []
  /// What went to the log, to session files and to the clipboard.
  private(set) var logged = ""
  private(set) var sessions: [String] = []
  private var seen: Set<String> = []
  private var counts: [String: Int] = [:]
  private var next = 0
  private var now = SampleHouse.now

  init(_ service: any InventoryService, codes: [String]) {
    self.service = service
    self.codes = codes
  }

  /// The consoles to begin with, then all that can be reached from them.
  mutating func begin(_ console: ConsoleModel, _ name: String) {
    var console = console
    settle(&console, console.start(now: now, size: HostileCrawl.size))
    note(State(console: console, route: [name]))
  }

  mutating func run() {
    while next < states.count {
      let state = states[next]
      next += 1
      for (name, step) in steps(from: state.console) {
        var console = state.console
        settle(&console, step(&console))
        // What waits for a moment of rest, such as the details beside a list.
        now = now.adding(milliseconds: 400)
        settle(&console, console.update(.tick(now)))
        if !console.isDone { note(State(console: console, route: state.route + [name])) }
      }
    }
  }

  /// Every form, field by field, as `prompt` tells them apart; every pane by what it shows.
  private mutating func note(_ state: State) {
    let console = state.console
    let place = HostileCrawl.place(of: console)
    let prompt = console.gate?.prompt.label ?? console.topPane.prompt(console.desk)?.label ?? ""
    let labels = (console.topPane as? FormPane)?.fields.map(\.label).joined(separator: ",") ?? ""
    guard counts[place + labels] ?? 0 < HostileCrawl.most else { return }
    let isForm = console.topPane.kind == .form
    let looks =
      isForm ? (console.topPane as? FormPane)?.trouble.map { _ in "refused" } ?? "" : HostileCrawl.roles(console)
    guard seen.insert("\(place) \(prompt) \(labels) \(looks)").inserted else { return }
    counts[place + labels, default: 0] += 1
    states.append(state)
  }

  /// Where a console is: the pane on top, and what lies over it.
  static func place(of console: ConsoleModel) -> String {
    if console.gate != nil { return "gate" }
    let over =
      switch console.overlay {
      case nil: ""
      case .help: " help"
      case .palette: " palette"
      case .menu: " menu"
      case .messages: " messages"
      case .columns: " columns"
      case .confirm(let confirm): " confirm \(confirm.title.prefix { $0.isLetter })"
      case .reading: " reading"
      }
    return console.topPane.kind.rawValue + over
  }

  private static func roles(_ console: ConsoleModel) -> String {
    let grid = console.view()
    var roles: Set<String> = []
    for row in 0..<grid.rows {
      grid.withRow(row) { cells in for cell in cells { roles.insert(cell.look.role.rawValue) } }
    }
    return roles.sorted().joined(separator: " ")
  }

  private typealias Step = (inout ConsoleModel) -> [Effect]

  private func steps(from console: ConsoleModel) -> [(name: String, step: Step)] {
    func keys(_ keys: [Key]) -> [(String, Step)] {
      keys.map { key in (key.name, { $0.update(.input(.key(key))) }) }
    }
    let scans: [(String, Step)] = codes.map { code in
      ("scan", { $0.update(.input(.paste([code]))) })
    }
    if console.gate != nil { return keys([.escape, .function(1)]) + scans }
    if console.overlay != nil { return keys([.enter, .pageDown, .function(9), .character("a")]) }
    let pane = console.topPane
    if pane.kind == .form {
      // A word that forms which ask for a time take.
      let now: Step = { console in
        for key in "now" { _ = console.update(.input(.key(.character(key)))) }
        return console.update(.input(.key(.function(9))))
      }
      return keys([.enter, .backtab, .function(1), .function(9), .control("p"), .character("1")]) + scans.suffix(1)
        + [("now F9", now)]
    }
    if pane.takesScans {
      let functions = (1...12).filter { $0 != 10 }.map { Key.function($0) }
      return scans + keys(functions + [.escape, .character("y"), .character("$"), .enter])
    }
    if pane.takesText { return keys([.enter, .escape, .character("a"), .function(1)]) + scans.suffix(1) }
    let isFirst = console.panes.count == 1
    let bindings = console.desk.settings.keymap.bindings(in: pane.kind).filter { binding in
      !HostileCrawl.passing.contains(binding.command) && binding.off(console.situation) == nil
        // What leads elsewhere leads there from the first pane too.
        && (isFirst || !binding.command.rawValue.hasPrefix("go."))
    }
    var done: Set<Command> = []
    var steps: [(String, Step)] = []
    for binding in bindings where done.insert(binding.command).inserted {
      let command = binding.command
      steps.append(
        (
          command.rawValue,
          {
            $0.perform(command)
            return $0.settled()
          }
        ))
    }
    return steps + (isFirst ? scans + keys([.character("$")]) : [])
  }

  /// Does what a console asks for, as the program would, but for files and printers.
  private mutating func settle(_ console: inout ConsoleModel, _ effects: [Effect]) {
    var waiting = effects
    var rounds = 0
    while !waiting.isEmpty, rounds < 500 {
      rounds += 1
      switch waiting.removeFirst() {
      case .ask(let inquiry): waiting += console.update(inquiry.answer(from: service))
      case .perform(let deed): waiting += console.update(deed.perform(by: service, now: now))
      case .outbox(let errand): waiting += console.update(errand.done(by: service))
      case .checkPin(let check): waiting += console.update(check.done { _, _ in false })
      case .makePin(let making): waiting += console.update(making.done { pin, _ in PinHash("$y$\(pin)") })
      case .loadSession(let name): waiting += console.update(.session(of: name, sessions.last ?? ""))
      case .saveSession(let text, _): sessions.append(text)
      case .saveMessages(let lines): logged += lines
      case .beep, .quit, .suspend, .redraw, .copyToClipboard, .writeScreen, .print, .export: break
      }
    }
  }
}
