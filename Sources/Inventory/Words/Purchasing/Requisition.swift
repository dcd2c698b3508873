/// What somebody wants to be bought, before anybody orders it (`spec.md` 3.9).
public struct Requisition: Hashable, Sendable {
  public var id: RequisitionID
  public var status: RequisitionStatus
  public var note: String?
  public var createdBy: String
  public var createdAt: Instant
  public var approvedBy: String?
  public var approvedAt: Instant?
  /// Another number after every act.
  public var version: Int64

  public init(
    id: RequisitionID = RequisitionID(0), status: RequisitionStatus = .draft, note: String? = nil,
    createdBy: String, createdAt: Instant, approvedBy: String? = nil, approvedAt: Instant? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.status = status
    self.note = note
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.approvedBy = approvedBy
    self.approvedAt = approvedAt
    self.version = version
  }

  /// `RQ-0004`.
  public var number: String { id.description }
}

/// The number people type: `RQ-0004`, or 4 alone.
public struct RequisitionID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "RQ") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("RQ", number) }

  public static func < (a: RequisitionID, b: RequisitionID) -> Bool { a.number < b.number }
}

public enum RequisitionStatus: String, Sendable, CaseIterable {
  case draft, approved
  /// Every line is on an order.
  case ordered
  case cancelled
}

public struct RequisitionLine: Hashable, Sendable {
  public var requisition: RequisitionID
  public var number: Int
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var quantity: Quantity
  /// Where it is wanted.
  public var location: LocationID?
  public var place: String?
  public var vendor: String?
  public var neededOn: Day?
  /// The number of the order it is on.
  public var order: String?

  public init(
    requisition: RequisitionID, number: Int, item: ItemID, code: ItemCode, name: String = "", unit: String = "pcs",
    quantity: Quantity, location: LocationID? = nil, place: String? = nil, vendor: String? = nil,
    neededOn: Day? = nil, order: String? = nil
  ) {
    self.requisition = requisition
    self.number = number
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.location = location
    self.place = place
    self.vendor = vendor
    self.neededOn = neededOn
    self.order = order
  }
}
