/// A physical count of a place, from opening to applied adjustments (`spec.md` 3.8, R0 §7).
public struct Stocktake: Hashable, Sendable {
  public var id: StocktakeID
  public var name: String
  public var location: LocationID
  /// `NORTH/A`: what is counted.
  public var place: String
  /// Whether the places inside it are counted too.
  public var includesInside: Bool
  /// Whether those who count are kept from what the books say.
  public var isBlind: Bool
  public var policy: CountPolicy
  /// How far off a line may be where nothing more specific says so.
  public var tolerance: Tolerance
  public var status: StocktakeStatus
  public var openedBy: String
  public var openedAt: Instant
  /// When it is to begin; a frozen or locked one holds its places from then on.
  public var scheduledAt: Instant?
  /// The latest ledger entry when it was opened: what a frozen one expects stands there.
  public var openedEntry: Int64
  /// Another number after every decision; counting does not change it.
  public var version: Int64

  public init(
    id: StocktakeID = StocktakeID(0), name: String = "", location: LocationID, place: String,
    includesInside: Bool = true, isBlind: Bool = true, policy: CountPolicy = .live, tolerance: Tolerance = Tolerance(),
    status: StocktakeStatus = .open, openedBy: String, openedAt: Instant, scheduledAt: Instant? = nil,
    openedEntry: Int64 = 0, version: Int64 = 1
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.place = place
    self.includesInside = includesInside
    self.isBlind = isBlind
    self.policy = policy
    self.tolerance = tolerance
    self.status = status
    self.openedBy = openedBy
    self.openedAt = openedAt
    self.scheduledAt = scheduledAt
    self.openedEntry = openedEntry
    self.version = version
  }

  /// `ST-0142`.
  public var number: String { id.description }
}

/// The number people type: `ST-0142`, or 142 alone.
public struct StocktakeID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "ST") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("ST", number) }

  public static func < (a: StocktakeID, b: StocktakeID) -> Bool { a.number < b.number }
}

public enum StocktakeStatus: String, Sendable, CaseIterable {
  case open, counting, review, approved, applied, cancelled

  /// Whether counts may still come in.
  public var takesCounts: Bool { self == .open || self == .counting || self == .review }
  /// Whether it is over: nothing of it changes any more.
  public var isOver: Bool { self == .applied || self == .cancelled }
}

/// What goods may do while they are counted.
public enum CountPolicy: String, Sendable, CaseIterable {
  /// They move; what is expected is the ledger's sum up to the last scan (`algorithms.md` 4.8).
  case live
  /// What was expected at the opening counts; movements from and to the places are refused.
  case frozen
  /// Movements from and to the places are refused, except by a supervisor's override.
  case locked

  public var holdsMovements: Bool { self != .live }
}
