/// Licence plates (SSCC), in schema 3: pallets and what stands on them.
///
/// A plate says which goods of its place stand together; how many there are the stock records say. `lot` is 0 where there
/// is none. What stood on a plate that was opened is in the audit.
enum PlateSchema {
  static let statements: [String] = plates + contents

  private static let plates = [
    """
    CREATE TABLE plate(
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL COLLATE NOCASE,
      status TEXT NOT NULL,
      location INTEGER REFERENCES location(id),
      transfer INTEGER REFERENCES transfer(id),
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      version INTEGER NOT NULL,
      CONSTRAINT plate_is_named CHECK (length(code) > 0),
      CONSTRAINT plate_status CHECK (status IN ('standing', 'in_transit', 'opened')),
      CONSTRAINT plate_stands_or_travels CHECK ((status = 'in_transit') = (location IS NULL)
        AND (status = 'in_transit') = (transfer IS NOT NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX plate_code ON plate(code)",
    "CREATE INDEX plate_standing ON plate(location, code) WHERE status = 'standing'",
    "CREATE INDEX plate_transfer ON plate(transfer) WHERE transfer IS NOT NULL",
    FirstSchema.isNew("plate", "id = NEW.id OR code = NEW.code"),
    """
    CREATE TRIGGER plate_begins_standing BEFORE INSERT ON plate
    WHEN NEW.status <> 'standing' OR NOT EXISTS (SELECT 1 FROM location WHERE id = NEW.location AND structural = 0)
    BEGIN SELECT RAISE(ABORT, 'a pallet stands in a place that may hold it'); END
    """,
    """
    CREATE TRIGGER plate_remains BEFORE DELETE ON plate
    BEGIN SELECT RAISE(ABORT, 'a pallet is not deleted'); END
    """,
    // It goes on its way from where it stands; opened it stands nowhere else, until it is built anew.
    """
    CREATE TRIGGER plate_stays BEFORE UPDATE ON plate
    WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.created_by <> OLD.created_by
      OR NEW.created_at <> OLD.created_at OR NEW.version <> OLD.version + 1
      OR OLD.status = 'opened' AND NEW.status <> 'standing' OR OLD.status = 'in_transit' AND NEW.status = 'in_transit'
      OR NEW.location IS NOT NULL AND NOT EXISTS (SELECT 1 FROM location WHERE id = NEW.location AND structural = 0)
    BEGIN SELECT RAISE(ABORT, 'a pallet stays what it is'); END
    """,
    // Goods stand loose once it is opened.
    """
    CREATE TRIGGER plate_is_emptied AFTER UPDATE OF status ON plate WHEN NEW.status = 'opened' BEGIN
      DELETE FROM plate_serial WHERE plate = NEW.id;
      DELETE FROM plate_content WHERE plate = NEW.id;
    END
    """,
  ]

  private static let contents = [
    """
    CREATE TABLE plate_content(
      plate INTEGER NOT NULL REFERENCES plate(id),
      item INTEGER NOT NULL REFERENCES item(id),
      lot INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      PRIMARY KEY (plate, item, lot),
      CONSTRAINT plate_content_quantity CHECK (quantity > 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX plate_content_item ON plate_content(item, plate)",
    FirstSchema.isNew("plate_content", "plate = NEW.plate AND item = NEW.item AND lot = NEW.lot"),
    """
    CREATE TABLE plate_serial(
      plate INTEGER NOT NULL REFERENCES plate(id),
      item INTEGER NOT NULL,
      serial TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (plate, item, serial)
    ) STRICT, WITHOUT ROWID
    """,
    // A serial stands on one pallet at most.
    "CREATE UNIQUE INDEX plate_serial_once ON plate_serial(item, serial)",
    FirstSchema.isNew("plate_serial", "item = NEW.item AND serial = NEW.serial"),
    """
    CREATE TRIGGER plate_content_stays BEFORE UPDATE ON plate_content
    BEGIN SELECT RAISE(ABORT, 'what stands on a pallet is not changed'); END
    """,
    """
    CREATE TRIGGER plate_content_remains BEFORE DELETE ON plate_content
    WHEN (SELECT status FROM plate WHERE id = OLD.plate) <> 'opened'
    BEGIN SELECT RAISE(ABORT, 'what stands on a pallet stays until it is opened'); END
    """,
    """
    CREATE TRIGGER plate_serial_stays BEFORE UPDATE ON plate_serial
    BEGIN SELECT RAISE(ABORT, 'what stands on a pallet is not changed'); END
    """,
    """
    CREATE TRIGGER plate_serial_remains BEFORE DELETE ON plate_serial
    WHEN (SELECT status FROM plate WHERE id = OLD.plate) <> 'opened'
    BEGIN SELECT RAISE(ABORT, 'what stands on a pallet stays until it is opened'); END
    """,
    // Only what stands loose can be put on a pallet.
    """
    CREATE TRIGGER plate_content_is_there AFTER INSERT ON plate_content
    WHEN NOT EXISTS (SELECT 1 FROM plate WHERE id = NEW.plate AND status = 'standing')
      OR NEW.lot <> 0 AND NOT EXISTS (SELECT 1 FROM lot WHERE id = NEW.lot AND item = NEW.item)
      OR ifnull(CASE NEW.lot WHEN 0
          THEN (SELECT r.on_hand FROM plate p, stock_record r
            WHERE p.id = NEW.plate AND r.item = NEW.item AND r.location = p.location)
          ELSE (SELECT k.on_hand FROM plate p, lot_stock k
            WHERE p.id = NEW.plate AND k.lot = NEW.lot AND k.location = p.location) END, 0)
        < (SELECT sum(c.quantity) FROM plate o CROSS JOIN plate_content c
            ON c.plate = o.id AND c.item = NEW.item AND c.lot = NEW.lot
          WHERE o.status = 'standing' AND o.location = (SELECT location FROM plate WHERE id = NEW.plate))
    BEGIN SELECT RAISE(ABORT, 'not so much of it stands loose'); END
    """,
    """
    CREATE TRIGGER plate_serial_is_there BEFORE INSERT ON plate_serial
    WHEN NOT EXISTS (SELECT 1 FROM plate p JOIN serial n ON n.item = NEW.item AND n.code = NEW.serial
        AND n.location = p.location WHERE p.id = NEW.plate AND p.status = 'standing')
      OR NOT EXISTS (SELECT 1 FROM plate_content WHERE plate = NEW.plate AND item = NEW.item)
    BEGIN SELECT RAISE(ABORT, 'the serial does not stand there'); END
    """,
  ]
}
