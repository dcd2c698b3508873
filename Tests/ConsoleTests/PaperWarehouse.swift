import Inventory
import InventoryTesting
import Synchronization

/// A small warehouse that answers from memory, for tests of panes: fourteen records to begin with, or many. Movements
/// change on hand; every rule beyond that is the ledger's, whose tests hold it.
final class PaperWarehouse: InventoryService {
  struct State {
    var rows: [StockRow] = []
    var items: [String: Item] = [:]
    var entries: [LedgerEntry] = []
    var acts: [String: ActAnswer] = [:]
    var lots: [String: [LotBalance]] = [:]
    var operators: [Operator] = []
    var questions = 0
    /// Who asked last.
    var asker: Asker?
    /// What the next act ends with instead of being done.
    var refusal: InventoryError?
    /// The next act is done, but its answer is lost.
    var losesAnswer = false
    var counting = PaperCounting()
    var receiving = PaperReceiving()
    var puttingAway = PaperPuttingAway()
    var buying = PaperBuying()
    /// Those that a code may name.
    var reservations: [Reservation] = []
    var settings: [Settings.Setting] = []
    var audit: [AuditEvent] = []
    var standing = SealStanding(newest: nil, unsealed: 0, oldest: nil)
    var people = PaperPeople()
    /// What was in stock is kept from who asks.
    var withholdsPast = false
  }

  let state: Mutex<State>
  static let noon = Instant(milliseconds: 1_784_037_720_000)

  init(_ rows: [StockRow]) {
    var state = State()
    state.rows = rows
    for row in rows {
      state.items[row.code.description] = Item(
        id: row.item, code: row.code, name: row.name, category: row.category, unit: UnitOfMeasure(row.unit),
        packs: [Pack("case", Quantity(12))])
    }
    self.state = Mutex(state)
  }

  /// The records of the drawings.
  static func small() -> PaperWarehouse {
    let house = PaperWarehouse(
      [
        row(1, "BOX-12", "Carton 12", "D-1", 80, 0, 20), row(2, "GLU-1", "Glue 250 ml", "A-07-1", 18, 6, 60),
        row(3, "SER-7", "Scale S7 (serial)", "V-01", 4, 0, 2),
        row(4, "TAP-048", "Tape 48 mm clear", "A-02-4", 322, 12, 90),
        row(5, "WID-100", "Widget M4 zinc", "A-03-2", 96, 12, 90, incoming: 200),
        row(6, "WID-220", "Widget M6 A2", "A-03-2", 8, 8, 40),
        row(7, "WID-221", "Widget M6 A4", "A-03-3", 141, 0, 40),
        row(8, "WID-300", "Widget M8 zinc", "A-04-1", 77, 0, 50), row(9, "WIP-001", "Wipes 80", "B-01-1", 1208, 0, 400),
        row(10, "WRP-500", "Pallet wrap 500 mm", "D-1", 54, 12, 40),
        row(11, "YOK-010", "Yoke 10 mm", "B-02-2", 6, 0, 5),
        row(12, "ZIP-200", "Cable tie 200 mm", "B-02-4", 5400, 0, 2000),
        row(13, "ZIP-370", "Cable tie 370 mm", "B-02-5", 900, 20, 900, incoming: 1000),
        row(14, "ZNC-001", "Zinc spray 400 ml", "V-02", 16, 0, 12),
      ])
    house.state.withLock { state in
      state.items["WID-220"]?.barcodes = [Barcode("4006381333931")]
      state.items["GLU-1"]?.tracking = .lot
      state.lots["GLU-1"] = [
        LotBalance(
          lot: Lot(code: "L2407", expires: Day("2026-08-04")), location: LocationID(2), place: "NORTH/A-07-1",
          onHand: Quantity(18), blocked: .zero)
      ]
    }
    return house
  }

  /// `count` records of as many items.
  static func large(_ count: Int) -> PaperWarehouse {
    PaperWarehouse(
      (1...count).map {
        row(Int64($0), "SKU-" + String(String(100_000 + $0).dropFirst()), "Item \($0)", "A-\($0)", $0, 0, nil)
      })
  }

  static func row(
    _ number: Int64, _ sku: String, _ name: String, _ place: String, _ onHand: Int, _ reserved: Int,
    _ reorderPoint: Int?, incoming: Int = 0
  ) -> StockRow {
    StockRow(
      item: ItemID(number), location: LocationID(number), code: ItemCode(sku: sku), name: name, category: "goods",
      unit: "pcs", itemIsActive: true, cost: nil, currency: "", locationCode: place, siteCode: "NORTH",
      roomType: "storage",
      balances: Balances(onHand: Quantity(onHand), reserved: Quantity(reserved), incoming: Quantity(incoming)),
      reorderPoint: reorderPoint.map { Quantity($0) }, bin: "", flags: [], version: 1,
      lastMovementAt: noon.adding(milliseconds: -86_400_000), lastCountedAt: noon.adding(milliseconds: -3 * 86_400_000))
  }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    let result: Result<ActAnswer, InventoryError> = state.withLock { state in
      if let refusal = state.refusal {
        state.refusal = nil
        return .failure(refusal)
      }
      if var earlier = state.acts[context.key] {
        earlier.isRepeat = true
        return .success(earlier)
      }
      do throws(InventoryError) {
        var counting = state.counting
        try counting.perform(act, context, state)
        state.counting = counting
        var receiving = state.receiving
        try receiving.perform(act, context, state)
        state.receiving = receiving
        var puttingAway = state.puttingAway
        try puttingAway.perform(act, context)
        state.puttingAway = puttingAway
        var people = state.people
        try people.perform(act, context, &state.operators)
        state.people = people
        var buying = state.buying
        try buying.perform(act, context, state)
        state.buying = buying
      } catch {
        return .failure(error)
      }
      PaperWarehouse.post(act, context, &state)
      let answer = ActAnswer(
        key: context.key, isDryRun: false, isRepeat: false, event: Int64(state.acts.count + 1), action: act.action,
        document: state.buying.made.map { "{\"id\":\"\($0)\"}" }, entries: [], entryCount: 1)
      state.acts[context.key] = answer
      if state.losesAnswer {
        state.losesAnswer = false
        return .failure(.outcomeUnknown(key: context.key, detail: "the line was cut"))
      }
      return .success(answer)
    }
    return try result.get()
  }

  private static func post(_ act: some Act, _ context: ActContext, _ state: inout State) {
    if let movements = act as? PostMovements {
      for line in movements.lines {
        let quantity =
          [.issue, .damage, .scrap, .theft, .transferOut].contains(line.kind) ? -line.quantity : line.quantity
        record(line.kind, line.item, line.location, quantity, line.reason, context, &state)
      }
    } else if let reversal = act as? ReverseMovement, case .act(let key) = reversal.target {
      for entry in state.entries where entry.key == key {
        record(
          entry.kind, entry.code.description, entry.place, -entry.change.onHand, entry.reason, context, &state)
      }
    } else if let addition = act as? AddItem {
      state.items[addition.item.code.description] = addition.item
    }
  }

  private static func record(
    _ kind: MovementKind, _ item: String, _ place: String, _ change: Quantity, _ reason: String?,
    _ context: ActContext, _ state: inout State
  ) {
    guard let index = state.rows.firstIndex(where: { $0.code.description == item && $0.locationCode == place }) else {
      return
    }
    state.rows[index].balances.onHand += change
    state.rows[index].version += 1
    let row = state.rows[index]
    state.entries.insert(
      LedgerEntry(
        id: Int64(state.entries.count + 1), key: context.key, kind: kind, code: row.code, item: row.item,
        location: row.location, place: place, lot: nil, serials: [], change: Balances(onHand: change),
        after: row.balances, reason: reason, reference: nil, note: nil, metadata: [], cost: nil, actor: context.actor,
        terminal: context.terminal, occurredAt: context.now, recordedAt: context.now, reverses: nil, reversedBy: nil),
      at: 0)
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = state.withLock { state in
      state.questions += 1
      state.asker = asker
      return PaperAnswers(state: state)
    }
    return try question.answered(by: answers)
  }

  func change(_ sku: String, onHand: Int) {
    state.withLock { state in
      for index in state.rows.indices where state.rows[index].code.description == sku {
        state.rows[index].balances.onHand = Quantity(onHand)
        state.rows[index].version += 1
      }
    }
  }

  func onHand(_ sku: String) -> Quantity? {
    state.withLock { $0.rows.first { $0.code.description == sku }?.balances.onHand }
  }
}

/// The state of a paper warehouse at a moment.
struct PaperAnswers: QuietAnswering {
  let state: PaperWarehouse.State

  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] {
    let code = question.code.lowercased()
    let gtin = question.scanned.gtin
    let items = state.items.values.filter { item in
      item.code.description.lowercased() == code
        || item.barcodes.contains { $0.code == question.code || GTIN($0.code) == gtin && gtin != nil }
    }
    if let item = items.first {
      let pack = item.barcodes.first { $0.code == question.code }?.pack ?? Quantity(1)
      guard let label = question.scanned.elements else { return [.item(item, pack: pack)] }
      let lot = state.lots[item.code.description]?.first { $0.lot.code == label.lot }?.lot
      return [.goods(LabelledGoods(item, pack: pack, label: label, knownLot: lot))]
    }
    if let person = state.operators.first(where: { $0.badge == question.code }) { return [.operator(person)] }
    if let stocktake = state.counting.stocktakes.first(where: { $0.number.lowercased() == code }) {
      return [.stocktake(stocktake)]
    }
    if let plate = state.puttingAway.plates.first(where: { $0.code == question.code }) { return [.plate(plate)] }
    if let transfer = state.receiving.transfers.first(where: {
      $0.number.lowercased() == code || $0.reference?.lowercased() == code
    }) {
      return [.transfer(transfer)]
    }
    if let order = state.buying.orders.first(where: {
      $0.number.lowercased() == code || $0.reference?.lowercased() == code
    }) {
      return [.order(order)]
    }
    if let receipt = state.buying.receipts.first(where: { $0.number.lowercased() == code }) {
      return [.receipt(receipt)]
    }
    if code.hasPrefix("rv-"), let id = ReservationID(code), let held = state.reservations.first(where: { $0.id == id })
    {
      return [.reservation(held)]
    }
    if let row = state.buying.requisitions.first(where: { $0.requisition.number.lowercased() == code }) {
      return [.requisition(row.requisition)]
    }
    if let line = state.receiving.lines.first(where: { $0.serialsInTransit.contains(question.code) }),
      let item = state.items[line.code.description]
    {
      return [.serial(question.code, item, place: nil)]
    }
    guard state.rows.contains(where: { $0.locationCode.lowercased() == code }) else { return [] }
    return [.location(Location(code: question.code, siteCode: "NORTH"))]
  }

  func answer(_ question: StockPage) throws(InventoryError) -> Page<StockRow> {
    if question.filter.location == "NOWHERE" { throw .noSuchLocation("NOWHERE") }
    var rows = state.rows.filter { row in
      let words = (question.filter.text ?? "").lowercased().split(separator: " ")
      let text = "\(row.code) \(row.name)".lowercased()
      let location = question.filter.location
      return words.allSatisfy { text.contains($0) }
        && (!question.filter.isLow || [.low, .out, .covered].contains(row.state))
        && (location == nil || location == row.siteCode || location == row.locationCode)
    }
    switch question.sort {
    case .name: rows.sort { $0.name < $1.name }
    case .available: rows.sort { $0.balances.available < $1.balances.available }
    case .onHand: rows.sort { $0.balances.onHand < $1.balances.onHand }
    default: rows.sort { $0.code.sku < $1.code.sku }
    }
    if question.isDescending { rows.reverse() }
    return try PaperAnswers.page(rows, question.start, question.limit)
  }

  /// A page with cursors as the ledger gives them.
  static func page<Row>(_ all: [Row], _ start: PageStart, _ limit: Int) throws(InventoryError) -> Page<Row> {
    func index(_ cursor: Cursor) throws(InventoryError) -> Int {
      guard let index = cursor.parts?.first.flatMap({ Int($0) }) else {
        throw .badField(name: "cursor", value: cursor.text, wanted: "one that a list gave")
      }
      return index
    }
    func mark(_ index: Int) -> Cursor { Cursor([String(index)]) }
    let range: Range<Int>
    switch start {
    case .first: range = 0..<min(limit, all.count)
    case .last: range = max(0, all.count - limit)..<all.count
    case .after(let cursor):
      let first = try min(index(cursor) + 1, all.count)
      range = first..<min(first + limit, all.count)
    case .before(let cursor):
      let last = try min(index(cursor), all.count)
      range = max(0, last - limit)..<last
    }
    var previous = range.lowerBound > 0 ? mark(range.lowerBound) : nil
    if case .after = start, !range.isEmpty { previous = mark(range.lowerBound) }
    var next = range.upperBound < all.count ? mark(range.upperBound - 1) : nil
    if case .before = start, !range.isEmpty { next = mark(range.upperBound - 1) }
    return Page(rows: Array(all[range]), next: next, previous: range.isEmpty ? nil : previous)
  }

  func answer(_ question: StockTotals) throws(InventoryError) -> StockTotals.Totals {
    StockTotals.Totals(
      records: state.rows.count, low: state.rows.filter { $0.state == .low }.count,
      out: state.rows.filter { $0.state == .out }.count)
  }

  func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card {
    guard let item = state.items[question.item] else { throw .noSuchItem(question.item) }
    let places = state.rows.filter { $0.code == item.code }
    return ItemStock.Card(
      item: item, total: places.reduce(Balances.zero) { $0 + $1.balances }, places: places,
      lots: state.lots[question.item] ?? [], serials: [])
  }

  func answer(_ question: UsePerDay) throws(InventoryError) -> [Quantity] {
    (0..<question.days).map { Quantity($0 % 7 * 2) }
  }

  func answer(_ question: LedgerPage) throws(InventoryError) -> Page<LedgerEntry> {
    try PaperAnswers.page(
      state.entries.filter { entry in
        question.filter.fits(entry)
          && (question.text?.fits("\(entry.id) \(entry.code) \(entry.place) \(entry.reference ?? "")") ?? true)
      },
      question.start, question.limit)
  }

  func answer(_ question: ItemPage) throws(InventoryError) -> Page<Item> { Page(rows: [], next: nil, previous: nil) }
  func answer(_ question: LocationList) throws(InventoryError) -> Page<Location> {
    Page(rows: [], next: nil, previous: nil)
  }
  func answer(_ question: FindAct) throws(InventoryError) -> ActAnswer? { state.acts[question.key] }
  func answer(_ question: ActKeys) throws(InventoryError) -> [String] { [] }
  func answer(_ question: Settings) throws(InventoryError) -> [Settings.Setting] { state.settings }
  func answer(_ question: OperatorList) throws(InventoryError) -> [Operator] { state.operators }
  func answer(_ question: WhoAmI) throws(InventoryError) -> Operator? {
    state.operators.first { $0.name == question.name }
  }
  func answer(_ question: Permission) throws(InventoryError) -> Operator? { nil }
  func answer(_ question: Verification) throws(InventoryError) -> [Verification.Finding] { [] }
  func answer(_ question: EachStockRow) throws(InventoryError) -> Int { 0 }
  func answer(_ question: EachLedgerEntry) throws(InventoryError) -> Int { 0 }
  func answer(_ question: StockAsOf) throws(InventoryError) -> StockAsOf.Past { StockAsOf.Past() }
  func answer(_ question: ChangeToken) throws(InventoryError) -> Int64 { Int64(state.acts.count) }
}
