/// The walls around the ledger and the balances: what an entry may be, and that nothing else moves a balance.
extension FirstSchema {
  /// The triggers that check and move balances entry by entry. A bulk load takes them down and puts them up again inside
  /// its one transaction, and does by itself what they do (`BulkWriter`).
  static let entryTriggers: [(name: String, sql: String)] = [
    ("ledger_is_new", isNew("ledger", "seq = NEW.seq")),
    // An entry belongs to an act and has happened by the time it is recorded.
    (
      "ledger_has_happened",
      """
      CREATE TRIGGER ledger_has_happened BEFORE INSERT ON ledger
      WHEN ifnull(NEW.occurred_at > (SELECT recorded_at FROM act WHERE id = NEW.act), 1)
      BEGIN SELECT RAISE(ABORT, 'an entry belongs to an act and does not lie in its future'); END
      """
    ),
    (
      "ledger_later_balances_stand",
      """
      CREATE TRIGGER ledger_later_balances_stand BEFORE INSERT ON ledger
      WHEN NEW.occurred_at < (SELECT last_movement_at FROM stock_record
          WHERE item = NEW.item AND location = NEW.location)
        AND (NEW.on_hand < 0 OR NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked < 0)
        AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'allow_negative_stock' AND value = 'yes')
      BEGIN
        SELECT RAISE(ABORT, 'a later balance would not stand it')
        FROM stock_record r, (
          SELECT sum(on_hand) OVER later AS on_hand,
            sum(on_hand - reserved - allocated - blocked) OVER later AS available
          FROM ledger WHERE item = NEW.item AND occurred_at > NEW.occurred_at AND location = NEW.location
          WINDOW later AS (ORDER BY occurred_at DESC)) past
        WHERE r.item = NEW.item AND r.location = NEW.location
          AND (r.on_hand + NEW.on_hand - past.on_hand < 0
            OR r.on_hand - r.reserved - r.allocated - r.blocked
              + NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked - past.available < 0);
      END
      """
    ),
    (
      "ledger_moves_stock",
      """
      CREATE TRIGGER ledger_moves_stock AFTER INSERT ON ledger BEGIN
        UPDATE stock_record SET
          on_hand = on_hand + NEW.on_hand, reserved = reserved + NEW.reserved, allocated = allocated + NEW.allocated,
          blocked = blocked + NEW.blocked, incoming = incoming + NEW.incoming, last_entry = NEW.seq,
          last_movement_at = max(ifnull(last_movement_at, NEW.occurred_at), NEW.occurred_at)
        WHERE item = NEW.item AND location = NEW.location;
        INSERT INTO stock_record(item, location, on_hand, reserved, allocated, blocked, incoming, last_entry,
          last_movement_at)
        SELECT NEW.item, NEW.location, NEW.on_hand, NEW.reserved, NEW.allocated, NEW.blocked, NEW.incoming, NEW.seq,
          NEW.occurred_at
        WHERE changes() = 0;
      END
      """
    ),
  ]

  static let walls =
    entryTriggers.map(\.sql) + [
      "CREATE TRIGGER ledger_stays BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END",
      "CREATE TRIGGER ledger_remains BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END",
      """
      CREATE TRIGGER entry_detail_stays BEFORE UPDATE ON entry_detail
      BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END
      """,
      """
      CREATE TRIGGER entry_detail_remains BEFORE DELETE ON entry_detail
      BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END
      """,
      """
      CREATE TRIGGER entry_serial_stays BEFORE UPDATE ON entry_serial
      BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END
      """,
      """
      CREATE TRIGGER entry_serial_remains BEFORE DELETE ON entry_serial
      BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END
      """,
      isNew("entry_detail", "entry = NEW.entry OR reverses = NEW.reverses"),
      isNew("stock_record", "item = NEW.item AND location = NEW.location"),
      isNew("lot_stock", "lot = NEW.lot AND location = NEW.location"),
      """
      CREATE TRIGGER stock_begins_empty AFTER INSERT ON stock_record
      WHEN (NEW.on_hand <> 0 OR NEW.reserved <> 0 OR NEW.allocated <> 0 OR NEW.blocked <> 0 OR NEW.incoming <> 0
          OR NEW.last_entry <> 0)
        AND NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.item = NEW.item
          AND e.location = NEW.location AND e.on_hand_after = NEW.on_hand AND e.reserved_after = NEW.reserved
          AND e.allocated_after = NEW.allocated AND e.blocked_after = NEW.blocked
          AND e.incoming_after = NEW.incoming)
      BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
      """,
      """
      CREATE TRIGGER stock_stands_in_a_place AFTER INSERT ON stock_record
      WHEN NOT EXISTS (SELECT 1 FROM location WHERE id = NEW.location AND structural = 0)
        OR NOT EXISTS (SELECT 1 FROM item WHERE id = NEW.item)
      BEGIN SELECT RAISE(ABORT, 'stock stands in a place that may hold it'); END
      """,
      """
      CREATE TRIGGER stock_follows_ledger
      BEFORE UPDATE OF item, location, on_hand, reserved, allocated, blocked, incoming, last_entry ON stock_record
      WHEN NEW.item <> OLD.item OR NEW.location <> OLD.location OR NEW.last_entry < OLD.last_entry
        OR NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.item = NEW.item
          AND e.location = NEW.location AND e.on_hand_after = NEW.on_hand AND e.reserved_after = NEW.reserved
          AND e.allocated_after = NEW.allocated AND e.blocked_after = NEW.blocked
          AND e.incoming_after = NEW.incoming)
      BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
      """,
      """
      CREATE TRIGGER stock_not_below_zero AFTER UPDATE OF on_hand, reserved, allocated, blocked ON stock_record
      WHEN (NEW.on_hand < 0 AND NEW.on_hand < OLD.on_hand
          OR NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked < 0
            AND NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked
              < OLD.on_hand - OLD.reserved - OLD.allocated - OLD.blocked)
        AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'allow_negative_stock' AND value = 'yes')
      BEGIN SELECT RAISE(ABORT, 'below zero'); END
      """,
      """
      CREATE TRIGGER stock_not_below_zero_at_first AFTER INSERT ON stock_record
      WHEN (NEW.on_hand < 0 OR NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked < 0)
        AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'allow_negative_stock' AND value = 'yes')
      BEGIN SELECT RAISE(ABORT, 'below zero'); END
      """,
      """
      CREATE TRIGGER stock_remains BEFORE DELETE ON stock_record
      WHEN OLD.last_entry <> 0 BEGIN SELECT RAISE(ABORT, 'a record with a history is not deleted'); END
      """,
      """
      CREATE TRIGGER ledger_moves_lot AFTER INSERT ON ledger WHEN NEW.lot IS NOT NULL BEGIN
        UPDATE lot_stock SET
          on_hand = on_hand + NEW.on_hand, reserved = reserved + NEW.reserved, allocated = allocated + NEW.allocated,
          blocked = blocked + NEW.blocked, last_entry = NEW.seq
        WHERE lot = NEW.lot AND location = NEW.location;
        INSERT INTO lot_stock(lot, location, on_hand, reserved, allocated, blocked, last_entry)
        SELECT NEW.lot, NEW.location, NEW.on_hand, NEW.reserved, NEW.allocated, NEW.blocked, NEW.seq
        WHERE changes() = 0;
      END
      """,
      """
      CREATE TRIGGER lot_stock_begins_with_an_entry AFTER INSERT ON lot_stock
      WHEN NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.lot = NEW.lot
        AND e.location = NEW.location AND e.on_hand = NEW.on_hand AND e.reserved = NEW.reserved
        AND e.allocated = NEW.allocated AND e.blocked = NEW.blocked
        AND e.item = (SELECT item FROM lot WHERE id = NEW.lot))
      BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
      """,
      """
      CREATE TRIGGER lot_stock_follows_ledger BEFORE UPDATE ON lot_stock
      WHEN NEW.lot <> OLD.lot OR NEW.location <> OLD.location OR NEW.last_entry <= OLD.last_entry
        OR NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.lot = NEW.lot
          AND e.location = NEW.location AND e.on_hand = NEW.on_hand - OLD.on_hand
          AND e.reserved = NEW.reserved - OLD.reserved AND e.allocated = NEW.allocated - OLD.allocated
          AND e.blocked = NEW.blocked - OLD.blocked AND e.item = (SELECT item FROM lot WHERE id = NEW.lot))
      BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
      """,
      "CREATE TRIGGER lot_stock_remains BEFORE DELETE ON lot_stock BEGIN SELECT RAISE(ABORT, 'a lot keeps its history'); END",
      // A serial is in one place at most: it arrives from nowhere and leaves from where it is.
      """
      CREATE TRIGGER serial_arrives BEFORE INSERT ON entry_serial
      WHEN (SELECT on_hand FROM ledger WHERE seq = NEW.entry) > 0 BEGIN
        SELECT RAISE(ABORT, 'the serial is in stock already') FROM serial s, ledger e
        WHERE e.seq = NEW.entry AND s.item = e.item AND s.code = NEW.serial AND s.location IS NOT NULL;
        INSERT INTO serial(item, code, location, last_entry)
        SELECT e.item, NEW.serial, e.location, e.seq FROM ledger e WHERE e.seq = NEW.entry
        ON CONFLICT(item, code) DO UPDATE SET location = excluded.location, last_entry = excluded.last_entry;
      END
      """,
      """
      CREATE TRIGGER serial_leaves BEFORE INSERT ON entry_serial
      WHEN (SELECT on_hand FROM ledger WHERE seq = NEW.entry) < 0 BEGIN
        SELECT RAISE(ABORT, 'the serial is not here') FROM ledger e WHERE e.seq = NEW.entry
          AND NOT EXISTS (SELECT 1 FROM serial s
            WHERE s.item = e.item AND s.code = NEW.serial AND s.location = e.location);
        UPDATE serial SET location = NULL, last_entry = NEW.entry
        WHERE code = NEW.serial AND item = (SELECT item FROM ledger WHERE seq = NEW.entry);
      END
      """,
    ]
}
