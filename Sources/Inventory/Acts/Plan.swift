/// What an act wants done: checks, then entries and changes of documents, all or nothing.
public struct Plan: Sendable {
  public var requirements: [Requirement] = []
  public var entries: [PlannedEntry] = []
  public var changes: [Change] = []
  /// Of an import: the row that each of the changes comes from.
  public var changeRows: [Int] = []
  /// Of an import: the other rows that stand and fall with a row.
  public var companions: [Int: [Int]] = [:]
  /// The document it is about, for the audit: `item:DRILL-18V`.
  public var entity: String?
  public var reference: String?
  /// The document before and after.
  public var before: Fields?
  public var after: Fields?
  /// Documents changed beside that one.
  public var documents: [PlannedDocument] = []
  /// Of an import: rows refused, and how many said nothing new.
  public var rejections: [Rejection] = []
  public var unchanged = 0
  /// Where the ledger ended when the balances were looked at, of a plan whose entries foresee them.
  public var ledgerEnd: Int64?
  /// Of a dry run: so many of the entries write down what had expired, and are none of the act's.
  public var sweptEntries = 0

  public init() {}

  public var isEmpty: Bool { entries.isEmpty && changes.isEmpty }

  /// The row of a change that no row of an import wanted, but all of them together.
  public static let noRow = -1

  /// Puts what writes down expired reservations ahead of it, for a dry run.
  public mutating func rehearse(after sweep: Plan) {
    var swept = sweep.entries
    for index in swept.indices { swept[index].row = Plan.noRow }
    // What was foreseen went by other balances: from here on the database does the sums.
    for index in entries.indices { entries[index].after = nil }
    entries = swept + entries
    sweptEntries = swept.count
    requirements = sweep.requirements + requirements
    if !changeRows.isEmpty { changeRows = sweep.changes.map { _ in Plan.noRow } + changeRows }
    changes = sweep.changes + changes
  }

  /// Adds a change that a row of an import wants.
  mutating func change(_ change: Change, row: Int) {
    changes.append(change)
    changeRows.append(row)
  }
}

/// A rule the database must find true at the moment of the act, because the plan rests on it.
public enum Requirement: Hashable, Sendable {
  /// Nobody has edited the item since it was looked at.
  case item(ItemID, code: ItemCode, version: Int64)
  case location(LocationID, code: String, version: Int64)
  /// The entry has not been reversed by anyone.
  case notReversed(entry: Int64)
  /// Nobody has changed what this operator is since they were looked at; nil for a house that has no operators.
  case `operator`(String, version: Int64?)
  /// Nobody has decided anything about the stocktake since it was looked at.
  case stocktake(StocktakeID, version: Int64)
  /// Nobody has counted in it since.
  case countsAsSeen(StocktakeID, lastEvent: Int64)
  /// Nothing has been posted since that happened before the counts to be applied: what happened after them changes
  /// nothing of theirs.
  case ledgerAsSeen(StocktakeID, end: Int64)
  /// Nothing has been posted to the record since; or nothing that happened by an instant.
  case recordAsSeen(RecordKey, by: Instant? = nil, end: Int64)
  /// No count was applied since to what these lines count: the last act there was tells since when.
  case anchorsAsSeen(StocktakeID, lastAct: Int64)
  /// The counts applied to the record are those that were looked at: the sum of their numbers.
  case anchors(RecordKey, lot: String?, sum: Int64)
  /// Nobody has shipped, received or decided anything of the transfer since it was looked at.
  case transfer(TransferID, version: Int64)
  /// Nobody has added a line to the transfer since: its last one has this number.
  case transferLines(TransferID, last: Int)
  /// Nobody has received or decided anything of the order since it was looked at.
  case order(OrderID, version: Int64)
  case requisition(RequisitionID, version: Int64)
  /// Nobody has decided anything about the receipt since it was looked at, or scanned into it.
  case receipt(ReceiptID, version: Int64, scans: Int64)
  /// The pallet is as it was looked at; and, where it is to be whole, its place has all that stands on pallets there.
  case plate(PlateID, version: Int64, isWhole: Bool)
  /// All is blocked that may not be used on this day: no lot that expired before it counts as usable, and nothing that could
  /// be blocked of a lot that may not be used is free.
  case lotsSwept(on: Day)
  /// All that has expired by this instant is written down: what it held is free.
  case reservationsSwept(at: Instant)
  /// Nothing has happened to the reservation since it was looked at.
  case reservation(ReservationID, version: Int64)
  /// Nothing has been posted of the item, anywhere, since its latest entry was this one.
  case itemAsSeen(ItemID, lastEntry: Int64)
  /// What is taken of the reserved or allocated goods of a record belongs to no reservation.
  case loose(LooseClaim)
  /// Nobody has sealed since: the newest seal has this number.
  case sealedUpTo(Int64)
  /// Nobody has edited the lot since it was looked at.
  case lot(LotID, version: Int64)
}

/// A ledger entry to be.
public struct PlannedEntry: Hashable, Sendable {
  public var kind: MovementKind
  public var item: ItemID
  public var code: ItemCode
  public var location: LocationID
  public var place: String
  public var lot: PlannedLot?
  public var serials: [String]
  public var change: Balances
  public var occurredAt: Instant
  public var reason: String?
  public var reference: String?
  public var note: String?
  public var metadata: [Flag]
  public var cost: UnitCost?
  public var reverses: Int64?
  /// The line of a transfer that it belongs to.
  public var transfer: TransferPart?
  /// The line of a reservation that it belongs to.
  public var reservation: ReservationPart?
  /// The line of an order or a receipt that it belongs to.
  public var purchase: PurchasePart?
  /// The count that is restated with it: from then on it changes nothing.
  public var restatedAt: Instant?
  /// Serials take the way of their entries in another order than balances: this many entries later, or earlier.
  public var serialShift = 0
  /// The row of the act that it comes from.
  public var row = 0
  /// The balances it will leave, where the plan foresees them: then many entries can be posted at once.
  public var after: Balances?
  /// Whether the record is known to exist.
  public var recordExists = false
  /// How much it is about follows from the balances that were looked at: where they have moved on, it is planned anew.
  public var followsBalances = false

  public init(
    kind: MovementKind, item: ItemID, code: ItemCode, location: LocationID, place: String, lot: PlannedLot? = nil,
    serials: [String] = [], change: Balances, occurredAt: Instant, reason: String? = nil, reference: String? = nil,
    note: String? = nil, metadata: [Flag] = [], cost: UnitCost? = nil, reverses: Int64? = nil
  ) {
    self.kind = kind
    self.item = item
    self.code = code
    self.location = location
    self.place = place
    self.lot = lot
    self.serials = serials
    self.change = change
    self.occurredAt = occurredAt
    self.reason = reason
    self.reference = reference
    self.note = note
    self.metadata = metadata
    self.cost = cost
    self.reverses = reverses
  }
}

/// The lot of an entry: made with it where it is new.
public struct PlannedLot: Hashable, Sendable {
  public var code: String
  public var made: Day?
  public var expires: Day?

  public init(code: String, made: Day? = nil, expires: Day? = nil) {
    self.code = code
    self.made = made
    self.expires = expires
  }
}

/// A change of a document that is not a balance.
public enum Change: Hashable, Sendable {
  case addItem(Item)
  /// Replaces everything but the id, where the version is still `from`.
  case setItem(Item, from: Int64)
  case addLocation(Location)
  case setLocation(Location, from: Int64)
  /// Reorder point, bin and flags of a stock record, made where it does not exist.
  case setRecord(
    ItemID, LocationID, code: ItemCode, place: String, reorderPoint: Quantity?, bin: String, flags: [Flag],
    if: RecordCondition)
  case setSetting(name: String, value: String)
  case addOperator(Operator)
  case setOperator(Operator, from: Int64)
  /// - Parameter seen: how they went when it was looked.
  case signIn(OperatorID, SignInAttempts, seen: SignInAttempts?)
  /// Takes the place of an earlier snapshot as of the same instant.
  case takeSnapshot(Closing)
  case seal([Seal])
  case count(CountChange)
  case transfer(TransferChange)
  case purchase(PurchaseChange)
  /// What was folded of the ledger for the act: see ``KeptValue``.
  case keepValues([KeptValue])
  case plate(PlateChange)
  case putAway(PutAwayChange)
  case lot(LotChange)
  case serial(SerialChange)
  case reservation(ReservationChange)
  case reordering(ReorderChange)
  case delivery(DeliveryChange)
  case house(HouseChange)
}

/// What must hold of a stock record for its notes to be changed.
public enum RecordCondition: Hashable, Sendable {
  case anything
  /// Nothing has happened to it since it had this version.
  case version(Int64)
  /// Its notes are as they were; goods may have moved meanwhile.
  case noted(reorderPoint: Quantity?, bin: String, flags: [Flag])
}
