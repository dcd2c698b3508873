import Inventory
import Ledger
import Storage
import Testing

@Suite("The list of transfers by urgency") struct TransferListTests {
  private func page(
    _ house: SampleWarehouse, _ filter: TransferFilter = TransferFilter(), _ start: PageStart = .first, limit: Int = 50
  ) throws -> Page<TransferPage.Row> {
    var question = TransferPage(filter, start: start, limit: limit)
    question.order = .urgency
    return try house.books.ask(question)
  }

  private func numbers(_ page: Page<TransferPage.Row>) -> [Int64] { page.rows.map(\.transfer.id.number) }

  /// Eight transfers: urgent with and without a time, others with and without, two that are over.
  private func dock() throws -> TransferHouse {
    let dock = try TransferHouse()
    let times = [nil, "2026-07-09", "2026-07-06", nil, "2026-07-08", nil, nil, "2026-07-01"]
    for (index, time) in times.enumerated() {
      let act = CreateTransfer(
        from: "NORTH", to: "S-01", [TransferRequestLine("DRILL-18V", Quantity(1))],
        eta: try time.map { try #require(Instant($0)) }, priority: [4, 6].contains(index) ? .urgent : .normal)
      try dock.house.act(act)
    }
    try dock.house.act(ShipTransfer("TR-0003"))
    try dock.house.act(CancelTransfer("TR-0001"))
    try dock.house.act(ShipTransfer("TR-0008"))
    try dock.house.act(ReceiveTransfer("TR-0008"))
    return dock
  }

  @Test("the urgent stand first, then by the time they are expected, then the oldest; those that are over come last")
  func order() throws {
    let dock = try dock()
    #expect(try numbers(page(dock.house)) == [5, 7, 3, 2, 4, 6, 8, 1])
    #expect(try numbers(dock.house.books.ask(TransferPage())) == [8, 7, 6, 5, 4, 3, 2, 1])
  }

  @Test("pages of any size join to the same list, forwards and backwards", arguments: 1...4)
  func pages(_ limit: Int) throws {
    let dock = try dock()
    let all = try numbers(page(dock.house))
    var forwards: [Int64] = []
    var next: PageStart? = .first
    while let start = next {
      let page = try page(dock.house, TransferFilter(), start, limit: limit)
      forwards += numbers(page)
      next = page.next.map { .after($0) }
    }
    var backwards: [Int64] = []
    next = .last
    while let start = next {
      let page = try page(dock.house, TransferFilter(), start, limit: limit)
      backwards = numbers(page) + backwards
      next = page.previous.map { .before($0) }
    }
    #expect(forwards == all && backwards == all)
  }

  @Test("a filter keeps the order, and looks through no part that it leaves out as a whole")
  func filters() throws {
    let dock = try dock()
    func filter(_ change: (inout TransferFilter) -> Void) throws -> [Int64] {
      var filter = TransferFilter()
      change(&filter)
      return try numbers(page(dock.house, filter))
    }
    #expect(try filter { $0.isUnderWay = true } == [5, 7, 3, 2, 4, 6])
    #expect(try filter { $0.isUnderWay = false } == [8, 1])
    #expect(try filter { $0.status = .inTransit } == [3])
    #expect(try filter { $0.status = .cancelled } == [1])
    #expect(try filter { ($0.status, $0.isUnderWay) = (.completed, true) } == [])
    #expect(try filter { $0.from = "SOUTH" } == [])
  }

  @Test(
    "a page of ten thousand transfers takes no longer than one of a hundred, wherever it lies",
    .onlyOfFiles("how long the database itself takes is measured where nothing else takes time"))
  func tenThousand() throws {
    let house = try TransferHouse().house
    func fill(_ numbers: ClosedRange<Int>) throws {
      var batch = Batch()
      batch.append(
        Statement(
          """
          WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
          INSERT INTO transfer(id, source, destination, status, priority, eta, created_by, created_at, version)
          SELECT i, (SELECT id FROM location WHERE code = 'NORTH'), (SELECT id FROM location WHERE code = 'S-01'),
            CASE WHEN i % 2 = 0 THEN 'requested' ELSE 'cancelled' END, CASE WHEN i % 50 = 0 THEN 'urgent' ELSE 'normal' END,
            CASE WHEN i % 3 = 0 THEN ?3 + i * 7919 % 1000003 END, 'anna', ?3, 1 FROM n
          """,
          [
            .integer(Int64(numbers.lowerBound)), .integer(Int64(numbers.upperBound)),
            .integer(SampleWarehouse.noon.milliseconds),
          ]))
      batch.append(
        Statement(
          """
          INSERT INTO transfer_line(transfer, number, item, lot, requested)
          SELECT x.id, 1, (SELECT id FROM item WHERE sku = 'CABLE'), 0, 1000 FROM transfer x WHERE x.id BETWEEN ?1 AND ?2
          """, [.integer(Int64(numbers.lowerBound)), .integer(Int64(numbers.upperBound))]))
      try house.database.commit(batch)
    }
    func time() throws -> [Double] {
      let middle = try #require(page(house, limit: 40).next)
      return try [PageStart.first, .last, .after(middle)].map { start in
        let times = try (0..<5).map { _ in
          let duration = try ContinuousClock().measure { _ = try page(house, TransferFilter(), start, limit: 48) }
          return Double(duration.components.attoseconds) * 1e-15 + Double(duration.components.seconds) * 1e3
        }
        return times.min() ?? 0
      }
    }
    try fill(1...100)
    let few = try time()
    try fill(101...10_000)
    let many = try time()
    print("a page of 100 and of 10,000 transfers, ms:", few, many)
    for (one, other) in zip(few, many) { #expect(other < max(one, 5) * 4, "\(few) then \(many) ms") }
  }
}
