/// What a scanned or typed code may be: exact matches only. No hit means unknown.
public struct LookUp: Question, Hashable {
  public var code: String
  public init(_ code: String) { self.code = code }

  public enum Hit: Hashable, Sendable {
    /// By SKU or barcode; `pack` units a scan.
    case item(Item, pack: Quantity)
    case location(Location)
    case lot(Lot, Item)
    case serial(String, Item, place: String?)
    /// By badge; only those at work.
    case `operator`(Operator)
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
