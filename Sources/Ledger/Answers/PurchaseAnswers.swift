import Inventory
import Storage

extension Answers {
  // MARK: Requisitions

  func answer(_ question: RequisitionPage) throws(InventoryError) -> Page<RequisitionPage.Row> {
    var keySet = KeySet(
      columns: RequisitionTable.columns, from: "requisition x", keys: ["x.id"], isDescending: true)
    if let status = question.status { keySet.require("x.status = ?1", [.text(status.rawValue)]) }
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require(
        "EXISTS (SELECT 1 FROM requisition_line o WHERE o.requisition = x.id AND o.item = ?1)", [.id(item.id)])
    }
    let page = try reader.page(
      [keySet], question.start, limit: question.limit, RequisitionTable.row, key: { [String($1.id.number)] },
      place: Answers.numbers(1))
    // How much is wanted follows from how much there is.
    let lines = try isBlind ? [:] : lines(of: page.rows.map(\.id))
    return Page(
      rows: page.rows.map { RequisitionPage.Row(requisition: $0, lines: lines[$0.id] ?? []) }, next: page.next,
      previous: page.previous)
  }

  func answer(_ question: RequisitionCard) throws(InventoryError) -> RequisitionPage.Row {
    guard let found = try PurchaseFinder(reader: reader).requisition(question.requisition) else {
      throw .noSuchRequisition(question.requisition)
    }
    if try isBlind { throw .withheld("what \(found.number) asks for") }
    return RequisitionPage.Row(requisition: found, lines: try lines(of: [found.id])[found.id] ?? [])
  }

  private func lines(of requisitions: [RequisitionID]) throws(InventoryError) -> [RequisitionID: [RequisitionLine]] {
    guard !requisitions.isEmpty else { return [:] }
    let lines = try reader.all(RequisitionTable.lines(of: requisitions), RequisitionTable.line)
    return Dictionary(grouping: lines, by: \.requisition)
  }

  // MARK: Receipts

  func answer(_ question: ReceiptPage) throws(InventoryError) -> Page<ReceiptPage.Row> {
    let parts: [Bool] = [true, false].filter { question.isUpcoming == nil || $0 == question.isUpcoming }
    var item: ItemID?
    if let name = question.item {
      guard let found = try reader.item(name) else { throw .noSuchItem(name) }
      item = found.id
    }
    var order: PurchaseOrder?
    if let number = question.order { order = try PurchaseFinder(reader: reader).order(number) }
    var inside: String?
    if let name = question.location { inside = try path(of: name) }
    var keySets: [KeySet] = []
    for part in parts {
      var keySet = KeySet(
        columns: "\(ReceiptTable.columns), \(Answers.receiptSums)", from: "receipt x \(ReceiptTable.joins)",
        keys: part ? ["x.due", "x.id"] : ["x.id"], isDescending: !part)
      keySet.require(
        part ? "x.status IN ('expected', 'pending')" : "x.status IN ('posted', 'cancelled', 'undone')")
      if let number = question.order {
        // What is expected names an order that the books need not know.
        keySet.require(
          "(x.purchase_order = ?1 OR x.purchase_order IS NULL AND x.order_text = ?2)",
          [.integer(order?.id.number ?? 0), .text(number)])
      }
      if let item {
        keySet.require("EXISTS (SELECT 1 FROM receipt_line r WHERE r.item = ?1 AND r.receipt = x.id)", [.id(item)])
      }
      if let path = inside { keySet.require("yl.path >= ?1 AND yl.path < ?1 || 'x'", [.text(path)]) }
      keySets.append(keySet)
    }
    let isBlind = try isBlind
    return try reader.page(
      keySets, question.start, limit: question.limit,
      { row in
        ReceiptPage.Row(
          receipt: ReceiptTable.row(row), lines: isBlind ? 0 : Int(row.integer(ReceiptTable.width)),
          received: isBlind ? .zero : row.quantity(ReceiptTable.width + 1),
          rejected: isBlind ? .zero : row.quantity(ReceiptTable.width + 2))
      },
      key: { part, row in
        (parts[part] ? [Answers.due(row.receipt.expectedOn)] : []) + [String(row.receipt.id.number)]
      }, place: { part, texts in Answers.numbers(parts[part] ? 2 : 1)(part, texts) })
  }

  private static let receiptSums = """
    (SELECT count(*) FROM receipt_line c WHERE c.receipt = x.id),
    (SELECT ifnull(sum(c.received), 0) FROM receipt_line c WHERE c.receipt = x.id),
    (SELECT ifnull(sum(c.rejected), 0) FROM receipt_line c WHERE c.receipt = x.id)
    """

  func answer(_ question: ReceiptCard) throws(InventoryError) -> ReceiptCard.Card {
    guard let found = try PurchaseFinder(reader: reader).receipt(question.receipt) else {
      throw .noSuchReceipt(question.receipt)
    }
    if try isBlind { throw .withheld("what \(found.number) holds") }
    return ReceiptCard.Card(
      receipt: found, lines: try reader.all(ReceiptTable.lines(of: found.id), ReceiptTable.line))
  }

  // MARK: Codes

  /// What a code is of buying: an order by its number, or, where it was sent, by its reference; a receipt or a requisition by
  /// its whole number.
  func purchases(_ code: String) throws(InventoryError) -> [LookUp.Hit] {
    let plain = code.lowercased()
    let receipt = plain.hasPrefix("rc-") ? ReceiptID(code) : nil
    let requisition = plain.hasPrefix("rq-") ? RequisitionID(code) : nil
    var hits: [LookUp.Hit] = []
    try reader.each([
      Statement(
        """
        SELECT \(OrderTable.columns) FROM purchase_order x \(OrderTable.joins) WHERE x.number = ?1
        UNION SELECT \(OrderTable.columns) FROM purchase_order x INDEXED BY purchase_order_reference \(OrderTable.joins)
        WHERE x.reference = ?1 AND x.status = 'sent' LIMIT 20
        """, [.text(code)]),
      ReceiptTable.find(receipt ?? ReceiptID(0)), RequisitionTable.find(requisition ?? RequisitionID(0)),
    ]) { statement, row in
      switch statement {
      case 0: hits.append(.order(OrderTable.row(row)))
      case 1: hits.append(.receipt(ReceiptTable.row(row)))
      default: hits.append(.requisition(RequisitionTable.row(row)))
      }
      return true
    }
    return hits
  }
}
