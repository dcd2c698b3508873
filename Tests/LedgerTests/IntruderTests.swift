import Glibc
import Inventory
import Ledger
import StorageLocal
import Testing

/// Somebody changes the books past Tallyman, with no trigger to hinder them, and `audit verify` tells what it was.
@Suite(.enabled(if: StrayShell.isInstalled, "the sqlite3 shell is needed"))
struct IntruderTests {
  /// A house with some of everything that is sealed, all of it sealed but for the seal's own event.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse(inMemory: true)
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", reason: "FIRST")
    try house.post(.issue, "DRILL-18V", "3", at: "A-01")
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    try house.post(.receipt, "CABLE", "1.5", at: "A-01", key: "cable")
    try house.act(ReverseMovement(.act(key: "cable")))
    try house.act(AddLot("L1", of: "GLUE", expires: Day("2027-01-01")))
    try house.act(SetRule("DRILL-18V", at: "A-01", point: Quantity(5), quantity: Quantity(20)))
    try house.act(SetSetting("reservation_ttl", "30"))
    try house.act(AddOperator(Operator(name: "anna", role: .admin, badge: "B-1")))
    try house.act(AddOperator(Operator(name: "dan", role: .dock)))
    try house.act(
      ImportItems([
        ImportItems.Row(ItemCode(sku: "TAPE"), .with { $0.name = "Tape" }),
        ImportItems.Row(ItemCode(sku: "CABLE"), .with { $0.name = "Cable, sold by the metre" }),
      ]))
    try house.act(SealAudit())
    return house
  }

  /// What is done, and what `audit verify` says of it.
  private static let attacks: [(name: String, sql: String, found: String)] = [
    ("who did it", "UPDATE act SET actor = 'nobody' WHERE id = 14", "its events are not those that were sealed"),
    ("an act that never was", "DELETE FROM act WHERE id = 14", "1 of its"),
    (
      "an act that was not",
      "INSERT INTO act(id, key, digest, action, actor, terminal, recorded_at, entries) "
        + "VALUES (-1, 'x', x'00', 'item.edited', 'anna', 'tty1', 0, 0)", "1 events were added"
    ),
    ("a reason", "UPDATE ledger SET reason = 'OTHER' WHERE seq = 1", "its ledger entries are not those"),
    ("an entry less", "DELETE FROM ledger WHERE seq = 2", "1 of its 5 ledger entries are missing"),
    (
      "another quantity, and the balance with it",
      "UPDATE ledger SET on_hand = on_hand + 1000, on_hand_after = on_hand_after + 1000 WHERE seq = 2; "
        + "UPDATE stock_record SET on_hand = on_hand + 1000 WHERE item = 1", "its ledger entries are not those"
    ),
    ("an entry to another act", "UPDATE ledger SET act = 12 WHERE seq = 2", "has not its 1 entries"),
    ("a note", "INSERT INTO entry_detail(entry, note) VALUES (1, 'x')", "costs, notes or reversals"),
    ("a serial", "UPDATE entry_serial SET serial = 'S9' WHERE serial = 'S1'", "serials of its entries"),
    ("what an import did", "UPDATE act_document SET after = '{}' WHERE entity = 'item:TAPE'", "keep of documents"),
    ("a seal", "UPDATE seal SET ended_at = ended_at + 1", "its hash does not follow"),
    ("the seal's digests", "UPDATE seal SET parts = zeroblob(160)", "its hash does not follow"),
    ("a cost", "UPDATE item SET cost = 1 WHERE sku = 'DRILL-18V'", "unit_cost is 0.0001"),
    ("a name that an import gave", "UPDATE item SET name = 'Rope' WHERE sku = 'TAPE'", "name is Rope"),
    ("a barcode", "DELETE FROM barcode WHERE code = '4006381333931'", "barcodes is"),
    ("an item", "DELETE FROM item WHERE sku = 'TAPE'", "item:TAPE is gone"),
    ("a place", "UPDATE location SET name = 'Backdoor' WHERE code = 'A-01'", "name is Backdoor"),
    (
      "a role", "UPDATE operator SET role = 'admin' WHERE name = 'dan'",
      "role is admin, and the last event left it dock"
    ),
    (
      "an operator", "INSERT INTO operator(name, role, active, version) VALUES ('eve', 'admin', 1, 1)",
      "operator eve is there, and no event says so"
    ),
    ("an operator less", "DELETE FROM operator WHERE name = 'dan'", "operator:dan is gone"),
    ("a setting", "UPDATE setting SET value = '90'", "reservation_ttl is 90, and the last event made it 30"),
    ("a setting more", "INSERT INTO setting VALUES ('allow_negative_stock', 'yes')", "and no event says so"),
    ("a lot", "UPDATE lot SET expires = expires + 365", "expires is 2028-01-01"),
    ("a rule", "UPDATE reorder_rule SET quantity = 1000", "quantity is 1, and the last event left it 20"),
    ("a wall less", "DROP TRIGGER act_stays", "the wall act_stays is gone"),
    (
      "a wall with a hole",
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'UPDATE ON ledger', 'UPDATE ON ledger WHEN 0') "
        + "WHERE name = 'ledger_stays'", "the wall ledger_stays is not as it was built"
    ),
    (
      "a wall more", "CREATE TRIGGER quiet AFTER INSERT ON ledger BEGIN DELETE FROM setting; END",
      "quiet is no wall of this house"
    ),
    ("what is not sealed yet", "DELETE FROM act WHERE id = (SELECT max(id) - 1 FROM act)", "should be"),
  ]

  @Test("whatever is changed past Tallyman is found and named, and a copy that nobody touched is sound")
  func attacks() throws {
    let house = try IntruderTests.house()
    let hash = try #require(try house.books.ask(AuditStanding()).newest?.words)
    try house.post(.receipt, "DRILL-18V", "1", at: "A-02")
    let copy = house.folder + "/copy.db"
    func found(_ kept: String? = nil) throws -> [String] {
      let books = try Books(LocalDatabase(path: copy, mode: .readWriteCreate))
      return try books.ask(AuditVerification(kept: kept)).flatMap(\.drift)
    }
    func take() throws {
      for ending in ["", "-wal", "-shm", "-gate", "-turn"] { unlink(copy + ending) }
      #expect(try !StrayShell(path: house.folder + "/stock.db").run("VACUUM INTO '\(copy)'").wasRefused)
    }
    defer { for ending in ["", "-wal", "-shm", "-gate", "-turn"] { unlink(copy + ending) } }
    try take()
    #expect(try found().isEmpty && found(hash).isEmpty && found(String(hash.prefix(16)).uppercased()).isEmpty)
    #expect(try found(String(repeating: "0", count: 64)).first?.contains("was kept") == true)
    for attack in IntruderTests.attacks {
      try take()
      let said = try StrayShell(path: copy).run(attack.sql, pastWalls: true)
      try #require(!said.wasRefused, "\(attack.name): \(said.text)")
      let drift = try found()
      #expect(drift.contains { $0.contains(attack.found) }, "\(attack.name): \(drift)")
    }
    // Who makes the whole chain anew is found by whoever kept a hash.
    try take()
    _ = try StrayShell(path: copy).run("UPDATE act SET actor = 'x' WHERE id = 1; DELETE FROM seal", pastWalls: true)
    let forged = try Books(LocalDatabase(path: copy, mode: .readWriteCreate))
    _ = try forged.perform(
      SealAudit(), ActContext(key: "anew", actor: "anna", terminal: "tty1", now: SampleWarehouse.noon))
    #expect(try found().isEmpty)
    #expect(try found(hash).first?.contains("the chain was made anew") == true)
  }
}
