/// Keeps what a receiver scans, durably and before it is posted: one scan or many. Several receive one transfer at once;
/// each has their own events, and a line adds up all of them.
public struct RecordReceipts: Act {
  /// Something seen at the dock.
  public struct Entry: Hashable, Sendable {
    /// Nil for what was not understood: it is parked with its text.
    public var item: String?
    public var quantity: Quantity
    public var lot: String?
    public var made: Day?
    public var expires: Day?
    public var serial: String?
    public var condition: ReceiveEvent.Condition
    public var kind: ReceiveEvent.Kind
    public var text: String?
    public var note: String?
    /// When it was seen; now where nothing is said.
    public var occurredAt: Instant?

    public init(
      _ item: String?, _ quantity: Quantity = Quantity(1), lot: String? = nil, made: Day? = nil, expires: Day? = nil,
      serial: String? = nil, condition: ReceiveEvent.Condition = .good, kind: ReceiveEvent.Kind = .scan,
      text: String? = nil, note: String? = nil, occurredAt: Instant? = nil
    ) {
      self.item = item
      self.quantity = quantity
      self.lot = lot
      self.made = made
      self.expires = expires
      self.serial = serial
      self.condition = condition
      self.kind = kind
      self.text = text
      self.note = note
      self.occurredAt = occurredAt
    }

    /// A scan that nobody understood, or that waits for a supervisor.
    public static func parked(_ text: String, note: String? = nil, occurredAt: Instant? = nil) -> Entry {
      Entry(nil, kind: .parked, text: text, note: note, occurredAt: occurredAt)
    }
  }

  public var transfer: String
  public var entries: [Entry]
  /// The parked scan that turned out to be this: it is taken back.
  public var parked: Int64?
  /// Scans of the actor's own that turned out to be something else: they are taken back, and the entries stand in their
  /// place.
  public var corrected: [Int64] = []

  public init(_ transfer: String, _ entries: [Entry], instead parked: Int64? = nil) {
    self.transfer = transfer
    self.entries = entries
    self.parked = parked
  }

  /// - Parameter entries: what stands for the corrected scans now; none where nothing of it is true.
  public init(_ transfer: String, _ entries: [Entry], correcting corrected: [Int64]) {
    self.transfer = transfer
    self.entries = entries
    self.corrected = corrected
  }

  public var action: String { "receipt.recorded" }

  public var needs: Needs {
    var needs = Needs()
    let names = Set(entries.compactMap(\.item))
    var need = TransferNeed(transfer, lines: .items(names))
    need.event = parked.map { .number($0) }
    need.events = corrected
    need.serials = Set(entries.compactMap(\.serial))
    needs.transfer = need
    needs.items = names
    for entry in entries {
      if let item = entry.item, let lot = entry.lot { needs.lots.insert(Needs.LotName(item, lot)) }
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    for entry in entries {
      digest.add("item", entry.item)
      digest.add("quantity", entry.quantity.description)
      digest.add("lot", entry.lot)
      digest.add("made", entry.made?.description)
      digest.add("expires", entry.expires?.description)
      digest.add("serial", entry.serial)
      digest.add("condition", entry.condition.name)
      digest.add("kind", entry.kind.name)
      digest.add("text", entry.text)
      digest.add("note", entry.note)
      digest.add("occurred_at", entry.occurredAt?.description)
    }
    if let parked { digest.add("parked", String(parked)) }
    for event in corrected { digest.add("corrected", String(event)) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard entries.count <= PostMovements.mostLines else {
      throw .tooManyLines(entries.count, most: PostMovements.mostLines)
    }
    guard !entries.isEmpty || !corrected.isEmpty else { throw .nothingToChange }
    let known = try facts.transfer(transfer, toReceive: true)
    var planner = TransferPlanner(known, facts, context)
    var events: [PlannedReceipt] = []
    var scanned: Set<Scanned> = []
    for entry in entries {
      let event = try entry.planned(facts, &planner)
      if let serial = event.serial, let name = entry.item {
        let code = try facts.item(name).code
        if !scanned.insert(Scanned(code, serial)).inserted { throw .serialGivenTwice(serial, item: code) }
      }
      events.append(event)
    }
    var plan = Plan()
    plan.reference = known.transfer.number
    if !planner.newLines.isEmpty { plan.changes.append(.transfer(.addLines(known.transfer.id, planner.newLines))) }
    if !events.isEmpty { plan.changes.append(.transfer(.record(known.transfer.id, events))) }
    for event in corrected {
      guard let own = known.events.first(where: { $0.id == event }), own.negatedBy == nil, !own.isPosted,
        own.kind != .negate, own.actor == context.actor
      else { throw .nothingScanned(known.transfer.number) }
      plan.changes.append(.transfer(.negate(event: event, occurredAt: context.occurredAt)))
    }
    if let parked {
      guard known.event?.kind == .parked, known.event?.negatedBy == nil else {
        throw .nothingScanned(known.transfer.number)
      }
      plan.changes.append(.transfer(.negate(event: parked, occurredAt: context.occurredAt)))
    }
    return plan
  }
}

extension RecordReceipts {
  /// A serial comes once in one act, in whatever case.
  private struct Scanned: Hashable {
    var item: ItemCode?
    var serial: String
    init(_ item: ItemCode?, _ serial: String) {
      self.item = item
      self.serial = serial.lowercased()
    }
  }
}

extension RecordReceipts.Entry {
  fileprivate func planned(
    _ facts: Facts, _ planner: inout TransferPlanner
  ) throws(InventoryError) -> PlannedReceipt {
    let occurredAt = occurredAt ?? planner.context.occurredAt
    guard occurredAt <= planner.context.now else { throw .inTheFuture(occurredAt, now: planner.context.now) }
    guard let name = item else {
      guard kind == .parked, let text, !text.isEmpty else { throw .nothingToChange }
      return PlannedReceipt(
        kind: .parked, quantity: quantity, condition: condition, occurredAt: occurredAt, text: text, note: note)
    }
    let item = try facts.item(name)
    try item.check(quantity)
    let line = try line(of: item, facts, &planner)
    if item.tracking == .serial {
      guard let serial else { throw .needsSerials(item.code, asked: quantity, given: 0) }
      try item.check([serial], for: quantity)
      let earlier = planner.known.scanned.first {
        $0.code == item.code && $0.serial?.lowercased() == serial.lowercased()
      }
      if let earlier { throw .serialScanned(serial, item: item.code, by: earlier.actor) }
      try check(serial, item, planner)
    } else if serial != nil {
      throw .takesNoSerials(item.code)
    }
    return PlannedReceipt(
      line: line.number, item: item.id, serial: serial, kind: kind, quantity: quantity, condition: condition,
      occurredAt: occurredAt, text: text, note: note)
  }

  /// What is not on the transfer gets a line of its own only when it is said to be over.
  private func line(
    of item: Item, _ facts: Facts, _ planner: inout TransferPlanner
  ) throws(InventoryError) -> TransferLine {
    let known = planner.known
    if item.tracking == .lot {
      if let lot, let why = CodeRule.objection(to: lot) { throw .badCode(what: "lot", code: lot, why) }
    } else if lot != nil {
      throw .takesNoLot(item.code)
    }
    if let own = known.line(item.id, lot: lot) {
      if item.tracking == .lot, own.lot == nil { throw .needsLot(item.code) }
      return own
    }
    if item.tracking == .lot, lot == nil { throw .needsLot(item.code) }
    guard condition == .over else {
      throw .notOnTransfer(item.code, lot: lot, transfer: known.transfer.number)
    }
    let found = lot.map {
      facts.lots[Needs.LotName(item.code.description, $0)] ?? Lot(code: $0, made: made, expires: expires)
    }
    return planner.line(of: item, lot: found)
  }

  private func check(_ serial: String, _ item: Item, _ planner: TransferPlanner) throws(InventoryError) {
    let state = planner.known.state(of: serial, item.id)
    if state == .good || state == .damaged {
      throw .serialAlreadyHere(serial, item: item.code, place: planner.known.destination.path)
    }
    // One that was closed short has not come as over: its discrepancy says that it came later.
    if state == .closed || state != .inTransit && condition != .over {
      throw .serialNotOnTransfer(serial, item: item.code, transfer: planner.known.transfer.number)
    }
  }
}

/// Takes back what the actor scanned last and nobody posted yet; repeated, the one before. Or one event by its number: a
/// parked one, or one of the actor's own.
public struct NegateReceipt: Act {
  public var transfer: String
  public var event: Int64?

  public init(_ transfer: String, event: Int64? = nil) {
    self.transfer = transfer
    self.event = event
  }

  public var action: String { "receipt.negated" }

  public var needs: Needs {
    var needs = Needs()
    var need = TransferNeed(transfer, lines: .items([]))
    need.event = event.map { .number($0) } ?? .lastOfActor
    needs.transfer = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    if let event { digest.add("event", String(event)) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer)
    guard let event = known.event, event.negatedBy == nil, !event.isPosted, event.kind != .negate,
      event.kind == .parked || event.actor == context.actor
    else { throw .nothingScanned(known.transfer.number) }
    var plan = Plan()
    plan.reference = known.transfer.number
    plan.changes = [.transfer(.negate(event: event.id, occurredAt: context.occurredAt))]
    plan.after = event.fields
    return plan
  }
}

/// Posts what was scanned: the sum of all receivers' events comes in, whole or not at all. What is still missing stays in
/// transit.
public struct PostReceipt: Act {
  public var transfer: String
  public init(_ transfer: String) { self.transfer = transfer }

  public var action: String { "transfer.received" }

  public var needs: Needs {
    var needs = Needs()
    var need = TransferNeed(transfer)
    need.pendingEvents = true
    needs.transfer = need
    needs.addReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    digest.add("post", "scanned")
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer, toReceive: true)
    var planner = TransferPlanner(known, facts, context)
    let pending = Dictionary(grouping: known.pending, by: \.line)
    for line in known.lines where line.pendingGood + line.pendingDamaged > .zero {
      let own = pending[line.number] ?? []
      var receipt = LineReceipt(
        line: line, good: line.pendingGood, damaged: line.pendingDamaged,
        serials: own.filter { $0.condition != .damaged }.compactMap(\.serial),
        damagedSerials: own.filter { $0.condition == .damaged }.compactMap(\.serial))
      receipt.over = min(line.pendingOver, max(planner.beyond(receipt, line), .zero))
      try planner.receive(receipt)
      planner.step(line.number) {
        $0.pendingGood -= line.pendingGood
        $0.pendingDamaged -= line.pendingDamaged
        $0.pendingOver -= line.pendingOver
      }
    }
    guard !planner.entries.isEmpty else { throw .nothingScanned(known.transfer.number) }
    planner.changes.append(.transfer(.post(known.transfer.id, through: known.lastEvent)))
    return try planner.plan()
  }
}
