import Inventory
import Storage

/// What the database adds to an act, read with its commit: its number, the balances that its entries left, and for which of
/// the items it freed somebody waits.
struct MadeByAct {
  let statements: [Statement]
  private let entriesToBe: ArraySlice<PlannedEntry>
  private let context: ActContext
  private(set) var event: Int64 = 0
  private(set) var entries: [LedgerEntry] = []
  /// Of these came free what a reservation waits for.
  private(set) var waiting: [ItemID] = []

  /// - Parameter isImport: nobody reads the entries.
  init(_ plan: Plan, _ context: ActContext, isImport: Bool) {
    self.context = context
    entriesToBe = isImport ? [] : plan.entries[...]
    var statements = [
      Statement(isImport ? "SELECT id FROM act WHERE key = ?1" : LedgerTable.made, [.text(context.key)])
    ]
    let freed = Set(plan.entries.lazy.filter { $0.change.available > .zero }.map(\.item))
    if !freed.isEmpty { statements.append(MadeByAct.probe(freed.sorted())) }
    self.statements = statements
  }

  /// A probe of each item, of an index that holds only what waits.
  private static func probe(_ items: [ItemID]) -> Statement {
    Statement(
      """
      SELECT item FROM reservation_line INDEXED BY reservation_line_waiting WHERE waiting > 0 AND item = ?1 LIMIT 1
      """, rows: items.count, items.map { .id($0) })
  }

  /// Takes a row of a statement.
  mutating func take(_ statement: Int, _ row: any Row) -> Bool {
    guard statement == 0 else {
      waiting.append(ItemID(row.integer(0)))
      return true
    }
    event = row.integer(0)
    if entries.count < entriesToBe.count, !row.isNull(1) {
      var entry = entriesToBe[entries.count].foreseen(after: row.balances(2), context)
      entry.id = row.integer(1)
      entries.append(entry)
    }
    return true
  }

  /// Forgets what came of an answer that broke off.
  mutating func clear() {
    event = 0
    entries = []
    waiting = []
  }
}

extension PlannedEntry {
  func foreseen(after: Balances, _ context: ActContext) -> LedgerEntry {
    LedgerEntry(
      id: 0, key: context.key, kind: kind, code: code, item: item, location: location, place: place, lot: lot?.code,
      serials: serials, change: change, after: after, reason: reason, reference: reference, note: note,
      metadata: metadata, cost: cost, actor: context.actor, terminal: context.terminal, occurredAt: occurredAt,
      recordedAt: context.now, reverses: reverses, reversedBy: nil)
  }
}
