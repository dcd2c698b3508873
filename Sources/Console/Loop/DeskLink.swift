import Inventory

extension Desk {
  /// Remembers when the pane that asked was answered: while the line is down, what is answered is no news.
  mutating func note(_ reply: Reply) {
    guard let kind = asked.removeValue(forKey: reply.number), !link.isDown else { return }
    if case .success = reply.result { readAt[kind] = now }
  }

  /// A question could not be asked: no bell, and nothing where it was said already.
  mutating func sayLost() {
    guard notices.current.map({ !$0.text.contains("the line is down") }) ?? true else { return }
    notices.show(Notice(level: .warn, at: now, text: "not read: the line is down"))
  }

  /// Whether somebody who leaves is to be told that things wait here. Once: they are safe, and go by themselves.
  mutating func warnsOfWaiting() -> Bool {
    guard link.isDown, link.waiting > 0, !link.hasWarned else { return false }
    link.hasWarned = true
    return true
  }

  var waitingWords: String {
    "\(Numbers.counted(link.waiting, "scan waits", "scans wait")) to be sent: F10 again leaves; what waits is kept here "
      + "and sent when the line is back"
  }
}
