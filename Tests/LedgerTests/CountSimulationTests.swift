import Glibc
import Inventory
import Testing

/// Tiny warehouses, each with a seed of its own, in which goods move while they are counted. A failure prints the seed
/// and what led to it; `TALLYMAN_RUNS=20` runs twenty times as many, `TALLYMAN_FROM=5000` others, `TALLYMAN_SEED=7`
/// only that one.
@Suite("Counting while goods move, against a plain model") struct CountSimulationTests {
  private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

  @Test("whatever is posted when, a count stands, and what moved after it")
  func manyWarehouses() throws {
    let runs = 150 * (CountSimulationTests.number("TALLYMAN_RUNS") ?? 1)
    let first = UInt64(CountSimulationTests.number("TALLYMAN_FROM") ?? 1)
    var seeds = first...first + UInt64(runs) - 1
    if let seed = CountSimulationTests.number("TALLYMAN_SEED") { seeds = UInt64(seed)...UInt64(seed) }
    var house = try SampleWarehouse(inMemory: true)
    var tally = CountSimulation.Tally()
    var failures = 0
    for seed in seeds {
      if seed % 500 == 0 {
        try house.expectSoundBooks()
        house = try SampleWarehouse(inMemory: true)
      }
      var simulation = try CountSimulation(seed: seed, in: house)
      do {
        for _ in 0..<40 { try simulation.step() }
        try simulation.end()
      } catch let failure as CountSimulation.Failure {
        Issue.record("\(failure)")
        failures += 1
        if failures >= 5 { return }
      }
      tally = tally + simulation.tally
    }
    try house.expectSoundBooks()
    if getenv("TALLYMAN_RUNS") != nil { CountSimulationTests.report(tally, runs) }
    // A simulation in which everything is refused, or nothing, tests little.
    if seeds.count == 1 { return }
    #expect(tally.lines > seeds.count && tally.restated > seeds.count / 10 && tally.cuts > seeds.count / 20)
    #expect(tally.returned > seeds.count / 20)
  }

  private static func report(_ tally: CountSimulation.Tally, _ runs: Int) {
    print(
      "\(runs) warehouses: \(tally.lines) lines applied, \(tally.returned) returned, \(tally.cuts) cuts, \(tally.restated) restated"
    )
    for (name, count) in tally.taken.sorted(by: { $0.key < $1.key }) { print("  \(name) \(count)") }
    for (name, count) in tally.refused.sorted(by: { $0.key < $1.key }) { print("  refused \(name) \(count)") }
  }
}

extension CountSimulation {
  /// In the end everything is counted once more, rightly: then the books have what is there.
  mutating func end() throws {
    for index in takes.indices where !takes[index].isOver {
      try perform(CancelStocktake(takes[index].number), "cancels \(takes[index].number)")
      takes[index].isOver = true
    }
    try compare(isThorough: true)
    now = now.adding(milliseconds: 60_000)
    let open = OpenStocktake(code("W"))
    guard case .success(let answer) = try perform(open, "opens the last one") else { throw fail("not opened") }
    let number = try house.books.ask(StocktakePage(limit: 1)).rows[0].number
    takes.append(Take(number: number, scope: Set(CountSimulation.places), policy: .live))
    _ = answer
    try look(takes.count - 1)
    let lines = Set(model.keys.map { Key($0.item, $0.place, $0.item == "L" ? $0.part : "") })
    var entries: [CountEntry] = []
    for line in lines.union(takes[takes.count - 1].lines.keys).sorted(by: { "\($0)" < "\($1)" }) {
      var entry = CountEntry(.typed, code(line.item), Quantity(model.there(line)), at: code(line.place))
      if line.item == "S" {
        entry.serials = (0..<5).map { "s\($0)" }.filter { model.there(Key("S", line.place, $0)) == 1 }
        entry.quantity = Quantity(entry.serials.count)
      }
      if line.item == "L" { entry.lot = line.part }
      if entry.quantity.isZero { entry.kind = .zero }
      entries.append(entry)
      for serial in line.item == "S" && !entry.serials.isEmpty ? entry.serials.map(Optional.some) : [nil] {
        takes[takes.count - 1].events.append(
          Event(
            line: line, serial: serial, actor: "maria",
            base: serial == nil ? Int(entry.quantity.thousandths / 1000) : 1, when: now, seen: ledgerEnd, round: 1))
      }
    }
    guard !entries.isEmpty else { return }
    guard case .success = try perform(RecordCounts(number, entries), "counts everything", by: "maria") else {
      throw fail("the last count was refused")
    }
    try perform(ReconcileStocktake(number), "reconciles")
    try perform(DecideCounts(number, .approve, .all), "approves")
    try look(takes.count - 1)
    guard try apply(takes.count - 1) else { throw fail("the last count was not applied") }
    for key in model.keys where model.there(key) != model.onHand(key, at: now) {
      throw fail("\(key): \(model.there(key)) are there, the books have \(model.onHand(key, at: now))")
    }
    try compare(isThorough: true)
  }

  /// Holds the ledger against the model: now, and, thoroughly, at every instant at which anything happened.
  func compare(isThorough: Bool) throws {
    for item in CountSimulation.items {
      let entries = try ledger(item)
      let keys = model.keys.filter { $0.item == item }.union(entries.map(\.key))
      for key in keys {
        var instants: Set<Instant> = [now]
        instants.formUnion(model.counts.filter { $0.key == key }.map(\.when))
        if isThorough { instants.formUnion(entries.filter { $0.key == key }.map(\.when)) }
        for instant in instants.sorted() {
          let sum = entries.reduce(0) { $1.key == key && $1.when <= instant ? $0 + $1.change : $0 }
          let expected = model.onHand(key, at: instant)
          if sum != expected {
            throw fail("\(key) at \(instant): the books have \(sum), not \(expected)\n\(account(of: key, entries))")
          }
        }
      }
      try compareBalances(item)
    }
  }

  private func compareBalances(_ item: String) throws {
    let stock = try house.books.ask(ItemStock(code(item)))
    for row in stock.places {
      let place = short(row.locationCode)
      let onHand = Quantity(model.onHand(of: item, at: place, now))
      let held = model.reserved(of: item, at: place).reduce(0) { $0 + $1.quantity }
      let expected = Balances(
        onHand: onHand, reserved: Quantity(held), blocked: place == CountModel.quarantine ? onHand : .zero)
      if row.balances != expected { throw fail("\(item) at \(place): \(row.balances), not \(expected)") }
    }
    for lot in stock.lots {
      let key = Key(item, short(String(lot.place.split(separator: "/").last ?? "")), lot.lot.code)
      if lot.onHand != Quantity(model.onHand(key, at: now)) { throw fail("\(key): \(lot.onHand) in stock") }
    }
    for serial in stock.serials {
      let place = short(String(serial.place.split(separator: "/").last ?? ""))
      if model.onHand(Key(item, place, serial.serial), at: now) != 1 {
        throw fail("\(serial.serial) stands at \(place)")
      }
    }
  }

  private struct Change {
    var key: Key
    var when: Instant
    var change: Int
    var words: String
  }

  private func ledger(_ item: String) throws -> [Change] {
    var filter = LedgerFilter()
    filter.item = code(item)
    return try house.books.ask(LedgerPage(filter, limit: 1000)).rows.sorted { $0.id < $1.id }.flatMap { entry in
      let place = short(String(entry.place.split(separator: "/").last ?? ""))
      let change = Int(entry.change.onHand.thousandths / 1000)
      let words =
        "\(entry.id) \(entry.kind.name) \(entry.change.onHand) on \(entry.occurredAt) \(entry.lot ?? "") "
        + "\(entry.serials) \(entry.reference ?? "") \(entry.note ?? "")"
      if change == 0 { return [Change]() }
      if item == "S" {
        return entry.serials.map {
          Change(key: Key(item, place, $0), when: entry.occurredAt, change: change.signum(), words: words)
        }
      }
      return [
        Change(
          key: Key(item, place, item == "L" ? entry.lot ?? "" : ""), when: entry.occurredAt, change: change,
          words: words)
      ]
    }
  }

  private func account(of key: Key, _ entries: [Change]) -> String {
    let ledger = entries.filter { $0.key == key }.map { "  ledger " + $0.words }
    let papers = model.papers.filter { $0.key == key && $0.reserved == 0 }.map {
      "  paper \($0.id) \($0.change) on \($0.when) \($0.undoes.map { "undoes \($0)" } ?? "") \($0.count ?? "")"
    }
    let counts = model.counts.filter { $0.key == key }.map {
      "  count \($0.line) \($0.value) on \($0.when) seen \($0.seen.map { "\($0)" } ?? "-")"
    }
    return (ledger + papers + counts).joined(separator: "\n")
  }
}
