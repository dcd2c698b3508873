import Inventory
import Storage

/// Turns changes of requisitions, orders and receipts into statements.
enum PurchaseWriter {
  static func statements(of change: PurchaseChange) -> [Statement] {
    switch change {
    case .createRequisition(let requisition, let lines): RequisitionTable.add(requisition, lines)
    case .setRequisition(let requisition, let version): RequisitionTable.set(requisition, from: version)
    case .place(let requisition, let lines, let order): [RequisitionTable.place(requisition, lines, on: order)]
    case .freeRequisitions(let order): RequisitionTable.free(of: order)
    case .createOrder(let order, let lines): [OrderTable.add(order), OrderTable.addLines(order.id, lines)]
    case .setOrder(let order, let version): OrderTable.set(order, from: version)
    case .setOrderLines(let order, let lines): [OrderTable.removeLines(order), OrderTable.addLines(order, lines)]
    case .step(let order, let steps): [OrderTable.step(order, steps)]
    case .createReceipt(let receipt, let lines):
      [ReceiptTable.add(receipt)] + ReceiptTable.addLines(receipt.id, lines)
    case .setReceipt(let receipt, let version): ReceiptTable.set(receipt, from: version)
    case .setReceiptLines(let receipt, let lines, let items):
      ReceiptTable.removeLines(receipt, of: items) + ReceiptTable.addLines(receipt, lines)
    case .scan(let receipt, let scans): ReceiptTable.scan(receipt, from: scans)
    }
  }

  /// Which entries of an act belong to which lines; nil where none does.
  static func parts(of entries: [PlannedEntry]) -> Statement? {
    var rows = 0
    var bindings: [Value] = []
    for (index, entry) in entries.enumerated() {
      guard let part = entry.purchase else { continue }
      rows += 1
      bindings += [
        .integer(Int64(index)), .integer(ifAny: part.order?.number), .integer(ifAny: part.receipt?.number),
        .integer(Int64(part.line)),
      ]
    }
    guard rows > 0 else { return nil }
    return Statement(
      """
      INSERT INTO purchase_entry(entry, purchase_order, receipt, line)
      SELECT first_entry + ?1, ?2, ?3, ?4 FROM act WHERE id = (SELECT max(id) FROM act)
      """, rows: rows, bindings)
  }
}
