/// Registers units of a serial-tracked item that came in: a receipt of them, with the lot they are of and whose they are.
public struct RegisterSerials: Act {
  public var line: MovementLine
  public var owner: String?

  public init(
    _ item: String, at place: String, serials: [String], lot: String? = nil, owner: String? = nil,
    reference: String? = nil
  ) {
    line = MovementLine(
      .receipt, item, Quantity(serials.count), at: place, lot: lot, serials: serials, reference: reference)
    self.owner = owner
  }

  public var action: String { "serial.registered" }

  public var needs: Needs {
    var needs = Needs()
    line.addNeeds(to: &needs)
    needs.holds = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    line.describe(to: &digest)
    digest.add("owner", owner)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(line.item)
    if item.tracking != .serial { throw .takesNoSerials(item.code) }
    if let owner { try SerialOwner.check(owner) }
    var plan = Plan()
    plan.reference = line.reference
    plan.entity = "item:\(item.code)"
    plan.entries = try MovementPlanner(facts: facts, now: context.now).entries(of: line)
    plan.changes.append(
      .serial(.note(item.id, line.serials, lot: line.lot.map { PlannedLot(code: $0) }, owner: owner ?? "")))
    plan.requireAsSeen(facts, [line])
    plan.guardRestating(facts)
    return plan
  }
}

/// What may be written as whose a serial is.
enum SerialOwner {
  static let longest = 200

  static func check(_ owner: String) throws(InventoryError) {
    guard owner.utf8.count > longest || owner.unicodeScalars.contains(where: { $0.value < 32 }) else { return }
    throw .badField(name: "owner", value: owner, wanted: "at most \(longest) bytes of plain text")
  }
}
