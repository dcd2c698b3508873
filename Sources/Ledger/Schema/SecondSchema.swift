/// The tables and walls of schema 2: who works here, and what is being counted.
enum SecondSchema {
  static let statements: [String] = OperatorSchema.statements + CountSchema.statements + rebuilt

  private static let rebuilt = entryTriggers.flatMap { ["DROP TRIGGER \($0.name)", $0.sql] }

  /// Triggers of schema 1 as counting needs them.
  static let entryTriggers = [hasHappened, laterBalancesStand]

  /// What a count posts is dated by the clock of whoever counted, which may be ahead of the clock that applies it or
  /// restates it.
  private static let hasHappened = (
    name: "ledger_has_happened",
    sql: """
    CREATE TRIGGER ledger_has_happened BEFORE INSERT ON ledger
    WHEN ifnull(NEW.kind NOT IN (13, 14) AND NEW.occurred_at > (SELECT recorded_at FROM act WHERE id = NEW.act), 1)
      OR NOT EXISTS (SELECT 1 FROM act WHERE id = NEW.act)
    BEGIN SELECT RAISE(ABORT, 'an entry belongs to an act and does not lie in its future'); END
    """
  )

  /// Applying a count always succeeds (`spec.md` 2): of its entries only what is on hand is held against later balances,
  /// for what was promised meanwhile is cut back instead. From the next count on, which is restated, an entry changes
  /// nothing.
  private static let laterBalancesStand = (
    name: "ledger_later_balances_stand",
    sql: """
    CREATE TRIGGER ledger_later_balances_stand BEFORE INSERT ON ledger
    WHEN NEW.occurred_at < (SELECT last_movement_at FROM stock_record
        WHERE item = NEW.item AND location = NEW.location)
      AND (NEW.on_hand < 0 OR NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked < 0)
      AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'allow_negative_stock' AND value = 'yes')
    BEGIN
      SELECT RAISE(ABORT, 'a later balance would not stand it')
      FROM stock_record r, (
        SELECT occurred_at, sum(on_hand) OVER later AS on_hand,
          sum(on_hand - reserved - allocated - blocked) OVER later AS available
        FROM ledger WHERE item = NEW.item AND occurred_at > NEW.occurred_at AND location = NEW.location
        WINDOW later AS (ORDER BY occurred_at DESC)) past
      WHERE r.item = NEW.item AND r.location = NEW.location
        AND past.occurred_at <= ifnull((\(CountSchema.nextCount)), 9223372036854775807)
        AND (r.on_hand + NEW.on_hand - past.on_hand < 0
          OR NEW.kind NOT IN (13, 14) AND r.on_hand - r.reserved - r.allocated - r.blocked
            + NEW.on_hand - NEW.reserved - NEW.allocated - NEW.blocked - past.available < 0);
    END
    """
  )
}

/// The triggers that check and move balances entry by entry, as they are now: a bulk load takes them down and puts them up
/// again inside its one transaction.
enum EntryWalls {
  static let triggers: [(name: String, sql: String)] = FirstSchema.entryTriggers.map { trigger in
    SecondSchema.entryTriggers.first { $0.name == trigger.name } ?? trigger
  }
}
