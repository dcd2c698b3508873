import Inventory
import Terminal

/// Of the form for one's own PIN: whose it is, and what of it is under way. The old one is checked and the new one is made
/// into what is kept by another thread, one after the other; then the act is sent.
struct PinDraft: Sendable {
  var card: SignInCard.Card?
  var ticket: Ticket<SignInCard.Card?>?
  /// That the old one was wrong is being written down.
  var isRecording = false

  var isWaiting: Bool { ticket != nil }
}

extension FormPane {
  /// Whoever works here gives themselves another PIN, as `operator pin` does.
  static func ownPin() -> FormPane {
    func hidden(_ name: FormField.Name, _ label: String, _ hint: String) -> FormField {
      var field = FormField(name: name, label: label, hint: hint)
      field.isHidden = true
      return field
    }
    return FormPane(
      .ownPin, title: "Change my PIN",
      fields: [
        hidden(.oldPin, "old PIN", "the one you have now; nothing where you have none"),
        hidden(.newPin, "new PIN", "\(PinRule.length.lowerBound) to \(PinRule.length.upperBound) digits"),
        hidden(.newPinAgain, "again", "the new one once more"),
      ])
  }

  mutating func beginPin(_ desk: inout Desk) {
    guard pin.card == nil, pin.ticket == nil else { return }
    pin.ticket = desk.ask(SignInCard(desk.identity.actor))
  }

  mutating func takePin(_ reply: Reply, _ desk: inout Desk) {
    guard let result = reply.value(for: pin.ticket) else { return }
    pin.ticket = nil
    switch result {
    case .success(let card?) where card.person.isCalled(desk.identity.actor):
      pin.card = card
      notes = ["\(card.person.name) " + (card.person.pin == nil ? "has no PIN yet." : "has a PIN.")]
    case .success: trouble = Explanation(.unknownOperator(desk.identity.actor)).detail
    case .failure(let error): trouble = error.formWords
    }
  }

  /// F9: the old one is held against what is kept, where something is.
  mutating func commitPin(_ desk: inout Desk) throws(FormTrouble) {
    guard let card = pin.card else {
      beginPin(&desk)
      throw FormTrouble(field: .oldPin, words: "Who you are is being asked: press F9 again in a moment.")
    }
    try checkPins(card, desk.now)
    trouble = nil
    guard let kept = card.person.pin else { return makePin(&desk) }
    let number = desk.nextNumber()
    state = .sending(number)
    desk.emit(.checkPin(PinCheck(number: number, pin: text(.oldPin), hash: kept)))
  }

  private func checkPins(_ card: SignInCard.Card, _ now: Instant) throws(FormTrouble) {
    let person = card.person
    if person.pin != nil, text(.oldPin).isEmpty {
      throw FormTrouble(field: .oldPin, words: "Which PIN do you have now? It is asked for first.")
    }
    if person.pin != nil, let until = card.mayTryAt, until > now {
      throw FormTrouble(field: .oldPin, words: Explanation(.pinPaused(person.name, until: until)).detail)
    }
    guard PinRule.takes(text(.newPin)) else {
      throw FormTrouble(field: .newPin, words: Explanation(.badPin).detail)
    }
    guard text(.newPinAgain) == text(.newPin) else {
      throw FormTrouble(field: .newPinAgain, words: Explanation(.pinsDiffer).detail)
    }
  }

  mutating func pinChecked(_ number: Int, isRight: Bool, _ desk: inout Desk) {
    guard purpose == .ownPin, state == .sending(number), let card = pin.card else { return }
    guard isRight else {
      pin.isRecording = true
      state = .sending(desk.perform(RecordSignIn(card.person.name, .wrongPin), key: desk.makeKey()))
      return
    }
    if card.failures > 0 { desk.noteSignIn(card.person, .pin) }
    makePin(&desk)
  }

  /// The same PIN sent again with the same key is the same act, so what is kept of it is made with the key.
  private mutating func makePin(_ desk: inout Desk) {
    let contents = contents
    let key = key.flatMap { sent == contents ? $0 : nil } ?? desk.makeKey()
    self.key = key
    sent = contents
    let number = desk.nextNumber()
    state = .sending(number)
    let seed = "\(key) \(desk.identity.actor.lowercased())"
    desk.emit(.makePin(PinMaking(number: number, pin: text(.newPin), seed: seed)))
  }

  mutating func pinMade(_ number: Int, _ made: PinHash?, _ desk: inout Desk) {
    guard purpose == .ownPin, state == .sending(number), let card = pin.card else { return }
    guard let made else {
      state = .editing
      trouble = Explanation(.pinUnkeepable).detail
      return desk.emit(.beep(3))
    }
    send(ChangePin(from: card.person.pin, to: made), &desk)
  }

  /// That it was wrong stands in the books now; how often it may still be is asked anew.
  mutating func takeWrongPin(_ outcome: Outcome, _ desk: inout Desk) {
    pin.isRecording = false
    state = .editing
    guard let card = pin.card else { return }
    let left = max(0, PinRule.mostFailures - card.failures - 1)
    trouble = Explanation(.wrongPin(card.person.name, left: left)).detail
    if case .failure(let error) = outcome.result { trouble = error.formWords }
    active = fields.firstIndex { $0.name == .oldPin } ?? active
    fields[active].line = TextLine()
    desk.log(.warn, "a wrong PIN was given for \(card.person.name)")
    desk.emit(.beep(3))
    pin.ticket = desk.ask(SignInCard(card.person.name))
  }
}
