/// Marks lots whose last day has passed as expired and blocks what is free of them, and of quarantined ones what has become
/// free since. What is promised of them stays promised; another run blocks it once it is let go of. Acts that take or
/// promise goods kept by lot run it by themselves where it is due, so nobody has to.
///
/// A part at a time: it has to be run again until it finds nothing.
public struct ExpireLots: Act {
  /// Lots that expire before this day; nil for today.
  public var before: Day?

  public init(before: Day? = nil) { self.before = before }

  /// At most so many lots in one act.
  public static let mostLots = 2000

  public var action: String { "lot.expired" }
  public var isUpkeep: Bool { true }

  public var needs: Needs {
    var needs = Needs()
    needs.unsweptLots = before ?? Day(daysSince1970: Int.max)
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("before", before?.description) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let today = context.now.day
    if let before, before > today {
      throw .badField(
        name: "before", value: before.description, wanted: "a day up to today: a lot may be used through its last day")
    }
    var plan = Plan()
    for fact in facts.unsweptLots {
      var lot = fact.lot.saved(version: fact.lot.version + 1)
      lot.status = .expired
      plan.changes.append(.lot(.set(lot, from: fact.lot.version)))
      plan.documents.append(
        PlannedDocument(
          "lot:\(fact.code)/\(lot.code)", before: fact.lot.fields(of: fact.code), after: lot.fields(of: fact.code)))
    }
    plan.entries = facts.unsweptPlaces.blocking(at: context.now, reason: "EXPIRED")
    for index in plan.entries.indices {
      let isQuarantined = facts.unsweptPlaces.contains {
        $0.of.lot.status == .quarantined && $0.of.item == plan.entries[index].item
          && $0.of.lot.code == plan.entries[index].lot?.code
      }
      if isQuarantined { plan.entries[index].reason = "QUARANTINE" }
    }
    guard !plan.isEmpty else { return plan }
    // Whether goods may be used does not wait for a stocktake that holds their place.
    plan.changes.append(.count(.overrideHold))
    var after = Fields()
    after.add("lots", .list(facts.unsweptLots.map { .fields($0.lot.named($0.code)) }))
    after.add("blocked", plan.entries.reduce(Quantity.zero) { $0 + $1.change.blocked })
    plan.after = after
    return plan
  }
}

extension Lot {
  fileprivate func named(_ item: ItemCode) -> Fields {
    var fields = Fields()
    fields.add("lot", code)
    fields.add("sku", item.description)
    fields.add("expires", expires)
    return fields
  }
}
