import Inventory
import Ledger
import Storage
import Synchronization
import Testing

/// Over a line what an act looks at is read in several trips, and others go on meanwhile.
@Suite("What is read in several trips") struct OneMomentTests {
  @Test("no act is refused for what was at two moments: a pallet that others move is moved once they are done")
  func palletOnTheMove() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"])
    try house.act(BuildPlate("P1", at: "A-01", [PlateLine("SCALE", Quantity(1), serials: ["S1"])]))
    let places = ["A-02", "A-01"]
    let line = MeddledDatabase(house.database, times: 9) { number in
      _ = try? house.act(MovePlate("P1", to: places[number % 2]))
    }
    let books = try Books(line)
    line.begin()
    let act = MovePlate("P1", to: "Q")
    _ = try books.perform(act, ActContext(key: "mine", actor: "bob", terminal: "t", now: SampleWarehouse.noon))
    #expect(try house.books.ask(PlateCard("P1")).plate.locationCode == "Q")
    #expect(line.meddlings > 2)
    try house.expectSoundBooks()
  }
}

/// A database in which somebody else does something behind each read, so many times.
private final class MeddledDatabase: Database {
  private let database: any Database
  private let times: Int
  private let meddle: @Sendable (Int) -> Void
  private let state = Mutex((isOn: false, count: 0))

  init(_ database: any Database, times: Int, _ meddle: @escaping @Sendable (Int) -> Void) {
    (self.database, self.times, self.meddle) = (database, times, meddle)
  }

  func begin() { state.withLock { $0.isOn = true } }
  var meddlings: Int { state.withLock { $0.count } }

  func commit(_ batch: Batch) throws(DatabaseError) { try database.commit(batch) }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    try database.read(statements, each)
    let number = state.withLock { state -> Int? in
      guard state.isOn, state.count < times else { return nil }
      state.count += 1
      return state.count - 1
    }
    if let number { meddle(number) }
  }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}
