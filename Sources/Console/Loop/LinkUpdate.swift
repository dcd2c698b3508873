import Inventory
import Terminal

/// What the console does when the line to the books goes down and comes back, and when what was kept is sent.
extension ConsoleModel {
  mutating func take(_ report: LineReport) {
    switch report {
    case .state(let state): take(state)
    case .settled(let key, let result):
      // Of another console, or of an earlier run, only what was refused is told.
      guard desk.link.settle(key, result) else { return tellRefusal(result) }
      settle(key, result)
    }
  }

  private mutating func take(_ state: LineState) {
    let news = desk.link.take(state, now: desk.now)
    // Where acts were kept of which nothing is heard, the list tells.
    if state.waiting == 0, !desk.link.open.isEmpty { desk.emit(.outbox(.list)) }
    for new in news { tell(new) }
    top { $0.lineChanged(&$1) }
    if news.contains(.back) {
      if door == nil, doorTicket == nil { _ = askDoor() }
      askAgain()
    }
  }

  /// One notice each: over the echo of a scan pane it would hide what was scanned, and the banner says it there.
  private mutating func tell(_ new: Link.News) {
    switch new {
    case .down:
      let words = "the line is down: \(desk.link.state?.why ?? ""); counting and receiving go on"
      guard topPane.takesScans else { return desk.say(.warn, words) }
      desk.log(.warn, words)
      desk.emit(.beep(2))
    case .back: break
    case .caughtUp(let words):
      let layout = Layout(desk.size, hasPanel: topPane.kind.hasPanel, hasMessages: false, isBare: desk.isBare)
      if bannerRow(layout) == nil { desk.say(.ok, words) } else { desk.log(.ok, words) }
    }
  }

  /// What was read names the operator that the books know: it is looked at anew with those eyes.
  mutating func bind(to name: String, from nobody: String) {
    bound = name
    guard desk.identity.actor == nobody, nobody != name else { return }
    desk.identity.actor = name
    booksChanged()
  }

  /// Under a scan pane nothing is asked: that is seen again only when the pane is left, and asks for itself then.
  private mutating func askAgain() {
    if topPane.takesScans { return top { $0.lineIsBack(&$1) } }
    eachPane { $0.lineIsBack(&$1) }
  }

  /// What became of a kept act of this console.
  private mutating func settle(_ key: String, _ result: Result<ActAnswer, InventoryError>) {
    tellRefusal(result)
    eachPane { $0.settled(key, result, &$1) }
  }

  private mutating func tellRefusal(_ result: Result<ActAnswer, InventoryError>) {
    if topPane.showsKept { desk.emit(.outbox(.list)) }
    guard case .failure(let error) = result else { return }
    let words = "refused when it was sent: \(Explanation(error).detail) F4 where it was scanned shows it."
    guard topPane.takesScans else { return desk.say(.fail, words) }
    desk.log(.fail, words)
    desk.emit(.beep(3))
  }

  mutating func take(kept result: Result<[KeptAct], InventoryError>) {
    switch result {
    case .success(let list):
      let before = Set(desk.link.kept.map(\.key))
      desk.link.take(kept: list)
      let gone = before.subtracting(list.map(\.key))
      eachPane { pane, desk in pane.keptListed(gone, &desk) }
    case .failure(let error): desk.say(error)
    }
  }

  /// An act was answered: it may be kept, and what became of it may be known before its own answer.
  mutating func noteKept(_ outcome: Outcome) {
    if case .success(let answer) = outcome.result, answer.isKept { desk.link.keep(outcome.key) }
  }

  mutating func claimEarly(_ outcome: Outcome) {
    guard case .success(let answer) = outcome.result, answer.isKept, let result = desk.link.claim(outcome.key) else {
      return
    }
    eachPane { $0.settled(outcome.key, result, &$1) }
  }
}
