import Inventory
import Terminal

/// Who comes in, what they find, and how the console is locked behind them.
extension ConsoleModel {
  // MARK: The start

  /// Asks who may come in; true where nothing is shown before that is known.
  mutating func askDoor() -> Bool {
    guard let rule = desk.settings.door else { return false }
    desk.asker = .form
    doorTicket = desk.ask(FrontDoor())
    if rule.isPatient { gate = Gate(reason: .asking) }
    return rule.isPatient
  }

  /// Where the books could not say who may come in.
  mutating func askDoorAgain() {
    if door == nil, doorTicket == nil, gate?.owner == nil { _ = askDoor() }
  }

  mutating func takeDoor(_ result: Result<FrontDoor.Answer, InventoryError>) {
    let wasShut = gate.map { $0.owner == nil } ?? false
    switch result {
    case .failure(let error):
      guard wasShut else { return }
      gate = Gate(reason: .start)
      tellAtGate(.fail, Explanation(error).detail + " Enter asks again.")
    case .success(let answer):
      if wasShut { gate = nil }
      door = answer
      if desk.worker == nil { desk.worker = answer.person }
      if gate == nil, hasToSignIn(answer) {
        gate = Gate(reason: .start)
      } else if wasShut {
        begin()
      }
    }
  }

  /// Whether the name this console was opened with does not do.
  private func hasToSignIn(_ answer: FrontDoor.Answer) -> Bool {
    guard answer.hasOperators, bound == nil || desk.settings.isKiosk else { return false }
    guard !desk.settings.isKiosk, let person = answer.person else { return true }
    return person.pin != nil && person.name.lowercased() != desk.settings.door?.login.lowercased()
  }

  private mutating func begin() { top { $0.appear(&$1) } }

  // MARK: Coming in

  mutating func admit(_ card: SignInCard.Card, _ way: RecordSignIn.Way) {
    guard let shut = gate else { return }
    let person = card.person
    if let bound, bound.lowercased() != person.name.lowercased() {
      gate?.step = .code
      return tellAtGate(.warn, "only \(bound) may act over this line")
    }
    if shut.asksToLeave, person.role != .admin {
      gate?.step = .code
      return tellAtGate(.warn, "\(person.name) is no admin: only one of those lets this kiosk be left")
    }
    seenCards[person.name] = card
    desk.noteSignIn(person, way)
    if shut.asksToLeave { return quit() }
    gate?.step = .handing(card)
    comeIn()
  }

  /// Lets the one in who waits, as soon as what the one before them did is done: it is done under that one's name.
  mutating func comeIn() {
    guard let shut = gate, case .handing(let card) = shut.step else { return }
    let person = card.person
    if shut.owner?.lowercased() == person.name.lowercased() {
      open(for: person, shut)
      return desk.say(.ok, "\(person.name) works here again")
    }
    guard isAtRest else { return }
    if let owner = shut.owner { shelve(for: owner) }
    open(for: person, shut)
    restore(for: person)
    desk.say(.ok, "\(person.name) works here now")
    tell(shut.strays)
  }

  /// Whether nothing that was scanned or confirmed is on its way.
  private var isAtRest: Bool {
    confirmed == nil && !desk.isUndoing && panes.allSatisfy { !$0.isCommitting && !($0.takesScans && $0.isWaiting) }
  }

  private mutating func open(for person: Operator, _ shut: Gate) {
    gate = nil
    _ = desk.signIn(person)
    touchedAt = desk.now
    if shut.owner?.lowercased() == person.name.lowercased() { tell(shut.strays) }
  }

  private mutating func tell(_ strays: [Gate.Stray]) {
    for stray in strays {
      desk.notices.log(
        Notice(level: .warn, at: stray.at, text: stray.words))
    }
    guard !strays.isEmpty else { return }
    let codes = Numbers.counted(strays.count, "code was", "codes were")
    let them = strays.count == 1 ? "it" : "them"
    desk.say(.warn, "\(codes) scanned while nobody worked here: the list of messages has \(them)")
  }

  // MARK: Their panes

  /// Keeps the panes of one who is followed by another, here and for other terminals.
  mutating func shelve(for owner: String) {
    desk.emit(.saveSession(SessionText.text(panes), of: owner))
    shelf[owner.lowercased()] = panes
    desk.emit(.saveMessages(desk.lines(of: desk.notices.all)))
    desk.notices.clear()
  }

  /// Shows somebody what they left: here, or on another terminal.
  mutating func restore(for person: Operator) {
    overlay = nil
    lookUp = nil
    codeLine = TextLine()
    pendingKeys = []
    burst = KeyBurst()
    if let kept = shelf.removeValue(forKey: person.name.lowercased()) {
      panes = kept
      begin()
      eachPane { $0.booksChanged(&$1) }
    } else {
      panes = SessionText.panes("")
      awaited = AwaitedSession(name: person.name)
      desk.emit(.loadSession(person.name))
    }
  }

  /// The session text of somebody is here.
  mutating func takeSession(of name: String, _ text: String) {
    guard let asked = awaited, asked.name == name else { return }
    awaited = nil
    if asked.isBeneath, panes.count > 1 {
      panes = SessionText.panes(text).filter { !$0.takesScans && $0.kind != topPane.kind } + [topPane]
      return
    }
    panes = SessionText.panes(text)
    begin()
  }

  /// A badge was scanned in a pane: that stays, and beneath it lies what the new one left; the first pane becomes theirs.
  mutating func followNewcomer() {
    guard let old = desk.replaced else { return }
    desk.replaced = nil
    desk.emit(.saveSession(SessionText.text(panes), of: old))
    guard let person = desk.worker else { return }
    awaited = AwaitedSession(name: person.name, isBeneath: panes.count > 1)
    desk.emit(.loadSession(person.name))
  }

  // MARK: The lock

  /// Shuts the gate behind whoever works here, or says why not.
  mutating func lock() {
    guard gate == nil else { return }
    if let why = whyNoLock { return desk.say(.warn, why) }
    desk.emit(.saveSession(SessionText.text(panes), of: desk.identity.actor))
    gate = Gate(reason: .locked, owner: desk.identity.actor)
    codeLine = TextLine()
    pendingKeys = []
    burst = KeyBurst()
  }

  /// Why locking would shut people out, or nobody; nil where it can be.
  private var whyNoLock: String? {
    guard desk.settings.door != nil else { return "there is no lock on this display" }
    guard let door else { return "not locked: it is not known yet who works here" }
    guard door.hasOperators else { return "not locked: this house has no operators who could unlock it" }
    guard let person = desk.worker, person.badge != nil || person.pin != nil else {
      return "not locked: you have neither badge nor PIN to come back with; \(adminsWords) can give one"
    }
    guard !desk.link.isDown || seenCards[person.name] != nil else {
      return "not locked: the line is down, and you could not come back before it is up"
    }
    return nil
  }

  /// Who can help.
  var adminsWords: String {
    let admins = door?.admins ?? []
    return admins.isEmpty ? "an admin" : admins.prefix(3).joined(separator: ", ")
  }

  /// When the console locks by itself; nil for never.
  var locksAt: Instant? {
    let minutes = desk.settings.door?.lockAfter ?? door?.lockAfter ?? 0
    guard gate == nil, minutes > 0, whyNoLock == nil else { return nil }
    return touchedAt.adding(milliseconds: Int64(minutes) * 60_000)
  }

  mutating func lockIfIdle() {
    if let at = locksAt, desk.now >= at { lock() }
  }

  /// Leaving the first pane of a kiosk locks it.
  mutating func locksInstead() -> Bool {
    guard desk.settings.isKiosk, desk.settings.door != nil, door?.hasOperators ?? true else { return false }
    lock()
    return true
  }
}

/// Whose session text is awaited.
struct AwaitedSession: Sendable {
  var name: String
  /// The pane that lies on top then stays there.
  var isBeneath = false
}
