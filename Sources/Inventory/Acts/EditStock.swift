/// Changes what is noted of a stock record: reorder point, bin, flags. Never a balance (`spec.md` 3.2).
public struct EditStock: Act {
  public var item: String
  public var location: String
  /// Nil leaves it; `.some(nil)` watches nothing any more.
  public var reorderPoint: Quantity??
  public var bin: String?
  /// Added to those there are; an empty value takes a flag away.
  public var flags: [Flag]
  public var ifVersion: Int64?

  public init(
    _ item: String, at location: String, reorderPoint: Quantity?? = nil, bin: String? = nil, flags: [Flag] = [],
    ifVersion: Int64? = nil
  ) {
    self.item = item
    self.location = location
    self.reorderPoint = reorderPoint
    self.bin = bin
    self.flags = flags
    self.ifVersion = ifVersion
  }

  public var action: String { "stock.edited" }

  public var needs: Needs {
    var needs = Needs()
    needs.items = [item]
    needs.locations = [location]
    needs.records = [Needs.RecordName(item, location)]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("location", location)
    if let reorderPoint { digest.add("reorder_point", reorderPoint?.description ?? "none") }
    digest.add("bin", bin)
    for flag in flags {
      digest.add("flag", flag.name)
      digest.add("value", flag.value)
    }
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(item)
    let place = try facts.location(location)
    let old = facts.records[Needs.RecordName(self.item, location)]
    if let ifVersion, ifVersion != old?.version ?? 0 {
      throw .versionMovedOn(what: "\(item.code) at \(place.path)", given: ifVersion, current: old?.version ?? 0)
    }
    guard reorderPoint != nil || bin != nil || !flags.isEmpty else { throw .nothingToChange }
    if place.isStructural { throw .locationStructural(place.code) }
    let point = reorderPoint ?? old?.reorderPoint
    if let point, point < .zero { throw .badQuantity(point.description, item: item.code, .notPositive) }
    if let point, !point.isWithinLimit { throw .badQuantity(point.description, item: item.code, .tooLarge) }
    if let bin, bin.utf8.count > CodeRule.longest {
      throw .badField(name: "bin", value: bin, wanted: "at most \(CodeRule.longest) bytes")
    }
    var kept = (old?.flags ?? []).filter { flag in !flags.contains { $0.name == flag.name } }
    kept += flags.filter { !$0.value.isEmpty }
    var plan = Plan()
    plan.entity = "stock:\(item.code)@\(place.code)"
    plan.changes.append(
      .setRecord(
        item.id, place.id, code: item.code, place: place.path, reorderPoint: point, bin: bin ?? old?.bin ?? "",
        flags: kept, if: condition(old)))
    plan.before = old.map { EditStock.fields(point: $0.reorderPoint, bin: $0.bin, flags: $0.flags) }
    plan.after = EditStock.fields(point: point, bin: bin ?? old?.bin ?? "", flags: kept)
    return plan
  }

  /// Who names no version does not mind that goods move while the notes are changed.
  private func condition(_ old: StockRow?) -> RecordCondition {
    guard let old else { return .anything }
    if let ifVersion { return .version(ifVersion) }
    return .noted(reorderPoint: old.reorderPoint, bin: old.bin, flags: old.flags)
  }

  static func fields(point: Quantity?, bin: String, flags: [Flag]) -> Fields {
    var fields = Fields()
    fields.add("reorder_point", point)
    fields.add("bin", bin)
    fields.add("flags", flags.fields)
    return fields
  }
}
