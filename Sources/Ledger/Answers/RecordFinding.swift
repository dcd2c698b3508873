import Inventory
import Storage

extension RecordText {
  /// Conditions on act `a`.
  var ofEvents: [(sql: String, bindings: [Value])] {
    let words = """
      a.id || ' ' || a.action || ' ' || a.actor || ' ' || a.terminal || ' ' || ifnull(a.entity, '') || ' '
        || ifnull(a.reference, '')
      """
    return among("a.id", of: "SELECT max(id) FROM act") + occurring(in: words)
  }

  /// Conditions on ledger entry `e`, joined as ``LedgerTable/joins`` does.
  /// - Parameter item: the item whose entries are listed, where they are those of one.
  func ofEntries(of item: ItemID?) -> [(sql: String, bindings: [Value])] {
    let words = """
      e.seq || ' ' || i.sku || '/' || i.variant || ' ' || i.name || ' ' || s.code || '/' || l.code || ' ' || a.actor
        || ' ' || ifnull(e.reference, '') || ' ' || ifnull(e.reason, '') || ' ' || ifnull(t.code, '')
      """
    guard let item else { return among("e.seq", of: "SELECT max(seq) FROM ledger") + occurring(in: words) }
    let latest = """
      e.occurred_at >= (SELECT min(occurred_at) FROM (SELECT occurred_at FROM ledger INDEXED BY ledger_history
        WHERE item = ?1 ORDER BY occurred_at DESC LIMIT \(RecordText.span)))
      """
    return [(latest, [.id(item)])] + occurring(in: words)
  }

  private func among(_ number: String, of last: String) -> [(sql: String, bindings: [Value])] {
    let first = "ifnull(?1, (\(last)))"
    return [("\(number) <= \(first) AND \(number) > \(first) - \(RecordText.span)", [.integer(ifAny: newest)])]
  }

  private func occurring(in words: String) -> [(sql: String, bindings: [Value])] {
    text.split(separator: " ").map { ("instr(lower(\(words)), lower(?1)) > 0", [.text(String($0))]) }
  }
}
