/// Holds stock for a reference: an order, a checkout, an allocation (`spec.md` 3.4).
public struct ReserveStock: Act {
  /// What of an item is to be held.
  public struct Line: Hashable, Sendable {
    public var item: String
    /// Where it is to come from: this place or one inside it.
    public var location: String
    public var quantity: Quantity
    public var policy: LotAllocation.Policy
    /// Days that must be left of a lot's life; nil for none.
    public var minimumLife: Int?

    public init(
      _ item: String, at location: String, _ quantity: Quantity, policy: LotAllocation.Policy = .fefo,
      minimumLife: Int? = nil
    ) {
      self.item = item
      self.location = location
      self.quantity = quantity
      self.policy = policy
      self.minimumLife = minimumLife
    }
  }

  /// What becomes of what cannot be held.
  public enum Lacking: String, Hashable, Sendable, CaseIterable {
    /// Nothing is held at all.
    case refuse
    /// What there is is held; the lines say why the rest is not.
    case partial
    /// As `partial`, and the rest waits for what comes in.
    case wait
  }

  /// How long it is held.
  public enum Life: Hashable, Sendable {
    /// As long as the house says: setting `reservation_ttl`.
    case standard
    case until(Instant)
    case unlimited
  }

  /// `TYPE:ID`.
  public var subject: String
  public var lines: [Line]
  public var life: Life
  public var lacking: Lacking
  public var due: Day?
  public var holdReason: String?

  public init(
    for subject: String, _ lines: [Line], life: Life = .standard, lacking: Lacking = .refuse, due: Day? = nil,
    holdReason: String? = nil
  ) {
    self.subject = subject
    self.lines = lines
    self.life = life
    self.lacking = lacking
    self.due = due
    self.holdReason = holdReason
  }

  public var action: String { "reservation.created" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}
