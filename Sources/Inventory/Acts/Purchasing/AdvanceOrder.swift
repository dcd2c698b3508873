/// The next step of an order.
public struct AdvanceOrder: Act {
  public enum Step: Hashable, Sendable {
    /// The vendor has it: its goods are incoming.
    case send
    /// What has not come will not come. One of which all came is closed too: nobody expects an invoice any more.
    case close
    /// A draft is thrown away; what it was to bring of a requisition may be ordered again.
    case cancel
  }

  public var number: String
  public var step: Step
  public var ifVersion: Int64?

  public init(_ number: String, _ step: Step, ifVersion: Int64? = nil) {
    self.number = number
    self.step = step
    self.ifVersion = ifVersion
  }

  public var action: String {
    switch step {
    case .send: "order.sent"
    case .close: "order.closed"
    case .cancel: "order.cancelled"
    }
  }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    var need = PurchaseNeed()
    need.order = number
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("step", action)
    digest.add("number", number)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let order = try facts.order(number)
    try order.check(ifVersion)
    var planner = PurchasePlanner(order, facts, context)
    switch step {
    case .send:
      guard order.status == .draft else { throw .orderIs(order.number, order.status, wanted: "send it") }
      try planner.send()
    case .close:
      guard order.status == .sent || order.status == .received else {
        throw .orderIs(order.number, order.status, wanted: "close it")
      }
      let waiting = facts.buying.pending
      if !waiting.isEmpty { throw .receiptsWait(order: order.number, receipts: waiting.map(\.description)) }
      planner.close()
    case .cancel:
      guard order.status == .draft else { throw .orderIs(order.number, order.status, wanted: "cancel it") }
      planner.order?.status = .cancelled
      planner.order?.closedAt = context.now
      planner.changes.append(.purchase(.freeRequisitions(of: order.id)))
    }
    return try planner.plan()
  }
}

extension PurchasePlanner {
  fileprivate mutating func send() throws(InventoryError) {
    try known.destination?.checkArrival()
    for line in known.lines {
      if let item = known.items[line.item], !item.isActive { throw .itemRetired(item.code) }
      expect(line.ordered, of: line)
    }
    order?.status = .sent
    order?.sentAt = context.now
  }

  fileprivate mutating func close() {
    for line in known.lines where line.outstanding > .zero {
      expect(-line.outstanding, of: line)
      step(line.number) { $0.closed += line.outstanding }
    }
    order?.status = .closed
    order?.closedAt = context.now
  }
}
