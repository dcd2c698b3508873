import Inventory
import Testing

/// Each unit of a serial-tracked item has a status, a place, an owner and a history.
@Suite("Each serial has its history") struct SerialTests {
  private func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(RegisterSerials("SCALE", at: "A-01", serials: ["S1", "S2", "S3"], lot: "B7", owner: "Miller"))
    return house
  }

  private func card(_ serial: String, _ house: SampleWarehouse) throws -> SerialCard.Card {
    try house.books.ask(SerialCard(serial))
  }

  private func said(_ house: SampleWarehouse, _ serial: String) throws -> String {
    let unit = try card(serial, house).serial
    return "\(unit.status.rawValue) \(unit.place ?? "-")"
  }

  @Test("registered, moved, blocked, issued, taken back, decommissioned: each step is in its status and its history")
  func life() throws {
    let house = try house()
    #expect(try card("s1", house).serial.owner == "Miller" && card("S1", house).serial.lot == "B7")
    try house.act(MoveSerial("S1", to: "A-02"))
    #expect(try said(house, "S1") == "in_stock NORTH/A-02")
    try house.post(.quarantine, "SCALE", "1", at: "A-02", serials: ["S1"])
    #expect(try said(house, "S1") == "quarantined NORTH/A-02")
    #expect(try house.balances("SCALE", at: "A-02") == Balances(onHand: Quantity(1), blocked: Quantity(1)))
    #expect(
      house.refusal { try house.post(.issue, "SCALE", "1", at: "A-02", serials: ["S1"]) } == "serial-blocked")
    #expect(
      house.refusal { try house.post(.quarantine, "SCALE", "1", at: "A-02", serials: ["S1"]) } == "serial-blocked")
    try house.act(MoveSerial("S1", to: "A-01"))
    #expect(try said(house, "S1") == "quarantined NORTH/A-01")
    #expect(
      house.refusal { try house.post(.scrap, "SCALE", "2", at: "A-01", serials: ["S1", "S2"]) } == "serial-not-blocked")
    try house.post(.quarantineRelease, "SCALE", "1", at: "A-01", serials: ["S1"])
    try house.post(.issue, "SCALE", "1", at: "A-01", serials: ["S1"])
    #expect(try said(house, "S1") == "issued -")
    #expect(house.refusal { try house.act(MoveSerial("S1", to: "A-02")) } == "serial-not-in-stock")
    try house.post(.return, "SCALE", "1", at: "A-01", serials: ["S1"], blocked: true)
    #expect(try said(house, "S1") == "quarantined NORTH/A-01")
    try house.act(DecommissionSerial("S1", reason: "WORN-OUT"))
    #expect(try said(house, "S1") == "decommissioned -")
    let history = try card("S1", house).history
    #expect(
      history.reversed().map(\.kind.name) == [
        "receipt", "transfer_out", "transfer_in", "quarantine", "transfer_out", "transfer_in", "quarantine_release",
        "issue", "return", "scrap",
      ])
    #expect(history.first?.reason == "WORN-OUT" && history.allSatisfy { $0.actor == "anna" })
    try house.expectSoundBooks()
  }

  @Test("what stands in a quarantine room is blocked, and free again where it is moved out of it")
  func quarantineRoom() throws {
    let house = try house()
    try house.act(MoveSerial("S2", to: "Q"))
    #expect(try said(house, "S2") == "quarantined NORTH/Q")
    try house.act(MoveSerial("S2", to: "A-01"))
    #expect(try said(house, "S2") == "in_stock NORTH/A-01")
    try house.expectSoundBooks()
  }

  @Test("a count that misses a blocked serial says so, and one that finds it elsewhere leaves it blocked")
  func counted() throws {
    let house = try house()
    try house.post(.quarantine, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    try house.act(CountNow("SCALE", Quantity(1), at: "A-02", serials: ["S1"]), by: "maria")
    #expect(try said(house, "S1") == "quarantined NORTH/A-02")
    try house.act(CountNow("SCALE", Quantity(1), at: "A-01", serials: ["S3"]), by: "maria")
    #expect(try said(house, "S2") == "missing -")
    #expect(try house.balances("SCALE", at: "A-01") == Balances(onHand: Quantity(1)))
    #expect(try house.balances("SCALE", at: "A-02") == Balances(onHand: Quantity(1), blocked: Quantity(1)))
    try house.expectSoundBooks()
  }

  @Test("a number that several items have needs the item too, and an edit names whose it is")
  func ambiguous() throws {
    let house = try house()
    try house.act(AddItem(Item(code: ItemCode(sku: "PUMP"), name: "Pump", tracking: .serial)))
    try house.act(RegisterSerials("PUMP", at: "S-01", serials: ["S1"]))
    #expect(house.refusal { try house.act(DecommissionSerial("S1", reason: "X")) } == "ambiguous-serial")
    #expect(house.refusal { _ = try card("S1", house) } == "ambiguous-serial")
    #expect(house.refusal { _ = try card("S77", house) } == "no-such-serial")
    try house.act(EditSerial("S1", of: "PUMP", owner: "Smith"))
    #expect(try house.books.ask(SerialCard("S1", of: "PUMP")).serial.owner == "Smith")
    let version = try house.books.ask(SerialCard("S1", of: "PUMP")).serial.version
    #expect(
      house.refusal { try house.act(EditSerial("S1", of: "PUMP", owner: "X", ifVersion: version - 1)) }
        == "version-moved-on")
    try house.act(EditSerial("S1", of: "PUMP", lot: "P7", ifVersion: version))
    func listed(_ change: (inout SerialFilter) -> Void) throws -> [String] {
      var filter = SerialFilter()
      change(&filter)
      return try house.books.ask(SerialPage(filter)).rows.map { "\($0.code) \($0.serial)" }
    }
    #expect(try listed { _ in } == ["SCALE S1", "PUMP S1", "SCALE S2", "SCALE S3"])
    #expect(try listed { $0.owner = "smith" } == ["PUMP S1"])
    #expect(try listed { $0.location = "SOUTH" } == ["PUMP S1"])
    #expect(try listed { $0.location = "A-01" } == ["SCALE S1", "SCALE S2", "SCALE S3"])
    #expect(try listed { ($0.item, $0.text) = ("SCALE", "S3") } == ["SCALE S3"])
    #expect(try listed { $0.status = .issued } == [])
    let page = try house.books.ask(SerialPage(limit: 2))
    #expect(try house.books.ask(SerialPage(start: .after(#require(page.next)))).rows.map(\.serial) == ["S2", "S3"])
    try house.expectSoundBooks()
  }

  @Test("the serials of a lot that has expired or is quarantined are not issued")
  func lotOfSerials() throws {
    let house = try house()
    try house.act(QuarantineLot("B7", of: "SCALE"))
    #expect(house.refusal { try house.post(.issue, "SCALE", "1", at: "A-01", serials: ["S1"]) } == "lot-blocked")
    #expect(try house.books.ask(LotCard("B7")).serials == ["S1", "S2", "S3"])
    try house.act(ReleaseLot("B7", of: "SCALE"))
    try house.post(.issue, "SCALE", "1", at: "A-01", serials: ["S1"])
    try house.expectSoundBooks()
  }
}
