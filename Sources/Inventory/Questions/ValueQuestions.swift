/// Which items and sites a report of what stock is worth is about, and which part of it.
public struct ValueScope: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode. A SKU with variants means all of them.
  public var item: String?
  /// A site: what goods are worth is kept by site, not by place in it.
  public var site: String?
  public var start: PageStart
  public var limit: Int

  public init(item: String? = nil, site: String? = nil, start: PageStart = .first, limit: Int = 50) {
    self.item = item
    self.site = site
    self.start = start
    self.limit = limit
  }
}

/// An item in a site, of a report.
public struct ValuedItem: Hashable, Sendable {
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var currency: String
  public var site: LocationID
  public var siteCode: String

  public init(
    item: ItemID, code: ItemCode, name: String, unit: String, currency: String, site: LocationID, siteCode: String
  ) {
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.currency = currency
    self.site = site
    self.siteCode = siteCode
  }
}

/// How old stock is, by item and site (`algorithms.md` 4.11): layers, the oldest consumed first, by the days since they
/// came in. Goods on their way are in no site.
public struct AgeingReport: Question, Hashable {
  public var buckets: AgeBuckets
  public var scope: ValueScope
  /// Stock as it was, and as old as it was.
  public var asOf: Instant

  public init(_ buckets: AgeBuckets = .standard, _ scope: ValueScope = ValueScope(), asOf: Instant) {
    self.buckets = buckets
    self.scope = scope
    self.asOf = asOf
  }

  public struct Row: Hashable, Sendable {
    public var item: ValuedItem
    public var buckets: AgeBuckets
    public var age: StockAge
    /// As the house values it.
    public var stock: StockValue

    public init(item: ValuedItem, buckets: AgeBuckets, age: StockAge, stock: StockValue) {
      self.item = item
      self.buckets = buckets
      self.age = age
      self.stock = stock
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// What stock is worth, by item and site.
public struct ValuePage: Question, Hashable {
  public var scope: ValueScope

  public init(_ scope: ValueScope = ValueScope()) { self.scope = scope }

  public struct Row: Hashable, Sendable {
    public var item: ValuedItem
    public var value: SiteValue

    public init(item: ValuedItem, value: SiteValue) {
      self.item = item
      self.value = value
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// What one item is worth, by site and on its way, with its layers.
public struct ItemValue: Question, Hashable {
  public var item: String

  public init(_ item: String) { self.item = item }

  public struct Card: Hashable, Sendable {
    public var item: Item
    /// By the code of the site, sites with none of it left out.
    public var sites: [ValuePage.Row]
    public var passages: [ItemValuation.Way: ItemValuation.Passage]

    public init(
      item: Item, sites: [ValuePage.Row], passages: [ItemValuation.Way: ItemValuation.Passage]
    ) {
      self.item = item
      self.sites = sites
      self.passages = passages
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}
