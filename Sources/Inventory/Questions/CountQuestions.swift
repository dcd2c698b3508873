/// Stocktakes, the newest first.
public struct StocktakePage: Question, Hashable {
  public var status: StocktakeStatus?
  /// Only those under way (true), or only those that are over.
  public var isUnderWay: Bool?
  public var start: PageStart
  public var limit: Int

  public init(
    status: StocktakeStatus? = nil, isUnderWay: Bool? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    self.status = status
    self.isUnderWay = isUnderWay
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Stocktake> {
    try answers.answer(self)
  }
}

/// One stocktake: how far it is, and by how much the books differ.
public struct StocktakeCard: Question, Hashable {
  /// `ST-0142`, or the number alone.
  public var stocktake: String
  public init(_ stocktake: String) { self.stocktake = stocktake }

  public struct Card: Hashable, Sendable {
    public var stocktake: Stocktake
    /// Lines by state. Of who counts blind, without those that nobody counted yet.
    public var lines: [CountLineState: Int]
    public var parked: Int
    public var scans: Int
    /// What was judged so far; nil where it is withheld from who asks.
    public var accuracy: CountAccuracy?
    /// Places with lines, and those of them that are done.
    public var bins = 0
    public var binsDone = 0
    /// Lines judged that were found where nothing was expected, and those whose goods moved while they were counted; 0
    /// where it is withheld.
    public var found = 0
    public var moved = 0

    public init(
      stocktake: Stocktake, lines: [CountLineState: Int], parked: Int, scans: Int, accuracy: CountAccuracy?
    ) {
      self.stocktake = stocktake
      self.lines = lines
      self.parked = parked
      self.scans = scans
      self.accuracy = accuracy
    }

    public func lines(_ states: CountLineState...) -> Int { states.reduce(0) { $0 + (lines[$1] ?? 0) } }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// The places of a stocktake that hold something or were counted, in the order people walk.
public struct CountBinPage: Question, Hashable {
  public var stocktake: String
  public var start: PageStart
  public var limit: Int

  public init(_ stocktake: String, start: PageStart = .first, limit: Int = 50) {
    self.stocktake = stocktake
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<CountBin> { try answers.answer(self) }
}

extension CountBinPage {
  /// The places after one: with those before it a list is read both ways from there.
  public static func from(_ code: String) -> PageStart { .after(Cursor([code])) }
}

/// A place of a stocktake as its list of bins shows it.
public struct CountBin: Hashable, Sendable {
  public enum State: String, Sendable {
    case open, counting, counted, recount, confirm
  }

  public var location: LocationID
  public var code: String
  public var state: State
  /// Lines counted, and units on them.
  public var lines: Int
  public var units: Quantity
  /// Who counted there, or counts now.
  public var counters: [String]

  public init(location: LocationID, code: String, state: State, lines: Int, units: Quantity, counters: [String]) {
    self.location = location
    self.code = code
    self.state = state
    self.lines = lines
    self.units = units
    self.counters = counters
  }
}

/// Lines of a stocktake, a page at a time.
public struct CountLinePage: Question, Hashable {
  public enum Order: Hashable, Sendable {
    /// Places as people walk, then items.
    case number
    /// The worth of the variance, the most first; lines that are not judged are left out.
    case worth
  }

  /// What judging a line found besides its difference.
  public enum Finding: Hashable, Sendable {
    /// Goods where the books expected none.
    case found
    /// Goods moved while they were counted.
    case moved
  }

  public var stocktake: String
  public var states: Set<CountLineState>
  /// Only lines of which this is so; none where that is withheld from who asks.
  public var finding: Finding?
  public var location: String?
  /// The places inside the location too.
  public var includesInside: Bool
  public var item: String?
  public var line: Int?
  public var order: Order
  public var start: PageStart
  public var limit: Int

  public init(
    _ stocktake: String, states: Set<CountLineState> = [], finding: Finding? = nil, location: String? = nil,
    includesInside: Bool = false,
    item: String? = nil, line: Int? = nil, order: Order = .number, start: PageStart = .first, limit: Int = 50
  ) {
    self.stocktake = stocktake
    self.states = states
    self.finding = finding
    self.location = location
    self.includesInside = includesInside
    self.item = item
    self.line = line
    self.order = order
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<CountLine> {
    try answers.answer(self)
  }
}

/// What a counter sees of a bin: what is counted there in this round, what is parked, and who else is there.
public struct CountedBin: Question, Hashable {
  public var stocktake: String
  public var location: String
  public var now: Instant

  public init(_ stocktake: String, _ location: String, now: Instant) {
    self.stocktake = stocktake
    self.location = location
    self.now = now
  }

  public struct Card: Hashable, Sendable {
    public var stocktake: Stocktake
    public var location: LocationID
    public var place: String
    public var code: String
    /// Lines with a count, the last counted last; then those to confirm.
    public var lines: [CountLine]
    /// Scans of this bin that nobody understood yet.
    public var parked: [CountEvent]
    /// Those with a lease that runs, who asks included.
    public var leases: [CountLease]

    public init(
      stocktake: Stocktake, location: LocationID, place: String, code: String, lines: [CountLine],
      parked: [CountEvent], leases: [CountLease]
    ) {
      self.stocktake = stocktake
      self.location = location
      self.place = place
      self.code = code
      self.lines = lines
      self.parked = parked
      self.leases = leases
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Why a line is as it is: its rounds, the events behind what was counted and the movements around it.
public struct CountLineStory: Question, Hashable {
  public var stocktake: String
  public var line: Int

  public init(_ stocktake: String, line: Int) {
    self.stocktake = stocktake
    self.line = line
  }

  public struct Story: Hashable, Sendable {
    public var line: CountLine
    public var tolerance: Tolerance
    public var rounds: [CountRound]
    /// Oldest first, at most two hundred.
    public var events: [CountEvent]
    /// What happened to the key from a day before the first scan on, latest first, at most fifty; empty where it is
    /// withheld.
    public var movements: [LedgerEntry]
    /// What reservations would lose if the line were applied now.
    public var cuts: [ReservationCut]

    public init(
      line: CountLine, tolerance: Tolerance, rounds: [CountRound], events: [CountEvent], movements: [LedgerEntry],
      cuts: [ReservationCut]
    ) {
      self.line = line
      self.tolerance = tolerance
      self.rounds = rounds
      self.events = events
      self.movements = movements
      self.cuts = cuts
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Story { try answers.answer(self) }
}

/// What applying the counted lines that are not rejected would post, and what reservations would lose by it: shown before
/// anybody approves.
public struct CountProposal: Question, Hashable {
  public var stocktake: String
  public var now: Instant

  public init(_ stocktake: String, now: Instant) {
    self.stocktake = stocktake
    self.now = now
  }

  public struct Proposal: Hashable, Sendable {
    public var lines: Int
    /// Lines of which more was found than expected, and how much more; the same of less.
    public var linesUp = 0
    public var up: Quantity
    public var linesDown = 0
    public var down: Quantity
    public var valueUp: Worth
    public var valueDown: Worth
    /// ISO 4217 of the items, where all have the same.
    public var currency: String
    /// The unit of the items, where all have the same.
    public var unit = ""
    public var cuts: [Cut]
    public var uncounted: Int
    public var found: Int

    public init(
      lines: Int = 0, up: Quantity = .zero, down: Quantity = .zero, valueUp: Worth = Worth(),
      valueDown: Worth = Worth(), currency: String = "", cuts: [Cut] = [], uncounted: Int = 0, found: Int = 0
    ) {
      self.lines = lines
      self.up = up
      self.down = down
      self.valueUp = valueUp
      self.valueDown = valueDown
      self.currency = currency
      self.cuts = cuts
      self.uncounted = uncounted
      self.found = found
    }
  }

  /// What a reservation would lose.
  public struct Cut: Hashable, Sendable {
    public var reference: String?
    public var code: ItemCode
    public var place: String
    public var quantity: Quantity
    public var isConfirmed: Bool
    /// Nil where goods are held for a reference alone.
    public var reservation: ReservationID?

    public init(
      reference: String?, code: ItemCode, place: String, quantity: Quantity, isConfirmed: Bool,
      reservation: ReservationID? = nil
    ) {
      self.reference = reference
      self.code = code
      self.place = place
      self.quantity = quantity
      self.isConfirmed = isConfirmed
      self.reservation = reservation
    }

    /// `RV-0042 for order:SO-118`, or the reference alone; nil where neither is known.
    public var holder: String? { Hold.name(reservation, reference) }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Proposal { try answers.answer(self) }
}

/// Count events of a stocktake, latest first: all, or only the parked ones.
public struct CountEventPage: Question, Hashable {
  public var stocktake: String
  public var isParked: Bool
  public var start: PageStart
  public var limit: Int

  public init(_ stocktake: String, isParked: Bool = false, start: PageStart = .first, limit: Int = 50) {
    self.stocktake = stocktake
    self.isParked = isParked
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<CountEvent> {
    try answers.answer(self)
  }
}

/// Where somebody counted last, in a stocktake that still takes counts: to go on there, on any terminal.
public struct CountingPlace: Question, Hashable {
  public var actor: String
  public init(of actor: String) { self.actor = actor }

  public struct Place: Hashable, Sendable {
    public var stocktake: Stocktake
    public var location: String
    public init(stocktake: Stocktake, location: String) {
      self.stocktake = stocktake
      self.location = location
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Place? { try answers.answer(self) }
}
