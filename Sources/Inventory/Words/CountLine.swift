/// One line of a stocktake: an item, at a place, of a lot. It is the sum of its events; never counted (`counted` nil) is
/// not zero.
public struct CountLine: Hashable, Sendable {
  public var stocktake: StocktakeID
  /// The line's number in its stocktake.
  public var number: Int
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var location: LocationID
  public var place: String
  public var lot: String?
  public var expires: Day?
  public var round: Int
  public var state: CountLineState
  /// What was found in this round, and of it what is damaged.
  public var counted: Quantity?
  public var damaged: Quantity
  public var firstCountedAt: Instant?
  /// The last contributing scan: the instant the count speaks of.
  public var lastCountedAt: Instant?
  /// Who counted in this round.
  public var counters: [String]
  /// The ledger's sum up to the last scan, the difference, and what it is worth: when the line was last judged. Nil
  /// before that, and where they are withheld from who asks.
  public var judgement: CountJudgement?
  /// Of a serial-tracked item: what was expected and not found, and what was found and not expected.
  public var missingSerials: [String]
  public var foundSerials: [String]
  /// Those of the found ones that the books have elsewhere, and where: `S-62 at NORTH/B-01`.
  public var misplacedSerials: [String]
  /// Goods moved between the first and the last scan.
  public var movedWhileCounted: Bool
  /// What of the record is promised: picks that may be under way. Nil where it is withheld.
  public var promised: Quantity?
  /// The reference of a pick soon after the count that explains the variance.
  public var probablePick: String?
  public var reason: String?
  public var decidedBy: String?
  /// Why it came back from applying, in words.
  public var refusal: String?
  /// Whether the figures of the books were left out for who asks.
  public var isWithheld: Bool

  public init(
    stocktake: StocktakeID, number: Int, item: ItemID, code: ItemCode, name: String, unit: String,
    location: LocationID, place: String, lot: String?, expires: Day?, round: Int, state: CountLineState,
    counted: Quantity?, damaged: Quantity, firstCountedAt: Instant?, lastCountedAt: Instant?, counters: [String],
    judgement: CountJudgement?, missingSerials: [String] = [], foundSerials: [String] = [],
    misplacedSerials: [String] = [], movedWhileCounted: Bool,
    promised: Quantity?, probablePick: String?, reason: String?, decidedBy: String?, refusal: String?,
    isWithheld: Bool = false
  ) {
    self.stocktake = stocktake
    self.number = number
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.location = location
    self.place = place
    self.lot = lot
    self.expires = expires
    self.round = round
    self.state = state
    self.counted = counted
    self.damaged = damaged
    self.firstCountedAt = firstCountedAt
    self.lastCountedAt = lastCountedAt
    self.counters = counters
    self.judgement = judgement
    self.missingSerials = missingSerials
    self.foundSerials = foundSerials
    self.misplacedSerials = misplacedSerials
    self.movedWhileCounted = movedWhileCounted
    self.promised = promised
    self.probablePick = probablePick
    self.reason = reason
    self.decidedBy = decidedBy
    self.refusal = refusal
    self.isWithheld = isWithheld
  }

  /// Found where the books expected nothing.
  public var isFound: Bool { judgement.map { $0.expected.isZero && (counted ?? .zero) > .zero } ?? false }
}

/// Where a line stands. The words are stored.
public enum CountLineState: String, Sendable, CaseIterable {
  /// Expected, and not counted yet.
  case open
  case counting
  /// Expected, and not found when its bin was closed: somebody is to look again.
  case confirm
  /// Outside its tolerance, or moved while counted: another person counts it again, blind.
  case recount
  /// Inside its tolerance, or two people agree.
  case counted
  /// Outside, and counted often enough: a supervisor decides.
  case outside
  case approved
  /// The book stays.
  case rejected
  case applied

  /// Whether a verdict has been given: counts are no longer taken.
  public var isDecided: Bool { self == .approved || self == .rejected || self == .applied }
}

/// What a line came to when it was judged.
public struct CountJudgement: Hashable, Sendable {
  /// The ledger's sum of on-hand changes up to the last scan (`algorithms.md` 4.8).
  public var expected: Quantity
  /// Counted less expected.
  public var variance: Quantity
  /// The variance at the item's unit cost; nil where the item has none.
  public var value: Worth?
  /// Inside the tolerance, and inside what its counters may be off.
  public var isWithin: Bool

  public init(expected: Quantity, variance: Quantity, value: Worth?, isWithin: Bool) {
    self.expected = expected
    self.variance = variance
    self.value = value
    self.isWithin = isWithin
  }
}

/// A round that is over: what it found, and by how much the books differed then.
public struct CountRound: Hashable, Sendable {
  public var round: Int
  public var counted: Quantity
  public var expected: Quantity?
  public var variance: Quantity?
  public var lastCountedAt: Instant
  public var counters: [String]

  public init(
    round: Int, counted: Quantity, expected: Quantity?, variance: Quantity?, lastCountedAt: Instant, counters: [String]
  ) {
    self.round = round
    self.counted = counted
    self.expected = expected
    self.variance = variance
    self.lastCountedAt = lastCountedAt
    self.counters = counters
  }
}
