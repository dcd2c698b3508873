import Inventory

/// A report as a table, whatever it is about, with its plot: what a report pane shows and an export writes.
struct ReportSheet: Hashable, Sendable {
  var columns: [ReportColumn]
  var rows: [ReportRow] = []
  /// Where the next rows begin; nil at the end.
  var next: Cursor?
  var plot: ReportPlot?
  /// Of the whole of it: totals, how something is meant.
  var notes: [String] = []

  /// Adds the rows behind those it has.
  mutating func append(_ more: ReportSheet) {
    rows += more.rows
    next = more.next
    if let plot, let other = more.plot { self.plot = plot.with(other) }
  }
}

struct ReportColumn: Hashable, Sendable {
  /// As in exports: `mean_age`.
  var name: String
  var isNumber = false
  /// Whether it takes what room is left over, and may be cut.
  var isWide = false
  /// The columns with the lowest get their room first.
  var rank: Int

  init(_ name: String, _ rank: Int, isNumber: Bool = false, isWide: Bool = false) {
    self.name = name
    self.rank = rank
    self.isNumber = isNumber
    self.isWide = isWide
  }

  /// As short as it can be understood.
  var title: String {
    ReportColumn.short[name] ?? name.split(separator: "_").joined(separator: " ")
  }

  private static let short = [
    "days_of_cover": "cover d", "use_per_day": "a day", "days_with_stock": "d in stock", "mean_age": "mean d",
    "turnover_per_year": "a year", "days_of_stock": "days", "cost_of_goods": "cost", "average_value": "average",
    "fifo_value": "fifo", "share_before": "before %", "class_by_share_after": "after", "items_percent": "items %",
    "units_percent": "units %", "transferred_in": "in", "transferred_out": "out", "days_over_90": "over 90",
    "days_0-30": "0-30", "days_31-60": "31-60", "days_61-90": "61-90",
  ]
}

struct ReportRow: Hashable, Sendable {
  /// What Enter on it opens.
  enum Lead: Hashable, Sendable {
    case item(String)
    case transfer(String)
    case stocktake(String)
  }

  var cells: [ReportCell]
  var lead: Lead?
}

enum ReportCell: Hashable, Sendable {
  case text(String)
  /// Decimal text, without grouping.
  case number(String)
  case instant(Instant?)

  init(_ quantity: Quantity?) { self = .number(quantity?.description ?? "") }
  init(_ money: Money) { self = .number(money.description) }
  init(_ count: Int) { self = .number(String(count)) }

  /// As people read it.
  func shown(_ clock: LocalClock) -> String {
    switch self {
    case .text(let text): text
    case .number(let text): Numbers.grouped(text)
    case .instant(let instant): instant.map { clock.dayAndTime($0) } ?? ""
    }
  }

  /// As programs read it.
  var exported: String {
    switch self {
    case .text(let text), .number(let text): text
    case .instant(let instant): instant?.description ?? ""
    }
  }
}

/// A picture in cells.
enum ReportPlot: Hashable, Sendable {
  /// A bar for each of some things, one under the other. `addsUp`: those of the next rows are added.
  case bars(title: String, [ReportBar], addsUp: Bool)
  /// A column for each day, the first day at the left.
  case days(title: String, first: Day, [Quantity])

  fileprivate func with(_ other: ReportPlot) -> ReportPlot {
    guard case .bars(let title, var bars, true) = self, case .bars(_, let more, _) = other else { return self }
    for index in bars.indices where more.indices.contains(index) { bars[index].value += more[index].value }
    return .bars(title: title, bars, addsUp: true)
  }
}

struct ReportBar: Hashable, Sendable {
  enum Alarm: Hashable, Sendable {
    case out
    case low
  }

  var label: String
  var value: Quantity
  var alarm: Alarm?

  init(_ label: String, _ value: Quantity, alarm: Alarm? = nil) {
    self.label = label
    self.value = value
    self.alarm = alarm
  }
}
