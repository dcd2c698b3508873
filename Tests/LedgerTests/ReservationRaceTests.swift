import Inventory
import Ledger
import StorageLocal
import Testing

@Suite("Reservations that many make at once") struct ReservationRaceTests {
  private static func books(_ house: ReservationHouse) throws -> Books {
    try house.house.another(clock: { SampleWarehouse.noon })
  }

  private static func context(_ key: String) -> ActContext {
    ActContext(key: key, actor: "bob", terminal: "t", now: SampleWarehouse.noon)
  }

  /// Sends it again while others are quicker, as a client does.
  private static func insist(_ books: Books, _ act: some Act, _ key: String) throws {
    for _ in 0..<50 {
      do throws(InventoryError) {
        _ = try books.perform(act, context(key))
        return
      } catch {
        guard case .tooContended = error else { throw error }
      }
    }
  }

  @Test("four reserve the last goods at once: each piece is held once, and who comes too late is told what is left")
  func last() throws {
    let house = try ReservationHouse()
    let refused = Seen()
    let failures = onThreads(4) { thread in
      let books = try ReservationRaceTests.books(house)
      for number in 0..<10 {
        do {
          try ReservationRaceTests.insist(
            books, ReserveStock(for: "cart:\(thread)-\(number)", [.drills(4, at: "NORTH"), .glue(1)]),
            "\(thread)-\(number)")
        } catch InventoryError.insufficient(_, _, _, _, _, let has) {
          refused.append(has.description)
        }
      }
    }
    #expect(failures == [])
    #expect(refused.all == [String](repeating: "0", count: 15))
    #expect(try house.balances("DRILL-18V", at: "A") == "on hand 100, reserved 100, allocated 0, available 0")
    let rows = try house.house.books.ask(ReservationPage(limit: 100)).rows
    #expect(rows.map(\.reservation.id.number) == (1...25).reversed().map { Int64($0) })
    try house.house.expectSoundBooks()
  }

  @Test("one reservation confirmed, released and fulfilled by four at once ends in one way")
  func settling() throws {
    let house = try ReservationHouse()
    for number in 1...12 { try house.reserve(.drills(2), for: "cart:\(number)") }
    let done = Seen()
    let failures = onThreads(4) { thread in
      let books = try ReservationRaceTests.books(house)
      for number in 1...12 {
        let name = ReservationName.number(String(number))
        do {
          switch thread {
          case 0: try ReservationRaceTests.insist(books, FulfilReservation(name), "f\(number)")
          case 1: try ReservationRaceTests.insist(books, ReleaseReservation(name), "r\(number)")
          case 2: try ReservationRaceTests.insist(books, ConfirmReservation(name), "c\(number)")
          default: try ReservationRaceTests.insist(books, FulfilReservation(name), "g\(number)")
          }
          if thread != 2 { done.append(String(number)) }
        } catch InventoryError.reservationIs {}
      }
    }
    #expect(failures == [])
    #expect(Set(done.all).count == 12 && done.all.count == 12)
    #expect(try house.books(0).ask(ItemStock("DRILL-18V", at: "A-01")).total.reserved == .zero)
    #expect(try house.books(0).ask(ItemStock("DRILL-18V", at: "A-01")).total.allocated == .zero)
    try house.house.expectSoundBooks()
  }
}
