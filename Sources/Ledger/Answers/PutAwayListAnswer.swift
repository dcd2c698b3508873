import Inventory
import Storage

extension Answers {
  /// One snapshot of what stands there, then what each line is best done with.
  func answer(_ question: PutAwayList) throws(InventoryError) -> PutAwayList.Sheet {
    // Where room is left tells what stands there.
    if try isBlind { throw .withheld("what is to be put away") }
    let place = try place(question.place)
    var item: Item?
    if let name = question.item {
      guard let found = try reader.item(name) else { throw .noSuchItem(name) }
      item = found
    }
    let standing = try Standing(question, at: place, item: item, reader)
    let lines = try standing.lines(on: question.today).map { line throws(InventoryError) in
      var line = line
      let finder = PutAwayFinder(
        reader: reader, item: line.item, lot: line.lot, newLot: false, source: place, isBlocked: line.isBlocked)
      line.crossDock = try finder.crossDock(upTo: line.quantity)
      let left = line.crossDock.reduce(line.quantity) { $0 - $1.quantity }
      let split = PutAway.suggest(left, try finder.candidates(), from: place.code)
      line.shares = split.shares
      line.unassigned = split.unassigned
      return line
    }
    return PutAwayList.Sheet(place: place, lines: lines, hasMore: standing.hasMore)
  }
}

/// What stands at one place: its records, their lots, their serials.
private struct Standing {
  private struct Record {
    var item: Item
    var free: Quantity
    var blocked: Quantity
    var isOfTransfer: Bool
  }

  private struct Share {
    var lot: Lot
    var free: Quantity
    var blocked: Quantity
  }

  private var records: [Record] = []
  private var lots: [ItemID: [Share]] = [:]
  private var serials: [ItemID: [(serial: String, isBlocked: Bool)]] = [:]
  private let isQuarantine: Bool
  let hasMore: Bool

  init(
    _ question: PutAwayList, at place: Location, item: Item?, _ reader: Reader
  ) throws(InventoryError) {
    isQuarantine = place.isQuarantine
    let values: [Value] = [
      .id(place.id), .integer(question.transfer.flatMap { TransferID($0) }?.number ?? 0),
      .integer(item?.id.number ?? 0), .integer(Int64(question.limit) + 1),
    ]
    let chosen = "(?3 = 0 OR r.item = ?3)"
    var records: [Record] = []
    var lots: [ItemID: [Share]] = [:]
    var serials: [ItemID: [(serial: String, isBlocked: Bool)]] = [:]
    try reader.each([
      Statement(
        """
        SELECT r.on_hand - r.reserved - r.allocated - r.blocked, r.blocked, EXISTS (
            SELECT 1 FROM transfer_line n WHERE n.transfer = ?2 AND n.item = r.item) AS brought, \(ItemTable.columns)
        FROM stock_record r JOIN item i ON i.id = r.item WHERE r.location = ?1 AND r.on_hand > 0 AND \(chosen)
        ORDER BY brought DESC, i.sku, i.variant LIMIT ?4
        """, values),
      Statement(
        """
        SELECT r.item, k.on_hand - k.reserved - k.allocated - k.blocked, k.blocked, \(LotTable.columns)
        FROM stock_record r CROSS JOIN lot t ON t.item = r.item CROSS JOIN lot_stock k ON k.lot = t.id
          AND k.location = r.location
        WHERE r.location = ?1 AND r.on_hand > 0 AND k.on_hand > 0 AND \(chosen)
        ORDER BY t.expires IS NULL, t.expires, t.code
        """, Array(values.prefix(3))),
      Statement(
        """
        SELECT r.item, r.code, r.status = 'quarantined' FROM serial r WHERE r.location = ?1 AND \(chosen) ORDER BY r.code
        """, Array(values.prefix(3))),
    ]) { statement, row in
      let item = ItemID(row.integer(0))
      switch statement {
      case 0:
        records.append(
          Record(
            item: ItemTable.item(row, from: 3), free: row.quantity(0), blocked: row.quantity(1),
            isOfTransfer: row.flag(2)))
      case 1:
        lots[item, default: []].append(
          Share(lot: LotTable.versioned(row, from: 3), free: row.quantity(1), blocked: row.quantity(2)))
      default: serials[item, default: []].append((row.text(1), row.flag(2)))
      }
      return true
    }
    hasMore = records.count > question.limit
    self.records = Array(records.prefix(question.limit))
    self.lots = lots
    self.serials = serials
  }

  func lines(on day: Day) -> [PutAwayList.Line] { records.flatMap { lines(of: $0, on: day) } }

  private func lines(of record: Record, on day: Day) -> [PutAwayList.Line] {
    func line(_ quantity: Quantity, _ lot: Lot?, isBlocked: Bool, _ serials: [String] = []) -> PutAwayList.Line {
      PutAwayList.Line(
        record.item, lot: lot, quantity, isBlocked: isBlocked || isQuarantine, serials: serials,
        isOfTransfer: record.isOfTransfer)
    }
    switch record.item.tracking {
    case .none:
      return [line(record.free, nil, isBlocked: false), line(record.blocked, nil, isBlocked: true)].filter(\.isThere)
    case .lot:
      return (lots[record.item.id] ?? []).flatMap { share in
        // Of a lot that may not be used nothing is good, blocked in the books or not.
        share.lot.isUsable(on: day)
          ? [line(share.free, share.lot, isBlocked: false), line(share.blocked, share.lot, isBlocked: true)]
          : [line(share.free + share.blocked, share.lot, isBlocked: true)]
      }.filter(\.isThere)
    case .serial:
      let here = serials[record.item.id] ?? []
      return [false, true].map { isBlocked in
        let some = here.filter { $0.isBlocked == isBlocked }.map(\.serial)
        return line(Quantity(some.count), nil, isBlocked: isBlocked, some)
      }.filter(\.isThere)
    }
  }
}

extension PutAwayList.Line {
  fileprivate var isThere: Bool { quantity > .zero }
}
