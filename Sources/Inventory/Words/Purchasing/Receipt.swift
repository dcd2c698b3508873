/// Goods expected without an order, or delivered against one (`spec.md` 3.9, R0 §8).
public struct Receipt: Hashable, Sendable {
  public var id: ReceiptID
  public var status: ReceiptStatus
  /// The order it is against.
  public var orderID: OrderID?
  /// The number of the order it is against; of an expected receipt what it was said to belong to.
  public var order: String?
  public var vendor: String?
  public var location: LocationID
  public var place: String
  public var expectedOn: Day?
  public var reference: String?
  public var note: String?
  public var createdBy: String
  public var createdAt: Instant
  public var postedBy: String?
  public var postedAt: Instant?
  /// Another number after every act; what is scanned into it before it is posted does not change it.
  public var version: Int64
  /// Everybody who receives the order scans into it.
  public var isScanned = false
  /// How often somebody scanned into it.
  public var scans: Int64 = 0

  public init(
    id: ReceiptID = ReceiptID(0), status: ReceiptStatus = .pending, order: String? = nil, vendor: String? = nil,
    location: LocationID, place: String, expectedOn: Day? = nil, reference: String? = nil, note: String? = nil,
    createdBy: String, createdAt: Instant, postedBy: String? = nil, postedAt: Instant? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.status = status
    self.order = order
    self.vendor = vendor
    self.location = location
    self.place = place
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.postedBy = postedBy
    self.postedAt = postedAt
    self.version = version
  }

  /// `RC-0012`.
  public var number: String { id.description }
}

/// The number people type: `RC-0012`, or 12 alone.
public struct ReceiptID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "RC") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("RC", number) }

  public static func < (a: ReceiptID, b: ReceiptID) -> Bool { a.number < b.number }
}

public enum ReceiptStatus: String, Sendable, CaseIterable {
  /// Registered without an order: its goods are incoming.
  case expected
  /// Against an order, written down or scanned, and not posted: nothing has moved.
  case pending
  case posted
  /// It will not come, or was thrown away before it was posted.
  case cancelled
  /// Posted, and taken back.
  case undone
}

public struct ReceiptLine: Hashable, Sendable {
  public var receipt: ReceiptID
  public var number: Int
  /// The line of the order; nil without one.
  public var orderLine: Int?
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var lot: String?
  public var made: Day?
  public var expires: Day?
  /// Came, good or not.
  public var received: Quantity
  /// Of what came: not taken.
  public var rejected: Quantity
  /// Of the line of the order: what it stopped waiting for when this was posted.
  public var closed = Quantity.zero
  /// Of what went into stock: as many as units.
  public var serials: [String]

  public init(
    receipt: ReceiptID, number: Int, orderLine: Int? = nil, item: ItemID, code: ItemCode, name: String = "",
    unit: String = "pcs", lot: String? = nil, made: Day? = nil, expires: Day? = nil, received: Quantity,
    rejected: Quantity = .zero, serials: [String] = []
  ) {
    self.receipt = receipt
    self.number = number
    self.orderLine = orderLine
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.lot = lot
    self.made = made
    self.expires = expires
    self.received = received
    self.rejected = rejected
    self.serials = serials
  }
}
