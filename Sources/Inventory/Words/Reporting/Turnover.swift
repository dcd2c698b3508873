/// How often stock was turned over in a time (`algorithms.md` 4.11): what goods cost that were sold and consumed, returns
/// taken off, by the mean of what stood at each day's end.
public struct Turnover: Hashable, Sendable {
  public var period: ReportPeriod
  public var cost: Money
  /// What stock was worth when the period began, and when it ended.
  public var opening: Money
  public var closing: Money
  /// The mean of the values at the end of each UTC day, and of the period; of the first and the last value where no day
  /// ended in it.
  public var average: Money

  public init(period: ReportPeriod, cost: Money, opening: Money, closing: Money, average: Money) {
    self.period = period
    self.cost = cost
    self.opening = opening
    self.closing = closing
    self.average = average
  }

  private static let yearDays: Int64 = 365

  /// In hundredths, in this period; nil where there was no stock.
  public var turns: Int64? {
    Turnover.rounded(Int128(cost.tenThousandths) * 100, by: Int128(average.tenThousandths))
  }

  /// In hundredths, in 365 days at this pace.
  public var turnsPerYear: Int64? {
    Turnover.rounded(
      Int128(cost.tenThousandths) * 100 * Int128(Turnover.yearDays * ReportPeriod.dayLength),
      by: Int128(average.tenThousandths) * Int128(period.milliseconds))
  }

  /// For how many days the stock lasts at this pace, in tenths: 365 by the turns of a year. Nil where nothing was used.
  public var days: Int64? {
    guard average > .zero else { return nil }
    return Turnover.rounded(
      Int128(average.tenThousandths) * 10 * Int128(period.milliseconds),
      by: Int128(cost.tenThousandths) * Int128(ReportPeriod.dayLength))
  }

  /// Half away from zero; nil where there is nothing to divide by.
  private static func rounded(_ dividend: Int128, by divisor: Int128) -> Int64? {
    guard divisor > 0 else { return nil }
    let half = dividend < 0 ? -divisor / 2 : divisor / 2
    return Int64(clamping: (dividend + half) / divisor)
  }

  public var fields: Fields {
    func number(_ scaled: Int64?, _ places: Int) -> FieldValue {
      scaled.map { .number(Decimals.text($0, places: places, atLeast: 1)) } ?? .null
    }
    var fields = Fields()
    fields.add("cost_of_goods", cost)
    fields.add("opening_value", opening)
    fields.add("closing_value", closing)
    fields.add("average_value", average)
    fields.add("turnover", number(turns, 2))
    fields.add("turnover_per_year", number(turnsPerYear, 2))
    fields.add("days_of_stock", number(days, 1))
    return fields
  }
}

/// What a turnover is made of: exact sums, so that those of many items add up to the last digit.
public struct TurnoverSums: Hashable, Sendable {
  public let period: ReportPeriod
  private var cost: Int128 = 0
  /// What it is worth now, and what changed since the period began, and in it.
  private var worth: Int128 = 0
  private var since: Int128 = 0
  private var inside: Int128 = 0
  /// Every change in it as often as it is looked at afterwards.
  private var weighted: Int128 = 0

  public init(_ period: ReportPeriod) { self.period = period }

  /// What an entry changed; only those since the period began count.
  /// - Parameter isUse: it took goods that were sold or consumed, or brought such back.
  public mutating func move(_ change: Money, at instant: Instant, isUse: Bool) {
    guard instant >= period.from else { return }
    let change = Int128(change.tenThousandths)
    since += change
    guard period.contains(instant) else { return }
    inside += change
    weighted += change * Int128(period.closings(after: instant))
    if isUse { cost -= change }
  }

  /// What the stock is worth after all entries there are.
  public mutating func end(worth value: Money) { worth += Int128(value.tenThousandths) }

  public static func += (sums: inout TurnoverSums, other: TurnoverSums) {
    precondition(sums.period == other.period, "only sums of one period are added up")
    sums.cost += other.cost
    sums.worth += other.worth
    sums.since += other.since
    sums.inside += other.inside
    sums.weighted += other.weighted
  }

  /// Nothing was there, came or went.
  public var isNothing: Bool { cost == 0 && worth == since && inside == 0 && weighted == 0 }

  public var turnover: Turnover {
    let opening = worth - since
    let closing = opening + inside
    let average: Money
    if period.hasClosedDays {
      average = TurnoverSums.mean(opening * Int128(period.closings) + weighted, of: period.closings)
    } else {
      average = TurnoverSums.mean(opening + closing, of: 2)
    }
    return Turnover(
      period: period, cost: TurnoverSums.money(cost), opening: TurnoverSums.money(opening),
      closing: TurnoverSums.money(closing), average: average)
  }

  private static func money(_ sum: Int128) -> Money { Money(tenThousandths: Int64(clamping: sum)) }

  private static func mean(_ sum: Int128, of count: Int) -> Money {
    let half = Int128(sum < 0 ? -count : count) / 2
    return money((sum + half) / Int128(count))
  }
}

/// Folds the entries of one item into what it is worth, and watches what that does in a period.
///
/// An entry moves the value on the day it happened, by what it cost in the order of the ledger: so what was posted late
/// counts on its own day, and the values of the days add up to what is there now.
public struct TurnoverFold: Sendable {
  public private(set) var fold: ValueFold
  /// What was sold and consumed in the period, returns taken off.
  public private(set) var used = Quantity.zero
  private var sums: TurnoverSums
  private let method: ValuationMethod
  /// Only what happened in this site.
  private let site: LocationID?

  public init(_ fold: ValueFold, in period: ReportPeriod, by method: ValuationMethod, at site: LocationID? = nil) {
    self.fold = fold
    self.method = method
    self.site = site
    sums = TurnoverSums(period)
  }

  /// See ``ValueFold/post(_:)``.
  public mutating func post(_ entry: ValuedEntry) -> Bool {
    guard entry.occurredAt >= sums.period.from, site.map({ $0 == entry.site }) ?? true else { return fold.post(entry) }
    let before = value(at: entry.site)
    guard fold.post(entry) else { return false }
    sums.move(value(at: entry.site) - before, at: entry.occurredAt, isUse: entry.kind.isUse)
    if entry.kind.isUse, sums.period.contains(entry.occurredAt) { used -= entry.change }
    return true
  }

  private func value(at site: LocationID) -> Money {
    guard let holding = fold.valuation.sites[site] else { return .zero }
    return method == .average ? holding.average.stock.value : holding.layers.total.value
  }

  /// The sums, once all entries were posted.
  public var ended: TurnoverSums {
    var sums = sums
    for other in fold.valuation.sites.keys where site.map({ $0 == other }) ?? true {
      sums.end(worth: value(at: other))
    }
    return sums
  }
}

extension MovementKind {
  /// Sold, consumed, or brought back by who bought it (`algorithms.md` 4.4).
  public var isUse: Bool { self == .issue || self == .consume || self == .return }
}
