import Inventory
import Ledger
import Storage
import Synchronization
import Testing

/// What stock is worth, in the books.
@Suite("What stock is worth, in the books") struct ValueBooksTests {
  private static let drills = [Needs.RecordName("DRILL-18V", "A-01")]

  /// What the next act is told that so many drills cost.
  private func cost(of quantity: Int, _ house: SampleWarehouse, at place: String = "A-01") throws -> String {
    let told = Mutex("")
    try house.act(
      SellAtCost(names: [Needs.RecordName("DRILL-18V", place)]) { values in
        told.withLock { $0 = values.values.first?.cost(of: Quantity(quantity)).description ?? "nothing" }
      }, dryRun: true)
    return told.withLock { $0 }
  }

  @Test("goods are worth what was paid for them, by site; moving them inside it changes nothing")
  func bySite() throws {
    let house = try SampleWarehouse()
    try house.receive(100, at: "A-01", cost: "10", on: "2026-07-01")
    try house.receive(50, at: "A-02", cost: "13", on: "2026-07-02")
    #expect(try house.worth() == ["NORTH 150 1650.00/1650.00 [100=1000.00 50=650.00]"])
    try house.post(.transferOut, "DRILL-18V", "60", at: "A-01", to: "A-02")
    try house.act(ReverseMovement(.entry(3)))
    #expect(try house.worth() == ["NORTH 150 1650.00/1650.00 [100=1000.00 50=650.00]"])
    try house.post(.issue, "DRILL-18V", "30", at: "A-02")
    #expect(try house.worth() == ["NORTH 120 1320.00/1350.00 [70=700.00 50=650.00]"])
    #expect(try cost(of: 80, house) == "880.00")
    try house.act(SetSetting("valuation", "fifo"))
    #expect(try cost(of: 80, house) == "830.00")
    // Without a cost of its own, what the card says.
    try house.receive(2, at: "S-01")
    #expect(try house.worth().last == "SOUTH 2 99.80/99.80 [2=99.80]")
    #expect(try cost(of: 1, house, at: "S-01") == "49.90")
    try house.expectSoundBooks()
  }

  @Test("a count's gain comes in at what goods are worth, its loss goes out like an issue, and taken back it never was")
  func counts() throws {
    let house = try SampleWarehouse()
    try house.receive(30, at: "A-01", cost: "2", on: "2026-07-01")
    let gain = try house.open("A-01")
    try house.count(gain, "DRILL-18V", "50", in: "A-01", at: "09:00")
    try house.finish(gain)
    try house.post(.issue, "DRILL-18V", "10", at: "A-01")
    #expect(try house.worth() == ["NORTH 40 80.00/80.00 [20=40.00 20=40.00]"])
    let loss = try house.open("A-01")
    try house.count(loss, "DRILL-18V", "15", in: "A-01")
    try house.finish(loss)
    #expect(try house.worth() == ["NORTH 15 30.00/30.00 [15=30.00]"])
    let counted = try #require(
      try house.books.ask(LedgerPage()).rows.first { $0.kind == .count && $0.change.onHand < .zero })
    try house.act(ReverseMovement(.entry(counted.id)))
    #expect(try house.worth() == ["NORTH 40 80.00/80.00 [20=40.00 20=40.00]"])
    try house.expectSoundBooks()
  }

  @Test("goods on their way are worth what they cost when shipped, and stay as old as they are")
  func transfers() throws {
    let house = try SampleWarehouse()
    try house.receive(10, at: "A-01", cost: "5", on: "2026-05-01")
    try house.receive(20, at: "A-01", cost: "8", on: "2026-06-01")
    try house.act(CreateTransfer(from: "A-01", to: "S-01", [TransferRequestLine("DRILL-18V", Quantity(15))]))
    try house.act(ShipTransfer("TR-0001"))
    let shipped = ["NORTH 15 105.00/120.00 [15=120.00]", "1/1 15 105.00/90.00 [10=50.00 5=40.00]"]
    #expect(try house.worth() == shipped)
    try house.act(ReceiveTransfer("TR-0001", [.init("DRILL-18V", good: Quantity(12))]))
    #expect(
      try house.worth() == [
        "NORTH 15 105.00/120.00 [15=120.00]", "SOUTH 12 84.00/66.00 [10=50.00 2=16.00]",
        "1/1 3 21.00/24.00 [3=24.00]",
      ])
    let age = try house.books.ask(
      AgeingReport(.standard, ValueScope(site: "SOUTH"), asOf: SampleWarehouse.noon)
    ).rows
    #expect(age.map { $0.age.quantities.map(\.description) } == [["0", "2", "10", "0"]])
    // Somebody takes back what came: it is on its way again, as old as it was.
    try house.act(TakeBackReceipt("TR-0001"))
    #expect(try house.worth() == shipped)
    try house.act(ReceiveTransfer("TR-0001", [.init("DRILL-18V", good: Quantity(13), over: .zero)]))
    try house.act(ReturnTransfer("TR-0001", [.init("DRILL-18V", Quantity(1))]))
    try house.act(ReceiveTransfer("TR-0001", [.init("DRILL-18V", good: Quantity(3), over: Quantity(2))]))
    let settled = try house.worth()
    #expect(
      settled == [
        "NORTH 16 112.00/128.00 [16=128.00]", "SOUTH 16 112.00/96.00 [10=50.00 4=32.00 2=14.00]",
      ])
    try house.expectSoundBooks()
  }

  @Test("what is kept of a fold answers as the ledger does, after every act")
  func kept() throws {
    let house = try SampleWarehouse()
    var numbers = SeededNumbers(seed: 5)
    var issues: [Int64] = []
    for turn in 0..<60 {
      try house.receive(1 + numbers.upTo(9), at: turn % 3 == 0 ? "S-01" : "A-01", cost: "\(1 + numbers.upTo(20)).5")
      if turn % 4 == 3 {
        issues.append(try house.post(.issue, "DRILL-18V", "1", at: "A-01").entries[0].id)
      }
      if turn % 20 == 19 { try house.act(ReverseMovement(.entry(issues.removeFirst()))) }
      if turn % 15 == 14 {
        try house.act(SellAtCost(names: Self.drills))
        try house.expectKeptIsNoMore()
      }
      if turn % 16 == 15 { try house.receive(3, at: "A-02", cost: "9", on: "2026-01-0\(1 + turn / 16)") }
      if turn % 5 == 0 { try house.expectKeptIsNoMore() }
    }
    #expect(try house.keptCount() == 1)
    // The card says another cost: what was kept rests on the old one, and is folded anew.
    try house.receive(4, at: "A-01")
    var edits = ItemEdits()
    edits.cost = UnitCost("60")
    try house.act(EditItem("DRILL-18V", edits))
    try house.expectKeptIsNoMore()
    try house.act(SellAtCost(names: Self.drills))
    try house.expectKeptIsNoMore()
    #expect(try house.keptCount() == 1)
    // As it was before anything that was kept.
    let past = try #require(Instant("2026-01-02T12:00:00Z"))
    #expect(try house.books.ask(AgeingReport(asOf: past)).rows.map(\.stock.quantity) == [Quantity(6)])
  }

  @Test("a kept fold that somebody changed is found, and one that cannot be read is not used")
  func tampered() throws {
    let house = try SampleWarehouse()
    for _ in 0..<30 { try house.receive(2, at: "A-01", cost: "3") }
    try house.act(SellAtCost(names: Self.drills))
    #expect(try house.keptCount() == 1)
    let worth = try house.worth()
    func drift() throws -> [String] { try house.books.ask(Verification()).flatMap(\.drift) }
    #expect(try drift().isEmpty)
    try house.write("UPDATE item_value SET state = x'00ff'")
    #expect(try drift() == ["item 1: the kept value differs from the fold of its entries"])
    #expect(try house.worth() == worth)
    try house.write("UPDATE item_value SET state = x'0200000000'")
    #expect(try house.worth() == worth)
    try house.write("DELETE FROM item_value")
    #expect(try drift().isEmpty)
  }

  @Test("reports go through items and sites page by page, and leave out what is not there")
  func pages() throws {
    let house = try SampleWarehouse()
    try house.receive(4, at: "A-01", cost: "2", item: "CABLE")
    try house.receive(1, at: "S-01", cost: "3", item: "CABLE")
    try house.receive(5, at: "S-01", cost: "1")
    // All of it went again.
    try house.receive(5, at: "A-01", cost: "1")
    try house.post(.issue, "DRILL-18V", "5", at: "A-01")
    func names(_ page: Page<ValuePage.Row>) -> [String] { page.rows.map { "\($0.item.code) \($0.item.siteCode)" } }
    let all = try house.books.ask(ValuePage())
    #expect(names(all) == ["CABLE NORTH", "CABLE SOUTH", "DRILL-18V SOUTH"])
    #expect(all.next == nil)
    var start = PageStart.first
    var seen: [String] = []
    while true {
      let page = try house.books.ask(ValuePage(ValueScope(start: start, limit: 1)))
      seen += names(page)
      guard let next = page.next else { break }
      start = .after(next)
    }
    #expect(seen == names(all))
    #expect(try names(house.books.ask(ValuePage(ValueScope(item: "cable", site: "south")))) == ["CABLE SOUTH"])
    #expect(try names(house.books.ask(ValuePage(ValueScope(start: .last, limit: 1)))) == ["DRILL-18V SOUTH"])
    #expect(house.refusal { _ = try house.books.ask(ValuePage(ValueScope(item: "NONE"))) } == "no-such-item")
    #expect(house.refusal { _ = try house.books.ask(ValuePage(ValueScope(site: "NONE"))) } == "no-such-location")
    #expect(house.refusal { _ = try house.books.ask(ValuePage(ValueScope(site: "A-01"))) } == "bad-value")
    #expect(house.refusal { _ = try house.books.ask(ItemValue("NONE")) } == "no-such-item")
    #expect(try house.worth("GLUE").isEmpty)
  }

  @Test("who counts blind is told nothing of what stock is worth or how old it is")
  func blind() throws {
    let house = try SampleWarehouse()
    try house.receive(4, at: "A-01", cost: "2")
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "maria", role: .counter)))
    try house.open("A")
    let maria = Asker.person("maria")
    for type in [
      house.refusal { _ = try house.books.ask(ItemValue("DRILL-18V"), for: maria) },
      house.refusal { _ = try house.books.ask(ValuePage(), for: maria) },
      house.refusal { _ = try house.books.ask(AgeingReport(asOf: SampleWarehouse.noon), for: maria) },
    ] {
      #expect(type == "withheld")
    }
  }

  @Test("stock below zero is worth less than nothing, and what comes in cancels it")
  func belowZero() throws {
    let house = try SampleWarehouse()
    try house.act(SetSetting("allow_negative_stock", "yes"))
    try house.receive(1, at: "A-01", cost: "100")
    try house.post(.issue, "DRILL-18V", "6", at: "A-01")
    #expect(try house.worth() == ["NORTH -5 -500.00/-500.00 [-5=-500.00]"])
    try house.receive(6, at: "A-01", cost: "10")
    #expect(try house.worth() == ["NORTH 1 10.00/10.00 [1=10.00]"])
    try house.expectSoundBooks()
  }
}
