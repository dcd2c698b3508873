import Glibc
import Inventory
import Ledger
import StorageLocal
import Testing

/// Counting while other programs work on the same file.
@Suite(.serialized) struct CountCrowdTests {
  private static func books(_ shop: Shop) throws -> Books {
    try Books(LocalDatabase(path: shop.database, mode: .readOnly), mayWrite: false)
  }

  private static func text(_ path: String) throws -> String {
    try CommandRun([path], program: "/bin/cat").finish().output
  }

  private static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  // MARK: Scanners at full speed

  /// A hall with one stocktake, ST-0001, of one bin for each of `counters`.
  private static func hall(counters: Int) throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "HALL", "--kind", "site")
    for counter in 0..<counters { try shop.run("location", "add", "BIN-\(counter)", "--in", "HALL", "--kind", "bin") }
    for item in 0..<20 { try shop.run("item", "add", "ITEM-\(item)") }
    try shop.run("stocktake", "open", "HALL")
    return shop
  }

  private static func counter(_ number: Int, in shop: Shop, scans: Int) throws -> CommandRun {
    try CommandRun(
      ["scan", shop.database, "ST-0001", "counter\(number)", "\(scans)", "20", "BIN-\(number % 2)"],
      program: CommandRun.poster)
  }

  /// The numbers of the scans of each counter, in the order the books have them.
  private static func scans(_ shop: Shop) throws -> [String: [Int]] {
    let books = try books(shop)
    var scans: [String: [Int]] = [:]
    var question = CountEventPage("ST-0001", limit: 1000)
    while true {
      let page = try books.ask(question)
      for event in page.rows {
        #expect(event.text?.hasPrefix(event.actor + "-") == true)
        scans[event.actor, default: []].append(Int(event.text?.split(separator: "-").last ?? "") ?? -1)
      }
      guard let next = page.next else { return scans.mapValues { $0.reversed() } }
      question.start = .after(next)
    }
  }

  @Test(
    "four who scan without a pause in two bins of one stocktake: no scan is lost, each keeps its order, and none waits")
  func fourCounters() throws {
    let shop = try CountCrowdTests.hall(counters: 2)
    let each = 400
    let runs = try (0..<4).map { try CountCrowdTests.counter($0, in: shop, scans: each) }
    var microseconds: [Int] = []
    for run in runs {
      let result = run.finish()
      #expect(result.exit == 0, "\(result.errors)")
      microseconds += result.output.split(separator: "\n").compactMap { Int($0.split(separator: " ")[1]) }
    }
    let scans = try CountCrowdTests.scans(shop)
    #expect(scans.count == 4)
    for (counter, numbers) in scans { #expect(numbers == Array(0..<each), "\(counter)") }
    let lines = try CountCrowdTests.books(shop).ask(CountLinePage("ST-0001", limit: 1000)).rows
    #expect(lines.reduce(Quantity.zero) { $0 + ($1.counted ?? .zero) } == Quantity(4 * each))
    #expect(lines.count == 40 && lines.allSatisfy { $0.counters.count == 2 })
    microseconds.sort()
    let (median, slow) = (microseconds[microseconds.count / 2], microseconds[microseconds.count * 99 / 100])
    print("a scan among four at full speed: p50 \(median) µs, p99 \(slow) µs, most \(microseconds.last ?? 0) µs")
    // 50 ms are the goal on a machine that does nothing else; whoever starves waits for seconds.
    #expect(slow <= 1_000_000)
    try shop.run("verify")
  }

  @Test("a counter who is killed in mid-count loses nothing that was acknowledged, and is not in anybody's way")
  func killedCounter() throws {
    let shop = try CountCrowdTests.hall(counters: 2)
    for attempt in 0..<6 {
      let victim = try CountCrowdTests.counter(attempt, in: shop, scans: 100_000)
      let other = try CountCrowdTests.counter(100 + attempt, in: shop, scans: 60)
      victim.waitForLines(1)
      usleep(UInt32(20_000 + attempt * 23_000))
      kill(victim.process, SIGKILL)
      let lines = victim.finish().output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(other.finish().exit == 0)
      let scans = try CountCrowdTests.scans(shop)
      let acknowledged = lines.compactMap { Int($0.split(separator: " ")[0]) }
      let counted = scans["counter\(attempt)"] ?? []
      // At most one was done of which it could not say so any more.
      #expect(Array(counted.prefix(acknowledged.count)) == acknowledged)
      #expect(counted.count - acknowledged.count <= 1 && !counted.isEmpty)
      #expect(scans["counter\(100 + attempt)"] == Array(0..<60))
    }
    try shop.run("stocktake", "reconcile", "ST-0001")
    try shop.run("stocktake", "approve", "ST-0001")
    try shop.run("stocktake", "apply", "ST-0001")
    let counted = try CountCrowdTests.scans(shop).values.reduce(0) { $0 + $1.count }
    #expect(
      shop.sum(of: "on_hand", in: try shop.run("stock", "list", "--ndjson", "--limit", "1000").output)
        == Double(counted))
    try shop.run("verify")
  }

  // MARK: Goods that move

  struct Goods: Hashable {
    var item: String
    var lot: String
    var bin: String
  }

  /// What the carrier did with his hands, and which of it has a paper.
  private struct Deeds {
    var changes: [(key: String, when: Int64, change: Int, goods: Goods)] = []
    var posted: Set<String> = []

    init(_ log: String) {
      for line in log.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        if words[0] == "posted" { posted.insert(words[1]) }
        guard words[0] == "did", words.count == 7 else { continue }
        changes.append(
          (
            words[1], Int64(words[2]) ?? 0, Int(words[3]) ?? 0,
            Goods(item: words[4], lot: words[5] == "-" ? "" : words[5], bin: words[6])
          ))
      }
    }

    func changes(of goods: Goods, after: Int64, until: Int64 = .max, onlyPosted: Bool = false) -> [Int] {
      changes.filter { deed in
        deed.goods == goods && deed.when > after && deed.when <= until && (!onlyPosted || posted.contains(deed.key))
      }.map(\.change)
    }
  }

  /// What the books have of every item, lot and bin.
  private static func stock(_ shop: Shop) throws -> [Goods: Int] {
    let books = try books(shop)
    var stock: [Goods: Int] = [:]
    func whole(_ quantity: Quantity) -> Int { Int(quantity.thousandths / 1000) }
    for item in try books.ask(ItemPage(limit: 1000)).rows {
      let card = try books.ask(ItemStock(item.code.description))
      for row in card.places where item.tracking != .lot {
        stock[Goods(item: item.code.sku, lot: "", bin: row.locationCode)] = whole(row.balances.onHand)
      }
      for lot in card.lots {
        let bin = String(lot.place.split(separator: "/").last ?? "")
        stock[Goods(item: item.code.sku, lot: lot.lot.code, bin: bin)] = whole(lot.onHand)
      }
    }
    return stock
  }

  @Test("OpenBoxes' warehouse counted bin by bin while another carries goods about: the books end as what is there")
  func carriedAbout() throws {
    let shop = try Shop()
    try shop.importOpenBoxes(expiry: "-")
    // Less is there than the books say, or more, or it stands elsewhere.
    var there = try CountCrowdTests.stock(shop)
    let initial = there
    let bins = Array(Set(there.keys.map(\.bin)).sorted().prefix(12))
    there = there.filter { bins.contains($0.key.bin) }
    for (index, goods) in there.keys.sorted(by: { "\($0)" < "\($1)" }).enumerated() {
      if index % 4 == 0 { there[goods] = max(0, (there[goods] ?? 0) - 7) }
      if index % 5 == 0 {
        there[Goods(item: goods.item, lot: goods.lot, bin: bins[index % bins.count]), default: 0] += 3
      }
    }
    let rows = there.map { "\($0.key.item),\($0.key.lot),\($0.key.bin),\($0.value)\n" }.joined()
    let log = shop.folder.path + "/log"
    let end = shop.folder.path + "/end"
    let stockFile = try shop.folder.write("there.csv", rows)
    let command = "exec '\(CommandRun.poster)' move '\(shop.database)' carrier '\(stockFile)' '\(end)' > '\(log)'"
    let carrier = try CommandRun(["-c", command], program: "/bin/sh")
    usleep(500_000)

    try shop.run("stocktake", "open", "MAIN")
    var countedAt: [String: Int64] = [:]
    func present(_ goods: Goods, _ deeds: Deeds, _ time: Int64) -> Int {
      deeds.changes(of: goods, after: 0, until: time).reduce(there[goods] ?? 0, +)
    }
    for bin in bins {
      usleep(100_000)
      let time = CountCrowdTests.now().milliseconds
      usleep(60_000)
      let deeds = Deeds(try CountCrowdTests.text(log))
      let known = Set(there.keys).union(initial.keys).union(deeds.changes.filter { $0.when <= time }.map(\.goods))
      var file = "sku,location,lot,counted,occurred_at\n"
      for goods in known where goods.bin == bin {
        file += "\(goods.item),\(bin),\(goods.lot),\(present(goods, deeds, time)),\(Instant(milliseconds: time))\n"
      }
      try shop.run("stocktake", "load", "ST-0001", try shop.folder.write("\(bin).csv", file))
      countedAt[bin] = time
    }
    // Papers go on coming: a line whose figures they change comes back to be approved again.
    var applied = false
    for _ in 0..<25 where !applied {
      try shop.run("stocktake", "reconcile", "ST-0001", exit: nil)
      try shop.run("stocktake", "approve", "ST-0001", exit: nil)
      applied = try shop.run("stocktake", "apply", "ST-0001", exit: nil).exit == 0
    }
    _ = try shop.folder.write("end", "")
    let result = carrier.finish()
    #expect(result.exit == 0, "\(result.errors)")
    // What still was in review may be applied now that all papers are there.
    var said = ""
    if !applied {
      try shop.run("stocktake", "reconcile", "ST-0001")
      try shop.run("stocktake", "approve", "ST-0001")
      let last = try shop.run("stocktake", "apply", "ST-0001", exit: nil)
      (applied, said) = (last.exit == 0, last.output + last.errors)
    }
    let deeds = Deeds(try CountCrowdTests.text(log))
    #expect(deeds.posted.count > 100)
    let books = try CountCrowdTests.stock(shop)
    // Where the paper of what was brought in is lost, and that of what was taken away again is not, more was taken than
    // was there: such a line stays in review and says so, and every other one stands.
    var impossible = 0
    for goods in Set(books.keys).union(deeds.changes.map(\.goods)).union(there.keys) where bins.contains(goods.bin) {
      let time = try #require(countedAt[goods.bin])
      var expected = present(goods, deeds, time)
      var least = expected
      for change in deeds.changes(of: goods, after: time, onlyPosted: true) {
        expected += change
        least = min(least, expected)
      }
      if least < 0 {
        impossible += 1
        #expect(said.contains("of \(goods.item) counted at MAIN/\(goods.bin), yet"), "\(goods)\n\(said)")
      } else {
        #expect(books[goods] ?? 0 == expected, "\(goods)\n\(said)")
      }
    }
    #expect(applied == (impossible == 0), "\(said)")
    let papers = deeds.posted.count
    print("carried about: \(deeds.changes.count) changes, \(papers) papers while \(bins.count) bins were counted")
    try shop.run("verify")
  }
}
