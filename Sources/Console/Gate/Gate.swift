import Inventory
import Terminal

/// What stands before the panes while nobody may work in them: at the start, and while the console is locked. Nothing is
/// seen but the header, a prompt and what it says itself. A badge opens it, or a name and a PIN.
struct Gate: Sendable {
  enum Reason: Sendable {
    /// Whether anybody has to sign in is not known yet.
    case asking
    /// Nobody has signed in since the console began.
    case start
    /// Who worked here left, or pressed no key for long.
    case locked
  }

  enum Step: Sendable {
    /// A badge or a name is awaited.
    case code
    /// Whose it is, is being asked.
    case card(Ticket<SignInCard.Card?>, text: String)
    /// It is nobody's; what else it may be is being asked.
    case goods(Ticket<[LookUp.Hit]>, text: String)
    case pin(SignInCard.Card)
    /// A PIN is being checked.
    case check(SignInCard.Card, number: Int)
    /// That it was wrong is being written down.
    case record(SignInCard.Card, number: Int)
    /// Somebody may come in as soon as all is done that the one before them scanned.
    case handing(SignInCard.Card)
  }

  /// What was scanned while nobody worked here.
  struct Stray: Hashable, Sendable {
    var at: Instant
    var text: String

    var words: String { "\(text) was scanned while nobody worked here; it is counted for nobody" }
  }

  var reason: Reason
  /// Who worked here, and comes back to their panes; nil at the start.
  var owner: String?
  var step = Step.code
  var line = TextLine()
  /// When the first character of the line came.
  var firstAt: Instant?
  /// Whether the line was typed by hand.
  var wasTyped = false
  var notice: Notice?
  var strays: [Stray] = []
  /// An admin is to say that this kiosk may be left.
  var asksToLeave = false

  /// A scanner needs no more for a character, even over a slow line.
  static let scannedMilliseconds: Int64 = 50

  /// Whether it takes no keys now: they wait.
  var isBusy: Bool {
    if case .asking = reason { return true }
    switch step {
    case .code, .pin: return false
    case .card, .goods, .check, .record, .handing: return true
    }
  }

  /// Somebody waits for what another did before: they may think better of it.
  var isHanding: Bool { if case .handing = step { true } else { false } }

  var title: String {
    if asksToLeave { return "LEAVE KIOSK" }
    return reason == .locked ? "LOCKED" : "SIGN IN"
  }

  var prompt: (label: String, text: String) {
    switch step {
    case .pin: ("PIN>", String(repeating: "*", count: line.text.count))
    case .check, .record: ("PIN>", "")
    case .card(_, let text), .goods(_, let text): (asksToLeave ? "admin badge>" : "badge>", text)
    case .code, .handing: (asksToLeave ? "admin badge>" : "badge>", line.text)
    }
  }

  /// What is awaited, where nothing else is to be said.
  var hint: String {
    if case .asking = reason { return "" }
    switch step {
    case .pin(let card), .check(let card, _), .record(let card, _): return "the PIN of \(card.person.name), then Enter"
    case .handing(let card):
      return "what \(owner ?? "somebody") scanned is being done; then \(card.person.name) works here"
    case .code, .card, .goods: break
    }
    if asksToLeave { return "scan an admin's badge, or type the name and Enter; Esc stays" }
    return "scan your badge, or type your name and Enter"
  }
}

extension Gate {
  /// Whether a text that is nobody's badge and nobody's name, and that the books do not know or could not be asked about,
  /// is kept as a scan. What was typed by hand is a name typed wrong; digits as short as a PIN may be one, given at the
  /// wrong moment, and are kept nowhere unless a scanner read a trade item's number.
  func keeps(_ text: String, wasAsked: Bool) -> Bool {
    if PinRule.takes(text) { return !wasTyped && GTIN(text) != nil }
    return !wasTyped || !wasAsked
  }
}
