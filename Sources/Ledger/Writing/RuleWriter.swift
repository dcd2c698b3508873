import Inventory
import Storage

/// Turns changes of rules and signals into statements.
enum RuleWriter {
  static func statements(of change: ReorderChange) -> [Statement] {
    switch change {
    case .add(let rule, let use):
      [
        Statement(
          """
          INSERT INTO reorder_rule(id, item, location, site, path, point, quantity, maximum, multiple, minimum_order, lead_days,
            safety_stock, vendor, use_per_day, loss, used_on)
          SELECT ?14, ?1, l.id, l.site, l.path, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM location l WHERE l.id = ?2
          """,
          [.id(rule.item), .id(rule.location)] + described(rule) + used(use)
            + [rule.id.number > 0 ? .integer(rule.id.number) : .null])
      ]
    case .set(let rule, let use):
      [
        Statement(
          """
          UPDATE reorder_rule SET point = ?3, quantity = ?4, maximum = ?5, multiple = ?6, minimum_order = ?7, lead_days = ?8,
            safety_stock = ?9, vendor = ?10, use_per_day = ?11, loss = ?12, used_on = ?13, version = version + 1
          WHERE id = ?1 AND version = ?2
          """, [.integer(rule.id.number), .integer(rule.version)] + described(rule) + used(use)),
        changed,
      ]
    case .remove(let rule):
      [
        Statement(
          "DELETE FROM reorder_rule WHERE id = ?1 AND version = ?2", [.integer(rule.id.number), .integer(rule.version)]),
        changed,
      ]
    case .tend(let signals): tending(signals)
    case .use(let uses):
      [
        Statement(
          "UPDATE reorder_rule SET use_per_day = ?2, loss = ?3, used_on = ?4 WHERE id = ?1", rows: uses.count,
          uses.flatMap { [.integer($0.rule.number)] + used($0) })
      ]
    case .workedOut(let location, let after, let through, let day): [workedOut(location, after, through, day)]
    }
  }

  private static let changed = Statement("INSERT INTO assert_that SELECT changes() = 1")

  private static func described(_ rule: ReorderRule) -> [Value] {
    [
      .quantity(rule.point), .quantity(ifAny: rule.quantity), .quantity(ifAny: rule.maximum),
      .quantity(ifAny: rule.multiple), .quantity(ifAny: rule.minimumOrder),
      .integer(ifAny: rule.leadDays.map { Int64($0) }), .quantity(ifAny: rule.safetyStock), .text(ifAny: rule.vendor),
    ]
  }

  private static func used(_ use: RuleUse) -> [Value] {
    [.quantity(use.perDay), .integer(use.lossPerDay), .day(ifAny: use.on)]
  }

  private static func tending(_ signals: [Signal]) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM reorder_rule WHERE id = ?1 AND signal_version = ?2)
        """, rows: signals.count, signals.flatMap { [.integer($0.id.number), .integer($0.version)] }),
      Statement(
        """
        UPDATE reorder_rule SET state = ?2, acknowledged_by = ?3, acknowledged_at = ?4, snoozed_until = ?5, slack_then = ?6,
          out_then = (?5 IS NOT NULL AND available <= 0),
          assigned_to = ?7, escalated_to = ?8, escalated_at = ?9, signal_version = signal_version + 1
        WHERE id = ?1
        """, rows: signals.count,
        signals.flatMap { signal -> [Value] in
          [
            .integer(signal.id.number), .text(signal.state.rawValue), .text(ifAny: signal.acknowledgedBy),
            .integer(ifAny: signal.acknowledgedAt?.milliseconds), .integer(ifAny: signal.snoozedUntil?.milliseconds),
            .integer(ifAny: signal.slackThen), .text(ifAny: signal.assignedTo),
            .text(ifAny: signal.escalatedTo?.rawValue),
            .integer(ifAny: signal.escalatedAt?.milliseconds),
          ]
        }),
    ]
  }

  /// Rules whose use is what it was are told so in one statement.
  private static func workedOut(
    _ location: LocationID?, _ after: RuleID, _ through: RuleID, _ day: Day
  ) -> Statement {
    let range: [Value] = [.integer(after.number), .integer(through.number), .day(ifAny: day)]
    let sql = """
      UPDATE reorder_rule SET used_on = ?3
      WHERE id > ?1 AND id <= ?2 AND used_on IS NOT ?3
      """
    guard let location else { return Statement(sql, range) }
    return Statement(
      """
      \(sql) AND path >= (SELECT path FROM location WHERE id = ?4)
        AND path < (SELECT path FROM location WHERE id = ?4) || 'x'
      """, range + [.id(location)])
  }
}
