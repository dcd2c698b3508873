import Inventory
import Ledger
import Testing

/// What moved, what was sold, and for how long it lasts, in the books (`algorithms.md` 4.4, 4.11).
@Suite("Movements and cover in the books") struct MovementReportTests {
  private static func scope(_ days: Int = 4, item: String? = nil, at location: String? = nil) -> MovementScope {
    MovementScope(days: days, until: SampleWarehouse.noon, item: item, at: location)
  }

  /// Saws: ten at the end of June, all sold on the first of July, five more on the third. Planes: seven that nobody wants.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    for sku in ["SAW", "PLANE", "RASP"] { try house.act(AddItem(Item(code: ItemCode(sku: sku), name: sku))) }
    try house.post(.opening, "SAW", "10", at: "A-01", on: "2026-06-30T08:00:00Z")
    try house.post(.opening, "PLANE", "7", at: "S-01", on: "2026-06-01T08:00:00Z")
    try house.post(.issue, "SAW", "6", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.issue, "SAW", "4", at: "A-01", on: "2026-07-01T18:00:00Z")
    try house.post(.receipt, "SAW", "5", at: "A-01", on: "2026-07-03T08:00:00Z")
    try house.post(.issue, "SAW", "2", at: "A-01", on: "2026-07-03T09:00:00Z")
    try house.post(.return, "SAW", "1", at: "A-01", on: "2026-07-04T08:00:00Z")
    try house.post(.scrap, "SAW", "1", at: "A-01", on: "2026-07-04T09:00:00Z")
    try house.post(.transferOut, "SAW", "1", at: "A-01", to: "A-02", on: "2026-07-04T10:00:00Z")
    try house.post(.reserve, "SAW", "1", at: "A-01", on: "2026-07-04T11:00:00Z")
    return house
  }

  @Test("what was received, sold, returned, lost and transferred, and on which days there was any")
  func stats() throws {
    let house = try Self.house()
    let report = try house.books.ask(MovementStats(Self.scope()))
    #expect(report.items == 1 && report.page.next == nil)
    let row = try #require(report.page.rows.first)
    #expect(row.item.code.sku == "SAW")
    var figures = MovementFigures()
    figures.entries = 9
    figures.received = Quantity(5)
    figures.issued = Quantity(12)
    figures.returned = Quantity(1)
    figures.lost = Quantity(1)
    figures.transferredIn = Quantity(1)
    figures.transferredOut = Quantity(1)
    #expect(row.figures == figures && report.total == figures && figures.used == Quantity(11))
    #expect(row.demand == CensoredDemand(used: Quantity(11), daysWithStock: 3))
    #expect(report.days.map(\.used) == [Quantity(10), .zero, Quantity(2), Quantity(-1)])
    #expect(report.days.map(\.entries) == [2, 0, 2, 5])
    #expect(try report.days.map(\.used) == house.books.ask(UsePerDay("SAW", days: 4, until: SampleWarehouse.noon)))
    // The whole story: two items were opened.
    let whole = try house.books.ask(MovementStats(Self.scope(40)))
    #expect(whole.items == 2 && whole.total.opened == Quantity(17) && whole.total.net == Quantity(10))
  }

  @Test("of a place counts what moved there, of an item what moved of it")
  func scopes() throws {
    let house = try Self.house()
    let there = try house.books.ask(MovementStats(Self.scope(at: "A-02")))
    #expect(there.total.transferredIn == Quantity(1) && there.total.entries == 1 && there.total.used == .zero)
    #expect(there.page.rows.first?.demand == CensoredDemand(used: .zero, daysWithStock: 1))
    #expect(try house.books.ask(MovementStats(Self.scope(at: "SOUTH"))).items == 0)
    #expect(try house.books.ask(MovementStats(Self.scope(item: "PLANE"))).items == 0)
    #expect(try house.books.ask(MovementStats(Self.scope(item: "saw", at: "NORTH"))).total.used == Quantity(11))
    #expect(house.refusal { _ = try house.books.ask(MovementStats(Self.scope(0))) } == "bad-value")
    #expect(house.refusal { _ = try house.books.ask(StockCover(Self.scope(4000))) } == "bad-value")
    #expect(house.refusal { _ = try house.books.ask(MovementStats(Self.scope(item: "X"))) } == "no-such-item")
    #expect(house.refusal { _ = try house.books.ask(StockCover(Self.scope(at: "X"))) } == "no-such-location")
    let wild = PageStart.after(Cursor(text: "zz"))
    #expect(house.refusal { _ = try house.books.ask(StockCover(Self.scope(), start: wild)) } == "bad-value")
  }

  @Test("cover is what is available by the use of a day with stock; the shortest first, what is not used last")
  func cover() throws {
    let house = try Self.house()
    try house.post(.opening, "RASP", "2", at: "A-01", on: "2026-07-02T08:00:00Z")
    try house.post(.issue, "RASP", "2", at: "A-01", on: "2026-07-02T09:00:00Z")
    let report = try house.books.ask(StockCover(Self.scope()))
    #expect(
      report.page.rows.map { "\($0.item.code) \($0.available) \($0.cover.map(CoverBucket.text) ?? "no use")" }
        == ["RASP 0 0.0", "SAW 2 0.5", "PLANE 7 no use"])
    #expect(report.buckets == [1, 1, 0, 0, 0, 0, 1] && report.items == 3)
    // Nothing of rasps in 2 days: they are neither there nor used.
    #expect(try house.books.ask(StockCover(Self.scope(2))).items == 2)
    #expect(try house.books.ask(StockCover(Self.scope(at: "S-01"))).page.rows.map(\.item.code.sku) == ["PLANE"])
  }

  @Test("56 used in 28 days, eight of them without stock, are 2.8 a day, and 14 last five days")
  func censored() throws {
    let house = try SampleWarehouse()
    try house.act(AddItem(Item(code: ItemCode(sku: "NAIL"))))
    // From 7 June on: four a day until the 20th, then none until the 29th.
    try house.post(.opening, "NAIL", "56", at: "A-01", on: "2026-06-01T08:00:00Z")
    for day in 7...20 {
      let on = Day(year: 2026, month: 6, day: day).map { "\($0)T12:00:00Z" }
      try house.post(.issue, "NAIL", "4", at: "A-01", on: on)
    }
    try house.post(.receipt, "NAIL", "14", at: "A-01", on: "2026-06-29T08:00:00Z")
    let row = try #require(try house.books.ask(StockCover(Self.scope(28))).page.rows.first)
    #expect(row.demand == CensoredDemand(used: Quantity(56), daysWithStock: 20))
    #expect(row.demand.perDay == Quantity("2.8") && row.cover == 5_000)
  }

  @Test("pages go by key either way, and are the same whatever their length")
  func pages() throws {
    let house = try SampleWarehouse()
    var numbers = SeededNumbers(seed: 5)
    for number in 0..<23 {
      try house.act(AddItem(Item(code: ItemCode(sku: "N-\(number)"))))
      try house.post(.opening, "N-\(number)", "50", at: "A-01", on: "2026-06-01T08:00:00Z")
      try house.post(.issue, "N-\(number)", String(1 + numbers.upTo(4)), at: "A-01", on: "2026-07-02T08:00:00Z")
    }
    func cover(_ start: PageStart, _ limit: Int) throws -> Page<StockCover.Row> {
      try house.books.ask(StockCover(Self.scope(), start: start, limit: limit)).page
    }
    let all = try cover(.first, 100).rows.map(\.item.code.sku)
    #expect(all.count == 23)
    for limit in [1, 4, 22, 23] {
      var forwards: [String] = []
      var start = PageStart.first
      while true {
        let page = try cover(start, limit)
        forwards += page.rows.map(\.item.code.sku)
        guard let next = page.next else { break }
        start = .after(next)
      }
      #expect(forwards == all)
      var backwards: [String] = []
      start = .last
      while true {
        let page = try cover(start, limit)
        backwards = page.rows.map(\.item.code.sku) + backwards
        guard let previous = page.previous else { break }
        start = .before(previous)
      }
      #expect(backwards == all)
    }
    let sold = try house.books.ask(MovementStats(Self.scope(), limit: 100)).page.rows.map(\.figures.used)
    #expect(sold == sold.sorted(by: >) && sold.count == 23)
  }

  @Test("what a report says is what the entries say, taken one by one", arguments: [7, 8])
  func againstEntries(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let house = try SampleWarehouse()
    let kinds: [MovementKind] = [.receipt, .issue, .return, .scrap, .damage, .adjustment, .transferOut]
    for _ in 0..<150 {
      let hours = numbers.upTo(20 * 24)
      let at = SampleWarehouse.noon.adding(milliseconds: -Int64(hours) * 3_600_000).description
      let kind = kinds.any(&numbers)
      // What is not there is refused, and is no entry.
      _ = house.refusal {
        try house.post(
          kind, ["DRILL-18V", "CABLE"].any(&numbers), String(1 + numbers.upTo(5)), at: ["A-01", "S-01"].any(&numbers),
          to: kind == .transferOut ? "A-02" : nil, reason: "AUDIT", on: at)
      }
    }
    for place in [nil, "NORTH", "A-01"] {
      for days in [1, 6, 14] {
        let scope = Self.scope(days, at: place)
        let report = try house.books.ask(MovementStats(scope))
        var filter = LedgerFilter()
        filter.location = place
        let entries = try house.books.ask(LedgerPage(filter, limit: 10_000)).rows
        let inside = entries.filter { $0.occurredAt.day >= scope.firstDay }
        var total = MovementFigures()
        for entry in inside { total.add(entry.kind, entry.change.onHand) }
        #expect(report.total == total)
        for row in report.page.rows {
          // Hour by hour: a day has stock if at some hour of it there is some, before or after an entry.
          let own = entries.filter { $0.code == row.item.code }.sorted { $0.occurredAt < $1.occurredAt }
          var count = 0
          for day in 0..<days {
            let start = Instant(milliseconds: Int64(scope.firstDay.daysSince1970 + day) * 86_400_000)
            let before = own.filter { $0.occurredAt < start }.reduce(Quantity.zero) { $0 + $1.change.onHand }
            let today = own.filter { $0.occurredAt.day == start.day }
            let used = today.filter { [.issue, .consume].contains($0.kind) }
              .reduce(Quantity.zero) { $0 - $1.change.onHand }
            if before > .zero || today.contains(where: { $0.change.onHand > .zero }) || used > .zero { count += 1 }
          }
          #expect(row.demand.daysWithStock == count, "seed \(seed), \(row.item.code), \(days) days")
        }
      }
    }
  }
}
