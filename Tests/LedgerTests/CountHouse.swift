import Inventory
import Ledger
import Testing

/// Counting in the sample warehouse, in a few words. Times are minutes of one morning, told as `10:05`.
extension SampleWarehouse {
  static func at(_ time: String) throws -> Instant { try #require(Instant("2026-07-04T\(time):00Z")) }

  @discardableResult
  func open(
    _ place: String, isBlind: Bool = true, policy: CountPolicy = .live, tolerance: String = "", onlyHere: Bool = false,
    now: Instant = SampleWarehouse.noon
  ) throws -> String {
    let act = OpenStocktake(
      place, isBlind: isBlind, policy: policy, tolerance: try #require(Tolerance(tolerance)), onlyHere: onlyHere)
    let document = try self.act(act, at: now).document ?? ""
    let start = try #require(document.firstRange(of: "\"id\":\""))
    return String(document[start.upperBound...].prefix { $0 != "\"" })
  }

  @discardableResult
  func count(
    _ stocktake: String, _ item: String, _ quantity: String, in place: String, lot: String? = nil,
    serials: [String] = [], at time: String? = nil, by actor: String = "maria", kind: CountKind? = nil,
    isDamaged: Bool = false, key: String? = nil
  ) throws -> ActAnswer {
    let amount = try #require(Quantity(quantity))
    let entry = CountEntry(
      kind ?? (amount.isZero ? .zero : .typed), item, amount, at: place, lot: lot, serials: serials,
      isDamaged: isDamaged, occurredAt: try time.map { try SampleWarehouse.at($0) })
    return try act(RecordCounts(stocktake, [entry]), key: key, by: actor)
  }

  func reconcile(_ stocktake: String, by actor: String = "anna") throws {
    try act(ReconcileStocktake(stocktake), by: actor)
  }

  func approve(_ stocktake: String, _ lines: Int..., by actor: String = "anna") throws {
    try act(DecideCounts(stocktake, .approve, lines.isEmpty ? .all : .lines(lines)), by: actor)
  }

  @discardableResult
  func apply(_ stocktake: String, by actor: String = "anna") throws -> ActAnswer {
    try act(ApplyStocktake(stocktake), by: actor)
  }

  /// All that a supervisor does after counting.
  func finish(_ stocktake: String) throws {
    try reconcile(stocktake)
    try approve(stocktake)
    try apply(stocktake)
  }

  func line(_ stocktake: String, _ item: String, in place: String? = nil, lot: String? = nil) throws -> CountLine {
    let lines = try books.ask(CountLinePage(stocktake, location: place, item: item, limit: 1000)).rows
    return try #require(lines.first { lot == nil || $0.lot == lot })
  }

  /// `E 92 A -2 counted`.
  func figures(_ stocktake: String, _ item: String, in place: String? = nil, lot: String? = nil) throws -> String {
    let line = try line(stocktake, item, in: place, lot: lot)
    guard let judgement = line.judgement else { return line.state.rawValue }
    return "E \(judgement.expected) A \(judgement.variance) \(line.state.rawValue)"
  }

  /// The variance of a line as it stands now: what applying it posted, with all that restated it since.
  func restatedVariance(_ stocktake: String, line: Int) throws -> Quantity {
    var filter = LedgerFilter()
    filter.reference = "\(stocktake)/\(line)"
    return try books.ask(LedgerPage(filter, limit: 1000)).rows.reduce(.zero) { $0 + $1.change.onHand }
  }

  @discardableResult
  func act(_ act: some Act, key: String? = nil, by actor: String, at now: Instant = noon) throws -> ActAnswer {
    let key = key ?? "count-\(SampleWarehouse.counts.next())"
    return try books.perform(act, ActContext(key: key, actor: actor, terminal: "hh3", now: now))
  }

  private static let counts = Counter()
}
