import Inventory
import Ledger
import Testing

/// A transfer from request to completion (`spec.md` 3.5), with the identity of `algorithms.md` 4.16 checked after each act.
@Suite struct TransferTests {
  let dock: TransferHouse
  var house: SampleWarehouse { dock.house }

  init() throws { dock = try TransferHouse() }

  @Test(
    "ten shipped, seven good, three damaged: nothing in transit, three blocked, the value divided and not counted twice"
  )
  func goodAndDamaged() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    #expect(try dock.balances("DRILL-18V", at: "A-01") == "on hand 90, blocked 0, incoming 0")
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 0, blocked 0, incoming 10")
    #expect(try dock.card(number).sums.valueInTransit.description == "499.00")
    try dock.receive(number, .init("DRILL-18V", good: Quantity(7), damaged: Quantity(3)))
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 10, blocked 3, incoming 0")
    #expect(try dock.story(number) == "10 shipped, 7 good, 3 damaged, 0 over, 0 closed, 0 in transit, 0.00")
    #expect(try dock.card(number).transfer.status == .completed)
    let found = try #require(dock.discrepancies(number).first)
    #expect(found.kind == .damaged && found.quantity == Quantity(3) && found.value.description == "149.70")
    try house.expectSoundBooks()
  }

  @Test("forty-eight shipped, forty good, two damaged: six in transit; lost, they are written off at what they cost")
  func lost() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(48)))
    try dock.receive(number, .init("DRILL-18V", good: Quantity(40), damaged: Quantity(2)))
    #expect(try dock.story(number) == "48 shipped, 40 good, 2 damaged, 0 over, 0 closed, 6 in transit, 299.40")
    try house.act(CloseShort(number, reason: "LOST"))
    #expect(try dock.story(number) == "48 shipped, 40 good, 2 damaged, 0 over, 6 closed, 0 in transit, 0.00")
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 42, blocked 2, incoming 0")
    let short = try #require(dock.discrepancies(number).first { $0.kind == .short })
    #expect(short.value.description == "299.40" && short.reason == "LOST")
    #expect(house.refusal { try house.act(ResolveDiscrepancy(short.id, .lost, reason: "")) } == "reason-needed")
    try house.act(ResolveDiscrepancy(short.id, .lost, reason: "truck burned"))
    #expect(try dock.discrepancies(number).map(\.kind) == [.damaged])
    try house.expectSoundBooks()
  }

  @Test(
    "four over beyond forty-eight are taken when they are said to be over, as an adjustment that names the transfer")
  func over() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(48)))
    #expect(
      house.refusal { try dock.receive(number, .init("DRILL-18V", good: Quantity(52))) } == "over-receipt")
    #expect(
      house.refusal { try dock.receive(number, .init("DRILL-18V", good: Quantity(40), over: Quantity(4))) }
        == "not-over")
    let answer = try dock.receive(number, .init("DRILL-18V", good: Quantity(52), over: Quantity(4)))
    #expect(try dock.story(number) == "48 shipped, 52 good, 0 damaged, 4 over, 0 closed, 0 in transit, 0.00")
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 52, blocked 0, incoming 0")
    let extra = try #require(answer.entries.first { $0.kind == .adjustment })
    #expect(extra.change == Balances(onHand: Quantity(4)) && extra.reference == number && extra.reason == "OVER")
    #expect(try dock.discrepancies(number).map(\.kind) == [.over])
    try house.expectSoundBooks()
  }

  @Test("who may only receive takes over what the tolerance allows; a supervisor takes more")
  func overAndRoles() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(48)))
    let other = try dock.create(TransferRequestLine("DRILL-18V", Quantity(2)))
    try house.act(SetSetting("receive_over_tolerance", "5%"))
    try house.act(AddOperator(Operator(name: "root", role: .admin)))
    try house.act(AddOperator(Operator(name: "dora", role: .dock)), by: "root")
    try house.act(AddOperator(Operator(name: "sven", role: .supervisor)), by: "root")
    func take(_ over: Int, by actor: String) throws {
      try dock.receive(number, .init("DRILL-18V", good: Quantity(48 + over), over: Quantity(over)), by: actor)
    }
    // 5 % of 48 are 2.4, and whole units were shipped.
    #expect(house.refusal { try take(3, by: "dora") } == "over-receipt")
    try take(2, by: "dora")
    #expect(
      house.refusal { try dock.receive(number, .init("DRILL-18V", good: Quantity(1), over: Quantity(1)), by: "dora") }
        == "transfer-state")
    try house.act(ShipTransfer(other), by: "dora")
    try dock.receive(other, .init("DRILL-18V", good: Quantity(20), over: Quantity(18)), by: "sven")
    try house.expectSoundBooks()
  }

  @Test("the first expiring lots are shipped, each as a line of its own, and never what is expired or in quarantine")
  func lots() throws {
    try house.post(.receipt, "GLUE", "50", at: "Q", lot: "QQ")
    let number = try dock.create(TransferRequestLine("GLUE", Quantity(21)))
    try house.act(ShipTransfer(number), at: try #require(Instant("2026-07-05T09:00:00Z")))
    let lines = try dock.lines(number).filter { $0.shipped > .zero }
    #expect(lines.map { "\($0.lot?.code ?? "") \($0.shipped)" }.sorted() == ["L1 1", "L2 12", "L4 8"])
    try house.act(ReceiveTransfer(number), at: try #require(Instant("2026-07-05T10:00:00Z")))
    #expect(try house.books.ask(ItemStock("GLUE", at: "S-01")).lots.map(\.lot.code) == ["L4", "L2", "L1"])
    let short = try dock.create(TransferRequestLine("GLUE", Quantity(20)))
    #expect(house.refusal { try house.act(ShipTransfer(short)) } == "insufficient-stock")
    try house.act(ShipTransfer(short, shipsWhatThereIs: true))
    #expect(try dock.card(short).sums.shipped == Quantity(4))
    #expect(try dock.card(short).transfer.status == .inTransit)
    try house.expectSoundBooks()
  }

  @Test("serials travel: named when shipped, received one by one, good or damaged, and a stranger only as over")
  func serials() throws {
    let number = try dock.create(TransferRequestLine("SCALE", Quantity(3)))
    #expect(house.refusal { try house.act(ShipTransfer(number)) } == "serials-needed")
    try house.act(ShipTransfer(number, [.init("SCALE", Quantity(3), serials: ["S1", "S2", "S3"])]))
    #expect(try dock.lines(number).first?.serialsInTransit == ["S1", "S2", "S3"])
    #expect(
      house.refusal { try dock.receive(number, .init("SCALE", good: Quantity(1), serials: ["S9"])) }
        == "serial-not-on-transfer")
    try dock.receive(
      number, .init("SCALE", good: Quantity(1), damaged: Quantity(1), serials: ["s1"], damagedSerials: ["S3"]))
    #expect(try dock.lines(number).first?.serialsInTransit == ["S2"])
    #expect(
      house.refusal { try dock.receive(number, .init("SCALE", good: Quantity(1), serials: ["S1"])) }
        == "serial-not-on-transfer")
    try dock.receive(number, .init("SCALE", good: Quantity(2), over: Quantity(1), serials: ["S2", "S9"]))
    #expect(
      try house.books.ask(ItemStock("SCALE", at: "S-01")).serials.map(\.serial).sorted() == ["S1", "S2", "S3", "S9"])
    #expect(try dock.card(number).transfer.status == .completed)
    try house.expectSoundBooks()
  }

  @Test("a serial that was not shipped is taken as over while the one that should have come is still missed")
  func strangerSerial() throws {
    let number = try dock.create(TransferRequestLine("SCALE", Quantity(2)))
    try house.act(ShipTransfer(number, [.init("SCALE", Quantity(2), serials: ["S1", "S2"])]))
    try dock.receive(number, .init("SCALE", good: Quantity(2), over: Quantity(1), serials: ["S1", "S9"]))
    #expect(try dock.story(number) == "2 shipped, 2 good, 0 damaged, 1 over, 0 closed, 1 in transit, 0.00")
    try house.act(RecordReceipts(number, [.init("SCALE", serial: "S8", condition: .over)]))
    try house.act(PostReceipt(number))
    #expect(try dock.lines(number).first?.serialsInTransit == ["S2"])
    try house.act(CloseShort(number, reason: "WRONG"))
    #expect(try dock.discrepancies(number).map(\.kind) == [.over, .over, .short])
    try house.expectSoundBooks()
  }

  @Test("cancelled before shipping nothing moves; after it goods are only received or returned")
  func cancelAndReturn() throws {
    let number = try dock.create(TransferRequestLine("DRILL-18V", Quantity(10)))
    try house.act(CancelTransfer(number))
    #expect(try dock.balances("DRILL-18V", at: "A-01") == "on hand 100, blocked 0, incoming 0")
    #expect(house.refusal { try house.act(ShipTransfer(number)) } == "transfer-state")
    let other = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    #expect(house.refusal { try house.act(CancelTransfer(other)) } == "transfer-state")
    try dock.receive(other, .init("DRILL-18V", good: Quantity(4)))
    try house.act(ReturnTransfer(other))
    #expect(try dock.story(other) == "10 shipped, 4 good, 0 damaged, 0 over, 6 closed, 0 in transit, 0.00")
    #expect(try dock.card(other).transfer.status == .completed)
    // The site itself may hold goods: that is where they come back to.
    #expect(try dock.balances("DRILL-18V", at: "NORTH") == "on hand 96, blocked 0, incoming 0")
    #expect(try dock.discrepancies(other, isOpen: false).map(\.resolution) == [.returned])
    try house.expectSoundBooks()
  }

  @Test("shipped in parts, the rest called off: what was not shipped is asked for no longer")
  func partialShipping() throws {
    let number = try dock.create(TransferRequestLine("CABLE", Quantity(100)))
    try house.act(ShipTransfer(number, [.init("CABLE", try #require(Quantity("40.5")))]))
    #expect(
      house.refusal { try house.act(ShipTransfer(number, [.init("CABLE", Quantity(60))])) } == "beyond-request")
    try house.act(ShipTransfer(number, [.init("CABLE", Quantity(9))]))
    try house.act(ReceiveTransfer(number))
    #expect(try dock.card(number).transfer.status == .inTransit)
    try house.act(CancelTransfer(number))
    #expect(try dock.card(number).transfer.status == .completed)
    #expect(try dock.balances("CABLE", at: "S-01") == "on hand 49.5, blocked 0, incoming 0")
    try house.expectSoundBooks()
  }

  @Test(
    "what did not come came later, never left, went back or is claimed",
    arguments: [
      (Discrepancy.Resolution.cameLater, "on hand 10, blocked 0, incoming 0", "on hand 90, blocked 0, incoming 0"),
      (.neverShipped, "on hand 4, blocked 0, incoming 0", "on hand 96, blocked 0, incoming 0"),
      (.returned, "on hand 4, blocked 0, incoming 0", "on hand 96, blocked 0, incoming 0"),
    ])
  func resolutions(_ resolution: Discrepancy.Resolution, south: String, north: String) throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try dock.receive(number, .init("DRILL-18V", good: Quantity(4)))
    try house.act(CloseShort(number, [.init("DRILL-18V", Quantity(6))], reason: "MISSING"))
    let short = try #require(dock.discrepancies(number).first)
    #expect(house.refusal { try house.act(ResolveDiscrepancy(short.id, .claim)) } == "reference-needed")
    try house.act(ResolveDiscrepancy(short.id, .claim, reference: "C-77"))
    #expect(try dock.discrepancies(number).map(\.reference) == ["C-77"])
    // First two of it, then the rest.
    try house.act(ResolveDiscrepancy(short.id, resolution, quantity: Quantity(2)))
    #expect(try dock.discrepancies(number).map(\.quantity) == [Quantity(4)])
    try house.expectSoundBooks()
    try house.act(ResolveDiscrepancy(short.id, resolution))
    #expect(try dock.discrepancies(number).isEmpty)
    #expect(try dock.balances("DRILL-18V", at: "S-01") == south)
    #expect(try dock.balances("DRILL-18V", at: "NORTH") == north)
    #expect(
      house.refusal { try house.act(ResolveDiscrepancy(short.id, resolution)) } == "discrepancy-resolved")
    #expect(try dock.card(number).sums.valueInTransit == .zero)
    try house.expectSoundBooks()
  }

  @Test("damaged goods that go back stand blocked where they came from")
  func damagedGoBack() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try dock.receive(number, .init("DRILL-18V", good: Quantity(8), damaged: Quantity(2)))
    let damaged = try #require(dock.discrepancies(number).first)
    #expect(house.refusal { try house.act(ResolveDiscrepancy(damaged.id, .cameLater)) } == "resolution-does-not-fit")
    try house.act(ResolveDiscrepancy(damaged.id, .returned))
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 8, blocked 0, incoming 0")
    #expect(try dock.balances("DRILL-18V", at: "NORTH") == "on hand 92, blocked 2, incoming 0")
    try house.expectSoundBooks()
  }

  @Test("what was never on the transfer comes in as over, on a line of its own, as a wrong item or a wrong lot")
  func wrong() throws {
    let number = try dock.shipped(
      TransferRequestLine("GLUE", Quantity(5), lot: "L1"), TransferRequestLine("DRILL-18V", Quantity(1)))
    #expect(
      house.refusal { try dock.receive(number, .init("CABLE", good: Quantity(1))) } == "not-on-transfer")
    try dock.receive(number, .init("CABLE", good: Quantity(2), over: Quantity(2)))
    try dock.receive(
      number, .init("GLUE", good: Quantity(3), over: Quantity(3), lot: "NEW", expires: try #require(Day("2027-01-31"))))
    #expect(try dock.discrepancies(number).map(\.kind) == [.wrongItem, .wrongLot])
    #expect(try dock.lines(number).map(\.over) == [.zero, .zero, Quantity(2), Quantity(3)])
    #expect(try house.onHand("CABLE", at: "S-01") == "2")
    try house.expectSoundBooks()
  }

  @Test(
    "a receipt posted by mistake is taken back: in transit again, its discrepancies gone; not once the goods moved on")
  func takeBack() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try dock.receive(number, .init("DRILL-18V", good: Quantity(11), damaged: Quantity(1), over: Quantity(2)))
    #expect(house.refusal { try house.act(ReverseMovement(.entry(try dock.lastEntry()))) } == "belongs-to-transfer")
    try house.act(TakeBackReceipt(number))
    #expect(try dock.story(number) == "10 shipped, 0 good, 0 damaged, 0 over, 0 closed, 10 in transit, 499.00")
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 0, blocked 0, incoming 10")
    #expect(try dock.discrepancies(number).isEmpty)
    #expect(try dock.card(number).transfer.status == .inTransit)
    try house.expectSoundBooks()
    #expect(house.refusal { try house.act(TakeBackReceipt(number)) } == "nothing-received")
    try house.act(ReceiveTransfer(number))
    try house.post(.issue, "DRILL-18V", "5", at: "S-01")
    #expect(house.refusal { try house.act(TakeBackReceipt(number)) } == "insufficient-stock")
    try house.expectSoundBooks()
  }

  @Test("a request is changed until it is shipped, by whoever saw its version")
  func edit() throws {
    let number = try dock.create(TransferRequestLine("DRILL-18V", Quantity(10)))
    var edit = EditTransfer(number)
    edit.lines = [TransferRequestLine("CABLE", Quantity(7)), TransferRequestLine("CABLE", Quantity(3))]
    edit.priority = .urgent
    edit.eta = .some(Instant("2026-07-06"))
    edit.ifVersion = 1
    try house.act(edit)
    #expect(try dock.lines(number).map { "\($0.code) \($0.requested)" } == ["CABLE 10"])
    #expect(house.refusal { try house.act(edit) } == "version-moved-on")
    try house.act(ShipTransfer(number))
    edit.ifVersion = nil
    #expect(house.refusal { try house.act(edit) } == "transfer-state")
    edit.lines = nil
    edit.priority = .normal
    try house.act(edit)
    #expect(try dock.card(number).transfer.priority == .normal)
    try house.expectSoundBooks()
  }

  @Test("dry runs say what would happen and change nothing")
  func dryRun() throws {
    let number = try dock.create(TransferRequestLine("DRILL-18V", Quantity(10)))
    let would = try house.act(ShipTransfer(number), dryRun: true)
    #expect(would.isDryRun && would.entries.map(\.change.onHand) == [Quantity(-10), .zero])
    #expect(try dock.card(number).transfer.status == .requested)
    try house.act(ShipTransfer(number))
    _ = try house.act(ReceiveTransfer(number), dryRun: true)
    #expect(try dock.story(number) == "10 shipped, 0 good, 0 damaged, 0 over, 0 closed, 10 in transit, 499.00")
  }
}

extension TransferHouse {
  func lastEntry() throws -> Int64 { try #require(house.books.ask(LedgerPage()).rows.first).id }
}
