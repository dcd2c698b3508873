import Glibc
import Testing

/// The tables of `algorithms.md` 4.7 and 4.8, once each through the built program.
@Suite("Stocktakes on the command line") struct StocktakeRunTests {
  /// One thing that is done, at a time of one day.
  enum Step {
    case book(Int)
    case move(Int, at: String)
    /// A stocktake is opened, and counted at the time; the first is 1.
    case count(Int, at: String)
    /// The stocktake of this number is reconciled, approved and applied.
    case apply(Int)
  }

  struct Case: CustomTestStringConvertible {
    var name: String
    var steps: [Step]
    /// The variances of the stocktakes as they stand in the end, and what is on hand then.
    var variances: [Double]
    var ends: Double
    var testDescription: String { name }
  }

  /// A movement after the count, posted before and after applying.
  private static func bothOrders(
    _ name: String, book: Int, counted: Int, _ late: (Int, String), variance: Double, ends: Double
  ) -> [Case] {
    let move = Step.move(late.0, at: late.1)
    return [
      Case(
        name: name + ", its paper before applying",
        steps: [.book(book), .count(counted, at: "10:00"), move, .apply(1)],
        variances: [variance], ends: ends),
      Case(
        name: name + ", its paper after applying", steps: [.book(book), .count(counted, at: "10:00"), .apply(1), move],
        variances: [variance], ends: ends),
    ]
  }

  static let cases: [Case] =
    [
      Case(
        name: "a movement before the count, posted before",
        steps: [.book(100), .move(-8, at: "09:00"), .count(90, at: "10:00"), .apply(1), .move(20, at: "11:00")],
        variances: [-2], ends: 110),
      Case(
        name: "two counts, the first applied first",
        steps: [.book(10), .count(20, at: "09:00"), .count(30, at: "10:00"), .apply(1), .apply(2)],
        variances: [10, 10], ends: 30),
      Case(
        name: "two counts, the second applied first",
        steps: [.book(10), .count(20, at: "09:00"), .count(30, at: "10:00"), .apply(2), .apply(1)],
        variances: [10, 10], ends: 30),
      Case(
        name: "ERPNext's back-dating: +10, +1, six counted, +1; then 8 counted before all, and +10 before even that",
        steps: [
          .move(10, at: "08:30"), .move(1, at: "09:00"), .count(6, at: "10:00"), .apply(1), .move(1, at: "11:00"),
          .count(8, at: "08:00"), .apply(2), .move(10, at: "07:00"),
        ], variances: [-13, -2], ends: 7),
    ]
    + bothOrders(
      "SAP's freeze example: +20 after the count", book: 100, counted: 90, (20, "10:30"), variance: -10, ends: 110)
    + bothOrders(
      "SAP's late paperwork: -900 before the count", book: 1000, counted: 80, (-900, "09:00"), variance: -20, ends: 80)
    + bothOrders("Odoo's test: -3 after the count", book: 7, counted: 5, (-3, "10:30"), variance: -2, ends: 2)
    + bothOrders("OpenBoxes' comment: +10 after the count", book: 10, counted: 10, (10, "10:30"), variance: 0, ends: 20)
    + bothOrders(
      "mSupply's debate: -100 after the count", book: 100, counted: 100, (-100, "10:30"), variance: 0, ends: 0)

  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    try shop.run("location", "add", "A-01", "--in", "NORTH", "--kind", "bin")
    try shop.run("item", "add", "BOLT", "--cost", "10")
    return shop
  }

  private static func time(_ text: String) -> String { "2024-03-04T\(text):00Z" }

  private static func finish(_ shop: Shop, _ stocktake: String) throws {
    try shop.run("stocktake", "reconcile", stocktake)
    try shop.run("stocktake", "approve", stocktake)
    try shop.run("stocktake", "apply", stocktake)
  }

  @Test("roll-forward: counting while goods move", arguments: cases)
  func rollForward(row: Case) throws {
    let shop = try StocktakeRunTests.shop()
    var opened = 0
    for step in row.steps {
      switch step {
      case .book(let quantity):
        try shop.run(
          "move", "receipt", "BOLT", String(quantity), "--at", "A-01", "--occurred-at", StocktakeRunTests.time("06:00"))
      case .move(let quantity, let time):
        try shop.run(
          "move", quantity > 0 ? "receipt" : "issue", "BOLT", String(abs(quantity)), "--at", "A-01", "--occurred-at",
          StocktakeRunTests.time(time))
      case .count(let quantity, let time):
        opened += 1
        let document = try shop.run("stocktake", "open", "A-01", "--json").output
        #expect(JSONPeek.raw("id", in: document) == "ST-000\(opened)")
        try shop.run(
          "stocktake", "count", "ST-000\(opened)", "BOLT", String(quantity), "--occurred-at",
          StocktakeRunTests.time(time))
      case .apply(let number): try StocktakeRunTests.finish(shop, String(number))
      }
    }
    let variances = try (1...opened).map { number in
      JSONPeek.number("variance", in: try shop.run("stocktake", "lines", String(number), "--ndjson").output)
    }
    #expect(variances == row.variances)
    #expect(JSONPeek.number("on_hand", in: try shop.run("stock", "show", "BOLT", "--json").output) == row.ends)
    try shop.run("verify")
  }

  @Test("tolerance: Oracle's five counts, of which one is inside, and what is left to decide")
  func tolerance() throws {
    let shop = try StocktakeRunTests.shop()
    var file = "sku,counted\n"
    let counts = [(106, 6, 60), (88, -12, -120), (122, 22, 220), (73, -27, -270), (95, -5, -50)]
    for (index, count) in counts.enumerated() {
      try shop.run("item", "add", "B\(index)", "--cost", "10")
      try shop.run("move", "receipt", "B\(index)", "100", "--at", "A-01")
      file += "B\(index),\(count.0)\n"
    }
    try shop.run("stocktake", "open", "A-01", "--tolerance", "+5%, -10%, value +200, value -250")
    try shop.run("stocktake", "load", "1", try shop.folder.write("counts.csv", file))
    let proposal = try shop.run("stocktake", "reconcile", "1", "--json").output
    #expect(JSONPeek.number("up", in: proposal) == 28 && JSONPeek.number("down", in: proposal) == 44)
    #expect(JSONPeek.number("value_up", in: proposal) == 280 && JSONPeek.number("value_down", in: proposal) == 440)
    let lines = try shop.run("stocktake", "lines", "1", "--ndjson").output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    for (line, count) in zip(lines, counts) {
      #expect(JSONPeek.number("variance", in: line) == Double(count.1))
      #expect(JSONPeek.number("percent", in: line) == Double(count.1))
      #expect(JSONPeek.number("value", in: line) == Double(count.2))
      #expect(JSONPeek.raw("within_tolerance", in: line) == (count.1 == -5 ? "true" : "false"))
      #expect(JSONPeek.raw("state", in: line) == (count.1 == -5 ? "counted" : "recount"))
    }
    let worst = try shop.run("stocktake", "lines", "1", "--sort", "value", "--limit", "1", "--ndjson").output
    #expect(JSONPeek.raw("sku", in: worst) == "B3")
    let within = try shop.run("stocktake", "approve", "1", "--all-within-tolerance", "--json").output
    #expect(JSONPeek.number("decided", in: within) == 1 && JSONPeek.raw("status", in: within) == "review")
    try shop.run("stocktake", "apply", "1", exit: 4)
    try shop.run("stocktake", "reject", "1", "--line", "1", "--line", "2", "--reason", "DAMAGE")
    try shop.run("stocktake", "approve", "1", "--line", "3", "--line", "4")
    try shop.run("stocktake", "apply", "1")
    let onHand = try shop.run("stock", "list", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: onHand) == 100 + 100 + 122 + 73 + 95)
    try shop.run("verify")
  }

  @Test("two rounds by two people are compared on variance: 90 of 100, 15 issued, then 75 of 85 agree")
  func rounds() throws {
    let shop = try StocktakeRunTests.shop()
    try shop.run("move", "receipt", "BOLT", "100", "--at", "A-01", "--occurred-at", StocktakeRunTests.time("08:00"))
    try shop.run("stocktake", "open", "A-01")
    func count(_ quantity: String, _ time: String, _ actor: String) throws -> String {
      try shop.run(
        "stocktake", "count", "1", "BOLT", quantity, "--occurred-at", StocktakeRunTests.time(time), "--as", actor)
      try shop.run("stocktake", "close-bin", "1", "A-01", "--as", actor)
      return try shop.run("stocktake", "lines", "1", "--ndjson").output
    }
    #expect(JSONPeek.raw("state", in: try count("90", "09:00", "maria")) == "recount")
    try shop.run("move", "issue", "BOLT", "15", "--at", "A-01", "--occurred-at", StocktakeRunTests.time("09:30"))
    let second = try count("75", "10:00", "ben")
    #expect(JSONPeek.raw("state", in: second) == "counted" && JSONPeek.number("round", in: second) == 2)
    #expect(JSONPeek.number("expected", in: second) == 85 && JSONPeek.number("variance", in: second) == -10)
    let story = try shop.run("stocktake", "why", "1", "1").output
    #expect(story.contains("round 1: 90, variance -10, by maria") && story.contains("Movements:"))
  }

  @Test("accuracy: 100 counted as 95 and 100 as 105 are 95 % of the units and none of the items")
  func accuracy() throws {
    let shop = try StocktakeRunTests.shop()
    try shop.run("item", "add", "NUT", "--cost", "10")
    for sku in ["BOLT", "NUT"] { try shop.run("move", "receipt", sku, "100", "--at", "A-01") }
    try shop.run("stocktake", "open", "NORTH", "--tolerance", "1%")
    try shop.run("stocktake", "count", "1", "BOLT", "95", "--in", "A-01")
    try shop.run("stocktake", "count", "1", "NUT", "105", "--in", "A-01")
    try StocktakeRunTests.finish(shop, "1")
    let report = try shop.run("report", "accuracy", "--from", "-1d", "--at", "NORTH", "--json").output
    #expect(JSONPeek.number("expected", in: report) == 200 && JSONPeek.number("off", in: report) == 10)
    #expect(JSONPeek.number("item_accuracy", in: report) == 0 && JSONPeek.number("unit_accuracy", in: report) == 95)
    #expect(JSONPeek.number("value_up", in: report) == 50 && JSONPeek.number("value_down", in: report) == 50)
    #expect(try shop.run("report", "accuracy").output.contains("ST-0001"))
    #expect(try shop.run("report", "accuracy", "--to", "-1d").output.contains("No stocktake was applied"))
  }
}
