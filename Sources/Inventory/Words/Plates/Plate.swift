/// A pallet by its licence plate: one code for all that stands on it (`interaction.md` 3.5). The goods are counted in the
/// stock records of its place as always; the plate says which of them stand together.
public struct Plate: Hashable, Sendable {
  public var id: PlateID
  /// An SSCC of 18 digits with its check digit, or any code of the house.
  public var code: String
  public var status: PlateStatus
  /// Where it stands, or was opened; nil while it travels.
  public var location: LocationID?
  /// That place's code and path.
  public var locationCode: String?
  public var place: String?
  /// The transfer it travels with.
  public var transfer: Int64?
  /// What stands on it; nothing once it is opened.
  public var contents: [PlateContent]
  public var createdBy: String
  public var createdAt: Instant
  public var version: Int64
  /// What stands on it is kept from who asks: `contents` is empty, and means nothing.
  public var isWithheld = false

  public init(
    id: PlateID = PlateID(0), code: String, status: PlateStatus = .standing, location: LocationID? = nil,
    locationCode: String? = nil, place: String? = nil, transfer: Int64? = nil, contents: [PlateContent] = [],
    createdBy: String = "", createdAt: Instant = Instant(milliseconds: 0), version: Int64 = 1
  ) {
    self.id = id
    self.code = code
    self.status = status
    self.location = location
    self.locationCode = locationCode
    self.place = place
    self.transfer = transfer
    self.contents = contents
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.version = version
  }

  public var isSSCC: Bool { SSCC.isRight(code) }

  /// The number of the transfer it travels with: `TR-0881`.
  public var transferNumber: String? { transfer.map { TransferID($0).description } }

  /// What makes it doubtful that it is whole: goods of it that its place has too few of for all the plates there, and
  /// serials that stand elsewhere. Of a plate that travels nothing is in doubt.
  public var doubts: [PlateContent] { status == .standing ? contents.filter(\.isDoubtful) : [] }
  public var isDoubtful: Bool { !doubts.isEmpty }
}

/// The database's own number for a plate.
public struct PlateID: Hashable, Sendable, Comparable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public static func < (a: PlateID, b: PlateID) -> Bool { a.number < b.number }
}

public enum PlateStatus: String, Sendable, CaseIterable {
  /// In a place, whole.
  case standing
  /// On the way between two sites.
  case inTransit = "in_transit"
  /// Its goods are loose again.
  case opened

  public var words: String { self == .inTransit ? "in transit" : rawValue }
}

/// So much of an item, or of one of its lots, on a plate.
public struct PlateContent: Hashable, Sendable {
  public var item: Item
  public var lot: Lot?
  public var quantity: Quantity
  /// Of a serial-tracked item: as many as units.
  public var serials: [String]
  /// What the plate's place has on hand of it, and how much of that all plates that stand there should hold.
  public var onHand: Quantity
  public var plated: Quantity
  /// Those of the serials that are not where the plate stands.
  public var strayed: [String]

  public init(
    item: Item, lot: Lot? = nil, quantity: Quantity, serials: [String] = [], onHand: Quantity = .zero,
    plated: Quantity = .zero, strayed: [String] = []
  ) {
    self.item = item
    self.lot = lot
    self.quantity = quantity
    self.serials = serials
    self.onHand = onHand
    self.plated = plated
    self.strayed = strayed
  }

  /// Which plate the missing goods were taken from nobody knows: every plate there that should hold some is in doubt.
  public var isDoubtful: Bool { onHand < plated || !strayed.isEmpty }
}
