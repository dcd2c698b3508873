/// One immutable line of the ledger.
public struct LedgerEntry: Hashable, Sendable {
  /// The place in the ledger: the order in which entries took effect.
  public var id: Int64
  /// The key of the act that made it.
  public var key: String
  public var kind: MovementKind
  public var code: ItemCode
  public var item: ItemID
  public var location: LocationID
  public var place: String
  public var lot: String?
  public var serials: [String]
  public var change: Balances
  /// The balances when the entry had been posted.
  public var after: Balances
  public var reason: String?
  public var reference: String?
  public var note: String?
  public var metadata: [Flag]
  public var cost: UnitCost?
  public var actor: String
  public var terminal: String
  public var occurredAt: Instant
  public var recordedAt: Instant
  /// The entry that this one takes back.
  public var reverses: Int64?
  /// The entry that took this one back.
  public var reversedBy: Int64?

  public init(
    id: Int64, key: String, kind: MovementKind, code: ItemCode, item: ItemID, location: LocationID, place: String,
    lot: String?, serials: [String], change: Balances, after: Balances, reason: String?, reference: String?,
    note: String?, metadata: [Flag], cost: UnitCost?, actor: String, terminal: String, occurredAt: Instant,
    recordedAt: Instant, reverses: Int64?, reversedBy: Int64?
  ) {
    self.id = id
    self.key = key
    self.kind = kind
    self.code = code
    self.item = item
    self.location = location
    self.place = place
    self.lot = lot
    self.serials = serials
    self.change = change
    self.after = after
    self.reason = reason
    self.reference = reference
    self.note = note
    self.metadata = metadata
    self.cost = cost
    self.actor = actor
    self.terminal = terminal
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.reverses = reverses
    self.reversedBy = reversedBy
  }
}
