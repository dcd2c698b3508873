/// What stock is worth, in schema 3.
enum ValueSchema {
  /// What was folded of an item's entries up to one of them (`state`, see `ValueTable`), with what the item's card said a
  /// unit costs. Only a cache: any row may be deleted at any time.
  static let statements: [String] = [
    """
    CREATE TABLE item_value(
      item INTEGER PRIMARY KEY,
      seq INTEGER NOT NULL,
      cost INTEGER,
      latest INTEGER NOT NULL,
      state BLOB NOT NULL
    ) STRICT
    """
  ]
}
