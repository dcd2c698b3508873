import Inventory
import Ledger
import StorageLocal
import Testing

/// Three small sites that send each other goods without an end, every step against the books and against the
/// ``TransferModel``. Each has places and items of its own, so that many share one database.
struct TransferSimulation {
  let seed: UInt64
  let house: SampleWarehouse
  /// Another program on the same file, which takes every other act.
  let other: Books
  var numbers: SeededNumbers
  var model = TransferModel()
  var now = SampleWarehouse.noon.adding(milliseconds: -86_400_000)
  var story: [String] = []
  var tally = Tally()
  private var acts = 0
  /// How many serials have come so far.
  var serials = 0
  var counted: [Count] = []
  /// The books' numbers of the items.
  var items: [String: ItemID] = [:]

  static let people = ["anna", "ben", "cleo"]

  struct Tally {
    var taken: [String: Int] = [:]
    var refused: [String: Int] = [:]

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(
        taken: a.taken.merging(b.taken, uniquingKeysWith: +),
        refused: a.refused.merging(b.refused, uniquingKeysWith: +))
    }
  }

  /// What went wrong, with all that led to it.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  init(seed: UInt64, in house: SampleWarehouse, beside other: Books) throws {
    self.seed = seed
    self.house = house
    self.other = other
    numbers = SeededNumbers(seed: seed)
    try setUp()
    for _ in 0..<16 { try bring() }
  }

  private mutating func setUp() throws {
    func place(_ name: String, in site: String, _ type: String? = nil) -> ImportLocations.Row {
      ImportLocations.Row(code(name), .with { ($0.parent, $0.kind, $0.roomType) = (code(site), .room, type) })
    }
    try send(
      ImportLocations([
        ImportLocations.Row(code("N"), LocationEdits()), ImportLocations.Row(code("S"), LocationEdits()),
        ImportLocations.Row(code("E"), .with { $0.isStructural = true }), place("NA", in: "N"), place("NB", in: "N"),
        place("NQ", in: "N", "quarantine"), place("SA", in: "S"), place("SQ", in: "S", "quarantine"),
        place("EA", in: "E"),
      ]), "sets up")
    func item(_ name: String, _ cost: String, _ tracking: Tracking, unit: String = "pcs") -> ImportItems.Row {
      ImportItems.Row(
        ItemCode(sku: code(name)),
        .with {
          $0.cost = UnitCost(cost)
          $0.currency = "EUR"
          $0.tracking = tracking
          $0.unit = UnitOfMeasure(unit)
        })
    }
    try send(
      ImportItems([
        item("P", "49.90", .none), item("M", "0.3333", .none, unit: "m"), item("L", "7.7777", .lot),
        item("S", "1234.5678", .serial),
      ]), "sets up")
    for name in ["P", "M", "L", "S"] {
      items[name] = try house.books.ask(ItemStock(code(name))).item.id
    }
  }

  func code(_ name: String) -> String { "\(name)-\(seed)" }
  func short(_ code: String) -> String { String((code.split(separator: "/").last ?? "").prefix { $0 != "-" }) }

  func fail(_ why: String) -> Failure {
    Failure(description: "seed \(seed): \(why)\n" + story.suffix(16).map { "  " + $0 }.joined(separator: "\n"))
  }

  /// Sends an act to the books: to be taken, or refused for one of these reasons, or, of what the model does not judge,
  /// either. Now and then the answer gets lost, and it is sent again.
  @discardableResult
  mutating func send(
    _ act: some Act, _ what: String, refusals: Set<String>? = nil, by actor: String = "anna"
  ) throws -> ActAnswer? {
    acts += 1
    story.append("\(now) \(actor) \(what)")
    let context = ActContext(key: "t\(seed)-\(acts)", actor: actor, terminal: "dock", now: now)
    let books = acts % 2 == 0 ? house.books : other
    do {
      let answer = try books.performUntilKnown(act, context)
      tally.taken[act.action, default: 0] += 1
      if let refusals, !refusals.isEmpty { throw Failure.expected(self, what, refusals) }
      if numbers.once(in: 6), !act.action.hasPrefix("import.") {
        let again = try (numbers.once(in: 2) ? house.books : other).performUntilKnown(act, context)
        // Of an act whose answer got lost nobody can tell whether an earlier call did it.
        let isTold = again.isRepeat || house.way.isStormy
        guard isTold, again.event == answer.event, again.entries.map(\.id) == answer.entries.map(\.id) else {
          throw Failure.expected(self, what + ", sent again,", [])
        }
      }
      return answer
    } catch let error as InventoryError {
      let type = Explanation(error).type
      story[story.count - 1] += " → \(type): \(Explanation(error).detail.prefix(200))"
      tally.refused["\(act.action) \(type)", default: 0] += 1
      guard let refusals else { throw fail("\(what) was refused: \(type) \(Explanation(error).detail)") }
      if !refusals.isEmpty, !refusals.contains(type) { throw fail("\(what): \(type), not \(refusals.sorted())") }
      if ["contended", "database-failed", "outcome-unknown"].contains(type) { throw fail("\(what): \(error)") }
      return nil
    }
  }

  mutating func step() throws {
    if !numbers.once(in: 5) { now = now.adding(milliseconds: Int64(numbers.upTo(600_000) + 1)) }
    switch numbers.upTo(99) {
    case 0..<6: try bring()
    case 6..<10: try take()
    case 10..<14: try carry()
    case 14..<17: try count()
    case 17..<18: try reverse()
    case 18..<27: try create()
    case 27..<29: try edit()
    case 29..<31: try cancel()
    case 31..<49: try ship()
    case 49..<62: try receive()
    case 62..<73: try scan()
    case 73..<76: try negate()
    case 76..<80: try post()
    case 80..<84: try close()
    case 84..<87: try sendBack()
    case 87..<96: try resolve()
    default: try takeBack()
    }
    try compare()
  }
}

extension TransferSimulation.Failure {
  static func expected(_ simulation: TransferSimulation, _ what: String, _ refusals: Set<String>) -> Self {
    simulation.fail("\(what) was taken, and should be: \(refusals.sorted())")
  }
}
