import Inventory
import Terminal

/// The keys of stocktakes and of their review. Verdicts open a form, or a box; F9 in it is what decides.
extension KeyTable {
  static let reviewing: [Binding] = [
    Binding(
      .approve, [letter("A"), function(2)], "Approve: what was counted is posted", short: "approve", in: [.review],
      group: "review", off: { CountSituation.deciding($0) }),
    Binding(
      .recount, [letter("C"), function(3)], "have it Counted again by somebody else", short: "recount", in: [.review],
      group: "review", off: { CountSituation.deciding($0) }),
    Binding(
      .reject, [letter("X"), function(4), function(5)], "reject: the book stays", short: "reject", in: [.review],
      group: "review", off: { CountSituation.deciding($0) }),
    Binding(
      .reason, [letter("#"), function(6)], "give the reason, with any verdict", short: "reason", in: [.review],
      group: "review", off: { CountSituation.deciding($0) }),
    Binding(
      .acceptPick, [letter("K")], "a picK explains it: the book stays, the pick is the reason", in: [.review],
      group: "review", off: { CountSituation.accepting($0) }),
    Binding(
      .approveInside, [letter("I")], "approve all that is Inside its tolerance", in: [.review], group: "review",
      off: { CountSituation.approvingInside($0) }),
    Binding(
      .reconcile, [letter("R")], "Reconcile: judge what was counted", in: [.review], group: "review",
      off: { CountSituation.reconciling($0) }),
    Binding(
      .applyCount, [letter("P")], "Post the approved counts", in: [.review], group: "review",
      off: { CountSituation.applying($0) }),
    Binding(
      .why, [letter("w")], "why: rounds, scans and movements behind it", in: [.review], group: "review", off: needsRow),
    Binding(.open, [Stroke(.enter)], "open the item", in: [.review], group: "review", off: needsRow),
    Binding(.find, [letter("/")], "lines of an item or a bin; a scan does the same", in: [.review], group: "review"),
    Binding(
      .filter, [letter("f")], "filter: to decide, outside, uncounted, found, moved ...", in: [.review], group: "review"),
    Binding(.onlyOpen, [letter("o")], "only what is to be decided, or all again", in: [.review], group: "review"),
    Binding(.sort, [letter("s")], "by worth, or as people walk", in: [.review], group: "review"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: [.review], group: "review",
      off: { _ in "there is nothing to commit: A C X give a verdict, I approves what is inside, R judges, P posts" }),
  ]

  static let stocktakes: [Binding] = [
    Binding(.open, [Stroke(.enter)], "review it", in: [.stocktakes], group: "stocktakes", off: needsRow),
    Binding(
      .countIn, [letter("C"), function(6)], "Count in it", short: "count", in: [.stocktakes], group: "stocktakes",
      off: needsRow),
    Binding(
      .newStocktake, [letter("N"), function(2)], "New stocktake", short: "new", in: [.stocktakes], group: "stocktakes",
      off: { $0.count?.refusal }),
    Binding(
      .cancelStocktake, [letter("X"), function(4), function(5)], "cancel it: nothing of it is posted", short: "cancel",
      in: [.stocktakes], group: "stocktakes", off: { CountSituation.cancelling($0) }),
    Binding(
      .cancelStocktake, [], "cancel the stocktake: nothing of it is posted", in: [.review], group: "review",
      off: { CountSituation.cancelling($0) }),
    Binding(
      .onlyOpen, [letter("o"), function(3)], "only those under way, or all again", short: "under way",
      in: [.stocktakes], group: "stocktakes"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: [.stocktakes], group: "stocktakes",
      off: { _ in "there is nothing to commit: N opens a stocktake, Enter reviews one" }),
  ]
}

/// What decides which commands of a stocktake are on.
struct CountSituation: Sendable {
  /// Why whoever works here may not decide on counts, in words; nil where they may, or it is not known.
  var refusal: String?
  var stocktake: Stocktake?
  /// Its lines by state; empty until it is known.
  var lines: [CountLineState: Int] = [:]
  /// Picks explain every line meant.
  var hasPick = false

  /// Lines counted and not decided.
  var undecided: Int { [.counting, .recount, .counted, .outside].reduce(0) { $0 + (lines[$1] ?? 0) } }

  static func deciding(_ situation: Situation) -> String? {
    guard let count = situation.count else { return nil }
    if let refusal = count.refusal { return refusal }
    guard let stocktake = count.stocktake else { return nil }
    if stocktake.status.isOver { return "\(stocktake.number) is \(stocktake.status.rawValue): it stays as it is" }
    if stocktake.status == .open || stocktake.status == .counting {
      return "\(stocktake.number) is not judged yet: R reconciles it"
    }
    return situation.hasRow || situation.hasMarks ? nil : "no line is under the cursor"
  }

  static func accepting(_ situation: Situation) -> String? {
    if let reason = deciding(situation) { return reason }
    return situation.count?.hasPick == false ? "no pick soon after the count explains this line" : nil
  }

  static func approvingInside(_ situation: Situation) -> String? {
    var asked = situation
    asked.hasRow = true
    if let reason = deciding(asked) { return reason }
    guard let count = situation.count, count.stocktake != nil, count.lines[.counted] ?? 0 == 0 else { return nil }
    return "no line inside its tolerance is left to decide"
  }

  static func reconciling(_ situation: Situation) -> String? {
    guard let count = situation.count else { return nil }
    if let refusal = count.refusal { return refusal }
    guard let stocktake = count.stocktake, !stocktake.status.takesCounts else { return nil }
    return stocktake.status == .approved
      ? "every line is decided: P posts them, C sends lines back" : deciding(situation)
  }

  static func applying(_ situation: Situation) -> String? {
    var asked = situation
    asked.hasRow = true
    if let reason = deciding(asked) { return reason }
    guard let count = situation.count, count.undecided > 0 else { return nil }
    return "\(Numbers.lines(count.undecided)) not decided: o shows what is left; A, X or C decides"
  }

  static func cancelling(_ situation: Situation) -> String? {
    guard let count = situation.count else { return nil }
    if let refusal = count.refusal { return refusal }
    guard let stocktake = count.stocktake else {
      return situation.pane == .review ? nil : "no stocktake is under the cursor"
    }
    return stocktake.status.isOver ? "\(stocktake.number) is \(stocktake.status.rawValue) already" : nil
  }
}
