/// What an act must know of requisitions, orders and receipts.
public struct PurchaseNeed: Hashable, Sendable {
  /// An order by its number, with its lines.
  public var order: String?
  public var requisition: String?
  /// A receipt with its lines, and the order it is against.
  public var receipt: String?
  /// The pending receipt that everybody who receives the order scans into.
  public var isScanning = false
  /// What the receipt posted, to be taken back.
  public var isUndoing = false
  /// What came, for its lots and serials.
  public var goods: [ReceivedGoods] = []
  /// Which of these numbers orders have, and what those orders are.
  public var numbers: Set<String> = []

  public init() {}
}

/// The answer to ``PurchaseNeed``.
public struct PurchaseFacts: Sendable {
  public var order: PurchaseOrder?
  /// In their order.
  public var lines: [OrderLine] = []
  public var destination: Location?
  /// Receipts of the order that are written down and not posted.
  public var pending: [ReceiptID] = []
  public var requisition: Requisition?
  public var wanted: [RequisitionLine] = []
  /// Where they are wanted.
  public var wantedPlaces: [LocationID: Location] = [:]
  public var receipt: Receipt?
  public var receiptLines: [ReceiptLine] = []
  /// Where the receipt's goods are put.
  public var place: Location?
  /// What the receipt posted and was not taken back, in the ledger's order.
  public var posted: [PostedPurchase] = []
  /// The items of all these lines.
  public var items: [ItemID: Item] = [:]
  /// By ``LotOfItem``: of what came and of what is written down.
  public var lots: [LotOfItem: Lot] = [:]
  public var serials: [SerialNumber: SerialFact] = [:]
  public var orders: [String: (order: PurchaseOrder, lines: [OrderLine])] = [:]

  // The numbers the next ones get.
  public var nextOrder: Int64 = 1
  /// One that no order has.
  public var nextOrderNumber = ""
  public var nextRequisition: Int64 = 1
  public var nextReceipt: Int64 = 1

  public init() {}

  /// A lot in other case is the same lot.
  public struct LotOfItem: Hashable, Sendable {
    public var item: ItemID
    public var lot: String
    public init(_ item: ItemID, _ lot: String) {
      self.item = item
      self.lot = lot.lowercased()
    }
  }

  /// The places that something may be posted to.
  public var places: [Location] { [destination, place].compactMap { $0 } }

  /// The records that something may be posted to.
  public var records: Set<RecordKey> {
    let items = Set(lines.map(\.item) + receiptLines.map(\.item) + posted.map(\.entry.item))
    return Set(items.flatMap { item in places.map { RecordKey(item, $0.id) } } + posted.map(\.record))
  }
}

/// What a receipt posted to the ledger, and the line it was for.
public struct PostedPurchase: Hashable, Sendable {
  public var entry: LedgerEntry
  public var line: Int

  public init(entry: LedgerEntry, line: Int) {
    self.entry = entry
    self.line = line
  }

  var record: RecordKey { RecordKey(entry.item, entry.location) }
}

extension Facts {
  /// What was looked up of buying.
  var buying: PurchaseFacts { purchase ?? PurchaseFacts() }

  func order(_ number: String) throws(InventoryError) -> PurchaseOrder {
    guard let order = purchase?.order else { throw .noSuchOrder(number) }
    return order
  }

  func requisition(_ name: String) throws(InventoryError) -> Requisition {
    guard let requisition = purchase?.requisition else { throw .noSuchRequisition(name) }
    return requisition
  }

  func receipt(_ name: String) throws(InventoryError) -> Receipt {
    guard let receipt = purchase?.receipt else { throw .noSuchReceipt(name) }
    return receipt
  }

  /// The place goods may come to.
  func arrivalPlace(_ name: String) throws(InventoryError) -> Location {
    let place = try location(name)
    try place.checkArrival()
    return place
  }
}

extension Location {
  func checkArrival() throws(InventoryError) {
    if isStructural { throw .locationStructural(code) }
    if !isActive { throw .locationRetired(code) }
  }
}
