/// What must hold of stocktakes.
extension Check {
  static let ofCounting = [
    Check(
      name: "count lines are the sums of their events", count: "SELECT count(*) FROM count_line",
      drift: """
        SELECT \(line("c.stocktake", "c.number")) FROM count_line c
        LEFT JOIN (SELECT e.stocktake, e.line, e.round, count(*) AS events, sum(e.base) AS counted,
            sum(CASE WHEN e.damaged THEN e.base ELSE 0 END) AS damaged
          FROM count_event e LEFT JOIN count_event n ON n.negates = e.id
          WHERE e.kind <> 3 AND e.line IS NOT NULL AND n.id IS NULL GROUP BY e.stocktake, e.line, e.round) s
        ON s.stocktake = c.stocktake AND s.line = c.number AND s.round = c.round
        WHERE (c.events, c.counted, c.damaged) IS NOT (ifnull(s.events, 0), s.counted, ifnull(s.damaged, 0))
        """),
    // At the very instant of a count what its scan had seen was before it; of several counts at one instant the last one
    // applied stands.
    Check(
      name: "an applied count holds: the books at its instant say what was seen",
      count: "SELECT count(*) FROM count_anchor WHERE withdrawn_by IS NULL",
      drift: """
        SELECT \(line("a.stocktake", "a.line")) FROM count_anchor a
        WHERE a.withdrawn_by IS NULL AND a.counted <> ifnull((SELECT sum(e.on_hand) FROM ledger e
          WHERE e.item = a.item AND e.occurred_at <= a.occurred_at AND e.location = a.location
            AND (a.lot = 0 OR e.lot = a.lot) AND (\(CountFinder.isLater(than: "a", seen: "seen_entry"))) IS NOT 1), 0)
          AND NOT EXISTS (SELECT 1 FROM count_anchor o WHERE o.item = a.item AND o.location = a.location
            AND o.lot = a.lot AND o.occurred_at = a.occurred_at AND o.withdrawn_by IS NULL AND o.id > a.id)
        """),
    Check(
      name: "an applied line says what was posted for it",
      count: "SELECT count(*) FROM count_line WHERE state = 'applied'",
      drift: """
        SELECT \(line("a.stocktake", "a.line")) FROM count_anchor a
        LEFT JOIN count_line c ON c.stocktake = a.stocktake AND c.number = a.line AND c.state = 'applied'
        WHERE a.withdrawn_by IS NULL AND c.variance IS NOT ifnull((SELECT sum(e.on_hand) FROM ledger e
          WHERE e.item = a.item AND e.occurred_at = a.occurred_at AND e.location = a.location
            AND (a.lot = 0 OR e.lot = a.lot) AND e.kind IN (13, 14)
            AND e.reference = printf('ST-%04d/%d', a.stocktake, a.line)), 0)
        """),
    Check(
      name: "an applied line stands by its count", count: "SELECT count(*) FROM count_line WHERE state = 'applied'",
      drift: """
        SELECT \(line("c.stocktake", "c.number")) FROM count_line c
        WHERE c.state = 'applied' AND NOT EXISTS (SELECT 1 FROM count_anchor a WHERE a.stocktake = c.stocktake
          AND a.line = c.number AND a.item = c.item AND a.location = c.location AND a.lot = c.lot
          AND a.occurred_at = c.last_at AND a.withdrawn_by IS NULL)
        """),
    Check(
      name: "a serial counts once, where its count found it", count: "SELECT count(*) FROM count_serial",
      drift: """
        SELECT \(line("e.stocktake", "e.line")) FROM count_event e
        CROSS JOIN count_line c ON c.stocktake = e.stocktake AND c.number = e.line AND c.round = e.round
        WHERE e.serial IS NOT NULL AND e.kind <> 3 AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id)
          AND NOT EXISTS (SELECT 1 FROM count_serial s WHERE s.stocktake = e.stocktake AND s.item = e.item
            AND s.serial = e.serial AND s.location = e.location AND s.event = e.id)
        UNION ALL
        SELECT \(number("s.stocktake")) || ' serial ' || s.serial FROM count_serial s
        LEFT JOIN count_event e ON e.id = s.event AND e.stocktake = s.stocktake AND e.item = s.item
          AND e.serial = s.serial AND e.location = s.location AND e.kind <> 3
        LEFT JOIN count_line c ON c.stocktake = e.stocktake AND c.number = e.line AND c.round = e.round
        WHERE c.number IS NULL OR EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id)
        """),
    Check(
      name: "rounds that are over are kept", count: "SELECT count(*) FROM count_round",
      drift: """
        SELECT \(line("c.stocktake", "c.number")) FROM count_line c
        WHERE c.round > 1 AND c.round - 1 <> (SELECT count(*) FROM count_round o
          WHERE o.stocktake = c.stocktake AND o.number = c.number AND o.round < c.round)
        """),
    Check(
      name: "stocktakes that are over hold nothing",
      count: "SELECT count(*) FROM stocktake WHERE status IN ('applied', 'cancelled')",
      drift: """
        SELECT \(number("k.id")) || ' holds a place' FROM count_hold h JOIN stocktake k ON k.id = h.stocktake
        WHERE k.status IN ('applied', 'cancelled')
        UNION ALL
        SELECT \(number("k.id")) || ' has a bin taken' FROM count_lease x JOIN stocktake k ON k.id = x.stocktake
        WHERE k.status IN ('applied', 'cancelled')
        """),
  ]

  private static func number(_ stocktake: String) -> String { "printf('ST-%04d', \(stocktake))" }

  private static func line(_ stocktake: String, _ line: String) -> String {
    "printf('ST-%04d line %d', \(stocktake), \(line))"
  }
}
