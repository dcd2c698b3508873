/// Every tolerance that somebody set: of items, of classes, of places, and last the house's.
public struct ToleranceList: Question, Hashable {
  public init() {}

  public struct Row: Hashable, Sendable {
    /// `item`, `class`, `location` or `house`.
    public var subject: String
    /// The SKU, the letter, the place.
    public var name: String
    public var tolerance: Tolerance

    public init(subject: String, name: String, tolerance: Tolerance) {
      self.subject = subject
      self.name = name
      self.tolerance = tolerance
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("subject", subject)
      fields.add("name", name.isEmpty ? nil : name)
      fields.add("tolerance", tolerance.description)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Row] { try answers.answer(self) }
}

/// What was used of every item in use in the days before an instant, with its class, the most worth first
/// (`algorithms.md` 4.11).
public struct AbcReport: Question, Hashable {
  public static let standardDays = 365
  private static let dayRange = 1...3660

  /// Ten years at most.
  public static func check(_ days: Int) throws(InventoryError) {
    guard !dayRange.contains(days) else { return }
    throw .badField(
      name: "days", value: String(days), wanted: "a whole number from \(dayRange.lowerBound) to \(dayRange.upperBound)")
  }

  public var days: Int
  public var until: Instant

  public init(days: Int = standardDays, until: Instant) {
    self.days = days
    self.until = until
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [RankedUsage] {
    try answers.answer(self)
  }

  /// A part of the answer, forwards by the codes of its items: whoever asks for the next asks anew.
  public static func page(of rows: [RankedUsage], _ start: PageStart, _ limit: Int) -> Page<RankedUsage> {
    var first = 0
    if case .after(let cursor) = start, let name = cursor.parts?.first {
      first = rows.firstIndex { $0.usage.code.description == name }.map { $0 + 1 } ?? rows.count
    }
    let shown = Array(rows[first..<min(rows.count, first + limit)])
    let hasMore = first + shown.count < rows.count
    return Page(
      rows: shown, next: hasMore ? shown.last.map { Cursor([$0.usage.code.description]) } : nil, previous: nil)
  }
}

/// Stock records that are to be counted (`algorithms.md` 4.11, `interaction.md` 3.5): the negative first, then by class,
/// then those that wait longest (never counted before all), then as people walk.
public struct DueCounts: Question, Hashable {
  /// This place and all inside it.
  public var location: String?
  public var letter: UsageClass?
  public var now: Instant
  public var start: PageStart
  public var limit: Int

  public init(
    at location: String? = nil, letter: UsageClass? = nil, now: Instant, start: PageStart = .first, limit: Int = 50
  ) {
    self.location = location
    self.letter = letter
    self.now = now
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<DueCount> { try answers.answer(self) }
}

/// A stock record that is to be counted, and why.
public struct DueCount: Hashable, Sendable {
  public enum Reason: String, Sendable, CaseIterable {
    /// The books have less than nothing there.
    case negative
    /// A pick took the last of it: somebody is to look whether it is empty.
    case emptied
    /// Nobody ever counted it.
    case neverCounted = "never_counted"
    /// The interval of its class is over.
    case interval
    /// So many picks since it was last counted.
    case picks
  }

  public var item: ItemID
  public var location: LocationID
  public var code: ItemCode
  public var name: String
  public var place: String
  /// C where it was never classified.
  public var letter: UsageClass
  public var onHand: Quantity
  public var lastCountedAt: Instant?
  /// Whole days since then, and by how many they are over the interval of its class.
  public var days: Int?
  public var overdue: Int?
  /// Since it was last counted.
  public var picks: Int
  public var reasons: [Reason]

  public init(
    item: ItemID, location: LocationID, code: ItemCode, name: String, place: String, letter: UsageClass,
    onHand: Quantity, lastCountedAt: Instant?, days: Int?, overdue: Int?, picks: Int, reasons: [Reason]
  ) {
    self.item = item
    self.location = location
    self.code = code
    self.name = name
    self.place = place
    self.letter = letter
    self.onHand = onHand
    self.lastCountedAt = lastCountedAt
    self.days = days
    self.overdue = overdue
    self.picks = picks
    self.reasons = reasons
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("location", place)
    fields.add("class", letter.rawValue)
    fields.add("on_hand", onHand)
    fields.add("last_counted_at", lastCountedAt)
    fields.add("days", days.map { .number(String($0)) } ?? .null)
    fields.add("overdue", overdue.map { .number(String($0)) } ?? .null)
    fields.add("picks", Int64(picks))
    fields.add("reasons", .list(reasons.map { .text($0.rawValue) }))
    return fields
  }
}

/// How well the books agreed with what was found, of stocktakes that were applied in some time (`algorithms.md` 4.7). What
/// a late paper restated counts as restated.
public struct CountAccuracyReport: Question, Hashable {
  /// Applied at or after, and before.
  public var from: Instant?
  public var to: Instant?
  /// Lines of this place and all inside it.
  public var location: String?

  public init(from: Instant? = nil, to: Instant? = nil, at location: String? = nil) {
    self.from = from
    self.to = to
    self.location = location
  }

  public struct Report: Hashable, Sendable {
    public var total = CountAccuracy()
    /// Latest first.
    public var stocktakes: [Row] = []
    public init() {}
  }

  public struct Row: Hashable, Sendable {
    public var stocktake: StocktakeID
    public var name: String
    public var place: String
    public var appliedAt: Instant
    public var accuracy: CountAccuracy

    public init(
      stocktake: StocktakeID, name: String, place: String, appliedAt: Instant, accuracy: CountAccuracy
    ) {
      self.stocktake = stocktake
      self.name = name
      self.place = place
      self.appliedAt = appliedAt
      self.accuracy = accuracy
    }

    public var fields: Fields {
      var fields = Fields()
      fields.add("id", stocktake.description)
      fields.add("name", name.isEmpty ? nil : name)
      fields.add("location", place)
      fields.add("applied_at", appliedAt)
      fields.add(accuracy.fields)
      return fields
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Report { try answers.answer(self) }
}

/// Hands over what was counted in a stocktake, in the order of its lines, without keeping it: what taking the counts again
/// elsewhere needs. The answer is how many rows there were. The closure returns false to stop.
public struct EachCount: Question {
  public var stocktake: String
  public var each: @Sendable (CountedGoods) -> Bool

  public init(_ stocktake: String, each: @escaping @Sendable (CountedGoods) -> Bool) {
    self.stocktake = stocktake
    self.each = each
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Int { try answers.answer(self) }
}

/// What was found of a line in its round: sound or damaged goods, or one serial.
public struct CountedGoods: Hashable, Sendable {
  public var code: ItemCode
  public var place: String
  public var lot: PlannedLot?
  public var serial: String?
  public var isDamaged: Bool
  public var counted: Quantity
  /// The last scan.
  public var occurredAt: Instant
  public var line: Int

  public init(
    code: ItemCode, place: String, lot: PlannedLot?, serial: String?, isDamaged: Bool, counted: Quantity,
    occurredAt: Instant, line: Int
  ) {
    self.code = code
    self.place = place
    self.lot = lot
    self.serial = serial
    self.isDamaged = isDamaged
    self.counted = counted
    self.occurredAt = occurredAt
    self.line = line
  }
}
