/// Goods that move between two locations, shipped at one end, received at the other (`spec.md` 3.5).
public struct Transfer: Hashable, Sendable {
  public var id: TransferID
  public var source: LocationID
  /// `NORTH`, or `NORTH/A-01`.
  public var sourcePlace: String
  public var destination: LocationID
  public var destinationPlace: String
  public var status: TransferStatus
  public var priority: TransferPriority
  /// When it is expected to arrive.
  public var eta: Instant?
  public var reference: String?
  public var note: String?
  public var createdBy: String
  public var createdAt: Instant
  /// When the first of it was shipped.
  public var shippedAt: Instant?
  public var closedAt: Instant?
  /// Another number after every act; what receivers scan before it is posted does not change it.
  public var version: Int64

  public init(
    id: TransferID = TransferID(0), source: LocationID, sourcePlace: String, destination: LocationID,
    destinationPlace: String, status: TransferStatus = .requested, priority: TransferPriority = .normal,
    eta: Instant? = nil, reference: String? = nil, note: String? = nil, createdBy: String, createdAt: Instant,
    shippedAt: Instant? = nil, closedAt: Instant? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.source = source
    self.sourcePlace = sourcePlace
    self.destination = destination
    self.destinationPlace = destinationPlace
    self.status = status
    self.priority = priority
    self.eta = eta
    self.reference = reference
    self.note = note
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.shippedAt = shippedAt
    self.closedAt = closedAt
    self.version = version
  }

  /// `TR-0881`.
  public var number: String { id.description }
}

/// The number people type: `TR-0881`, or 881 alone.
public struct TransferID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "TR") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("TR", number) }

  public static func < (a: TransferID, b: TransferID) -> Bool { a.number < b.number }
}

public enum TransferStatus: String, Sendable, CaseIterable {
  /// Asked for; nothing has left.
  case requested
  /// Something has left, and not all of it is accounted for, or some of what was asked for is still to be shipped.
  case inTransit = "in_transit"
  case completed, cancelled

  public var isOver: Bool { self == .completed || self == .cancelled }
}

public enum TransferPriority: String, Sendable, CaseIterable {
  case normal, urgent
}
