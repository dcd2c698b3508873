/// Transfers, the newest first; those under way before the others, the most urgent first, where that is asked for.
public struct TransferPage: Question, Hashable {
  public enum Order: String, Hashable, Sendable, CaseIterable {
    case newest
    /// Those under way first: urgent ones before the others, by the time they are expected, then the oldest. Behind them
    /// those that are over, the newest first.
    case urgency
  }

  public var filter: TransferFilter
  public var start: PageStart
  public var limit: Int
  public var order = Order.newest

  public init(_ filter: TransferFilter = TransferFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var transfer: Transfer
    public var sums: TransferSums
    /// Discrepancies that are open.
    public var discrepancies: Int

    public init(transfer: Transfer, sums: TransferSums, discrepancies: Int) {
      self.transfer = transfer
      self.sums = sums
      self.discrepancies = discrepancies
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// Which transfers. All that is given must hold.
public struct TransferFilter: Hashable, Sendable {
  public var status: TransferStatus?
  /// Only those requested or in transit (true), or only those that are over.
  public var isUnderWay: Bool?
  /// Comes from this location or a place inside it.
  public var from: String?
  public var to: String?
  /// Its number, or the beginning of its reference.
  public var text: String?
  /// Has a line of this item.
  public var item: String?

  public init() {}
}

/// One transfer: the document, what its lines come to, who receives it now.
public struct TransferCard: Question, Hashable {
  /// `TR-0881`, or the number alone.
  public var transfer: String
  public init(_ transfer: String) { self.transfer = transfer }

  public struct Card: Hashable, Sendable {
    public var transfer: Transfer
    public var sums: TransferSums
    /// Of what is in transit; empty where there are several.
    public var currency: String
    /// Who scanned something that is not posted yet, the latest first.
    public var receivers: [String]
    /// Parked scans that wait.
    public var parked: Int
    public var discrepancies: Int

    public init(
      transfer: Transfer, sums: TransferSums, currency: String, receivers: [String], parked: Int, discrepancies: Int
    ) {
      self.transfer = transfer
      self.sums = sums
      self.currency = currency
      self.receivers = receivers
      self.parked = parked
      self.discrepancies = discrepancies
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// The lines of a transfer, in their order.
public struct TransferLinePage: Question, Hashable {
  public var transfer: String
  /// Only lines of which something is in transit or still to be shipped.
  public var isOpen: Bool
  /// Only lines of this item.
  public var item: String?
  public var start: PageStart
  public var limit: Int

  public init(
    _ transfer: String, isOpen: Bool = false, item: String? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    self.transfer = transfer
    self.isOpen = isOpen
    self.item = item
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<TransferLine> {
    try answers.answer(self)
  }
}

/// What receivers scanned of a transfer, the latest first.
public struct ReceiveEventPage: Question, Hashable {
  public var transfer: String
  /// Only parked scans that nobody dealt with.
  public var isParked: Bool
  public var start: PageStart
  public var limit: Int

  public init(_ transfer: String, isParked: Bool = false, start: PageStart = .first, limit: Int = 50) {
    self.transfer = transfer
    self.isParked = isParked
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<ReceiveEvent> {
    try answers.answer(self)
  }
}

/// Discrepancies, the oldest or the most valuable first.
public struct DiscrepancyPage: Question, Hashable {
  public enum Order: Hashable, Sendable {
    case age
    case value
  }

  public var transfer: String?
  /// Only open ones; resolved ones too where it is false.
  public var isOpen: Bool
  public var discrepancy: Int64?
  public var order: Order
  public var start: PageStart
  public var limit: Int

  /// - Parameter order: by value only of open ones.
  public init(
    transfer: String? = nil, isOpen: Bool = true, discrepancy: Int64? = nil, order: Order = .age,
    start: PageStart = .first, limit: Int = 50
  ) {
    self.transfer = transfer
    self.isOpen = isOpen
    self.discrepancy = discrepancy
    self.order = order
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Discrepancy> {
    try answers.answer(self)
  }
}

/// All that is between two places now, by line, the longest on its way first; with its value at cost when it was shipped.
public struct InTransitReport: Question, Hashable {
  public var filter: TransferFilter
  public var start: PageStart
  public var limit: Int

  public init(_ filter: TransferFilter = TransferFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var line: TransferLine
    public var from: String
    public var to: String
    public var shippedAt: Instant?
    public var eta: Instant?
    public var currency: String

    public init(
      line: TransferLine, from: String, to: String, shippedAt: Instant?, eta: Instant?, currency: String
    ) {
      self.line = line
      self.from = from
      self.to = to
      self.shippedAt = shippedAt
      self.eta = eta
      self.currency = currency
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// Hands over every transfer of the filter with its lines, for exports. The answer is how many lines there were. The
/// closure returns false to stop.
public struct EachTransferLine: Question {
  public var filter: TransferFilter
  public var each: @Sendable (Transfer, TransferLine) -> Bool

  public init(
    _ filter: TransferFilter = TransferFilter(), each: @escaping @Sendable (Transfer, TransferLine) -> Bool
  ) {
    self.filter = filter
    self.each = each
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Int { try answers.answer(self) }
}
