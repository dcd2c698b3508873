/// Receiving one line (`algorithms.md` 4.16).
extension TransferPlanner {
  mutating func receive(_ receipt: LineReceipt) throws(InventoryError) {
    let line = self.line(receipt.line.number) ?? receipt.line
    let came = receipt.good + receipt.damaged
    if came.isZero { return }
    try checkOver(receipt, line)
    try checkSerials(receipt, line)
    let expected = came - receipt.over
    let expectedGood = receipt.good - receipt.over
    let value = line.cost(of: expected)
    let damagedValue = expected.isZero ? .zero : value.share(of: receipt.damaged, in: expected)
    // Of serials that came those that were not shipped are the ones over.
    let over = Set(line.tracking == .serial ? receipt.serials.filter { !isInTransit($0, line) } : [])
    if expectedGood > .zero {
      post(
        .transferIn, line, at: destination, arriving(expectedGood, incoming: expectedGood, line),
        serials: receipt.serials.filter { !over.contains($0) }, value: value - damagedValue)
    }
    if receipt.damaged > .zero {
      var change = arriving(receipt.damaged, incoming: receipt.damaged, line)
      change.blocked = receipt.damaged
      post(
        .transferIn, line, at: destination, change, serials: receipt.damagedSerials, value: damagedValue,
        reason: "DAMAGE")
      open(.damaged, line, receipt.damaged, value: damagedValue, owner: .carrier)
    }
    if receipt.over > .zero {
      let worth = overValue(receipt.over, line)
      post(
        .adjustment, line, at: destination, arriving(receipt.over, incoming: .zero, line),
        serials: receipt.serials.filter { over.contains($0) }, value: worth, reason: "OVER")
      open(overKind(line), line, receipt.over, value: worth, owner: .source)
    }
    step(line.number) {
      $0.good += receipt.good
      $0.damaged += receipt.damaged
      $0.over += receipt.over
      $0.arrivedValue += value
    }
    set(receipt.serials, of: line, to: .good)
    set(receipt.damagedSerials, of: line, to: .damaged)
  }

  /// A pallet comes whole: all that stands on it, as it was shipped.
  mutating func receive(_ plate: Plate) throws(InventoryError) {
    for content in plate.contents {
      guard let line = known.line(content.item.id, lot: content.lot?.code) else {
        throw .notOnTransfer(content.item.code, lot: content.lot?.code, transfer: transfer.number)
      }
      try receive(LineReceipt(line: line, good: content.quantity, serials: content.serials))
    }
    unload(plate)
  }

  private func arriving(_ quantity: Quantity, incoming: Quantity, _ line: TransferLine) -> Balances {
    var change = arriving(quantity, blocked: .zero, lot: line.lot, at: destination)
    change.incoming = -incoming
    return change
  }

  /// What more than was shipped is worth: what the rest of the line cost, else what the item costs.
  private mutating func overValue(_ over: Quantity, _ line: TransferLine) -> Money {
    if line.shipped > .zero { return line.shippedValue.share(of: over, in: line.shipped) }
    let cost = known.items[line.item]?.cost ?? facts.items.values.first { $0.id == line.item }?.cost
    return Money(over, at: cost ?? UnitCost(tenThousandths: 0))
  }

  private func overKind(_ line: TransferLine) -> Discrepancy.Kind {
    if line.shipped > .zero { return .over }
    return known.lines(of: line.item).contains { $0.shipped > .zero } ? .wrongLot : .wrongItem
  }

  /// More than was shipped comes in only as far as it is said to be over, and that only as far as the tolerance goes or
  /// the receiver's role allows.
  private func checkOver(_ receipt: LineReceipt, _ line: TransferLine) throws(InventoryError) {
    let came = receipt.good + receipt.damaged
    let beyond = beyond(receipt, line)
    if receipt.over > receipt.good || receipt.over > max(beyond, .zero) {
      throw .notOver(line.code, transfer: transfer.number, over: receipt.over, inTransit: line.inTransit)
    }
    // Of serials it is said which one was not shipped, further down.
    guard beyond <= receipt.over || line.tracking == .serial else {
      throw .overReceipt(line.code, transfer: transfer.number, asked: came, left: line.inTransit, allowed: nil)
    }
    guard receipt.over > .zero, let actor = facts.actor, !actor.role.holds(.supervise) else { return }
    let allowed = OverTolerance(facts.value(of: .receiveOverTolerance))?.most(beyond: line.shipped) ?? .zero
    guard line.over + receipt.over <= allowed else {
      throw .overReceipt(
        line.code, transfer: transfer.number, asked: came, left: line.inTransit,
        allowed: max(allowed - line.over, .zero))
    }
  }

  /// How much of what came was not shipped. Serials are told apart: a stranger is beyond, however many others are still to
  /// come.
  func beyond(_ receipt: LineReceipt, _ line: TransferLine) -> Quantity {
    guard line.tracking == .serial else { return receipt.good + receipt.damaged - line.inTransit }
    return Quantity(receipt.serials.count { !isInTransit($0, line) })
  }

  private func isInTransit(_ serial: String, _ line: TransferLine) -> Bool {
    known.state(of: serial, line.item) == .inTransit
  }

  private func checkSerials(_ receipt: LineReceipt, _ line: TransferLine) throws(InventoryError) {
    guard line.tracking == .serial else {
      if !receipt.serials.isEmpty || !receipt.damagedSerials.isEmpty { throw .takesNoSerials(line.code) }
      return
    }
    let all = receipt.serials + receipt.damagedSerials
    guard Int64(receipt.serials.count) * 1000 == receipt.good.thousandths,
      Int64(receipt.damagedSerials.count) * 1000 == receipt.damaged.thousandths
    else { throw .needsSerials(line.code, asked: receipt.good + receipt.damaged, given: all.count) }
    var seen: Set<String> = []
    for serial in all where !seen.insert(serial.lowercased()).inserted {
      throw .serialGivenTwice(serial, item: line.code)
    }
    // One that was closed short has not come as over: its discrepancy says that it came later.
    if let missed = all.first(where: { known.state(of: $0, line.item) == .closed }) {
      throw .serialNotOnTransfer(missed, item: line.code, transfer: transfer.number)
    }
    let strangers = all.filter { !isInTransit($0, line) }
    if let stranger = strangers.first, Int64(strangers.count) * 1000 != receipt.over.thousandths {
      throw .serialNotOnTransfer(stranger, item: line.code, transfer: transfer.number)
    }
    if let stranger = receipt.damagedSerials.first(where: { !isInTransit($0, line) }) {
      throw .serialNotOnTransfer(stranger, item: line.code, transfer: transfer.number)
    }
  }
}

/// How much more than was shipped may come: `10%`.
public struct OverTolerance: Hashable, Sendable, LosslessStringConvertible {
  /// In hundredths of a percent.
  public let share: Int64

  public init?(_ text: String) {
    guard text.hasSuffix("%"), let share = Decimals.parse(String(text.dropLast()), places: 2),
      (0...10_000).contains(share)
    else { return nil }
    self.share = share
  }

  public var description: String { Decimals.text(share, places: 2) + "%" }

  /// Rounded down to whole thousandths; to whole units where whole units were shipped.
  public func most(beyond shipped: Quantity) -> Quantity {
    let exact = Quantity(thousandths: Int64(Int128(shipped.thousandths) * Int128(share) / 10_000))
    return shipped.isWhole ? Quantity(thousandths: exact.thousandths / 1000 * 1000) : exact
  }
}

extension KnownSetting {
  public static let receiveOverTolerance = KnownSetting(
    "receive_over_tolerance",
    .text(wanted: "a percentage from 0% to 100%, such as 2.5%") { OverTolerance($0) != nil }, standard: "0%",
    about: "how much more than was shipped may be received by whoever may receive; beyond it a supervisor decides")
  public static let receiveMinimumLife = KnownSetting(
    "receive_minimum_life", .count(0...3650), standard: "30",
    about: "lots that expire in fewer days are pointed out when they are received")

  static let receiving = [receiveOverTolerance, receiveMinimumLife]
}
