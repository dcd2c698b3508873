/// Moves one serial to another place of its site.
public struct MoveSerial: Act {
  public var name: Needs.SerialHomeName
  public var place: String
  public var reference: String?

  public init(_ serial: String, of item: String? = nil, to place: String, reference: String? = nil) {
    name = Needs.SerialHomeName(serial, item: item)
    self.place = place
    self.reference = reference
  }

  public var action: String { "serial.transferred" }

  public var needs: Needs {
    var needs = Needs(serial: name)
    needs.locations.insert(place)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    name.describe(to: &digest)
    digest.add("to", place)
    digest.add("reference", reference)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let home = try facts.serialInStock(name)
    var line = home.line(.transferOut)
    line.to = place
    line.reference = reference
    return try home.plan(line, facts, context)
  }
}

/// Takes one serial off the books for good: scrapped, with the reason.
public struct DecommissionSerial: Act {
  public var name: Needs.SerialHomeName
  public var reason: String
  public var note: String?

  public init(_ serial: String, of item: String? = nil, reason: String, note: String? = nil) {
    name = Needs.SerialHomeName(serial, item: item)
    self.reason = reason
    self.note = note
  }

  public var action: String { "serial.decommissioned" }

  public var needs: Needs { Needs(serial: name) }

  public func describe(to digest: inout ContentDigest) {
    name.describe(to: &digest)
    digest.add("reason", reason)
    digest.add("note", note)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let home = try facts.serialInStock(name)
    if reason.isEmpty { throw .needsReason(.scrap) }
    var line = home.line(.scrap)
    line.reason = reason
    line.note = note
    return try home.plan(line, facts, context)
  }
}

/// Says whose a serial is, or of which lot: what is nil stays, an empty owner is ours.
public struct EditSerial: Act {
  public var name: Needs.SerialHomeName
  public var owner: String?
  public var lot: String?
  /// Refuse when the serial has moved on from this version.
  public var ifVersion: Int64?

  public init(
    _ serial: String, of item: String? = nil, owner: String? = nil, lot: String? = nil, ifVersion: Int64? = nil
  ) {
    name = Needs.SerialHomeName(serial, item: item)
    self.owner = owner
    self.lot = lot
    self.ifVersion = ifVersion
  }

  public var action: String { "serial.edited" }

  public var needs: Needs { Needs(serial: name) }

  public func describe(to digest: inout ContentDigest) {
    name.describe(to: &digest)
    digest.add("owner", owner)
    digest.add("lot", lot)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let home = try facts.serial(name)
    if let ifVersion, ifVersion != home.fact.version {
      throw .versionMovedOn(what: "serial \(home.serial)", given: ifVersion, current: home.fact.version)
    }
    if let owner { try SerialOwner.check(owner) }
    if let lot, let why = CodeRule.objection(to: lot) { throw .badCode(what: "lot", code: lot, why) }
    let (newOwner, newLot) = (owner ?? home.fact.owner, lot ?? home.fact.lot?.code)
    guard newOwner != home.fact.owner || newLot != home.fact.lot?.code else { throw .nothingToChange }
    var plan = Plan()
    plan.entity = home.entity
    plan.changes.append(
      .serial(
        .set(
          home.item.id, code: home.item.code, serial: home.serial, owner: newOwner, lot: newLot,
          from: home.fact.version)))
    plan.before = home.fields(owner: home.fact.owner, lot: home.fact.lot?.code, version: home.fact.version)
    plan.after = home.fields(owner: newOwner, lot: newLot, version: home.fact.version + 1)
    return plan
  }
}

extension Needs {
  fileprivate init(serial name: SerialHomeName) {
    self.init()
    serialHomes.insert(name)
    if let item = name.item { items.insert(item) }
    holds = true
  }
}

extension Needs.SerialHomeName {
  fileprivate func describe(to digest: inout ContentDigest) {
    digest.add("serial", serial)
    digest.add("item", item)
  }
}

extension Facts {
  /// The one serial that is named.
  fileprivate func serial(_ name: Needs.SerialHomeName) throws(InventoryError) -> SerialHome {
    if let item = name.item { _ = try self.item(item) }
    let homes = serialHomes[name] ?? []
    guard let home = homes.first else { throw .noSuchSerial(name.serial) }
    if homes.count > 1 { throw .ambiguousSerial(name.serial, items: homes.map(\.item.code)) }
    return home
  }

  fileprivate func serialInStock(_ name: Needs.SerialHomeName) throws(InventoryError) -> SerialHome {
    let home = try serial(name)
    if home.fact.place == nil {
      throw .serialIsNowhere(home.serial, item: home.item.code, home.fact.status)
    }
    return home
  }
}

extension SerialHome {
  fileprivate var entity: String { "serial:\(item.code)/\(serial)" }

  /// A movement of it from where it is; blocked where it is blocked.
  fileprivate func line(_ kind: MovementKind) -> MovementLine {
    var line = MovementLine(
      kind, item.code.description, Quantity(1), at: fact.place ?? "", serials: [serial])
    line.isBlocked = fact.isBlocked && !fact.isQuarantine
    return line
  }

  fileprivate func plan(
    _ line: MovementLine, _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) -> Plan {
    var plan = Plan()
    plan.entity = entity
    plan.reference = line.reference
    plan.entries = try MovementPlanner(facts: facts, now: context.now).entries(of: line)
    plan.requireAsSeen(facts, [line])
    return plan
  }

  fileprivate func fields(owner: String, lot: String?, version: Int64) -> Fields {
    var fields = Fields()
    fields.add("serial", serial)
    fields.add("sku", item.code.sku)
    fields.add("variant", item.code.variant.isEmpty ? nil : item.code.variant)
    fields.add("owner", owner.isEmpty ? nil : owner)
    fields.add("lot", lot)
    fields.add("version", version)
    return fields
  }
}
