import Inventory
import Testing

/// What comes at the dock: whole and in parts, damaged, too much, the wrong thing; and what is taken back.
extension TransferSimulation {
  /// What came of one line, as somebody says.
  struct Came {
    var item: String
    var lot: String?
    var good = Quantity.zero
    var damaged = Quantity.zero
    var over = Quantity.zero
    var serials: [String] = []
    var damagedSerials: [String] = []
  }

  mutating func receive() throws {
    guard let index = any(.inTransit) else { return }
    let transfer = model.transfers[index]
    var act = ReceiveTransfer(transfer.number)
    var came: [Came] = []
    if numbers.once(in: 4) {
      came = transfer.lines.filter { $0.inTransit > .zero }.map {
        Came(item: $0.item, lot: $0.lot, good: $0.inTransit, serials: $0.serials(.inTransit))
      }
    } else {
      for line in transfer.lines where line.inTransit > .zero && !numbers.once(in: 3) { came.append(some(of: line)) }
      if numbers.once(in: 5) { came.append(wrong(transfer)) }
      if came.isEmpty { return }
      act.lines = came.map { line in
        var asked = ReceiveTransfer.Line(
          code(line.item), good: line.good, damaged: line.damaged, over: line.over, lot: line.lot,
          serials: line.serials,
          damagedSerials: line.damagedSerials)
        if line.lot == TransferModel.strangeLot { asked.expires = Day("2027-09-15") }
        return asked
      }
    }
    let actor = TransferSimulation.people.any(&numbers)
    let what = "\(transfer.number) receives \(act.lines == nil ? "all: " : "")\(came)"
    try take(came, index, act, what, by: actor)
  }

  /// A part of a line, seldom more than is on its way.
  private mutating func some(of line: TransferModel.Line) -> Came {
    var came = Came(item: line.item, lot: line.lot)
    if line.item == "S" {
      for serial in line.serials(.inTransit) where !numbers.once(in: 3) {
        if numbers.once(in: 5) { came.damagedSerials.append(serial) } else { came.serials.append(serial) }
      }
      if numbers.once(in: 6) {
        came.serials.append("x\(serials)")
        serials += 1
        came.over = Quantity(1)
      }
      came.good = Quantity(came.serials.count)
      came.damaged = Quantity(came.damagedSerials.count)
      return came
    }
    let most = Int(line.inTransit.thousandths / 1000)
    came.good = numbers.once(in: 2) ? line.inTransit : min(line.inTransit, amount(of: line.item, most: max(1, most)))
    if numbers.once(in: 4) {
      came.damaged = min(came.good, amount(of: line.item, most: 3))
      came.good -= came.damaged
    }
    if numbers.once(in: 6) {
      came.over = amount(of: line.item, most: 3)
      came.good = line.inTransit - came.damaged + (numbers.once(in: 8) ? .zero : came.over)
    }
    if numbers.once(in: 25) { came.good += Quantity(1) }
    return came
  }

  /// Something that was not shipped.
  private mutating func wrong(_ transfer: TransferModel.Document) -> Came {
    var came = Came(item: ["P", "M", "L"].any(&numbers))
    came.good = amount(of: came.item, most: 4)
    if !numbers.once(in: 4) { came.over = came.good }
    if came.item == "L", !numbers.once(in: 10) {
      came.lot = (TransferModel.lots + [TransferModel.strangeLot]).any(&numbers)
    }
    return came
  }

  /// Receives in the books and in the model.
  mutating func take(_ came: [Came], _ index: Int, _ act: some Act, _ what: String, by actor: String) throws {
    var transfer = model.transfers[index]
    var plan: [Part] = []
    var refusals: Set<String>?
    if transfer.status != .inTransit { refusals = ["transfer-state"] }
    if came.isEmpty, refusals == nil { refusals = ["nothing-to-receive", "nothing-scanned"] }
    if refusals == nil {
      // Which of several lines that cannot be is named first is not judged.
      for line in came {
        guard let why = receive(line, &transfer, wasShipped: model.transfers[index], &plan) else { continue }
        refusals = (refusals ?? []).union(why)
      }
    }
    var after = model
    let arrived = plan.map { part in
      after.entry(
        part.isOver ? .adjustment : .transferIn, transfer.lines[part.line].item, transfer.to,
        lot: transfer.lines[part.line].lot,
        serials: part.serials, onHand: part.quantity, blocked: part.isDamaged ? part.quantity : .zero,
        incoming: part.isOver ? .zero : -part.quantity, when: now)
    }
    if refusals == nil, !after.goods.post(arrived) { refusals = ["serial-in-stock"] }
    guard let answer = try send(act, what, refusals: refusals, by: actor) else { return }
    guard answer.entries.map(\.change) == arrived.map(\.change) else {
      throw fail("\(what) posted \(answer.entries.map { "\($0.kind.name) \($0.change)" })")
    }
    var parts: [TransferModel.Part] = []
    for (part, (entry, posted)) in zip(plan, zip(arrived, answer.entries)) {
      let line = transfer.lines[part.line]
      if part.isOver { after.brought[line.item, default: .zero] += part.quantity }
      parts.append(
        TransferModel.Part(
          id: posted.id, line: part.line, entry: entry, value: part.value, isDamaged: part.isDamaged,
          isOver: part.isOver))
      if part.isDamaged || part.isOver {
        transfer.found.append(
          TransferModel.Found(
            line: line.number, kind: part.kind, quantity: part.quantity, value: part.value, receipt: answer.key))
      }
    }
    transfer.receipts.append(TransferModel.Receipt(key: answer.key, actor: actor, parts: parts))
    transfer.settle()
    after.transfers[index] = transfer
    model = after
    try adoptFound(index, what)
  }

  /// What a receipt comes to.
  private struct Part {
    var line: Int
    var quantity: Quantity
    var serials: [String]
    var value: Int64
    var isDamaged = false
    var isOver = false
    var kind = Discrepancy.Kind.damaged
  }

  /// Receives one line, or says why not.
  private mutating func receive(
    _ came: Came, _ transfer: inout TransferModel.Document, wasShipped before: TransferModel.Document,
    _ plan: inout [Part]
  ) -> Set<String>? {
    if came.good + came.damaged == .zero { return ["bad-quantity"] }
    var own = before.line(came.item, lot: came.lot)
    if let own, came.item == "L", transfer.lines[own].lot == nil { return ["lot-needed"] }
    if own == nil {
      if came.over != came.good || !came.damaged.isZero { return ["not-on-transfer"] }
      if came.item == "L", came.lot == nil { return ["lot-needed"] }
      own = transfer.lines.firstIndex { $0.item == came.item && $0.lot == came.lot }
      if own == nil {
        own = transfer.lines.count
        transfer.lines.append(TransferModel.Line(number: transfer.lines.count + 1, item: came.item, lot: came.lot))
      }
    }
    guard let own else { return [] }
    let line = transfer.lines[own]
    var beyond = came.good + came.damaged - line.inTransit
    var strangers: [String] = []
    var (hasBrokenStranger, hasMissed) = (false, false)
    if came.item == "S" {
      let lines = model.transfers.first { $0.number == transfer.number }?.lines ?? []
      let onTheirWay = lines.indices.contains(own) ? lines[own].serials(.inTransit) : []
      strangers = came.serials.filter { !onTheirWay.contains($0) }
      beyond = Quantity(strangers.count)
      hasMissed =
        lines.indices.contains(own)
        && (came.serials + came.damagedSerials).contains { lines[own].serials[$0] == .closed }
      hasBrokenStranger = came.damagedSerials.contains { !onTheirWay.contains($0) }
    }
    if came.over > came.good || came.over > max(beyond, .zero) { return ["not-over"] }
    if beyond > came.over, came.item != "S" { return ["over-receipt"] }
    if came.item == "S" {
      if hasMissed || hasBrokenStranger || Quantity(strangers.count) != came.over { return ["serial-not-on-transfer"] }
    }
    let expected = came.good + came.damaged - came.over
    let value = line.cost(of: expected)
    let damagedValue = expected.isZero ? 0 : TransferModel.share(value, came.damaged, expected)
    if came.good > came.over {
      plan.append(
        Part(
          line: own, quantity: came.good - came.over, serials: came.serials.filter { !strangers.contains($0) },
          value: value - damagedValue))
    }
    if came.damaged > .zero {
      plan.append(
        Part(line: own, quantity: came.damaged, serials: came.damagedSerials, value: damagedValue, isDamaged: true))
    }
    if came.over > .zero {
      let isOther = before.lines.contains { $0.item == came.item && $0.shipped > .zero }
      plan.append(
        Part(
          line: own, quantity: came.over, serials: strangers,
          value: TransferModel.share(line.shippedValue, came.over, line.shipped), isOver: true,
          kind: line.shipped > .zero ? .over : isOther ? .wrongLot : .wrongItem))
    }
    transfer.lines[own].good += came.good
    transfer.lines[own].damaged += came.damaged
    transfer.lines[own].over += came.over
    transfer.lines[own].arrivedValue += value
    for serial in came.serials { transfer.lines[own].serials[serial] = .good }
    for serial in came.damagedSerials { transfer.lines[own].serials[serial] = .damaged }
    return nil
  }

  /// The books number what is not as it should be; what was never shipped is worth what they say.
  mutating func adoptFound(_ index: Int, _ what: String) throws {
    let rows = try house.books.ask(
      DiscrepancyPage(transfer: model.transfers[index].number, isOpen: false, limit: 1000)
    ).rows.sorted { $0.id < $1.id }
    let known = Set(model.transfers[index].found.map(\.id))
    let fresh = rows.filter { !known.contains($0.id) }
    let waiting = model.transfers[index].found.indices.filter { model.transfers[index].found[$0].id == 0 }
    guard fresh.count == waiting.count else {
      throw fail("\(what): discrepancies \(rows.map { "\($0.kind.rawValue) \($0.quantity)" })")
    }
    for (row, found) in zip(fresh, waiting) {
      model.transfers[index].found[found].id = row.id
      let line = model.transfers[index].found[found].line
      guard let own = model.transfers[index].lines.firstIndex(where: { $0.number == line }),
        [.over, .wrongItem, .wrongLot].contains(row.kind)
      else { continue }
      if model.transfers[index].lines[own].shipped.isZero {
        model.transfers[index].found[found].value = row.value.tenThousandths
        let receipt = model.transfers[index].receipts.count - 1
        if let part = model.transfers[index].receipts[receipt].parts.firstIndex(where: {
          $0.isOver && $0.line == own && $0.value == 0
        }) {
          model.transfers[index].receipts[receipt].parts[part].value = row.value.tenThousandths
        }
      }
      model.transfers[index].lines[own].overValue += row.value.tenThousandths
    }
  }

  // MARK: Scanning

  mutating func scan() throws {
    guard let index = any(.inTransit) else { return }
    let transfer = model.transfers[index]
    let actor = TransferSimulation.people.any(&numbers)
    var entries: [RecordReceipts.Entry] = []
    var scans: [TransferModel.Scan] = []
    var lines = transfer.lines
    var refusals: Set<String>?
    for _ in 0...numbers.upTo(2) {
      guard
        let own = transfer.lines.indices.filter({ transfer.lines[$0].inTransit > .zero }).randomElement(using: &numbers)
      else { break }
      let line = transfer.lines[own]
      var condition: ReceiveEvent.Condition = numbers.once(in: 5) ? .damaged : .good
      if numbers.once(in: 10) { condition = .over }
      var entry = RecordReceipts.Entry(
        code(line.item), amount(of: line.item, most: 3), lot: line.lot, condition: condition)
      if line.item == "S" {
        let there = line.serials(.inTransit)
        entry.quantity = Quantity(1)
        entry.serial = there.isEmpty || numbers.once(in: 12) ? "y\(numbers.upTo(3))" : there.any(&numbers)
        if let serial = entry.serial, let why = objection(to: serial, condition, line, transfer.scans + scans) {
          refusals = (refusals ?? []).union([why])
        }
      }
      entries.append(entry)
      scans.append(
        TransferModel.Scan(
          id: 0, actor: actor, line: own, serial: entry.serial, quantity: entry.quantity, condition: condition))
      TransferSimulation.add(scans[scans.count - 1], 1, to: &lines)
    }
    if entries.isEmpty { return }
    if transfer.status != .inTransit { refusals = ["transfer-state"] }
    let what =
      "scans \(scans.map { "\($0.condition.name) \($0.quantity) \(transfer.lines[$0.line].item) \($0.serial ?? "")" })"
    let act = RecordReceipts(transfer.number, entries)
    guard try send(act, "\(transfer.number) \(what)", refusals: refusals, by: actor) != nil else { return }
    model.transfers[index].lines = lines
    let rows = try house.books.ask(ReceiveEventPage(transfer.number, limit: scans.count)).rows
    for (place, row) in rows.reversed().enumerated() { scans[place].id = row.id }
    model.transfers[index].scans += scans
  }

  /// Why a serial cannot be scanned: a serial comes once, and a stranger only as over.
  private func objection(
    to serial: String, _ condition: ReceiveEvent.Condition, _ line: TransferModel.Line, _ scans: [TransferModel.Scan]
  ) -> String? {
    let state = line.serials[serial]
    if state == .good || state == .damaged { return "serial-in-stock" }
    if state == .closed || state != .inTransit && condition != .over { return "serial-not-on-transfer" }
    return scans.contains { $0.isLive && $0.serial == serial } ? "serial-twice" : nil
  }

  private static func add(_ scan: TransferModel.Scan, _ sign: Int64, to lines: inout [TransferModel.Line]) {
    let quantity = Quantity(thousandths: sign * scan.quantity.thousandths)
    if scan.condition == .damaged {
      lines[scan.line].pendingDamaged += quantity
    } else {
      lines[scan.line].pendingGood += quantity
    }
    if scan.condition == .over { lines[scan.line].pendingOver += quantity }
  }

  mutating func negate() throws {
    guard let index = any(.inTransit, .completed) else { return }
    let transfer = model.transfers[index]
    let actor = TransferSimulation.people.any(&numbers)
    let last = transfer.scans.lastIndex { $0.isLive && $0.actor == actor }
    let refusals: Set<String>? = last == nil ? ["nothing-scanned"] : nil
    let act = NegateReceipt(transfer.number)
    guard try send(act, "\(transfer.number) takes a scan back", refusals: refusals, by: actor) != nil, let last else {
      return
    }
    model.transfers[index].scans[last].isNegated = true
    TransferSimulation.add(transfer.scans[last], -1, to: &model.transfers[index].lines)
  }

  mutating func post() throws {
    guard let index = any(.inTransit) else { return }
    let transfer = model.transfers[index]
    let actor = TransferSimulation.people.any(&numbers)
    var came: [Came] = []
    for (own, line) in transfer.lines.enumerated() where line.pendingGood + line.pendingDamaged > .zero {
      let scans = transfer.scans.filter { $0.isLive && $0.line == own }
      var beyond = line.pendingGood + line.pendingDamaged - line.inTransit
      if line.item == "S" {
        let onTheirWay = line.serials(.inTransit)
        let good = scans.filter { $0.condition != .damaged }.compactMap(\.serial)
        beyond = Quantity(good.count { !onTheirWay.contains($0) })
      }
      came.append(
        Came(
          item: line.item, lot: line.lot, good: line.pendingGood, damaged: line.pendingDamaged,
          over: min(line.pendingOver, max(beyond, .zero)),
          serials: scans.filter { $0.condition != .damaged }.compactMap(\.serial),
          damagedSerials: scans.filter { $0.condition == .damaged }.compactMap(\.serial)))
    }
    let receipts = transfer.receipts.count
    try take(came, index, PostReceipt(transfer.number), "\(transfer.number) posts \(came)", by: actor)
    guard model.transfers[index].receipts.count > receipts else { return }
    for scan in transfer.scans.indices { model.transfers[index].scans[scan].isPosted = true }
    for line in model.transfers[index].lines.indices {
      model.transfers[index].lines[line].pendingGood = .zero
      model.transfers[index].lines[line].pendingDamaged = .zero
      model.transfers[index].lines[line].pendingOver = .zero
    }
  }
}
