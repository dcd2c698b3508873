import Inventory
import Terminal

/// The console as a value: messages change it and yield effects, `view` shows it. It knows no clock, no file, no thread
/// and no terminal, and waits for nothing.
///
///     var console = ConsoleModel(identity: identity, settings: settings, session: savedText)
///     run(console.start(now: now, size: screen.size))
///     while let message = queue.next() { run(console.update(message)); screen.draw(console.view(), …) }
public struct ConsoleModel: Sendable {
  var desk: Desk
  var panes: [any Pane]
  var overlay: Overlay?
  var codeLine = TextLine()
  var burst = KeyBurst()
  var pendingKeys: [Key] = []
  /// Typed while the pane on top was about to leave.
  var typedAhead: [InputEvent] = []
  var lookUp: CodeLookUp?
  /// What was asked about jobs and locks.
  var board: Ticket<HouseNow.Board>?
  /// The act that a confirm box sent.
  var confirmed: (number: Int, act: ConfirmedAct)?
  /// What stands before the panes while nobody may work in them.
  var gate: Gate?
  var doorTicket: Ticket<FrontDoor.Answer>?
  /// What is known of this house's operators.
  var door: FrontDoor.Answer?
  /// Over the line to the books only this operator may act.
  var bound: String?
  /// When a key was pressed last.
  var touchedAt = Instant(milliseconds: 0)
  /// The panes of those who worked here before, by their small name.
  var shelf: [String: [any Pane]] = [:]
  var awaited: AwaitedSession?
  /// Who signed in here, by name: they come in while the line is down too.
  var seenCards: [String: SignInCard.Card] = [:]
  /// Wrong PINs that were given here, by name.
  var wrongPins: [String: SignInAttempts] = [:]
  private var hasQuit = false

  /// - Parameter session: the text of a ``Effect/saveSession(_:of:)`` of an earlier run; what of it means nothing is left out.
  public init(identity: Identity, settings: ConsoleSettings, session: String = "") {
    desk = Desk(identity: identity, settings: settings)
    panes = SessionText.panes(session)
  }

  /// A wall display, which only shows.
  /// - Parameter site: what is there or comes there; nil for all sites.
  public init(wallAt site: String?, identity: Identity, settings: ConsoleSettings) {
    desk = Desk(identity: identity, settings: settings)
    panes = [WallPane(at: site)]
  }

  /// The first effects.
  public mutating func start(now: Instant, size: Size) -> [Effect] {
    desk.now = now
    desk.size = size
    touchedAt = now
    let complaints = desk.settings.complaints + desk.settings.keymap.problems.map(\.description)
    if let first = complaints.first {
      let others = complaints.count - 1
      desk.say(.warn, first + (others == 0 ? "" : "; and \(others) more: tallyman doctor lists them"))
    }
    if !askDoor() { top { $0.appear(&$1) } }
    return settled()
  }

  /// When the next `tick` is wanted, if nothing else happens; never more often than something on the screen changes.
  public var wakesAt: Instant? {
    ([desk.clock.nextMinute] + [desk.notices.expiry, topPane.wakesAt, linkWakesAt, locksAt].compactMap { $0 }).min()
  }

  /// Whether any question or act is on its way whose answer this console waits for: what `wait` in a script waits for.
  public var isWaiting: Bool {
    if let gate, gate.reason != .locked { return gate.isBusy }
    return gate?.isBusy ?? false || awaited != nil || lookUp != nil || board != nil || confirmed != nil
      || desk.isUndoing || topPane.isWaiting
  }

  /// Whether the screen is better held for a moment, as what was just scanned is about to be done.
  public var isSettling: Bool { gate == nil && overlay == nil && topPane.isSettling }

  /// What the next start is to be given, so that it begins where this one ended.
  public var sessionText: String { SessionText.text(panes) }

  /// Whose the panes are; nil where nobody has signed in yet.
  public var sessionOwner: String? { gate == nil ? desk.identity.actor : gate?.owner }

  /// Whether it said ``Effect/quit``.
  public var isDone: Bool { hasQuit }

  var topPane: any Pane { panes[panes.count - 1] }

  /// The top pane and the desk, to be changed together.
  mutating func top<Result>(_ body: (inout any Pane, inout Desk) -> Result) -> Result {
    desk.asker = topPane.kind
    return body(&panes[panes.count - 1], &desk)
  }

  /// Every pane and the desk, from the lowest up.
  mutating func eachPane(_ body: (inout any Pane, inout Desk) -> Void) {
    for index in panes.indices {
      desk.asker = panes[index].kind
      body(&panes[index], &desk)
    }
  }

  /// Ends every update: what panes asked to be opened or closed is done, the rest settles in its room.
  mutating func settled() -> [Effect] {
    navigate()
    followNewcomer()
    comeIn()
    typeAhead()
    // Before anybody has come in, nothing is asked in anybody's name.
    if gate == nil || gate?.reason == .locked { eachPane { $0.settle(&$1) } }
    let effects = desk.takeEffects()
    if effects.contains(where: { if case .quit = $0 { true } else { false } }) { hasQuit = true }
    return effects
  }

  mutating func navigate() {
    while !desk.navigation.isEmpty {
      switch desk.navigation.removeFirst() {
      case .open(let pane):
        desk.readAt[pane.kind] = nil
        panes.append(pane)
        top { $0.appear(&$1) }
      case .close: closeTop()
      case .home: while panes.count > 1 { closeTop() }
      case .show(let shown): overlay = shown
      case .fill(let filled): if overlay?.subject == filled.subject { overlay = filled }
      case .quit: quit()
      case .command(let command): perform(command)
      case .lookUp(let code): look(up: code)
      case .apply(let filter):
        while panes.count > 1 { closeTop() }
        withStock { stock, _ in stock.setFilter { $0 = filter } }
      case .list(let list):
        if panes.contains(where: { $0.kind == list.kind }) {
          while topPane.kind != list.kind { closeTop() }
        } else {
          while panes.count > 1 { closeTop() }
          desk.readAt[list.kind] = nil
          panes.append(list)
          top { $0.appear(&$1) }
        }
      case .find:
        while panes.count > 1 { closeTop() }
        withStock { stock, desk in _ = stock.run(.find, &desk) }
      case .perform(let asked): perform(asked)
      case .reshape(let change):
        closeTop()
        top { change(&$0, &$1) }
      }
    }
  }

  private mutating func closeTop() {
    guard panes.count > 1 else { return }
    panes.removeLast()
    top { $0.appear(&$1) }
  }

  private mutating func withStock(_ body: (inout StockPane, inout Desk) -> Void) {
    guard var stock = panes[0] as? StockPane else { return }
    desk.asker = stock.kind
    body(&stock, &desk)
    panes[0] = stock
  }

  mutating func quit() {
    if let owner = sessionOwner { desk.emit(.saveSession(sessionText, of: owner)) }
    desk.emit(.quit)
  }
}
