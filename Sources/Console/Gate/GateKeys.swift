import Inventory
import Terminal

/// What is typed and scanned while the gate is shut.
extension ConsoleModel {
  mutating func takeAtGate(_ input: InputEvent) {
    if case .mouse = input { return }
    gate?.notice = nil
    switch input {
    case .mouse: break
    case .key(let key): pressAtGate(key)
    case .paste(let records):
      guard let first = records.first else { return }
      let rest = Array(records.dropFirst())
      if !rest.isEmpty { typedAhead.insert(.paste(rest), at: 0) }
      gate?.line.text = String(first.prefix(TextLine.longest))
      gate?.firstAt = desk.now
      endRecordAtGate()
    }
  }

  private mutating func pressAtGate(_ key: Key) {
    switch key {
    case .enter, .tab: endRecordAtGate()
    case .escape, .function(11), .control("c"): resetGate()
    case .function(10), .alt("0"): leaveAtGate()
    case .control("l"): desk.emit(.redraw)
    case .control("z"): if !desk.settings.isKiosk { desk.emit(.suspend) }
    default:
      if gate?.line.isEmpty == true { gate?.firstAt = desk.now }
      _ = gate?.line.type(key)
    }
  }

  /// Back to where a badge is awaited; nothing of what was typed is kept.
  private mutating func resetGate() {
    gate?.line = TextLine()
    gate?.step = .code
    gate?.asksToLeave = false
  }

  /// F10: out of the program, which in a kiosk an admin must allow.
  private mutating func leaveAtGate() {
    resetGate()
    if desk.settings.isKiosk, door?.hasOperators ?? true {
      gate?.asksToLeave = true
    } else {
      quit()
    }
  }

  private mutating func endRecordAtGate() {
    guard let shut = gate else { return }
    let text = shut.line.text.trimmedBlanks
    gate?.line = TextLine()
    guard !text.isEmpty else { return askDoorAgain() }
    let elapsed = desk.now.milliseconds - (shut.firstAt ?? desk.now).milliseconds
    gate?.wasTyped = elapsed > Gate.scannedMilliseconds * Int64(text.count)
    if case .pin(let card) = shut.step, let hash = card.person.pin, isLikePin(text) {
      let number = desk.nextNumber()
      desk.emit(.checkPin(PinCheck(number: number, pin: text, hash: hash)))
      gate?.step = .check(card, number: number)
    } else if text == "$0" {
      leaveAtGate()
    } else {
      desk.asker = .form
      gate?.step = .card(desk.ask(SignInCard(text)), text: text)
    }
  }

  /// Digits alone, and no more than a PIN may have: any other text is a badge that was scanned in its place.
  private func isLikePin(_ text: String) -> Bool {
    text.utf8.count <= PinRule.length.upperBound && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }

  // MARK: Answers

  /// Whether the reply was one that the gate waits for.
  mutating func takeAtGate(_ reply: Reply) -> Bool {
    if let result = reply.value(for: doorTicket) {
      doorTicket = nil
      takeDoor(result)
      return true
    }
    guard let shut = gate else { return false }
    if case .card(let ticket, let text) = shut.step, let result = reply.value(for: ticket) {
      gate?.step = .code
      take(card: result, of: text)
      return true
    }
    if case .goods(let ticket, let text) = shut.step, let result = reply.value(for: ticket) {
      gate?.step = .code
      take(goods: result, of: text)
      return true
    }
    return false
  }

  private mutating func take(card result: Result<SignInCard.Card?, InventoryError>, of text: String) {
    switch result {
    case .success(let card?): take(card)
    case .success(nil):
      desk.asker = .form
      gate?.step = .goods(
        desk.ask(LookUp(ScannedCode(text, rules: desk.settings.scanRules, today: desk.clock.today))), text: text)
    case .failure(let error) where error.isOfTheLine:
      // Whoever signed in here before is known.
      let small = text.lowercased()
      guard
        var card = seenCards.values.first(where: {
          $0.person.badge?.lowercased() == small || $0.person.name.lowercased() == small
        })
      else { return take(goods: .failure(error), of: text) }
      card.isByBadge = card.person.badge?.lowercased() == small
      take(card)
    case .failure(let error): tellAtGate(.fail, Explanation(error).detail)
    }
  }

  private mutating func take(_ card: SignInCard.Card) {
    let person = card.person
    if card.isByBadge, person.pin == nil || gate?.wasTyped != true { return admit(card, .badge) }
    guard person.pin != nil else { return tellAtGate(.warn, noKeyWords(person)) }
    let own = wrongPins[person.name]?.pausedUntil.flatMap { $0 > desk.now ? $0 : nil }
    if let until = [card.mayTryAt, own].compactMap({ $0 }).max() {
      let badge = person.badge == nil ? "" : ", or scan the badge"
      return tellAtGate(
        .fail, "too many wrong PINs for \(person.name): try again at \(desk.clock.time(until.nextMinute))\(badge)")
    }
    gate?.step = .pin(card)
  }

  /// Why somebody cannot sign in by their name.
  private func noKeyWords(_ person: Operator) -> String {
    guard person.badge == nil else { return "\(person.name) has no PIN: scan the badge" }
    return "\(person.name) has neither badge nor PIN: \(adminsWords) can give one"
  }

  private mutating func take(goods result: Result<[LookUp.Hit], InventoryError>, of text: String) {
    let hits = (try? result.get()) ?? []
    let wasAsked: Bool
    if case .success = result { wasAsked = true } else { wasAsked = false }
    if !hits.isEmpty || gate?.keeps(text, wasAsked: wasAsked) == true {
      gate?.strays.append(Gate.Stray(at: desk.now, text: text))
      return tellAtGate(
        .warn, "\(text): nobody works here; it is kept for whoever signs in next, and counted for nobody")
    }
    if case .failure(let error) = result, error.isOfTheLine {
      return tellAtGate(.fail, "the line is down: only who signed in here before can come in")
    }
    tellAtGate(.fail, "that is nobody's badge and nobody's name")
  }

  /// A PIN was held against what is kept of it.
  mutating func takePin(number: Int, isRight: Bool) {
    guard case .check(let card, number)? = gate?.step else { return }
    let name = card.person.name
    if isRight {
      wrongPins[name] = nil
      return admit(card, .pin)
    }
    let recent = wrongPins[name].flatMap { desk.now.milliseconds - $0.lastAt.milliseconds < PinRule.pause ? $0 : nil }
    wrongPins[name] = SignInAttempts(failures: (recent?.failures ?? 0) + 1, lastAt: desk.now)
    desk.log(.warn, "a wrong PIN was given for \(name)")
    tellAtGate(.fail, "wrong PIN for \(name)")
    gate?.step = .record(card, number: desk.perform(RecordSignIn(name, .wrongPin), as: name))
  }

  /// Whether the outcome was that of a sign-in being written down.
  mutating func takeSignIn(_ outcome: Outcome) -> Bool {
    if case .record(let card, outcome.number)? = gate?.step {
      gate?.step = .code
      if case .failure(let error) = outcome.result, !error.isOfTheLine {
        let why = Explanation(error).detail
        tellAtGate(.fail, "wrong PIN for \(card.person.name); it could not be written down: \(why)")
        return true
      }
      // How often it may still be tried, the books say.
      desk.asker = .form
      gate?.step = .card(desk.ask(SignInCard(card.person.name)), text: card.person.name)
      return true
    }
    guard desk.signIns.remove(outcome.number) != nil else { return false }
    if case .failure(let error) = outcome.result, !error.isOfTheLine { desk.log(.warn, Explanation(error).detail) }
    return true
  }

  mutating func tellAtGate(_ level: Notice.Level, _ text: String) {
    gate?.notice = Notice(level: level, at: desk.now, text: text)
    desk.emit(.beep(level == .fail ? 3 : level == .warn ? 2 : 1))
  }
}

extension Instant {
  /// The minute after it, where it is not the beginning of one: before then it is too early.
  fileprivate var nextMinute: Instant { Instant(milliseconds: (milliseconds + 59_999) / 60_000 * 60_000) }
}
