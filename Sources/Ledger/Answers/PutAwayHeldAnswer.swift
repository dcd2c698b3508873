import Inventory
import Storage

extension Answers {
  /// What reservations hold at a place; of what has expired nothing is held any more, swept or not.
  func held(at place: Location, item: Item?, limit: Int) throws(InventoryError) -> [PutAwayList.Held] {
    try reader.all(
      Statement(
        """
        SELECT v.id, v.subject, sum(p.open), p.lot, \(ItemTable.columns), \(LotTable.columns)
        FROM stock_record r CROSS JOIN item i ON i.id = r.item
        CROSS JOIN reservation_piece p INDEXED BY reservation_piece_open
          ON p.item = r.item AND p.location = r.location AND p.open > 0
        CROSS JOIN reservation v ON v.id = p.reservation LEFT JOIN lot t ON t.id = p.lot
        WHERE r.location = ?1 AND r.on_hand > 0 AND (?2 = 0 OR r.item = ?2)
          AND v.status IN ('reserved', 'partial', 'confirmed')
          AND NOT (v.status <> 'confirmed' AND ifnull(v.expires_at <= ?3, 0))
        GROUP BY r.item, v.id, p.lot ORDER BY v.status = 'confirmed' DESC, v.id, i.sku, i.variant LIMIT ?4
        """, [.id(place.id), .integer(item?.id.number ?? 0), .instant(now), .integer(Int64(limit))])
    ) { row in
      // Behind the four named first stand the fourteen of an item.
      PutAwayList.Held(
        ItemTable.item(row, from: 4), lot: row.integer(3) == 0 ? nil : LotTable.versioned(row, from: 18),
        row.quantity(2), reservation: ReservationID(row.integer(0)).description, subject: row.text(1))
    }
  }
}
