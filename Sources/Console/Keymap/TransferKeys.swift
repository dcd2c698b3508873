import Inventory
import Terminal

/// The keys of transfers and of what is open about them. Capitals open a form or a box; F9 in it is what writes.
extension KeyTable {
  private static let documents: Set<PaneKind> = [.transfers, .transfer]

  static let transferring: [Binding] = [
    Binding(
      .goTransfers, [Stroke(.character("g"), .character("t"))], "go to the transfers", in: browse, group: "looking"),
    Binding(
      .goDiscrepancies, [Stroke(.character("g"), .character("d"))], "go to what did not come as it should",
      in: browse, group: "looking"),
    Binding(
      .newTransfer, [letter("T")], "Transfer it to another place: asks for it, ships nothing yet", in: [.stock, .item],
      group: "forms", off: needsRow),
    Binding(.open, [Stroke(.enter)], "its lines", in: [.transfers], group: "transfers", off: needsRow),
    Binding(.open, [Stroke(.enter)], "open the item", in: [.transfer], group: "transfers", off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find by number or reference, as you type", short: "find", in: [.transfers],
      group: "transfers"),
    Binding(
      .filter, [letter("f"), function(3)], "filter by status, from, to, item", short: "filter", in: [.transfers],
      group: "transfers"),
    Binding(
      .onlyOpen, [letter("o")], "only what is under way, or all again", in: documents, group: "transfers"),
    Binding(
      .sort, [letter("s")], "those under way first, the most urgent before the others; or the newest first",
      in: [.transfers], group: "transfers"),
    Binding(.columns, [letter("c")], "which columns to show", in: [.transfers], group: "transfers"),
    Binding(.newTransfer, [letter("N")], "New transfer", in: documents, group: "transfers"),
    Binding(
      .shipTransfer, [letter("S"), function(4), function(5)], "Ship it", short: "ship", in: documents,
      group: "transfers", off: { MovingSituation.shipping($0) }),
    Binding(
      .editTransfer, [letter("E"), function(6)], "Edit when it comes, how urgent it is, reference and note",
      short: "edit", in: documents, group: "transfers", off: { MovingSituation.editing($0) }),
    Binding(
      .closeShort, [letter("C")], "Close what did not come as short, with a reason", in: documents,
      group: "transfers", off: { MovingSituation.onItsWay($0) }),
    Binding(
      .returnTransfer, [letter("R")], "Return what is on its way to where it came from", in: documents,
      group: "transfers", off: { MovingSituation.onItsWay($0) }),
    Binding(
      // No letter: what a scanner types behind it would be received.
      .receiveTransfer, [function(7)], "receive it, at the dock", short: "receive", in: documents, group: "transfers",
      off: { MovingSituation.onItsWay($0) }),
    Binding(
      .cancelTransfer, [letter("X")], "cancel it: what was not shipped is called off", in: documents,
      group: "transfers", off: { MovingSituation.cancelling($0) }),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: documents, group: "transfers",
      off: { _ in "there is nothing to commit: N asks for a transfer, S ships one" }),
    Binding(
      .open, [Stroke(.enter)], "its story: the line, when it was shipped, who received it", in: [.discrepancies],
      group: "discrepancies", off: needsRow),
    Binding(
      .why, [letter("w"), function(2)], "its story", short: "story", in: [.discrepancies], group: "discrepancies",
      off: needsRow),
    Binding(
      .sort, [letter("s"), function(3)], "the oldest first, or what is worth the most", short: "sort",
      in: [.discrepancies], group: "discrepancies"),
    Binding(
      .resolve, [letter("R"), function(4), function(5)], "Resolve it: say what became of it", short: "resolve",
      in: [.discrepancies], group: "discrepancies", off: { MovingSituation.resolving($0) }),
    Binding(
      .openTransfer, [letter("T"), function(6)], "open its Transfer", short: "transfer", in: [.discrepancies],
      group: "discrepancies", off: needsRow),
    Binding(
      .onlyOpen, [letter("o")], "only those that are open, or all", in: [.discrepancies], group: "discrepancies"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: [.discrepancies], group: "discrepancies",
      off: { _ in "there is nothing to commit: R says what became of one" }),
  ]
}

/// What decides which commands about a transfer or a discrepancy are on.
struct MovingSituation: Sendable {
  /// Why whoever works here may not say what became of a discrepancy; nil where they may, or it is not known.
  var refusal: String?
  var transfer: Transfer?
  /// What its lines come to; nothing where that is withheld.
  var sums: TransferSums?
  var discrepancy: Discrepancy?

  private static func meant(_ situation: Situation) -> (transfer: Transfer, sums: TransferSums?)? {
    situation.moving.flatMap { moving in
      moving.transfer.map { ($0, moving.sums.flatMap { sums in sums.lines == 0 ? nil : sums }) }
    }
  }

  private static let none = "no transfer is under the cursor"

  static func shipping(_ situation: Situation) -> String? {
    guard let (transfer, sums) = meant(situation) else { return none }
    if transfer.status.isOver { return "\(transfer.number) is \(transfer.status.words): nothing more of it is shipped" }
    guard let sums, transfer.status == .inTransit, sums.shipped >= sums.requested else { return nil }
    return "all that \(transfer.number) asks for is shipped"
  }

  static func editing(_ situation: Situation) -> String? {
    guard let (transfer, _) = meant(situation) else { return none }
    return transfer.status.isOver ? "\(transfer.number) is \(transfer.status.words): it stays as it is" : nil
  }

  static func onItsWay(_ situation: Situation) -> String? {
    guard let (transfer, sums) = meant(situation) else { return none }
    guard transfer.status == .inTransit, sums?.inTransit != .zero else {
      return "nothing of \(transfer.number) is on its way" + (transfer.status == .requested ? ": S ships it" : "")
    }
    return nil
  }

  static func cancelling(_ situation: Situation) -> String? {
    guard let (transfer, sums) = meant(situation) else { return none }
    if transfer.status.isOver { return "\(transfer.number) is \(transfer.status.words) already" }
    guard let sums, transfer.status == .inTransit, sums.shipped >= sums.requested else { return nil }
    return "all of \(transfer.number) is shipped: R sends it back, C closes it as short"
  }

  static func resolving(_ situation: Situation) -> String? {
    guard let moving = situation.moving, let found = moving.discrepancy else {
      return "no discrepancy is under the cursor"
    }
    if let refusal = moving.refusal { return refusal }
    return found.isOpen ? nil : "it is resolved already: \(found.resolution?.words ?? "")"
  }
}
