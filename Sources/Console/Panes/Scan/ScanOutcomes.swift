import Inventory
import Terminal

/// Acts on their way, and what is said of what came of them.
extension ScanPane {
  /// How long until what may not have arrived is sent again.
  static var retryMilliseconds: Int64 { 1_000 }

  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    guard var sent = deed, sent.number == outcome.number else { return false }
    switch outcome.result {
    case .success(let answer):
      deed = nil
      hasWarned = false
      if sent.tries > 1 || echo?.outcome == .fail { echo = sent.shown }
      sent.isKept = answer.isKept
      echo?.key = answer.isKept ? sent.key : nil
      done(sent, &desk)
    case .failure(let error) where error.isOfTheLine && desk.link.isFar && !sent.wasUnknown && givesUp(&sent, &desk):
      break
    case .failure(let error) where error.isOfTheDatabase:
      // Known not to be done, or not known: the same key tells, and does it once.
      sent.retryAt = desk.now.adding(milliseconds: Self.retryMilliseconds * Int64(min(sent.tries, 5)))
      if case .outcomeUnknown = error { sent.wasUnknown = true }
      deed = sent
      echo?.outcome = .fail
      echo?.result = "not in the database yet; it is sent again: " + Explanation(error).detail
      if sent.tries == 1 {
        desk.log(.fail, Explanation(error).detail)
        desk.emit(.beep(3))
      }
    case .failure(let error):
      deed = nil
      refused(sent, error, &desk)
    }
    advance(&desk)
    return true
  }

  mutating func tick(_ desk: inout Desk) {
    if var sent = deed, let retryAt = sent.retryAt, desk.now >= retryAt {
      sent.retryAt = nil
      sent.tries += 1
      sent.number = desk.perform(sent.act, key: sent.key)
      deed = sent
    }
    advance(&desk)
  }

  mutating func send(_ act: some Act, _ purpose: Purpose, _ shown: ScanEcho?, _ desk: inout Desk) {
    if let shown { echo = shown }
    let key = desk.makeKey()
    deed = ScanDeed(number: desk.perform(act, key: key), key: key, act: act, purpose: purpose, shown: echo)
  }

  mutating func fail(_ error: InventoryError, _ desk: inout Desk) { fail(Explanation(error).detail, &desk) }

  /// Says what went wrong, with what was read.
  mutating func fail(_ words: String, read: String? = nil, _ desk: inout Desk) {
    var shown = echo ?? ScanEcho(at: desk.now, read: "")
    if let read, read != shown.read {
      shown.read = read
      shown.meaning = ""
    }
    shown.at = desk.now
    shown.outcome = .fail
    shown.result = words
    shown.change = "FAIL"
    desk.log(.fail, (shown.read.isEmpty ? "" : "\(ScanEcho.shown(shown.read)): ") + words)
    say(shown, &desk, bells: 3)
  }

  mutating func warn(_ words: String, _ desk: inout Desk) {
    desk.log(.warn, words)
    say(ScanEcho(at: desk.now, read: "", outcome: .warn, result: words), &desk, bells: 2)
  }

  // MARK: The echo

  mutating func succeed(_ desk: inout Desk) {
    let isKept = echo?.key != nil
    echo?.outcome = isKept ? .kept : .ok
    finish(&desk, bells: 1)
  }

  mutating func say(_ shown: ScanEcho, _ desk: inout Desk, bells: Int = 1) {
    echo = shown
    finish(&desk, bells: bells)
  }

  mutating func finish(_ desk: inout Desk, bells: Int) {
    if let echo, !echo.read.isEmpty || !echo.change.isEmpty {
      recent.insert(echo, at: 0)
      if recent.count > Self.mostRemembered { recent.removeLast() }
    }
    // What was said in another pane covers the echo no longer.
    desk.notices.dismiss()
    if bells > 0 { desk.emit(.beep(bells)) }
  }
}

extension InventoryError {
  /// Nothing was decided: the database could not be reached, or did not answer.
  var isOfTheDatabase: Bool {
    switch self {
    case .store, .outcomeUnknown, .tooContended: true
    default: false
    }
  }
}

extension Desk {
  /// Into the list of messages only: the pane says it in its own way.
  mutating func log(_ level: Notice.Level, _ text: String) {
    notices.log(Notice(level: level, at: now, text: text))
  }
}
