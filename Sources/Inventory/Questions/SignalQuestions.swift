/// Signals: what is low, the most urgent first.
public struct SignalPage: Question, Hashable {
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// Out of stock first, by what is lost a day; then by slack, cover less lead time; then by value.
    case urgency
    case item
    case available
  }

  public var filter: SignalFilter
  public var order: Order
  /// With what was used on each day of the window: see ``Row/use``.
  public var withUse: Bool
  public var start: PageStart
  public var limit: Int

  public init(
    _ filter: SignalFilter = SignalFilter(), order: Order = .urgency, withUse: Bool = false,
    start: PageStart = .first, limit: Int = 50
  ) {
    self.filter = filter
    self.order = order
    self.withUse = withUse
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var signal: Signal
    /// When the first of what is incoming is expected; nil where nothing says.
    public var eta: Day?
    /// Used on each of the last 28 days at the rule's place, the oldest first; empty where it was not asked for.
    public var use: [Quantity]

    public init(signal: Signal, eta: Day? = nil, use: [Quantity] = []) {
      self.signal = signal
      self.eta = eta
      self.use = use
    }
  }

  /// How many days ``Row/use`` holds.
  public static let daysOfUse = 28

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// Which signals. All that is given must hold.
public struct SignalFilter: Hashable, Sendable {
  /// Their rules are at this location or inside it.
  public var location: String?
  /// As of now; nil for all that are not closed.
  public var states: Set<SignalState>?
  /// Only what is out of stock.
  public var isOut = false
  /// SKU prefix or name words.
  public var text: String?
  public var vendor: String?
  public var assignedTo: String?

  public init() {}
}

/// How many signals there are, from counters that are kept.
public struct SignalTotals: Question, Hashable {
  /// A site; nil for all.
  public var site: String?
  public init(site: String? = nil) { self.site = site }

  public func answered(by answers: some Answering) throws(InventoryError) -> SignalCounts {
    try answers.answer(self)
  }
}

/// Why something is low, and what can be done about it.
public struct SignalStory: Question, Hashable {
  public var signal: RuleID
  public init(_ signal: RuleID) { self.signal = signal }

  public struct Story: Hashable, Sendable {
    public var row: SignalPage.Row
    /// The entry that made it low.
    public var trigger: LedgerEntry?
    /// The last five entries at the rule's place, the latest first.
    public var movements: [LedgerEntry]
    /// Who holds or waits for goods there, the oldest first.
    public var demand: [Demand]
    /// What is on its way or asked for.
    public var supply: [Supply]
    /// Sites that could give some, the one that keeps most cover first.
    public var sources: [Source]

    public init(
      row: SignalPage.Row, trigger: LedgerEntry?, movements: [LedgerEntry], demand: [Demand], supply: [Supply],
      sources: [Source]
    ) {
      self.row = row
      self.trigger = trigger
      self.movements = movements
      self.demand = demand
      self.supply = supply
      self.sources = sources
    }
  }

  /// Goods that somebody holds, or waits for.
  public struct Demand: Hashable, Sendable {
    /// `RV-0042`.
    public var document: String
    /// `order:SO-118`.
    public var subject: String
    public var held: Quantity
    public var waiting: Quantity
    public var due: Day?

    public init(document: String, subject: String, held: Quantity, waiting: Quantity, due: Day?) {
      self.document = document
      self.subject = subject
      self.held = held
      self.waiting = waiting
      self.due = due
    }
  }

  /// Goods that are coming.
  public struct Supply: Hashable, Sendable {
    /// `TR-0881`, `PO-0790`, `RC-0012`, `RQ-0004`.
    public var document: String
    /// Whom they come from: a vendor, or a place.
    public var from: String
    public var quantity: Quantity
    public var eta: Day?
    /// Among what is incoming; a requisition, or a request that is not shipped, is not.
    public var isIncoming: Bool

    public init(document: String, from: String, quantity: Quantity, eta: Day?, isIncoming: Bool) {
      self.document = document
      self.from = from
      self.quantity = quantity
      self.eta = eta
      self.isIncoming = isIncoming
    }
  }

  /// A site that has some.
  public struct Source: Hashable, Sendable {
    public var location: LocationID
    public var site: String
    public var available: Quantity
    public var usePerDay: Quantity
    /// What it could give of what is suggested.
    public var gives: Quantity
    /// Days of cover left there after giving, in thousandths; nil where nothing is used there.
    public var coverAfter: Int64?

    public init(
      location: LocationID, site: String, available: Quantity, usePerDay: Quantity, gives: Quantity,
      coverAfter: Int64?
    ) {
      self.location = location
      self.site = site
      self.available = available
      self.usePerDay = usePerDay
      self.gives = gives
      self.coverAfter = coverAfter
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Story { try answers.answer(self) }
}

/// Rules with what stands at their places, by item; closed signals too.
public struct RulePage: Question, Hashable {
  public var item: String?
  public var location: String?
  /// Only the rule at this very location, not those of places inside it.
  public var isOnlyThere = false
  /// Only the rule of this number.
  public var rule: RuleID?
  /// Only what is at or below its point.
  public var isLow: Bool
  public var start: PageStart
  public var limit: Int

  public init(
    item: String? = nil, location: String? = nil, isLow: Bool = false, start: PageStart = .first, limit: Int = 50
  ) {
    self.item = item
    self.location = location
    self.isLow = isLow
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Signal> { try answers.answer(self) }
}
