import CLI
import Console
import Glibc
import Inventory
import Ledger
import StorageLocal
import StorageRemote
import Synchronization
import Terminal
import TerminalCurses

/// Runs the console: this thread alone touches the screen and the state; it waits for keys, answers and time. Questions
/// and acts go to threads of their own, so that nothing here waits for the database.
final class ConsoleHost {
  private let options: ConsoleOptions
  private let screen: CursesScreen
  private let theme: Theme
  private let input: InputWait
  private let messages: EventQueue<Message>
  private let service: any InventoryService
  /// Of books on another machine; nil for a file of this one.
  private let far: FarConsole?
  private let questions: WorkLine
  private let acts = WorkLine()
  /// A printer may be slow; nothing else waits for it.
  private let printing = WorkLine()
  private let exporting = WorkLine()
  /// A slow hash is slow.
  private let pins = WorkLine()
  private let changes: ChangeWatch
  private var model: ConsoleModel
  private var decoder: Decoder
  private var bells = Bells()
  private var isOver = false
  private var isStale = true
  /// When the last frames were drawn.
  private var frames: [Int64] = []
  private static let framesInASecond = 25
  private static let frameGap: Int64 = 8
  /// Since when what was just scanned is about to be done.
  private var settlingSince: Int64?
  /// How long a frame waits for that, so that what is seen first is that it is safe.
  private static let settling: Int64 = 15
  /// How long the first frame waits for the first answers, so that a quick database is shown at once and whole.
  private static let patience: Int64 = 150

  static func run(_ options: ConsoleOptions) throws(InventoryError) -> Int32 {
    SecureShell.leaveTerminalAlone()
    let pipe: WakePipe
    let screen: CursesScreen
    do {
      pipe = try WakePipe()
      TerminalSignals.install(waking: pipe)
      screen = try CursesScreen(
        preferences: CursesScreen.Preferences(
          terminal: World.set("TERM") ?? "", colourFlag: options.colour.flatMap { ColourDepth(named: $0) },
          colourSetting: ConfigurationFiles.setting("colour").flatMap { ColourDepth(named: $0) },
          noColour: World.environment("NO_COLOR"), colourTerm: World.environment("COLORTERM"),
          wantsMouse: !options.isKiosk && !options.isWall && ConfigurationFiles.setting("mouse") != "no"))
    } catch {
      // A terminal that cannot do it is talked to in lines.
      return try PlainTerminal.run(options)
    }
    do throws(InventoryError) {
      let host = try ConsoleHost(options, screen, pipe)
      return host.run()
    } catch {
      screen.leave()
      throw error
    }
  }

  private init(_ options: ConsoleOptions, _ screen: CursesScreen, _ pipe: WakePipe) throws(InventoryError) {
    self.options = options
    self.screen = screen
    input = InputWait(waking: pipe)
    let messages = EventQueue<Message>(waking: pipe)
    self.messages = messages
    if RemoteAddress.isMeant(by: options.address) {
      let far = try FarConsole(options.address, messages)
      service = far.service
      self.far = far
    } else {
      // Only the visible window is held, so little of the file need be kept in memory.
      let database = try Opening.local(
        options.address, .readWriteCreate,
        settings: LocalDatabase.Settings(mappedBytes: 0, cacheBytes: 1 << 20))
      service = try Opening.books(database, .create, options.address)
      far = nil
    }
    // What is known here does not wait for what is asked over the line.
    questions = WorkLine(threads: far == nil ? 1 : 4)
    changes = ChangeWatch(service, isFar: far != nil, tidy: ConsoleHost.sweep(service, options, isFar: far != nil)) {
      messages.post(.changed)
    }
    let name =
      options.theme ?? ConfigurationFiles.setting("theme")
      ?? Theme.suggestedName(terminal: World.set("TERM") ?? "", baud: screen.baud, depth: screen.depth)
    let loaded = Themes.load(name)
    var theme = loaded.theme
    if let style = ConfigurationFiles.setting("cursor_style").flatMap(CursorStyle.init) { theme.cursorStyle = style }
    self.theme = theme
    bells = Bells(Bells.Rule(setting: ConfigurationFiles.setting("sounds")))
    decoder = Decoder(escapeDelay: TerminalTrials.escapeDelay, learned: LearnedKeys(ConfigurationFiles.keys))
    var settings = ConfigurationFiles.console(theme: theme, problems: loaded.problems, isKiosk: options.isKiosk)
    settings.onCommand = { CrashReport.note(command: $0.rawValue) }
    model = options.console(settings, session: SessionFiles.read(options.operatorName, options.address))
    Crash.prepare(theme: theme.name, screen.size)
  }

  // MARK: The loop

  /// Writes down what reservations have expired, so that what is low is told by what may be promised now; posts corrections
  /// whose time has come; and seals what was done since the last time: nothing where nothing was. Who may not do it leaves
  /// it to others; a wall display only looks.
  static func sweep(
    _ service: any InventoryService, _ options: ConsoleOptions, isFar: Bool
  ) -> @Sendable () -> Bool {
    if options.isWall { return { false } }
    let (actor, terminal) = (options.operatorName, World.terminalName())
    return {
      let context = ActContext(key: World.makeKey(), actor: actor, terminal: terminal, now: World.now())
      let answer = try? service.perform(SweepReservations(), context)
      let posted = try? CorrectionRun(service, actor: actor, terminal: terminal).runDue(at: World.now())
      // Others need not look again for a month that was closed.
      _ = ClosingMonths.closeOne(service, isFar: isFar, by: actor, at: terminal)
      var sealing = context
      sealing.key += "/seal"
      let sealed = try? service.perform(SealAudit(), sealing)
      return [answer, sealed].contains { $0.map { $0.event != 0 } ?? false } || !(posted ?? []).isEmpty
    }
  }

  private func run() -> Int32 {
    let started = InputWait.now()
    for effect in model.start(now: World.now(), size: screen.size) { perform(effect) }
    while !isOver {
      let now = InputWait.now()
      let isFirst = frames.isEmpty
      settlingSince = model.isSettling ? settlingSince ?? now : nil
      if isStale, isFirst ? !model.isWaiting || now - started >= ConsoleHost.patience : mayDraw(at: now) { draw() }
      if let status = step(until: nextDeadline(started)) { return status }
      // Let in once, a console goes on whatever becomes of the line; never let in, it has nothing to show.
      if let door = far?.service.closedDoor {
        finish()
        return ConsoleOptions.complain(Explanation(door).detail, exit: 7)
      }
    }
    finish()
    return 0
  }

  /// Frames follow each other closely where there are few of them, and are no more than 25 in a second.
  private func mayDraw(at now: Int64) -> Bool { now >= nextFrame }

  private var nextFrame: Int64 {
    guard let last = frames.last else { return 0 }
    let oldest = frames.count < ConsoleHost.framesInASecond ? 0 : frames[0] + 1000
    let settled = settlingSince.map { $0 + ConsoleHost.settling } ?? 0
    return max(last + ConsoleHost.frameGap, oldest, settled)
  }

  /// One wait and all that it brought; the exit code when that was the end.
  private func step(until deadline: Int64?) -> Int32? {
    let wakeup = input.wait(until: deadline)
    for signal in wakeup.signals {
      switch signal {
      case .resized: screen.resize()
      case .continued: screen.resume()
      case .stopRequested: if !options.isKiosk { screen.suspend() }
      case .ending(let number):
        finish()
        TerminalSignals.dieBySignal(number)
      }
      CrashReport.note(columns: screen.size.columns, rows: screen.size.rows)
      take(.resized(screen.size))
    }
    let now = InputWait.now()
    take(.tick(World.now()))
    for event in decoder.feed(wakeup.input, at: now) + decoder.expire(at: now) { take(.input(event)) }
    for message in messages.drain() { take(message) }
    isStale = true
    if bells.isDue(at: now) { screen.beep() }
    guard wakeup.isHungUp else { return nil }
    finish()
    return 129
  }

  private func nextDeadline(_ started: Int64) -> Int64? {
    var deadlines: [Int64] = []
    if let decoder = decoder.deadline { deadlines.append(decoder) }
    if let bell = bells.next { deadlines.append(bell) }
    if let wake = model.wakesAt {
      deadlines.append(InputWait.now() + max(0, wake.milliseconds - World.now().milliseconds))
    }
    if isStale { deadlines.append(frames.isEmpty ? started + ConsoleHost.patience : nextFrame) }
    return deadlines.min()
  }

  func take(_ message: Message) {
    for effect in model.update(message) { perform(effect) }
  }

  func draw() {
    isStale = false
    frames.append(InputWait.now())
    if frames.count > ConsoleHost.framesInASecond { frames.removeFirst() }
    screen.draw(model.view(), theme: theme)
  }

  private func finish() {
    changes.stop()
    if let owner = model.sessionOwner { save(model.sessionText, of: owner) }
    if !options.isWall { MessageFile.append(model.messagesText) }
    // What was sent to the database is done before the terminal is given back.
    let done = Semaphore()
    acts.add { done.signal() }
    _ = done.wait(milliseconds: 5000)
    let left = far?.finish()
    screen.leave()
    if let left { _ = ConsoleOptions.complain(left, exit: 0) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .ask(let inquiry):
      questions.add { [service, messages] in messages.post(inquiry.answer(from: service)) }
    case .perform(let deed):
      acts.add { [service, messages] in messages.post(deed.perform(by: service, now: World.now())) }
    case .beep(let count): bells.ring(count, at: InputWait.now())
    case .quit: isOver = true
    case .suspend: screen.suspend()
    case .redraw: screen.invalidate()
    case .saveSession(let text, let name): save(text, of: name)
    case .loadSession(let name): take(.session(of: name, SessionFiles.read(name, options.address)))
    case .saveMessages(let lines): MessageFile.append(lines)
    case .checkPin(let check):
      pins.add { [messages] in messages.post(check.done(Pins.matches)) }
    case .makePin(let making):
      pins.add { [messages] in messages.post(making.done { Pins.hash($0, seed: $1) }) }
    case .copyToClipboard(let text): Clipboard.copy(text)
    case .writeScreen(let file): writeScreen(to: file)
    case .print(let job):
      printing.add { [service, messages] in messages.post(job.done(by: CommandLabelPrinter(), from: service)) }
    case .outbox(let errand):
      questions.add { [service, messages] in messages.post(errand.done(by: service)) }
    case .export(let job):
      exporting.add { [service, messages] in messages.post(job.done(by: ReportFiles(), from: service)) }
    }
  }

  private func save(_ text: String, of name: String) {
    if !options.isWall { SessionFiles.write(text, of: name, options.address) }
  }

  func writeScreen(to file: String) {
    let text = model.view().lines.joined(separator: "\n") + "\n"
    let isWritten = Files.write(text, to: file)
    take(.noticed(isWritten ? .ok : .fail, isWritten ? "screen saved in \(file)" : "\(file) cannot be written"))
  }
}
