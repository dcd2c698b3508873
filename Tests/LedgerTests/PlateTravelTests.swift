import Inventory
import Storage
import Testing

/// What acts of others do with whole pallets, and what nobody can do to them.
@Suite struct PlateTravelTests {
  /// Ships a pallet whole, or receives it, as an act of transfers would.
  private struct Travel: Act {
    var code: String
    var transfer: Int64
    /// Nil to leave.
    var to: String?
    var isWhole = true

    var action: String { to == nil ? "transfer.shipped" : "transfer.received" }
    var needs: Needs {
      var needs = Needs()
      needs.plates = [code]
      if let to { needs.locations = [to] }
      return needs
    }
    func describe(to digest: inout ContentDigest) { digest.add("plate", code) }

    func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
      var plan = Plan()
      guard let to else {
        let plate = try facts.wholePlate(code)
        plan.requirePlate(plate, isWhole: true)
        plan.changes = [.plate(.load(plate, transfer: transfer))]
        return plan
      }
      let plate = try facts.travellingPlate(code, with: transfer)
      let place = try facts.location(to)
      // Its goods are known by their codes, for the lines of the receipt.
      for content in plate.contents { _ = try facts.item(content.item.code.description) }
      plan.requirePlate(plate, isWhole: false)
      plan.changes = [.plate(isWhole ? .unload(plate, at: place.id) : .open(plate, at: place.id))]
      return plan
    }
  }

  private func house() throws -> SampleWarehouse {
    let house = try PlateTests.house()
    try house.run(
      """
      INSERT INTO transfer(id, source, destination, status, priority, created_by, created_at, version)
      SELECT 7, a.id, s.id, 'requested', 'normal', 'anna', 0, 1 FROM location a, location s
      WHERE a.code = 'NORTH' AND s.code = 'S-01'
      """)
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    return house
  }

  @Test("a pallet leaves with a transfer and arrives whole, or is opened where it arrives")
  func travels() throws {
    let house = try house()
    try house.act(Travel(code: "P1", transfer: 7))
    let card = try house.books.ask(PlateCard("P1"))
    #expect(card.plate.status == .inTransit && card.plate.transferNumber == "TR-0007" && card.destination == "SOUTH")
    #expect(card.plate.place == nil && card.plate.contents.count == 3 && !card.plate.isDoubtful)
    try house.expectSoundBooks()
    for refused in [
      { try house.act(MovePlate("P1", to: "A-02")) }, { try house.act(OpenPlate("P1")) },
      { try house.act(Travel(code: "P1", transfer: 7)) },
      { try house.act(Travel(code: "P1", transfer: 8, to: "S-01")) },
    ] { #expect(house.refusal { _ = try refused() } == "invalid-state") }
    try house.act(Travel(code: "P1", transfer: 7, to: "S-01"))
    #expect(try house.books.ask(PlateCard("P1")).plate.place == "SOUTH/S-01")
    // No goods came with it here: it is in doubt, as any pallet the place has not the goods for.
    #expect(try house.books.ask(PlateCard("P1")).plate.isDoubtful)

    try house.act(BuildPlate("P2", at: "A-01", [PlateLine("DRILL-18V", Quantity(3))]))
    try house.act(Travel(code: "P2", transfer: 7))
    try house.act(Travel(code: "P2", transfer: 7, to: "S-01", isWhole: false))
    #expect(try house.books.ask(PlateCard("P2")).plate.status == .opened)
    try house.expectSoundBooks()
  }

  private static let strayStatements = [
    "DELETE FROM plate", "DELETE FROM plate_content", "DELETE FROM plate_serial",
    "UPDATE plate SET location = NULL, version = version + 1", "UPDATE plate SET code = 'X', version = version + 1",
    "UPDATE plate SET status = 'in_transit', version = version + 1", "UPDATE plate SET status = 'opened'",
    "UPDATE plate SET location = (SELECT id FROM location WHERE code = 'A'), version = version + 1",
    "UPDATE plate SET transfer = 7, version = version + 1", "UPDATE plate_content SET quantity = 1",
    "UPDATE plate_serial SET serial = 'S1'", "INSERT OR REPLACE INTO plate SELECT * FROM plate",
    "INSERT INTO plate_content SELECT 1, id, 0, 1000 FROM item WHERE sku = 'CABLE'",
    "INSERT INTO plate_content SELECT 1, id, 99, 1000 FROM item WHERE sku = 'DRILL-18V'",
    "INSERT INTO plate_serial SELECT 1, id, 'S9' FROM item WHERE sku = 'SCALE'",
    "INSERT OR REPLACE INTO plate_serial SELECT 1, item, serial FROM plate_serial",
    """
    INSERT INTO plate(code, status, location, created_by, created_at, version)
    SELECT 'p1', 'standing', id, 'x', 0, 1 FROM location WHERE code = 'A-01'
    """,
    """
    INSERT INTO plate(code, status, location, created_by, created_at, version)
    SELECT 'P2', 'standing', id, 'x', 0, 1 FROM location WHERE code = 'A'
    """,
    "INSERT INTO plate(code, status, transfer, created_by, created_at, version) VALUES ('P2', 'in_transit', 7, 'x', 0, 1)",
    "INSERT INTO putaway_rule(location, item, category, priority) SELECT id, 999, '', 1 FROM location WHERE code = 'A-01'",
    "INSERT INTO putaway_rule(location, item, category, priority) SELECT id, 1, 'x', 1 FROM location WHERE code = 'A-01'",
    "INSERT INTO putaway_rule(location, item, category, priority) SELECT id, 0, '', 1 FROM location WHERE code = 'A'",
    """
    INSERT INTO putaway_rule(location, item, category, capacity, priority)
    SELECT id, 0, '', 0, 1 FROM location WHERE code = 'A-01'
    """,
  ]

  @Test("no stray statement makes a pallet say what is not so")
  func walls() throws {
    let house = try house()
    for sql in PlateTravelTests.strayStatements {
      #expect(throws: DatabaseError.self, "\(sql)") { try house.run(sql) }
    }
    try house.expectSoundBooks()
  }
}

extension SampleWarehouse {
  /// A statement past the books.
  func run(_ sql: String) throws { try database.commit(Batch([Statement(sql)])) }
}
