import Glibc
import Inventory
import Ledger
import StorageLocal
import Testing

/// Several processes at one dock, some of them killed.
@Suite(.serialized) struct DockCrowdTests {
  /// Two places with three items, and a transfer TR-0001 between them; shipped where that is said.
  private static func shop(_ pieces: Int, shipped: Bool) throws -> (shop: Shop, books: Books) {
    let shop = try Shop()
    for place in ["HERE", "THERE"] { try shop.run("location", "add", place, "--kind", "site") }
    for item in 0..<3 { try shop.run("item", "add", "ITEM-\(item)") }
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite))
    let items = (0..<3).map { "ITEM-\($0)" }
    try act(PostMovements(items.map { MovementLine(.receipt, $0, Quantity(pieces), at: "HERE") }), books)
    try act(CreateTransfer(from: "HERE", to: "THERE", items.map { TransferRequestLine($0, Quantity(pieces)) }), books)
    if shipped { try act(ShipTransfer("TR-0001"), books) }
    return (shop, books)
  }

  private static func act(_ act: some Act, _ books: Books) throws {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let now = Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    let key = "\(act.action)-\(time.tv_nsec)-\(time.tv_sec)"
    _ = try books.perform(act, ActContext(key: key, actor: "anna", terminal: "test", now: now))
  }

  private static func worker(_ what: String, _ shop: Shop, _ subject: String, _ name: String, _ count: Int) throws
    -> CommandRun
  {
    try CommandRun([what, shop.database, subject, name, "\(count)"], program: CommandRun.poster)
  }

  @Test("two who scan and post one transfer at once, one of them killed again and again: what was scanned comes once")
  func receivers() throws {
    let (shop, books) = try DockCrowdTests.shop(100_000, shipped: true)
    var acknowledged = 0
    var killed = 0
    for attempt in 0..<5 {
      let victim = try DockCrowdTests.worker("receive", shop, "TR-0001", "victim\(attempt)", 100_000)
      let other = try DockCrowdTests.worker("receive", shop, "TR-0001", "other\(attempt)", 40)
      victim.waitForLines(3)
      usleep(UInt32(20_000 + attempt * 37_000))
      kill(victim.process, SIGKILL)
      let (lost, whole) = (victim.finish(), other.finish())
      if lost.signal == SIGKILL { killed += 1 }
      #expect(whole.exit == 0, "\(whole.errors)")
      for output in [lost.output, whole.output] {
        acknowledged += output.split(separator: "\n").count { $0.hasPrefix("scan ") }
      }
    }
    #expect(killed == 5)
    if try books.ask(TransferCard("TR-0001")).sums.pending > .zero {
      try DockCrowdTests.act(PostReceipt("TR-0001"), books)
    }
    let sums = try books.ask(TransferCard("TR-0001")).sums
    #expect(sums.pending.isZero && sums.shipped == sums.good + sums.inTransit)
    // Of each that was killed at most one scan was done of which it could not say so any more.
    let received = Int(sums.good.thousandths / 1000)
    #expect(received >= acknowledged && received <= acknowledged + 5 && acknowledged > 200)
    try shop.run("verify")
  }

  @Test(
    "one who ships and one who uses up the last goods: never below zero, and who is late is told how many there are")
  func lastGoods() throws {
    let (shop, books) = try DockCrowdTests.shop(150, shipped: false)
    let shipper = try DockCrowdTests.worker("ship", shop, "TR-0001", "shipper", 100)
    let issuer = try DockCrowdTests.worker("issue", shop, "HERE", "issuer", 100)
    var (done, refused) = (0, 0)
    var shipped = 0
    for run in [shipper, issuer] {
      let result = run.finish()
      #expect(result.exit == 0, "\(result.errors)")
      for line in result.output.split(separator: "\n") {
        if line.hasPrefix("ship ") { shipped += 1 }
        guard line.hasPrefix("refused ") else {
          done += 1
          continue
        }
        refused += 1
        #expect(
          line.contains("insufficient-stock") && line.contains("0 of ITEM-0") && line.contains("1 asked"), "\(line)")
      }
    }
    #expect(done == 150 && refused == 50)
    #expect(try books.ask(ItemStock("ITEM-0", at: "HERE")).total.onHand.isZero)
    #expect(try books.ask(ItemStock("ITEM-0", at: "THERE")).total.incoming == Quantity(shipped))
    try shop.run("verify")
  }
}
