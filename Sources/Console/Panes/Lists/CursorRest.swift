import Inventory

/// The row that details are shown for: the one under the cursor, once the cursor has rested there.
///
/// Holding an arrow key down so asks nothing and draws no details for rows that only pass by.
struct CursorRest<Row: ListRow> {
  /// How long the cursor stands still before details follow it.
  static var milliseconds: Int64 { 150 }

  private(set) var row: Row?
  /// When details follow the cursor, where they do not stand on its row yet.
  private(set) var wakesAt: Instant?

  var isWaiting: Bool { wakesAt != nil }

  /// Details go to this row, or away, now.
  mutating func stand(on current: Row?) {
    row = current
    wakesAt = nil
  }

  /// The rows were read anew: details keep to their row, and follow where the cursor's is another without its having
  /// been moved.
  mutating func follow(_ current: Row?) {
    if row == nil || current == nil || current?.key == row?.key || !isWaiting { stand(on: current) }
  }

  /// The cursor was moved: details wait until it rests.
  mutating func moved(to current: Row?, now: Instant) {
    wakesAt = current?.key == row?.key ? nil : now.adding(milliseconds: CursorRest.milliseconds)
  }

  mutating func tick(_ current: Row?, now: Instant) {
    if let at = wakesAt, now >= at { stand(on: current) }
  }
}
