import Inventory
import Terminal

/// The keys of reservations. Capitals open a form or a box; F9 in it is what writes.
extension KeyTable {
  private static let reservations: Set<PaneKind> = [.reservations, .reservation]
  private static let reservable: Set<PaneKind> = [.stock, .item]

  static let promising: [Binding] = [
    Binding(
      .goReservations, [Stroke(.character("g"), .character("h"))], "go to the reservations: what is Held, and for whom",
      in: browse, group: "looking"),
    Binding(
      .holders, [letter("W")], "Who holds some of it: its reservations", in: reservable, group: "looking",
      off: { $0.pane == .stock ? needsRow($0) : nil }),
    Binding(
      .reserve, [letter("R")], "Reserve some of it for an order", in: reservable, group: "forms",
      off: { $0.pane == .stock ? needsRow($0) : nil }),
    Binding(
      .open, [Stroke(.enter)], "its card: what it holds of which lot, and where", in: [.reservations],
      group: "reservations", off: needsRow),
    Binding(
      .open, [Stroke(.enter)], "open what the line names: the item, or the lot", in: [.reservation],
      group: "reservations", off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find by what it is held for, or by number", short: "find",
      in: [.reservations], group: "reservations"),
    Binding(
      .filter, [letter("f"), function(3)], "filter: live, waiting, expiring soon; for, item, place", short: "filter",
      in: [.reservations], group: "reservations"),
    Binding(
      .onlyOpen, [letter("o")], "only those that hold or wait, or all", in: [.reservations], group: "reservations"),
    Binding(
      .confirmReservation, [letter("C"), function(4), function(5)], "Confirm it: it expires no more", short: "confirm",
      in: reservations, group: "reservations", off: { PromisingSituation.confirming($0) }),
    Binding(
      .fulfilReservation, [letter("F"), function(6)], "Fulfil it: the goods leave", short: "fulfil", in: reservations,
      group: "reservations", off: { PromisingSituation.fulfilling($0) }),
    Binding(
      .releaseReservation, [letter("R"), function(7)], "Release it, or some of it: it is free again", short: "release",
      in: reservations, group: "reservations", off: { PromisingSituation.releasing($0) }),
    Binding(
      .extendReservation, [letter("E")], "Extend it: until when it is held", in: reservations, group: "reservations",
      off: { PromisingSituation.extending($0) }),
    Binding(.reserve, [letter("N")], "New reservation", in: reservations, group: "reservations"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: reservations, group: "reservations",
      off: { _ in "there is nothing to commit: open a form first (C F R E N)" }),
  ]
}

/// What decides which commands about a reservation are on.
struct PromisingSituation: Sendable {
  var reservation: Reservation
  var open: Quantity
  var waiting: Quantity
  /// By it the reservation has expired or not.
  var now: Instant

  init(_ reservation: Reservation, open: Quantity, waiting: Quantity, now: Instant) {
    self.reservation = reservation
    self.open = open
    self.waiting = waiting
    self.now = now
  }

  private static let none = "no reservation is under the cursor"

  /// Why nothing more can be done about it: it is over.
  private var ending: String? {
    let number = reservation.number
    switch reservation.status(at: now) {
    case .reserved, .partial, .confirmed: return nil
    case .expired: return "\(number) has expired, and what it held is free: N reserves anew"
    case .failed: return "\(number) holds nothing: N reserves anew"
    case .fulfilled, .released: return "\(number) is \(reservation.status.rawValue) already"
    }
  }

  static func confirming(_ situation: Situation) -> String? {
    guard let own = situation.promising else { return none }
    if let ending = own.ending { return ending }
    return own.reservation.status == .confirmed ? "\(own.reservation.number) is confirmed already" : nil
  }

  static func fulfilling(_ situation: Situation) -> String? {
    guard let own = situation.promising else { return none }
    if let ending = own.ending { return ending }
    return own.open.isZero ? "\(own.reservation.number) holds nothing yet: it waits for what comes in" : nil
  }

  static func releasing(_ situation: Situation) -> String? {
    situation.promising.map(\.ending) ?? none
  }

  static func extending(_ situation: Situation) -> String? {
    guard let own = situation.promising else { return none }
    if let ending = own.ending { return ending }
    return own.reservation.status.mayExpire ? nil : "\(own.reservation.number) is confirmed: it does not expire"
  }
}
