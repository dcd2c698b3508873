/// What other systems are told of. The words never change their meaning.
public enum EventType: String, Hashable, Sendable, CaseIterable {
  /// A balance changed: one for each ledger entry.
  case stockChanged = "stock.changed"
  case reservationCreated = "reservation.created"
  case reservationConfirmed = "reservation.confirmed"
  case reservationFulfilled = "reservation.fulfilled"
  case reservationReleased = "reservation.released"
  case reservationExpired = "reservation.expired"
  /// A count proved that promised goods do not exist.
  case reservationCut = "reservation.cut"
  case receiptConfirmed = "receipt.confirmed"
  case transferShipped = "transfer.shipped"
  case transferCompleted = "transfer.completed"
  case stocktakeApplied = "stocktake.applied"
  /// Something came to be low, or what was to cover it fell away.
  case lowStock = "low_stock"
  /// A connector ran, well or not.
  case syncCompleted = "sync.completed"

  /// The acts whose documents are such events; none for events that are made of something else.
  public var actions: [String] {
    switch self {
    case .stockChanged, .reservationCut, .lowStock: []
    case .receiptConfirmed: ["receipt.confirmed", "receipt.posted"]
    case .transferCompleted: ["transfer.received", "transfer.closed_short", "transfer.returned"]
    case .stocktakeApplied: ["stocktake.applied", "stock.counted"]
    case .syncCompleted: ["connector.ran"]
    default: [rawValue]
    }
  }
}

/// The place of an event among all: the act that made it, and its place within it. It never changes, and later events have
/// later places.
public struct EventID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public var act: Int64
  public var place: Int64

  public init(act: Int64, place: Int64) {
    self.act = act
    self.place = place
  }

  /// Before all events.
  public static let start = EventID(act: 0, place: 0)

  /// Behind all events of an act.
  public static func end(ofAct act: Int64) -> EventID { EventID(act: act, place: lastPlace) }

  /// More than any act has.
  public static let lastPlace: Int64 = 1 << 40

  /// Reads `1234-2`, or `1234` for behind all events of that act.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let act = EventID.number(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = .end(ofAct: act)
      return
    }
    guard let place = EventID.number(parts[1]), place < EventID.lastPlace else { return nil }
    self.init(act: act, place: place)
  }

  private static func number(_ text: Substring) -> Int64? {
    text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? Int64(text) : nil
  }

  /// `1234-2`.
  public var description: String { place >= EventID.lastPlace ? String(act) : "\(act)-\(place)" }

  public static func < (a: EventID, b: EventID) -> Bool { (a.act, a.place) < (b.act, b.place) }
}
