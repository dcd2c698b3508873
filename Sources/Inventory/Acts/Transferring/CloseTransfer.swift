/// Closes what did not come of a transfer as short, with a reason: it is expected no longer, and a discrepancy holds what
/// it is worth until somebody says what became of it.
public struct CloseShort: Act {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var lot: String?
    /// Nil for all that is in transit.
    public var quantity: Quantity?
    public var serials: [String]

    public init(_ item: String, _ quantity: Quantity? = nil, lot: String? = nil, serials: [String] = []) {
      self.item = item
      self.quantity = quantity
      self.lot = lot
      self.serials = serials
    }
  }

  public var transfer: String
  /// Nil for everything that is still in transit.
  public var lines: [Line]?
  public var reason: String
  public var owner: Discrepancy.Owner

  public init(
    _ transfer: String, _ lines: [Line]? = nil, reason: String, owner: Discrepancy.Owner = .carrier
  ) {
    self.transfer = transfer
    self.lines = lines
    self.reason = reason
    self.owner = owner
  }

  public var action: String { "transfer.closed_short" }

  public var needs: Needs { TransferNeed.needs(transfer, lines) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    lines.describe(to: &digest)
    digest.add("reason", reason)
    digest.add("owner", owner.rawValue)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    if reason.isEmpty { throw .needsShortReason }
    let known = try facts.transfer(transfer, toReceive: true)
    var planner = TransferPlanner(known, facts, context)
    for rest in try known.rests(lines, facts) {
      let value = rest.line.cost(of: rest.quantity)
      planner.close(rest, value: value)
      planner.open(.short, rest.line, rest.quantity, value: value, owner: owner, reason: reason)
    }
    guard !planner.entries.isEmpty else { throw .nothingToReceive(known.transfer.number) }
    return try planner.plan()
  }
}

/// Sends what is in transit back to the source: it is on hand there again, at what it cost when it was shipped.
public struct ReturnTransfer: Act {
  public var transfer: String
  public var lines: [CloseShort.Line]?
  public var reason: String?

  public init(_ transfer: String, _ lines: [CloseShort.Line]? = nil, reason: String? = nil) {
    self.transfer = transfer
    self.lines = lines
    self.reason = reason
  }

  public var action: String { "transfer.returned" }

  public var needs: Needs { TransferNeed.needs(transfer, lines) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    lines.describe(to: &digest)
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer, toReceive: true)
    var planner = TransferPlanner(known, facts, context)
    for rest in try known.rests(lines, facts) {
      let value = rest.line.cost(of: rest.quantity)
      planner.close(rest, value: value)
      try planner.bringBack(rest, value: value)
      planner.open(
        .short, rest.line, rest.quantity, value: value, owner: .us, reason: reason, resolution: .returned)
    }
    guard !planner.entries.isEmpty else { throw .nothingToReceive(known.transfer.number) }
    return try planner.plan()
  }
}

/// What of a line is dealt with that did not come.
struct TransferRest {
  var line: TransferLine
  var quantity: Quantity
  var serials: [String]
}

extension TransferNeed {
  fileprivate static func needs(_ transfer: String, _ lines: [CloseShort.Line]?) -> Needs {
    var needs = Needs()
    needs.transfer = TransferNeed(transfer)
    needs.addReceiving()
    for line in lines ?? [] { needs.items.insert(line.item) }
    return needs
  }
}

extension [CloseShort.Line]? {
  fileprivate func describe(to digest: inout ContentDigest) {
    for line in self ?? [] {
      digest.add("item", line.item)
      digest.add("lot", line.lot)
      digest.add("quantity", line.quantity?.description)
      for serial in line.serials { digest.add("serial", serial) }
    }
    if self == nil { digest.add("lines", "all") }
  }
}

extension TransferFacts {
  /// What is in transit of the lines that are named, or of all.
  func rests(_ lines: [CloseShort.Line]?, _ facts: Facts) throws(InventoryError) -> [TransferRest] {
    guard let lines else {
      return self.lines.filter { $0.inTransit > .zero }.map {
        TransferRest(line: $0, quantity: $0.inTransit, serials: serialsInTransit(of: $0))
      }
    }
    var rests: [TransferRest] = []
    var seen: Set<Int> = []
    for line in lines {
      let item = try facts.item(line.item)
      guard let own = self.line(item.id, lot: line.lot), seen.insert(own.number).inserted else {
        throw .notOnTransfer(item.code, lot: line.lot, transfer: transfer.number)
      }
      let quantity = line.quantity ?? own.inTransit
      try item.check(quantity)
      guard quantity <= own.inTransit else {
        throw .notInTransit(item.code, transfer: transfer.number, asked: quantity, has: own.inTransit)
      }
      rests.append(
        TransferRest(line: own, quantity: quantity, serials: try serials(line.serials, of: own, item, quantity)))
    }
    return rests
  }

  /// The serials that are meant: all in transit, or those that were named.
  private func serials(
    _ named: [String], of line: TransferLine, _ item: Item, _ quantity: Quantity
  ) throws(InventoryError) -> [String] {
    guard item.tracking == .serial else {
      if !named.isEmpty { throw .takesNoSerials(item.code) }
      return []
    }
    let travelling = serialsInTransit(of: line)
    if named.isEmpty, quantity == line.inTransit { return travelling }
    try item.check(named, for: quantity)
    for serial in named where !travelling.contains(where: { $0.lowercased() == serial.lowercased() }) {
      throw .serialNotOnTransfer(serial, item: item.code, transfer: transfer.number)
    }
    return named
  }
}

extension TransferPlanner {
  /// It is expected no longer.
  mutating func close(_ rest: TransferRest, value: Money) {
    post(.expected, rest.line, at: destination, Balances(incoming: -rest.quantity))
    step(rest.line.number) {
      $0.closed += rest.quantity
      $0.arrivedValue += value
    }
    set(rest.serials, of: rest.line, to: .closed)
  }

  /// It is on hand where it came from.
  mutating func bringBack(_ rest: TransferRest, value: Money, blocked: Quantity = .zero) throws(InventoryError) {
    let origin = try origin(of: rest.line)
    post(
      .transferIn, rest.line, at: origin,
      arriving(rest.quantity, blocked: blocked, lot: rest.line.lot, at: origin), serials: rest.serials, value: value,
      reason: blocked.isZero ? "RETURN" : "DAMAGE")
  }
}
