/// What an act about a stocktake must know of it.
public struct CountNeed: Hashable, Sendable {
  /// Which of its lines, with all that a judgement rests on.
  public enum Lines: Hashable, Sendable {
    case none
    /// Those of one place, as given.
    case bin(String)
    /// All that are counted and not decided.
    case undecided
    case approved
    case numbers([Int])
  }

  /// How much of the lines.
  public enum Depth: Hashable, Sendable {
    /// What a verdict on them needs, into ``CountFacts/decidable``.
    case verdict
    /// What the books say of them now, into ``CountFacts/lines``.
    case books
  }

  public var stocktake: String
  public var lines: Lines
  public var depth: Depth
  /// The last event of the context's actor that may still be taken back.
  public var lastOwnEvent: Bool
  /// Only in this place, as given.
  public var ownEventIn: String?
  /// This event, whoever made it, where it may still be taken back.
  public var event: Int64?

  public init(
    _ stocktake: String, lines: Lines = .none, depth: Depth = .books, lastOwnEvent: Bool = false,
    ownEventIn: String? = nil, event: Int64? = nil
  ) {
    self.stocktake = stocktake
    self.lines = lines
    self.depth = depth
    self.lastOwnEvent = lastOwnEvent
    self.ownEventIn = ownEventIn
    self.event = event
  }
}

/// What there is to know of a stocktake.
public struct CountFacts: Sendable {
  public var stocktake: Stocktake
  public var lines: [CountLineFact] = []
  public var decidable: [DecidableLine] = []
  /// The latest event of it, where the ledger ended, and the last act, when the lines were looked at.
  public var lastEvent: Int64 = 0
  public var ledgerEnd: Int64 = 0
  public var lastAct: Int64 = 0
  /// The event that the need names, or the actor's last.
  public var event: OpenEvent?
  /// The house tells people apart: it has operators.
  public var hasOperators = false
  /// Lines counted and not decided besides those that were asked for.
  public var otherUndecided = 0

  public init(stocktake: Stocktake) { self.stocktake = stocktake }

  /// An event that may be taken back.
  public struct OpenEvent: Hashable, Sendable {
    public var id: Int64
    public var kind: CountKind
    public var code: ItemCode?
    public var place: String
    public var base: Quantity
    public var actor: String

    public init(id: Int64, kind: CountKind, code: ItemCode?, place: String, base: Quantity, actor: String) {
      self.id = id
      self.kind = kind
      self.code = code
      self.place = place
      self.base = base
      self.actor = actor
    }
  }
}

/// A line as far as a verdict on it goes.
public struct DecidableLine: Hashable, Sendable {
  public var number: Int
  public var state: CountLineState
  public var isCounted: Bool
  /// It was judged, and not counted since.
  public var isJudged: Bool
  public var isWithin: Bool
  /// Who counted it, in whichever round.
  public var counters: [String]

  public init(
    number: Int, state: CountLineState, isCounted: Bool, isJudged: Bool, isWithin: Bool, counters: [String]
  ) {
    self.number = number
    self.state = state
    self.isCounted = isCounted
    self.isJudged = isJudged
    self.isWithin = isWithin
    self.counters = counters
  }
}

/// A line with all that judging and applying it rests on.
public struct CountLineFact: Sendable {
  public var line: CountLine
  public var tracking: Tracking
  public var cost: UnitCost?
  public var isQuarantine: Bool
  /// The tolerance that counts for it.
  public var tolerance: Tolerance
  /// How far off those who counted it may be.
  public var limits: [Tolerance]
  public var earlier: [CountRound]
  public var key: KeyFact

  public init(
    line: CountLine, tracking: Tracking, cost: UnitCost?, isQuarantine: Bool, tolerance: Tolerance,
    limits: [Tolerance], earlier: [CountRound], key: KeyFact
  ) {
    self.line = line
    self.tracking = tracking
    self.cost = cost
    self.isQuarantine = isQuarantine
    self.tolerance = tolerance
    self.limits = limits
    self.earlier = earlier
    self.key = key
  }
}

/// What the books say of one key (item, place, lot) as of the instant it was counted, and since.
public struct KeyFact: Sendable {
  /// The sum of its on-hand changes up to the instant; of a frozen stocktake up to its opening.
  public var expected: Quantity
  /// The sum up to the instant, whatever the policy.
  public var sum: Quantity
  /// The record's balances now, of all lots.
  public var balances: Balances
  /// On hand of the key now.
  public var onHand: Quantity
  /// The balances of the lot now, where the key is one of which some is blocked.
  public var lotBalances: Balances?
  /// What happened to the key after the instant, oldest first.
  public var later: [LaterChange]
  /// Something moved between the first and the last scan.
  public var hasMoved: Bool
  /// Who holds goods of the record; looked up where a count would leave less than is held.
  public var holds: [Hold]
  /// The first count applied after the instant.
  public var nextAnchor: CountAnchor?
  /// Of a serial-tracked item.
  public var serials: SerialCount?

  public init(
    expected: Quantity = .zero, sum: Quantity = .zero, balances: Balances = .zero, onHand: Quantity = .zero,
    later: [LaterChange] = [], hasMoved: Bool = false, holds: [Hold] = [], nextAnchor: CountAnchor? = nil,
    serials: SerialCount? = nil
  ) {
    self.expected = expected
    self.sum = sum
    self.balances = balances
    self.onHand = onHand
    self.later = later
    self.hasMoved = hasMoved
    self.holds = holds
    self.nextAnchor = nextAnchor
    self.serials = serials
  }
}

/// A change of on hand after a count.
public struct LaterChange: Hashable, Sendable {
  public var occurredAt: Instant
  public var onHand: Quantity
  public var kind: MovementKind
  public var reference: String?

  public init(occurredAt: Instant, onHand: Quantity, kind: MovementKind, reference: String?) {
    self.occurredAt = occurredAt
    self.onHand = onHand
    self.kind = kind
    self.reference = reference
  }
}

/// The serials of a line: what the books had there at the instant, what was found, and where the found ones are now.
public struct SerialCount: Hashable, Sendable {
  public var expected: [String]
  public var counted: [String]
  /// Where the books have a serial now; not in it: nowhere.
  public var places: [String: SerialFact]
  /// Those that something other than a count has moved after the instant.
  public var movedSince: Set<String>

  public init(
    expected: [String], counted: [String], places: [String: SerialFact] = [:], movedSince: Set<String> = []
  ) {
    self.expected = expected
    self.counted = counted
    self.places = places
    self.movedSince = movedSince
  }

  public var missing: [String] {
    let found = Set(counted.map { $0.lowercased() })
    return expected.filter { !found.contains($0.lowercased()) }
  }

  /// The found ones that the books have at another place, and where.
  func misplaced(outside here: LocationID) -> [String] {
    found.compactMap { serial in
      guard let fact = places[serial.lowercased()], let place = fact.place, fact.location != here else { return nil }
      return "\(serial) at \(place)"
    }
  }

  public var found: [String] {
    let known = Set(expected.map { $0.lowercased() })
    return counted.filter { !known.contains($0.lowercased()) }
  }
}

/// A count that was applied: what was on hand of a key at an instant, whatever is posted later (`algorithms.md` 4.8, 8).
public struct CountAnchor: Hashable, Sendable {
  public var id: Int64
  public var lot: String?
  public var occurredAt: Instant
  /// How far the ledger had come when it was counted; nil where it was counted at some other time than it was entered:
  /// then all that happened at that very instant came before it.
  public var seenEntry: Int64?
  public var stocktake: StocktakeID
  public var line: Int

  public init(
    id: Int64, lot: String?, occurredAt: Instant, seenEntry: Int64?, stocktake: StocktakeID, line: Int
  ) {
    self.id = id
    self.lot = lot
    self.occurredAt = occurredAt
    self.seenEntry = seenEntry
    self.stocktake = stocktake
    self.line = line
  }

  /// `ST-0142/3`: how entries of a line refer to it.
  public var reference: String { "\(stocktake)/\(line)" }
}
