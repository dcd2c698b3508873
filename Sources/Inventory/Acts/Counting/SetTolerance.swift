/// Says how far off counts of an item, of a class or at a place may be, where the house's own limit will not do.
public struct SetTolerance: Act {
  /// Whose it is, as given.
  public enum Subject: Hashable, Sendable {
    /// SKU, `SKU/VARIANT` or barcode.
    case item(String)
    /// A, B or C.
    case itemClass(String)
    /// A place and all inside it that has none of its own; a site is one too.
    case location(String)
  }

  public var subject: Subject
  /// Nil takes it away: what is less specific counts again.
  public var tolerance: Tolerance?

  public init(_ subject: Subject, _ tolerance: Tolerance?) {
    self.subject = subject
    self.tolerance = tolerance
  }

  public var action: String { "tolerance.changed" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    switch subject {
    case .item(let name): needs.items = [name]
    case .location(let name): needs.locations = [name]
    case .itemClass: break
    }
    needs.tolerances = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    switch subject {
    case .item(let name): digest.add("item", name)
    case .itemClass(let letter): digest.add("class", letter)
    case .location(let name): digest.add("location", name)
    }
    digest.add("tolerance", tolerance?.description)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (subject, kind, name) = try found(facts)
    func document(_ tolerance: Tolerance?) -> Fields {
      var fields = Fields()
      fields.add("subject", kind)
      fields.add("name", name)
      fields.add("tolerance", tolerance?.description)
      return fields
    }
    var plan = Plan()
    plan.entity = "tolerance:\(name)"
    plan.changes = [.count(.setTolerance(subject, tolerance))]
    plan.before = document(facts.tolerances[subject.text])
    plan.after = document(tolerance)
    return plan
  }

  private func found(_ facts: Facts) throws(InventoryError) -> (ToleranceSubject, kind: String, name: String) {
    switch subject {
    case .item(let name):
      let item = try facts.item(name)
      return (.item(item.id), "item", item.code.description)
    case .itemClass(let letter):
      guard let usageClass = UsageClass(rawValue: letter.uppercased()) else {
        throw .badField(name: "class", value: letter, wanted: "A, B or C")
      }
      return (.itemClass(usageClass.rawValue), "class", usageClass.rawValue)
    case .location(let name):
      let place = try facts.location(name)
      return (.location(place.id), "location", place.path)
    }
  }
}
