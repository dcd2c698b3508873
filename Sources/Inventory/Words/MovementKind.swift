/// What kind of thing happened to stock. The numbers are stored: they never change their meaning.
public enum MovementKind: Int, Sendable, CaseIterable {
  case opening = 0
  case receipt = 1
  case issue = 2
  case adjustment = 3
  case `return` = 4
  case scrap = 5
  case damage = 6
  case theft = 7
  case transferOut = 8
  case transferIn = 9
  case reserve = 10
  case release = 11
  case consume = 12
  /// The variance of a count that was applied.
  case count = 13
  /// What was posted later with an earlier date, taken off again at the count after it.
  case countRestate = 14
  /// A reservation cut back because a count proved that the goods do not exist.
  case cut = 15
  /// What is expected at a place, or no longer: a transfer was shipped to it, closed short or returned.
  case expected = 18
  /// Goods that are there may not be used any more, or may be used again.
  case quarantine = 16
  case quarantineRelease = 17
  /// Goods of one lot become another's, at the same place: two entries.
  case lotSplit = 19
  /// A reservation was confirmed: what was reserved is allocated.
  case confirm = 20
  /// A reservation is past its expiry, and that was written down.
  case expire = 21

  /// The word scripts see in `kind`.
  public var name: String {
    switch self {
    case .opening: "opening"
    case .receipt: "receipt"
    case .issue: "issue"
    case .adjustment: "adjustment"
    case .return: "return"
    case .scrap: "scrap"
    case .damage: "damage"
    case .theft: "theft"
    case .transferOut: "transfer_out"
    case .transferIn: "transfer_in"
    case .reserve: "reserve"
    case .release: "release"
    case .consume: "consume"
    case .count: "count"
    case .countRestate: "count_restate"
    case .cut: "reservation_cut"
    case .expected: "expected"
    case .quarantine: "quarantine"
    case .quarantineRelease: "quarantine_release"
    case .lotSplit: "lot_split"
    case .confirm: "confirm"
    case .expire: "expire"
    }
  }

  /// Whether only applying a count makes such entries.
  public var isOfCount: Bool { self == .count || self == .countRestate || self == .cut }

  public init?(name: String) {
    let plain = name.lowercased()
    let synonyms: [String: MovementKind] = [
      "adjust": .adjustment, "sale": .issue, "shipment": .issue, "add": .receipt, "seed": .opening,
      "fulfil": .consume,
    ]
    guard let kind = MovementKind.allCases.first(where: { $0.name == plain }) ?? synonyms[plain] else { return nil }
    self = kind
  }
}

/// Why stock changed (R3). A site may use others; an adjustment needs one.
public enum ReasonCode {
  public static let standard = ["SALE", "RETURN", "ADJUSTMENT", "DAMAGE", "THEFT", "TRANSFER", "AUDIT"]
}
