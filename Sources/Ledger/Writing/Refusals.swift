import Inventory
import Storage

/// What a refusal means.
enum Verdict {
  /// The cause, in the house's words.
  case refused(InventoryError, Culprit?)
  /// The act had been done before.
  case done(AuditEvent, digest: [UInt8])
  /// What the plan rested on has moved on: look again, plan again.
  case startOver(String)
  /// A dry run came to its end: all would have stood.
  case wouldStand
  /// Goods are free that may not be used: they have to be blocked first.
  case sweepFirst

  /// The part of the plan that was refused, by its index.
  enum Culprit {
    case entry(Int)
    case change(Int)
    /// A count, by its index in the change.
    case count(change: Int, Int)
  }
}

/// Finds out why the database refused a statement: its index names what it was for, a fresh look at the books the data.
/// No message text is read.
struct Refusals {
  let reader: Reader
  let plan: Plan
  let context: ActContext

  func verdict(
    on origin: PlanWriter.Origin, row: Int, rule: DatabaseError.Rule, message: String
  ) throws(InventoryError) -> Verdict {
    switch origin {
    case .endOfDryRun: return .wouldStand
    case .key: return try verdictOnKey(message)
    case .requirement(.notReversed(let entry)): return try verdictOnReversal(entry, message)
    case .requirement(.lotsSwept), .requirement(.reservationsSwept): return .sweepFirst
    case .requirement(.loose(let claim)): return try verdict(on: claim, message)
    case .requirement, .ledgerEnd: return .startOver(message)
    case .change(let index): return try verdict(onChange: index, rule, message)
    case .entries(let start): return try verdictOnEntry(start + row, message)
    case .counts(let change, let start): return try verdictOnCount(change, start + row, message)
    case .lines(let change, let start): return try verdictOnCount(change, line: row, from: start, message)
    case .serials(let rows): return try verdictOnSerial(rows[row].entry, rows[row].serial)
    case .details(let entries):
      guard let reversed = plan.entries[entries[row]].reverses else { return .refused(unexpected(message), nil) }
      return try verdictOnReversal(reversed, message)
    case .helper: return .refused(unexpected(message), nil)
    }
  }

  private func unexpected(_ message: String) -> InventoryError { .store(.failed(detail: message)) }

  private func verdictOnKey(_ message: String) throws(InventoryError) -> Verdict {
    let found = try reader.first(AuditTable.find(key: context.key)) { (AuditTable.event($0), $0.blob(12)) }
    guard let found else { return .refused(unexpected(message), nil) }
    return .done(found.0, digest: found.1)
  }

  private func verdictOnReversal(_ entry: Int64, _ message: String) throws(InventoryError) -> Verdict {
    let by = try reader.first(
      Statement("SELECT entry FROM entry_detail WHERE reverses = ?1", [.integer(entry)])
    ) { $0.integer(0) }
    guard let by else { return .startOver(message) }
    return .refused(.alreadyReversed(entry: entry, by: by), nil)
  }

  private func verdict(
    onChange index: Int, _ rule: DatabaseError.Rule, _ message: String
  ) throws(InventoryError) -> Verdict {
    switch plan.changes[index] {
    case .addItem(let item), .setItem(let item, _):
      for name in [item.code.description] + item.barcodes.map(\.code) {
        guard let other = try reader.item(name), other.id != item.id else { continue }
        let isSame = other.code.description.lowercased() == item.code.description.lowercased()
        return .refused(isSame ? .itemExists(other.code) : .barcodeTaken(name, by: other.code), .change(index))
      }
      if let now = try reader.item(item.code.description), now.version == item.version - 1, rule == .raised {
        return .refused(
          .badField(
            name: "tracking", value: item.tracking.rawValue, wanted: "it cannot change while the item has stock"),
          .change(index))
      }
      return .startOver(message)
    case .addLocation(let location):
      guard case .one(let other) = try reader.location(location.code),
        other.code.lowercased() == location.code.lowercased()
      else { return .startOver(message) }
      return .refused(.locationExists(other.code), .change(index))
    case .setLocation(let location, let version):
      guard let error = try objection(toSetting: location, version) else { return .startOver(message) }
      return .refused(error, .change(index))
    // A movement or another edit came between; a new look tells whether the caller minds.
    case .setRecord: return .startOver(message)
    case .setSetting: return .refused(unexpected(message), nil)
    case .count(let change):
      guard let error = try CountRefusals(reader: reader, context: context).objection(to: change) else {
        return .startOver(message)
      }
      return .refused(error, .change(index))
    // Somebody else shipped, received or scanned meanwhile; a new look tells.
    case .transfer: return .startOver(message)
    // Somebody else ordered, received or took the number meanwhile; a new look tells.
    case .purchase: return .startOver(message)
    case .addOperator(let person), .setOperator(let person, _): return try verdict(on: person, index, message)
    case .signIn: return .startOver(message)
    case .takeSnapshot: return .startOver(message)
    case .seal: return .startOver(message)
    case .keepValues: return .refused(unexpected(message), nil)
    // Somebody else was quicker; a new look tells what became of it.
    case .plate, .putAway: return .startOver(message)
    // Another added or changed it meanwhile; a new look tells.
    case .lot, .serial: return .startOver(message)
    // Somebody else took its number, or settled it; a new look tells.
    case .reservation: return .startOver(message)
    // Another took the lock or the number, or ended it; a new look tells.
    case .house: return .startOver(message)
    // Another set the rule or tended the signal meanwhile; a new look tells.
    case .reordering: return .startOver(message)
    // Another run was quicker; a new look tells.
    case .delivery: return .startOver(message)
    }
  }

  /// What reservations hold is theirs to give.
  private func verdict(on claim: LooseClaim, _ message: String) throws(InventoryError) -> Verdict {
    let loose = try reader.first(ReservationTable.loose(claim)) { ($0.quantity(0), $0.quantity(1)) }
    let (reserved, allocated) = loose ?? (.zero, .zero)
    if claim.reserved > reserved {
      return .refused(heldByReservations(claim, asked: claim.reserved, loose: reserved), nil)
    }
    guard claim.allocated > allocated else { return .startOver(message) }
    return .refused(heldByReservations(claim, asked: claim.allocated, loose: allocated), nil)
  }

  private func heldByReservations(_ claim: LooseClaim, asked: Quantity, loose: Quantity) -> InventoryError {
    .heldByReservations(claim.code, place: claim.place, lot: claim.lot, asked: asked, loose: max(loose, .zero))
  }

  /// Another took the name or the badge meanwhile; whatever else came between, a new look tells.
  private func verdict(on person: Operator, _ index: Int, _ message: String) throws(InventoryError) -> Verdict {
    let others = try reader.all(OperatorTable.named(person.name, orWith: person.badge), OperatorTable.row)
    for other in others where other.id != person.id {
      let isSame = other.name.lowercased() == person.name.lowercased()
      return .refused(
        isSame ? .operatorExists(other.name) : .badgeTaken(person.badge ?? "", by: other.name), .change(index))
    }
    return .startOver(message)
  }

  /// The walls around a location: it holds stock, has places in use, would stand inside itself.
  private func objection(toSetting location: Location, _ version: Int64) throws(InventoryError) -> InventoryError? {
    guard case .one(let now) = try reader.location(location.code), now.version == version else { return nil }
    let isLoop = try reader.first(
      Statement(
        """
        SELECT EXISTS (SELECT 1 FROM location l JOIN location p ON p.code = ?2
          WHERE l.id = ?1 AND p.path >= l.path AND p.path < l.path || 'x')
        """, [.id(location.id), .text(ifAny: location.parentCode)])
    ) { $0.flag(0) }
    if isLoop == true { return .locationInsideItself(location.code) }
    let holdsStock = try reader.first(
      Statement(
        """
        SELECT EXISTS (SELECT 1 FROM location l JOIN stock_record r ON r.location = l.id
          WHERE l.path >= (SELECT path FROM location WHERE id = ?1)
            AND l.path < (SELECT path FROM location WHERE id = ?1) || 'x')
        """, [.id(location.id)])
    ) { $0.flag(0) }
    if location.isActive != now.isActive {
      let hasPlaces = try reader.first(
        Statement("SELECT EXISTS (SELECT 1 FROM location WHERE parent = ?1 AND active = 1)", [.id(location.id)])
      ) { $0.flag(0) }
      if hasPlaces == true { return .locationHasPlaces(location.code) }
    }
    return holdsStock == true ? .locationHoldsStock(location.code) : nil
  }

  private func verdictOnCount(_ change: Int, _ index: Int, _ message: String) throws(InventoryError) -> Verdict {
    guard case .count(let counts) = plan.changes[change], let (stocktake, events) = counts.counted else {
      return .startOver(message)
    }
    let refusals = CountRefusals(reader: reader, context: context)
    guard let error = try refusals.objection(to: events[index], in: stocktake) else { return .startOver(message) }
    return .refused(error, .count(change: change, index))
  }

  /// Lines are made for the counts that are not parked, in their order.
  private func verdictOnCount(
    _ change: Int, line: Int, from start: Int, _ message: String
  ) throws(InventoryError) -> Verdict {
    guard case .count(let counts) = plan.changes[change], let (_, events) = counts.counted else {
      return .startOver(message)
    }
    let understood = events.indices.dropFirst(start).filter { events[$0].item != nil }
    return try verdictOnCount(change, understood[line], message)
  }

  /// Tries the entries again in memory, against the books as they are now: the first that fails says why.
  private func verdictOnEntry(_ index: Int, _ message: String) throws(InventoryError) -> Verdict {
    let isOverridden = plan.changes.contains(.count(.overrideHold))
    if !isOverridden,
      let error = try CountRefusals(reader: reader, context: context).hold(on: plan.entries[index])
    {
      return .refused(error, .entry(index))
    }
    if plan.entries[index].followsBalances { return .startOver(message) }
    if let error = try LotRefusals(reader: reader).objection(to: plan.entries[index]) {
      return .refused(error, .entry(index))
    }
    var trial = try trial(upTo: index)
    for (number, entry) in plan.entries[...index].enumerated() {
      do throws(InventoryError) {
        try trial.post([entry])
      } catch {
        return .refused(error, .entry(number))
      }
    }
    return .startOver(message)
  }

  private func trial(upTo index: Int) throws(InventoryError) -> StockTrial {
    let finder = FactFinder(reader: reader)
    let negative = try reader.first(
      Statement("SELECT value FROM setting WHERE name = 'allow_negative_stock'")
    ) { $0.text(0) }
    var trial = StockTrial(mayGoNegative: negative == "yes")
    var earliest: [RecordKey: Instant] = [:]
    var lots: Set<RecordLot> = []
    for entry in plan.entries[...index] {
      let key = RecordKey(entry.item, entry.location)
      earliest[key] = min(entry.occurredAt, earliest[key] ?? entry.occurredAt)
      if let lot = entry.lot { lots.insert(RecordLot(record: key, lot: lot.code)) }
    }
    for (key, since) in earliest {
      let record = try finder.record(key.item, key.location)
      trial.know(key.item, key.location, record?.balances ?? .zero, record?.lastMovementAt)
      let isLate = record?.lastMovementAt.map { $0 > since } ?? false
      trial.know(key.item, key.location, isLate ? try finder.history(key.item, key.location, since: since) : [])
    }
    for lot in lots {
      let has = try finder.lotStock(lot.record.item, lot.record.location, lot: lot.lot)
      trial.know(lot.record.item, lot.record.location, lot: lot.lot, has ?? .zero)
    }
    return trial
  }

  private struct RecordLot: Hashable {
    var record: RecordKey
    var lot: String
  }

  private func verdictOnSerial(_ index: Int, _ serial: String) throws(InventoryError) -> Verdict {
    let entry = plan.entries[index]
    // Where a count finds a serial it goes by where the books have it: they have moved on.
    if entry.kind == .count, entry.reverses == nil { return .startOver("\(serial) moved meanwhile") }
    let fact = try FactFinder(reader: reader).serial(entry.item, serial)
    if let fact, fact.location == entry.location, entry.change.onHand <= .zero {
      let error: InventoryError =
        fact.isBlocked ? .serialBlocked(serial, item: entry.code) : .serialNotBlocked(serial, item: entry.code)
      return .refused(error, .entry(index))
    }
    if entry.change.onHand > .zero {
      return .refused(
        .serialAlreadyHere(serial, item: entry.code, place: fact?.place ?? entry.place), .entry(index))
    }
    return .refused(
      .serialNotHere(serial, item: entry.code, place: entry.place, isAt: fact?.place), .entry(index))
  }
}

extension CountChange {
  /// The counts it makes, and in which stocktake.
  fileprivate var counted: (StocktakeID, [PlannedCount])? {
    switch self {
    case .add(let stocktake, let events): (stocktake, events)
    case .countNow(let stocktake, let events, _, _): (stocktake.id, events)
    default: nil
    }
  }
}
