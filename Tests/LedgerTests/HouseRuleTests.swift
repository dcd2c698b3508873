import Inventory
import Ledger
import Testing

/// The rules of the house: what can be set is used, and what the house can do is told by them.
@Suite struct HouseRuleTests {
  private static func on(_ house: SampleWarehouse) throws -> Set<String> {
    Set(try house.books.ask(Capabilities()).filter(\.isOn).map(\.name))
  }

  @Test("every setting has a group and says what it is where nobody said anything")
  func grouped() throws {
    let house = try SampleWarehouse()
    let settings = try house.books.ask(Settings())
    #expect(settings.map(\.name) == KnownSetting.all.map(\.name))
    #expect(settings.allSatisfy { !$0.group.isEmpty && $0.group != "house" && $0.value == $0.standard })
    try house.act(SetSetting("reservation_ttl", "15"))
    let changed = try house.books.ask(Settings()).first { $0.name == "reservation_ttl" }
    #expect(changed?.value == "15" && changed?.standard == "60" && changed?.group == "promising")
  }

  @Test("capabilities follow the settings and what stands in the books")
  func capabilities() throws {
    let house = try SampleWarehouse()
    let first = try HouseRuleTests.on(house)
    #expect(first.isSuperset(of: ["lot_tracking", "serial_tracking", "reservations", "labels", "locks"]))
    #expect(
      first.isDisjoint(with: ["negative_stock", "geo_availability", "operators", "pallet_numbers", "reordering"]))
    try house.act(SetSetting("allow_negative_stock", "yes"))
    try house.act(SetSetting("serial_tracking", "no"))
    try house.act(SetSetting("gs1_company_prefix", "0614141"))
    try house.act(
      EditLocation("NORTH", .with { $0.coordinates = Coordinates(latitude: 52_500_000, longitude: 13_400_000) }))
    try house.act(SetRule("CABLE", at: "NORTH", point: Quantity(1)))
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    let then = try HouseRuleTests.on(house)
    #expect(
      then.symmetricDifference(first) == [
        "negative_stock", "serial_tracking", "pallet_numbers", "geo_availability", "reordering", "operators",
      ])
  }

  @Test("a house that keeps nothing by lot or by serial takes no such item; those it has stay")
  func tracking() throws {
    let house = try SampleWarehouse()
    for name in ["lot_tracking", "serial_tracking"] { try house.act(SetSetting(name, "no")) }
    for tracking in [Tracking.lot, .serial] {
      #expect(
        house.refusal { try house.act(AddItem(Item(code: ItemCode(sku: "NEW"), tracking: tracking))) } == "bad-value")
      #expect(house.refusal { try house.act(EditItem("CABLE", .with { $0.tracking = tracking })) } == "bad-value")
      let row = ImportItems.Row(ItemCode(sku: "NEW"), .with { $0.tracking = tracking })
      #expect(try house.act(ImportItems([row])).rejections.count == 1)
    }
    try house.act(EditItem("GLUE", .with { $0.name = "Glue" }))
    try house.act(SetSetting("lot_tracking", "yes"))
    try house.act(AddItem(Item(code: ItemCode(sku: "NEW"), tracking: .lot)))
  }

  @Test("a new rule without a lead time has that of the house; one that is there keeps its own")
  func leadTime() throws {
    let house = try SampleWarehouse()
    func lead(_ item: String) throws -> Int? {
      try house.books.ask(RulePage(item: item, location: "NORTH")).rows.first?.rule.leadDays
    }
    try house.act(SetRule("CABLE", at: "NORTH", point: Quantity(1)))
    try house.act(SetSetting("lead_time_days", "9"))
    try house.act(SetRule("CABLE", at: "NORTH", point: Quantity(2)))
    try house.act(SetRule("GLUE", at: "NORTH", point: Quantity(2)))
    try house.act(SetRule("SCALE", at: "NORTH", point: Quantity(2), leadDays: 0))
    #expect(try lead("CABLE") == nil && lead("GLUE") == 9 && lead("SCALE") == 0)
    #expect(house.refusal { try house.act(SetSetting("lead_time_days", "soon")) } == "bad-value")
    try house.act(SetSetting("lead_time_days", ""))
  }
}
