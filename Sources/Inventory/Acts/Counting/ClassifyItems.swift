/// Puts every item in use into class A, B or C, by what was used of it in the last days (`algorithms.md` 4.11). Tolerances
/// and count plans go by the class until the next time.
public struct ClassifyItems: Act {
  public var days: Int
  public init(days: Int = AbcReport.standardDays) { self.days = days }

  public var action: String { "items.classified" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.usageDays = days
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("days", String(days)) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    try AbcReport.check(days)
    let rows = UsageClass.ranked(facts.usage)
    guard !rows.isEmpty else { throw .nothingToChange }
    var plan = Plan()
    plan.entity = "classes"
    plan.changes = [.count(.classify(rows.map { ItemClass($0.usage.item, $0.letter.rawValue) }))]
    var after = Fields()
    after.add("days", Int64(days))
    after.add("until", context.now)
    for letter in UsageClass.allCases {
      after.add(letter.rawValue.lowercased(), Int64(rows.count { $0.letter == letter }))
    }
    plan.after = after
    return plan
  }
}
