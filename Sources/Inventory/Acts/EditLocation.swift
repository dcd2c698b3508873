/// Adds a location.
public struct AddLocation: Act {
  public var code: String
  public var edits: LocationEdits

  public init(_ code: String, _ edits: LocationEdits = LocationEdits()) {
    self.code = code
    self.edits = edits
  }

  public var action: String { "location.added" }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = Set([code, edits.parent].compactMap { $0 })
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("location", code)
    edits.describe(to: &digest)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    if let other = facts.locations[code], other.code.lowercased() == code.lowercased() {
      throw .locationExists(other.code)
    }
    let kind = edits.kind ?? (edits.parent == nil ? .site : .bin)
    let location = try edits.applied(to: Location(code: code, kind: kind), facts)
    var plan = Plan()
    plan.entity = "location:\(code)"
    plan.changes.append(.addLocation(location))
    plan.after = location.fields
    plan.requireParent(edits.parent, facts)
    return plan
  }
}

/// Changes a location: what is nil stays as it is.
public struct EditLocation: Act {
  public var location: String
  public var edits: LocationEdits
  public var ifVersion: Int64?

  public init(_ location: String, _ edits: LocationEdits, ifVersion: Int64? = nil) {
    self.location = location
    self.edits = edits
    self.ifVersion = ifVersion
  }

  public var action: String { edits.isActive == false ? "location.retired" : "location.edited" }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = Set([location, edits.parent].compactMap { $0 })
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("location", location)
    edits.describe(to: &digest)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.location(location)
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.code, given: ifVersion, current: old.version)
    }
    var new = try edits.applied(to: old, facts)
    guard new != old else { throw .nothingToChange }
    new.version = old.version + 1
    var plan = Plan()
    plan.entity = "location:\(old.code)"
    plan.changes.append(.setLocation(new, from: old.version))
    plan.before = old.fields
    plan.after = new.fields
    plan.requireParent(edits.parent, facts)
    return plan
  }
}

/// What of a location is to change; nil leaves it.
public struct LocationEdits: Hashable, Sendable {
  public var name: String?
  public var kind: LocationKind?
  /// The place it stands in, as given.
  public var parent: String?
  public var roomType: String?
  public var coordinates: Coordinates?
  public var isStructural: Bool?
  public var isActive: Bool?

  public init() {}

  func describe(to digest: inout ContentDigest) {
    digest.add("name", name)
    digest.add("kind", kind?.rawValue)
    digest.add("parent", parent)
    digest.add("room_type", roomType)
    digest.add("coordinates", coordinates?.description)
    digest.add("structural", isStructural.map { $0 ? "yes" : "no" })
    digest.add("active", isActive.map { $0 ? "yes" : "no" })
  }

  func applied(to old: Location, _ facts: Facts) throws(InventoryError) -> Location {
    var new = old
    if let name { new.name = name }
    if let kind { new.kind = kind }
    if let roomType { new.roomType = roomType }
    if let coordinates { new.coordinates = coordinates }
    if let isStructural { new.isStructural = isStructural }
    if let isActive { new.isActive = isActive }
    if let parent { try new.stand(in: facts.location(parent)) }
    try new.checkForm()
    return new
  }
}

extension Plan {
  mutating func requireParent(_ name: String?, _ facts: Facts) {
    if let name, let parent = facts.locations[name] {
      requirements.append(.location(parent.id, code: parent.code, version: parent.version))
    }
  }
}

extension Location {
  mutating func stand(in place: Location) throws(InventoryError) {
    if kind == .site { throw .siteHasNoParent(code) }
    // By code, for a place that is being added has no number yet.
    if place.code.lowercased() == code.lowercased() { throw .locationInsideItself(code) }
    parent = place.id
    parentCode = place.code
    site = place.site
    siteCode = place.siteCode
    isQuarantine = place.isQuarantine || roomType == "quarantine"
  }

  func checkForm() throws(InventoryError) {
    if let why = CodeRule.objection(to: code) { throw .badCode(what: "location", code: code, why) }
    if name.utf8.count > 500 { throw .badField(name: "name", value: name, wanted: "at most 500 bytes") }
    if roomType.utf8.count > CodeRule.longest {
      throw .badField(name: "room type", value: roomType, wanted: "at most \(CodeRule.longest) bytes")
    }
    if kind == .site, parent != nil { throw .siteHasNoParent(code) }
    if kind != .site, parent == nil { throw .kindNeedsParent(kind) }
  }
}
