import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse with lots and serials. Acts about them are kept and change what the lists show; what they rest on is
/// the ledger's, whose tests hold it.
final class PaperTraced: InventoryService {
  struct State: Sendable {
    var lots: [LotRow] = []
    var cards: [String: LotCard.Card] = [:]
    var serials: [SerialUnit] = []
    var histories: [String: [LedgerEntry]] = [:]
    /// How many lots one act marks as expired.
    var mostExpired = 2000
    var acts: [any Act] = []
    var pages: [LotPage] = []
  }

  let house: PaperWarehouse
  let state: Mutex<State>

  init(_ house: PaperWarehouse = .small(), _ state: State = State()) {
    self.house = house
    self.state = Mutex(state)
    house.state.withLock { $0.items["SER-7"]?.tracking = .serial }
  }

  static let today = Day(daysSince1970: Int(PaperWarehouse.noon.milliseconds / 86_400_000))

  /// Lots of every kind of story, and six serials.
  static func small() -> PaperTraced {
    var state = State()
    state.lots = [
      lot(1, "L2401", "GLU-1", "Glue 250 ml", "2026-07-01", onHand: 6, blocked: 6),
      lot(2, "L2404", "GLU-1", "Glue 250 ml", "2026-07-14", onHand: 4),
      lot(3, "L2407", "GLU-1", "Glue 250 ml", "2026-08-04", onHand: 18, blocked: 3, places: 2),
      lot(4, "漢字-LONG-LOT-2026", "RES-2K", "樹脂 two-part resin 漢字漢字漢字漢字漢字", "2031-01-31", onHand: 1_204_500),
      lot(5, "OLD-1", "GLU-1", "Glue 250 ml", "2024-01-31", onHand: 0, places: 0),
      lot(6, "B-9", "WID-300", "Widget M8 zinc", nil, onHand: 77),
    ]
    state.lots[0].lot.status = .expired
    state.lots[2].lot.made = Day("2026-02-01")
    state.lots[3].lot.status = .quarantined
    state.lots[4].lot.status = .expired
    for row in state.lots { state.cards[row.lot.code] = card(row) }
    state.cards["L2407"] = storied(state.lots[2])
    state.serials = [
      serial(1, "88-1201", .inStock, "NORTH/V-01", lot: "S-LOT"), serial(2, "88-1202", .quarantined, "NORTH/V-01"),
      serial(3, "88-1203", .inTransit, nil), serial(4, "88-1204", .issued, nil, owner: "Miller & Sons"),
      serial(5, "88-1205", .decommissioned, nil), serial(6, "S7-漢字漢字-LONG-NUMBER", .missing, nil),
    ]
    state.histories["88-1201"] = [
      entry(9, .transferIn, "SER-7", "NORTH/V-01", 1, "DORA", hours: 2),
      entry(8, .transferOut, "SER-7", "NORTH/D-1", -1, "DORA", hours: 2),
      entry(4, .receipt, "SER-7", "NORTH/D-1", 1, "BEN", hours: 96, reference: "po-77"),
    ]
    return PaperTraced(.small(), state)
  }

  /// So many lots of one item, a day apart.
  static func large(_ count: Int) -> PaperTraced {
    var state = State()
    state.lots = (1...count).map { number in
      let code = "L" + String(String(1_000_000 + number).dropFirst())
      let day = Day(daysSince1970: today.daysSince1970 + number)
      return lot(Int64(number), code, "GLU-1", "Glue 250 ml", day.description, onHand: number)
    }
    for row in state.lots { state.cards[row.lot.code] = card(row) }
    state.serials = (1...count).map { serial(Int64($0), "88-\(1_000_000 + $0)", .inStock, "NORTH/V-01") }
    return PaperTraced(.small(), state)
  }

  static func lot(
    _ id: Int64, _ code: String, _ sku: String, _ name: String, _ expires: String?, onHand: Int, blocked: Int = 0,
    places: Int = 1
  ) -> LotRow {
    var lot = Lot(id: LotID(id), code: code, expires: expires.flatMap { Day($0) })
    lot.version = 1
    return LotRow(
      lot: lot, item: ItemID(id), code: ItemCode(sku: sku), name: name, onHand: Quantity(onHand),
      blocked: Quantity(blocked), places: places, daysLeft: lot.daysLeft(on: today))
  }

  static func serial(
    _ id: Int64, _ serial: String, _ status: SerialStatus, _ place: String?, owner: String = "", lot: String? = nil
  ) -> SerialUnit {
    SerialUnit(
      id: id, serial: serial, item: ItemID(3), code: ItemCode(sku: "SER-7"), name: "Scale S7 (serial)", status: status,
      place: place, owner: owner, lot: lot, version: 1)
  }

  static func entry(
    _ id: Int64, _ kind: MovementKind, _ sku: String, _ place: String, _ change: Int, _ actor: String, hours: Int64,
    lot: String? = nil, reference: String? = nil
  ) -> LedgerEntry {
    let at = PaperWarehouse.noon.adding(milliseconds: -hours * 3_600_000)
    return LedgerEntry(
      id: id, key: "k\(id)", kind: kind, code: ItemCode(sku: sku), item: ItemID(1), location: LocationID(1),
      place: place, lot: lot, serials: [], change: Balances(onHand: Quantity(change)), after: .zero, reason: nil,
      reference: reference, note: nil, metadata: [], cost: nil, actor: actor, terminal: "hh1", occurredAt: at,
      recordedAt: at, reverses: nil, reversedBy: nil)
  }

  private static func card(_ row: LotRow) -> LotCard.Card {
    let place = LotBalance(
      lot: row.lot, location: LocationID(2), place: "NORTH/A-07-1", onHand: row.onHand, blocked: row.blocked)
    return LotCard.Card(
      row: row, places: row.onHand.isZero ? [] : [place], ancestors: [], descendants: [], sources: [],
      destinations: [], serials: [], entries: Page(rows: [], next: nil, previous: nil))
  }

  /// One that was split from another, split again, and went to three places.
  private static func storied(_ row: LotRow) -> LotCard.Card {
    func split(_ from: String, _ to: String, _ quantity: Int, hours: Int64, entry: Int64) -> LotCard.Split {
      LotCard.Split(
        from: from, to: to, quantity: Quantity(quantity),
        occurredAt: PaperWarehouse.noon.adding(milliseconds: -hours * 3_600_000), entry: entry)
    }
    let places = [("NORTH/A-07-1", 15, 0), ("NORTH/QUARANTINE", 3, 3)].map { place, onHand, blocked in
      LotBalance(
        lot: row.lot, location: LocationID(2), place: place, onHand: Quantity(onHand), blocked: Quantity(blocked))
    }
    let receipt = entry(1, .receipt, "GLU-1", "NORTH/D-1", 48, "MARIA", hours: 240, lot: "L2400", reference: "po-77")
    let sale = entry(6, .issue, "GLU-1", "NORTH/A-07-1", -12, "SHOP", hours: 20, lot: "L2407", reference: "so-2231")
    let part = entry(7, .issue, "GLU-1", "NORTH/A-07-1", -2, "SHOP", hours: 5, lot: "L2407-B", reference: "so-2240")
    return LotCard.Card(
      row: row, places: places, ancestors: [split("L2400", "L2407", 48, hours: 200, entry: 3)],
      descendants: [split("L2407", "L2407-B", 6, hours: 30, entry: 5)], sources: [receipt], destinations: [sale, part],
      serials: ["88-1201"], entries: Page(rows: [sale], next: nil, previous: nil))
  }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    var answer = try house.perform(act, context)
    guard !answer.isRepeat else { return answer }
    state.withLock { state in
      state.acts.append(act)
      PaperTraced.change(&state, act, &answer)
    }
    return answer
  }

  private static func change(_ state: inout State, _ act: some Act, _ answer: inout ActAnswer) {
    switch act {
    case let act as QuarantineLot where act.goods == nil: set(&state, act.code) { $0.lot.status = .quarantined }
    case let act as QuarantineLot:
      set(&state, act.code) { $0.blocked += act.goods?.quantity.magnitude ?? .zero }
    case let act as ReleaseLot where act.goods == nil: set(&state, act.code) { $0.lot.status = .active }
    case let act as EditLot:
      set(&state, act.code) { row in
        if let expires = act.expires { row.lot.expires = expires }
        if let made = act.made { row.lot.made = made }
        row.daysLeft = row.lot.daysLeft(on: today)
      }
    case let act as AddLot:
      var row = lot(99, act.code, act.item, act.item, act.expires?.description, onHand: 0)
      row.onHand = act.goods?.quantity ?? .zero
      state.lots.append(row)
      state.cards[act.code] = card(row)
    case is ExpireLots: expire(&state, &answer)
    case let act as RegisterSerials:
      for serial in act.line.serials {
        state.serials.append(
          PaperTraced.serial(
            Int64(state.serials.count + 1), serial, .inStock, act.line.location, owner: act.owner ?? ""))
      }
    case let act as MoveSerial: set(&state, act.name) { $0.place = act.place }
    case let act as DecommissionSerial:
      set(&state, act.name) { unit in
        unit.status = .decommissioned
        unit.place = nil
      }
    case let act as EditSerial: set(&state, act.name) { $0.owner = act.owner ?? $0.owner }
    default: break
    }
  }

  /// Marks those that are due, as many as one act does.
  private static func expire(_ state: inout State, _ answer: inout ActAnswer) {
    let due = state.lots.filter { $0.lot.status == .active && ($0.daysLeft ?? 0) < 0 }.prefix(state.mostExpired)
    for row in due {
      set(&state, row.lot.code) { row in
        row.lot.status = .expired
        row.blocked = row.onHand
      }
    }
    answer.document = "{\"lots\":[" + due.map { "{\"lot\":\"\($0.lot.code)\"}" }.joined(separator: ",") + "]}"
    if due.isEmpty { answer.event = 0 }
    answer.entries = due.enumerated().map { index, row in
      var entry = entry(Int64(100 + index), .quarantine, row.code.sku, "NORTH/A-07-1", 0, "ANNA", hours: 0)
      entry.change = Balances(blocked: row.onHand)
      return entry
    }
  }

  private static func set(_ state: inout State, _ code: String, _ change: (inout LotRow) -> Void) {
    for index in state.lots.indices where state.lots[index].lot.code == code {
      change(&state.lots[index])
      state.lots[index].lot.version += 1
      state.cards[code]?.row = state.lots[index]
    }
  }

  private static func set(
    _ state: inout State, _ name: Needs.SerialHomeName, _ change: (inout SerialUnit) -> Void
  ) {
    for index in state.serials.indices where state.serials[index].serial == name.serial {
      change(&state.serials[index])
      state.serials[index].version += 1
    }
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperTracedAnswers(
      state: state.withLock { state in
        if let page = question as? LotPage { state.pages.append(page) }
        return state
      })
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try house.ask(question, for: asker)
    }
  }
}

/// What there is to know of lots and serials; every other question is the warehouse's.
struct PaperTracedAnswers: QuietAnswering {
  let state: PaperTraced.State

  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] {
    let code = question.code.lowercased()
    let lots = state.lots.filter { $0.lot.code.lowercased() == code }
    let serials = state.serials.filter { $0.serial.lowercased() == code }
    guard !lots.isEmpty || !serials.isEmpty else { throw notAsked }
    return serials.map { .serial($0.serial, Item(id: $0.item, code: $0.code), place: $0.place) }
      + lots.map { .lot($0.lot, Item(id: $0.item, code: $0.code)) }
  }

  func answer(_ question: LotPage) throws(InventoryError) -> Page<LotRow> {
    let filter = question.filter
    if filter.location == "NOWHERE" { throw .noSuchLocation("NOWHERE") }
    let lots = state.lots.filter { row in
      (filter.item.map { $0 == row.code.description } ?? true)
        && (filter.status.map { $0 == row.lot.status } ?? true)
        && (filter.expiresBefore.map { day in row.lot.expires.map { $0 < day } ?? false } ?? true)
        && (!filter.hasStock || row.onHand > .zero)
        && (filter.text.map { row.lot.code.hasPrefix($0) || row.code.sku.hasPrefix($0) } ?? true)
    }
    let ordered = lots.sorted {
      ($0.lot.expires?.daysSince1970 ?? .max, $0.lot.code) < ($1.lot.expires?.daysSince1970 ?? .max, $1.lot.code)
    }
    return try PaperAnswers.page(ordered, question.start, question.limit)
  }

  func answer(_ question: LotCard) throws(InventoryError) -> LotCard.Card {
    guard let card = state.cards[question.code] else { throw .noSuchLotAnywhere(question.code) }
    return card
  }

  func answer(_ question: SerialPage) throws(InventoryError) -> Page<SerialUnit> {
    let filter = question.filter
    let serials = state.serials.filter { unit in
      (filter.item.map { $0 == unit.code.description } ?? true) && (filter.status.map { $0 == unit.status } ?? true)
        && (filter.location.map { $0 == unit.place } ?? true) && (filter.owner.map { $0 == unit.owner } ?? true)
        && (filter.text.map { unit.serial.hasPrefix($0) } ?? true)
    }
    return try PaperAnswers.page(serials.sorted { $0.serial < $1.serial }, question.start, question.limit)
  }

  func answer(_ question: SerialCard) throws(InventoryError) -> SerialCard.Card {
    guard let unit = state.serials.first(where: { $0.serial == question.serial }) else {
      throw .noSuchSerial(question.serial)
    }
    return SerialCard.Card(serial: unit, history: state.histories[unit.serial] ?? [])
  }
}
