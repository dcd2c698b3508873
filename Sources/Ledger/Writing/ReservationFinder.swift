import Inventory
import Storage

/// Looks up what an act must know of reservations and of what there is to reserve, in a few reads.
struct ReservationFinder {
  let reader: Reader
  let now: Instant
  var overdue = Overdue.none

  func find(_ need: ReservationNeed) throws(InventoryError) -> [ReservationFacts] {
    switch need {
    case .named(.number(let text)):
      guard let id = ReservationID(text) else { return [] }
      return try find("x.id = ?1", [.integer(id.number)])
    case .named(.subject(let text)):
      return try find("x.subject = ?1 AND \(ReservationTable.isLive)", [.text(text)])
    case .expired(let most):
      return try find(
        """
        x.id IN (SELECT id FROM reservation WHERE expires_at <= ?1 AND status IN ('reserved', 'partial')
          ORDER BY expires_at, id LIMIT ?2)
        """, [.instant(now), .integer(Int64(most))]
      ).sorted {
        ($0.reservation.expiresAt ?? now, $0.reservation.id) < ($1.reservation.expiresAt ?? now, $1.reservation.id)
      }
    case .waiting(let items, let most):
      return try find(
        """
        x.id IN (SELECT DISTINCT w.reservation FROM reservation_line w INDEXED BY reservation_line_waiting
          WHERE w.waiting > 0 AND w.item IN (SELECT value FROM json_each(?1)) ORDER BY w.reservation LIMIT ?2)
          AND \(ReservationTable.isLive)
        """, [.text(ReservationFinder.list(items)), .integer(Int64(most))])
    }
  }

  static func list(_ items: some Sequence<ItemID>) -> String {
    "[\(items.map(\.number).sorted().map(String.init).joined(separator: ","))]"
  }

  /// Reservations `x` with all that is theirs, by number: a row for each piece, which begins with its reservation and its
  /// line. Every reservation has lines, and a line need not have pieces.
  func find(_ condition: String, _ bindings: [Value]) throws(InventoryError) -> [ReservationFacts] {
    var found: [ReservationFacts] = []
    try reader.each(
      Statement(
        """
        SELECT \(ReservationTable.columns), \(ReservationTable.lineColumns), \(ReservationTable.pieceColumns)
        FROM reservation x CROSS JOIN reservation_line c ON c.reservation = x.id \(ReservationTable.lineJoins)
        \(ReservationTable.pieceJoins) WHERE \(condition) ORDER BY x.id, c.number, p.location, p.lot
        """, bindings)
    ) { row in
      if found.last?.reservation.id.number != row.integer(0) {
        found.append(ReservationFacts(ReservationTable.row(row)))
      }
      let own = found.count - 1
      if found[own].lines.last?.number != ReservationTable.lineNumber(row) {
        found[own].lines.append(ReservationTable.line(row))
      }
      if let piece = ReservationTable.piece(row) {
        found[own].lines[found[own].lines.count - 1].pieces.append(piece)
      }
      return true
    }
    return found
  }

  /// What can be spared of items at places and inside them, one snapshot for all.
  /// - Parameter ends: note where the ledger of each item ends, too.
  func promises(
    _ wanted: [RecordKey: Tracking], ends: Bool
  ) throws(InventoryError) -> [RecordKey: PromiseFacts] {
    var promises: [RecordKey: PromiseFacts] = [:]
    var statements: [Statement] = []
    var keys: [(key: RecordKey, what: What)] = []
    let finder = CandidateFinder(overdue: overdue)
    for (key, tracking) in wanted {
      promises[key] = PromiseFacts()
      let bindings: [Value] = [.id(key.item), .id(key.location)]
      if tracking == .lot {
        statements.append(Statement(finder.lots(CandidateFinder.one), bindings))
        keys.append((key, .lots))
      } else {
        statements.append(Statement(finder.loose(CandidateFinder.one, tracking: "<> 'lot'"), bindings))
        keys.append((key, .loose))
      }
      if ends {
        statements.append(
          Statement("SELECT ifnull(max(last_entry), 0) FROM stock_record WHERE item = ?1", [.id(key.item)]))
        keys.append((key, .end))
      }
    }
    guard !statements.isEmpty else { return promises }
    try reader.each(statements) { index, row in
      let (key, what) = keys[index]
      if what == .end {
        promises[key]?.lastEntry = row.integer(0)
        return true
      }
      let candidate = CandidateFinder.candidate(row, ofLot: what == .lots)
      promises[key]?.candidates.append(candidate)
      if what == .lots {
        promises[key]?.available[candidate.location] = row.quantity(4 + LotTable.columnCount)
      }
      return true
    }
    return promises
  }

  private enum What { case lots, loose, end }
}

extension FactFinder {
  func addReservations(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    if needs.nextReservation {
      facts.nextReservation =
        try reader.first(Statement("SELECT ifnull(max(id), 0) + 1 FROM reservation")) { $0.integer(0) } ?? 1
    }
    let finder = ReservationFinder(reader: reader, now: now, overdue: overdue)
    if let need = needs.reservations { facts.reservations = try finder.find(need) }
    var wanted: [RecordKey: Tracking] = [:]
    for name in needs.promises {
      guard let item = facts.items[name.item], let place = facts.locations[name.location] else { continue }
      wanted[RecordKey(item.id, place.id)] = item.tracking
    }
    if case .waiting(let items, _)? = needs.reservations {
      let asked = Set(items)
      for line in facts.reservations.flatMap(\.lines) where line.waiting > .zero && asked.contains(line.item) {
        wanted[RecordKey(line.item, line.location)] = line.tracking
      }
    }
    if !wanted.isEmpty { facts.promises = try finder.promises(wanted, ends: needs.promisesMayLack) }
    try addReservationsOfEntries(&facts)
  }

  private func addReservationsOfEntries(_ facts: inout Facts) throws(InventoryError) {
    let entries = Set(facts.entries.keys).union(facts.actEntries.map(\.id))
    guard !entries.isEmpty else { return }
    try reader.each(
      Statement(
        "SELECT entry, reservation FROM reservation_entry WHERE entry IN (SELECT value FROM json_each(?1))",
        [.numbers(entries)])
    ) { row in
      facts.reservationsOfEntries[row.integer(0)] = ReservationID(row.integer(1))
      return true
    }
  }

  /// What is planned goes by the balances as they will be once what has expired is written down.
  func leaveOutOverdue(_ facts: inout Facts) throws(InventoryError) {
    for piece in try overdue.pieces(reader) {
      for (name, row) in facts.records where RecordKey(row.item, row.location) == piece.record {
        facts.records[name]?.balances.reserved -= piece.open
      }
      for name in facts.balances.keys where facts.key(name.item, name.location) == piece.record {
        facts.balances[name]?.balances.reserved -= piece.open
      }
      facts.transfer?.records[piece.record]?.balances.reserved -= piece.open
      guard let lot = piece.lot else { continue }
      for name in facts.lotStock.keys
      where name.lot.lowercased() == lot.lowercased() && facts.key(name.item, name.location) == piece.record {
        facts.lotStock[name]?.reserved -= piece.open
      }
      for key in (facts.transfer?.lotStock ?? [:]).keys where key.record == piece.record {
        let isIt = facts.transfer?.candidates[key.record.item]?.contains { candidate in
          candidate.lot?.id == key.lot && candidate.lot?.code.lowercased() == lot.lowercased()
        }
        if isIt == true { facts.transfer?.lotStock[key]?.reserved -= piece.open }
      }
    }
  }
}

extension Facts {
  fileprivate func key(_ item: String, _ location: String) -> RecordKey? {
    guard let item = items[item], let location = locations[location] else { return nil }
    return RecordKey(item.id, location.id)
  }
}
