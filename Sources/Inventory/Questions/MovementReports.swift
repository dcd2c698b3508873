/// Which entries a report of movements is about: those of UTC days that end with the day of an instant, as in
/// ``UsePerDay``.
public struct MovementScope: Hashable, Sendable {
  public static let standardDays = 28

  public var days: Int
  public var until: Instant
  /// SKU, `SKU/VARIANT` or barcode; nil for all items.
  public var item: String?
  /// This place and all inside it: what moves between two places of it counts as out and in.
  public var location: String?

  public init(days: Int = standardDays, until: Instant, item: String? = nil, at location: String? = nil) {
    self.days = days
    self.until = until
    self.item = item
    self.location = location
  }

  /// The first of the days.
  public var firstDay: Day { Day(daysSince1970: until.day.daysSince1970 - days + 1) }

  public func check() throws(InventoryError) {
    guard !(1...ReportPeriod.longestDays).contains(days) else { return }
    throw .badField(
      name: "days", value: String(days), wanted: "a whole number from 1 to \(ReportPeriod.longestDays)")
  }
}

/// What moved of each item in some days, the best sellers first; items of which nothing moved are left out. One pass over
/// the ledger, for every page.
public struct MovementStats: Question, Hashable {
  public var scope: MovementScope
  public var start: PageStart
  public var limit: Int

  public init(_ scope: MovementScope, start: PageStart = .first, limit: Int = 50) {
    self.scope = scope
    self.start = start
    self.limit = limit
  }

  public struct Report: Hashable, Sendable {
    public var scope: MovementScope
    /// How many items moved.
    public var items: Int
    /// Of all of them: units of whatever kind.
    public var total: MovementFigures
    /// Each day, the oldest first.
    public var days: [DayFigures]
    public var page: Page<Row>

    public init(scope: MovementScope, items: Int, total: MovementFigures, days: [DayFigures], page: Page<Row>) {
      self.scope = scope
      self.items = items
      self.total = total
      self.days = days
      self.page = page
    }

    /// What stands beside the rows.
    public var fields: Fields {
      var fields = Fields()
      fields.add("first_day", scope.firstDay)
      fields.add("last_day", scope.until.day)
      fields.add("items", Int64(items))
      fields.add("total", .fields(total.fields))
      fields.add("sold_per_day", .list(days.map { .number($0.used.description) }))
      return fields
    }
  }

  public struct DayFigures: Hashable, Sendable {
    public var entries = 0
    /// Sold and consumed, returns taken off.
    public var used = Quantity.zero
    public init() {}
  }

  public struct Row: Hashable, Sendable {
    public var item: ReportedItem
    public var figures: MovementFigures
    /// What was used, by the days there was any to use.
    public var demand: CensoredDemand

    public init(item: ReportedItem, figures: MovementFigures, demand: CensoredDemand) {
      self.item = item
      self.figures = figures
      self.demand = demand
    }

    public var fields: Fields {
      var fields = item.fields
      fields.add(figures.fields)
      fields.add("days_with_stock", Int64(demand.daysWithStock))
      fields.add("use_per_day", demand.perDay)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Report { try answers.answer(self) }
}

/// For how long the stock of each item lasts (`algorithms.md` 4.4): what is available by what was used on a day with
/// stock, the shortest first, what is not used at all last. Items of which there is none and none was used are left out.
/// One pass over the ledger and the stock, for every page.
public struct StockCover: Question, Hashable {
  public var scope: MovementScope
  public var start: PageStart
  public var limit: Int

  public init(_ scope: MovementScope, start: PageStart = .first, limit: Int = 50) {
    self.scope = scope
    self.start = start
    self.limit = limit
  }

  public struct Report: Hashable, Sendable {
    public var scope: MovementScope
    /// How many items are in each of ``CoverBucket``.
    public var buckets: [Int]
    public var page: Page<Row>

    public init(scope: MovementScope, buckets: [Int], page: Page<Row>) {
      self.scope = scope
      self.buckets = buckets
      self.page = page
    }

    public var items: Int { buckets.reduce(0, +) }

    /// What stands beside the rows.
    public var fields: Fields {
      var fields = Fields()
      fields.add("first_day", scope.firstDay)
      fields.add("last_day", scope.until.day)
      fields.add("items", Int64(items))
      fields.add(
        "buckets",
        .list(
          zip(CoverBucket.names, buckets).map { name, count in
            var bucket = Fields()
            bucket.add("days", name)
            bucket.add("items", Int64(count))
            return .fields(bucket)
          }))
      return fields
    }
  }

  public struct Row: Hashable, Sendable {
    public var item: ReportedItem
    public var available: Quantity
    public var demand: CensoredDemand

    public init(item: ReportedItem, available: Quantity, demand: CensoredDemand) {
      self.item = item
      self.available = available
      self.demand = demand
    }

    /// In thousandths of a day; nil where nothing is used.
    public var cover: Int64? { demand.cover(of: available) }

    public var fields: Fields {
      var fields = item.fields
      fields.add("available", available)
      fields.add("used", demand.used)
      fields.add("days_with_stock", Int64(demand.daysWithStock))
      fields.add("use_per_day", demand.perDay)
      fields.add("days_of_cover", cover.map { .number(CoverBucket.text($0)) } ?? .null)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Report { try answers.answer(self) }
}

/// Days of cover in steps: none, up to 3, 7, 14 and 30 days, more, and what is not used at all.
public enum CoverBucket {
  private static let bounds: [Int64] = [0, 3, 7, 14, 30]

  public static let names = ["0"] + bounds.dropFirst().map { "to \($0)" } + ["over 30", "no use"]

  /// Which one a cover in thousandths of a day is in; a bound itself belongs to what it ends.
  public static func index(of cover: Int64?) -> Int {
    guard let cover else { return names.count - 1 }
    return bounds.firstIndex { cover <= $0 * 1000 } ?? bounds.count
  }

  /// Days to the tenth, half up: `5.0`.
  public static func text(_ cover: Int64) -> String {
    Decimals.text(cover / 100 + (cover % 100 >= 50 ? 1 : 0), places: 1, atLeast: 1)
  }
}

/// An item of a report.
public struct ReportedItem: Hashable, Sendable {
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String

  public init(item: ItemID, code: ItemCode, name: String, unit: String) {
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
  }

  var fields: Fields {
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    return fields
  }
}
