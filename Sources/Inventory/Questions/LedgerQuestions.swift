/// Ledger entries, latest recorded first; of one item, latest happened first.
public struct LedgerPage: Question, Hashable {
  public var filter: LedgerFilter
  /// Only those of the latest in which this occurs.
  public var text: RecordText?
  public var start: PageStart
  public var limit: Int

  public init(_ filter: LedgerFilter = LedgerFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<LedgerEntry> {
    try answers.answer(self)
  }
}

/// Which ledger entries. All that is given must hold.
public struct LedgerFilter: Hashable, Sendable {
  public var entry: Int64?
  public var item: String?
  /// This location and all inside it.
  public var location: String?
  public var kind: MovementKind?
  public var reason: String?
  public var reference: String?
  public var actor: String?
  /// Happened at or after.
  public var from: Instant?
  /// Happened before.
  public var to: Instant?

  public init() {}
}

/// The answer an act gave, by its key; nil when no act has it. Tells after a lost answer whether the act was done.
public struct FindAct: Question, Hashable {
  public var key: String
  public init(key: String) { self.key = key }

  public func answered(by answers: some Answering) throws(InventoryError) -> ActAnswer? { try answers.answer(self) }
}

/// The keys of acts that begin with a prefix, in order: how an import finds the chunks that are in already.
public struct ActKeys: Question, Hashable {
  public var prefix: String
  public init(prefix: String) { self.prefix = prefix }

  public func answered(by answers: some Answering) throws(InventoryError) -> [String] { try answers.answer(self) }
}

/// Hands over every ledger entry of the filter, in the order recorded, without keeping them. The answer is how many
/// there were. The closure returns false to stop.
public struct EachLedgerEntry: Question {
  public var filter: LedgerFilter
  public var each: @Sendable (LedgerEntry) -> Bool

  public init(_ filter: LedgerFilter = LedgerFilter(), each: @escaping @Sendable (LedgerEntry) -> Bool) {
    self.filter = filter
    self.each = each
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Int { try answers.answer(self) }
}
