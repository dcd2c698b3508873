/// Makes a part of a lot's goods at a place a lot of its own, which inherits the dates and whether it may be used. Two
/// entries say so, the new lot's first, so that no balance dips between them.
public struct SplitLot: Act {
  public var code: String
  public var item: String
  public var newCode: String
  public var quantity: Quantity
  public var place: String

  public init(_ code: String, of item: String, into newCode: String, _ quantity: Quantity, at place: String) {
    self.code = code
    self.item = item
    self.newCode = newCode
    self.quantity = quantity
    self.place = place
  }

  public var action: String { "lot.split" }

  /// What leaves the old lot is judged as a movement is.
  private var line: MovementLine { MovementLine(.scrap, item, quantity, at: place, lot: code, reason: "SPLIT") }

  public var needs: Needs {
    var needs = Needs()
    line.addNeeds(to: &needs)
    needs.lots.insert(Needs.LotName(item, newCode))
    needs.holds = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("lot", code)
    digest.add("item", item)
    digest.add("new_lot", newCode)
    digest.add("quantity", quantity.description)
    digest.add("location", place)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (old, item) = try facts.lot(code, of: item)
    guard item.tracking == .lot else { throw .notKeptByLot(item.code) }
    if let why = CodeRule.objection(to: newCode) { throw .badCode(what: "lot", code: newCode, why) }
    if let other = facts.lots[Needs.LotName(self.item, newCode)] { throw .lotExists(other.code, item: item.code) }
    var plan = Plan()
    var new = old
    new.code = newCode
    guard var leaving = try MovementPlanner(facts: facts, now: context.now).entries(of: line).first else {
      throw .nothingToChange
    }
    leaving.kind = .lotSplit
    leaving.reference = newCode
    var arriving = leaving
    arriving.lot = PlannedLot(code: newCode)
    arriving.reference = old.code
    arriving.change = -leaving.change
    plan.entity = "lot:\(item.code)/\(old.code)"
    plan.requirements.append(.lot(old.id, version: old.version))
    plan.changes.append(.lot(.add(new, of: item.id, code: item.code)))
    plan.entries = [arriving, leaving]
    plan.requireSwept(facts)
    plan.requireAsSeen(facts, [line])
    plan.after = new.saved(version: 1).fields(of: item.code)
    plan.documents = [PlannedDocument("lot:\(item.code)/\(newCode)", before: nil, after: plan.after)]
    return plan
  }
}
