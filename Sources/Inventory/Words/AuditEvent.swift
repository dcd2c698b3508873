/// What somebody did: one event for every act, never changed.
public struct AuditEvent: Hashable, Sendable {
  public var id: Int64
  public var key: String
  /// What was done: `movement.receipt`, `item.edited`, `import.movements` …
  public var action: String
  public var actor: String
  public var terminal: String
  public var recordedAt: Instant
  public var reference: String?
  /// The document it was done to, such as `item:DRILL-18V`.
  public var entity: String?
  /// The document before and after, as JSON text.
  public var before: String?
  public var after: String?
  /// The ledger entries it made: the first and how many.
  public var firstEntry: Int64?
  public var entryCount: Int
  /// How many documents it changed beside the one it is about; known in lists.
  public var documentCount = 0

  public init(
    id: Int64, key: String, action: String, actor: String, terminal: String, recordedAt: Instant, reference: String?,
    entity: String?, before: String?, after: String?, firstEntry: Int64?, entryCount: Int
  ) {
    self.id = id
    self.key = key
    self.action = action
    self.actor = actor
    self.terminal = terminal
    self.recordedAt = recordedAt
    self.reference = reference
    self.entity = entity
    self.before = before
    self.after = after
    self.firstEntry = firstEntry
    self.entryCount = entryCount
  }
}
