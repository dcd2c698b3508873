import Inventory
import Storage
import Testing

@testable import Ledger

/// A warehouse of forty items in twenty bins with as many ledger entries as one likes, many of them dated back, and what every
/// record held at any instant by adding up all of them in order: what the books' answer is held against.
final class PastHouse {
  let house: SampleWarehouse
  private(set) var random: SeededNumbers
  static let skus = 40
  static let places = 20
  private static let records = skus * places
  /// A year ago.
  static let start = SampleWarehouse.noon.adding(milliseconds: -365 * 86_400_000)

  init(seed: UInt64) throws {
    house = try SampleWarehouse(inMemory: true, by: .file)
    random = SeededNumbers(seed: seed)
    let rows = (0..<PastHouse.skus).map { number in
      var edits = ItemEdits()
      edits.cost = UnitCost("2.5")
      return ImportItems.Row(ItemCode(sku: "P-\(100 + number)"), edits)
    }
    try house.act(ImportItems(rows))
    let bins = (0..<PastHouse.places).map { number in
      var edits = LocationEdits()
      edits.parent = number % 2 == 0 ? "NORTH" : "SOUTH"
      return ImportLocations.Row("B-\(100 + number)", edits)
    }
    try house.act(ImportLocations(bins))
    let records = (0..<PastHouse.skus * PastHouse.places).map { number in
      ImportStock.Row(
        "P-\(100 + number / PastHouse.places)", at: "B-\(100 + number % PastHouse.places)", onHand: Quantity(5000),
        occurredAt: PastHouse.start)
    }
    try house.act(ImportStock(records))
  }

  /// Puts entries into the ledger as a bulk load does, with the walls down: made up by the database itself, because that is
  /// soon. The first of them go to one record each, so that there is something to take from. They tell of the part of the
  /// year from `first` to `last` in hundredths; one in eight lies up to 200 days back.
  func load(_ count: Int, from first: Int64, to last: Int64) throws {
    let year: Int64 = 365 * 86_400_000
    let insert = Statement(
      """
      INSERT INTO ledger(seq, act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
        on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
      WITH RECURSIVE n(i, r) AS (
          SELECT 1, ?1 UNION ALL SELECT i + 1, (r * 1103515245 + 12345) % 2147483648 FROM n WHERE i < ?2),
        draft AS (SELECT i,
          (SELECT id FROM item WHERE sku = 'P-100')
            + CASE WHEN i <= \(PastHouse.records) THEN (i - 1) / \(PastHouse.places) ELSE r / 128 % \(PastHouse.skus) END AS item,
          (SELECT id FROM location WHERE code = 'B-100')
            + CASE WHEN i <= \(PastHouse.records) THEN (i - 1) ELSE r / 65536 END % \(PastHouse.places) AS location,
          max(?3, ?4 + (?5 - ?4) * i / ?2 - CASE i % 8 WHEN 3 THEN r / 64 % 17280 * 1000000 ELSE r / 64 % 86400000 END)
            AS at,
          (r / 4096 % 9 - 4) * 500 AS a, (i <= \(PastHouse.records)) * 90000 + (i % 5 = 0) * 1000 - (i % 25 = 7) * 1000 AS b, (i % 11 = 0) * 2000 AS c,
          (i % 13 = 0) * 500 AS d, (i <= \(PastHouse.records)) * 90000 + (i % 7 = 0) * 3000 - (i % 77 = 9) * 3000 AS e FROM n)
      SELECT (SELECT max(seq) FROM ledger) + i, (SELECT max(id) FROM act), ?6, t.item, t.location, at, a, b, c, d, e,
        s.on_hand + sum(a) OVER record, s.reserved + sum(b) OVER record, s.allocated + sum(c) OVER record,
        s.blocked + sum(d) OVER record, s.incoming + sum(e) OVER record
      FROM draft t CROSS JOIN stock_record s ON s.item = t.item AND s.location = t.location
      WINDOW record AS (PARTITION BY t.item, t.location ORDER BY i)
      """,
      [
        .integer(Int64(random.upTo(1 << 30))), .integer(Int64(count)),
        .instant(PastHouse.start.adding(milliseconds: 1)),
        .integer(PastHouse.start.milliseconds + year / 100 * first),
        .integer(PastHouse.start.milliseconds + year / 100 * last), .integer(Int64(MovementKind.adjustment.rawValue)),
      ])
    let update = Statement(
      """
      UPDATE stock_record SET on_hand = e.on_hand_after, reserved = e.reserved_after, allocated = e.allocated_after,
        blocked = e.blocked_after, incoming = e.incoming_after, last_entry = e.seq,
        last_movement_at = max(ifnull(last_movement_at, 0), latest)
      FROM (SELECT *, max(seq) AS last, max(occurred_at) AS latest FROM ledger GROUP BY item, location) n
        CROSS JOIN ledger e ON e.seq = n.last
      WHERE stock_record.item = e.item AND stock_record.location = e.location AND stock_record.last_entry <> e.seq
      """)
    try house.database.commit(
      Batch(
        EntryWalls.triggers.map { Statement("DROP TRIGGER \($0.name)") } + [insert, update]
          + EntryWalls.triggers.map { Statement($0.sql) }))
  }

  /// Posts movements, some dated back, and takes back some of them, as people do.
  func work(_ count: Int) throws {
    for number in 0..<count {
      let back = Int64(random.upTo(300)) * 86_400_000
      let line = MovementLine(
        number % 3 == 0 ? .issue : .receipt, "P-\(100 + random.upTo(PastHouse.skus - 1))", Quantity(1 + random.upTo(3)),
        at: "B-\(100 + random.upTo(PastHouse.places - 1))",
        occurredAt: SampleWarehouse.noon.adding(milliseconds: number % 2 == 0 ? -back : -1000))
      let answer = try house.act(PostMovements([line]))
      if number % 4 == 0, let entry = answer.entries.first { try house.act(ReverseMovement(.entry(entry.id))) }
    }
  }

  func anyInstant() -> Instant {
    PastHouse.start.adding(milliseconds: Int64(random.upTo(365 * 86_400)) * 1000 - 3_600_000)
  }

  func take(_ instant: Instant) throws { try house.act(TakeSnapshot(asOf: instant)) }

  // MARK: What was there

  private static let width = 64
  private static func slot(_ item: Int64, _ location: Int64) -> Int { Int(item) * width + Int(location) }
  private static let slots = 5 * width * width

  /// Asks the books for each of the instants, and adds up the whole ledger beside it.
  /// - Returns: the instants of which they did not agree.
  func wrong(at instants: [Instant]) throws -> [String] {
    let reader = Reader(database: house.database)
    let asked = instants.sorted()
    let told = try asked.map { instant in
      try PastStock(reader: reader).fold(at: instant, into: [Int64](repeating: 0, count: PastHouse.slots)) {
        (sums: inout [Int64], item, location, balances) in
        for balance in 0..<5 { sums[PastHouse.slot(item, location) * 5 + balance] = balances[balance] }
      }
    }
    var sums = [Int64](repeating: 0, count: PastHouse.slots)
    var wrong: [String] = []
    var next = 0
    func compare(before occurred: Int64) {
      while next < asked.count, asked[next].milliseconds < occurred {
        if told[next] != sums { wrong.append("as of \(asked[next])") }
        next += 1
      }
    }
    try reader.each(
      Statement(
        """
        SELECT occurred_at, item, location, on_hand, reserved, allocated, blocked, incoming FROM ledger ORDER BY occurred_at
        """)
    ) { row in
      compare(before: row.integer(0))
      let slot = PastHouse.slot(row.integer(1), row.integer(2)) * 5
      for balance in 0..<5 { sums[slot + balance] += row.integer(3 + balance) }
      return true
    }
    compare(before: .max)
    return wrong
  }

  /// What `tallyman verify` has to say of snapshots and of the ledger.
  func drift() throws -> [String] {
    try house.books.ask(Verification()).filter { $0.check.contains("ledger") }.flatMap(\.drift)
  }
}
