/// The time a report is about: from an instant on, and before another.
public struct ReportPeriod: Hashable, Sendable {
  public static let longestDays = 3660
  static let dayLength: Int64 = 86_400_000

  public let from: Instant
  public let to: Instant

  /// It begins before it ends, and is ten years long at most.
  public init(from: Instant, to: Instant) throws(InventoryError) {
    let most = Int64(ReportPeriod.longestDays) * ReportPeriod.dayLength
    guard from < to, to.milliseconds - from.milliseconds <= most else {
      throw .badField(
        name: "period", value: "\(from) to \(to)",
        wanted: "a beginning before the end, and at most \(ReportPeriod.longestDays) days")
    }
    self.from = from
    self.to = to
  }

  public func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }

  var milliseconds: Int64 { to.milliseconds - from.milliseconds }

  private var endsInsideADay: Bool { to.milliseconds % ReportPeriod.dayLength != 0 }

  /// How often stock is looked at in it: at the end of each UTC day, and at its own end.
  var closings: Int { closings(after: from) }

  /// How many of them come after an instant inside it.
  func closings(after instant: Instant) -> Int {
    to.day.daysSince1970 - instant.day.daysSince1970 + (endsInsideADay ? 1 : 0)
  }

  /// Whether some day ends in it: else there is nothing but how it began and how it ended.
  var hasClosedDays: Bool { closings > (endsInsideADay ? 1 : 0) }
}
