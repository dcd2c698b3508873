/// Safety stock and reorder points (`algorithms.md` 4.3), in whole numbers: what is stored is rounded up, never off.
public enum SafetyStock {
  /// How sure one is to have some, in percent, and the factor that stands for it, in thousandths.
  public static let factors: [(service: Int, factor: Int64)] = [(90, 1280), (95, 1645), (98, 2050), (99, 2330)]

  public static func factor(service: Int) -> Int64? { factors.first { $0.service == service }?.factor }

  /// Fewer days on which something was used tell too little.
  public static let leastDemandDays = 20

  /// z · √(L·σd² + d²·σL²), rounded up to a thousandth; nil where it is beyond all measure.
  ///
  /// - Parameters:
  ///   - factor: z, in thousandths.
  ///   - lead: L and σL in thousandths of a day.
  public static func stock(
    factor: Int64, demand: Demand, lead: (days: Int64, deviation: Int64)
  ) -> Quantity? {
    let most: Int64 = 100_000_000_000
    guard demand.mean.thousandths.magnitude <= most.magnitude,
      demand.deviation.thousandths.magnitude <= most.magnitude,
      (0...3_650_000).contains(lead.days), (0...3_650_000).contains(lead.deviation), (0...10_000).contains(factor)
    else { return nil }
    let (mean, deviation) = (Int128(demand.mean.thousandths), Int128(demand.deviation.thousandths))
    let ofDemand = Int128(lead.days) * 1000 * deviation * deviation
    let ofLead = mean * mean * Int128(lead.deviation) * Int128(lead.deviation)
    let (sum, isTooMuch) = ofDemand.addingReportingOverflow(ofLead)
    let (squared, isFarTooMuch) = sum.multipliedReportingOverflow(by: Int128(factor) * Int128(factor))
    guard !isTooMuch, !isFarTooMuch else { return nil }
    return Quantity(thousandths: Int64(clamping: dividedUp(rootUp(squared), by: 1_000_000)))
  }

  /// d·L, rounded up to a thousandth.
  public static func demand(_ demand: Demand, leadDays: Int64) -> Quantity {
    let product = Int128(demand.mean.thousandths) * Int128(leadDays)
    return Quantity(thousandths: Int64(clamping: dividedUp(product, by: 1000)))
  }

  /// What is used on a day with stock: the mean and the deviation, in thousandths of a unit.
  public struct Demand: Hashable, Sendable {
    public var mean: Quantity
    public var deviation: Quantity

    public init(mean: Quantity, deviation: Quantity) {
      self.mean = mean
      self.deviation = deviation
    }

    /// Of what was used on each of some days; the deviation is that of a sample. Both are rounded up.
    public init(_ days: [Quantity]) {
      let count = Int128(days.count)
      var sum: Int128 = 0
      var squares: Int128 = 0
      for day in days {
        sum += Int128(day.thousandths)
        squares += Int128(day.thousandths) * Int128(day.thousandths)
      }
      mean = count == 0 ? .zero : Quantity(thousandths: Int64(clamping: dividedUp(max(sum, 0), by: count)))
      let spread = count * squares - sum * sum
      deviation =
        count < 2 ? .zero : Quantity(thousandths: Int64(clamping: rootUp(dividedUp(spread, by: count * (count - 1)))))
    }
  }

  private static func dividedUp(_ number: Int128, by divisor: Int128) -> Int128 {
    number <= 0 ? 0 : (number - 1) / divisor + 1
  }

  /// The least whole number whose square is not less.
  static func rootUp(_ number: Int128) -> Int128 {
    guard number > 0 else { return 0 }
    // Newton's steps fall from above until they stand at the root, rounded down.
    var root = Int128(1) << Int128((Int128.bitWidth - number.leadingZeroBitCount) / 2 + 1)
    while true {
      let next = (root + number / root) / 2
      if next >= root { break }
      root = next
    }
    return root * root == number ? root : root + 1
  }
}

/// A safety stock and a reorder point that history speaks for, at the place of a rule.
public struct ReorderProposal: Hashable, Sendable {
  public var safetyStock: Quantity
  public var point: Quantity

  /// Rounded up to whole units where the unit is counted; nil where there is too little history, or too much to be true.
  ///
  /// - Parameter days: what was used on each day with stock.
  public init?(_ days: [Quantity], unit: String, factor: Int64, leadDays: Int) {
    guard days.count(where: { $0 > .zero }) >= SafetyStock.leastDemandDays else { return nil }
    let demand = SafetyStock.Demand(days)
    let lead = Int64(leadDays) * 1000
    guard let safety = SafetyStock.stock(factor: factor, demand: demand, lead: (lead, 0)) else { return nil }
    let step = Reorder.step(unit)
    safetyStock = Reorder.roundedUp(safety, to: step)
    point = Reorder.roundedUp(safety + SafetyStock.demand(demand, leadDays: lead), to: step)
  }
}
