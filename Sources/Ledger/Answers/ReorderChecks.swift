/// What must hold of reorder rules and signals.
extension Check {
  static let ofReordering = [
    Check(
      name: "rules count what stands at their places", count: "SELECT count(*) FROM reorder_rule",
      drift: """
        SELECT 'rule ' || w.id FROM reorder_rule w JOIN location p ON p.id = w.location
        LEFT JOIN item i ON i.id = w.item
        WHERE w.path <> p.path OR w.site <> p.site OR w.paused IS NOT (i.active = 0) OR (w.available, w.incoming) IS NOT (
          SELECT ifnull(sum(r.on_hand - r.reserved - r.allocated - r.blocked), 0), ifnull(sum(r.incoming), 0)
          FROM stock_record r CROSS JOIN location l ON l.id = r.location
          WHERE r.item = w.item AND l.path >= p.path AND l.path < p.path || 'x')
        """),
    Check(
      name: "alerts are what their rules make them", count: "SELECT count(*) FROM reorder_rule WHERE state <> 'closed'",
      drift: """
        SELECT 'alert ' || w.id FROM reorder_rule w
        WHERE NOT CASE WHEN w.paused THEN w.state = 'closed'
          WHEN w.available > w.point THEN w.state = 'closed'
            OR w.available + w.incoming <= w.point + max(1000, w.point / 20)
          WHEN w.available + w.incoming > w.point THEN w.state = 'covered'
          ELSE w.state IN ('open', 'acknowledged', 'snoozed') END
        """),
    Check(
      name: "headers count alerts right", count: "SELECT count(*) FROM signal_counter",
      drift: """
        SELECT 'site ' || c.site FROM (
          SELECT site FROM signal_counter UNION SELECT site FROM reorder_rule WHERE state <> 'closed') c
        LEFT JOIN signal_counter k ON k.site = c.site
        WHERE (ifnull(k.open, 0), ifnull(k.acknowledged, 0), ifnull(k.snoozed, 0), ifnull(k.covered, 0),
          ifnull(k.out_of_stock, 0)) IS NOT (
          SELECT ifnull(sum(w.state = 'open'), 0), ifnull(sum(w.state = 'acknowledged'), 0),
            ifnull(sum(w.state = 'snoozed'), 0), ifnull(sum(w.state = 'covered'), 0), ifnull(sum(w.available <= 0), 0)
          FROM reorder_rule w WHERE w.site = c.site AND w.state <> 'closed')
        """),
    Check(
      name: "a reorder point is that of the rule at its place",
      count: "SELECT count(*) FROM stock_record WHERE reorder_point IS NOT NULL",
      drift: """
        SELECT 'item ' || r.item || ' at location ' || r.location FROM stock_record r
        LEFT JOIN reorder_rule w ON w.item = r.item AND w.location = r.location
        WHERE r.reorder_point IS NOT NULL AND w.point IS NOT r.reorder_point
        """),
  ]
}
