import Inventory
import Terminal

/// One thing said to the operator, on the message line and in the list of messages.
public struct Notice: Hashable, Sendable {
  public enum Level: String, Sendable {
    case ok
    case warn
    case fail = "FAIL"
  }

  var level: Level
  var at: Instant
  var text: String

  var role: Role {
    switch level {
    case .ok: .messageOK
    case .warn: .messageWarn
    case .fail: .messageError
    }
  }
}

/// All that was said in this session, and what of it is on the message line.
struct Notices {
  /// How long a warning stays.
  static let warningMilliseconds: Int64 = 10_000
  /// How many are kept.
  static let most = 1_000

  private(set) var all: [Notice] = []
  private(set) var current: Notice?
  /// Failures that something else covered before a key was pressed.
  private(set) var unseen = 0

  mutating func add(_ notice: Notice) {
    if current?.level == .fail { unseen += 1 }
    log(notice)
    current = notice
  }

  /// On the message line alone.
  mutating func show(_ notice: Notice) { if current?.level != .fail { current = notice } }

  /// Into the list alone.
  mutating func log(_ notice: Notice) {
    all.append(notice)
    if all.count > Notices.most { all.removeFirst(all.count - Notices.most) }
  }

  mutating func dismiss() { current = nil }

  /// Forgets all of them, where nobody is there to read them later.
  mutating func clear() {
    all = []
    current = nil
    unseen = 0
  }

  /// Whoever presses a key has read what stood there.
  mutating func keyPressed(keepsGood: Bool) {
    guard let current else { return }
    if current.level == .fail || (current.level == .ok && !keepsGood) { self.current = nil }
  }

  mutating func expire(at now: Instant) {
    if let expiry, now >= expiry { current = nil }
  }

  mutating func listShown() { unseen = 0 }

  /// When the current one goes by itself.
  var expiry: Instant? {
    guard let current, current.level == .warn else { return nil }
    return current.at.adding(milliseconds: Notices.warningMilliseconds)
  }
}
