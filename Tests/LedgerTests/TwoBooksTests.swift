import Inventory
import Ledger
import Storage
import StorageLocal
import Synchronization
import Testing

/// Several programs on one file, and a database whose answers get lost.
@Suite struct TwoBooksTests {
  private func perform(_ books: Books, _ act: some Act, key: String) throws -> ActAnswer {
    try books.perform(act, ActContext(key: key, actor: "bob", terminal: "tty2", now: SampleWarehouse.noon))
  }

  static func second(_ house: SampleWarehouse) throws -> Books {
    try house.another()
  }

  @Test("what another edited is noticed by whoever remembered it otherwise")
  func staleCatalog() throws {
    let house = try SampleWarehouse()
    let other = try TwoBooksTests.second(house)
    let line = { (quantity: Int) in PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(quantity), at: "A-01")])
    }
    _ = try perform(other, line(1), key: "warm")
    try house.act(EditItem("DRILL-18V", .with { $0.unit = UnitOfMeasure("kg") }))
    let half = MovementLine(.receipt, "DRILL-18V", try #require(Quantity("0.5")), at: "A-01")
    _ = try perform(other, PostMovements([half]), key: "half")
    try house.act(EditItem("DRILL-18V", .with { $0.isActive = false }))
    #expect(house.refusal { _ = try perform(other, line(2), key: "retired") } == "item-retired")
    #expect(try perform(other, EditItem("DRILL-18V", .with { $0.name = "Drill" }), key: "edit").document != nil)
    #expect(
      house.refusal { _ = try perform(other, EditItem("CABLE", .with { $0.name = "Cable 3x1.5" }), key: "e1") }
        == "nothing-to-change")
    try house.act(EditItem("CABLE", .with { $0.name = "Wire" }))
    _ = try perform(other, EditItem("CABLE", .with { $0.name = "Cable 3x1.5" }), key: "e2")
    #expect(try house.items("CABLE").first?.name == "Cable 3x1.5")
    let metre = MovementLine(.receipt, "CABLE", Quantity(1), at: "A-01")
    _ = try perform(other, PostMovements([metre]), key: "remembers the cable")
    try house.act(EditItem("CABLE", .with { $0.name = "Wire" }))
    let row = ImportItems.Row(ItemCode(sku: "CABLE"), .with { $0.name = "Cable 3x1.5" })
    #expect(try perform(other, ImportItems([row]), key: "e3").unchanged == 0)
    #expect(try house.items("CABLE").first?.name == "Cable 3x1.5")
    // A place that became structural, or a quarantine, since it was remembered.
    _ = try perform(other, PostMovements([MovementLine(.receipt, "CABLE", Quantity(1), at: "S-01")]), key: "s1")
    _ = try perform(other, PostMovements([MovementLine(.issue, "CABLE", Quantity(1), at: "S-01")]), key: "s2")
    try house.edit("S-01") { $0.isStructural = true }
    let receipt = MovementLine(.receipt, "CABLE", Quantity(1), at: "S-01")
    #expect(house.refusal { _ = try perform(other, PostMovements([receipt]), key: "s3") } == "location-structural")
    #expect(try perform(other, ImportMovements([receipt]), key: "s4").rejections.count == 1)
    try house.edit("S-01") { ($0.isStructural, $0.roomType) = (false, "quarantine") }
    _ = try perform(other, ImportMovements([receipt]), key: "s5")
    #expect(try house.balances("CABLE", at: "S-01") == Balances(onHand: Quantity(1), blocked: Quantity(1)))
    try house.expectSoundBooks()
  }

  @Test("eight at once on ten records: every act is done once, the sums are right")
  func manyAtOnce() throws {
    let house = try SampleWarehouse()
    let other = try TwoBooksTests.second(house)
    let bins = (0..<5).map { "B-\($0)" }
    for bin in bins { try house.act(AddLocation(bin, .with { $0.parent = "NORTH" })) }
    let items = ["DRILL-18V", "CABLE"]
    let refused = Seen()
    let failures = onThreads(8) { thread in
      var numbers = SeededNumbers(seed: UInt64(thread))
      let books = thread % 2 == 0 ? house.books : other
      for number in 0..<200 {
        let (item, bin) = (items.any(&numbers), bins.any(&numbers))
        let key = "t\(thread)-\(number)"
        let line =
          switch numbers.upTo(9) {
          case 0: MovementLine(.issue, item, Quantity(1), at: bin)
          case 1: MovementLine(.transferOut, item, Quantity(1), at: bin, to: bins.any(&numbers))
          default: MovementLine(.receipt, item, Quantity(1), at: bin)
          }
        do {
          if numbers.once(in: 20) {
            _ = try perform(books, EditStock(item, at: bin, reorderPoint: .some(Quantity(number))), key: key)
          } else {
            _ = try perform(books, PostMovements([line]), key: key)
          }
        } catch let error as InventoryError {
          let type = Explanation(error).type
          if type != "insufficient-stock", type != "same-location" { throw error }
          refused.append(key)
        }
      }
    }
    #expect(failures.isEmpty)
    let left = try Set((0..<8).flatMap { thread in try house.books.ask(ActKeys(prefix: "t\(thread)-")) })
    #expect(left.count + refused.all.count == 1600)
    #expect(left.isDisjoint(with: refused.all))
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }

  @Test("the same act sent by eight at once is done once, and all get the same answer")
  func repeatsAtOnce() throws {
    let house = try SampleWarehouse()
    let other = try TwoBooksTests.second(house)
    for number in 0..<25 {
      let answers = Seen()
      let failures = onThreads(8) { thread in
        let line = MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")
        let answer = try perform(thread % 2 == 0 ? house.books : other, PostMovements([line]), key: "same-\(number)")
        answers.append("\(answer.event) \(answer.entries.map(\.id)) \(answer.isRepeat ? "repeat" : "first")")
      }
      #expect(failures.isEmpty)
      #expect(Set(answers.all.map { $0.split(separator: " ").dropLast().joined() }).count == 1)
      #expect(answers.all.count { $0.hasSuffix("first") } == 1)
    }
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "25")
    try house.expectSoundBooks()
  }

  @Test("an edit that names no version goes through while others move the goods")
  func editsUnderFire() throws {
    let house = try SampleWarehouse()
    let other = try TwoBooksTests.second(house)
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    let failures = onThreads(2) { thread in
      for number in 1...150 {
        if thread == 0 {
          let edit = EditStock("DRILL-18V", at: "A-01", reorderPoint: .some(Quantity(number)))
          _ = try perform(house.books, edit, key: "edit-\(number)")
        } else {
          let line = MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")
          _ = try perform(other, PostMovements([line]), key: "move-\(number)")
        }
      }
    }
    #expect(failures.isEmpty)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "151")
  }

  @Test("whatever becomes of the answers, no act is done twice and none is lost", arguments: [1, 2, 3] as [UInt64])
  func lostAnswers(seed: UInt64) throws {
    let house = try SampleWarehouse()
    let books = try Books(DoubtfulDatabase(house.way.database(), seed: seed))
    var numbers = SeededNumbers(seed: seed)
    var sum = 0
    for number in 0..<150 {
      let quantity = numbers.upTo(9) + 1
      let isIssue = numbers.once(in: 3)
      let act = PostMovements([MovementLine(isIssue ? .issue : .receipt, "CABLE", Quantity(quantity), at: "A-01")])
      var outcome: String?
      while outcome == nil {
        do {
          _ = try perform(books, act, key: "lost-\(number)")
          outcome = "done"
        } catch InventoryError.outcomeUnknown {
          continue
        } catch let error as InventoryError {
          outcome = Explanation(error).type
        }
      }
      let isPossible = !isIssue || sum >= quantity
      #expect(outcome == (isPossible ? "done" : "insufficient-stock"), "act \(number) of seed \(seed)")
      if isPossible { sum += isIssue ? -quantity : quantity }
      #expect(try house.books.ask(FindAct(key: "lost-\(number)"))?.entryCount == (isPossible ? 1 : nil))
      #expect(try house.onHand("CABLE", at: "A-01") == "\(sum)", "act \(number) of seed \(seed)")
    }
    try house.expectSoundBooks()
  }
}

/// A database of which half the answers to a commit get lost, before or after it took effect.
final class DoubtfulDatabase: Database {
  private let database: any Database
  private let numbers: Mutex<SeededNumbers>

  init(_ database: any Database, seed: UInt64) {
    self.database = database
    numbers = Mutex(SeededNumbers(seed: seed))
  }

  func commit(_ batch: Batch) throws(DatabaseError) {
    switch numbers.withLock({ $0.upTo(5) }) {
    case 0: throw .unknown(message: "lost on the way there")
    case 1, 2:
      try database.commit(batch)
      throw .unknown(message: "lost on the way back")
    default: try database.commit(batch)
    }
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    try database.read(statements, each)
  }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}
