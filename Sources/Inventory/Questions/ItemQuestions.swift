/// What a scanned or typed code may be, the likeliest first: the label of a place or a pallet, an element string, a GTIN,
/// one of an item's own barcodes, a SKU, a serial, a lot, at last the name or the path of a place. Exact matches only. No
/// hit means unknown.
///
/// An element string that means no item in the books, or that cannot be read, is looked up as it stands: somebody may have
/// entered it as an item's barcode.
public struct LookUp: Question, Hashable {
  public var scanned: ScannedCode

  public init(_ scanned: ScannedCode) { self.scanned = scanned }

  /// A name that somebody typed: no element string, whatever it looks like.
  public init(_ name: String) { scanned = ScannedCode(name: name) }

  /// Without what the scanner put around it.
  public var code: String { scanned.text }

  public enum Hit: Hashable, Sendable {
    /// By SKU or barcode; `pack` units a scan.
    case item(Item, pack: Quantity)
    /// By a label that says more than which item, or a pack's number where only what is inside is known.
    case goods(LabelledGoods)
    case location(Location)
    case lot(Lot, Item)
    case serial(String, Item, place: String?)
    /// By badge; only those at work.
    case `operator`(Operator)
    /// By its number, on its sheet: `ST-0142`.
    case stocktake(Stocktake)
    /// By its SSCC or the house's code.
    case plate(Plate)
    /// By its number, on its paper: `TR-0881`; one under way by its reference too.
    case transfer(Transfer)
    /// By its number, on its paper, whatever the case; one that was sent by its reference too.
    case order(PurchaseOrder)
    /// By its number: `RC-0012`.
    case receipt(Receipt)
    /// By its number: `RQ-0004`.
    case requisition(Requisition)
    /// By its whole number: `RV-0042`. One past its expiry is `expired`.
    case reservation(Reservation)
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Hit] { try answers.answer(self) }
}

/// Items in SKU order, or, with a text, those that fit it (as ``StockFilter/text``).
public struct ItemPage: Question, Hashable {
  public var text: String?
  public var category: String?
  public var isActive: Bool?
  public var start: PageStart
  public var limit: Int

  public init(
    text: String? = nil, category: String? = nil, isActive: Bool? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    self.text = text
    self.category = category
    self.isActive = isActive
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Item> { try answers.answer(self) }
}

/// Locations in code order: all, those standing directly in one, or the one with this code, name or path.
public struct LocationList: Question, Hashable {
  public enum Scope: Hashable, Sendable {
    case all
    case sites
    case inside(String)
    case only(String)
  }

  public var scope: Scope
  public var start: PageStart
  public var limit: Int

  public init(_ scope: Scope = .all, start: PageStart = .first, limit: Int = 50) {
    self.scope = scope
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Location> { try answers.answer(self) }
}
