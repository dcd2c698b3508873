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
      line.crossDock = try finder.crossDock(upTo: line.quantity, now: now)
      let left = line.crossDock.reduce(line.quantity) { $0 - $1.quantity }
      let split = PutAway.suggest(left, try finder.candidates(), from: place.code)
      line.shares = split.shares
      line.unassigned = split.unassigned
      return line
    }
    let plates = item == nil ? try plates(at: place, limit: question.limit) : []
    return PutAwayList.Sheet(
      place: place, lines: lines, plates: plates, held: try held(at: place, item: item, limit: question.limit),
      hasMore: standing.hasMore)
  }

  private func plates(at place: Location, limit: Int) throws(InventoryError) -> [Plate] {
    let codes = try reader.all(
      Statement(
        "SELECT code FROM plate WHERE location = ?1 AND status = 'standing' ORDER BY code LIMIT ?2",
        [.id(place.id), .integer(Int64(limit))])
    ) { $0.text(0) }
    return codes.isEmpty ? [] : try reader.plates(PlateTable.find(codes)).sorted { $0.code < $1.code }
  }
}

/// What stands at one place: its records, their lots, their serials.
private struct Standing {
  /// What stands loose: what is on pallets is taken from the good goods first.
  private struct Amount {
    var free: Quantity
    var blocked: Quantity

    init(_ row: any Row, from column: Int, plated: Int) {
      let (free, plated) = (row.quantity(column), row.quantity(plated))
      self.free = max(.zero, free - plated)
      blocked = max(.zero, row.quantity(column + 1) - max(.zero, plated - max(.zero, free)))
    }
  }

  private struct Record {
    var item: Item
    var amount: Amount
    var isOfTransfer: Bool
  }

  private struct Share {
    var lot: Lot
    var amount: Amount
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
    let brought = "EXISTS (SELECT 1 FROM transfer_line n WHERE n.transfer = ?2 AND n.item = r.item)"
    let records = """
      FROM stock_record r JOIN item i ON i.id = r.item
      WHERE r.location = ?1 AND r.on_hand > 0 AND (?3 = 0 OR r.item = ?3)
      ORDER BY \(brought) DESC, i.sku, i.variant LIMIT ?4
      """
    // The lots and serials of no more than those records are read.
    let chosen = "r.location = ?1 AND r.item IN (SELECT r.item \(records))"
    func plated(_ lot: String) -> String {
      """
      ifnull((SELECT sum(c.quantity) FROM plate p JOIN plate_content c ON c.plate = p.id
        WHERE p.location = ?1 AND p.status = 'standing' AND c.item = r.item\(lot)), 0)
      """
    }
    var found: [Record] = []
    var lots: [ItemID: [Share]] = [:]
    var serials: [ItemID: [(serial: String, isBlocked: Bool)]] = [:]
    try reader.each([
      Statement(
        """
        SELECT r.on_hand - r.reserved - r.allocated - r.blocked, r.blocked, \(brought), \(plated("")),
          \(ItemTable.columns) \(records)
        """, values),
      Statement(
        """
        SELECT r.item, k.on_hand - k.reserved - k.allocated - k.blocked, k.blocked, \(plated(" AND c.lot = t.id")),
          \(LotTable.columns)
        FROM stock_record r CROSS JOIN lot t ON t.item = r.item CROSS JOIN lot_stock k ON k.lot = t.id
          AND k.location = r.location
        WHERE k.on_hand > 0 AND \(chosen) ORDER BY t.expires IS NULL, t.expires, t.code
        """, values),
      Statement(
        """
        SELECT r.item, r.code, r.status = 'quarantined' FROM serial r WHERE \(chosen)
          AND NOT EXISTS (SELECT 1 FROM plate_serial c JOIN plate p ON p.id = c.plate
            WHERE c.item = r.item AND c.serial = r.code AND p.location = ?1 AND p.status = 'standing')
        ORDER BY r.code
        """, values),
    ]) { statement, row in
      switch statement {
      case 0:
        found.append(
          Record(
            item: ItemTable.item(row, from: 4), amount: Amount(row, from: 0, plated: 3), isOfTransfer: row.flag(2)))
      case 1:
        let share = Share(lot: LotTable.versioned(row, from: 4), amount: Amount(row, from: 1, plated: 3))
        lots[ItemID(row.integer(0)), default: []].append(share)
      default: serials[ItemID(row.integer(0)), default: []].append((row.text(1), row.flag(2)))
      }
      return true
    }
    hasMore = found.count > question.limit
    self.records = Array(found.prefix(question.limit))
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
      return [
        line(record.amount.free, nil, isBlocked: false), line(record.amount.blocked, nil, isBlocked: true),
      ].filter(\.isThere)
    case .lot:
      return (lots[record.item.id] ?? []).flatMap { share in
        // Of a lot that may not be used nothing is good, blocked in the books or not.
        let (free, blocked) = (share.amount.free, share.amount.blocked)
        return share.lot.isUsable(on: day)
          ? [line(free, share.lot, isBlocked: false), line(blocked, share.lot, isBlocked: true)]
          : [line(free + blocked, share.lot, isBlocked: true)]
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
