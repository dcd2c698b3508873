import Inventory
import Terminal

/// The keys of what is low. Capitals open a form or a box, F9 in it is what writes; F4 acknowledges at once, as no scanner
/// sends it and F8 takes it back.
extension KeyTable {
  private static let low: Set<PaneKind> = [.low]

  static let tendingLow: [Binding] = [
    Binding(
      .goLow, [Stroke(.character("g"), .character("l"))], "go to what is low", in: browse, group: "looking"),
    Binding(.open, [Stroke(.enter)], "open the item", in: low, group: "low stock", off: needsRow),
    Binding(
      .why, [letter("w")], "why: figures, movements, demand, supply, sources", in: low, group: "low stock",
      off: needsRow),
    Binding(
      .lowTransfer, [letter("T"), function(2)], "Transfer it from the best source", short: "transfer", in: low,
      group: "low stock", off: { LowSituation.replenishing($0) }),
    Binding(
      .lowOrder, [letter("O"), function(3)], "Order it: a requisition to its vendor", short: "order", in: low,
      group: "low stock", off: { LowSituation.replenishing($0) }),
    Binding(
      .acknowledge, [function(4), function(5)], "acknowledge it at once", short: "acknowledge", in: low,
      group: "low stock", off: { LowSituation.acknowledging($0) }),
    Binding(
      .acknowledgeAsk, [letter("K")], "acKnowledge it: shows it first, F9 does it", in: low, group: "low stock",
      off: { LowSituation.acknowledging($0) }),
    Binding(
      .snooze, [letter("Z"), function(6)], "let it rest (snooze) for some days", short: "snooze", in: low,
      group: "low stock", off: { LowSituation.snoozing($0) }),
    Binding(
      .assign, [letter("A")], "Assign it to somebody", in: low, group: "low stock", off: { LowSituation.tending($0) }),
    Binding(
      .escalate, [letter("E")], "Escalate it to the next role: shows it first, F9 does it", in: low,
      group: "low stock", off: { LowSituation.escalating($0) }),
    Binding(
      .countNow, [letter("C")], "Count it first: half of what is low is a wrong book", in: low, group: "low stock",
      off: needsRow),
    Binding(
      .editRule, [letter("B")], "its rule: reorder point, target, multiple, lead time, vendor", in: low,
      group: "low stock", off: { $0.hasRow ? $0.low?.refusal : needsRow($0) }),
    Binding(.find, [letter("/")], "find by item, as you type", in: low, group: "low stock"),
    Binding(.filter, [letter("f")], "filter by place, state, vendor, whose it is", in: low, group: "low stock"),
    Binding(
      .onlyOpen, [letter("o")], "only what is not covered and does not rest, or all again", in: low,
      group: "low stock"),
    Binding(.sort, [letter("s")], "by urgency, by item, by what is available", in: low, group: "low stock"),
    Binding(.columns, [letter("c")], "which columns to show", in: low, group: "low stock"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: low, group: "low stock",
      off: { _ in "there is nothing to commit: T transfers, O orders, Z lets it rest" }),
  ]
}

/// What decides which commands about what is low are on.
struct LowSituation: Sendable {
  /// Why whoever works here may not tend signals; nil where they may, or it is not known.
  var refusal: String?
  /// Those that are marked, else the one under the cursor.
  var signals: [Signal]
  var now: Instant

  private static let none = "nothing low is under the cursor"

  /// The one that is meant, where it is one.
  private var only: Signal? { signals.count == 1 ? signals.first : nil }

  static func replenishing(_ situation: Situation) -> String? {
    guard let low = situation.low, !low.signals.isEmpty else { return none }
    return low.signals.count > LowDraft.most ? "at most \(LowDraft.most) at a time: - takes the marks away" : nil
  }

  static func tending(_ situation: Situation) -> String? {
    guard let low = situation.low, !low.signals.isEmpty else { return none }
    return low.refusal
  }

  static func acknowledging(_ situation: Situation) -> String? {
    if let reason = tending(situation) { return reason }
    guard let signal = situation.low?.only, let now = situation.low?.now else { return nil }
    switch signal.state(at: now) {
    case .acknowledged: return "\(signal.acknowledgedBy ?? "somebody") acknowledged \(signal.title) already"
    case .covered: return "\(signal.title) is covered: what is on its way will do"
    default: return nil
    }
  }

  static func snoozing(_ situation: Situation) -> String? {
    if let reason = tending(situation) { return reason }
    guard let signal = situation.low?.only, signal.state == .covered else { return nil }
    return "\(signal.title) is covered: what is on its way will do"
  }

  static func escalating(_ situation: Situation) -> String? {
    if let reason = tending(situation) { return reason }
    guard let signal = situation.low?.only, signal.escalatedTo == .admin else { return nil }
    return "\(signal.title) is with the admins: there is nobody above them"
  }
}
