/// Something about a transfer that is not as it should be, until somebody says what became of it. Nothing resolves itself.
public struct Discrepancy: Hashable, Sendable {
  public var id: Int64
  public var transfer: TransferID
  public var line: Int
  public var kind: Kind
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var lot: String?
  public var quantity: Quantity
  /// At cost when shipped.
  public var value: Money
  public var reason: String?
  public var owner: Owner
  public var openedBy: String
  public var openedAt: Instant
  /// Nil while it is open. A claim is a resolution that leaves it open.
  public var resolution: Resolution?
  public var isOpen: Bool
  public var resolvedBy: String?
  public var resolvedAt: Instant?
  /// Of a claim: what the other side calls it.
  public var reference: String?
  public var version: Int64

  public init(
    id: Int64 = 0, transfer: TransferID, line: Int, kind: Kind, item: ItemID, code: ItemCode, name: String = "",
    lot: String? = nil, quantity: Quantity, value: Money, reason: String? = nil, owner: Owner, openedBy: String,
    openedAt: Instant, resolution: Resolution? = nil, isOpen: Bool = true, resolvedBy: String? = nil,
    resolvedAt: Instant? = nil, reference: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.transfer = transfer
    self.line = line
    self.kind = kind
    self.item = item
    self.code = code
    self.name = name
    self.lot = lot
    self.quantity = quantity
    self.value = value
    self.reason = reason
    self.owner = owner
    self.openedBy = openedBy
    self.openedAt = openedAt
    self.resolution = resolution
    self.isOpen = isOpen
    self.resolvedBy = resolvedBy
    self.resolvedAt = resolvedAt
    self.reference = reference
    self.version = version
  }

  public enum Kind: String, Sendable, CaseIterable {
    case short, over, damaged
    case wrongItem = "wrong_item"
    case wrongLot = "wrong_lot"
  }

  /// Who has to answer for it.
  public enum Owner: String, Sendable, CaseIterable {
    case source, carrier, supplier, us
  }

  public enum Resolution: String, Sendable, CaseIterable {
    /// It arrived after all: received at the destination.
    case cameLater = "came_later"
    /// It never left: back on the books of the source, which counts.
    case neverShipped = "never_shipped"
    /// Written off from transit.
    case lost
    /// It went back to the source.
    case returned
    /// Somebody is asked to pay for it: kept open with a reference.
    case claim
    /// Taken as it is: of what came over, damaged or wrong.
    case accepted
    /// The receipt it came with was taken back.
    case takenBack = "taken_back"

    /// What of a kind may be resolved so.
    public func fits(_ kind: Kind) -> Bool {
      switch self {
      case .cameLater, .neverShipped, .lost: kind == .short
      case .returned, .claim: true
      case .accepted: kind != .short
      case .takenBack: false
      }
    }
  }
}
