import Inventory
import Testing

/// The last wall stands in the file itself: a stray `sqlite3` shell cannot make the books disagree.
@Suite(.enabled(if: StrayShell.isInstalled, "the sqlite3 shell is needed"))
struct WallTests {
  /// What the attempts are made on. Item 1 is the drill, 3 the glue, 4 the scale; place 3 is A-01, 4 is A-02, 5 is Q.
  ///
  /// Entries of the drill at A-01: 1 receipt 10 on the 1st, 2 issue 8 on the 3rd, 3 receipt 5, 4 reserve 2; at A-02: 5
  /// receipt 5. The glue's: 6 and 7, five each of lot L1. The scale's: 8, with serials S1 and S2. 9 is the cable, 10
  /// takes 9 back.
  private func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-07-01")
    try house.post(.issue, "DRILL-18V", "8", at: "A-01", on: "2026-07-03")
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01", on: "2026-07-04")
    try house.post(.reserve, "DRILL-18V", "2", at: "A-01")
    try house.post(.receipt, "DRILL-18V", "5", at: "A-02")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L1")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L1")
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    try house.post(.receipt, "CABLE", "1.5", at: "A-01", key: "cable")
    try house.act(ReverseMovement(.act(key: "cable")))
    try house.act(EditStock("CABLE", at: "A-02", reorderPoint: .some(Quantity(5))))
    try house.act(AddOperator(Operator(name: "anna", role: .admin, badge: "B-1")))
    try house.act(AddOperator(Operator(name: "ben", role: .dock, badge: "B-2")))
    return house
  }

  private static let noon = SampleWarehouse.noon.milliseconds
  private static let act = "(SELECT max(id) FROM act)"

  /// An entry, by and by: act, kind, item, place, lot, when; the five changes; the five balances after.
  private static func entry(
    act: String = act, kind: Int = 1, item: Int = 1, place: Int = 3, lot: String = "NULL", at when: Int64 = noon,
    _ change: [Int], after: [Int], seq: String = "NULL", or replace: String = ""
  ) -> String {
    let numbers = (change + after).map { String($0 * 1000) }.joined(separator: ", ")
    return """
      INSERT \(replace) INTO ledger(seq, act, kind, item, location, lot, occurred_at, on_hand, reserved, allocated,
        blocked, incoming, on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
      VALUES (\(seq), \(act), \(kind), \(item), \(place), \(lot), \(when), \(numbers))
      """
  }

  private static let attempts: [String] =
    ["ledger", "act", "entry_detail", "entry_serial"].flatMap { table in
      [
        "DELETE FROM \(table)", "UPDATE \(table) SET rowid = rowid",
        "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
      ]
    } + [
      "UPDATE ledger SET on_hand = 1 WHERE seq = 1", "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2",
      "UPDATE act SET actor = 'nobody'", "UPDATE entry_detail SET note = 'x'",
      "UPDATE entry_serial SET serial = 'S9'",
      "INSERT OR REPLACE INTO act(key, digest, action, actor, terminal, recorded_at, entries) SELECT key, digest, "
        + "'x', 'x', 'x', 0, 0 FROM act WHERE id = 1",
      "INSERT OR REPLACE INTO entry_detail(entry, reverses) VALUES (1, 9)",
      "UPDATE stock_record SET on_hand = on_hand + 1000",
      "UPDATE stock_record SET reserved = 0 WHERE item = 1", "UPDATE stock_record SET incoming = 1000",
      "UPDATE stock_record SET on_hand = 10000, reserved = 0, last_entry = 1 WHERE item = 1 AND location = 3",
      "UPDATE stock_record SET on_hand = 10000, last_entry = 99 WHERE item = 1 AND location = 3",
      "UPDATE stock_record SET location = 4 WHERE item = 1 AND location = 3",
      "UPDATE OR REPLACE stock_record SET location = 4 WHERE item = 1 AND location = 3",
      "UPDATE stock_record SET item = 2", "UPDATE stock_record SET last_entry = 2 WHERE item = 1",
      "INSERT INTO stock_record(item, location, on_hand) VALUES (2, 4, 1000)",
      "INSERT INTO stock_record(item, location, on_hand) VALUES (2, 7, 1000)",
      "INSERT INTO stock_record(item, location, on_hand, last_entry) VALUES (2, 7, 1000, 9)",
      "INSERT INTO stock_record(item, location, incoming) VALUES (2, 7, 1000)",
      "INSERT INTO stock_record(item, location) VALUES (1, 2)",
      "INSERT INTO stock_record(item, location) VALUES (99, 7)",
      "INSERT INTO stock_record(item, location) VALUES (1, 99)",
      "INSERT OR REPLACE INTO stock_record(item, location) VALUES (1, 3)",
      "INSERT OR REPLACE INTO stock_record(item, location, on_hand, last_entry) VALUES (1, 3, 10000, 1)",
      "DELETE FROM stock_record", "DELETE FROM stock_record WHERE item = 1 AND location = 3",
      "DELETE FROM lot_stock", "UPDATE lot_stock SET on_hand = 1000",
      "UPDATE lot_stock SET on_hand = 5000, last_entry = 6",
      "INSERT INTO lot_stock VALUES (1, 4, 1000, 0, 0, 0, 6, 3, 0)",
      "INSERT INTO lot_stock VALUES (1, 4, 0, 0, 0, 0, 0, 3, 0)",
      "INSERT OR REPLACE INTO lot_stock VALUES (1, 3, 5000, 0, 0, 0, 6, 3, 0)",
      "UPDATE lot_stock SET item = 1", "UPDATE lot_stock SET unusable = 1",
      "UPDATE lot SET item = 1", "UPDATE lot SET code = 'L2'", "UPDATE lot SET status = 'gone'", "DELETE FROM lot",
      "DELETE FROM serial", "UPDATE serial SET location = 4", "UPDATE serial SET status = 'lost'",
      "UPDATE serial SET status = 'issued'", "UPDATE serial SET last_entry = 1", "UPDATE serial SET code = 'S9'",
      // Of the glue 10 are there: 11 are not promised, and not blocked.
      entry(kind: 10, item: 3, lot: "1", [0, 11, 0, 0, 0], after: [10, 11, 0, 0, 0]),
      entry(kind: 16, item: 3, lot: "1", [0, 0, 0, 11, 0], after: [10, 0, 0, 11, 0]),
      // The balances after are not what they would be.
      entry([1, 0, 0, 0, 0], after: [9, 2, 0, 0, 0]), entry([1, 0, 0, 0, 0], after: [8, 0, 0, 0, 0]),
      entry([0, 0, 0, 0, 1], after: [7, 2, 0, 0, 0]),
      entry(item: 2, place: 7, [5, 0, 0, 0, 0], after: [6, 0, 0, 0, 0]),
      // The drills at A-01 are 7, of which 2 reserved.
      entry(kind: 2, [-8, 0, 0, 0, 0], after: [-1, 2, 0, 0, 0]),
      entry(kind: 2, [-6, 0, 0, 0, 0], after: [1, 2, 0, 0, 0]),
      entry(kind: 11, [0, -3, 0, 0, 0], after: [7, -1, 0, 0, 0]),
      entry(kind: 10, [0, 6, 0, 0, 0], after: [7, 8, 0, 0, 0]),
      entry([0, 0, -1, 0, 0], after: [7, 2, -1, 0, 0]), entry([0, 0, 0, 0, -1], after: [7, 2, 0, 0, -1]),
      entry(kind: 2, item: 2, place: 7, [-1, 0, 0, 0, 0], after: [-1, 0, 0, 0, 0]),
      entry(item: 2, place: 7, [100_000_000_000, 0, 0, 0, 0], after: [100_000_000_000, 0, 0, 0, 0]),
      // Dates: the future, and a day on which a later balance would not stand it.
      entry(at: noon + 1, [1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]),
      entry(kind: 2, at: noon - 2 * 86_400_000, [-3, 0, 0, 0, 0], after: [4, 2, 0, 0, 0]),
      entry(kind: 2, at: 0, [-1, 0, 0, 0, 0], after: [6, 2, 0, 0, 0]),
      // What it speaks of is not there.
      entry(act: "99", [1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]),
      entry(act: "99", at: -86_400_000, [1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]),
      entry(item: 99, [1, 0, 0, 0, 0], after: [1, 0, 0, 0, 0]),
      entry(place: 99, [1, 0, 0, 0, 0], after: [1, 0, 0, 0, 0]),
      entry(place: 2, [1, 0, 0, 0, 0], after: [1, 0, 0, 0, 0]),
      entry(lot: "99", [1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]),
      entry(lot: "1", [1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]),
      entry(kind: 2, item: 3, lot: "1", [-11, 0, 0, 0, 0], after: [-1, 0, 0, 0, 0]),
      // In the place of another, or before the beginning.
      entry([0, 0, 0, 0, 0], after: [7, 2, 0, 0, 0], seq: "4", or: "OR REPLACE"),
      entry(item: 2, place: 7, [5, 0, 0, 0, 0], after: [5, 0, 0, 0, 0], seq: "1", or: "OR REPLACE"),
      entry(item: 2, place: 7, [5, 0, 0, 0, 0], after: [5, 0, 0, 0, 0], seq: "-1"),
      entry([1, 0, 0, 0, 0], after: [8, 2, 0, 0, 0], seq: "0"),
      "INSERT INTO entry_serial VALUES (8, 'S1')",
      // Places and items that hold stock stay what they are.
      "UPDATE location SET structural = 1 WHERE id = 3", "UPDATE location SET active = 0 WHERE id = 3",
      "UPDATE location SET quarantine = 1 WHERE id = 3", "UPDATE location SET site = 6 WHERE id = 3",
      "DELETE FROM location WHERE id = 3", "DELETE FROM location WHERE id = 2",
      "INSERT OR REPLACE INTO location SELECT id, code, name, kind, parent, site, path, room_type, latitude, longitude, "
        + "1, active, quarantine, version FROM location WHERE id = 3",
      "UPDATE item SET tracking = 'none' WHERE id = 4", "DELETE FROM item WHERE id = 1",
      "INSERT OR REPLACE INTO item SELECT id, sku, variant, name, category, unit, 'none', active, cost, price, "
        + "currency, version FROM item WHERE id = 4",
      // Operators stay, keep their names, and one of them can administer.
      "DELETE FROM operator", "DELETE FROM operator WHERE id = 2",
      "INSERT OR REPLACE INTO operator SELECT * FROM operator",
      "UPDATE operator SET active = 0, version = version + 1", "UPDATE operator SET role = 'dock' WHERE id = 1",
      "UPDATE operator SET role = 'dock', version = version + 1 WHERE id = 1",
      "UPDATE operator SET role = 'king', version = version + 1 WHERE id = 2",
      "UPDATE operator SET name = 'Ben', version = version + 1 WHERE id = 2",
      "UPDATE operator SET id = 9, version = version + 1 WHERE id = 2",
      "UPDATE operator SET badge = 'b-1', version = version + 1 WHERE id = 2",
      "UPDATE OR REPLACE operator SET badge = 'b-1', version = version + 1 WHERE id = 2",
      "UPDATE OR REPLACE operator SET id = 1, version = version + 1 WHERE id = 2",
      "UPDATE operator SET badge = '', version = version + 1 WHERE id = 2", "UPDATE operator SET limits = 'any'",
      "INSERT INTO operator(name, role, active, version) VALUES ('ANNA', 'admin', 1, 1)",
      "INSERT INTO operator(name, role, active, version) VALUES ('', 'admin', 1, 1)",
      "INSERT INTO operator(name, role, active, version) VALUES ('eve', 'admin', 2, 1)",
      "INSERT OR REPLACE INTO operator(name, role, badge, active, version) VALUES ('eve', 'admin', 'B-1', 1, 1)",
    ]

  @Test("nothing a stray shell tries makes the books disagree")
  func strayShell() throws {
    let house = try house()
    let shell = StrayShell(path: house.folder + "/stock.db")
    func books() throws -> String {
      try shell.run(
        [
          "ledger", "act", "entry_detail", "entry_serial", "stock_record", "lot_stock", "item", "location",
          "site_counter", "operator",
        ]
        .map { "SELECT * FROM \($0);" }.joined()
      ).text
    }
    var before = try books()
    for attempt in WallTests.attempts {
      let said = try shell.run(attempt)
      #expect(said.wasRefused, "\(attempt)\n→ was let through \(said.text)")
      let after = try books()
      #expect(before == after, "\(attempt)\n→ changed the books")
      before = after
    }
    try house.expectSoundBooks()
  }

  @Test("a valid entry from a stray shell moves its balance and breaks nothing, and is told to belong to no act")
  func validEntry() throws {
    let house = try house()
    let shell = StrayShell(path: house.folder + "/stock.db")
    for (sql, place) in [
      (WallTests.entry([3, 0, 0, 0, 0], after: [10, 2, 0, 0, 0]), "A-01"),
      (WallTests.entry(item: 1, place: 7, [3, 0, 0, 0, 0], after: [3, 0, 0, 0, 0]), "S-01"),
      (WallTests.entry(kind: 2, item: 3, lot: "1", [-4, 0, 0, 0, 0], after: [6, 0, 0, 0, 0]), "A-01"),
      // No later balance suffers.
      (
        WallTests.entry(kind: 2, at: WallTests.noon - 2 * 86_400_000, [-2, 0, 0, 0, 0], after: [8, 2, 0, 0, 0]), "A-01"
      ),
    ] {
      let said = try shell.run(sql)
      #expect(!said.wasRefused, "\(sql)\n→ at \(place): \(said.text)")
    }
    #expect(try house.balances("DRILL-18V", at: "A-01") == Balances(onHand: Quantity(8), reserved: Quantity(2)))
    #expect(try house.onHand("DRILL-18V", at: "S-01") == "3")
    #expect(try house.onHand("GLUE", at: "A-01") == "6")
    #expect(try house.books.ask(ItemStock("GLUE")).lots.map(\.onHand) == [Quantity(6)])
    let drift = try house.books.ask(Verification()).flatMap(\.drift)
    #expect(drift == (11...14).map { "entry \($0) belongs to no act" })
  }
}
