/// One line of a movement, as a person, a form or a file names it.
public struct MovementLine: Hashable, Sendable {
  public var kind: MovementKind
  /// SKU, `SKU/VARIANT` or barcode.
  public var item: String
  public var location: String
  /// Where a transfer goes; nil for every other kind.
  public var to: String?
  /// How much: above zero, except for an adjustment, which says with its sign which way.
  public var quantity: Quantity
  public var lot: String?
  public var made: Day?
  public var expires: Day?
  public var serials: [String]
  public var reason: String?
  public var reference: String?
  public var note: String?
  public var cost: UnitCost?
  public var metadata: [Flag]
  /// When it happened; now where nothing is said.
  public var occurredAt: Instant?
  /// Of what a count took off in other books: when it was applied there. Until then reservations held what was missing, so
  /// where it cannot stand when it happened, it stands then.
  public var appliedAt: Instant?
  /// The goods are blocked ones: taken from those that may not be used, or not to be used where they arrive. Without it a
  /// kind that takes goods takes free ones, but in a quarantine room and of a lot that may not be used.
  public var isBlocked = false

  public init(
    _ kind: MovementKind, _ item: String, _ quantity: Quantity, at location: String, to: String? = nil,
    lot: String? = nil,
    made: Day? = nil, expires: Day? = nil, serials: [String] = [], reason: String? = nil, reference: String? = nil,
    note: String? = nil, cost: UnitCost? = nil, metadata: [Flag] = [], occurredAt: Instant? = nil
  ) {
    self.kind = kind
    self.item = item
    self.location = location
    self.to = to
    self.quantity = quantity
    self.lot = lot
    self.made = made
    self.expires = expires
    self.serials = serials
    self.reason = reason
    self.reference = reference
    self.note = note
    self.cost = cost
    self.metadata = metadata
    self.occurredAt = occurredAt
  }
}
