/// Opens a pallet: its goods are loose where it stands, to be used and counted piece by piece.
public struct OpenPlate: Act {
  public var code: String

  public init(_ code: String) { self.code = SSCC.bare(code) }

  public var action: String { "plate.opened" }

  public var needs: Needs {
    var needs = Needs()
    needs.plates = [code]
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("plate", code) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let plate = try facts.plate(code)
    guard plate.status == .standing, let location = plate.location else {
      throw .plateIs(plate.code, plate.status, place: plate.place)
    }
    var opened = plate
    opened.status = .opened
    opened.contents = []
    opened.version += 1
    var plan = Plan()
    plan.entity = "plate:\(plate.code)"
    plan.changes = [.plate(.open(plate, at: location))]
    plan.before = plate.fields
    plan.after = opened.fields
    return plan
  }
}
