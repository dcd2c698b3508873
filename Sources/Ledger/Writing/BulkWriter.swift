import Inventory
import Storage

/// Posts thousands of entries at once. Their balances were foreseen in memory, so each entry is one plain insert and each
/// record one update, instead of a trigger's work for each entry: four times as fast.
///
/// The triggers that would move and check balances entry by entry are taken down and put up again inside the one
/// transaction, so nobody ever sees the books without them. What they guard holds all the same: nobody has posted since
/// the balances were looked at (the ledger's end is guarded), `StockTrial` judged every entry by the same rules, and the
/// walls around the records stay up: a record only takes what its last entry says it left, and not below zero.
struct BulkWriter {
  private let plan: Plan
  private let end: Int64

  /// Whether a plan foresees its balances and is large enough.
  static func isWorthIt(_ plan: Plan) -> Bool {
    plan.ledgerEnd != nil && plan.entries.count >= 1000 && plan.entries.allSatisfy { $0.after != nil }
  }

  init(_ plan: Plan) {
    self.plan = plan
    self.end = plan.ledgerEnd ?? 0
  }

  var statements: [(statement: Statement, origin: PlanWriter.Origin)] {
    [guarding()] + EntryWalls.triggers.map { (Statement("DROP TRIGGER \($0.name)"), .helper) }
      + entries() + records() + EntryWalls.triggers.map { (Statement($0.sql), .helper) }
  }

  private func guarding() -> (Statement, PlanWriter.Origin) {
    (
      Statement("INSERT INTO assert_that SELECT ifnull(max(seq), 0) = ?1 FROM ledger", [.integer(end)]), .ledgerEnd
    )
  }

  private static let post = """
    INSERT INTO ledger(seq, act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
      on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after, reason, reference, lot)
    VALUES (?1, (SELECT max(id) FROM act), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
    """

  private func entries() -> [(Statement, PlanWriter.Origin)] {
    var statements: [(Statement, PlanWriter.Origin)] = []
    var index = 0
    while index < plan.entries.count {
      let start = index
      let hasLot = plan.entries[start].lot != nil
      var bindings: [Value] = []
      bindings.reserveCapacity((plan.entries.count - start) * 17)
      while index < plan.entries.count, (plan.entries[index].lot != nil) == hasLot {
        bind(plan.entries[index], index, into: &bindings)
        index += 1
      }
      let lot = hasLot ? "(SELECT id FROM lot WHERE item = ?3 AND code = ?18))" : "NULL)"
      statements.append(
        (Statement("\(BulkWriter.post) \(lot)", rows: index - start, bindings), .entries(from: start)))
    }
    return statements
  }

  private func bind(_ entry: PlannedEntry, _ index: Int, into bindings: inout [Value]) {
    bindings.append(.integer(end + 1 + Int64(index)))
    bindings.append(.integer(Int64(entry.kind.rawValue)))
    bindings.append(.id(entry.item))
    bindings.append(.id(entry.location))
    bindings.append(.instant(entry.occurredAt))
    append(entry.change, to: &bindings)
    append(entry.after ?? .zero, to: &bindings)
    bindings.append(.text(ifAny: entry.reason))
    bindings.append(.text(ifAny: entry.reference))
    if let lot = entry.lot { bindings.append(.text(lot.code)) }
  }

  private func append(_ balances: Balances, to bindings: inout [Value]) {
    bindings.append(.quantity(balances.onHand))
    bindings.append(.quantity(balances.reserved))
    bindings.append(.quantity(balances.allocated))
    bindings.append(.quantity(balances.blocked))
    bindings.append(.quantity(balances.incoming))
  }

  private struct Key: Hashable, Comparable {
    var item: Int64
    var location: Int64
    static func < (a: Key, b: Key) -> Bool { (a.item, a.location) < (b.item, b.location) }
  }

  /// What the last entry of each record leaves, in the order of the records, which is the order they lie in.
  private func records() -> [(Statement, PlanWriter.Origin)] {
    var last: [Key: (index: Int, exists: Bool, movedAt: Instant)] = [:]
    last.reserveCapacity(plan.entries.count)
    for (index, entry) in plan.entries.enumerated() {
      let key = Key(item: entry.item.number, location: entry.location.number)
      let before = last[key]
      last[key] = (
        index, before?.exists ?? entry.recordExists, max(before?.movedAt ?? entry.occurredAt, entry.occurredAt)
      )
    }
    var known: [Value] = []
    // Not known when the plan was made; the plan itself, or somebody else's note, may have made them meanwhile.
    var new: [Value] = []
    for (key, record) in last.sorted(by: { $0.key < $1.key }) {
      var row: [Value] = [.integer(key.item), .integer(key.location)]
      append(plan.entries[record.index].after ?? .zero, to: &row)
      row += [.integer(end + 1 + Int64(record.index)), .instant(record.movedAt)]
      if record.exists { known += row } else { new += row }
    }
    return statement(
      """
      UPDATE stock_record SET on_hand = ?3, reserved = ?4, allocated = ?5, blocked = ?6, incoming = ?7, last_entry = ?8,
        last_movement_at = max(ifnull(last_movement_at, ?9), ?9)
      WHERE item = ?1 AND location = ?2
      """, known + new)
      + statement(
        """
        INSERT INTO stock_record(item, location, on_hand, reserved, allocated, blocked, incoming, last_entry,
          last_movement_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
        WHERE NOT EXISTS (SELECT 1 FROM stock_record WHERE item = ?1 AND location = ?2)
        """, new)
  }

  private func statement(_ sql: String, _ bindings: [Value]) -> [(Statement, PlanWriter.Origin)] {
    bindings.isEmpty ? [] : [(Statement(sql, rows: bindings.count / 9, bindings), .helper)]
  }
}
