import Glibc
import Inventory
import Ledger
import StorageLocal
import Testing

/// Many processes that promise the same last goods.
@Suite(.serialized) struct ReservationCrowdTests {
  @Test(
    "sixteen processes reserve the last thousand two at a time, some of it expiring, some released: nobody gets one more than there is"
  )
  func lastThousand() throws {
    let shop = try Shop()
    try shop.run("location", "add", "HERE", "--kind", "site")
    try shop.run("item", "add", "ITEM-0")
    try shop.run("move", "receipt", "ITEM-0", "1000", "--at", "HERE")
    let runs = try (0..<16).map { number in
      try CommandRun(["reserve", shop.database, "HERE", "shop\(number)", "80"], program: CommandRun.poster)
    }
    var counts: [Substring: Int] = [:]
    for run in runs {
      let result = run.finish()
      #expect(result.exit == 0 && result.signal == nil, "\(result.errors)")
      for line in result.output.split(separator: "\n") {
        counts[line.prefix { $0 != " " }, default: 0] += 1
        // Who is refused is told what is left: less than the two that were asked for.
        if line.hasPrefix("refused ") {
          #expect(
            (line.contains(" 0 of ITEM-0") || line.contains(" 1 of ITEM-0")) && line.contains("2 asked"), "\(line)")
        }
      }
    }
    #expect(counts.values.reduce(0, +) == 16 * 80)
    let fulfilled = counts["fulfilled"] ?? 0
    #expect(fulfilled <= 500 && (counts["expires"] ?? 0) > 0 && (counts["released"] ?? 0) > 0)
    #expect(fulfilled > 400 && (counts["refused"] ?? 0) > 0)
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite), clock: ReservationCrowdTests.later)
    // Whether or not anything swept it, what has expired holds nothing.
    let left = try books.ask(ItemStock("ITEM-0")).total
    #expect(left.onHand == Quantity(1000 - 2 * fulfilled))
    #expect(left.available == left.onHand && left.reserved.isZero && left.allocated.isZero)
    let all = ReserveStock(for: "order:last", [ReserveStock.Line("ITEM-0", at: "HERE", left.onHand + Quantity(1))])
    let context = ActContext(key: "last", actor: "anna", terminal: "test", now: ReservationCrowdTests.later())
    #expect(throws: InventoryError.self) { try books.perform(all, context) }
    _ = try books.perform(SweepReservations(), context)
    try shop.run("verify")
  }

  /// Now, past every expiry of the test.
  private static let later: @Sendable () -> Instant = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + 60_000)
  }
}
