import Inventory
import Storage

extension Answers {
  func answer(_ question: ReservationPage) throws(InventoryError) -> Page<ReservationPage.Row> {
    var keySet = KeySet(columns: "", from: "reservation x", keys: ["x.id"], isDescending: true)
    let item = try item(question.filter.item)
    try require(question.filter, item, of: &keySet)
    let only = item.map { " AND c.item = \($0.number)" } ?? ""
    keySet.columns = "\(ReservationTable.columns), \(Answers.reservationSums(only))"
    let isBlind = try isBlind
    return try reader.page(
      [keySet], question.start, limit: question.limit, { reservation($0, isBlind: isBlind) },
      key: { [String($1.reservation.id.number)] }, place: Answers.numbers(1))
  }

  /// From who counts blind what is held is kept: every reservation has a line.
  private func reservation(_ row: any Row, isBlind: Bool) -> ReservationPage.Row {
    let reservation = ReservationTable.row(row)
    let isOver = reservation.status(at: now) == .expired
    let first = ReservationTable.width
    return ReservationPage.Row(
      reservation: reservation.asOf(now), lines: isBlind ? 0 : Int(row.integer(first)),
      requested: isBlind ? .zero : row.quantity(first + 1),
      open: isBlind || isOver ? .zero : row.quantity(first + 2),
      fulfilled: isBlind ? .zero : row.quantity(first + 3),
      waiting: isBlind || isOver ? .zero : row.quantity(first + 4),
      place: isBlind ? nil : row.textOrNil(isOver ? first + 6 : first + 5) ?? row.textOrNil(first + 6),
      otherPlaces: isBlind || isOver ? 0 : max(0, Int(row.integer(first + 7)) - 1))
  }

  func answer(_ question: ReservationCard) throws(InventoryError) -> ReservationCard.Card {
    let finder = ReservationFinder(reader: reader, now: now)
    guard let found = try finder.find(.named(.number(question.reservation))).first else {
      throw .noSuchReservation(question.reservation)
    }
    if try isBlind { throw .withheld("what \(found.reservation.number) holds") }
    guard found.reservation.status(at: now) == .expired, found.reservation.status != .expired else {
      return ReservationCard.Card(reservation: found.reservation, lines: found.lines)
    }
    return ReservationCard.Card(reservation: found.reservation.asOf(now), lines: found.lines.map(\.expired))
  }

  /// The reservation whose whole number a code is: 42 alone may be anything.
  func reservations(_ code: String) throws(InventoryError) -> [LookUp.Hit] {
    guard code.lowercased().hasPrefix("rv-"), let id = ReservationID(code) else { return [] }
    return try reader.all(
      Statement("SELECT \(ReservationTable.columns) FROM reservation x WHERE x.id = ?1", [.integer(id.number)]),
      ReservationTable.row
    ).map { .reservation($0.asOf(now)) }
  }

  // MARK: Which

  private func item(_ name: String?) throws(InventoryError) -> ItemID? {
    guard let name else { return nil }
    guard let item = try reader.item(name) else { throw .noSuchItem(name) }
    return item.id
  }

  private func require(
    _ filter: ReservationFilter, _ item: ItemID?, of keySet: inout KeySet
  ) throws(InventoryError) {
    let isExpired = "(x.status IN ('reserved', 'partial') AND ifnull(x.expires_at <= ?1, 0))"
    if let subject = filter.subject, !subject.isEmpty {
      keySet.require("x.subject >= ?1 AND x.subject < ?1 || char(1114111)", [.text(subject)])
    }
    if let status = filter.status {
      if status.isLive { keySet.require("\(ReservationTable.isLive)") }
      keySet.require(
        "CASE WHEN \(isExpired) THEN 'expired' ELSE x.status END = ?2",
        [
          .instant(now), .text(status.rawValue),
        ])
    }
    if filter.isLive == true || filter.isWaiting || filter.location != nil {
      keySet.require(ReservationTable.isLive)
      keySet.require("NOT \(isExpired)", [.instant(now)])
    } else if filter.isLive == false {
      keySet.require("(x.status NOT IN ('reserved', 'partial', 'confirmed') OR \(isExpired))", [.instant(now)])
    }
    if let instant = filter.expiresBefore { keySet.require("x.expires_at < ?1", [.instant(instant)]) }
    if let item {
      keySet.require(
        """
        EXISTS (SELECT 1 FROM reservation_line o INDEXED BY reservation_line_item
          WHERE o.item = ?1 AND o.reservation = x.id)
        """, [.id(item)])
    }
    if filter.isWaiting {
      keySet.require("EXISTS (SELECT 1 FROM reservation_line o WHERE o.reservation = x.id AND o.waiting > 0)")
    }
    if let name = filter.location {
      let only = item.map { " AND o.item = \($0.number)" } ?? ""
      keySet.require(
        """
        (EXISTS (SELECT 1 FROM reservation_piece o CROSS JOIN location l ON l.id = o.location
          WHERE o.reservation = x.id AND o.open > 0\(only) AND l.path >= ?1 AND l.path < ?1 || 'x')
        OR EXISTS (SELECT 1 FROM reservation_line o CROSS JOIN location l ON l.id = o.location
          WHERE o.reservation = x.id AND o.waiting > 0\(only) AND l.path >= ?1 AND l.path < ?1 || 'x'))
        """, [.text(try path(of: name))])
    }
  }

  /// The path of the first place of some of its rows.
  private static func place(of table: String, _ which: String, by order: String) -> String {
    """
    (SELECT CASE WHEN l.code = s.code THEN l.code ELSE s.code || '/' || l.code END FROM \(table) c
      CROSS JOIN location l ON l.id = c.location CROSS JOIN location s ON s.id = l.site
      WHERE c.reservation = x.id AND \(which) ORDER BY \(order), l.code LIMIT 1)
    """
  }

  /// How many lines, and what they come to: requested, open, fulfilled, waiting; then where: held, asked for, at how many
  /// places.
  private static func reservationSums(_ only: String) -> String {
    func lines(_ sum: String) -> String {
      "(SELECT \(sum) FROM reservation_line c WHERE c.reservation = x.id\(only))"
    }
    func pieces(_ sum: String) -> String {
      "(SELECT ifnull(sum(c.\(sum)), 0) FROM reservation_piece c WHERE c.reservation = x.id\(only))"
    }
    return [
      lines("count(*)"), lines("ifnull(sum(c.requested), 0)"), pieces("open"), pieces("fulfilled"),
      lines("ifnull(sum(c.waiting), 0)"), place(of: "reservation_piece", "c.open > 0\(only)", by: "c.line"),
      place(of: "reservation_line", "1\(only)", by: "c.number"),
      "(SELECT count(DISTINCT c.location) FROM reservation_piece c WHERE c.reservation = x.id AND c.open > 0\(only))",
    ].joined(separator: ", ")
  }
}

extension Reservation {
  /// With the status it has at an instant.
  fileprivate func asOf(_ now: Instant) -> Reservation {
    var reservation = self
    reservation.status = status(at: now)
    if reservation.status != status { reservation.closedAt = expiresAt }
    return reservation
  }
}

extension ReservationLine {
  /// As it will be once it is written down that it expired.
  fileprivate var expired: ReservationLine {
    var line = self
    line.waiting = .zero
    for index in line.pieces.indices {
      line.pieces[index].released += line.pieces[index].open
      line.pieces[index].open = .zero
    }
    return line
  }
}
