import Inventory
import Ledger
import StorageLocal
import Testing

/// Two items at two places, one of them in two lots, that are reserved and settled without an end, every step against a
/// plain model of who holds what.
struct ReservationSimulation {
  /// A place and a lot, or none.
  struct Spot: Hashable {
    var item: String
    var place: String
    var lot: String?
  }

  struct Held {
    var item: String
    var scope: String
    var isConfirmed = false
    var expiresAt: Instant?
    var waiting = 0
    var pieces: [Spot: Int] = [:]
    var open: Int { pieces.values.reduce(0, +) }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static let spots = [
    Spot(item: "DRILL-18V", place: "A-01"), Spot(item: "DRILL-18V", place: "A-02"),
    Spot(item: "GLUE", place: "A-01", lot: "L1"), Spot(item: "GLUE", place: "A-01", lot: "L2"),
    Spot(item: "GLUE", place: "A-02", lot: "L1"), Spot(item: "GLUE", place: "A-02", lot: "L2"),
  ]

  let house: SampleWarehouse
  let seed: UInt64
  var numbers: SeededNumbers
  var now = SampleWarehouse.noon
  var onHand: [Spot: Int] = [:]
  var held: [String: Held] = [:]
  var story: [String] = []
  private(set) var tally: [String: Int] = [:]
  private var acts = 0

  /// - Parameter house: in which nothing lies yet; nil for one of its own.
  init(seed: UInt64, in house: SampleWarehouse? = nil) throws {
    self.seed = seed
    self.house = try house ?? SampleWarehouse(inMemory: true)
    numbers = SeededNumbers(seed: seed)
  }

  // MARK: Steps

  mutating func step() throws {
    now = now.adding(milliseconds: Int64(numbers.upTo(4)) * 60_000)
    let spot = ReservationSimulation.spots.any(&numbers)
    switch numbers.upTo(13) {
    case 0, 1: try receive(spot, 1 + numbers.upTo(9))
    case 2: try issue(spot, 1 + numbers.upTo(5))
    case 3, 4, 5, 6: try reserve(spot)
    case 7:
      try settle("confirm") {
        ConfirmReservation($0)
      } then: {
        $0.isConfirmed = true
        $0.expiresAt = nil
      }
    case 8: try fulfil()
    case 9: try release()
    case 10:
      let end = now.adding(milliseconds: Int64(1 + numbers.upTo(20)) * 60_000)
      try settle("extend") {
        ExtendReservation($0, until: end)
      } then: {
        $0.expiresAt = end
      }
    case 11:
      _ = try perform("sweep", SweepReservations())
    case 12: try count(spot, numbers.upTo(12))
    default: now = now.adding(milliseconds: Int64(numbers.upTo(30)) * 60_000)
    }
    try adopt()
    try compare()
  }

  private mutating func perform(_ name: String, _ act: some Act) throws -> Bool {
    acts += 1
    story.append("\(now) \(name): \(act)")
    do throws(InventoryError) {
      _ = try house.books.performUntilKnown(
        act, ActContext(key: "\(seed)-\(acts)", actor: "anna", terminal: "t", now: now))
      tally[name, default: 0] += 1
      return true
    } catch {
      tally["refused \(Explanation(error).type)", default: 0] += 1
      return false
    }
  }

  private mutating func receive(_ spot: Spot, _ quantity: Int) throws {
    let line = MovementLine(.receipt, spot.item, Quantity(quantity), at: spot.place, lot: spot.lot)
    guard try perform("receive", PostMovements([line])) else { throw failure("a receipt is refused") }
    onHand[spot, default: 0] += quantity
  }

  private mutating func issue(_ spot: Spot, _ quantity: Int) throws {
    let free = free(spot)
    let mayBeServed = hasOverdue && isWaited(spot)
    let line = MovementLine(.issue, spot.item, Quantity(quantity), at: spot.place, lot: spot.lot)
    let isDone = try perform("issue", PostMovements([line]))
    guard isDone == (free >= quantity) || mayBeServed else {
      throw failure("\(free) free, \(quantity) issued: \(isDone)")
    }
    if isDone { onHand[spot, default: 0] -= quantity }
  }

  private mutating func reserve(_ spot: Spot) throws {
    let scope = numbers.once(in: 2) ? "A" : spot.place
    let quantity = 1 + numbers.upTo(7)
    let lacking = ReserveStock.Lacking.allCases.any(&numbers)
    let policy: LotAllocation.Policy = numbers.once(in: 2) ? .fifo : .fefo
    let free = ReservationSimulation.spots.filter { $0.item == spot.item && (scope == "A" || $0.place == scope) }
      .reduce(0) { $0 + self.free($1) }
    let mayBeServed = hasOverdue && isWaited(spot)
    let life = 1 + numbers.upTo(25)
    let isForEver = numbers.once(in: 3)
    let act = ReserveStock(
      for: "order:\(acts % 7)", [.init(spot.item, at: scope, Quantity(quantity), policy: policy)],
      life: isForEver ? .unlimited : .lasting(milliseconds: Int64(life) * 60_000), lacking: lacking)
    let isDone = try perform("reserve \(lacking)", act)
    guard isDone == (free >= quantity || lacking != .refuse) || mayBeServed else {
      throw failure("\(free) free, \(quantity) reserved: \(isDone)")
    }
    guard isDone else { return }
    let number = try #require(try house.books.ask(ReservationPage(limit: 1)).rows.first).reservation.number
    let lines = try house.books.ask(ReservationCard(number)).lines
    let open = Int(lines[0].open.thousandths / 1000)
    guard open == min(free, quantity) || mayBeServed else { throw failure("\(open) held of \(min(free, quantity))") }
    held[number] = Held(
      item: spot.item, scope: scope, expiresAt: isForEver ? nil : now.adding(milliseconds: Int64(life) * 60_000))
    if open == 0, lacking != .wait { held[number] = nil }
  }

  /// Confirms or extends any that there ever was.
  private mutating func settle(
    _ name: String, _ make: (ReservationName) -> some Act, then change: (inout Held) -> Void
  ) throws {
    guard let number = held.keys.sorted().randomElement(using: &numbers), let own = held[number] else { return }
    let isDone = try perform(name, make(.number(number)))
    guard isDone == (isAlive(own) && !own.isConfirmed) else { throw failure("\(name) of \(number): \(isDone)") }
    if isDone { change(&held[number, default: own]) }
  }

  private mutating func fulfil() throws {
    guard let number = held.keys.sorted().randomElement(using: &numbers), let own = held[number] else { return }
    let quantity = 1 + numbers.upTo(5)
    let before = own.pieces
    let act = FulfilReservation(.number(number), [.init(own.item, Quantity(quantity))])
    let isDone = try perform("fulfil", act)
    guard isDone == (isAlive(own) && own.open >= quantity) else {
      throw failure("fulfil \(quantity) of \(number): \(isDone)")
    }
    guard isDone else { return }
    try adopt()
    for (spot, had) in before { onHand[spot, default: 0] -= had - (held[number]?.pieces[spot] ?? 0) }
    guard (held[number]?.open ?? 0) == own.open - quantity else { throw failure("more or less than \(quantity) left") }
  }

  private mutating func release() throws {
    guard let number = held.keys.sorted().randomElement(using: &numbers), let own = held[number] else { return }
    if numbers.once(in: 2) {
      let isDone = try perform("release", ReleaseReservation(.number(number)))
      guard isDone == isAlive(own) else { throw failure("release of \(number): \(isDone)") }
      if isDone { held[number] = nil }
      return
    }
    let quantity = 1 + numbers.upTo(5)
    let act = ReleaseReservation(.number(number), [.init(own.item, Quantity(quantity))])
    let isDone = try perform("release part", act)
    guard isDone == (isAlive(own) && own.open + own.waiting >= quantity) else {
      throw failure("release \(quantity) of \(number): \(isDone)")
    }
  }

  private mutating func count(_ spot: Spot, _ quantity: Int) throws {
    let holders = held.values.filter { isAlive($0) }.reduce(0) { $0 + ($1.pieces[spot] ?? 0) }
    let hadOverdue = hasOverdue
    guard try perform("count", CountNow(spot.item, Quantity(quantity), at: spot.place, lot: spot.lot)) else {
      if onHand[spot] != nil { throw failure("a count is refused") }
      return
    }
    onHand[spot] = quantity
    try adopt()
    let after = held.values.reduce(0) { $0 + ($1.pieces[spot] ?? 0) }
    let waits = held.values.contains { $0.item == spot.item } && quantity > holders
    guard after == min(holders, quantity) || waits || hadOverdue else {
      throw failure("\(after) held of \(holders) after \(quantity) were counted")
    }
  }

  // MARK: The model

  func isAlive(_ own: Held) -> Bool { own.isConfirmed || own.expiresAt.map { now < $0 } ?? true }

  var hasOverdue: Bool { held.values.contains { !isAlive($0) } }

  func isWaited(_ spot: Spot) -> Bool { held.values.contains { $0.item == spot.item && $0.waiting > 0 } }

  func free(_ spot: Spot) -> Int {
    (onHand[spot] ?? 0) - held.values.filter { isAlive($0) }.reduce(0) { $0 + ($1.pieces[spot] ?? 0) }
  }

  /// Takes over from the books which pieces each reservation holds; that they fit is compared afterwards.
  private mutating func adopt() throws {
    let now = now
    let books = try house.another(clock: { now })
    for number in held.keys.sorted() {
      let card = try books.ask(ReservationCard(number))
      guard let line = card.lines.first, let own = held[number] else { continue }
      guard card.reservation.status.isLive || !isAlive(own) || line.open + line.waiting == .zero else {
        throw failure("\(number) is \(card.reservation.status)")
      }
      if card.reservation.status.isLive != isAlive(own), line.open + line.waiting > .zero {
        throw failure("\(number) is \(card.reservation.status), but alive: \(isAlive(own))")
      }
      guard card.reservation.status.isLive else {
        if card.reservation.status != .expired || !isOverdueInBooks(number) { held[number] = nil }
        continue
      }
      held[number]?.waiting = Int(line.waiting.thousandths / 1000)
      held[number]?.pieces = Dictionary(
        uniqueKeysWithValues: line.pieces.filter { $0.open > .zero }.map {
          (
            Spot(item: own.item, place: String($0.place.split(separator: "/").last ?? ""), lot: $0.lot?.code),
            Int($0.open.thousandths / 1000)
          )
        })
    }
  }

  /// Whether nobody has written down that it expired: asked as of long ago, it lives.
  private func isOverdueInBooks(_ number: String) -> Bool {
    (try? house.another().ask(ReservationCard(number)).reservation.status.isLive) ?? false
  }

  private func compare() throws {
    let now = now
    let books = try house.another(clock: { now })
    for (item, place) in [("DRILL-18V", "A-01"), ("DRILL-18V", "A-02"), ("GLUE", "A-01"), ("GLUE", "A-02")] {
      let there = try books.ask(ItemStock(item, at: place)).total
      let spots = ReservationSimulation.spots.filter { $0.item == item && $0.place == place }
      var expected = Balances()
      for spot in spots {
        expected.onHand += Quantity(onHand[spot] ?? 0)
        for own in held.values where isAlive(own) {
          let quantity = Quantity(own.pieces[spot] ?? 0)
          if own.isConfirmed { expected.allocated += quantity } else { expected.reserved += quantity }
        }
      }
      guard there == expected else { throw failure("\(item) at \(place): \(there), expected \(expected)") }
    }
    for (number, own) in held where own.waiting > 0 && isAlive(own) && !hasOverdue {
      let left = ReservationSimulation.spots.filter {
        $0.item == own.item && (own.scope == "A" || $0.place == own.scope)
      }
      guard left.allSatisfy({ free($0) == 0 }) else { throw failure("\(number) waits while there is some") }
    }
  }

  func failure(_ words: String) -> Failure {
    Failure(description: "seed \(seed): \(words)\n" + story.suffix(12).joined(separator: "\n"))
  }
}

@Suite("Reservations, against a plain model") struct ReservationSimulationTests {
  @Test("whatever is held, confirmed, fulfilled, given back, expired and counted: the books say who holds what")
  func manyOrders() throws {
    var tally: [String: Int] = [:]
    for seed in 1...12 as ClosedRange<UInt64> {
      var simulation = try ReservationSimulation(seed: seed)
      do {
        for _ in 0..<90 { try simulation.step() }
      } catch let failure as ReservationSimulation.Failure {
        Issue.record("\(failure)")
        return
      }
      try simulation.house.expectSoundBooks()
      tally.merge(simulation.tally, uniquingKeysWith: +)
    }
    // A simulation in which everything is refused, or nothing, tests little.
    for act in ["reserve refuse", "reserve wait", "confirm", "fulfil", "release", "release part", "extend", "count"] {
      #expect(tally[act] ?? 0 > 10, "\(act): \(tally)")
    }
    #expect(tally["refused insufficient-stock"] ?? 0 > 10 && tally["refused reservation-expired"] ?? 0 > 5, "\(tally)")
  }
}
