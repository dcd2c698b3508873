/// What all records held together at a past instant: what had happened by then, whenever it was recorded.
public struct StockAsOf: Question, Hashable {
  public var instant: Instant
  /// This place and all inside it; nil for all.
  public var location: String?
  public init(_ instant: Instant, at location: String? = nil) {
    self.instant = instant
    self.location = location
  }

  /// Nothing is known of what has not come yet.
  public static func check(_ instant: Instant, now: Instant) throws(InventoryError) {
    guard instant > now else { return }
    throw .badField(name: "as_of", value: instant.description, wanted: "a time that has come (it is \(now))")
  }

  public struct Past: Hashable, Sendable {
    /// Records of which some balance was not zero.
    public var records: Int
    public var sums: BalanceSums
    public init(records: Int = 0, sums: BalanceSums = BalanceSums()) {
      self.records = records
      self.sums = sums
    }

    public var onHand: Int128 { sums.onHand }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Past { try answers.answer(self) }
}

/// Stock records as they were at a past instant, those that held something, a page at a time. A page costs what happened
/// since to the items on it, and never a pass over all there is.
public struct PastStockPage: Question, Hashable {
  /// What a list can be ordered by: none of it has changed since. A list by what was held would need all of it first.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    case item, place, name

    public var sort: StockSort {
      switch self {
      case .item: .item
      case .place: .place
      case .name: .name
      }
    }
  }

  public var instant: Instant
  /// SKU, `SKU/VARIANT` or barcode. A SKU with variants means all of them.
  public var item: String?
  /// This place and all inside it.
  public var location: String?
  /// As of ``StockFilter/text``: those that begin with it first, whatever the order.
  public var text: String?
  public var order = Order.item
  /// Whether rows tell what they were worth, for which all that ever happened to their items is gone through.
  public var withValue = true
  public var start: PageStart
  public var limit: Int

  public init(
    _ instant: Instant, item: String? = nil, at location: String? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    self.instant = instant
    self.item = item
    self.location = location
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    /// The record as it is now, but for its balances, which are those of then.
    public var stock: StockRow
    /// What was on hand was worth so much then, at the mean of what its site had of the item. Nil where the site had none.
    public var value: Money?

    public init(stock: StockRow, value: Money?) {
      self.stock = stock
      self.value = value
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("sku", stock.code.sku)
      fields.add("variant", stock.code.variant.isEmpty ? nil : stock.code.variant)
      fields.add("name", stock.name)
      fields.add("unit", stock.unit)
      fields.add("location", stock.locationCode)
      fields.add("site", stock.siteCode)
      fields.add(BalanceSums(stock.balances).fields)
      fields.add("value", value.map { .number($0.description) } ?? .null)
      fields.add("currency", stock.currency.isEmpty ? nil : stock.currency)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// The snapshots that are kept, the latest first.
public struct SnapshotList: Question, Hashable {
  public init() {}

  public struct Row: Hashable, Sendable {
    /// The number of the act that took it.
    public var event: Int64
    public var asOf: Instant
    public var takenAt: Instant
    public var actor: String
    public var lastEntry: Int64
    public var records: Int
    public var sums: BalanceSums
    public var bytes: Int

    public init(
      event: Int64, asOf: Instant, takenAt: Instant, actor: String, lastEntry: Int64, records: Int,
      sums: BalanceSums, bytes: Int
    ) {
      self.event = event
      self.asOf = asOf
      self.takenAt = takenAt
      self.actor = actor
      self.lastEntry = lastEntry
      self.records = records
      self.sums = sums
      self.bytes = bytes
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("event", String(event))
      fields.add("as_of", asOf)
      fields.add("taken_at", takenAt)
      fields.add("actor", actor)
      fields.add("last_entry", String(lastEntry))
      fields.add("records", Int64(records))
      fields.add(sums.fields)
      fields.add("bytes", Int64(bytes))
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Row] { try answers.answer(self) }
}

/// The ends of months (UTC) of which a snapshot is due, the latest first: those of the last two years, and of each December
/// before, once they lie a day back. A house whose whole ledger is soon read needs none.
public struct DueSnapshots: Question, Hashable {
  public var now: Instant
  public init(now: Instant) { self.now = now }

  /// With fewer entries the ledger itself is read as soon as a snapshot.
  public static let fewEntries = 10_000
  private static let settling: Int64 = 86_400_000
  private static let months = 24

  /// Whether it is the first instant of a month.
  public static func isClose(_ instant: Instant) -> Bool {
    instant.milliseconds % 86_400_000 == 0 && instant.day.parts.day == 1
  }

  /// The ends of months that come into question, the latest first, as far as there is anything before them.
  public func closes(since first: Instant) -> [Instant] {
    var closes: [Instant] = []
    let last = now.adding(milliseconds: -DueSnapshots.settling).day.parts
    var (year, month) = (last.year, last.month)
    var seen = 0
    while let day = Day(year: year, month: month, day: 1) {
      let close = Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000)
      guard close > first else { break }
      if seen < DueSnapshots.months || month == 1 { closes.append(close) }
      seen += 1
      (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
    }
    return closes
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Instant] { try answers.answer(self) }
}
