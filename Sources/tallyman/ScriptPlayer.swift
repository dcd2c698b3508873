import CLI
import Console
import Glibc
import Inventory
import Terminal

/// Plays a file of keys to the console without a terminal (`tallyman --script FILE`): every question and act is done
/// before the next key, screens are saved where the file says so, and the last one is printed.
struct ScriptPlayer {
  private let service: any InventoryService
  private var model: ConsoleModel
  private var now = World.now()
  private var isOver = false
  /// What hands did so far.
  private var keys = 0
  private var scans = 0

  static func play(_ file: String, _ options: ConsoleOptions) throws(InventoryError) -> Int32 {
    guard let text = Files.read(file) else { return ConsoleOptions.complain("\(file) cannot be read.", exit: 3) }
    let script = ScriptFile(text, name: file)
    if let problem = script.problems.first { return ConsoleOptions.complain(problem.description, exit: 2) }
    var player = try ScriptPlayer(options)
    player.settle(player.model.start(now: player.now, size: Size(columns: 80, rows: 24)))
    for step in script.steps where !player.isOver {
      guard case .mostKeys(let most) = step, player.keys > most else {
        player.take(step)
        continue
      }
      let words = "\(player.keys) keys and \(player.scans) scans so far; \(most) keys were to be enough."
      return ConsoleOptions.complain(words, exit: 1)
    }
    player.finish()
    return 0
  }

  private init(_ options: ConsoleOptions) throws(InventoryError) {
    service = try Opening.service(options.address, .create)
    model = options.console(ConsoleSettings(isKiosk: options.isKiosk, zoneOffset: Zone.offset))
  }

  private mutating func take(_ step: ScriptFile.Step) {
    switch step {
    case .input(let events):
      keys += events.count
      play(events)
    case .scan(let events):
      scans += 1
      play(events)
    case .mostKeys: break
    case .resize(let size): settle(model.update(.resized(size)))
    case .screen(let file):
      rest()
      if !Files.write(screen, to: file) { _ = ConsoleOptions.complain("\(file) cannot be written.", exit: 0) }
    case .wait: rest()
    }
  }

  private mutating func play(_ events: [InputEvent]) {
    for event in events { settle(model.update(.tick(now)) + model.update(.input(event))) }
  }

  /// Lets pass what waits for a moment of rest, such as the side panel.
  private mutating func rest() {
    now = now.adding(milliseconds: 1000)
    settle(model.update(.tick(now)))
  }

  private mutating func settle(_ effects: [Effect]) {
    var waiting = effects
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      switch effect {
      case .ask(let inquiry): waiting += model.update(inquiry.answer(from: service))
      case .perform(let deed): waiting += model.update(deed.perform(by: service, now: World.now()))
      case .writeScreen(let file): Files.write(screen, to: file)
      case .print(let job): waiting += model.update(job.done(by: CommandLabelPrinter(), from: service))
      case .outbox(let errand): waiting += model.update(errand.done(by: service))
      case .export(let job): waiting += model.update(job.done(by: ReportFiles(), from: service))
      case .checkPin(let check): waiting += model.update(check.done(Pins.matches))
      case .makePin(let making): waiting += model.update(making.done { Pins.hash($0, seed: $1) })
      // What a script shows depends on nothing but the books.
      case .loadSession(let name): waiting += model.update(.session(of: name, ""))
      case .quit: isOver = true
      case .beep, .suspend, .redraw, .saveSession, .saveMessages, .copyToClipboard: break
      }
    }
  }

  private var screen: String { model.view().lines.joined(separator: "\n") + "\n" }

  private mutating func finish() {
    rest()
    var text = screen
    _ = text.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: 1) }
  }
}
