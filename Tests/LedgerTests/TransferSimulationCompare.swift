import Inventory
import Storage
import Testing

/// Holds the books against the model after every act: balances, lots, serials, lines, discrepancies, quantity and value.
extension TransferSimulation {
  func compare() throws {
    try compareStock()
    try compareLines()
    try compareFound()
    try compareSums()
  }

  private var list: String { "(\(items.values.map { String($0.number) }.sorted().joined(separator: ",")))" }

  private func read(_ sql: String, _ each: (any Row) throws -> Void) throws {
    try house.database.read([Statement(sql)]) { _, row in
      try each(row)
      return true
    }
  }

  private func balances(_ row: any Row, _ column: Int) -> Balances {
    func quantity(_ offset: Int) -> Quantity { Quantity(thousandths: row.integer(column + offset)) }
    return Balances(
      onHand: quantity(0), reserved: quantity(1), allocated: quantity(2), blocked: quantity(3), incoming: quantity(4))
  }

  private func name(_ item: Int64) -> String { items.first { $0.value.number == item }?.key ?? "?" }

  private func compareStock() throws {
    var seen: Set<SimulationModel.Record> = []
    let sums = model.goods.entries.reduce(into: [SimulationModel.Record: Balances]()) { sums, entry in
      sums[entry.record, default: .zero] += entry.change
    }
    try read(
      """
      SELECT r.item, l.code, r.on_hand, r.reserved, r.allocated, r.blocked, r.incoming FROM stock_record r
      JOIN location l ON l.id = r.location WHERE r.item IN \(list)
      """
    ) { row in
      let record = SimulationModel.Record(item: name(row.integer(0)), place: short(row.text(1)))
      seen.insert(record)
      let has = balances(row, 2)
      if has != sums[record] ?? .zero {
        throw fail("\(record.item) at \(record.place): \(has), not \(sums[record] ?? .zero)")
      }
      if has.incoming != model.incoming(record.item, at: record.place) {
        throw fail("\(record.item) at \(record.place): \(has.incoming) incoming")
      }
    }
    if let lost = sums.first(where: { $0.value != .zero && !seen.contains($0.key) }) {
      throw fail("\(lost.key.item) at \(lost.key.place) has no record")
    }
    try read(
      """
      SELECT t.code, l.code, k.on_hand, k.reserved, k.allocated, k.blocked, 0 FROM lot t
      JOIN lot_stock k ON k.lot = t.id JOIN location l ON l.id = k.location WHERE t.item IN \(list)
      """
    ) { row in
      let expected = model.goods.lotBalances(SimulationModel.Record(item: "L", place: short(row.text(1))), row.text(0))
      let has = balances(row, 2)
      if has.onHand != expected.onHand || has.blocked != expected.blocked {
        throw fail("lot \(row.text(0)) at \(row.text(1)): \(has), not \(expected)")
      }
    }
    try read(
      "SELECT n.code, l.code FROM serial n LEFT JOIN location l ON l.id = n.location WHERE n.item IN \(list)"
    ) { row in
      let place = model.goods.place(of: row.text(0))
      if row.textOrNil(1).map({ short($0) }) != place {
        throw fail("serial \(row.text(0)) at \(row.textOrNil(1) ?? "-"), not \(place ?? "-")")
      }
    }
  }

  private func compareLines() throws {
    var lines: [String: [String]] = [:]
    try read(
      """
      SELECT c.transfer, c.number, c.item, t.code, c.requested, c.shipped, c.good, c.damaged, c.over, c.closed,
        c.pending_good, c.pending_damaged, c.pending_over, c.shipped_value, c.arrived_value, x.status,
        (SELECT group_concat(serial || ' ' || state) FROM (SELECT * FROM transfer_serial z
          WHERE z.transfer = c.transfer AND z.line = c.number ORDER BY serial))
      FROM transfer_line c JOIN transfer x ON x.id = c.transfer LEFT JOIN lot t ON t.id = c.lot
      WHERE c.item IN \(list) ORDER BY c.transfer, c.number
      """
    ) { row in
      let figures = (4...12).map { Quantity(thousandths: row.integer($0)) }
      // Shipped and over is good, damaged, closed short or in transit.
      if figures[1] + figures[4] < figures[2] + figures[3] + figures[5] {
        throw fail("line \(row.integer(1)): \(figures)")
      }
      let number = TransferID(row.integer(0)).description
      lines[number, default: []].append(
        "\(row.integer(1)) \(name(row.integer(2))) \(row.textOrNil(3) ?? "-") \(figures) \(row.integer(13)) "
          + "\(row.integer(14)) \(row.text(15)) \(row.textOrNil(16) ?? "")")
    }
    for transfer in model.transfers {
      let expected = transfer.lines.map { line in
        let figures = [
          line.requested, line.shipped, line.good, line.damaged, line.over, line.closed, line.pendingGood,
          line.pendingDamaged, line.pendingOver,
        ]
        let serials = line.serials.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
        return "\(line.number) \(line.item) \(line.lot ?? "-") \(figures) \(line.shippedValue) \(line.arrivedValue) "
          + "\(transfer.status.rawValue) \(serials.joined(separator: ","))"
      }
      let has = lines[transfer.number] ?? []
      if has != expected {
        let pairs = has + Array(repeating: "none", count: max(0, expected.count - has.count))
        let wrong = zip(pairs, expected).filter { $0 != $1 }.map { "\($0)\n  not \($1)" }
        throw fail(
          "\(transfer.number):\n  \(wrong.joined(separator: "\n  ")) \(has.count) lines, not \(expected.count)")
      }
    }
  }

  private func compareFound() throws {
    var found: [Int64: String] = [:]
    try read(
      """
      SELECT d.id, d.line, d.kind, d.quantity, d.value, d.state, d.resolution FROM discrepancy d
      JOIN transfer_line c ON c.transfer = d.transfer AND c.number = d.line WHERE c.item IN \(list)
      """
    ) { row in
      found[row.integer(0)] =
        "\(row.integer(1)) \(row.text(2)) \(Quantity(thousandths: row.integer(3))) \(row.integer(4)) \(row.text(5)) \(row.textOrNil(6) ?? "-")"
    }
    for transfer in model.transfers {
      for one in transfer.found {
        let expected =
          "\(one.line) \(one.kind.rawValue) \(one.quantity) \(one.value) \(one.isOpen ? "open" : "resolved") "
          + "\(one.resolution?.rawValue ?? "-")"
        if found[one.id] != expected {
          throw fail("\(transfer.number): discrepancy \(found[one.id] ?? "none"), not \(expected)")
        }
      }
    }
    if found.count != model.transfers.reduce(0, { $0 + $1.found.count }) { throw fail("\(found.count) discrepancies") }
  }

  /// What came into the house is on hand, on its way, or missing; and what left at a value comes at it, is on its way at
  /// it, or is missing at it.
  private func compareSums() throws {
    var quantities: [String: Quantity] = [:]
    for entry in model.goods.entries { quantities[entry.record.item, default: .zero] += entry.change.onHand }
    for transfer in model.transfers {
      for line in transfer.lines { quantities[line.item, default: .zero] += line.inTransit }
      for found in transfer.found where found.isMissing {
        guard let line = transfer.lines.first(where: { $0.number == found.line }) else { continue }
        quantities[line.item, default: .zero] += found.quantity
      }
    }
    for (item, quantity) in quantities where quantity != model.brought[item] ?? .zero {
      throw fail("\(quantity) of \(item), yet \(model.brought[item] ?? .zero) were brought")
    }
    var values: [String: Int64] = [:]
    try read(
      """
      SELECT p.transfer, p.line, sum(p.value) FROM transfer_entry p
      JOIN transfer_line c ON c.transfer = p.transfer AND c.number = p.line
      WHERE c.item IN \(list) GROUP BY p.transfer, p.line
      """
    ) { row in
      values["\(TransferID(row.integer(0))) \(row.integer(1))"] = row.integer(2)
    }
    for transfer in model.transfers {
      for line in transfer.lines {
        let missing = transfer.found.reduce(Int64(0)) { sum, found in
          found.line == line.number && found.isMissing ? sum + found.value : sum
        }
        let expected = line.overValue - (line.shippedValue - line.arrivedValue) - missing
        if values["\(transfer.number) \(line.number)"] ?? 0 != expected {
          throw fail(
            "\(transfer.number) line \(line.number): entries are worth \(values["\(transfer.number) \(line.number)"] ?? 0), "
              + "not \(expected)")
        }
      }
    }
  }

  /// The questions say the same as the tables.
  func compareAnswers() throws {
    for transfer in model.transfers {
      let card = try house.books.ask(TransferCard(transfer.number))
      let open = transfer.found.count(where: \.isOpen)
      let inTransit = transfer.lines.reduce(Quantity.zero) { $0 + $1.inTransit }
      let seen = transfer.lines.filter {
        !($0.requested + $0.shipped + $0.over + $0.pendingGood + $0.pendingDamaged).isZero
      }
      guard card.transfer.status == transfer.status, card.discrepancies == open, card.sums.inTransit == inTransit,
        card.sums.lines == seen.count, card.sums.linesDone == seen.count(where: \.isDone)
      else { throw fail("the card of \(transfer.number) says \(card)") }
    }
    for item in ["P", "M", "L", "S"] {
      let total = try house.books.ask(ItemStock(code(item))).total
      let expected = model.goods.entries.reduce(Balances.zero) { $1.record.item == item ? $0 + $1.change : $0 }
      if total != expected { throw fail("\(item): \(total), not \(expected)") }
    }
  }
}
