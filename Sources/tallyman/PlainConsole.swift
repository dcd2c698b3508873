import Console
import Glibc
import Inventory
import Terminal

/// The panes once, as plain text: where there is no terminal, for pipes and for those who read aloud.
enum PlainConsole {
  static func print(_ options: ConsoleOptions) throws(InventoryError) -> Int32 {
    let service = try Opening.service(options.address, .create)
    var model = options.console(ConsoleSettings(zoneOffset: Zone.offset))
    var effects = model.start(now: World.now(), size: Size(columns: 80, rows: 60))
    while !effects.isEmpty {
      var next: [Effect] = []
      for case .ask(let inquiry) in effects { next += model.update(inquiry.answer(from: service)) }
      effects = next
    }
    var text = model.plainText()
    if text.last != "\n" { text += "\n" }
    let outcome = text.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: 1) }
    if case .failed(let why) = outcome { return ConsoleOptions.complain("cannot write: \(why)", exit: 1) }
    return 0
  }
}
