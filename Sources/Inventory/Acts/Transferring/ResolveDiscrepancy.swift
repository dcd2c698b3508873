/// Says what became of a discrepancy, or of a part of it; the rest stays open.
public struct ResolveDiscrepancy: Act {
  public var discrepancy: Int64
  public var resolution: Discrepancy.Resolution
  /// Nil for all of it.
  public var quantity: Quantity?
  /// Serials, where only some of several are meant.
  public var serials: [String]
  public var reason: String?
  /// Of a claim: what the other side calls it.
  public var reference: String?

  public init(
    _ discrepancy: Int64, _ resolution: Discrepancy.Resolution, quantity: Quantity? = nil, serials: [String] = [],
    reason: String? = nil, reference: String? = nil
  ) {
    self.discrepancy = discrepancy
    self.resolution = resolution
    self.quantity = quantity
    self.serials = serials
    self.reason = reason
    self.reference = reference
  }

  public var action: String { "discrepancy.resolved" }

  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    var need = TransferNeed("")
    need.discrepancy = discrepancy
    needs.transfer = need
    needs.addReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("discrepancy", String(discrepancy))
    digest.add("resolution", resolution.rawValue)
    digest.add("quantity", quantity?.description)
    for serial in serials { digest.add("serial", serial) }
    digest.add("reason", reason)
    digest.add("reference", reference)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let known = facts.transfer, let found = known.discrepancy,
      let line = known.line(found.line)
    else { throw .noSuchDiscrepancy(String(discrepancy)) }
    guard found.isOpen else { throw .discrepancyResolved(found.id, found.resolution) }
    guard resolution.fits(found.kind) else { throw .resolutionDoesNotFit(resolution, found.kind) }
    var planner = TransferPlanner(known, facts, context)
    let verdict = DiscrepancyVerdict(resolution, reason: reason, reference: reference)
    if resolution == .claim {
      guard let reference, !reference.isEmpty else { throw .needsClaimReference }
      planner.changes.append(.transfer(.claim(found, verdict)))
      return try planner.plan()
    }
    if resolution == .lost, (reason ?? "").isEmpty { throw .needsShortReason }
    let quantity = quantity ?? found.quantity
    guard quantity > .zero, quantity <= found.quantity else {
      throw .badField(
        name: "quantity", value: quantity.description, wanted: "more than 0, and at most \(found.quantity)")
    }
    let value = found.value.share(of: quantity, in: found.quantity)
    let rest = TransferRest(
      line: line, quantity: quantity, serials: try meant(known, line, found, quantity))
    try move(rest, value: value, found, &planner)
    planner.changes.append(.transfer(.resolve(found, quantity: quantity, value: value, verdict)))
    return try planner.plan()
  }

  private func move(
    _ rest: TransferRest, value: Money, _ found: Discrepancy, _ planner: inout TransferPlanner
  ) throws(InventoryError) {
    switch (resolution, found.kind) {
    case (.cameLater, _):
      let place = planner.destination
      planner.post(
        .transferIn, rest.line, at: place,
        planner.arriving(rest.quantity, blocked: .zero, lot: rest.line.lot, at: place), serials: rest.serials,
        value: value)
      planner.step(rest.line.number) {
        $0.closed -= rest.quantity
        $0.good += rest.quantity
      }
      planner.set(rest.serials, of: rest.line, to: .good)
    case (.neverShipped, _), (.returned, .short):
      try planner.bringBack(rest, value: value)
      planner.set(rest.serials, of: rest.line, to: .settled)
    case (.returned, _):
      // It came, and goes back: what is damaged stands blocked at both ends.
      let isDamaged = found.kind == .damaged || planner.destination.isQuarantine
      planner.post(
        .transferOut, rest.line, at: planner.destination,
        Balances(onHand: -rest.quantity, blocked: isDamaged ? -rest.quantity : .zero), serials: rest.serials,
        value: -value, reason: "RETURN")
      try planner.bringBack(rest, value: value, blocked: found.kind == .damaged ? rest.quantity : .zero)
      planner.set(rest.serials, of: rest.line, to: .settled)
    case (.lost, _), (.accepted, _): planner.set(rest.serials, of: rest.line, to: .settled)
    case (.claim, _), (.takenBack, _): break
    }
  }

  private func meant(
    _ known: TransferFacts, _ line: TransferLine, _ found: Discrepancy, _ quantity: Quantity
  ) throws(InventoryError) -> [String] {
    guard line.tracking == .serial else { return [] }
    let state: TransferSerial.State = found.kind == .short ? .closed : found.kind == .damaged ? .damaged : .good
    let there = known.serials(of: line, state)
    if serials.isEmpty, Int64(there.count) * 1000 == quantity.thousandths { return there }
    guard Int64(serials.count) * 1000 == quantity.thousandths else {
      throw .needsSerials(line.code, asked: quantity, given: serials.count)
    }
    for serial in serials where !there.contains(where: { $0.lowercased() == serial.lowercased() }) {
      throw .serialNotOnTransfer(serial, item: line.code, transfer: known.transfer.number)
    }
    return serials
  }
}
