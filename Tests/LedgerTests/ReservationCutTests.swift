import Inventory
import Ledger
import Testing

@Suite("Reservations that a count cuts back") struct ReservationCutTests {
  /// 60 drills at A-01: 10 confirmed, 20 and then 25 reserved, 3 more by a movement.
  private static func promised() throws -> ReservationHouse {
    let house = try ReservationHouse()
    try house.reserve(.drills(10), for: "order:1")
    try house.act(ConfirmReservation(.number("1")))
    try house.reserve(.drills(20), for: "order:2")
    try house.reserve(.drills(25), for: "order:3", life: .unlimited)
    try house.house.post(.reserve, "DRILL-18V", "3", at: "A-01")
    return house
  }

  @Test("a count cuts loose goods and unconfirmed reservations newest first, confirmed ones last, and says so of each")
  func cuts() throws {
    let house = try ReservationCutTests.promised()
    let answer = try house.act(CountNow("DRILL-18V", Quantity(24), at: "A-01"), key: "count")
    #expect(answer.entries.filter { $0.kind == .cut }.map(\.change.reserved) == [-3, -25, -6].map { Quantity($0) })
    #expect(try house.story("3") == "released: 0 held, 0 fulfilled, 0 waiting")
    #expect(try house.story("2") == "partial: 14 held, 0 fulfilled, 0 waiting")
    #expect(try house.card("2").lines[0].cut == Quantity(6))
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 24, reserved 14, allocated 10, available 0")
    let told = try house.house.books.ask(AuditPage(action: "reservation.cut")).rows
    #expect(Set(told.map(\.entity)) == ["reservation:RV-0002", "reservation:RV-0003"])
    #expect(told.allSatisfy { $0.key.hasPrefix("count/cut-RV-") && $0.after?.contains("\"quantity\"") == true })
    try house.act(CountNow("DRILL-18V", Quantity(4), at: "A-01"), at: 1)
    #expect(try house.story("1", at: 1) == "confirmed: 4 held, 0 fulfilled, 0 waiting")
    try house.act(CountNow("DRILL-18V", Quantity(0), at: "A-01"), at: 2)
    #expect(try house.story("1", at: 2) == "released: 0 held, 0 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("what has expired holds nothing that a count could cut; trying the count out changes nothing")
  func expired() throws {
    let house = try ReservationCutTests.promised()
    let count = CountNow("DRILL-18V", Quantity(36), at: "A-01")
    let tried = try house.act(count, at: 60, dryRun: true)
    #expect(tried.entries.contains { $0.kind == .cut && $0.reference == "order:2" })
    try house.act(count, at: 60)
    #expect(try house.story("2", at: 60) == "expired: 0 held, 0 fulfilled, 0 waiting")
    #expect(try house.story("3", at: 60) == "reserved: 25 held, 0 fulfilled, 0 waiting")
    #expect(try house.balances("DRILL-18V", at: "A-01", 60) == "on hand 36, reserved 26, allocated 10, available 0")
    try house.house.expectSoundBooks()
  }

  @Test("of a lot that lacks, its own reservations are cut, whatever other lots have to spare")
  func lots() throws {
    let house = try ReservationHouse()
    try house.reserve(.glue(5, .lot("L1")), for: "order:1")
    try house.reserve(.glue(7, .lot("L2")), for: "order:2")
    try house.act(CountNow("GLUE", Quantity(2), at: "A-01", lot: "L1"))
    #expect(try house.story("1") == "partial: 2 held, 0 fulfilled, 0 waiting")
    #expect(try house.story("2") == "reserved: 7 held, 0 fulfilled, 0 waiting")
    try house.act(FulfilReservation(.number("1")), at: 1)
    try house.act(FulfilReservation(.number("2")), at: 1)
    try house.house.expectSoundBooks()
  }

  @Test("a stocktake shows what it would cut before it is approved, and cuts that")
  func stocktake() throws {
    let house = try ReservationCutTests.promised()
    try house.house.act(OpenStocktake("A-01"))
    try house.house.act(RecordCounts("1", [CountEntry(.typed, "DRILL-18V", Quantity(50), at: "A-01")]))
    try house.house.act(ReconcileStocktake("1"))
    try house.house.act(DecideCounts("1", .approve, .lines([1]), reason: "AUDIT"))
    try house.house.act(ApplyStocktake("1"))
    #expect(try house.story("3") == "partial: 20 held, 0 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }
}
