import Inventory
import Terminal

extension ConsoleModel {
  /// Takes one message and says what is to be done. Costs no more than the rows a screen holds.
  public mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .input(let input):
      touchedAt = desk.now
      if !holds(input) { take(input) }
    case .resized(let size): desk.size = size
    case .tick(let now):
      desk.now = max(now, desk.now)
      desk.notices.expire(at: now)
      desk.link.expire(at: now)
      lockIfIdle()
      eachPane { $0.tick(&$1) }
    case .replied(let reply): take(reply)
    case .acted(let outcome):
      if takeSignIn(outcome) { break }
      noteKept(outcome)
      take(outcome)
      claimEarly(outcome)
    case .line(let report): take(report)
    case .bound(let name, let nobody): bind(to: name, from: nobody)
    case .kept(let result): take(kept: result)
    case .changed: booksChanged()
    case .noticed(let level, let text): desk.say(level, text)
    case .session(let name, let text): takeSession(of: name, text)
    case .pinChecked(let number, let isRight):
      takePin(number: number, isRight: isRight)
      eachPane { $0.pinChecked(number, isRight: isRight, &$1) }
    case .pinMade(let number, let made): eachPane { $0.pinMade(number, made, &$1) }
    }
    return settled()
  }

  mutating func take(_ input: InputEvent) {
    if gate != nil { return takeAtGate(input) }
    switch input {
    case .key(let key): press(key)
    case .paste(let records): paste(records)
    case .mouse(let event): takeMouse(event)
    }
  }

  /// That the line is down is said once, not by everybody who asked.
  private mutating func take(_ reply: Reply) {
    desk.note(reply)
    if takeAtGate(reply) || takeLookUp(reply) || takeBoard(reply) { return }
    desk.isQuiet = reply.isLost
    eachPane { $0.take(reply, &$1) }
    desk.isQuiet = false
  }

  /// Under a scan pane nothing is read anew: it is seen again only when that is left, and then asks for itself.
  mutating func booksChanged() {
    if topPane.takesScans { return top { $0.booksChanged(&$1) } }
    eachPane { $0.booksChanged(&$1) }
  }

  private mutating func take(_ outcome: Outcome) {
    let isUndone = desk.tookBack(outcome)
    if isUndone || takeConfirmed(outcome) {
      if !isUndone, case .success(let answer) = outcome.result {
        eachPane { $0.saw(answer, &$1) }
      }
      eachPane { $0.booksChanged(&$1) }
      return
    }
    for index in panes.indices where panes[index].take(outcome, &desk) { return }
    if case .failure(let error) = outcome.result { desk.say(error) }
  }

  // MARK: Keys

  private mutating func press(_ key: Key) {
    let keepsGood = desk.sizeClass >= .normal
    desk.notices.keyPressed(keepsGood: keepsGood)
    if follow(key) { return }
    if overlay != nil { return typeOverOverlay(key) }
    if topPane.takesText, isText(key), top({ $0.type(key, &$1) }) { return }
    if !codeLine.isEmpty, !topPane.takesText, editCodeLine(key) { return }
    if key == .character("$"), pendingKeys.isEmpty {
      overlay = .menu(SearchList())
      return
    }
    dispatch(key)
  }

  /// What a pane that takes text is offered before the keymap.
  private func isText(_ key: Key) -> Bool {
    switch key {
    case .alt, .function: false
    case .control(let letter): letter == "w" || letter == "u"
    default: true
    }
  }

  /// Alt and a digit is the function key of that number.
  private mutating func dispatch(_ key: Key) {
    var key = key
    if case .alt(let character) = key, let digit = character.wholeNumberValue, character.isASCII {
      key = .function(digit == 0 ? 10 : digit)
    }
    pendingKeys.append(key)
    switch desk.settings.keymap.match(pendingKeys, situation) {
    case .run(let binding):
      pendingKeys = []
      perform(binding.command)
    case .prefix: break
    case .off(let reason):
      pendingKeys = []
      desk.say(.warn, reason)
    case .none:
      let wasAlone = pendingKeys.count == 1
      pendingKeys = []
      if wasAlone { beginCode(key) }
    }
  }

  var situation: Situation {
    var situation = topPane.situation
    situation.isKiosk = desk.settings.isKiosk
    return situation
  }

  /// Runs a command by key, palette or menu.
  mutating func perform(_ command: Command) {
    desk.settings.onCommand(command)
    switch command {
    case .help: overlay = .help(SearchList())
    case .palette: overlay = .palette(SearchList())
    case .messages:
      desk.notices.listShown()
      var list = SearchList()
      list.cursor = max(0, desk.notices.all.count - 1)
      overlay = .messages(list)
    case .undo where !topPane.takesScans: desk.undo()
    case .undoAsk: askUndo()
    case .leave: leave()
    case .cancel where !topPane.takesScans:
      codeLine = TextLine()
      _ = top { $0.run(.cancel, &$1) }
    case .redraw: desk.emit(.redraw)
    case .suspend: desk.emit(.suspend)
    case .bare: desk.isBare.toggle()
    case .lock: lock()
    case .ownPin: desk.go(.open(FormPane.ownPin()))
    case .goCount: desk.go(.open(CountPane()))
    case .goReview: desk.go(.list(StocktakesPane()))
    case .goTransfers: desk.go(.list(TransfersPane()))
    case .goDiscrepancies: desk.go(.list(DiscrepanciesPane()))
    case .goReceive: desk.go(.open(ReceivePane()))
    case .goOrders: desk.go(.list(OrdersPane()))
    case .goPutAway: desk.go(.open(PutAwayPane()))
    case .find where topPane.kind == .item: desk.go(.find)
    case .goLots: desk.go(.list(LotsPane()))
    case .goLow: desk.go(.list(LowPane()))
    case .goSerials: desk.go(.list(SerialsPane()))
    case .goReservations: desk.go(.list(ReservationsPane()))
    case .goJobs: showBoard()
    case .goReports: desk.go(.list(ReportsPane()))
    case .goAudit: desk.go(.list(AuditPane()))
    case .goMoves: desk.go(.list(MovesPane()))
    default: _ = top { $0.run(command, &$1) }
    }
  }

  private mutating func leave() {
    if topPane.kind == .form || topPane.takesScans {
      _ = top { $0.run(.leave, &$1) }
    } else if panes.count > 1 {
      desk.go(.close)
    } else if desk.warnsOfWaiting() {
      desk.say(.warn, desk.waitingWords)
    } else if !locksInstead() {
      desk.go(.quit)
    }
  }

  private mutating func askUndo() {
    guard let last = desk.done.last, last.remedy == nil else { return desk.undo() }
    overlay = .confirm(
      Confirm(
        title: "Undo",
        lines: [
          "Take back: \(last.words)", "",
          last.takingBack == nil
            ? "A reversing entry is posted; both stay in the ledger." : "Both stay in the audit.",
        ],
        verb: "undo", action: .undo))
  }
}
