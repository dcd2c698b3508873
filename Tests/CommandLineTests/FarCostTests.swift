import Inventory
import Ledger
import LineTesting
import RqliteStandIn
import SecureShellTesting
import Storage
import StorageLocal
import StorageRemote
import Testing

/// What an act on books of another machine costs beside one on a file of this machine.
@Suite(.serialized) struct FarCostTests {
  private static let acts = 60

  /// The times of so many acts that each post one movement, in microseconds, the quickest first.
  private func movements(_ books: Books, _ name: String) throws -> [Int64] {
    var times: [Int64] = []
    for number in 0..<FarCostTests.acts {
      let line = MovementLine(.receipt, "BOLT", Quantity(1), at: "SITE", reference: "\(name)-\(number)")
      let context = ActContext(
        key: "\(name)-\(number)", actor: "anna", terminal: "t",
        now: Instant(milliseconds: 1_800_000_000_000 + Int64(number)))
      let begin = MonotonicTime.microseconds
      _ = try books.perform(PostMovements([line]), context)
      times.append(MonotonicTime.microseconds - begin)
    }
    return times.sorted()
  }

  private func trip(_ database: any Database) throws -> Int64 {
    var times: [Int64] = []
    for _ in 0..<FarCostTests.acts {
      let begin = MonotonicTime.microseconds
      _ = try database.changeToken()
      times.append(MonotonicTime.microseconds - begin)
    }
    return times.sorted()[FarCostTests.acts / 2]
  }

  @Test(
    "through ssh a durable movement costs at most twice the local one, and the line",
    .enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"))
  func movement() throws {
    let shop = try Shop()
    try shop.run("location", "add", "SITE")
    try shop.run("item", "add", "BOLT")
    let local = try Books(LocalDatabase(path: shop.database, mode: .readWrite))
    let database = SecureShellLines(try SecureShellHouse.shared(), path: shop.database).database(.write)
    let far = try Books(database)
    _ = try movements(local, "warm-local")
    _ = try movements(far, "warm-far")
    // Whatever else this machine does slows four processes that wait for each other more than one: a round that it leaves
    // alone is enough, and of that the quickest quarter.
    let quarter = FarCostTests.acts / 4
    var excess: [Int64] = []
    for round in 0..<6 where excess.allSatisfy({ $0 > 0 }) {
      let near = try movements(local, "local-\(round)")
      let there = try movements(far, "far-\(round)")
      let line = try trip(database)
      print("movement: local \(near[quarter]) us, through ssh \(there[quarter]) us, the line \(line) us")
      excess.append(there[quarter] - (2 * near[quarter] + line + 1_000))
    }
    #expect(excess.contains { $0 <= 0 }, "too much by \(excess) us")
  }

  @Test("over HTTP a movement that knows its names is one trip: the batch and, right behind it, what it made")
  func requests() throws {
    let shop = try Shop()
    try shop.run("location", "add", "SITE")
    try shop.run("item", "add", "BOLT")
    let server = try StandInServer(file: shop.database)
    let books = try Books(
      RqliteDatabase(
        hosts: RemoteAddress(server.address).hosts, isTLS: false, credentials: nil, address: server.address,
        counter: Books.commitCounter, watch: Books.foreignKeyWatch))
    _ = try movements(books, "warm")
    server.forgetRequests()
    _ = try movements(books, "far")
    #expect(server.requests.count <= 2 * FarCostTests.acts + 2, "now and then the foreign keys are looked at")
  }

  /// From the start of the program to the first stock that it shows, and what it said to the terminal until then.
  private func opening(_ line: BadLine) throws -> Int64 {
    var times: [Int64] = []
    for _ in 0..<5 {
      let begin = MonotonicTime.milliseconds
      let console = try line.console()
      try console.wait("the stock") { $0.shows("ITEM-01") }
      times.append(MonotonicTime.milliseconds - begin)
      console.send("q")
      #expect(try console.waitForExit() == .exited(0))
    }
    return times.sorted()[2]
  }

  /// 700 ms by ssh, with its own connection in it, and 150 ms by HTTP, where nothing else is done on the machine; here
  /// other tests are.
  @Test(
    "what is in stock is shown soon after the start, although the books are elsewhere",
    arguments: [(BadLine.Way.shell, 3_500), (.cluster, 2_000)].filter(\.0.isInstalled))
  func firstFrame(_ way: BadLine.Way, _ most: Int64) throws {
    let line = try BadLine(way, to: CountRunTests.hall(), LineWeather())
    let took = try opening(line)
    print("first frame over \(way.rawValue): \(took) ms")
    #expect(took <= most)
  }

  @Test("opening the stock pane by HTTP is few requests, those that open the books among them")
  func stockPane() throws {
    let shop = try CountRunTests.hall()
    let server = try StandInServer(file: shop.database)
    let run = try CommandRun(["--db", server.address, "--plain"], environment: ["TALLYMAN_STATE": shop.folder.path])
      .finish()
    #expect(run.exit == 0 && run.output.contains("ITEM-01"), "\(run.errors)")
    print("the stock pane by HTTP: \(server.requests.map(\.target))")
    #expect(server.requests.count <= 6)
  }
}
