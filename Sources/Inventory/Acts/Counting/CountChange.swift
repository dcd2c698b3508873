/// A change of a stocktake, as part of a plan.
public enum CountChange: Hashable, Sendable {
  /// Makes it, with a line for each key that has something on hand.
  case open(Stocktake)
  case add(StocktakeID, [PlannedCount])
  /// Takes an event back.
  case negate(StocktakeID, event: Int64, occurredAt: Instant)
  /// Counts zero of every key that is expected in a place and not counted yet.
  case empty(StocktakeID, LocationID, occurredAt: Instant)
  case lease(StocktakeID, LocationID, since: Instant, milliseconds: Int64)
  /// Another round for all lines of a place that are counted.
  case recountBin(StocktakeID, LocationID)
  /// The bin is done: what is expected and was not counted is to be confirmed.
  case closeBin(StocktakeID, LocationID)
  /// Adds the keys that came into the scope since it was opened; those nobody counted are to be confirmed.
  case addExpected(StocktakeID)
  case judge(StocktakeID, [JudgedLine])
  case decide(StocktakeID, LineVerdict, DecideCounts.Target, by: String)
  case setStatus(StocktakeID, StocktakeStatus, from: Int64)
  /// Every approved line stands: what was counted was on hand at its instant. The lines named are those of which
  /// something else was on hand then: of a frozen stocktake.
  case anchor(StocktakeID, [AppliedLine])
  /// A one-line stocktake that is applied at once.
  case countNow(Stocktake, [PlannedCount], CountJudgement, reason: String?)
  /// An applied count that is taken back.
  case withdraw(anchor: Int64)
  /// The act's entries come with those that restate the counts after them.
  case restate
  /// A supervisor lets the act through where a stocktake holds the place.
  case overrideHold
  case setTolerance(ToleranceSubject, Tolerance?)
  case classify([ItemClass])
}

/// What judging a line came to.
public struct JudgedLine: Hashable, Sendable {
  public var number: Int
  /// What was judged: a line that was counted since is left as it is.
  public var counted: Quantity
  public var countedAt: Instant
  public var state: CountLineState
  public var judgement: CountJudgement
  public var hasMoved: Bool
  public var missing: [String]
  public var found: [String]
  public var misplaced: [String]
  public var probablePick: String?
  /// Why it came back from applying, in words.
  public var refusal: String?

  public init(
    number: Int, counted: Quantity, countedAt: Instant, state: CountLineState, judgement: CountJudgement,
    hasMoved: Bool = false, missing: [String] = [], found: [String] = [], misplaced: [String] = [],
    probablePick: String? = nil,
    refusal: String? = nil
  ) {
    self.number = number
    self.counted = counted
    self.countedAt = countedAt
    self.state = state
    self.judgement = judgement
    self.hasMoved = hasMoved
    self.missing = missing
    self.found = found
    self.misplaced = misplaced
    self.probablePick = probablePick
    self.refusal = refusal
  }
}

/// A supervisor's verdict.
public struct LineVerdict: Hashable, Sendable {
  /// Approved, rejected, or to be counted again.
  public var state: CountLineState
  public var reason: String?

  public init(_ state: CountLineState, reason: String?) {
    self.state = state
    self.reason = reason
  }
}

/// What was on hand at the instant of a line that stands: the books' sum after applying.
public struct AppliedLine: Hashable, Sendable {
  public var number: Int
  public var counted: Quantity

  public init(number: Int, counted: Quantity) {
    self.number = number
    self.counted = counted
  }
}

public struct ItemClass: Hashable, Sendable {
  public var item: ItemID
  public var letter: String
  public init(_ item: ItemID, _ letter: String) {
    self.item = item
    self.letter = letter
  }
}
