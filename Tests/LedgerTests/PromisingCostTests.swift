import Inventory
import Ledger
import Storage
import Synchronization
import Testing

/// A reservation of one line is what the house does most: that it stays cheap is promised too.
@Suite("What a reservation asks of the database") struct PromisingCostTests {
  @Test("a reservation is made, confirmed and fulfilled in few statements, and the next one with the very same words")
  func words() throws {
    let house = try ReservationHouse()
    let database = ListeningDatabase(house.house.database)
    let books = try Books(database)
    var words: [Set<String>] = []
    for round in 1...3 {
      let subject = "order:SO-\(round)"
      let name = ReservationName.subject(subject)
      var costs: [String] = []
      for act in [
        ReserveStock(for: subject, [.drills(1)]), ConfirmReservation(name), FulfilReservation(name),
      ] as [any Act] {
        database.startOver()
        let key = "\(round) \(act.action)"
        _ = try books.perform(act, ActContext(key: key, actor: "anna", terminal: "t1", now: SampleWarehouse.noon))
        costs.append("\(database.heard.read.count) read, \(database.heard.committed.count) committed")
      }
      words.append(database.words)
      // The first of them looks up the item, the place and who acts, and remembers.
      if round == 1 { continue }
      #expect(costs == ["4 read, 9 committed", "2 read, 6 committed", "2 read, 7 committed"])
    }
    #expect(words[2].isSubset(of: words[0]), "a text that is not constant is made ready anew each time")
    try house.house.expectSoundBooks()
  }

  @Test("what holds goods without making them fewer leaves the signals alone; what takes them does not")
  func signals() throws {
    let house = try ReservationHouse()
    try house.act(SetRule("DRILL-18V", at: "A-01", point: Quantity(20)))
    func open() throws -> Int { try house.books(0).ask(SignalTotals()).open }
    #expect(try open() == 0)
    let number = try house.reserve(.drills(55, at: "A-01"))
    #expect(try open() == 1)
    for act in [ConfirmReservation(.number(number)), FulfilReservation(.number(number))] as [any Act] {
      try house.act(act)
      #expect(try open() == 1)
    }
    try house.house.post(.receipt, "DRILL-18V", "50", at: "A-01")
    #expect(try open() == 0)
    try house.house.expectSoundBooks()
  }
}

/// A database that notes what it is told.
private final class ListeningDatabase: Database {
  struct Heard {
    var read: [String] = []
    var committed: [String] = []
  }

  private struct State {
    var heard = Heard()
    var words: Set<String> = []
  }

  private let database: any Database
  private let state = Mutex(State())

  init(_ database: any Database) { self.database = database }

  /// What was said since ``startOver()``.
  var heard: Heard { state.withLock(\.heard) }
  /// Every text there was since it was asked for last.
  var words: Set<String> {
    state.withLock { state in
      defer { state.words = [] }
      return state.words
    }
  }

  func startOver() { state.withLock { $0.heard = Heard() } }

  func commit(_ batch: Batch) throws(DatabaseError) {
    note(batch.statements, \.committed)
    try database.commit(batch)
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    note(statements, \.read)
    try database.read(statements, each)
  }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }

  private func note(_ statements: [Statement], _ place: WritableKeyPath<Heard, [String]>) {
    state.withLock { state in
      state.heard[keyPath: place] += statements.map(\.sql)
      state.words.formUnion(statements.map(\.sql))
    }
  }
}
