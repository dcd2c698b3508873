/// Where goods are put away, in schema 3.
///
/// A rule is about an item, about a category (then `item` is 0), or about everything (then the category is empty too).
enum PutAwaySchema {
  static let statements: [String] = [
    """
    CREATE TABLE putaway_rule(
      location INTEGER NOT NULL REFERENCES location(id),
      item INTEGER NOT NULL,
      category TEXT NOT NULL COLLATE NOCASE,
      capacity INTEGER,
      priority INTEGER NOT NULL,
      PRIMARY KEY (location, item, category),
      CONSTRAINT putaway_rule_subject CHECK (item >= 0 AND (item = 0 OR category = '')),
      CONSTRAINT putaway_rule_capacity CHECK (capacity > 0),
      CONSTRAINT putaway_rule_priority CHECK (priority BETWEEN 1 AND 999)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX putaway_rule_subject ON putaway_rule(item, category)",
    """
    CREATE TRIGGER putaway_rule_is_of_an_item BEFORE INSERT ON putaway_rule
    WHEN NEW.item <> 0 AND NOT EXISTS (SELECT 1 FROM item WHERE id = NEW.item)
      OR NOT EXISTS (SELECT 1 FROM location WHERE id = NEW.location AND structural = 0)
    BEGIN SELECT RAISE(ABORT, 'a rule is about an item there is, in a place that may hold it'); END
    """,
    """
    CREATE TRIGGER putaway_rule_goes_with_its_item AFTER DELETE ON item BEGIN
      DELETE FROM putaway_rule WHERE item = OLD.id;
    END
    """,
  ]
}
