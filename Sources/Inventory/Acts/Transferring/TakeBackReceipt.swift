/// Takes a receipt back that was posted by mistake: the goods are in transit again. Refused once they have moved on.
public struct TakeBackReceipt: Act {
  public var transfer: String
  /// The key of the act that received; nil for the actor's last one.
  public var receipt: String?
  public var reason: String?

  public init(_ transfer: String, receipt: String? = nil, reason: String? = nil) {
    self.transfer = transfer
    self.receipt = receipt
    self.reason = reason
  }

  public var action: String { "transfer.receipt_taken_back" }

  public var needs: Needs {
    var needs = Needs()
    var need = TransferNeed(transfer)
    need.receipt = receipt.map { .act(key: $0) } ?? .lastOfActor
    needs.transfer = need
    needs.addReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    digest.add("receipt", receipt)
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer)
    guard let receipt = known.receipt, !receipt.entries.isEmpty else {
      throw .nothingReceived(known.transfer.number)
    }
    var planner = TransferPlanner(known, facts, context)
    planner.transfer.status = .inTransit
    for part in receipt.entries.reversed() {
      let entry = part.entry
      if let by = entry.reversedBy { throw .alreadyReversed(entry: entry.id, by: by) }
      guard let line = known.line(part.line) else {
        throw .nothingReceived(known.transfer.number)
      }
      planner.takeBack(part, line, reason: reason)
    }
    for found in receipt.discrepancies {
      let verdict = DiscrepancyVerdict(.takenBack, reason: reason)
      planner.changes.append(.transfer(.resolve(found, quantity: found.quantity, value: found.value, verdict)))
    }
    return try planner.plan()
  }
}

extension TransferPlanner {
  /// A reversal of one entry of a receipt, and of what it did to its line.
  fileprivate mutating func takeBack(_ part: PostedReceipt.Entry, _ line: TransferLine, reason: String?) {
    let entry = part.entry
    let place = TransferFacts.Place(entry.location, entry.place)
    post(
      entry.kind, line, at: place, -entry.change, serials: entry.serials, value: -part.value,
      reason: reason ?? entry.reason ?? "TRANSFER", reversing: entry)
    let quantity = entry.change.onHand
    let isDamaged = entry.reason == "DAMAGE"
    let isOver = entry.kind == .adjustment
    step(line.number) {
      if isDamaged { $0.damaged -= quantity } else { $0.good -= quantity }
      if isOver { $0.over -= quantity } else { $0.arrivedValue -= part.value }
    }
    if isOver {
      dropped(entry.serials, of: line)
    } else {
      set(entry.serials, of: line, to: .inTransit)
    }
  }

  /// What came over and is taken back was never part of the transfer.
  private mutating func dropped(_ serials: [String], of line: TransferLine) {
    set(serials, of: line, to: .closed)
  }
}
