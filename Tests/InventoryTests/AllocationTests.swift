import Inventory
import Testing

/// The worked numbers of `algorithms.md` 4.5: which lots are taken for a need.
@Suite struct AllocationTests {
  private static func day(_ text: String) -> Day { Day(text) ?? Day(daysSince1970: 0) }

  private static func lot(
    _ code: String, _ expires: String?, _ available: Int, arrival: Int64? = nil, status: LotStatus = .active
  ) -> LotAllocation.Candidate {
    LotAllocation.Candidate(
      location: LocationID(1), place: "A-01",
      lot: Lot(code: code, expires: expires.map { day($0) }, status: status), arrival: arrival,
      available: Quantity(available))
  }

  private static let lots = [
    lot("L1", "2026-08-01", 5), lot("L2", "2026-07-20", 12), lot("L3", nil, 40), lot("L4", "2026-07-05", 8),
  ]

  private func taken(
    _ need: Int, _ candidates: [LotAllocation.Candidate], _ policy: LotAllocation.Policy = .fefo,
    on day: String = "2026-07-01", minimumLife: Int = 0
  ) -> [String] {
    let (pieces, left) = LotAllocation.take(
      Quantity(need), from: candidates, by: policy, on: AllocationTests.day(day), minimumLife: minimumLife)
    return pieces.map { "\($0.candidate.lot?.code ?? "-") \($0.quantity)" } + (left > .zero ? ["left \(left)"] : [])
  }

  @Test("first expiring first, what never expires last")
  func firstExpiring() {
    #expect(taken(30, AllocationTests.lots) == ["L4 8", "L2 12", "L1 5", "L3 5"])
  }

  @Test("with a minimum life of seven days the lot that expires first drops out")
  func minimumLife() {
    #expect(taken(30, AllocationTests.lots, minimumLife: 7) == ["L2 12", "L1 5", "L3 13"])
  }

  @Test("a lot is taken through its expiry day and not the day after")
  func expiryDay() {
    #expect(taken(8, AllocationTests.lots, on: "2026-07-05") == ["L4 8"])
    #expect(taken(8, AllocationTests.lots, on: "2026-07-06") == ["L2 8"])
  }

  @Test("a named lot or nothing; lots in quarantine and expired ones never; ties by arrival, then the smallest")
  func rules() {
    #expect(taken(10, AllocationTests.lots, .lot("l1")) == ["L1 5", "left 5"])
    #expect(taken(10, [AllocationTests.lot("Q", nil, 10, status: .quarantined)]) == ["left 10"])
    #expect(taken(10, [AllocationTests.lot("X", nil, 10, status: .expired)]) == ["left 10"])
    let same = [
      AllocationTests.lot("B", "2026-08-01", 9, arrival: 2), AllocationTests.lot("A", "2026-08-01", 9, arrival: 1),
    ]
    #expect(taken(10, same) == ["A 9", "B 1"])
    let sizes = [AllocationTests.lot("BIG", nil, 90), AllocationTests.lot("SMALL", nil, 3)]
    #expect(taken(10, sizes) == ["SMALL 3", "BIG 7"])
    let fifo = [
      AllocationTests.lot("NEW", "2026-07-10", 5, arrival: 9), AllocationTests.lot("OLD", "2026-09-01", 5, arrival: 1),
    ]
    #expect(taken(6, fifo, .fifo) == ["OLD 5", "NEW 1"])
  }
}
