import Inventory
import Testing

@Suite struct LocationTests {
  /// What is refused where A-01 (in A, in NORTH) holds stock, and why.
  private static let refusals: [(String, @Sendable (SampleWarehouse) throws -> Void, String)] = [
    ("the same code in other case", { try $0.act(AddLocation("north")) }, "location-exists"),
    ("no code", { try $0.act(AddLocation("")) }, "bad-code"),
    ("a bin that stands nowhere", { try $0.act(AddLocation("B", .with { $0.kind = .bin })) }, "location-needs-parent"),
    (
      "a site in a site",
      { try $0.act(AddLocation("B", .with { ($0.kind, $0.parent) = (.site, "NORTH") })) }, "site-has-no-parent"
    ),
    (
      "a bin in an unknown place", { try $0.act(AddLocation("B", .with { $0.parent = "NOWHERE" })) }, "no-such-location"
    ),
    ("a place in itself", { try $0.edit("A") { $0.parent = "A" } }, "location-loop"),
    ("a place in one inside it", { try $0.edit("A") { $0.parent = "A-01" } }, "location-loop"),
    ("a site in another", { try $0.edit("NORTH") { $0.parent = "SOUTH" } }, "site-has-no-parent"),
    ("retiring a place with stock", { try $0.edit("A-01") { $0.isActive = false } }, "location-holds-stock"),
    ("retiring a place with places", { try $0.edit("A") { $0.isActive = false } }, "location-has-places"),
    ("a structural place with stock", { try $0.edit("A-01") { $0.isStructural = true } }, "location-holds-stock"),
    ("quarantine over stock", { try $0.edit("A-01") { $0.roomType = "quarantine" } }, "location-holds-stock"),
    ("quarantine above stock", { try $0.edit("A") { $0.roomType = "quarantine" } }, "location-holds-stock"),
    ("into quarantine with stock", { try $0.edit("A-01") { $0.parent = "Q" } }, "location-holds-stock"),
    ("to another site with stock", { try $0.edit("A-01") { $0.parent = "SOUTH" } }, "location-holds-stock"),
    ("an older version", { try $0.act(EditLocation("A", .with { $0.name = "x" }, ifVersion: 9)) }, "version-moved-on"),
    ("nothing", { try $0.edit("A") { _ in } }, "nothing-to-change"),
    ("a place nobody has", { try $0.edit("NOWHERE") { $0.name = "x" } }, "no-such-location"),
  ]

  @Test("what cannot be done to a place is refused with its cause, and nothing changes", arguments: refusals.indices)
  func refusal(number: Int) throws {
    let (name, act, expected) = LocationTests.refusals[number]
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let before = try house.books.ask(LocationList()).rows
    #expect(house.refusal { try act(house) } == expected, "\(name)")
    #expect(try house.books.ask(LocationList()).rows == before, "\(name)")
    try house.expectSoundBooks()
  }

  @Test("a place moves with all that stands in it: path, site and quarantine follow")
  func moving() throws {
    let house = try SampleWarehouse()
    for (code, parent) in [("A-01-1", "A-01"), ("A-01-1-X", "A-01-1"), ("A-011", "A")] {
      try house.act(AddLocation(code, .with { $0.parent = parent }))
    }
    try house.edit("A") { $0.parent = "SOUTH" }
    for code in ["A", "A-01", "A-01-1", "A-01-1-X", "A-011"] {
      #expect(try house.location(code).path == "SOUTH/\(code)")
    }
    #expect(try house.books.ask(LocationList(.inside("A"))).rows.map(\.code) == ["A-01", "A-011", "A-02"])
    try house.edit("A-01") { $0.parent = "Q" }
    #expect(try house.location("A-01-1-X").isQuarantine && house.location("NORTH/A-01-1-X").code == "A-01-1-X")
    #expect(try !house.location("A-011").isQuarantine)
    try house.post(.receipt, "DRILL-18V", "2", at: "A-01-1-X")
    #expect(try house.balances("DRILL-18V", at: "Q") == Balances(onHand: Quantity(2), blocked: Quantity(2)))
    try house.post(.scrap, "DRILL-18V", "2", at: "A-01-1-X")
    #expect(house.refusal { try house.edit("A-01") { $0.parent = "SOUTH" } } == "location-holds-stock")
    try house.edit("A-01") { $0.parent = "NORTH" }
    #expect(try !house.location("A-01-1-X").isQuarantine)
    try house.edit("Q") { $0.roomType = "storage" }
    #expect(try !house.location("Q").isQuarantine)
    try house.expectSoundBooks()
  }

  @Test("a place is retired when it is empty and comes back, and a name that two share is asked about")
  func retiringAndNames() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    try house.edit("A-01") { $0.isActive = false }
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A-01") } == "location-retired")
    try house.edit("A-02") { $0.isActive = false }
    try house.edit("A") { $0.isActive = false }
    try house.edit("A-01") { $0.isActive = true }
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    try house.edit("A-01") { $0.name = "Shelf" }
    try house.post(.receipt, "DRILL-18V", "1", at: "north/shelf")
    try house.edit("S-01") { $0.name = "Shelf" }
    try house.post(.receipt, "DRILL-18V", "1", at: "North/Shelf")
    #expect(house.refusal { _ = try house.books.ask(LocationList(.only("Shelf"))) } == "ambiguous-location")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "Shelf") } == "ambiguous-location")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "3")
  }

  @Test("what is noted of a record never moves a balance, and headers count right after each step")
  func stockEdits() throws {
    let house = try SampleWarehouse()
    func edit(_ place: String, _ point: String?, bin: String? = nil, flags: [Flag] = [], ifVersion: Int64? = nil) throws
    {
      let point = try point.map { try #require(Quantity($0)) }
      try house.act(
        EditStock(
          "DRILL-18V", at: place, reorderPoint: point.map(Optional.some), bin: bin, flags: flags, ifVersion: ifVersion))
    }
    try edit("A-01", "5", bin: "7b", flags: [Flag("abc", "A"), Flag("hot", "yes")], ifVersion: 0)
    try house.expectCountersRight()
    try house.post(.receipt, "DRILL-18V", "6", at: "A-01")
    try house.expectCountersRight()
    try edit("A-02", "0")
    try edit("S-01", "1")
    try house.post(.reserve, "DRILL-18V", "1", at: "A-01")
    try house.expectCountersRight()
    try house.post(.issue, "DRILL-18V", "5", at: "A-01")
    try house.expectCountersRight()
    try edit("A-01", nil, flags: [Flag("hot", ""), Flag("new", "1")])
    let row = try #require(try house.books.ask(ItemStock("DRILL-18V", at: "A-01")).places.first)
    #expect(row.bin == "7b" && row.flags == [Flag("abc", "A"), Flag("new", "1")] && row.reorderPoint == Quantity(5))
    #expect(row.state == .out && row.balances == Balances(onHand: Quantity(1), reserved: Quantity(1)))
    #expect(house.refusal { try edit("A-01", "4", ifVersion: row.version - 1) } == "version-moved-on")
    try edit("A-01", "4", ifVersion: row.version)
    try house.act(EditStock("DRILL-18V", at: "A-01", reorderPoint: .some(nil)))
    try house.expectCountersRight()
    for (place, point, expected) in [("A", "1", "location-structural"), ("A-01", "-1", "bad-quantity")] {
      #expect(house.refusal { try edit(place, point) } == expected)
    }
    #expect(house.refusal { try edit("A-01", nil) } == "nothing-to-change")
    #expect(house.refusal { try edit("A-01", nil, bin: String(repeating: "x", count: 65)) } == "bad-value")
    try house.expectSoundBooks()
  }
}

extension SampleWarehouse {
  func edit(_ location: String, _ fill: (inout LocationEdits) -> Void) throws {
    try act(EditLocation(location, .with(fill)))
  }
}
