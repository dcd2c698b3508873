import Inventory
import Storage

/// Follows the goods of a lot both ways: to what brought them, through the lots they were split from, and to what took
/// them, through the lots that were split off.
struct LotTracing {
  let reader: Reader
  /// What happened in places that are counted blind is kept from who asks.
  let isBlind: Bool

  struct Trace {
    var ancestors: [LotCard.Split] = []
    var descendants: [LotCard.Split] = []
    var sources: [LedgerEntry] = []
    var destinations: [LedgerEntry] = []
  }

  /// As many of each as a person can look through: a recall has an export of movements.
  private static let most = 500

  func trace(_ lot: LotID) throws(InventoryError) -> Trace {
    var trace = Trace()
    let (from, before) = try family(of: lot, isUp: true)
    let (to, after) = try family(of: lot, isUp: false)
    trace.ancestors = before
    trace.descendants = after
    trace.sources = try entries(
      of: from, "e.on_hand > 0 AND e.kind NOT IN (9, 14, 19)")
    trace.destinations = try entries(
      of: to, "e.on_hand <> 0 AND (e.on_hand < 0 OR e.kind = 9) AND e.kind NOT IN (14, 19)")
    return trace
  }

  /// A lot and those it came from, or those that came from it, with the splits between them, the nearest first. A split
  /// that was taken back never happened.
  private func family(of lot: LotID, isUp: Bool) throws(InventoryError) -> ([Int64], [LotCard.Split]) {
    var members = [lot.number]
    var splits: [LotCard.Split] = []
    var next = 0
    while next < members.count, splits.count < LotTracing.most {
      let found = try self.splits(of: members[next], isUp: isUp)
      for (other, split) in found {
        splits.append(split)
        if !members.contains(other) { members.append(other) }
      }
      next += 1
    }
    return (members, splits)
  }

  private func splits(of lot: Int64, isUp: Bool) throws(InventoryError) -> [(Int64, LotCard.Split)] {
    // The new lot's entry comes first, the old one's follows it.
    let (own, other) = isUp ? ("n", "o") : ("o", "n")
    return try reader.all(
      Statement(
        """
        SELECT \(other).lot, f.code, t.code, n.on_hand, n.occurred_at, n.seq FROM ledger \(own)
        CROSS JOIN ledger \(other) ON \(other).seq = \(own).seq \(isUp ? "+" : "-") 1 AND \(other).act = \(own).act
          AND \(other).kind = 19
        CROSS JOIN lot f ON f.id = o.lot CROSS JOIN lot t ON t.id = n.lot CROSS JOIN location l ON l.id = n.location
        WHERE \(own).lot = ?1 AND \(own).kind = 19 AND n.on_hand > 0 AND o.on_hand < 0
          AND NOT EXISTS (SELECT 1 FROM entry_detail d WHERE d.reverses = n.seq OR d.entry = n.seq AND d.reverses > 0)
          \(isBlind ? "AND NOT \(Blindness.hidden)" : "") ORDER BY n.seq LIMIT \(LotTracing.most)
        """, [.integer(lot)])
    ) { row in
      (
        row.integer(0),
        LotCard.Split(
          from: row.text(1), to: row.text(2), quantity: row.quantity(3), occurredAt: row.instant(4),
          entry: row.integer(5))
      )
    }
  }

  /// In the order they were recorded, without those that were taken back.
  private func entries(of lots: [Int64], _ condition: String) throws(InventoryError) -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    for lot in lots where entries.count < LotTracing.most {
      entries += try reader.all(
        Statement(
          """
          SELECT \(LedgerTable.columns) FROM ledger e \(LedgerTable.joins) WHERE e.lot = ?1 AND \(condition)
            AND d.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry_detail x WHERE x.reverses = e.seq)
            \(isBlind ? "AND NOT \(Blindness.hidden)" : "") ORDER BY e.seq LIMIT \(LotTracing.most - entries.count)
          """, [.integer(lot)]), LedgerTable.entry)
    }
    return entries.sorted { $0.id < $1.id }
  }
}
