/// Where one age ends and the next begins, in days: 30, 60, 90 means up to 30, up to 60, up to 90, and older. A bound
/// itself belongs to what it ends.
public struct AgeBuckets: Hashable, Sendable {
  public let bounds: [Int]

  public static let standard = AgeBuckets(known: [30, 60, 90])
  private static let most = 10
  private static let longest = 36_500

  private init(known bounds: [Int]) { self.bounds = bounds }

  /// From 1 to 10 numbers of days, each larger than the one before.
  public init(_ bounds: [Int]) throws(InventoryError) {
    let rises = zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }
    guard rises, (1...AgeBuckets.most).contains(bounds.count),
      bounds.allSatisfy({ (1...AgeBuckets.longest).contains($0) })
    else { throw AgeBuckets.refusal(bounds.map(String.init).joined(separator: ",")) }
    self.bounds = bounds
  }

  /// Reads `30,60,90`.
  public init(_ text: String) throws(InventoryError) {
    var bounds: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let days = Int(part), String(days) == part else { throw AgeBuckets.refusal(text) }
      bounds.append(days)
    }
    try self.init(bounds)
  }

  private static func refusal(_ text: String) -> InventoryError {
    .badField(
      name: "buckets", value: text,
      wanted: "from 1 to \(most) whole numbers of days, each larger than the one before, such as 30,60,90")
  }

  /// Which one an age is in, from 0; `bounds.count` for older than all.
  public func index(ofDays days: Int) -> Int { bounds.firstIndex { days <= $0 } ?? bounds.count }

  /// `0-30`, `31-60`, `61-90`, `over 90`.
  public var names: [String] {
    bounds.indices.map { "\($0 == 0 ? 0 : bounds[$0 - 1] + 1)-\(bounds[$0])" } + ["over \(bounds[bounds.count - 1])"]
  }
}

/// How old goods are: the layers of what is there by the days since they came in (`algorithms.md` 4.11).
public struct StockAge: Hashable, Sendable {
  /// How much is in each bucket, the youngest first; below zero where stock is.
  public private(set) var quantities: [Quantity]
  /// The mean age of a unit in hundredths of a day; nil where there are none.
  public let mean: Int64?

  public init(of layers: CostLayers, in buckets: AgeBuckets, asOf: Instant) {
    quantities = Array(repeating: .zero, count: buckets.bounds.count + 1)
    var total: Int128 = 0
    var days: Int128 = 0
    for layer in layers.all {
      // A clock that was ahead makes nothing younger than new.
      let age = max(0, asOf.day.daysSince1970 - layer.date.day.daysSince1970)
      quantities[buckets.index(ofDays: age)] += layer.quantity
      total += Int128(layer.quantity.thousandths)
      days += Int128(layer.quantity.thousandths) * Int128(age)
    }
    mean = total > 0 ? Int64(clamping: (days * 100 + total / 2) / total) : nil
  }
}
