import Inventory
import Ledger
import Storage
import Testing

/// A hundred thousand lines, and files of ten thousand rows into a place that is held.
@Suite("Large counts") struct LargeCountTests {
  private static let bins = 100
  private static let items = 1000

  /// A site of a hundred bins, ten of them in a room of their own, each with a thousand items, five of each.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse(inMemory: true)
    try house.act(
      ImportLocations(
        [
          ImportLocations.Row("EAST", LocationEdits()),
          ImportLocations.Row("E-A", .with { ($0.parent, $0.kind) = ("EAST", .room) }),
        ]
          + (0..<bins).map { bin in
            ImportLocations.Row("E-\(1000 + bin)", .with { $0.parent = bin < 10 ? "E-A" : "EAST" })
          }))
    try house.act(ImportItems((0..<items).map { ImportItems.Row(ItemCode(sku: "I-\(10_000 + $0)"), ItemEdits()) }))
    // What an import would post, by the database alone.
    var batch = Batch()
    batch.append(
      Statement(
        """
        INSERT INTO act(key, digest, action, actor, terminal, recorded_at, first_entry, entries)
        SELECT 'fill', x'00', 'import.stock', 'anna', 'tty1', ?1, ifnull((SELECT max(seq) FROM ledger), 0) + 1, ?2
        """, [.integer(SampleWarehouse.noon.milliseconds), .integer(Int64(bins * items))]))
    batch.append(
      Statement(
        """
        INSERT INTO ledger(act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
          on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
        SELECT (SELECT max(id) FROM act), 0, i.id, l.id, ?1, 5000, 0, 0, 0, 0, 5000, 0, 0, 0, 0
        FROM location l CROSS JOIN item i WHERE l.code LIKE 'E-1%' AND i.sku LIKE 'I-1%' ORDER BY l.id, i.id
        """, [.integer(SampleWarehouse.noon.milliseconds - 86_400_000)]))
    try house.database.commit(batch)
    return house
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Opens, counts a fifth, judges, pages, decides on and applies; says how long each took.
  private func count(_ house: SampleWarehouse, _ place: String, bins: Range<Int>) throws -> [String: Double] {
    var times: [String: Double] = [:]
    var stocktake = ""
    var number: Int?
    times["open"] = try seconds { stocktake = try house.open(place) }
    times["count"] = try seconds {
      for bin in bins {
        if bin % 5 > 0 { continue }
        let entries = (0..<LargeCountTests.items).map { item in
          CountEntry(.typed, "I-\(10_000 + item)", Quantity(item % 20 == 0 ? 4 : 5), at: "E-\(1000 + bin)")
        }
        try house.act(RecordCounts(stocktake, entries), by: "maria")
      }
    }
    times["judge"] = try seconds { try house.reconcile(stocktake) }
    times["first page"] = try seconds { _ = try house.books.ask(CountLinePage(stocktake, order: .worth)) }
    times["last page"] = try seconds {
      number = try house.books.ask(CountLinePage(stocktake, start: .last)).rows.last?.number
    }
    #expect(number == bins.count * LargeCountTests.items)
    times["approve"] = try seconds { try house.approve(stocktake) }
    times["apply"] = try seconds { try house.apply(stocktake) }
    #expect(try house.books.ask(StocktakeCard(stocktake)).stocktake.status == .applied)
    return times
  }

  @Test(
    "a stocktake of a hundred thousand lines takes ten times what one of ten thousand does, and a page of it no more")
  func hundredThousand() throws {
    let house = try LargeCountTests.house()
    let small = try count(house, "E-A", bins: 0..<10)
    let large = try count(house, "EAST", bins: 0..<LargeCountTests.bins)
    let steps = ["open", "count", "judge", "approve", "apply"]
    for step in steps {
      let (few, many) = (small[step] ?? 0, large[step] ?? 0)
      #expect(many < max(few, 0.05) * 10 * 4, "\(step): \(few) s, then \(many) s")
    }
    for page in ["first page", "last page"] {
      let (few, many) = (small[page] ?? 0, large[page] ?? 0)
      #expect(many < max(few, 0.02) * 10, "\(page): \(few) s, then \(many) s")
    }
    print(
      "10,000 and 100,000 lines:",
      (steps + ["first page", "last page"]).map { "\($0) \(small[$0] ?? 0) \(large[$0] ?? 0)" })
    try house.expectSoundBooks()
  }

  @Test("a file of thousands of rows into a place that is held is refused row by row without being sent again for each")
  func heldImport() throws {
    let house = try SampleWarehouse(inMemory: true)
    try house.open("A-01", policy: .locked)
    func rows(_ count: Int) -> [MovementLine] {
      (0..<count).map { MovementLine(.receipt, "DRILL-18V", Quantity(1), at: $0 % 2 == 0 ? "A-01" : "A-02") }
    }
    var rejections = 0
    let few = try seconds { rejections += try house.act(ImportMovements(rows(200))).rejections.count }
    let many = try seconds { rejections += try house.act(ImportMovements(rows(4000))).rejections.count }
    #expect(rejections == 2100)
    #expect(many < max(few, 0.05) * 20 * 4, "\(few) s, then \(many) s")
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "2100")
    try house.expectSoundBooks()
  }
}
