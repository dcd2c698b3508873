import Inventory
import Storage

/// Finds out why the database refused something of a stocktake.
struct CountRefusals {
  let reader: Reader
  let context: ActContext

  /// Of a count: the first thing that stands against it.
  func objection(to event: PlannedCount, in id: StocktakeID) throws(InventoryError) -> InventoryError? {
    guard let stocktake = try reader.first(StocktakeTable.find(id), StocktakeTable.row) else {
      return .noSuchStocktake(id.description)
    }
    if !stocktake.status.takesCounts {
      return .stocktakeIs(stocktake.number, stocktake.status, wanted: "count in it")
    }
    let isInside = try reader.first(StocktakeTable.counts(id, event.location)) { $0.flag(0) }
    if isInside != true { return .outsideStocktake(event.place, stocktake: stocktake.number, scope: stocktake.place) }
    guard let item = event.item, let code = event.code else { return nil }
    if let serial = event.serial, let error = try counted(serial, item, code, id) { return error }
    guard let line = try line(event, item, id) else {
      return event.base < .zero
        ? .countBelowZero(item: code, place: event.place, counted: .zero, change: event.base) : nil
    }
    if line.state.isDecided { return .lineIs(line.number, stocktake: stocktake.number, line.state) }
    if line.state == .recount, line.counters.contains(context.actor) {
      return .recountBySame(item: code, place: event.place, actor: context.actor)
    }
    let counted = line.state == .recount ? .zero : line.counted ?? .zero
    if counted + event.base < .zero || event.kind == .set {
      return .countBelowZero(item: code, place: event.place, counted: counted, change: event.base)
    }
    return nil
  }

  private func counted(
    _ serial: String, _ item: ItemID, _ code: ItemCode, _ id: StocktakeID
  ) throws(InventoryError) -> InventoryError? {
    try reader.first(
      Statement(
        """
        SELECT n.serial, l.code, s.code, a.actor FROM count_serial n CROSS JOIN location l ON l.id = n.location
        CROSS JOIN location s ON s.id = l.site CROSS JOIN count_event e ON e.id = n.event CROSS JOIN act a ON a.id = e.act
        WHERE n.stocktake = ?1 AND n.item = ?2 AND n.serial = ?3
        """, [.integer(id.number), .id(item), .text(serial)])
    ) { row in
      .serialCounted(
        row.text(0), item: code, place: row.text(1) == row.text(2) ? row.text(1) : row.text(2) + "/" + row.text(1),
        by: row.text(3))
    }
  }

  private func line(_ event: PlannedCount, _ item: ItemID, _ id: StocktakeID) throws(InventoryError) -> CountLine? {
    try reader.first(
      Statement(
        """
        SELECT \(CountLineTable.columns) FROM count_line c \(CountLineTable.joins)
        WHERE c.stocktake = ?1 AND c.location = ?2 AND c.item = ?3
          AND c.lot = ifnull((SELECT id FROM lot WHERE item = ?3 AND code = ?4), 0)
        """, [.integer(id.number), .id(event.location), .id(item), .text(ifAny: event.lot?.code)]),
      CountLineTable.row)
  }

  /// Of another change of a stocktake: nil when a new look tells.
  func objection(to change: CountChange) throws(InventoryError) -> InventoryError? {
    if case .negate(let id, let event, _) = change { return try objection(toTakingBack: event, of: id) }
    guard case .empty(let id, let location, _) = change else { return nil }
    let lines = try reader.first(
      Statement(
        """
        SELECT count(*), (SELECT code FROM location WHERE id = ?2) FROM count_line
        WHERE stocktake = ?1 AND location = ?2 AND counted > 0 AND state <> 'recount'
        """, [.integer(id.number), .id(location)])
    ) { (lines: Int($0.integer(0)), place: $0.text(1)) }
    if let lines, lines.lines > 0 { return .binNotEmpty(place: lines.place, lines: lines.lines) }
    let again = try reader.all(
      Statement(
        """
        SELECT \(CountLineTable.columns) FROM count_line c \(CountLineTable.joins)
        WHERE c.stocktake = ?1 AND c.location = ?2 AND c.state = 'recount'
        """, [.integer(id.number), .id(location)]), CountLineTable.row)
    return again.first { $0.counters.contains(context.actor) }.map {
      .recountBySame(item: $0.code, place: $0.place, actor: context.actor)
    }
  }

  /// Somebody else took off what this count had added; or its round began with it, and a serial of the round before it
  /// has been counted elsewhere since.
  private func objection(
    toTakingBack event: Int64, of id: StocktakeID
  ) throws(InventoryError) -> InventoryError? {
    let found = try reader.first(
      Statement(
        """
        SELECT i.sku, i.variant, l.code, s.code, c.counted, -e.base, i.id, (SELECT o.serial FROM count_event o
          WHERE o.stocktake = e.stocktake AND o.line = e.line AND o.round = e.round - 1 AND o.serial IS NOT NULL
            AND EXISTS (SELECT 1 FROM count_serial n
              WHERE n.stocktake = o.stocktake AND n.item = o.item AND n.serial = o.serial AND n.event <> o.id))
        FROM count_event e CROSS JOIN count_line c ON c.stocktake = e.stocktake AND c.number = e.line
        CROSS JOIN item i ON i.id = e.item CROSS JOIN location l ON l.id = e.location
        CROSS JOIN location s ON s.id = l.site WHERE e.id = ?1
        """, [.integer(event)])
    ) { row in
      (
        code: ItemCode(sku: row.text(0), variant: row.text(1)),
        place: row.text(2) == row.text(3) ? row.text(2) : row.text(3) + "/" + row.text(2),
        counted: row.quantityOrNil(4) ?? .zero, change: row.quantity(5), item: ItemID(row.integer(6)),
        serial: row.textOrNil(7)
      )
    }
    guard let found else { return nil }
    if found.counted + found.change < .zero {
      return .countBelowZero(item: found.code, place: found.place, counted: found.counted, change: found.change)
    }
    return try found.serial.flatMap { serial throws(InventoryError) in try counted(serial, found.item, found.code, id) }
  }

  /// The stocktake that holds the place of a movement; nil when none does.
  func hold(on entry: PlannedEntry) throws(InventoryError) -> InventoryError? {
    guard !entry.kind.isOfCount, !entry.change.onHand.isZero || !entry.change.blocked.isZero else { return nil }
    return try reader.first(
      Statement(
        """
        SELECT k.id, k.policy FROM count_hold h CROSS JOIN stocktake k ON k.id = h.stocktake
        WHERE h.location = ?1 AND h.since <= ?2
        """, [.id(entry.location), .instant(context.now)])
    ) { row in
      .heldByStocktake(
        place: entry.place, stocktake: StocktakeID(row.integer(0)).description,
        CountPolicy(rawValue: row.text(1)) ?? .locked)
    }
  }
}
