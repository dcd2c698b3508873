import Inventory
import Storage

extension Answers {
  func answer(_ question: TransferPage) throws(InventoryError) -> Page<TransferPage.Row> {
    lookAheadForViewer()
    var parts = question.order == .newest ? [TransferAnswerPart.newest] : TransferAnswerPart.byUrgency
    // What the filter leaves out as a whole is not looked through.
    let isUnderWay = question.filter.status.map { !$0.isOver } ?? question.filter.isUnderWay
    if question.order == .urgency, let isUnderWay {
      parts.removeAll { ($0 != .over) != isUnderWay }
    }
    var keySets: [KeySet] = []
    for part in parts {
      var keySet = part.keySet
      try require(question.filter, of: &keySet)
      keySets.append(keySet)
    }
    let isBlind = try isBlind
    return try reader.page(
      keySets, question.start, limit: question.limit,
      { row in
        TransferPage.Row(
          transfer: TransferTable.row(row),
          sums: isBlind ? TransferSums() : TransferLineTable.sums(row, from: TransferTable.width + 1),
          discrepancies: isBlind ? 0 : Int(row.integer(TransferTable.width)))
      }, key: { parts[$0].key($1.transfer) }, place: { parts[$0].place($1) })
  }

  func answer(_ question: TransferCard) throws(InventoryError) -> TransferCard.Card {
    lookAheadForViewer()
    let transfer = try transfer(question.transfer)
    let id = Value.integer(transfer.id.number)
    var card = TransferCard.Card(
      transfer: transfer, sums: TransferSums(), currency: "", receivers: [], parked: 0, discrepancies: 0)
    if try isBlind { return card }
    try reader.each([
      Statement("SELECT \(TransferLineTable.sums) FROM transfer x WHERE x.id = ?1", [id]),
      Statement(
        """
        SELECT CASE WHEN min(nullif(i.currency, '')) = max(i.currency) THEN max(i.currency) END
        FROM transfer_line c CROSS JOIN item i ON i.id = c.item WHERE c.transfer = ?1
        """, [id]),
      Statement(
        """
        SELECT a.actor FROM receive_event e CROSS JOIN act a ON a.id = e.act
        WHERE e.transfer = ?1 AND e.posted_by IS NULL GROUP BY a.actor ORDER BY max(e.id) DESC
        """, [id]),
      Statement(
        """
        SELECT count(*) FROM receive_event e WHERE e.transfer = ?1 AND e.line IS NULL AND \(ReceiveEventTable.isLive)
        """, [id]),
      Statement("SELECT count(*) FROM discrepancy WHERE transfer = ?1 AND state = 'open'", [id]),
    ]) { statement, row in
      switch statement {
      case 0: card.sums = TransferLineTable.sums(row, from: 0)
      case 1: card.currency = row.text(0)
      case 2: card.receivers.append(row.text(0))
      case 3: card.parked = Int(row.integer(0))
      default: card.discrepancies = Int(row.integer(0))
      }
      return true
    }
    return card
  }

  func answer(_ question: TransferLinePage) throws(InventoryError) -> Page<TransferLine> {
    lookAheadForViewer()
    let transfer = try transfer(question.transfer)
    if try isBlind { throw .withheld("what \(transfer.number) holds") }
    var keySet = KeySet(
      columns: TransferLineTable.columns, from: "transfer_line c \(TransferLineTable.joins)",
      keys: ["c.transfer", "c.number"])
    keySet.require("c.transfer = ?1", [.integer(transfer.id.number)])
    keySet.require(TransferLineTable.isSomething)
    if question.isOpen { keySet.require(TransferLineTable.isOpen) }
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require("c.item = ?1", [.id(item.id)])
    }
    return try reader.page(
      [keySet], question.start, limit: question.limit, TransferLineTable.row,
      key: { [String($1.transfer.number), String($1.number)] }, place: Answers.numbers(2))
  }

  func answer(_ question: ReceiveEventPage) throws(InventoryError) -> Page<ReceiveEvent> {
    lookAheadForViewer()
    let transfer = try transfer(question.transfer)
    if try isBlind { throw .withheld("what \(transfer.number) holds") }
    var keySet = KeySet(
      columns: ReceiveEventTable.columns, from: "receive_event e \(ReceiveEventTable.joins)", keys: ["e.id"],
      isDescending: true)
    keySet.require("e.transfer = ?1", [.integer(transfer.id.number)])
    if question.isParked { keySet.require("e.line IS NULL AND \(ReceiveEventTable.isLive)") }
    return try reader.page(
      [keySet], question.start, limit: question.limit, ReceiveEventTable.row, key: { [String($1.id)] },
      place: Answers.numbers(1))
  }

  func answer(_ question: DiscrepancyPage) throws(InventoryError) -> Page<Discrepancy> {
    lookAheadForViewer()
    if try isBlind { throw .withheld("what did not come as it should") }
    let isByValue = question.order == .value && question.isOpen
    var keySet = KeySet(
      columns: DiscrepancyTable.columns, from: "discrepancy d \(DiscrepancyTable.joins)",
      keys: isByValue ? ["d.value", "d.id"] : ["d.id"], isDescending: isByValue)
    if question.isOpen { keySet.require("d.state = 'open'") }
    if let name = question.transfer { keySet.require("d.transfer = ?1", [.integer(try transfer(name).id.number)]) }
    if let id = question.discrepancy { keySet.require("d.id = ?1", [.integer(id)]) }
    return try reader.page(
      [keySet], question.start, limit: question.limit, DiscrepancyTable.row,
      key: { isByValue ? [String($1.value.tenThousandths), String($1.id)] : [String($1.id)] },
      place: Answers.numbers(isByValue ? 2 : 1))
  }

  func answer(_ question: InTransitReport) throws(InventoryError) -> Page<InTransitReport.Row> {
    if try isBlind { throw .withheld("what is in transit") }
    var keySet = KeySet(
      columns: """
        \(TransferLineTable.columns),
        CASE WHEN xl.code = xs.code THEN xl.code ELSE xs.code || '/' || xl.code END,
        CASE WHEN yl.code = ys.code THEN yl.code ELSE ys.code || '/' || yl.code END, x.shipped_at, x.eta, i.currency
        """,
      from:
        "transfer x \(TransferTable.joins) CROSS JOIN transfer_line c ON c.transfer = x.id \(TransferLineTable.joins)",
      keys: ["x.id", "c.number"])
    keySet.require("x.status = 'in_transit' AND c.shipped + c.over > c.good + c.damaged + c.closed")
    try require(question.filter, of: &keySet)
    return try reader.page(
      [keySet], question.start, limit: question.limit,
      { row in
        InTransitReport.Row(
          line: TransferLineTable.row(row), from: row.text(TransferLineTable.width),
          to: row.text(TransferLineTable.width + 1), shippedAt: row.instantOrNil(TransferLineTable.width + 2),
          eta: row.instantOrNil(TransferLineTable.width + 3), currency: row.text(TransferLineTable.width + 4))
      }, key: { [String($1.line.transfer.number), String($1.line.number)] }, place: Answers.numbers(2))
  }

  func answer(_ question: EachTransferLine) throws(InventoryError) -> Int {
    if try isBlind { throw .withheld("what transfers hold") }
    var keySet = KeySet(
      columns: "\(TransferTable.columns), \(TransferLineTable.columns)",
      from:
        "transfer x \(TransferTable.joins) CROSS JOIN transfer_line c ON c.transfer = x.id \(TransferLineTable.joins)",
      keys: ["x.id", "c.number"])
    keySet.require(TransferLineTable.isSomething)
    try require(question.filter, of: &keySet)
    var count = 0
    try reader.streaming().each(keySet.statement(from: nil, backwards: false, count: Int(Int32.max))) { row in
      count += 1
      return question.each(TransferTable.row(row), TransferLineTable.line(row, from: TransferTable.width))
    }
    return count
  }

  func transfer(_ name: String) throws(InventoryError) -> Transfer {
    guard let found = try TransferFinder(reader: reader, actor: "").transfer(name) else {
      throw .noSuchTransfer(name)
    }
    return found
  }

  private func require(_ filter: TransferFilter, of keySet: inout KeySet) throws(InventoryError) {
    if let status = filter.status { keySet.require("x.status = ?1", [.text(status.rawValue)]) }
    if let isUnderWay = filter.isUnderWay {
      keySet.require("x.status \(isUnderWay ? "IN" : "NOT IN") ('requested', 'in_transit')")
    }
    for (name, alias) in [(filter.from, "xl"), (filter.to, "yl")] {
      guard let name else { continue }
      keySet.require("\(alias).path >= ?1 AND \(alias).path < ?1 || 'x'", [.text(try path(of: name))])
    }
    if let name = filter.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require(
        "EXISTS (SELECT 1 FROM transfer_line o INDEXED BY transfer_line_key WHERE o.transfer = x.id AND o.item = ?1)",
        [.id(item.id)])
    }
    if let text = filter.text, !text.isEmpty {
      let number = TransferID(text)?.number ?? 0
      keySet.require(
        "(x.id = ?1 OR x.reference >= ?2 AND x.reference < ?2 || char(1114111))", [.integer(number), .text(text)])
    }
  }

  /// Reads a cursor of so many whole numbers.
  static func numbers(_ count: Int) -> (Int, [String]) -> [Value]? {
    { _, texts in
      let numbers = texts.compactMap { Int64($0) }
      return numbers.count == count && texts.count == count ? numbers.map { .integer($0) } : nil
    }
  }
}
