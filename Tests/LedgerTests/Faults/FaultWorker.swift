import Glibc
import Inventory
import Ledger
import Testing

/// Somebody who receives and issues over a bad line, as a person would: what is not known is asked for again by its
/// key, and what is said not to be done is believed, and now and then left.
struct FaultWorker {
  static let mostTries = 2_000
  /// What takes ten seconds elsewhere takes a moment here.
  static let patience = Patience(
    milliseconds: 40,
    now: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }, wait: { usleep(UInt32(min($0, 2)) * 1000) })

  let name: String
  let way: any FarWay
  let told: Told
  /// Whether what happens to the line happens while this one works.
  let bringsTrouble: Bool
  private var numbers: SeededNumbers

  init(_ name: String, over way: any FarWay, _ told: Told, seed: UInt64, bringsTrouble: Bool) {
    self.name = name
    self.way = way
    self.told = told
    self.bringsTrouble = bringsTrouble
    numbers = SeededNumbers(seed: seed)
  }

  mutating func work(_ acts: Int) throws {
    let books = try way.books()
    // The others go on when this one is done.
    defer { if bringsTrouble { way.mend() } }
    for number in 0..<acts { try act(number, books) }
  }

  private mutating func act(_ number: Int, _ books: Books) throws {
    let isIssue = numbers.once(in: 2)
    let quantity = 1 + numbers.upTo(8)
    let item = FaultHouse.items.any(&numbers)
    let deed = Told.Deed(key: "\(name)-\(number)", item: item, change: isIssue ? -quantity : quantity)
    let line = MovementLine(isIssue ? .issue : .receipt, item, Quantity(quantity), at: "SITE", reference: deed.key)
    var mayStand = false
    for _ in 0..<FaultWorker.mostTries {
      if bringsTrouble { way.trouble(&numbers) }
      do throws(InventoryError) {
        let answer = try books.perform(
          PostMovements([line]), ActContext(key: deed.key, actor: "anna", terminal: name, now: FaultHouse.now))
        #expect(answer.key == deed.key && answer.entries.map(\.change.onHand) == [Quantity(deed.change)])
        if answer.isRepeat, way.deliversOnce { #expect(mayStand, "\(deed.key) is said to have been done before") }
        return told.note(deed, .done)
      } catch {
        switch error {
        case .outcomeUnknown(let key, _):
          #expect(key == deed.key)
          mayStand = true
        case .store, .tooContended:
          if !mayStand, numbers.once(in: 2) { return told.note(deed, .notDone) }
        default:
          guard Explanation(error).type == "insufficient-stock" else { throw error }
          return told.note(deed, .notDone)
        }
      }
    }
    throw NeverKnown(what: "nobody knows what became of \(deed.key)")
  }
}

extension FaultHouse {
  /// Lets several people work over a way on which things go wrong, and holds the books against what they were told.
  /// - Returns: what they were told.
  @discardableResult
  func run(_ way: any FarWay, people: Int, acts: Int, seed: UInt64, _ what: String) throws -> Told {
    let told = Told()
    defer { way.stop() }
    let failures = onThreads(people) { number in
      var worker = FaultWorker(
        "w\(number)", over: way, told, seed: seed &* 31 &+ UInt64(number), bringsTrouble: number == 0)
      try worker.work(acts)
    }
    way.calm()
    #expect(failures.isEmpty, "\(what), seed \(seed): \(failures)")
    #expect(told.done.count + told.undone.count == people * acts || !failures.isEmpty)
    try check(told, "\(what), seed \(seed)")
    return told
  }
}
