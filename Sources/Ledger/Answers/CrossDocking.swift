import Inventory
import Storage

/// What waits at a site for goods that came in: they go there first.
extension PutAwayFinder {
  /// Back-orders before transfers, so much of each as there is. Of back-orders the confirmed ones come first, then the
  /// oldest; of transfers the urgent ones, then the earliest.
  /// - Parameters:
  ///   - now: a reservation past its expiry waits for nothing.
  ///   - holdings: whether what is held at the source already is meant too: it goes to its holder before all else. Left
  ///     out where only what is free there is put away.
  func crossDock(
    upTo quantity: Quantity, now: Instant, holdings: Bool = false
  ) throws(InventoryError) -> [PutAwaySuggestion.CrossDock] {
    guard !isBlocked else { return [] }
    var left = quantity
    var waiting: [PutAwaySuggestion.CrossDock] = []
    let statements = [transfers, backOrders(now)] + (holdings ? [held(now)] : [])
    try reader.each(statements.reversed()) { index, row in
      guard left > .zero else { return true }
      let share = min(left, row.quantity(2))
      if index < statements.count - 1 {
        waiting.append(
          PutAwaySuggestion.CrossDock(
            reservation: ReservationID(row.integer(0)).description, subject: row.text(1), quantity: share))
      } else {
        waiting.append(
          PutAwaySuggestion.CrossDock(
            transfer: TransferID(row.integer(0)).description, destination: row.text(1), quantity: share))
      }
      left -= share
      return true
    }
    return waiting
  }

  /// What reservations hold at the source: goods that came in serve those who waited for them at once.
  private func held(_ now: Instant) -> Statement {
    Statement(
      """
      SELECT v.id, v.subject, sum(p.open)
      FROM reservation_piece p INDEXED BY reservation_piece_open CROSS JOIN reservation v ON v.id = p.reservation
      WHERE p.item = ?1 AND p.location = ?2 AND p.open > 0 AND v.status IN ('reserved', 'partial', 'confirmed')
        AND NOT (v.status <> 'confirmed' AND ifnull(v.expires_at <= ?3, 0)) AND (p.lot = 0 OR ?4 = 0 OR p.lot = ?4)
      GROUP BY v.id ORDER BY v.status = 'confirmed' DESC, v.id
      """, [.id(item.id), .id(source.id), .instant(now), .integer(lot?.id.number ?? 0)])
  }

  /// Lines that wait for goods of this site; one of a lot waits for that alone.
  private func backOrders(_ now: Instant) -> Statement {
    Statement(
      """
      SELECT v.id, v.subject, n.waiting
      FROM reservation_line n INDEXED BY reservation_line_waiting CROSS JOIN reservation v ON v.id = n.reservation
      CROSS JOIN location f ON f.id = n.location
      WHERE n.item = ?1 AND n.waiting > 0 AND v.status IN ('reserved', 'partial', 'confirmed') AND f.site = ?2
        AND NOT (v.status <> 'confirmed' AND ifnull(v.expires_at <= ?3, 0)) AND (n.lot IS NULL OR n.lot = ?4)
      ORDER BY v.status = 'confirmed' DESC, v.id, n.number
      """, [.id(item.id), .id(source.site), .instant(now), .text(lot?.code ?? "")])
  }

  /// What was asked of this site for another and is not shipped yet.
  private var transfers: Statement {
    Statement(
      """
      SELECT t.id, d.code, n.requested - n.shipped
      FROM transfer_line n CROSS JOIN transfer t ON t.id = n.transfer CROSS JOIN location f ON f.id = t.source
      CROSS JOIN location g ON g.id = t.destination CROSS JOIN location d ON d.id = g.site
      WHERE n.item = ?1 AND n.requested > n.shipped AND t.status IN ('requested', 'in_transit') AND f.site = ?2
        AND (n.lot = 0 OR n.lot = ?3)
      ORDER BY t.priority = 'urgent' DESC, t.eta IS NULL, t.eta, t.id, n.number
      """, [.id(item.id), .id(source.site), .integer(lot?.id.number ?? 0)])
  }
}
