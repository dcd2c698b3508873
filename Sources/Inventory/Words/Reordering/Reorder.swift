/// How much is ordered, and how long it lasts (`algorithms.md` 4.2, 4.4).
public enum Reorder {
  /// What to order now: nothing where it is not low or what is on its way will do; else what is lacking to the target, at
  /// least the minimum, rounded up to whole multiples. That may go beyond the target, and is meant to.
  public static func suggest(_ rule: ReorderRule, _ figures: ReorderFigures) -> Quantity {
    guard figures.isLow(rule), !figures.isCovered(rule) else { return .zero }
    let need = max(rule.target - figures.projected, .zero)
    return roundedUp(max(need, rule.minimumOrder ?? .zero), to: rule.multiple ?? step(rule.unit))
  }

  /// What is too much at a place that holds at most so much: all beyond the target, to be moved away.
  public static func overflow(available: Quantity, most: Quantity, target: Quantity) -> Quantity {
    available > most ? max(available - target, .zero) : .zero
  }

  /// The least amount of a unit: counted ones are whole.
  public static func step(_ unit: String) -> Quantity {
    UnitOfMeasure(unit).isCounted ? Quantity(1) : Quantity(thousandths: 1)
  }

  /// The next whole multiple, and at most ``Quantity/limit``.
  static func roundedUp(_ quantity: Quantity, to multiple: Quantity) -> Quantity {
    let size = max(multiple.thousandths, 1)
    let count = (quantity.thousandths + size - 1) / size
    let (product, isTooMuch) = count.multipliedReportingOverflow(by: size)
    return isTooMuch ? .limit : min(Quantity(thousandths: product), .limit)
  }
}

/// How long what is available lasts.
public enum Cover: Hashable, Sendable {
  /// Nobody has worked out yet what is used.
  case unknown
  /// In thousandths of a day; none at all where nothing is available.
  case days(Int64)
  /// Nothing is used.
  case endless

  public init(_ available: Quantity, usePerDay: Quantity?) {
    guard available > .zero else {
      self = .days(0)
      return
    }
    guard let usePerDay else {
      self = .unknown
      return
    }
    guard usePerDay > .zero else {
      self = .endless
      return
    }
    let days = Int128(available.thousandths) * 1000 / Int128(usePerDay.thousandths)
    self = .days(Int64(clamping: days))
  }

  /// Thousandths of a day; nil where it is not known or has no end.
  public var thousandths: Int64? {
    if case .days(let days) = self { days } else { nil }
  }

  /// Less so many days until what is ordered comes.
  public func slack(leadDays: Int?) -> Int64? { thousandths.map { $0 - Int64(leadDays ?? 0) * 1000 } }

  /// `14 d`, `2.5 d`, `endless`; empty where it is not known.
  public var words: String {
    switch self {
    case .unknown: ""
    case .days(let days): Decimals.text((days + (days < 0 ? -50 : 50)) / 100, places: 1) + " d"
    case .endless: "endless"
    }
  }
}

extension ReorderFigures {
  public var cover: Cover { Cover(available, usePerDay: usePerDay) }
}

extension Signal {
  /// What to order now.
  public var suggested: Quantity { Reorder.suggest(rule, figures) }

  /// Cover less lead time, in thousandths of a day; nil where the use is not known, or there is none. As the list is
  /// ordered by it, what is used decides, not what is out.
  public var slack: Int64? {
    guard let use = figures.usePerDay, use > .zero else { return nil }
    return figures.cover.slack(leadDays: rule.leadDays)
  }

  /// What is lost on a day that it is out: what is used at its price, in ten-thousandths; 0 where either is not known.
  public var lossPerDay: Int64 { Signal.loss(usePerDay: figures.usePerDay, price: price) }

  static func loss(usePerDay: Quantity?, price: UnitCost?) -> Int64 {
    guard let usePerDay, let price else { return 0 }
    return Int64(clamping: Int128(usePerDay.thousandths) * Int128(price.tenThousandths) / 1000)
  }
}
