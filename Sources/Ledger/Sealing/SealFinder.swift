import Inventory
import Storage

/// Finds what no seal covers yet, and makes the digests of it.
struct SealFinder {
  let reader: Reader

  private static let lastEvent = "(SELECT ifnull(max(last_event), 0) FROM seal)"
  private static let lastEntry = "(SELECT ifnull(max(last_entry), 0) FROM seal)"
  /// The last of the events that are sealed at once.
  private static let end = """
    (SELECT max(id) FROM (SELECT id FROM act WHERE id > \(lastEvent) ORDER BY id LIMIT \(SealAudit.mostEvents)))
    """
  private static let endEntry = """
    (SELECT max(first_entry + entries - 1) FROM act WHERE id > \(lastEvent) AND id <= \(end) AND entries > 0)
    """

  /// All in one snapshot and one trip: the events come first, and say where the seals end.
  func unsealed() throws(InventoryError) -> UnsealedFacts {
    var last: Seal?
    var blocks: [Seal] = []
    var isWorthIt = false
    var parts = Seal.Part.allCases.map { PartDigest($0) }
    let events = SealRows.of(.events)
    let columns = (
      action: events.index("action"), at: events.index("recorded_at"), first: events.index("first_entry"),
      entries: events.index("entries")
    )
    var bounds: [[Int64]] = [[], []]
    var isEnded = false
    try reader.each([SealTable.newest] + SealFinder.statements) { statement, row in
      if statement == 0 {
        last = SealTable.seal(row)
        return true
      }
      let part = statement - 1
      if part == 0 {
        if blocks.isEmpty || blocks[blocks.count - 1].events == Int64(Seal.mostEvents) {
          if !blocks.isEmpty { parts[0].end() }
          blocks.append(SealFinder.block(after: blocks.last ?? last, row.instant(columns.at)))
        }
        let index = blocks.count - 1
        blocks[index].lastEvent = row.integer(0)
        blocks[index].events += 1
        blocks[index].endedAt = row.instant(columns.at)
        if row.integer(columns.entries) > 0 {
          blocks[index].lastEntry = row.integer(columns.first) + row.integer(columns.entries) - 1
        }
        isWorthIt = isWorthIt || row.text(columns.action) != SealAudit.name
        parts[0].add(row)
        return true
      }
      if !isEnded {
        isEnded = true
        bounds = [blocks.map(\.lastEntry), blocks.map(\.lastEvent)]
      }
      parts[part].end(before: row.integer(0), bounds[parts[part].rows.isByEvent ? 1 : 0])
      parts[part].add(row)
      return true
    }
    for index in parts.indices {
      parts[index].endAll(parts[index].rows.isByEvent ? blocks.map(\.lastEvent) : blocks.map(\.lastEntry))
    }
    for index in blocks.indices {
      blocks[index].parts = parts.map { $0.digests[index] }
      blocks[index].entries = parts[Seal.Part.entries.rawValue].counts[index]
    }
    return UnsealedFacts(last: last, blocks: blocks, isWorthIt: isWorthIt)
  }

  private static var statements: [Statement] {
    Seal.Part.allCases.map { part in
      let rows = SealRows.of(part)
      return rows.isByEvent
        ? rows.statement(where: "\(rows.key) > \(lastEvent) AND \(rows.key) <= \(end)")
        : rows.statement(where: "\(rows.key) > \(lastEntry) AND \(rows.key) <= \(endEntry)")
    }
  }

  /// An empty seal that follows another.
  private static func block(after last: Seal?, _ began: Instant) -> Seal {
    Seal(
      number: (last?.number ?? 0) + 1, lastEvent: last?.lastEvent ?? 0, events: 0, lastEntry: last?.lastEntry ?? 0,
      entries: 0, beganAt: began, endedAt: began, sealedAt: began, parts: [], after: [])
  }
}

extension Answers {
  func answer(_ question: AuditStanding) throws(InventoryError) -> SealStanding {
    var standing = SealStanding(newest: nil, unsealed: 0, oldest: nil)
    try reader.each([
      SealTable.newest,
      Statement(
        """
        SELECT count(*), min(recorded_at) FROM act
        WHERE id > (SELECT ifnull(max(last_event), 0) FROM seal) AND action <> ?1
        """, [.text(SealAudit.name)]),
    ]) { statement, row in
      if statement == 0 {
        standing.newest = SealTable.seal(row)
      } else {
        standing.unsealed = row.integer(0)
        standing.oldest = row.instantOrNil(1)
      }
      return true
    }
    return standing
  }
}
