import Inventory
import Storage

extension Answers {
  func answer(_ question: PutAwayRulePage) throws(InventoryError) -> Page<PutAwayRule> {
    var keySet = KeySet(
      columns: PutAwayTable.columns, from: PutAwayTable.from, keys: ["l.code", "w.item", "w.category"])
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require(PutAwayFinder.concerns, [.id(item.id), .text(item.category)])
    }
    if let name = question.location {
      let path = try path(of: name)
      keySet.require("l.path >= ?1 AND l.path < ?1 || 'x'", [.text(path)])
    }
    return try reader.page(
      [keySet], question.start, limit: question.limit, PutAwayTable.row,
      key: { _, rule in
        switch rule.subject {
        case .item(let item, _): [rule.locationCode, String(item.number), ""]
        case .category(let name): [rule.locationCode, "0", name]
        case .everything: [rule.locationCode, "0", ""]
        }
      },
      place: { _, texts in
        guard texts.count == 3, let item = Int64(texts[1]) else { return nil }
        return [.text(texts[0]), .integer(item), .text(texts[2])]
      })
  }

  func answer(_ question: PutAwaySuggestion) throws(InventoryError) -> PutAwaySuggestion.Suggestion {
    // Where room is left tells what stands there.
    if try isBlind { throw .withheld("where there is room") }
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    let source = try place(question.source)
    for amount in [question.quantity, question.pack].compactMap({ $0 }) {
      if amount <= .zero { throw .badQuantity(amount.description, item: item.code, .notPositive) }
      if item.unit.isCounted, !amount.isWhole {
        throw .badQuantity(amount.description, item: item.code, .mustBeWhole(unit: item.unit.name))
      }
    }
    var lot: Lot?
    if let code = question.lot {
      if item.tracking != .lot { throw .takesNoLot(item.code) }
      lot = try reader.first(LotTable.find(code, of: item.id)) { LotTable.lot($0) }
    }
    let isUsable = lot.map { lot in
      lot.status == .active && lot.expires.map { $0 >= question.today } ?? true
    }
    let finder = PutAwayFinder(
      reader: reader, item: item, lot: lot, newLot: lot == nil && question.lot != nil, source: source,
      isBlocked: question.isDamaged || isUsable == false)
    let waiting = try finder.crossDock(upTo: question.quantity, now: now, holdings: true)
    let left = waiting.reduce(question.quantity) { $0 - $1.quantity }
    let split = PutAway.suggest(left, try finder.candidates(), from: source.code, pack: question.pack)
    return PutAwaySuggestion.Suggestion(
      item: item, crossDock: waiting, shares: split.shares, unassigned: split.unassigned)
  }
}

/// Finds the places of a site that may take an item.
struct PutAwayFinder {
  let reader: Reader
  let item: Item
  let lot: Lot?
  /// A lot was named that the books do not know: it stands nowhere yet.
  let newLot: Bool
  let source: Location
  /// Broken goods, and those of a lot that may not be used.
  let isBlocked: Bool

  /// Whether a rule `w` is about an item of a category.
  static let concerns = "(w.item = ?1 OR w.item = 0 AND (w.category = ?2 OR w.category = ''))"

  private struct Finding {
    var isSame = false
    var isThere = false
    var isHome = false
    var priority: Int?
    var free: Quantity?
  }

  func candidates() throws(InventoryError) -> [PutAway.Candidate] {
    var found: [Int64: Finding] = [:]
    try reader.each([rules, standing, homes] + (isBlocked ? [quarantine] : [])) { statement, row in
      var finding = found[row.integer(0)] ?? Finding()
      switch statement {
      case 0:
        finding.priority = min(finding.priority ?? Int.max, Int(row.integer(1)))
        // Of several limits the one that is reached first counts.
        if let capacity = row.quantityOrNil(2) {
          let free = capacity - row.quantity(3)
          finding.free = min(finding.free ?? free, free)
        }
      case 1:
        finding.isThere = true
        finding.isSame = row.flag(1) && !newLot
      case 2: finding.isHome = true
      default: break
      }
      found[row.integer(0)] = finding
      return true
    }
    let places = try reader.all(
      Statement(
        """
        SELECT \(LocationTable.columns) FROM \(LocationTable.from)
        WHERE l.id IN (SELECT value FROM json_each(?1)) AND l.active = 1 AND l.structural = 0 AND l.id <> ?2
        """, [.numbers(found.keys), .id(source.id)])
    ) { LocationTable.location($0) }
    return places.filter(isAllowed).compactMap { place in
      found[place.id.number].map {
        PutAway.Candidate(
          place, holdsSame: $0.isSame, holdsItem: $0.isThere, isHome: $0.isHome, priority: $0.priority, free: $0.free)
      }
    }
  }

  /// Good goods stand neither in quarantine, which would block them, nor on the dock, where they came in; others stand in
  /// quarantine alone.
  private func isAllowed(_ place: Location) -> Bool {
    isBlocked ? place.isQuarantine : !place.isQuarantine && place.roomType.lowercased() != "dock"
  }

  /// What each rule leaves free: of its item, of all of its category, or of everything.
  private var rules: Statement {
    Statement(
      """
      SELECT w.location, w.priority, w.capacity, CASE
          WHEN w.item <> 0 THEN ifnull((SELECT r.on_hand FROM stock_record r
            WHERE r.item = w.item AND r.location = w.location), 0)
          WHEN w.category <> '' THEN ifnull((SELECT sum(r.on_hand) FROM stock_record r JOIN item i ON i.id = r.item
            WHERE r.location = w.location AND i.category = w.category), 0)
          ELSE ifnull((SELECT sum(r.on_hand) FROM stock_record r WHERE r.location = w.location), 0) END
      FROM putaway_rule w JOIN location l ON l.id = w.location WHERE l.site = ?3 AND \(PutAwayFinder.concerns)
      """, [.id(item.id), .text(item.category), .id(source.site)])
  }

  /// Where it stands, and whether of this lot.
  private var standing: Statement {
    Statement(
      """
      SELECT r.location, ?3 = 0 OR EXISTS (SELECT 1 FROM lot_stock k
        WHERE k.lot = ?3 AND k.location = r.location AND k.on_hand > 0)
      FROM stock_record r JOIN location l ON l.id = r.location WHERE r.item = ?1 AND l.site = ?2 AND r.on_hand > 0
      """, [.id(item.id), .id(source.site), .integer(lot?.id.number ?? 0)])
  }

  /// The bins that the item's stock records in the site name as theirs.
  private var homes: Statement {
    Statement(
      """
      SELECT b.id FROM stock_record r JOIN location l ON l.id = r.location
      JOIN location b ON b.code = r.bin AND b.site = l.site
      WHERE r.item = ?1 AND l.site = ?2 AND r.bin IS NOT NULL
      """, [.id(item.id), .id(source.site)])
  }

  private var quarantine: Statement {
    Statement("SELECT id FROM location WHERE site = ?1 AND quarantine = 1", [.id(source.site)])
  }
}
