import Inventory

/// A transfer that is being scanned into: what a scan must know of it, and does not change. How much came of a line is
/// not remembered to be used, nor serials.
struct RememberedTransfer: Sendable {
  private var facts: TransferFacts
  private var lines: [Int: TransferLine] = [:]

  init(_ facts: TransferFacts) {
    self.facts = facts
    self.facts.lines = []
    self.facts.serials = []
  }

  /// Adds lines that were looked up; what was known of another version goes.
  mutating func add(_ found: TransferFacts) {
    if found.transfer.version != facts.transfer.version || found.lastLine != facts.lastLine {
      self = RememberedTransfer(found)
    }
    for line in found.lines { lines[line.number] = line }
  }

  /// Nil where an item has no line that is known, or is told apart by serials.
  func facts(_ items: Set<ItemID>) -> TransferFacts? {
    let own = lines.values.filter { items.contains($0.item) }.sorted { $0.number < $1.number }
    guard Set(own.map(\.item)) == items, own.allSatisfy({ $0.tracking != .serial }) else { return nil }
    var facts = facts
    facts.lines = own
    return facts
  }
}

extension TransferNeed {
  /// Whether what is remembered of a transfer will do: for scans that name no serial and take nothing back.
  var isOfScan: Bool {
    guard case .items = lines else { return false }
    return event == nil && events.isEmpty && serials.isEmpty && discrepancy == nil && receipt == nil && !isForShipping
      && !pendingEvents
  }
}
