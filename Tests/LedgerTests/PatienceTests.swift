import Inventory
import Ledger
import Storage
import Synchronization
import Testing

/// Answers that get lost at once must not use up the tries while the line is down.
@Suite("Patience with a line of which no answer comes") struct PatienceTests {
  /// A clock that only moves when somebody waits.
  private final class Hours: Sendable {
    private let time = Mutex<(now: Int64, waits: [Int64])>((0, []))
    var waits: [Int64] { time.withLock(\.waits) }
    var now: Int64 { time.withLock(\.now) }
    func wait(_ milliseconds: Int64) {
      time.withLock { time in
        time.now += milliseconds
        time.waits.append(milliseconds)
      }
    }
    var patience: Patience { Patience(now: { self.now }, wait: { self.wait($0) }) }
  }

  private func receive(_ books: Books, _ key: String) throws -> ActAnswer {
    let line = MovementLine(.receipt, "DRILL-18V", Quantity(5), at: "A-01")
    return try books.perform(
      PostMovements([line]), ActContext(key: key, actor: "anna", terminal: "t1", now: SampleWarehouse.noon))
  }

  @Test("twenty answers lost within a moment, the first act done: it is done once, and known")
  func twentyLost() throws {
    let (house, hours) = (try SampleWarehouse(), Hours())
    let line = CutDatabase(house.database)
    let books = try Books(line, patience: hours.patience)
    line.lose(20)
    let answer = try receive(books, "k1")
    #expect(!answer.isRepeat && answer.entries.map(\.after.onHand) == [Quantity(5)])
    #expect(hours.waits.count == 20 && hours.waits.first == 100 && hours.waits.max() == 500)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5")
    #expect(try receive(books, "k1").isRepeat)
    try house.expectSoundBooks()
  }

  @Test("after some ten seconds it is not known, and said so; the same key tells later")
  func givesUp() throws {
    let (house, hours) = (try SampleWarehouse(), Hours())
    let line = CutDatabase(house.database)
    let books = try Books(line, patience: hours.patience)
    line.lose(.max)
    #expect(house.refusal { _ = try receive(books, "k1") } == "outcome-unknown")
    #expect(hours.now >= 10_000 && hours.now < 11_000)
    line.lose(0)
    #expect(try receive(books, "k1").entries.count == 1)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5")
  }

  @Test("of an act that waits for a sweep of which no answer comes it is its own key that tells later")
  func sweepLost() throws {
    let (house, hours) = (try SampleWarehouse(), Hours())
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.act(ReserveStock(for: "order:SO-1", [.init("DRILL-18V", at: "NORTH", Quantity(10))]))
    let later = SampleWarehouse.noon.adding(milliseconds: 61 * 60_000)
    let line = CutDatabase(house.database)
    let books = try Books(line, clock: { later }, patience: hours.patience)
    let issue = PostMovements([MovementLine(.issue, "DRILL-18V", Quantity(10), at: "A-01")])
    let context = ActContext(key: "k1", actor: "anna", terminal: "t1", now: later)
    line.lose(.max, after: 1)
    #expect(throws: InventoryError.outcomeUnknown(key: "k1", detail: "no answer came")) {
      try books.perform(issue, context)
    }
    line.lose(0)
    #expect(try books.perform(issue, context).entries.map(\.after.onHand) == [.zero])
  }

  @Test("what was done and cannot be read back is not called refused")
  func doneAndUnread() throws {
    let (house, hours) = (try SampleWarehouse(), Hours())
    let line = CutDatabase(house.database)
    let books = try Books(line, patience: hours.patience)
    _ = try receive(books, "warm")
    line.cutReads()
    #expect(house.refusal { _ = try receive(books, "k1") } == "outcome-unknown")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
  }

  @Test(
    "what was delivered twice, and the second time refused as it was there, is not called undone where it cannot be read",
    arguments: [0, 1])
  func deliveredTwice(_ readsBefore: Int) throws {
    let (house, hours) = (try SampleWarehouse(), Hours())
    let line = CutDatabase(house.database)
    let books = try Books(line, patience: hours.patience)
    _ = try receive(books, "warm")
    line.deliverTwice(readsBefore: readsBefore)
    #expect(house.refusal { _ = try receive(books, "k1") } == "outcome-unknown")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    line.mend()
    #expect(try receive(books, "k1").isRepeat)
  }
}

/// A line that loses so many answers, or on which no reads come through.
private final class CutDatabase: Database {
  private struct State {
    var toLose = 0
    /// How many come through before.
    var toSpare = 0
    var readsAreCut = false
    /// How many reads come through before they are cut.
    var readsToSpare = 0
    /// How many reads come through behind the commit that is delivered twice.
    var readsBehindTwice: Int?
  }

  private let database: any Database
  private let state = Mutex(State())

  init(_ database: any Database) { self.database = database }

  func lose(_ count: Int, after spared: Int = 0) { state.withLock { ($0.toLose, $0.toSpare) = (count, spared) } }
  func cutReads() { state.withLock { $0.readsAreCut = true } }
  func deliverTwice(readsBefore count: Int) { state.withLock { $0.readsBehindTwice = count } }
  func mend() { state.withLock { $0 = State() } }

  func commit(_ batch: Batch) throws(DatabaseError) {
    let isTwice = state.withLock { state in
      guard let reads = state.readsBehindTwice else { return false }
      (state.readsBehindTwice, state.readsToSpare, state.readsAreCut) = (nil, reads, true)
      return true
    }
    if isTwice { try database.commit(batch) }
    let isLost = state.withLock { state in
      guard state.toLose > 0 else { return false }
      guard state.toSpare == 0 else {
        state.toSpare -= 1
        return false
      }
      state.toLose -= 1
      return true
    }
    guard isLost else { return try database.commit(batch) }
    // What comes a second time is refused there; nobody here learns of it.
    do throws(DatabaseError) { try database.commit(batch) } catch {}
    throw .unknown(message: "the line was cut")
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    let isCut = state.withLock { state in
      guard state.readsAreCut else { return false }
      state.readsToSpare -= 1
      return state.readsToSpare < 0
    }
    if isCut {
      throw DatabaseError.unavailable(.unreachable(address: "far", why: "the line is cut"))
    }
    try database.read(statements, each)
  }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}
