/// Adds an item.
public struct AddItem: Act {
  public var item: Item
  public init(_ item: Item) { self.item = item }

  public var action: String { "item.added" }

  public var needs: Needs {
    var needs = Needs()
    needs.items = Set([item.code.description] + item.barcodes.map(\.code))
    needs.settings = KnownSetting.trackingNames
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("item", item.fields.json) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    try item.checkForm()
    if let other = facts.items[item.code.description] {
      if other.code.matches(item.code) { throw .itemExists(other.code) }
      throw .barcodeTaken(item.code.description, by: other.code)
    }
    try item.checkBarcodes(facts)
    try facts.checkTracking(of: item, was: .none)
    var plan = Plan()
    plan.entity = "item:\(item.code)"
    plan.changes.append(.addItem(item))
    plan.after = item.fields
    return plan
  }
}

/// Changes an item: what is nil stays as it is.
public struct EditItem: Act {
  public var item: String
  public var edits: ItemEdits
  /// Refuse when the item has moved on from this version.
  public var ifVersion: Int64?

  public init(_ item: String, _ edits: ItemEdits, ifVersion: Int64? = nil) {
    self.item = item
    self.edits = edits
    self.ifVersion = ifVersion
  }

  public var action: String { edits.isActive == false ? "item.retired" : "item.edited" }

  public var needs: Needs {
    var needs = Needs()
    needs.items = Set([item] + (edits.barcodes ?? []).map(\.code))
    if edits.tracking != nil { needs.settings = KnownSetting.trackingNames }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    edits.describe(to: &digest)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.item(item)
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.code.description, given: ifVersion, current: old.version)
    }
    let new = edits.applied(to: old)
    guard new != old else { throw .nothingToChange }
    try new.checkForm()
    try new.checkBarcodes(facts)
    try facts.checkTracking(of: new, was: old.tracking)
    var plan = Plan()
    plan.entity = "item:\(old.code)"
    var saved = new
    saved.version = old.version + 1
    plan.changes.append(.setItem(saved, from: old.version))
    plan.before = old.fields
    plan.after = saved.fields
    return plan
  }
}

/// What of an item is to change; nil leaves it.
public struct ItemEdits: Hashable, Sendable {
  public var name: String?
  public var category: String?
  public var unit: UnitOfMeasure?
  public var tracking: Tracking?
  public var isActive: Bool?
  public var cost: UnitCost?
  public var price: UnitCost?
  public var currency: String?
  /// All of them: what is not listed is taken away.
  public var barcodes: [Barcode]?
  public var packs: [Pack]?

  public init() {}

  public func applied(to item: Item) -> Item {
    var item = item
    if let name { item.name = name }
    if let category { item.category = category }
    if let unit { item.unit = unit }
    if let tracking { item.tracking = tracking }
    if let isActive { item.isActive = isActive }
    if let cost { item.cost = cost }
    if let price { item.price = price }
    if let currency { item.currency = currency }
    if let barcodes { item.barcodes = barcodes }
    if let packs { item.packs = packs }
    return item
  }

  func describe(to digest: inout ContentDigest) {
    digest.add("name", name)
    digest.add("category", category)
    digest.add("unit", unit?.name)
    digest.add("tracking", tracking?.rawValue)
    digest.add("active", isActive.map { $0 ? "yes" : "no" })
    digest.add("cost", cost?.description)
    digest.add("price", price?.description)
    digest.add("currency", currency)
    digest.add("barcodes", barcodes.map { String($0.count) })
    for barcode in barcodes ?? [] { digest.add("barcode", "\(barcode.code):\(barcode.pack)") }
    digest.add("packs", packs.map { String($0.count) })
    for pack in packs ?? [] { digest.add("pack", "\(pack.name)=\(pack.factor)") }
  }
}

extension ItemCode {
  func matches(_ other: ItemCode) -> Bool { description.lowercased() == other.description.lowercased() }
}

extension Item {
  func checkForm() throws(InventoryError) {
    if let why = CodeRule.objection(to: code.sku) { throw .badCode(what: "sku", code: code.sku, why) }
    if code.sku.contains("/") { throw .badCode(what: "sku", code: code.sku, .slash) }
    if !code.variant.isEmpty, let why = CodeRule.objection(to: code.variant) {
      throw .badCode(what: "variant", code: code.variant, why)
    }
    if code.variant.contains("/") { throw .badCode(what: "variant", code: code.variant, .slash) }
    if name.utf8.count > 500 { throw .badField(name: "name", value: name, wanted: "at most 500 bytes") }
    if let why = CodeRule.objection(to: unit.name) { throw .badCode(what: "unit", code: unit.name, why) }
    if !currency.isEmpty, currency.utf8.count != 3 || !currency.utf8.allSatisfy({ $0 >= 65 && $0 <= 90 }) {
      throw .badField(name: "currency", value: currency, wanted: "three capital letters (ISO 4217), such as EUR")
    }
    var seen: Set<String> = []
    for barcode in barcodes {
      if let why = CodeRule.objection(to: barcode.code) { throw .badCode(what: "barcode", code: barcode.code, why) }
      guard seen.insert(barcode.code.lowercased()).inserted else { throw .barcodeTaken(barcode.code, by: code) }
      guard barcode.pack > .zero else { throw .badQuantity(barcode.pack.description, item: code, .notPositive) }
    }
    var packNames: Set<String> = []
    for pack in packs {
      if let why = CodeRule.objection(to: pack.name) { throw .badCode(what: "pack", code: pack.name, why) }
      guard packNames.insert(pack.name.lowercased()).inserted else {
        throw .badField(name: "pack", value: pack.name, wanted: "an item has one pack of a name")
      }
      if pack.factor <= .zero { throw .badQuantity(pack.factor.description, item: code, .notPositive) }
    }
  }

  func checkBarcodes(_ facts: Facts) throws(InventoryError) {
    for barcode in barcodes {
      if let other = facts.items[barcode.code], !other.code.matches(code) {
        throw .barcodeTaken(barcode.code, by: other.code)
      }
    }
  }
}
