/// Gives whoever acts another PIN: everybody at work may change their own, and nobody else's (``EditOperator`` is the
/// admins'). The one that they had must be known: whoever asked for it says what was kept of it then.
public struct ChangePin: Act {
  /// What was kept of the PIN that they had; nil where they had none.
  public var old: PinHash?
  public var new: PinHash

  public init(from old: PinHash?, to new: PinHash) {
    self.old = old
    self.new = new
  }

  public var action: String { "operator.edited" }

  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.operators = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("pin", new.text) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let person = facts.operators.first(where: { $0.isCalled(context.actor) }) else {
      throw .noSuchOperator(context.actor)
    }
    // Somebody gave them another one meanwhile.
    guard person.pin == old else { throw .wrongPin(person.name, left: PinRule.mostFailures) }
    var changed = person
    changed.pin = new
    guard changed != person else { throw .nothingToChange }
    changed.version = person.version + 1
    var plan = Plan()
    plan.entity = "operator:\(person.name)"
    plan.changes.append(.setOperator(changed, from: person.version))
    plan.before = person.fields
    plan.after = changed.fields
    return plan
  }
}
