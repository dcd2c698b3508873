import Inventory
import Storage

/// Looks up what an act must know of a transfer, in a few reads however many lines it has.
struct TransferFinder {
  let reader: Reader
  let actor: String
  var overdue = Overdue.none

  func transfer(_ name: String) throws(InventoryError) -> Transfer? {
    guard let id = TransferID(name) else { return nil }
    return try reader.first(TransferTable.find(id), TransferTable.row)
  }

  func facts(_ need: TransferNeed, items: [String: Item]) throws(InventoryError) -> TransferFacts? {
    let discrepancy = try need.discrepancy.flatMap { (id) throws(InventoryError) -> Discrepancy? in
      try reader.first(DiscrepancyTable.find(id), DiscrepancyTable.row)
    }
    lookAhead(need, items)
    let end = try reader.first(Statement("SELECT ifnull(max(seq), 0) FROM ledger")) { $0.integer(0) } ?? 0
    let name = discrepancy?.transfer.description ?? need.transfer
    guard let transfer = try transfer(name) else { return nil }
    let found = (source: try place(name, .source), destination: try place(name, .destination))
    guard let source = found.source, let destination = found.destination else { return nil }
    var facts = TransferFacts(transfer: transfer, source: source, destination: destination)
    facts.ledgerEnd = end
    facts.discrepancy = discrepancy
    try addLines(need, items, &facts)
    try addEvents(need, &facts)
    if case .items = need.lines { return facts }
    try addItems(&facts)
    if need.isForShipping {
      try addCandidates(&facts)
      try addValues(&facts)
    }
    try addPlaces(need, &facts)
    try addRecords(&facts)
    facts.plates = try reader.plates(PlateTable.travelling(with: transfer.id))
    if let receipt = need.receipt { facts.receipt = try posted(receipt, transfer) }
    return facts
  }

  private enum End { case source, destination }

  /// Found by the transfer, so that it need not be known first.
  private func place(_ name: String, _ end: End) throws(InventoryError) -> Location? {
    guard let id = TransferID(name) else { return nil }
    let column = end == .source ? "source" : "destination"
    return try reader.first(
      Statement(
        """
        SELECT \(LocationTable.columns) FROM \(LocationTable.from)
        WHERE l.id = (SELECT \(column) FROM transfer WHERE id = ?1)
        """, [.integer(id.number)])
    ) { LocationTable.location($0) }
  }

  /// What hangs on the transfer's number alone is read with the transfer.
  private func lookAhead(_ need: TransferNeed, _ items: [String: Item]) {
    guard need.discrepancy == nil, let id = TransferID(need.transfer) else { return }
    reader.ahead { () throws(InventoryError) in
      let (source, destination) = (try place(need.transfer, .source), try place(need.transfer, .destination))
      let nowhere = Location(code: "")
      let transfer = Transfer(
        id: id, source: nowhere.id, sourcePlace: "", destination: nowhere.id, destinationPlace: "", createdBy: "",
        createdAt: Instant(milliseconds: 0))
      var guess = TransferFacts(
        transfer: transfer, source: source ?? nowhere, destination: destination ?? nowhere)
      try addLines(need, items, &guess)
      try addEvents(need, &guess)
      if case .items = need.lines { return }
      try addItems(&guess)
      if need.isForShipping { try addCandidates(&guess) }
      _ = try reader.plates(PlateTable.travelling(with: id))
      if let receipt = need.receipt { _ = try posted(receipt, guess.transfer) }
    }
  }

  private func addLines(
    _ need: TransferNeed, _ items: [String: Item], _ facts: inout TransferFacts
  ) throws(InventoryError) {
    let id = Value.integer(facts.transfer.id.number)
    let from = "FROM transfer_line c \(TransferLineTable.joins) WHERE c.transfer = ?1"
    var statements = [
      Statement("SELECT ifnull(max(number), 0) FROM transfer_line WHERE transfer = ?1", [id])
    ]
    switch need.lines {
    case .all:
      statements.append(Statement("SELECT \(TransferLineTable.columns) \(from) ORDER BY c.number", [id]))
      statements.append(
        Statement("SELECT line, item, serial, state FROM transfer_serial WHERE transfer = ?1", [id]))
      // Of one snapshot with the lines: what is posted is what they add up.
      if need.pendingEvents {
        statements += [
          ReceiveEventTable.serials(waitingIn: facts.transfer.id),
          .init(
            "SELECT ifnull(max(id), 0) FROM receive_event WHERE transfer = ?1 AND posted_by IS NULL", [id]),
        ]
      }
    case .items(let names):
      let numbers = Value.numbers(Set(names.compactMap { items[$0]?.id.number }))
      statements.append(
        Statement(
          "SELECT \(TransferLineTable.columns) \(from) AND c.item IN (SELECT value FROM json_each(?2)) ORDER BY c.number",
          [id, numbers]))
      statements.append(
        Statement(
          """
          SELECT line, item, serial, state FROM transfer_serial
          WHERE transfer = ?1 AND item IN (SELECT value FROM json_each(?2))
          """, [id, numbers]))
    }
    var lines: [TransferLine] = []
    var serials: [TransferSerial] = []
    try reader.each(statements) { statement, row in
      switch statement {
      case 0: facts.lastLine = Int(row.integer(0))
      case 1: lines.append(TransferLineTable.row(row))
      case 3: facts.pending.append(ReceiveEventTable.row(row))
      case 4: facts.lastEvent = row.integer(0)
      default:
        serials.append(
          TransferSerial(
            line: Int(row.integer(0)), item: ItemID(row.integer(1)), serial: row.text(2),
            state: TransferSerial.State(rawValue: Int(row.integer(3))) ?? .closed))
      }
      return true
    }
    facts.lines = lines
    facts.serials = serials
  }

  private func addEvents(_ need: TransferNeed, _ facts: inout TransferFacts) throws(InventoryError) {
    switch need.event {
    case nil: break
    case .number(let event)?:
      let found = try reader.first(ReceiveEventTable.find(event), ReceiveEventTable.row)
      facts.event = found?.transfer == facts.transfer.id ? found : nil
    case .lastOfActor?:
      facts.event = try reader.first(
        ReceiveEventTable.last(of: actor, in: facts.transfer.id), ReceiveEventTable.row)
    }
    if !need.events.isEmpty {
      try reader.each(need.events.map { ReceiveEventTable.find($0) }) { _, row in
        let event = ReceiveEventTable.row(row)
        if event.transfer == facts.transfer.id { facts.events.append(event) }
        return true
      }
    }
    if !need.serials.isEmpty {
      let transfer = facts.transfer.id
      try reader.each(need.serials.map { ReceiveEventTable.live($0, in: transfer) }) { _, row in
        facts.scanned.append(ReceiveEventTable.row(row))
        return true
      }
    }
  }

  private func addItems(_ facts: inout TransferFacts) throws(InventoryError) {
    let statement = Statement(
      """
      SELECT \(ItemTable.columns) FROM (SELECT DISTINCT item FROM transfer_line WHERE transfer = ?1) c
      CROSS JOIN item i ON i.id = c.item
      """, [.integer(facts.transfer.id.number)])
    try reader.each(statement) { row in
      let item = ItemTable.item(row)
      facts.items[item.id] = item
      return true
    }
  }

  /// Where the source has goods of what is still to be shipped: the source itself and every place inside it, but those
  /// in quarantine.
  private func addCandidates(_ facts: inout TransferFacts) throws(InventoryError) {
    let id = Value.integer(facts.transfer.id.number)
    let wanted = """
      (SELECT DISTINCT o.item AS item, x.source AS place, x.destination AS besides FROM transfer x
        CROSS JOIN transfer_line o ON o.transfer = x.id AND o.requested > o.shipped WHERE x.id = ?1) c
      """
    let finder = CandidateFinder(overdue: overdue)
    try reader.each([
      Statement(finder.loose(wanted, tracking: "= 'none'"), [id]),
      Statement(finder.lots(wanted), [id]),
      Statement(CandidateFinder.serials(wanted), [id]),
    ]) { statement, row in
      let item = ItemID(row.integer(0))
      let location = LocationID(row.integer(1))
      if statement == 2 {
        facts.sourceSerials[SerialNumber(item, row.text(3))] = SerialFact(
          location: location, place: row.text(2), isQuarantine: row.flag(4),
          status: SerialStatus(rawValue: row.text(5)) ?? .inStock)
        return true
      }
      facts.candidates[item, default: []].append(CandidateFinder.candidate(row, ofLot: statement == 1))
      return true
    }
  }

  /// What the source's site has of each item that is still to be shipped is worth.
  private func addValues(_ facts: inout TransferFacts) throws(InventoryError) {
    let finder = ValueFinder(reader: reader)
    let folds = try finder.folds(of: Set(facts.lines.filter { $0.toShip > .zero }.map(\.item)).sorted())
    let method = try finder.method()
    for (item, fold) in folds {
      facts.values[item] = SiteValue(fold.valuation.sites[facts.source.site] ?? ItemValuation.Holding(), by: method)
    }
    facts.keptValues = finder.worthKeeping(folds)
  }

  /// From where each line was shipped: where goods go back to if the source itself holds none.
  private func addPlaces(_ need: TransferNeed, _ facts: inout TransferFacts) throws(InventoryError) {
    guard facts.source.isStructural, facts.transfer.status != .requested else { return }
    try reader.each(
      Statement(
        """
        SELECT p.line, e.location, CASE WHEN l.code = s.code THEN l.code ELSE s.code || '/' || l.code END, l.quarantine
        FROM transfer_entry p CROSS JOIN ledger e ON e.seq = p.entry AND e.kind = \(MovementKind.transferOut.rawValue)
        CROSS JOIN location l ON l.id = e.location CROSS JOIN location s ON s.id = l.site
        WHERE p.transfer = ?1 AND e.location <> ?2 ORDER BY p.entry
        """, [.integer(facts.transfer.id.number), .id(facts.destination.id)])
    ) { row in
      let line = Int(row.integer(0))
      if facts.shippedFrom[line] == nil {
        facts.shippedFrom[line] = TransferFacts.Place(
          LocationID(row.integer(1)), row.text(2), isQuarantine: row.flag(3))
      }
      return true
    }
  }

  /// The balances of all that may be posted to.
  private func addRecords(_ facts: inout TransferFacts) throws(InventoryError) {
    var keys: Set<RecordKey> = []
    for line in facts.lines {
      keys.insert(RecordKey(line.item, facts.destination.id))
      keys.insert(RecordKey(line.item, facts.shippedFrom[line.number]?.location ?? facts.source.id))
    }
    for (item, candidates) in facts.candidates {
      for candidate in candidates { keys.insert(RecordKey(item, candidate.location)) }
    }
    for (number, fact) in facts.sourceSerials {
      if let location = fact.location { keys.insert(RecordKey(number.item, location)) }
    }
    // One statement for each place, however many items are looked for there.
    let places = Dictionary(grouping: keys, by: \.location).map { (location: $0.key, keys: $0.value) }
    let statements = places.map { place in
      Statement(
        """
        SELECT r.on_hand, r.reserved, r.allocated, r.blocked, r.incoming, r.last_movement_at, r.item
        FROM json_each(?1) k CROSS JOIN stock_record r ON r.item = k.value AND r.location = ?2
        """,
        [.numbers(place.keys.map(\.item.number)), .id(place.location)])
    }
    try reader.each(statements) { index, row in
      facts.records[RecordKey(ItemID(row.integer(6)), places[index].location)] = RecordBalances(
        balances: row.balances(0), lastMovementAt: row.instantOrNil(5))
      return true
    }
    let lots = Set(facts.lines.compactMap { line in line.lot.map { LotOfItem(item: line.item, lot: $0.id) } })
      .union(
        facts.candidates.flatMap { item, candidates in
          candidates.compactMap { candidate in candidate.lot.map { LotOfItem(item: item, lot: $0.id) } }
        })
    guard !lots.isEmpty else { return }
    let known = Array(lots)
    try reader.each(
      known.map {
        Statement(
          "SELECT location, on_hand, reserved, allocated, blocked, 0 FROM lot_stock WHERE lot = ?1",
          [.integer($0.lot.number)])
      }
    ) { index, row in
      let key = RecordKey(known[index].item, LocationID(row.integer(0)))
      facts.lotStock[TransferFacts.LotRecord(key, known[index].lot)] = row.balances(1)
      return true
    }
  }

  private struct LotOfItem: Hashable {
    var item: ItemID
    var lot: LotID
  }

  /// A receipt that was not taken back: that of an act, or the last one of the actor.
  private func posted(
    _ receipt: TransferNeed.Receipt, _ transfer: Transfer
  ) throws(InventoryError) -> PostedReceipt? {
    let (condition, name) =
      switch receipt {
      case .act(let key): ("a.key = ?2", key)
      case .lastOfActor: ("a.actor = ?2", actor)
      }
    let found = try reader.first(
      Statement(
        """
        SELECT a.id, a.key, a.actor FROM transfer_entry p CROSS JOIN ledger e ON e.seq = p.entry CROSS JOIN act a ON a.id = e.act
        WHERE p.transfer = ?1 AND a.action = 'transfer.received' AND \(condition)
          AND NOT EXISTS (SELECT 1 FROM entry_detail d WHERE d.reverses = p.entry)
        ORDER BY p.entry DESC LIMIT 1
        """, [.integer(transfer.id.number), .text(name)])
    ) { (act: $0.integer(0), key: $0.text(1), actor: $0.text(2)) }
    guard let found else { return nil }
    var parts: [Int64: (line: Int, value: Money)] = [:]
    try reader.each(
      Statement(
        """
        SELECT p.entry, p.line, p.value FROM act a CROSS JOIN transfer_entry p
          ON p.entry >= a.first_entry AND p.entry < a.first_entry + a.entries WHERE a.id = ?1
        """, [.integer(found.act)])
    ) { row in
      parts[row.integer(0)] = (Int(row.integer(1)), row.money(2))
      return true
    }
    let entries = try reader.all(LedgerTable.ofAct(key: found.key), LedgerTable.entry)
    return PostedReceipt(
      key: found.key, actor: found.actor,
      entries: entries.compactMap { entry in
        parts[entry.id].map { PostedReceipt.Entry(entry: entry, line: $0.line, value: $0.value) }
      },
      discrepancies: try reader.all(
        Statement(
          "SELECT \(DiscrepancyTable.columns) FROM discrepancy d \(DiscrepancyTable.joins) WHERE d.act = ?1 AND d.state = 'open'",
          [.integer(found.act)]), DiscrepancyTable.row))
  }
}
