/// Something that changes the books. An act plans and touches nothing: it never reads a clock, a file or a database.
public protocol Act: Sendable {
  /// What it does, for the audit: `movement.receipt`, `item.added`.
  var action: String { get }
  /// What it takes of whoever does it, in a house with operators: ``Right/operate`` where the act says nothing.
  var right: Right { get }
  /// Whether it only writes down what time has done, so that whoever comes by does it: then it is no matter of sites.
  var isUpkeep: Bool { get }
  /// What it must know before it can plan.
  var needs: Needs { get }
  /// Adds all that makes this act what it is; the same key with another digest is a conflict.
  func describe(to digest: inout ContentDigest)
  /// What is to be done, or why not.
  func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan
}

extension Act {
  public var right: Right { .operate }
  public var isUpkeep: Bool { false }
}

/// Who acts, where, when, and under which key.
public struct ActContext: Hashable, Sendable {
  public var key: String
  /// In a house with operators the name of one of them, however it was typed; the books write it as it is spelt there.
  public var actor: String
  public var terminal: String
  /// The clock of the caller when it acts: `recorded_at` of all it makes. An act that others overtook is recorded when its
  /// turn has come.
  public var now: Instant
  /// Say what would happen, change nothing. The database checks the act as if it were meant, then forgets it.
  public var isDryRun: Bool
  /// When it happened, of an act that waited on another machine until the line was back: what was counted or seen is dated
  /// so. Nil for what happens now.
  public var happenedAt: Instant?

  public init(
    key: String, actor: String, terminal: String, now: Instant, isDryRun: Bool = false, happenedAt: Instant? = nil
  ) {
    self.key = key
    self.actor = actor
    self.terminal = terminal
    self.now = now
    self.isDryRun = isDryRun
    self.happenedAt = happenedAt
  }

  /// When what the act tells of was seen.
  public var occurredAt: Instant { happenedAt ?? now }
}

/// What came of an act.
public struct ActAnswer: Hashable, Sendable {
  public var key: String
  public var isDryRun: Bool
  /// The act had been done before, with the same key and content; this is the first answer.
  public var isRepeat: Bool
  /// The audit event's number; 0 for a dry run.
  public var event: Int64
  public var action: String
  /// The document as the act left it, where it made or changed one, as JSON.
  public var document: String?
  /// The ledger entries it made, in order. Of an import only the number is kept.
  public var entries: [LedgerEntry]
  public var entryCount: Int
  /// The act is kept on this machine, durably, and is done when the line to the books allows: nothing else of this answer
  /// is known yet.
  public var isKept = false
  /// Of an import: the rows that were refused, and why.
  public var rejections: [Rejection] = []
  /// Of an import: the rows that said what the books say already.
  public var unchanged = 0

  public init(
    key: String, isDryRun: Bool, isRepeat: Bool, event: Int64, action: String, document: String?,
    entries: [LedgerEntry], entryCount: Int
  ) {
    self.key = key
    self.isDryRun = isDryRun
    self.isRepeat = isRepeat
    self.event = event
    self.action = action
    self.document = document
    self.entries = entries
    self.entryCount = entryCount
  }
}

/// A row of an import that was refused.
public struct Rejection: Hashable, Sendable {
  /// Its index in the act's rows.
  public var row: Int
  public var error: InventoryError

  public init(row: Int, _ error: InventoryError) {
    self.row = row
    self.error = error
  }
}
