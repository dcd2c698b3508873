/// Buying, in schema 4: requisitions, purchase orders, receipts. Prices are in ten-thousandths.
enum PurchaseSchema {
  static let statements: [String] = orders + requisitions + receipts

  private static let orders = [
    """
    CREATE TABLE purchase_order(
      id INTEGER PRIMARY KEY,
      number TEXT NOT NULL COLLATE NOCASE,
      vendor TEXT NOT NULL COLLATE NOCASE,
      currency TEXT NOT NULL,
      destination INTEGER NOT NULL REFERENCES location(id),
      status TEXT NOT NULL,
      expected_on INTEGER,
      reference TEXT COLLATE NOCASE,
      note TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      closed_at INTEGER,
      version INTEGER NOT NULL,
      due INTEGER GENERATED ALWAYS AS (ifnull(expected_on, 99999999)) VIRTUAL,
      CONSTRAINT purchase_order_is_named CHECK (length(number) > 0 AND length(vendor) > 0),
      CONSTRAINT purchase_order_status CHECK (status IN ('draft', 'sent', 'received', 'closed', 'cancelled'))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX purchase_order_number ON purchase_order(number)",
    "CREATE INDEX purchase_order_open ON purchase_order(due, id) WHERE status IN ('draft', 'sent')",
    "CREATE INDEX purchase_order_over ON purchase_order(id) WHERE status IN ('received', 'closed', 'cancelled')",
    "CREATE INDEX purchase_order_vendor ON purchase_order(vendor, id)",
    // By what others call it, of one that is under way.
    "CREATE INDEX purchase_order_reference ON purchase_order(reference, id) WHERE reference IS NOT NULL",
    FirstSchema.isNew("purchase_order", "id = NEW.id OR number = NEW.number"),
    """
    CREATE TRIGGER purchase_order_remains BEFORE DELETE ON purchase_order
    BEGIN SELECT RAISE(ABORT, 'an order is not deleted'); END
    """,
    """
    CREATE TRIGGER purchase_order_stays BEFORE UPDATE ON purchase_order
    WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.created_by <> OLD.created_by
      OR NEW.created_at <> OLD.created_at OR NEW.version <> OLD.version + 1 OR OLD.status = 'cancelled'
      OR OLD.status <> 'draft' AND (NEW.vendor <> OLD.vendor OR NEW.currency <> OLD.currency
        OR NEW.destination <> OLD.destination OR NEW.status IN ('draft', 'cancelled'))
    BEGIN SELECT RAISE(ABORT, 'an order is edited in draft only'); END
    """,
    """
    CREATE TABLE order_line(
      purchase_order INTEGER NOT NULL REFERENCES purchase_order(id),
      number INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES item(id),
      ordered INTEGER NOT NULL,
      price INTEGER NOT NULL,
      received INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      closed INTEGER NOT NULL DEFAULT 0,
      expected_on INTEGER,
      PRIMARY KEY (purchase_order, number),
      CONSTRAINT order_line_quantities
        CHECK (ordered > 0 AND received >= 0 AND rejected BETWEEN 0 AND received AND closed >= 0 AND price >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX order_line_item ON order_line(item, purchase_order)",
    // What is on its way of an item.
    "CREATE INDEX order_line_open ON order_line(item, purchase_order) WHERE ordered > received + closed",
    FirstSchema.isNew("order_line", "purchase_order = NEW.purchase_order AND number = NEW.number"),
    """
    CREATE TRIGGER order_line_stays BEFORE UPDATE ON order_line
    WHEN NEW.purchase_order <> OLD.purchase_order OR NEW.number <> OLD.number OR NEW.item <> OLD.item
      OR (NEW.ordered <> OLD.ordered OR NEW.price <> OLD.price)
        AND (SELECT status FROM purchase_order WHERE id = OLD.purchase_order) <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'an order is edited in draft only'); END
    """,
    """
    CREATE TRIGGER order_line_remains BEFORE DELETE ON order_line
    WHEN (SELECT status FROM purchase_order WHERE id = OLD.purchase_order) <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'an order is edited in draft only'); END
    """,
  ]

  private static let requisitions = [
    """
    CREATE TABLE requisition(
      id INTEGER PRIMARY KEY,
      status TEXT NOT NULL,
      note TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      approved_by TEXT,
      approved_at INTEGER,
      version INTEGER NOT NULL,
      CONSTRAINT requisition_status CHECK (status IN ('draft', 'approved', 'ordered', 'cancelled'))
    ) STRICT
    """,
    "CREATE INDEX requisition_by_status ON requisition(status, id)",
    FirstSchema.isNew("requisition", "id = NEW.id"),
    """
    CREATE TRIGGER requisition_remains BEFORE DELETE ON requisition
    BEGIN SELECT RAISE(ABORT, 'a requisition is not deleted'); END
    """,
    """
    CREATE TABLE requisition_line(
      requisition INTEGER NOT NULL REFERENCES requisition(id),
      number INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES item(id),
      quantity INTEGER NOT NULL,
      location INTEGER REFERENCES location(id),
      vendor TEXT COLLATE NOCASE,
      needed_on INTEGER,
      purchase_order INTEGER REFERENCES purchase_order(id),
      PRIMARY KEY (requisition, number),
      CONSTRAINT requisition_line_quantity CHECK (quantity > 0)
    ) STRICT, WITHOUT ROWID
    """,
    // What is wanted of an item and on no order yet.
    "CREATE INDEX requisition_line_open ON requisition_line(item, requisition) WHERE purchase_order IS NULL",
    "CREATE INDEX requisition_line_order ON requisition_line(purchase_order) WHERE purchase_order IS NOT NULL",
  ]

  private static let receipts = [
    """
    CREATE TABLE receipt(
      id INTEGER PRIMARY KEY,
      status TEXT NOT NULL,
      purchase_order INTEGER REFERENCES purchase_order(id),
      order_text TEXT COLLATE NOCASE,
      vendor TEXT COLLATE NOCASE,
      location INTEGER NOT NULL REFERENCES location(id),
      expected_on INTEGER,
      reference TEXT,
      note TEXT,
      scanned INTEGER NOT NULL DEFAULT 0,
      scans INTEGER NOT NULL DEFAULT 0,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      posted_by TEXT,
      posted_at INTEGER,
      version INTEGER NOT NULL,
      due INTEGER GENERATED ALWAYS AS (ifnull(expected_on, 99999999)) VIRTUAL,
      CONSTRAINT receipt_status CHECK (status IN ('expected', 'pending', 'posted', 'cancelled', 'undone')),
      CONSTRAINT receipt_scanned CHECK (scanned IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX receipt_upcoming ON receipt(due, id) WHERE status IN ('expected', 'pending')",
    "CREATE INDEX receipt_over ON receipt(id) WHERE status IN ('posted', 'cancelled', 'undone')",
    "CREATE INDEX receipt_order ON receipt(purchase_order, id) WHERE purchase_order IS NOT NULL",
    // Everybody who receives an order scans into the same one.
    "CREATE UNIQUE INDEX receipt_scanning ON receipt(purchase_order) WHERE status = 'pending' AND scanned = 1",
    FirstSchema.isNew("receipt", "id = NEW.id"),
    """
    CREATE TRIGGER receipt_remains BEFORE DELETE ON receipt
    BEGIN SELECT RAISE(ABORT, 'a receipt is not deleted'); END
    """,
    """
    CREATE TRIGGER receipt_stays BEFORE UPDATE ON receipt
    WHEN NEW.id <> OLD.id OR NEW.purchase_order IS NOT OLD.purchase_order OR NEW.created_by <> OLD.created_by
      OR NEW.created_at <> OLD.created_at OR OLD.status IN ('cancelled', 'undone')
      OR NEW.version <> OLD.version + (NEW.scans = OLD.scans) OR NEW.scans NOT IN (OLD.scans, OLD.scans + 1)
      OR NEW.scans > OLD.scans AND (NEW.status <> 'pending' OR OLD.status <> 'pending' OR OLD.scanned = 0)
      OR OLD.status = 'posted' AND NEW.status <> iif(OLD.purchase_order IS NULL, 'expected', 'undone')
      OR NEW.status = 'undone' AND OLD.status <> 'posted'
    BEGIN SELECT RAISE(ABORT, 'a receipt that is over stays what it was'); END
    """,
    """
    CREATE TABLE receipt_line(
      receipt INTEGER NOT NULL REFERENCES receipt(id),
      number INTEGER NOT NULL,
      order_line INTEGER,
      item INTEGER NOT NULL REFERENCES item(id),
      lot TEXT COLLATE NOCASE,
      made INTEGER,
      expires INTEGER,
      received INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      closed INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (receipt, number),
      CONSTRAINT receipt_line_quantities CHECK (received >= 0 AND rejected BETWEEN 0 AND received AND closed >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX receipt_line_item ON receipt_line(item, receipt)",
    """
    CREATE TRIGGER receipt_line_stays BEFORE UPDATE ON receipt_line
    WHEN (SELECT status FROM receipt WHERE id = OLD.receipt) NOT IN ('pending', 'expected')
    BEGIN SELECT RAISE(ABORT, 'a receipt that is over stays what it was'); END
    """,
    """
    CREATE TRIGGER receipt_line_remains BEFORE DELETE ON receipt_line
    WHEN (SELECT status FROM receipt WHERE id = OLD.receipt) NOT IN ('pending', 'expected')
    BEGIN SELECT RAISE(ABORT, 'a receipt that is over stays what it was'); END
    """,
    """
    CREATE TABLE receipt_serial(
      receipt INTEGER NOT NULL,
      line INTEGER NOT NULL,
      serial TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (receipt, line, serial)
    ) STRICT, WITHOUT ROWID
    """,
    // Which line of a receipt, or of an order, a ledger entry belongs to: such an entry is not taken back by itself.
    """
    CREATE TABLE purchase_entry(
      entry INTEGER PRIMARY KEY,
      purchase_order INTEGER,
      receipt INTEGER,
      line INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX purchase_entry_order ON purchase_entry(purchase_order, line) WHERE purchase_order IS NOT NULL",
    "CREATE INDEX purchase_entry_receipt ON purchase_entry(receipt, line) WHERE receipt IS NOT NULL",
    FirstSchema.isNew("purchase_entry", "entry = NEW.entry"),
    """
    CREATE TRIGGER purchase_entry_stays BEFORE UPDATE ON purchase_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END
    """,
    """
    CREATE TRIGGER purchase_entry_remains BEFORE DELETE ON purchase_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END
    """,
  ]
}
