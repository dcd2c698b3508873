import Inventory
import Testing

/// Thousands of random acts against the books and against the plain model: both must take or refuse each of them, and
/// say the same afterwards. A failure prints its seed; keep that seed as an argument.
@Suite struct SimulationTests {
  @Test("random days in a warehouse end as the plain model says", arguments: [1, 2] as [UInt64])
  func knownSeeds(seed: UInt64) throws { try run(seed, steps: 1500) }

  @Test("so does a day nobody has seen before")
  func freshSeed() throws { try run(UInt64.random(in: 1000...999_999), steps: 1000) }

  private func run(_ seed: UInt64, steps: Int) throws {
    var simulation = try Simulation(seed: seed)
    for step in 0..<steps {
      try simulation.step(step)
      if simulation.failures > 0 { break }
      if step % 200 == 199 { try simulation.compareAll(step) }
    }
    try simulation.compareAll(steps)
    // A simulation in which everything is refused, or nothing, tests little.
    #expect(simulation.taken > steps / 3 && simulation.refused > steps / 20, "seed \(seed)")
  }
}

private struct Simulation {
  let seed: UInt64
  let house: SampleWarehouse
  var numbers: SeededNumbers
  var model = SimulationModel()
  var acts: [(key: String, act: PostMovements, ids: [Int64])] = []
  var taken = 0
  var refused = 0
  var failures = 0

  private static let places = ["A-01", "A-02", "Q", "S-01"]

  init(seed: UInt64) throws {
    self.seed = seed
    house = try SampleWarehouse()
    numbers = SeededNumbers(seed: seed)
  }

  mutating func step(_ step: Int) throws {
    if !acts.isEmpty, numbers.once(in: 8) { return try reverse(step) }
    if !acts.isEmpty, numbers.once(in: 25) { return try again(step) }
    let lines = numbers.once(in: 6) ? (0..<3).map { _ in line(["DRILL-18V", "CABLE"].any(&numbers)) } : [line()]
    let expected = entries(of: lines)
    let act = PostMovements(lines)
    let ids = try compare(act, expected, key: "step-\(step)", "step \(step) \(lines.map { words($0) })")
    if let ids { acts.append(("step-\(step)", act, ids)) }
  }

  /// Sends an act to both; the numbers of its entries where both took it.
  private mutating func compare(
    _ act: some Act, _ expected: [SimulationModel.Entry]?, key: String, _ what: String
  ) throws -> [Int64]? {
    var ids: [Int64]?
    var type = "done"
    do {
      ids = try house.act(act, key: key).entries.map(\.id)
    } catch let error as InventoryError {
      type = Explanation(error).type
    }
    var after = model
    let stands = expected.map { after.post($0) } ?? false
    if stands != (ids != nil) || ["contended", "database-failed"].contains(type) {
      failures += 1
      #expect(stands == (ids != nil), "\(what): \(type), seed \(seed)")
      #expect(!["contended", "database-failed"].contains(type), "\(what): \(type), seed \(seed)")
    }
    guard let ids, stands else {
      refused += 1
      return nil
    }
    taken += 1
    let first = model.entries.count
    model = after
    for (index, id) in ids.enumerated() { model.entries[first + index].id = id }
    return ids
  }

  private mutating func reverse(_ step: Int) throws {
    let (key, _, ids) = acts.any(&numbers)
    let isWhole = numbers.once(in: 2)
    var targets = ids
    let chosen = ids.any(&numbers)
    if !isWhole {
      targets = [chosen]
      if let entry = model.entries.first(where: { $0.id == chosen }) {
        if entry.kind == .transferOut { targets.append(chosen + 1) }
        if entry.kind == .transferIn { targets.append(chosen - 1) }
      }
    }
    let meant = model.entries.filter { targets.contains($0.id) }
    let expected = meant.contains { $0.isReversed || $0.isReversal } ? nil : model.reversal(of: targets)
    let act = ReverseMovement(isWhole ? .act(key: key) : .entry(chosen))
    if try compare(act, expected, key: "step-\(step)", "step \(step) reverses \(targets)") != nil {
      for index in model.entries.indices where targets.contains(model.entries[index].id) {
        model.entries[index].isReversed = true
      }
    }
  }

  private mutating func again(_ step: Int) throws {
    let (key, act, ids) = acts.any(&numbers)
    let answer = try house.act(act, key: key)
    #expect(answer.isRepeat && answer.entries.map(\.id) == ids, "step \(step) repeats \(key), seed \(seed)")
  }

  private mutating func line(_ only: String? = nil) -> MovementLine {
    let item = only ?? ["DRILL-18V", "CABLE", "GLUE", "SCALE"].any(&numbers)
    let kinds: [MovementKind] = [
      .receipt, .receipt, .receipt, .return, .issue, .issue, .scrap, .adjustment, .transferOut, .transferOut, .reserve,
      .release, .consume,
    ]
    let kind = kinds.any(&numbers)
    var line = MovementLine(kind, item, Quantity(numbers.upTo(7) + 1), at: Simulation.places.any(&numbers))
    if item == "CABLE" { line.quantity = Quantity(thousandths: Int64(numbers.upTo(7000) + 1)) }
    if kind == .adjustment {
      line.reason = "AUDIT"
      if numbers.once(in: 2) { line.quantity = -line.quantity }
    }
    if kind == .transferOut { line.to = Simulation.places.any(&numbers) }
    if item == "GLUE", kind != .release || numbers.once(in: 2) { line.lot = ["L1", "L2", "L3"].any(&numbers) }
    if item == "SCALE", kind != .reserve, kind != .release {
      line.quantity = Quantity(line.quantity < .zero ? -1 : 1)
      line.serials = ["S\(numbers.upTo(9))"]
    }
    if numbers.once(in: 3) {
      line.occurredAt = SampleWarehouse.noon.adding(milliseconds: Int64(-numbers.upTo(40)) * 21_600_000)
    }
    return line
  }

  /// What the lines come to by the specification's table; nil where one is refused for what it names.
  private func entries(of lines: [MovementLine]) -> [SimulationModel.Entry]? {
    var entries: [SimulationModel.Entry] = []
    for line in lines {
      guard let legs = legs(of: line) else { return nil }
      entries += legs
    }
    return entries
  }

  private func legs(of line: MovementLine) -> [SimulationModel.Entry]? {
    let isQuarantine = line.location == SimulationModel.quarantine
    if isQuarantine, line.kind == .issue || line.kind == .reserve { return nil }
    let brings = [.receipt, .return].contains(line.kind) || line.kind == .adjustment && line.quantity > .zero
    if let lot = line.lot, !brings, !model.knows(line.item, lot: lot) { return nil }
    func leg(_ kind: MovementKind, _ place: String, _ onHand: Quantity, _ reserved: Quantity) -> SimulationModel.Entry {
      SimulationModel.Entry(
        record: SimulationModel.Record(item: line.item, place: place), lot: line.lot, serials: line.serials,
        when: line.occurredAt ?? SampleWarehouse.noon,
        change: Balances(
          onHand: onHand, reserved: reserved,
          blocked: place == SimulationModel.quarantine && reserved.isZero ? onHand : .zero), kind: kind)
    }
    let quantity = line.quantity
    switch line.kind {
    case .reserve: return [leg(line.kind, line.location, .zero, quantity)]
    case .release: return [leg(line.kind, line.location, .zero, -quantity)]
    case .consume: return [leg(line.kind, line.location, -quantity, -quantity)]
    case .issue, .scrap: return [leg(line.kind, line.location, -quantity, .zero)]
    case .transferOut:
      guard let to = line.to, to != line.location, (to == "S-01") == (line.location == "S-01") else { return nil }
      return [leg(.transferOut, line.location, -quantity, .zero), leg(.transferIn, to, quantity, .zero)]
    default: return [leg(line.kind, line.location, quantity, .zero)]
    }
  }

  private func words(_ line: MovementLine) -> String {
    "\(line.kind.name) \(line.quantity) \(line.item) at \(line.location) to \(line.to ?? "-") lot \(line.lot ?? "-") "
      + "\(line.serials) on \(line.occurredAt?.description ?? "now")"
  }

  /// Holds every balance, lot, serial and a few past instants of the books against the model.
  mutating func compareAll(_ step: Int) throws {
    let when = "after step \(step), seed \(seed)"
    for row in try house.allRows(StockPage(limit: 100)) {
      let record = SimulationModel.Record(item: row.code.sku, place: row.locationCode)
      #expect(row.balances == model.balances(record), "\(record) \(when)")
    }
    for (record, onHand) in model.onHandByRecord {
      #expect(try house.balances(record.item, at: record.place).onHand == onHand, "\(record) \(when)")
    }
    for lot in try house.books.ask(ItemStock("GLUE")).lots {
      let place = lot.place.split(separator: "/").last.map(String.init) ?? lot.place
      let expected = model.lotBalances(SimulationModel.Record(item: "GLUE", place: place), lot.lot.code)
      #expect(lot.onHand == expected.onHand && lot.blocked == expected.blocked, "\(lot.lot.code) at \(place) \(when)")
    }
    let serials = try house.books.ask(ItemStock("SCALE")).serials.map { serial in
      "\(serial.serial) \(serial.place.split(separator: "/").last ?? "")"
    }
    let expected = (0...9).compactMap { number in model.place(of: "S\(number)").map { "S\(number) \($0)" } }
    #expect(serials == expected, "\(when)")
    for _ in 0..<3 {
      let instant = SampleWarehouse.noon.adding(milliseconds: Int64(-numbers.upTo(45)) * 21_600_000)
      #expect(try house.books.ask(StockAsOf(instant)) == model.onHand(at: instant), "as of \(instant) \(when)")
    }
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }
}
