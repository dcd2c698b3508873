import Inventory
import Terminal

/// The keys of lots and serials. Capitals open a form or a box; F9 in it is what writes.
extension KeyTable {
  private static let lots: Set<PaneKind> = [.lots, .lot]
  private static let serials: Set<PaneKind> = [.serials, .serial]

  static let tracing: [Binding] = [
    Binding(
      .goLots, [Stroke(.character("g"), .character("e"))], "go to the lots, by expiry", in: browse, group: "looking"),
    Binding(
      .goSerials, [Stroke(.character("g"), .character("n"))], "go to the serial numbers", in: browse, group: "looking"),
    Binding(
      .itemTraced, [letter("t")], "what of it is traced: its lots, or its serials", in: [.item], group: "looking"),
    Binding(
      .open, [Stroke(.enter)], "its card: places, where it came from, where it went", in: [.lots],
      group: "lots", off: needsRow),
    Binding(
      .open, [Stroke(.enter)], "open what the line names: the item, another lot, a serial", in: [.lot],
      group: "lots", off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find by lot or SKU, as you type", short: "find", in: [.lots], group: "lots"),
    Binding(
      .filter, [letter("f"), function(3)], "filter by status, place, item, day", short: "filter", in: [.lots],
      group: "lots"),
    Binding(.onlyOpen, [letter("o")], "only lots in stock, or all again", in: [.lots], group: "lots"),
    Binding(
      .quarantine, [letter("Q"), function(4), function(5)], "Quarantine it, or some of it at a place",
      short: "quarantine", in: lots, group: "lots", off: { TracedSituation.quarantining($0) }),
    Binding(
      .release, [letter("R"), function(6)], "Release it, or some of it at a place", short: "release", in: lots,
      group: "lots", off: { TracedSituation.releasing($0) }),
    Binding(
      .splitLot, [letter("S"), function(7)], "Split a part off as a lot of its own", short: "split", in: lots,
      group: "lots", off: { TracedSituation.splitting($0) }),
    Binding(
      .editLot, [letter("E")], "Edit when it expires and when it was made", in: lots, group: "lots",
      off: { $0.traced?.lot == nil ? TracedSituation.noLot : nil }),
    Binding(.newLot, [letter("N")], "New lot, with goods or before they come", in: lots, group: "lots"),
    Binding(.expireLots, [letter("X")], "eXpire all that is due", in: [.lots], group: "lots"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: lots, group: "lots",
      off: { _ in "there is nothing to commit: open a form first (Q R S E N)" }),
    Binding(
      .open, [Stroke(.enter)], "its card: where, whose, and its whole history", in: [.serials], group: "serials",
      off: needsRow),
    Binding(
      .open, [Stroke(.enter)], "open what the line names: the item, or the lot", in: [.serial], group: "serials",
      off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find by the beginning of the number, as you type", short: "find",
      in: [.serials], group: "serials"),
    Binding(
      .filter, [letter("f"), function(3)], "filter by status, place, item, owner", short: "filter", in: [.serials],
      group: "serials"),
    Binding(.onlyOpen, [letter("o")], "only those in stock, or all again", in: [.serials], group: "serials"),
    Binding(
      .decommission, [letter("X"), function(4), function(5)], "take it off the books for good", short: "off books",
      in: serials, group: "serials", off: { TracedSituation.moving($0) }),
    Binding(
      .move, [letter("F"), function(6)], "move it From here to another place", short: "move", in: serials,
      group: "serials", off: { TracedSituation.moving($0) }),
    Binding(
      .newSerials, [letter("N"), function(7)], "register New ones: scan each", short: "new", in: serials,
      group: "serials"),
    Binding(
      .editSerial, [letter("E")], "Edit whose it is, and of which lot", in: serials, group: "serials",
      off: { $0.traced?.serial == nil ? TracedSituation.noSerial : nil }),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: serials, group: "serials",
      off: { _ in "there is nothing to commit: open a form first (F X E N)" }),
  ]
}

/// What decides which commands about a lot or a serial are on.
struct TracedSituation: Sendable {
  var lot: LotRow?
  var serial: SerialUnit?

  static let noLot = "no lot is under the cursor"
  static let noSerial = "no serial is under the cursor"

  static func quarantining(_ situation: Situation) -> String? {
    guard let row = situation.traced?.lot else { return noLot }
    return row.lot.status == .quarantined ? "\(row.title) is in quarantine already: R releases it" : nil
  }

  static func releasing(_ situation: Situation) -> String? {
    guard let row = situation.traced?.lot else { return noLot }
    if let days = row.daysLeft, days < 0 { return "\(row.title) has expired: E gives it a later day" }
    if row.lot.status == .expired { return "\(row.title) is marked as expired: E gives it a later day" }
    return row.lot.status == .active && row.blocked.isZero && !row.isWithheld
      ? "nothing of \(row.title) is in quarantine" : nil
  }

  static func splitting(_ situation: Situation) -> String? {
    guard let row = situation.traced?.lot else { return noLot }
    return row.onHand.isZero && !row.isWithheld ? "nothing of \(row.title) is on hand" : nil
  }

  static func moving(_ situation: Situation) -> String? {
    guard let unit = situation.traced?.serial else { return noSerial }
    return unit.isSomewhere ? nil : "\(unit.title) is in no place: it is \(unit.status.words)"
  }
}
