/// Audit events, latest first.
public struct AuditPage: Question, Hashable {
  public var filter: AuditFilter
  /// Only those of the latest in which this occurs.
  public var text: RecordText?
  public var start: PageStart
  public var limit: Int

  public init(_ filter: AuditFilter, start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public init(
    event: Int64? = nil, actor: String? = nil, action: String? = nil, entity: String? = nil, from: Instant? = nil,
    to: Instant? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    filter = AuditFilter()
    filter.event = event
    filter.actor = actor
    filter.action = action
    filter.entity = entity
    filter.from = from
    filter.to = to
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<AuditEvent> {
    try answers.answer(self)
  }
}

/// Which audit events. All that is given must hold.
public struct AuditFilter: Hashable, Sendable {
  public var event: Int64?
  public var actor: String?
  /// An action or the beginning of one: `movement`, `item.edited`.
  public var action: String?
  /// The document: `item:DRILL-18V`.
  public var entity: String?
  /// Done to this item, its stock records, lots, serials or rules, or with ledger entries of it.
  public var item: String?
  /// Done to this location or one inside it, to stock records, rules or stocktakes there, or with ledger entries there.
  public var location: String?
  /// Recorded at or after.
  public var from: Instant?
  /// Recorded before.
  public var to: Instant?

  public init() {}
}

/// Hands over every audit event of the filter, in the order recorded, without keeping them: one of an act that changed
/// several documents once more for each of these, with what the document was before and after. The answer is how many
/// were handed over. The closure returns false to stop.
public struct EachAuditEvent: Question {
  public var filter: AuditFilter
  public var each: @Sendable (AuditEvent) -> Bool

  public init(_ filter: AuditFilter = AuditFilter(), each: @escaping @Sendable (AuditEvent) -> Bool) {
    self.filter = filter
    self.each = each
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Int { try answers.answer(self) }
}

/// How far the audit is sealed.
public struct AuditStanding: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> SealStanding { try answers.answer(self) }
}

/// Checks all that is sealed against its seals, the chain of these, and the documents against the audit's last word about
/// them. Reads everything once.
public struct AuditVerification: Question, Hashable {
  /// A hash that was kept elsewhere, or its beginning, in hexadecimal: a seal must have it.
  public var kept: String?

  public init(kept: String? = nil) { self.kept = kept }

  /// So many digits of a hash tell it from others.
  public static let leastDigits = 16

  public func answered(by answers: some Answering) throws(InventoryError) -> [Verification.Finding] {
    try answers.answer(self)
  }
}
