import CLI
import Console
import Glibc
import Inventory
import StorageRemote
import Terminal
import TerminalCurses

/// The console as a dialogue in lines (`--plain`, TERM=dumb): the terminal stays as it is, with its own echo and editing,
/// and gets nothing but text.
final class PlainTerminal {
  private let options: ConsoleOptions
  private let messages: EventQueue<Message>
  private let input: InputWait
  private let service: any InventoryService
  /// Of books on another machine; nil for a file of this one.
  private let far: FarConsole?
  private let changes: ChangeWatch
  private var dialogue: PlainDialogue
  private var typed: [UInt8] = []
  private var isOver = false
  /// What is typed is not shown.
  private var isSecret = false
  /// How long a record is waited for before what is known is said.
  private static let patience: Int64 = 5_000

  static func run(_ options: ConsoleOptions) throws(InventoryError) -> Int32 {
    SecureShell.leaveTerminalAlone()
    guard let pipe = try? WakePipe() else { return try PlainConsole.print(options) }
    TerminalSignals.install(waking: pipe)
    // Nothing of the terminal was changed, so it may be stopped as any program.
    for number in [SIGTSTP, SIGCONT, SIGWINCH] { signal(number, SIG_DFL) }
    return try PlainTerminal(options, pipe).talk()
  }

  private init(_ options: ConsoleOptions, _ pipe: WakePipe) throws(InventoryError) {
    self.options = options
    input = InputWait(waking: pipe)
    let messages = EventQueue<Message>(waking: pipe)
    self.messages = messages
    if RemoteAddress.isMeant(by: options.address) {
      let far = try FarConsole(options.address, messages)
      service = far.service
      self.far = far
    } else {
      service = try Opening.service(options.address, .create)
      far = nil
    }
    changes = ChangeWatch(service, isFar: far != nil, tidy: ConsoleHost.sweep(service, options, isFar: far != nil)) {
      messages.post(.changed)
    }
    let settings = ConfigurationFiles.console(theme: PlainDialogue.theme, isKiosk: options.isKiosk)
    let session = SessionFiles.read(options.operatorName, options.address)
    dialogue = PlainDialogue(options.console(settings, session: session))
  }

  private func talk() -> Int32 {
    settle(dialogue.start(now: World.now()))
    write("Tallyman in lines. $1 is help, list reads the list out, $10 leaves.\n")
    finishRecord()
    while !isOver {
      let wakeup = input.wait(until: nil)
      for case .ending(let number) in wakeup.signals {
        // The terminal has thrown the line away already.
        if number == SIGINT {
          write("\n\(dialogue.prompt)")
        } else {
          finish()
          TerminalSignals.dieBySignal(number)
        }
      }
      takeNews()
      typed += wakeup.input
      takeLines()
      if wakeup.isHungUp {
        finish()
        // The end of input on a terminal that is still there is somebody who leaves.
        write("\n")
        return isatty(0) == 1 ? 0 : 129
      }
      if let door = far?.service.closedDoor {
        finish()
        return ConsoleOptions.complain(Explanation(door).detail, exit: 7)
      }
    }
    finish()
    return 0
  }

  private func takeLines() {
    while !isOver, let end = typed.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      let line = String(decoding: typed[..<end], as: UTF8.self)
      typed.removeFirst(end + 1)
      settle(dialogue.take(line: line, now: World.now()))
      finishRecord()
    }
  }

  /// Waits until what was asked for is done, says what came of it, and asks for the next.
  private func finishRecord() {
    let end = InputWait.now() + PlainTerminal.patience
    takeNews()
    while dialogue.isWaiting, !isOver, InputWait.now() < end {
      let wakeup = input.wait(until: InputWait.now() + 20)
      typed += wakeup.input
      for case .ending(let number) in wakeup.signals where number != SIGINT {
        finish()
        TerminalSignals.dieBySignal(number)
      }
      settle(dialogue.update(.tick(World.now())))
      takeNews()
      if wakeup.isHungUp { break }
    }
    // The end of a line that was not shown.
    if isSecret { write("\n") }
    showsInput(isOver || !dialogue.asksSecret)
    write(dialogue.report())
    if !isOver { write(dialogue.prompt) }
  }

  /// A PIN is typed without an echo.
  private func showsInput(_ shows: Bool) {
    guard isSecret == shows else { return }
    var terminal = termios()
    guard tcgetattr(0, &terminal) == 0 else { return }
    if shows { terminal.c_lflag |= tcflag_t(ECHO) } else { terminal.c_lflag &= ~tcflag_t(ECHO) }
    isSecret = tcsetattr(0, TCSADRAIN, &terminal) == 0 ? !shows : isSecret
  }

  private func save(_ text: String, of name: String) {
    if !options.isWall { SessionFiles.write(text, of: name, options.address) }
  }

  private func takeNews() {
    settle(dialogue.update(.tick(World.now())))
    for message in messages.drain() { settle(dialogue.update(message)) }
  }

  private func settle(_ effects: [Effect]) {
    var waiting = effects
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      switch effect {
      case .ask(let inquiry): waiting += dialogue.update(inquiry.answer(from: service))
      case .perform(let deed):
        waiting += dialogue.update(deed.perform(by: service, now: World.now()))
        waiting += dialogue.update(.changed)
      case .writeScreen(let file):
        let isWritten = Files.write(dialogue.console.view().lines.joined(separator: "\n") + "\n", to: file)
        let words = isWritten ? "screen saved in \(file)" : "\(file) cannot be written"
        waiting += dialogue.update(.noticed(isWritten ? .ok : .fail, words))
      case .print(let job): waiting += dialogue.update(job.done(by: CommandLabelPrinter(), from: service))
      case .outbox(let errand): waiting += dialogue.update(errand.done(by: service))
      case .export(let job): waiting += dialogue.update(job.done(by: ReportFiles(), from: service))
      case .saveSession(let text, let name): save(text, of: name)
      case .loadSession(let name):
        waiting += dialogue.update(.session(of: name, SessionFiles.read(name, options.address)))
      case .saveMessages(let lines): MessageFile.append(lines)
      case .checkPin(let check): waiting += dialogue.update(check.done(Pins.matches))
      case .makePin(let making): waiting += dialogue.update(making.done { Pins.hash($0, seed: $1) })
      // There is no clipboard in a line; the text can be taken from it.
      case .copyToClipboard(let text): write(DisplayedText.plain(text) + "\n")
      case .suspend: raise(SIGTSTP)
      case .quit: isOver = true
      // Words say it all: nothing sounds, nothing is painted.
      default: break
      }
    }
  }

  private func finish() {
    changes.stop()
    showsInput(true)
    if let owner = dialogue.console.sessionOwner { save(dialogue.console.sessionText, of: owner) }
    if !options.isWall { MessageFile.append(dialogue.console.messagesText) }
    if let left = far?.finish() { _ = ConsoleOptions.complain(left, exit: 0) }
  }

  private func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: 1) }
  }
}
