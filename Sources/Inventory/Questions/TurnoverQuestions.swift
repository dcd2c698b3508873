/// How often each item was turned over in a time (`algorithms.md` 4.11), in the order of SKUs, as the house values goods.
/// What a site has counts; goods on their way are in none.
public struct TurnoverReport: Question, Hashable {
  public var period: ReportPeriod
  public var scope: ValueScope

  public init(_ period: ReportPeriod, _ scope: ValueScope = ValueScope()) {
    self.period = period
    self.scope = scope
  }

  public struct Row: Hashable, Sendable {
    public var item: ItemID
    public var code: ItemCode
    public var name: String
    public var unit: String
    public var currency: String
    /// Sold and consumed, returns taken off.
    public var used: Quantity
    public var turnover: Turnover

    public init(
      item: ItemID, code: ItemCode, name: String, unit: String, currency: String, used: Quantity, turnover: Turnover
    ) {
      self.item = item
      self.code = code
      self.name = name
      self.unit = unit
      self.currency = currency
      self.used = used
      self.turnover = turnover
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("sku", code.sku)
      fields.add("variant", code.variant.isEmpty ? nil : code.variant)
      fields.add("name", name)
      fields.add("unit", unit)
      fields.add("used", used)
      fields.add(turnover.fields)
      fields.add("currency", currency.isEmpty ? nil : currency)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// How often all of the stock was turned over in a time, by currency. Folds the whole ledger once.
public struct TurnoverTotals: Question, Hashable {
  public var period: ReportPeriod
  /// A site; nil for all.
  public var site: String?

  public init(_ period: ReportPeriod, site: String? = nil) {
    self.period = period
    self.site = site
  }

  public struct Row: Hashable, Sendable {
    /// Empty where items name none.
    public var currency: String
    /// How many items had stock or moved.
    public var items: Int
    public var turnover: Turnover

    public init(currency: String, items: Int, turnover: Turnover) {
      self.currency = currency
      self.items = items
      self.turnover = turnover
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("currency", currency.isEmpty ? nil : currency)
      fields.add("items", Int64(items))
      fields.add(turnover.fields)
      return fields
    }
  }

  /// In the order of the currencies' names.
  public func answered(by answers: some Answering) throws(InventoryError) -> [Row] { try answers.answer(self) }
}
