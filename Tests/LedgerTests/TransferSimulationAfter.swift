import Inventory
import Testing

/// What becomes of goods that did not come as they should: closed short, sent back, resolved; and of receipts by mistake.
extension TransferSimulation {
  /// Nil for all that is in transit.
  private mutating func rest(_ transfer: TransferModel.Document) -> [CloseShort.Line]? {
    let open = transfer.lines.filter { $0.inTransit > .zero }
    guard !numbers.once(in: 3), !open.isEmpty else { return nil }
    let line = open.any(&numbers)
    var rest = CloseShort.Line(code(line.item), lot: line.lot)
    if numbers.once(in: 2) {
      rest.quantity = min(line.inTransit, amount(of: line.item, most: 3))
      if numbers.once(in: 15) { rest.quantity = line.inTransit + Quantity(1) }
    }
    if line.item == "S", let quantity = rest.quantity {
      rest.serials = Array(line.serials(.inTransit).shuffled(using: &numbers).prefix(Int(quantity.thousandths / 1000)))
    }
    return [rest]
  }

  /// What of which line, and which serials; or why not.
  private func rests(
    _ lines: [CloseShort.Line]?, _ transfer: TransferModel.Document
  ) -> (rests: [(line: Int, quantity: Quantity, serials: [String])], refusals: Set<String>?) {
    if transfer.status != .inTransit { return ([], ["transfer-state"]) }
    guard let lines else {
      let open = transfer.lines.indices.filter { transfer.lines[$0].inTransit > .zero }
      return (
        open.map { ($0, transfer.lines[$0].inTransit, transfer.lines[$0].serials(.inTransit)) },
        open.isEmpty ? ["nothing-to-receive"] : nil
      )
    }
    var rests: [(line: Int, quantity: Quantity, serials: [String])] = []
    for line in lines {
      guard let own = transfer.line(short(line.item), lot: line.lot) else { return ([], ["not-on-transfer"]) }
      let (inTransit, there) = (transfer.lines[own].inTransit, transfer.lines[own].serials(.inTransit))
      let quantity = line.quantity ?? inTransit
      if quantity > inTransit { return ([], ["not-in-transit"]) }
      if short(line.item) == "S", !line.serials.isEmpty || quantity != inTransit {
        if Quantity(line.serials.count) != quantity { return ([], ["serials-needed"]) }
      }
      rests.append((own, quantity, line.serials.isEmpty ? there : line.serials))
    }
    return (rests, nil)
  }

  mutating func close() throws {
    guard let index = any(.inTransit) else { return }
    let transfer = model.transfers[index]
    let lines = rest(transfer)
    let (rests, refusals) = rests(lines, transfer)
    let what = "closes \(transfer.number) short: \(lines.map { "\($0)" } ?? "all")"
    guard let answer = try send(CloseShort(transfer.number, lines, reason: "LOST"), what, refusals: refusals) else {
      return
    }
    for (own, quantity, serials) in rests { close(own, quantity, serials, .closed, of: index) }
    guard answer.entries.map(\.change) == rests.map({ Balances(incoming: -$0.quantity) }) else {
      throw fail("\(what) posted \(answer.entries.map(\.change))")
    }
    model.transfers[index].settle()
    try adoptFound(index, what)
  }

  private mutating func close(
    _ own: Int, _ quantity: Quantity, _ serials: [String], _ state: TransferModel.Serial, of index: Int,
    resolution: Discrepancy.Resolution? = nil
  ) {
    let line = model.transfers[index].lines[own]
    let value = line.cost(of: quantity)
    model.transfers[index].lines[own].closed += quantity
    model.transfers[index].lines[own].arrivedValue += value
    for serial in serials { model.transfers[index].lines[own].serials[serial] = state }
    model.transfers[index].found.append(
      TransferModel.Found(
        line: line.number, kind: .short, quantity: quantity, value: value, resolution: resolution,
        isOpen: resolution == nil
      ))
    let to = model.transfers[index].to
    _ = model.goods.post([
      model.entry(.expected, line.item, to, lot: line.lot, onHand: .zero, incoming: -quantity, when: now)
    ])
  }

  /// Where what goes back stands then.
  private func origin(_ own: Int, _ transfer: TransferModel.Document) -> String? {
    transfer.from == "E" ? transfer.lines[own].origin : transfer.from
  }

  mutating func sendBack() throws {
    guard let index = any(.inTransit) else { return }
    let transfer = model.transfers[index]
    let lines = rest(transfer)
    var (rests, refusals) = rests(lines, transfer)
    if refusals == nil, rests.contains(where: { origin($0.line, transfer) == nil }) {
      refusals = ["location-structural"]
    }
    let what = "returns \(transfer.number): \(lines.map { "\($0)" } ?? "all")"
    guard try send(ReturnTransfer(transfer.number, lines), what, refusals: refusals) != nil else { return }
    for (own, quantity, serials) in rests {
      close(own, quantity, serials, .settled, of: index, resolution: .returned)
      bringBack(own, quantity, serials, blocked: .zero, transfer)
    }
    model.transfers[index].settle()
    try adoptFound(index, what)
  }

  private mutating func bringBack(
    _ own: Int, _ quantity: Quantity, _ serials: [String], blocked: Quantity, _ transfer: TransferModel.Document
  ) {
    guard let place = origin(own, transfer) else { return }
    let line = transfer.lines[own]
    _ = model.goods.post([
      model.entry(
        .transferIn, line.item, place, lot: line.lot, serials: serials, onHand: quantity, blocked: blocked, when: now)
    ])
  }

  // MARK: Discrepancies

  mutating func resolve() throws {
    let withSome = model.transfers.indices.filter { model.transfers[$0].found.contains(where: \.isOpen) }
    guard !withSome.isEmpty else { return }
    let index = withSome.any(&numbers)
    let transfer = model.transfers[index]
    let open = transfer.found.indices.filter { transfer.found[$0].isOpen || numbers.once(in: 30) }
    guard !open.isEmpty else { return }
    let found = open.any(&numbers)
    var fit = Discrepancy.Resolution.allCases.filter { $0.fits(transfer.found[found].kind) }
    if numbers.once(in: 10) { fit = Discrepancy.Resolution.allCases }
    try resolve(found, of: index, fit.any(&numbers))
  }

  private mutating func resolve(_ number: Int, of index: Int, _ resolution: Discrepancy.Resolution) throws {
    let transfer = model.transfers[index]
    let found = transfer.found[number]
    guard let own = transfer.lines.firstIndex(where: { $0.number == found.line }) else { return }
    let line = transfer.lines[own]
    var act = ResolveDiscrepancy(found.id, resolution, reason: "said so")
    if numbers.once(in: 2), found.quantity > Quantity(1) || line.item == "M" {
      act.quantity = min(found.quantity, amount(of: line.item, most: 3))
    }
    if resolution == .claim { act.reference = numbers.once(in: 8) ? nil : "C-1" }
    let quantity = act.quantity ?? found.quantity
    let state: TransferModel.Serial = found.kind == .short ? .closed : found.kind == .damaged ? .damaged : .good
    let there = line.serials(state)
    if line.item == "S", Quantity(there.count) != quantity {
      act.serials = Array(there.shuffled(using: &numbers).prefix(Int(quantity.thousandths / 1000)))
    }
    let serials = line.item == "S" ? act.serials.isEmpty ? there : act.serials : []
    var refusals: Set<String>?
    if !found.isOpen { refusals = ["discrepancy-resolved"] }
    if refusals == nil, !resolution.fits(found.kind) { refusals = ["resolution-does-not-fit"] }
    if refusals == nil, resolution == .claim, act.reference == nil { refusals = ["reference-needed"] }
    var after = self
    if refusals == nil { refusals = after.move(resolution, found, own, quantity, serials, index) }
    let what =
      "resolves \(found.kind.rawValue) \(found.quantity) of \(transfer.number): \(quantity) \(serials) \(resolution)"
    guard try send(act, what, refusals: refusals) != nil else { return }
    model = after.model
    settle(number, of: index, resolution, quantity)
    try adoptFound(index, what)
  }

  private mutating func settle(_ number: Int, of index: Int, _ resolution: Discrepancy.Resolution, _ quantity: Quantity)
  {
    let found = model.transfers[index].found[number]
    if resolution == .claim {
      model.transfers[index].found[number].resolution = .claim
      return
    }
    let value = TransferModel.share(found.value, quantity, found.quantity)
    var part = found
    (part.quantity, part.value, part.resolution, part.isOpen) = (quantity, value, resolution, false)
    guard quantity < found.quantity else {
      model.transfers[index].found[number] = part
      return
    }
    model.transfers[index].found[number].quantity -= quantity
    model.transfers[index].found[number].value -= value
    part.id = 0
    model.transfers[index].found.append(part)
    // It was worth something once, not twice.
    if let own = model.transfers[index].lines.firstIndex(where: { $0.number == found.line }),
      ![.short, .damaged].contains(found.kind)
    {
      model.transfers[index].lines[own].overValue -= value
    }
  }

  /// What moves; or why it cannot.
  private mutating func move(
    _ resolution: Discrepancy.Resolution, _ found: TransferModel.Found, _ own: Int, _ quantity: Quantity,
    _ serials: [String], _ index: Int
  ) -> Set<String>? {
    let transfer = model.transfers[index]
    let line = transfer.lines[own]
    func state(_ state: TransferModel.Serial) {
      for serial in serials { model.transfers[index].lines[own].serials[serial] = state }
    }
    switch (resolution, found.kind) {
    case (.claim, _): return nil
    case (.cameLater, _):
      let entry = model.entry(
        .transferIn, line.item, transfer.to, lot: line.lot, serials: serials, onHand: quantity, when: now)
      if !model.goods.post([entry]) { return ["serial-in-stock"] }
      model.transfers[index].lines[own].closed -= quantity
      model.transfers[index].lines[own].good += quantity
      state(.good)
    case (.neverShipped, _), (.returned, .short):
      if origin(own, transfer) == nil { return ["location-structural"] }
      bringBack(own, quantity, serials, blocked: .zero, transfer)
      state(.settled)
    case (.returned, _):
      if origin(own, transfer) == nil { return ["location-structural"] }
      let isDamaged = found.kind == .damaged
      let left = model.entry(
        .transferOut, line.item, transfer.to, lot: line.lot, serials: serials, onHand: -quantity,
        blocked: isDamaged ? -quantity : .zero, when: now)
      if !model.goods.post([left]) { return ["insufficient-stock", "serial-not-here"] }
      bringBack(own, quantity, serials, blocked: isDamaged ? quantity : .zero, transfer)
      state(.settled)
    default: state(.settled)
    }
    return nil
  }

  // MARK: Receipts by mistake

  mutating func takeBack() throws {
    let withSome = model.transfers.indices.filter { !model.transfers[$0].receipts.isEmpty }
    guard !withSome.isEmpty else { return }
    let index = withSome.any(&numbers)
    var transfer = model.transfers[index]
    let actor = TransferSimulation.people.any(&numbers)
    let last = transfer.receipts.lastIndex { !$0.isTakenBack && $0.actor == actor }
    var act = TakeBackReceipt(transfer.number)
    var chosen = last
    if numbers.once(in: 3) {
      chosen = numbers.upTo(transfer.receipts.count - 1)
      act.receipt = transfer.receipts[chosen ?? 0].key
    }
    var refusals: Set<String>?
    var after = model
    if let chosen, !transfer.receipts[chosen].isTakenBack {
      let receipt = transfer.receipts[chosen]
      let reversals = receipt.parts.reversed().map { part in
        var entry = part.entry
        entry.change = -entry.change
        return entry
      }
      if !after.goods.post(reversals) { refusals = ["insufficient-stock", "serial-not-here"] }
      // What counts restate is another simulation's affair.
      if receipt.parts.contains(where: { wasCounted($0) }) { refusals = [] }
      for part in receipt.parts { takeBack(part, &transfer) }
      for found in transfer.found.indices
      where transfer.found[found].receipt == receipt.key && transfer.found[found].isOpen {
        transfer.found[found].isOpen = false
        transfer.found[found].resolution = .takenBack
      }
      for part in receipt.parts where part.isOver {
        after.brought[transfer.lines[part.line].item, default: .zero] -= part.entry.change.onHand
      }
      transfer.receipts[chosen].isTakenBack = true
      transfer.status = .inTransit
      transfer.settle()
    } else {
      refusals = ["nothing-received"]
    }
    let what = "\(transfer.number) takes back receipt \(act.receipt ?? "of \(actor)")"
    guard let answer = try send(act, what, refusals: refusals, by: actor) else { return }
    let parts = chosen.map { transfer.receipts[$0].parts } ?? []
    if answer.entries.contains(where: { $0.kind == .countRestate }) {
      after = model
      adopt(answer.entries)
      swap(&after.goods, &model.goods)
      swap(&after.brought, &model.brought)
      // Of what was over the books have less than was brought, of the rest it is in transit again.
      for part in parts where !part.isOver {
        after.brought[transfer.lines[part.line].item, default: .zero] += part.entry.change.onHand
      }
    } else if answer.entries.map(\.reverses) != parts.reversed().map({ $0.id }) {
      throw fail("\(what): \(answer.entries.map { $0.reverses ?? 0 })")
    } else if refusals == [] {
      after.goods = model.goods
      after.goods.entries += parts.reversed().map { part in
        var entry = part.entry
        entry.change = -entry.change
        return entry
      }
    }
    after.transfers[index] = transfer
    model = after
  }

  private func wasCounted(_ part: TransferModel.Part) -> Bool {
    counted.contains {
      $0.item == part.entry.record.item && $0.place == part.entry.record.place && $0.lot == part.entry.lot
        && $0.when >= part.entry.when
    }
  }

  private func takeBack(_ part: TransferModel.Part, _ transfer: inout TransferModel.Document) {
    let quantity = part.entry.change.onHand
    if part.isDamaged {
      transfer.lines[part.line].damaged -= quantity
    } else {
      transfer.lines[part.line].good -= quantity
    }
    if part.isOver {
      transfer.lines[part.line].over -= quantity
      transfer.lines[part.line].overValue -= part.value
    } else {
      transfer.lines[part.line].arrivedValue -= part.value
    }
    for serial in part.entry.serials { transfer.lines[part.line].serials[serial] = part.isOver ? .settled : .inTransit }
  }
}
