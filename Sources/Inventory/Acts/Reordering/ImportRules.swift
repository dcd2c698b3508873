/// Sets rules, a chunk of rows at a time; a row that says what the books say changes nothing.
public struct ImportRules: Act {
  public var rows: [SetRule]
  public init(_ rows: [SetRule]) { self.rows = rows }

  public var action: String { "import.rules" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.isFresh = true
    for row in rows { row.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for row in rows { row.describe(to: &digest) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    var seen: Set<RecordKey> = []
    for (index, row) in rows.enumerated() {
      do throws(InventoryError) {
        let rule = try row.rule(facts)
        guard seen.insert(RecordKey(rule.item, rule.location)).inserted else {
          throw .badField(name: "row", value: row.item, wanted: "an item and place stand in a file once")
        }
        let fact = facts.rules[Needs.RecordName(row.item, row.location)]
        if let change = row.change(to: rule, fact, on: context.now.day) {
          plan.change(.reordering(change), row: index)
          let old = fact?.signal?.rule
          var after = rule
          if old != nil { after.version += 1 }
          plan.documents.append(
            PlannedDocument(rule.entity, before: old?.fields, after: after.fields, row: index))
        } else {
          plan.unchanged += 1
        }
      } catch {
        plan.rejections.append(Rejection(row: index, error))
      }
    }
    return plan
  }
}
