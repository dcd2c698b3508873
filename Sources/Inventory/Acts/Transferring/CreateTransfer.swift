/// Asks for goods to be moved from one location to another. Nothing moves until it is shipped.
public struct CreateTransfer: Act {
  /// Where it comes from: a place, or a site whose places are all looked through when it is shipped.
  public var from: String
  public var to: String
  public var lines: [TransferRequestLine]
  public var eta: Instant?
  public var priority: TransferPriority
  public var reference: String?
  public var note: String?

  public init(
    from: String, to: String, _ lines: [TransferRequestLine], eta: Instant? = nil,
    priority: TransferPriority = .normal, reference: String? = nil, note: String? = nil
  ) {
    self.from = from
    self.to = to
    self.lines = lines
    self.eta = eta
    self.priority = priority
    self.reference = reference
    self.note = note
  }

  public var action: String { "transfer.created" }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [from, to]
    needs.nextTransfer = true
    for line in lines { line.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("from", from)
    digest.add("to", to)
    for line in lines { line.describe(to: &digest) }
    digest.add("eta", eta?.description)
    digest.add("priority", priority.rawValue)
    digest.add("reference", reference)
    digest.add("note", note)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (source, destination) = (try facts.location(from), try facts.location(to))
    try Transfer.check(from: source, to: destination)
    let transfer = Transfer(
      id: TransferID(facts.nextTransfer), source: source.id, sourcePlace: source.path, destination: destination.id,
      destinationPlace: destination.path, priority: priority, eta: eta, reference: reference, note: note,
      createdBy: context.actor, createdAt: context.now)
    let (planned, serials) = try lines.planned(transfer.id, facts)
    var plan = Plan()
    plan.entity = transfer.entity
    plan.reference = transfer.number
    plan.requirePlacesAsSeen(facts)
    plan.changes = [.transfer(.create(transfer)), .transfer(.addLines(transfer.id, planned))]
    if !serials.isEmpty { plan.changes.append(.transfer(.serials(transfer.id, serials))) }
    plan.after = transfer.fields(lines: planned.count)
    return plan
  }
}

/// Changes what was asked for, while nothing has been shipped; when it is expected, how urgent it is and what is noted of
/// it, until it is over. What is nil stays as it is.
public struct EditTransfer: Act {
  public var transfer: String
  public var lines: [TransferRequestLine]?
  /// `.some(nil)` takes it away.
  public var eta: Instant??
  public var priority: TransferPriority?
  /// Empty takes it away.
  public var reference: String?
  public var note: String?
  public var ifVersion: Int64?

  public init(_ transfer: String) { self.transfer = transfer }

  public var action: String { "transfer.edited" }

  public var needs: Needs {
    var needs = Needs()
    needs.transfer = TransferNeed(transfer)
    for line in lines ?? [] { line.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    if let lines {
      digest.add("lines", String(lines.count))
      for line in lines { line.describe(to: &digest) }
    }
    if let eta { digest.add("eta", eta?.description ?? "none") }
    digest.add("priority", priority?.rawValue)
    digest.add("reference", reference)
    digest.add("note", note)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer)
    let old = known.transfer
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.number, given: ifVersion, current: old.version)
    }
    if old.status.isOver { throw .transferIs(old.number, old.status, wanted: "change it") }
    var new = old
    if let eta { new.eta = eta }
    if let priority { new.priority = priority }
    if let reference { new.reference = reference.isEmpty ? nil : reference }
    if let note { new.note = note.isEmpty ? nil : note }
    var plan = Plan()
    var count = known.lines.count
    if let lines {
      if old.status != .requested { throw .transferIs(old.number, old.status, wanted: "change its lines") }
      let (planned, serials) = try lines.planned(old.id, facts)
      count = planned.count
      plan.changes = [.transfer(.removeLines(old.id)), .transfer(.addLines(old.id, planned))]
      if !serials.isEmpty { plan.changes.append(.transfer(.serials(old.id, serials))) }
    }
    guard new != old || lines != nil else { throw .nothingToChange }
    plan.changes.append(.transfer(.set(new, from: old.version)))
    plan.entity = old.entity
    plan.reference = old.number
    plan.before = old.fields(lines: known.lines.count)
    new.version += 1
    plan.after = new.fields(lines: count)
    return plan
  }
}

/// Calls off what was not shipped: all of it, or, once something is on its way, what was still to be shipped.
public struct CancelTransfer: Act {
  public var transfer: String
  public init(_ transfer: String) { self.transfer = transfer }

  public var action: String { "transfer.cancelled" }

  public var needs: Needs {
    var needs = Needs()
    needs.transfer = TransferNeed(transfer)
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("transfer", transfer) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer)
    var planner = TransferPlanner(known, facts, context)
    let waiting = known.lines.filter { $0.toShip > .zero }
    switch known.transfer.status {
    case .requested: planner.transfer.status = .cancelled
    case .inTransit where !waiting.isEmpty:
      for line in waiting { planner.step(line.number) { $0.requested -= line.toShip } }
      planner.dropRequestedSerials()
    default: throw .transferIs(known.transfer.number, known.transfer.status, wanted: "cancel it")
    }
    return try planner.plan()
  }
}

extension Transfer {
  var entity: String { "transfer:\(number)" }

  static func check(from source: Location, to destination: Location) throws(InventoryError) {
    if source.id == destination.id { throw .sameLocation(source.code) }
    for place in [source, destination] where !place.isActive { throw .locationRetired(place.code) }
    if destination.isStructural { throw .locationStructural(destination.code) }
  }
}

extension Facts {
  /// The transfer an act names.
  func transfer(_ name: String) throws(InventoryError) -> TransferFacts {
    guard let transfer else { throw .noSuchTransfer(name) }
    return transfer
  }
}
