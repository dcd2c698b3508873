import Inventory
import Testing

/// Where goods are taken from, as the house says by the setting `allocation`.
@Suite struct AllocationRuleTests {
  @Test(
    "a transfer is shipped from the places that the setting wants",
    arguments: [
      ("standard", ["40 of B-1", "60 of B-3", "100 of B-4", "390 of B-2"]),
      ("full_packs", ["500 of B-2", "50 of B-3", "40 of B-1"]),
      ("empty_bin", ["40 of B-1", "60 of B-3", "100 of B-4", "390 of B-2"]),
    ])
  func shipping(_ option: String, _ pieces: [String]) throws {
    let house = try SampleWarehouse()
    try house.act(
      AddItem(
        Item(
          code: ItemCode(sku: "BOLT"), barcodes: [Barcode("95011015", pack: Quantity(50))],
          packs: [Pack("pallet", Quantity(500))])))
    for (bin, quantity) in [("B-1", "40"), ("B-2", "510"), ("B-3", "60"), ("B-4", "100")] {
      try house.act(
        AddLocation(
          bin,
          .with {
            $0.parent = "A"
            $0.kind = .bin
          }))
      try house.post(.receipt, "BOLT", quantity, at: bin)
    }
    try house.act(SetSetting("allocation", option))
    try house.act(CreateTransfer(from: "NORTH", to: "S-01", [TransferRequestLine("BOLT", Quantity(590))]))
    let answer = try house.act(ShipTransfer("TR-0001"))
    let taken = answer.entries.filter { $0.kind == .transferOut }
      .map { "\($0.change.onHand.magnitude) of \($0.place.split(separator: "/").last ?? "")" }
    #expect(taken == pieces)
    try house.expectSoundBooks()
    #expect(house.refusal { try house.act(SetSetting("allocation", "nearest")) } != "done")
  }

  @Test("lots of one record share what it can spare, whatever the order in which places are chosen")
  func sharing() throws {
    let house = try SampleWarehouse()
    for (lot, place) in [("L1", "A-01"), ("L2", "A-01"), ("L3", "A-02")] {
      try house.post(.receipt, "GLUE", "10", at: place, lot: lot)
    }
    try house.post(.reserve, "GLUE", "15", at: "A-01")
    try house.act(SetSetting("allocation", "empty_bin"))
    try house.act(CreateTransfer(from: "NORTH", to: "S-01", [TransferRequestLine("GLUE", Quantity(15))]))
    try house.act(ShipTransfer("TR-0001"))
    #expect(try house.balances("GLUE", at: "A-01").available == .zero)
    #expect(try house.balances("GLUE", at: "A-02").onHand == .zero)
    try house.expectSoundBooks()
  }
}
