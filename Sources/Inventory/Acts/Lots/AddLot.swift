/// Makes a lot known before its goods come, or with goods: then they are received with it.
public struct AddLot: Act {
  public var code: String
  public var item: String
  public var made: Day?
  public var expires: Day?
  /// Where goods of it come in, and how many; nil for none.
  public var goods: MovementLine?

  public init(_ code: String, of item: String, made: Day? = nil, expires: Day? = nil) {
    self.code = code
    self.item = item
    self.made = made
    self.expires = expires
  }

  /// With goods.
  public init(
    _ code: String, of item: String, made: Day? = nil, expires: Day? = nil, quantity: Quantity, at place: String
  ) {
    self.init(code, of: item, made: made, expires: expires)
    goods = MovementLine(.receipt, item, quantity, at: place, lot: code, made: made, expires: expires)
  }

  public var action: String { "lot.added" }

  public var needs: Needs {
    var needs = Needs()
    needs.items.insert(item)
    needs.lots.insert(Needs.LotName(item, code))
    goods?.addNeeds(to: &needs)
    needs.holds = goods != nil
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("lot", code)
    digest.add("item", item)
    digest.add("made", made?.description)
    digest.add("expires", expires?.description)
    goods?.describe(to: &digest)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(item)
    if item.tracking == .none { throw .notKeptByLot(item.code) }
    if let why = CodeRule.objection(to: code) { throw .badCode(what: "lot", code: code, why) }
    if let other = facts.lots[Needs.LotName(self.item, code)] { throw .lotExists(other.code, item: item.code) }
    let lot = Lot(code: code, made: made, expires: expires)
    try lot.checkDates()
    var plan = Plan()
    plan.entity = "lot:\(item.code)/\(code)"
    plan.changes.append(.lot(.add(lot, of: item.id, code: item.code)))
    plan.after = lot.saved(version: 1).fields(of: item.code)
    if let goods {
      plan.entries = try MovementPlanner(facts: facts, now: context.now).entries(of: goods)
      plan.requireAsSeen(facts, [goods])
    } else {
      plan.requirements.append(.item(item.id, code: item.code, version: item.version))
    }
    return plan
  }
}

extension Lot {
  func checkDates() throws(InventoryError) {
    guard let made, let expires, expires < made else { return }
    throw .badField(name: "expires", value: expires.description, wanted: "a day not before the one it was made on")
  }

  /// As it stands in the books once it was written.
  func saved(version: Int64) -> Lot {
    var lot = self
    lot.version = version
    return lot
  }
}

/// Changes the dates of a lot: what is nil stays. One that was marked as expired and gets a later day may be used again:
/// what expiry blocked is freed.
public struct EditLot: Act {
  public var code: String
  public var item: String
  /// Nil leaves it; a nil inside takes the date away.
  public var made: Day??
  public var expires: Day??
  /// Refuse when the lot has moved on from this version.
  public var ifVersion: Int64?

  public init(_ code: String, of item: String, made: Day?? = nil, expires: Day?? = nil, ifVersion: Int64? = nil) {
    self.code = code
    self.item = item
    self.made = made
    self.expires = expires
    self.ifVersion = ifVersion
  }

  public var action: String { "lot.edited" }

  public var needs: Needs { Needs(lot: code, of: item) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("lot", code)
    digest.add("item", item)
    if let made { digest.add("made", made?.description ?? "none") }
    if let expires { digest.add("expires", expires?.description ?? "none") }
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (old, item) = try facts.lot(code, of: item)
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: "lot \(old.code)", given: ifVersion, current: old.version)
    }
    var lot = old
    if let made { lot.made = made }
    if let expires { lot.expires = expires }
    try lot.checkDates()
    let today = context.now.day
    var entries: [PlannedEntry] = []
    if old.status == .expired, lot.expires.map({ $0 >= today }) ?? true {
      lot.status = .active
      entries = (facts.lotPlaces[Needs.LotName(self.item, code)] ?? []).freeing(at: context.now, reason: "NOT EXPIRED")
    }
    guard lot != old else { throw .nothingToChange }
    return Plan(changing: old, to: lot, of: item, entries: entries)
  }
}

extension Needs {
  /// A lot, its item, and every place where there is some of it.
  init(lot code: String, of item: String) {
    self.init()
    items.insert(item)
    lots.insert(LotName(item, code))
    lotPlaces.insert(LotName(item, code))
  }
}

extension Facts {
  /// The lot a person names, and its item.
  func lot(_ code: String, of name: String) throws(InventoryError) -> (Lot, Item) {
    let item = try item(name)
    if item.tracking == .none { throw .notKeptByLot(item.code) }
    guard let lot = lots[Needs.LotName(name, code)] else { throw .noSuchLot(code, item: item.code) }
    return (lot, item)
  }
}

extension Plan {
  /// A change of a lot, with the entries that follow from it. They are made wherever a stocktake holds a place: whether
  /// goods may be used does not wait for it.
  init(changing old: Lot, to new: Lot, of item: Item, entries: [PlannedEntry]) {
    self.init()
    let saved = new.saved(version: old.version + 1)
    entity = "lot:\(item.code)/\(old.code)"
    requirements.append(.item(item.id, code: item.code, version: item.version))
    changes.append(.lot(.set(saved, from: old.version)))
    if !entries.isEmpty { changes.append(.count(.overrideHold)) }
    self.entries = entries
    before = old.fields(of: item.code)
    after = saved.fields(of: item.code)
  }
}
