/// Lots, in schema 3: where there is some of each, and what of it may not be used.
///
/// A row of `lot_stock` knows its item and whether its lot may be used, so that goods of unusable lots that are not
/// blocked yet are found by one probe of an index that holds only them.
enum LotSchema {
  static let statements: [String] = columns + rebuilt + walls + indexes

  private static let columns = [
    "ALTER TABLE lot_stock ADD COLUMN item INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE lot_stock ADD COLUMN unusable INTEGER NOT NULL DEFAULT 0",
    "DROP TRIGGER lot_stock_follows_ledger",
    "DROP TRIGGER lot_stock_begins_with_an_entry",
    "DROP TRIGGER ledger_moves_lot",
    """
    UPDATE lot_stock SET item = (SELECT t.item FROM lot t WHERE t.id = lot_stock.lot),
      unusable = (SELECT t.status <> 'active' FROM lot t WHERE t.id = lot_stock.lot)
    """,
  ]

  /// Triggers of schema 1 that keep the new columns too.
  private static let rebuilt = [
    """
    CREATE TRIGGER ledger_moves_lot AFTER INSERT ON ledger WHEN NEW.lot IS NOT NULL BEGIN
      UPDATE lot_stock SET
        on_hand = on_hand + NEW.on_hand, reserved = reserved + NEW.reserved, allocated = allocated + NEW.allocated,
        blocked = blocked + NEW.blocked, last_entry = NEW.seq
      WHERE lot = NEW.lot AND location = NEW.location;
      INSERT INTO lot_stock(lot, location, on_hand, reserved, allocated, blocked, last_entry, item, unusable)
      SELECT NEW.lot, NEW.location, NEW.on_hand, NEW.reserved, NEW.allocated, NEW.blocked, NEW.seq, NEW.item,
        ifnull((SELECT status <> 'active' FROM lot WHERE id = NEW.lot), 0)
      WHERE changes() = 0;
    END
    """,
    """
    CREATE TRIGGER lot_stock_begins_with_an_entry AFTER INSERT ON lot_stock
    WHEN NOT EXISTS (SELECT 1 FROM ledger e CROSS JOIN lot t ON t.id = NEW.lot WHERE e.seq = NEW.last_entry
      AND e.lot = NEW.lot AND e.location = NEW.location AND e.on_hand = NEW.on_hand AND e.reserved = NEW.reserved
      AND e.allocated = NEW.allocated AND e.blocked = NEW.blocked
      AND e.item = t.item AND NEW.item = t.item AND NEW.unusable = (t.status <> 'active'))
    BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
    """,
    """
    CREATE TRIGGER lot_stock_follows_ledger
    BEFORE UPDATE OF lot, location, on_hand, reserved, allocated, blocked, last_entry, item ON lot_stock
    WHEN NEW.lot <> OLD.lot OR NEW.location <> OLD.location OR NEW.item <> OLD.item OR NEW.last_entry <= OLD.last_entry
      OR NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.lot = NEW.lot
        AND e.location = NEW.location AND e.on_hand = NEW.on_hand - OLD.on_hand
        AND e.reserved = NEW.reserved - OLD.reserved AND e.allocated = NEW.allocated - OLD.allocated
        AND e.blocked = NEW.blocked - OLD.blocked AND e.item = NEW.item)
    BEGIN SELECT RAISE(ABORT, 'a balance follows the ledger'); END
    """,
  ]

  private static let available = "NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked"
  private static let notOfCount = """
    (SELECT kind FROM ledger WHERE seq = NEW.last_entry) NOT IN (13, 14)
    AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'allow_negative_stock' AND value = 'yes')
    """

  private static let walls = [
    // Only applying a count, which always succeeds, leaves less of a lot than is promised of it.
    """
    CREATE TRIGGER lot_stock_not_below_zero AFTER UPDATE OF on_hand, reserved, allocated, blocked ON lot_stock
    WHEN \(available) < 0 AND \(available) < OLD.on_hand - OLD.reserved - OLD.allocated - OLD.blocked
      AND \(notOfCount)
    BEGIN SELECT RAISE(ABORT, 'below zero'); END
    """,
    """
    CREATE TRIGGER lot_stock_not_below_zero_at_first AFTER INSERT ON lot_stock
    WHEN \(available) < 0 AND \(notOfCount)
    BEGIN SELECT RAISE(ABORT, 'below zero'); END
    """,
    """
    CREATE TRIGGER lot_stock_follows_status BEFORE UPDATE OF unusable ON lot_stock
    WHEN NEW.unusable IS NOT (SELECT status <> 'active' FROM lot WHERE id = NEW.lot)
    BEGIN SELECT RAISE(ABORT, 'whether goods may be used follows their lot'); END
    """,
    """
    CREATE TRIGGER lot_tells_its_stock AFTER UPDATE OF status ON lot WHEN NEW.status <> OLD.status BEGIN
      UPDATE lot_stock SET unusable = (NEW.status <> 'active') WHERE lot = NEW.id;
    END
    """,
    """
    CREATE TRIGGER lot_keeps_key BEFORE UPDATE OF id, item, code ON lot
    WHEN NEW.id <> OLD.id OR NEW.item <> OLD.item OR NEW.code <> OLD.code
    BEGIN SELECT RAISE(ABORT, 'a lot stays what it is'); END
    """,
    """
    CREATE TRIGGER lot_remains BEFORE DELETE ON lot
    BEGIN SELECT RAISE(ABORT, 'a lot is not deleted'); END
    """,
    // Nobody issues, reserves or consumes what may not be used on the day it happens: kinds 2, 10 and 12.
    """
    CREATE TRIGGER ledger_lot_is_usable BEFORE INSERT ON ledger
    WHEN NEW.lot IS NOT NULL AND NEW.kind IN (2, 10, 12) AND (NEW.on_hand < 0 OR NEW.reserved > 0)
    BEGIN
      SELECT RAISE(ABORT, 'the lot may not be used') FROM lot t
      WHERE t.id = NEW.lot AND (t.status = 'quarantined' OR t.expires < NEW.occurred_at / 86400000);
    END
    """,
  ]

  private static let indexes = [
    // What has to be blocked: lots whose day has passed, and goods of lots that may not be used.
    "CREATE INDEX lot_expiring ON lot(expires) WHERE status = 'active' AND expires IS NOT NULL",
    "CREATE INDEX lot_stock_to_block ON lot_stock(item, location) WHERE unusable = 1 AND on_hand > blocked",
    "CREATE INDEX lot_stock_loose ON lot_stock(item, location) WHERE on_hand > blocked",
    // Lists in the order of expiry, with the undated last: all, and of one item.
    "CREATE INDEX lot_dated ON lot(expires, code) WHERE expires IS NOT NULL",
    "CREATE INDEX lot_undated ON lot(code) WHERE expires IS NULL",
    "CREATE INDEX lot_of_item ON lot(item, expires, code)",
    "CREATE INDEX lot_stock_place ON lot_stock(location) WHERE on_hand > 0",
    "CREATE INDEX ledger_lot ON ledger(lot, seq) WHERE lot IS NOT NULL",
  ]
}
