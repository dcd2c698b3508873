import Inventory
import Storage

extension Answers {
  /// One pass over the stock records (of a place, where one is given): what is due depends on the day.
  func answer(_ question: DueCounts) throws(InventoryError) -> Page<DueCount> {
    let plan = try CountPlan(reader)
    let today = Int64(question.now.day.daysSince1970)
    var place = ""
    var keySet = KeySet(columns: CountPlan.columns, from: "", keys: CountPlan.keys)
    if let name = question.location {
      place = "location l CROSS JOIN stock_record r ON r.location = l.id"
      let path = try path(of: name)
      keySet.require("d.path >= ?1 AND d.path < ?1 || 'x'", [.text(path)])
    } else {
      place = "stock_record r CROSS JOIN location l ON l.id = r.location"
    }
    // What is being counted blind is no news to who counts it.
    let hidden = try isBlind ? "WHERE NOT \(Blindness.hidden)" : ""
    keySet.from = "(\(CountPlan.records(try overdue)) FROM \(place) \(CountPlan.joins) \(hidden)) d"
    if let letter = question.letter { keySet.require("d.letter = ?1", [.text(letter.rawValue)]) }
    let due =
      "d.rank = 0 OR d.emptied OR d.on_hand <> 0 AND d.day <= CASE d.letter WHEN 'A' THEN ?1 WHEN 'B' THEN ?2 ELSE ?3 END"
    let days = UsageClass.allCases.map { Value.integer(today - Int64(plan.interval(of: $0))) }
    if plan.afterPicks > 0 {
      keySet.require("(\(due) OR \(CountPlan.picks) >= ?4)", days + [.integer(Int64(plan.afterPicks))])
    } else {
      keySet.require("(\(due))", days)
    }
    var page = try reader.page(
      [keySet], question.start, limit: question.limit, { plan.row($0, today: today) },
      key: { CountPlan.key($1) }, place: { CountPlan.place($1) })
    try addPicks(plan, &page)
    return page
  }

  /// Counted for the rows of the page alone, where they do not decide what is due.
  private func addPicks(_ plan: CountPlan, _ page: inout Page<DueCount>) throws(InventoryError) {
    guard !page.rows.isEmpty else { return }
    var rows = page.rows
    try reader.each(rows.map { CountPlan.picks(of: $0) }) { index, row in
      rows[index].picks = Int(row.integer(0))
      if plan.afterPicks > 0, rows[index].picks >= plan.afterPicks { rows[index].reasons.append(.picks) }
      return true
    }
    page.rows = rows
  }
}

/// When stock records are to be counted: what the house set, and the query for it.
private struct CountPlan {
  private let settings: [String: Int]

  init(_ reader: Reader) throws(InventoryError) {
    var settings: [String: Int] = [:]
    try reader.each(Statement("SELECT name, value FROM setting WHERE name GLOB 'count_*'")) { row in
      settings[row.text(0)] = Int(row.text(1))
      return true
    }
    self.settings = settings
  }

  private func number(_ setting: KnownSetting) -> Int { settings[setting.name] ?? Int(setting.standard) ?? 0 }

  var afterPicks: Int { number(.countAfterPicks) }

  func interval(of letter: UsageClass) -> Int {
    switch letter {
    case .a: number(.countIntervalA)
    case .b: number(.countIntervalB)
    case .c: number(.countIntervalC)
    }
  }

  private static let pickKinds = "(2, 8, 12)"

  /// `day` is the day a record was last counted, -1 for never; `emptied` that a pick took the last of it since.
  static func records(_ overdue: Overdue) -> String {
    """
    SELECT r.item, r.location, i.sku, i.variant, i.name, l.code, s.code AS site, l.path, ifnull(k.class, 'C') AS letter,
      r.on_hand, r.last_counted_at, ifnull(r.last_counted_at / 86400000, -1) AS day,
      NOT (r.on_hand < 0 OR \(overdue.available) < 0) AS rank,
      CASE WHEN r.on_hand = 0 THEN ifnull((SELECT e.kind IN \(pickKinds) AND e.occurred_at > ifnull(r.last_counted_at, -1)
        FROM ledger e WHERE e.item = r.item AND e.location = r.location AND e.on_hand <> 0
        ORDER BY e.occurred_at DESC, e.seq DESC LIMIT 1), 0) ELSE 0 END AS emptied
    """
  }
  static let joins = """
    CROSS JOIN location s ON s.id = l.site CROSS JOIN item i ON i.id = r.item LEFT JOIN item_class k ON k.item = r.item
    """
  static let columns = """
    d.item, d.location, d.sku, d.variant, d.name, d.code, d.site, d.letter, d.on_hand, d.last_counted_at, d.rank, d.emptied
    """
  static let keys = ["d.rank", "d.letter", "d.day", "d.code", "d.sku", "d.variant"]

  static let picks = """
    (SELECT count(*) FROM ledger e WHERE e.item = d.item AND e.occurred_at > ifnull(d.last_counted_at, -1)
      AND e.location = d.location AND e.kind IN \(pickKinds))
    """

  static func picks(of row: DueCount) -> Statement {
    Statement(
      """
      SELECT count(*) FROM ledger WHERE item = ?1 AND occurred_at > ?3 AND location = ?2 AND kind IN \(pickKinds)
      """, [.id(row.item), .id(row.location), row.lastCountedAt.map { .instant($0) } ?? .integer(-1)])
  }

  func row(_ row: any Row, today: Int64) -> DueCount {
    let (code, site) = (row.text(5), row.text(6))
    let letter = UsageClass(rawValue: row.text(7)) ?? .c
    let onHand = row.quantity(8)
    let last = row.instantOrNil(9)
    let days = last.map { Int(today) - $0.day.daysSince1970 }
    let overdue = days.map { $0 - interval(of: letter) }
    var reasons: [DueCount.Reason] = []
    if !row.flag(10) { reasons.append(.negative) }
    if row.flag(11) { reasons.append(.emptied) }
    if last == nil, !onHand.isZero { reasons.append(.neverCounted) }
    if let overdue, overdue >= 0, !onHand.isZero { reasons.append(.interval) }
    return DueCount(
      item: ItemID(row.integer(0)), location: LocationID(row.integer(1)),
      code: ItemCode(sku: row.text(2), variant: row.text(3)), name: row.text(4),
      place: code == site ? code : site + "/" + code, letter: letter, onHand: onHand, lastCountedAt: last, days: days,
      overdue: overdue, picks: 0, reasons: reasons)
  }

  static func key(_ row: DueCount) -> [String] {
    [
      row.reasons.contains(.negative) ? "0" : "1", row.letter.rawValue,
      String(row.lastCountedAt?.day.daysSince1970 ?? -1), String(row.place.split(separator: "/").last ?? ""),
      row.code.sku, row.code.variant,
    ]
  }

  static func place(_ texts: [String]) -> [Value]? {
    guard texts.count == 6, let rank = Int64(texts[0]), let day = Int64(texts[2]) else { return nil }
    return [.integer(rank), .text(texts[1]), .integer(day), .text(texts[3]), .text(texts[4]), .text(texts[5])]
  }
}
