import Inventory
import Storage

/// Turns changes of reservations into statements.
enum ReservationWriter {
  static func statements(of change: ReservationChange) -> [Statement] {
    switch change {
    case .create(let reservation, let lines): [add(reservation), add(lines)] + pieces(of: lines)
    case .set(let reservation, let lines, let waits): [set(reservation)] + waiting(waits) + pieces(of: lines)
    case .cut(let cuts, let now): cut(cuts, now)
    }
  }

  private static func add(_ reservation: Reservation) -> Statement {
    Statement(
      """
      INSERT INTO reservation(id, subject, status, expires_at, due, hold_reason, created_by, created_at, closed_at, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
      """,
      [
        .integer(reservation.id.number), .text(reservation.subject), .text(reservation.status.rawValue),
        .instant(ifAny: reservation.expiresAt), .day(ifAny: reservation.due), .text(ifAny: reservation.holdReason),
        .text(reservation.createdBy), .instant(reservation.createdAt), .instant(ifAny: reservation.closedAt),
      ])
  }

  private static func add(_ lines: [ReservationLine]) -> Statement {
    Statement(
      """
      INSERT INTO reservation_line(reservation, number, item, location, policy, lot, minimum_life, requested, waiting,
        lacking)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """, rows: lines.count,
      lines.flatMap { line -> [Value] in
        [
          .integer(line.reservation.number), .integer(Int64(line.number)), .id(line.item), .id(line.location),
          .text(line.policy.name), .text(ifAny: line.policy.lot), .integer(Int64(line.minimumLife)),
          .quantity(line.requested), .quantity(line.waiting), .quantity(ifAny: line.lacking),
        ]
      })
  }

  /// The version was guarded before. What goes on leaves the index of what does untouched.
  private static func set(_ reservation: Reservation) -> Statement {
    let values: [Value] = [
      .integer(reservation.id.number), .text(reservation.status.rawValue), .instant(ifAny: reservation.expiresAt),
      .instant(ifAny: reservation.confirmedAt),
    ]
    guard let closedAt = reservation.closedAt else {
      return Statement(
        "UPDATE reservation SET status = ?2, expires_at = ?3, confirmed_at = ?4, version = version + 1 WHERE id = ?1",
        values)
    }
    return Statement(
      """
      UPDATE reservation SET status = ?2, expires_at = ?3, confirmed_at = ?4, closed_at = ?5, version = version + 1
      WHERE id = ?1
      """, values + [.instant(closedAt)])
  }

  private static func waiting(_ lines: [ReservationLine]) -> [Statement] {
    guard !lines.isEmpty else { return [] }
    return [
      Statement(
        "UPDATE reservation_line SET waiting = ?3, lacking = ?4 WHERE reservation = ?1 AND number = ?2",
        rows: lines.count,
        lines.flatMap { line -> [Value] in
          [
            .integer(line.reservation.number), .integer(Int64(line.number)), .quantity(line.waiting),
            .quantity(ifAny: line.lacking),
          ]
        })
    ]
  }

  private static func pieces(of lines: [ReservationLine]) -> [Statement] {
    var rows = 0
    var bindings: [Value] = []
    for line in lines {
      for piece in line.pieces {
        rows += 1
        bindings += [
          .integer(line.reservation.number), .integer(Int64(line.number)), .id(piece.location),
          .integer(piece.lot?.id.number ?? 0), .id(line.item), .quantity(piece.open), .quantity(piece.fulfilled),
          .quantity(piece.released), .quantity(piece.cut),
        ]
      }
    }
    guard rows > 0 else { return [] }
    return [
      Statement(
        """
        INSERT INTO reservation_piece(reservation, line, location, lot, item, open, fulfilled, released, cut)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(reservation, line, location, lot) DO UPDATE SET
          open = excluded.open, fulfilled = excluded.fulfilled, released = excluded.released, cut = excluded.cut
        """, rows: rows, bindings)
    ]
  }

  // MARK: Cuts

  private static func cut(_ cuts: [PieceCut], _ now: Instant) -> [Statement] {
    let reservations = Set(cuts.map(\.part.reservation)).sorted()
    return [
      Statement(
        """
        UPDATE reservation_piece SET open = open - ?6, cut = cut + ?6 WHERE reservation = ?1 AND line = ?2
          AND location = ?3 AND lot = ifnull((SELECT id FROM lot WHERE item = ?4 AND code = ?5), 0)
        """, rows: cuts.count,
        cuts.flatMap { cut -> [Value] in
          [
            .integer(cut.part.reservation.number), .integer(Int64(cut.part.line)), .id(cut.location), .id(cut.item),
            .text(ifAny: cut.lot), .quantity(cut.quantity),
          ]
        }),
      Statement(
        """
        UPDATE reservation SET version = version + 1,
          status = CASE WHEN \(isEmpty) THEN 'released' WHEN status = 'reserved' THEN 'partial' ELSE status END,
          closed_at = CASE WHEN \(isEmpty) THEN ?2 END
        WHERE id = ?1
        """, rows: reservations.count,
        reservations.flatMap { [.integer($0.number), .instant(now)] as [Value] }),
    ]
  }

  private static let isEmpty = """
    NOT EXISTS (SELECT 1 FROM reservation_piece p WHERE p.reservation = reservation.id AND p.open > 0)
    AND NOT EXISTS (SELECT 1 FROM reservation_line c WHERE c.reservation = reservation.id AND c.waiting > 0)
    """

  /// An audit event of its own for each reservation that was cut, behind the one of the act that did it.
  static func afterwards(_ change: ReservationChange, _ context: ActContext) -> [Statement] {
    guard case .cut(let cuts, _) = change else { return [] }
    let byReservation = Dictionary(grouping: cuts, by: \.part.reservation).sorted { $0.key < $1.key }
    return byReservation.map { reservation, cuts in
      var after = Fields()
      after.add("id", reservation.description)
      after.add("reference", cuts[0].subject)
      after.add("cuts", .list(cuts.map { .fields($0.document) }))
      return Statement(
        AuditTable.add,
        [
          .text("\(context.key)/cut-\(reservation)"), .blob([]), .text("reservation.cut"), .text(context.actor),
          .text(context.terminal), .instant(context.now), .text(cuts[0].subject),
          .text("reservation:\(reservation)"), .integer(0), .null, .text(after.json),
        ])
    }
  }

  /// Entry of the act, reservation, line.
  static let addEntry = """
    INSERT INTO reservation_entry(entry, reservation, line)
    SELECT first_entry + ?1, ?2, ?3 FROM act WHERE id = (SELECT max(id) FROM act)
    """
}
