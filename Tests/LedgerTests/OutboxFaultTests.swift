import Inventory
import Ledger
import Storage
import Synchronization
import Testing

/// Lines cut by the hundred: no act twice, none lost, every outcome known in the end.
@Suite struct OutboxFaultTests {
  /// What one person did at one console, and what is to come of it.
  private struct Person {
    let name: String
    var console: OutboxService
    var keys: [String] = []
    /// Scans that stand, by place, the last one last; wrong ones among them.
    var stands: [String: [(key: String, quantity: Int, isWrong: Bool)]] = [:]
    var refused: Set<String> = []
  }

  /// Bad weather until the end.
  private final class Weather: Sendable {
    private let state: Mutex<(numbers: SeededNumbers, isBad: Bool)>
    init(seed: UInt64) { state = Mutex((SeededNumbers(seed: seed), true)) }
    func clear() { state.withLock { $0.isBad = false } }

    func next() -> SwitchedDatabase.Mode {
      state.withLock { state in
        guard state.isBad, state.numbers.once(in: 6) else { return .up }
        return [.down, .deaf, .lost, .full, .locksUsOut].any(&state.numbers)
      }
    }
  }

  @Test(arguments: [0..<40, 40..<80, 80..<120])
  func `whatever becomes of the line, what was scanned is in the books once, or refused and known`(
    _ seeds: Range<Int>
  ) throws {
    for seed in seeds { try run(UInt64(seed)) }
  }

  private func run(_ seed: UInt64) throws {
    let weather = Weather(seed: seed &+ 7_000)
    let far = try FarHouse(weather: { weather.next() })
    try far.house.open("NORTH")
    var numbers = SeededNumbers(seed: seed)
    var people = [
      Person(name: "maria", console: try far.console("one")), Person(name: "ben", console: try far.console("two")),
    ]
    for step in 0..<40 {
      far.wait(milliseconds: Int64(numbers.upTo(700)))
      let who = numbers.upTo(1)
      let place = ["A-01", "A-02"].any(&numbers)
      let key = "\(people[who].name)-\(step)"
      switch numbers.upTo(9) {
      case 0...4:
        let (quantity, isWrong) = (1 + numbers.upTo(8), numbers.once(in: 6))
        let entry = CountEntry(.typed, isWrong ? "NOBODY" : "DRILL-18V", Quantity(quantity), at: place)
        try far.act(
          RecordCounts("ST-0001", [entry]), key, through: people[who].console, by: people[who].name)
        people[who].keys.append(key)
        people[who].stands[place, default: []].append((key, quantity, isWrong))
        if isWrong { people[who].refused.insert(key) }
      case 5: try undo(&people[who], place, key, far)
      case 6...8: _ = people[who].console.send()
      default: people[who].console = try far.console(who == 0 ? "one" : "two")
      }
    }
    weather.clear()
    for person in people { far.sendAll(person.console) }
    try check(people, far, seed)
  }

  /// Takes back the last scan that is not known to be refused.
  private func undo(_ person: inout Person, _ place: String, _ key: String, _ far: FarHouse) throws {
    let known = Set(try person.console.kept().filter { $0.refusal != nil }.map(\.key))
    try far.act(NegateCount("ST-0001", in: place), key, through: person.console, by: person.name)
    person.keys.append(key)
    let index = person.stands[place]?.lastIndex { !known.contains($0.key) }
    guard let index, let taken = person.stands[place]?.remove(at: index) else {
      person.refused.insert(key)
      return
    }
    if taken.isWrong { person.refused.insert(key) }
  }

  private func check(_ people: [Person], _ far: FarHouse, _ seed: UInt64) throws {
    var counted = 0
    for person in people {
      let kept = try person.console.kept()
      #expect(kept.allSatisfy { $0.refusal != nil }, "seed \(seed): something waits still")
      #expect(Set(kept.map(\.key)) == person.refused, "seed \(seed), \(person.name)")
      let done = person.keys.filter { !person.refused.contains($0) }
      #expect(try far.done(person.keys) == done, "seed \(seed), \(person.name): lost, or out of order")
      for (_, stands) in person.stands { counted += stands.reduce(0) { $0 + ($1.isWrong ? 0 : $1.quantity) } }
    }
    let lines = try far.house.books.ask(CountLinePage("ST-0001", item: "DRILL-18V")).rows
    #expect(lines.reduce(Quantity.zero) { $0 + ($1.counted ?? .zero) } == Quantity(counted), "seed \(seed)")
    // Each outcome was told once, whoever asked for it.
    let keys = far.settled.map { $0.prefix { $0 != " " } }
    #expect(Set(keys).count == keys.count, "seed \(seed): an outcome was told twice")
    #expect(keys.count == people.reduce(0) { $0 + $1.keys.count }, "seed \(seed): an outcome was not told")
    try far.house.expectSoundBooks()
  }
}
