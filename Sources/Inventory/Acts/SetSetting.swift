/// Changes a setting of the house.
public struct SetSetting: Act {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  public var action: String { "setting.changed" }

  public var right: Right { .administer }

  public var needs: Needs {
    var needs = Needs()
    needs.settings = [name]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("setting", name)
    digest.add("value", value)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let known = KnownSetting.all.first(where: { $0.name == name }) else {
      throw .noSuchSetting(name, known: KnownSetting.all.map(\.name))
    }
    guard known.kind.takes(value) else { throw .badField(name: name, value: value, wanted: known.explanation) }
    var plan = Plan()
    plan.entity = "setting:\(name)"
    plan.changes.append(.setSetting(name: name, value: value))
    var before = Fields()
    before.add(name, facts.value(of: known))
    plan.before = before
    var after = Fields()
    after.add(name, value)
    plan.after = after
    return plan
  }
}

extension Facts {
  /// What a setting that the act asked for is set to.
  public func value(of setting: KnownSetting) -> String { settings[setting.name] ?? setting.standard }
}
