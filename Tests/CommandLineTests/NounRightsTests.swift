import CLI
import Glibc
import Inventory
import Ledger
import StorageLocal
import Synchronization
import Testing

/// Rights and sites as the command line meets them: an act of each noun, done by who may and refused to who may not. What
/// holds for every act there is stands in the matrix of the house's own tests.
@Suite struct NounRightsTests {
  /// The words, the least role that may do it, and the site it is at; nil for the house's.
  private static let deeds: [(words: String, least: String, site: String?)] = [
    ("item edit BIT-300 --name x", "dan", nil), ("location edit A-01-1 --name x", "dan", "NORTH"),
    ("stock edit BIT-300 --at B-03-2 --bin X", "dan", "NORTH"), ("move receipt BIT-320 1 --at S-12", "dan", "SOUTH"),
    ("move transfer BIT-300 1 --at B-03-2 --to A-01-1", "dan", "NORTH"),
    ("transfer receive TR-0002 --all", "dan", "SOUTH"),
    ("reservation create --for order:x --line BIT-300@B-03-2=1", "dan", "NORTH"),
    ("requisition create --line BIT-300=5,at=SOUTH", "dan", "SOUTH"), ("requisition approve RQ-0001", "sue", "NORTH"),
    ("order close PO-790", "sue", "NORTH"), ("receipt confirm RC-0002", "dan", "SOUTH"),
    ("plate add P-1 --at B-03-2 --line BIT-300=1", "dan", "NORTH"),
    ("putaway set --sku BIT-300 --at S-13", "dan", "SOUTH"),
    ("lot add NEW GLU-1", "dan", nil), ("serial add SER-7 --at A-04-1 --serial NEW", "dan", "NORTH"),
    ("stocktake count ST-0002 BIT-300 1 --in A-01-1", "cora", "NORTH"), ("stocktake open S-13", "sue", "SOUTH"),
    ("count BIT-350 41 --at S-13", "sue", "SOUTH"), ("rule set BIT-350 --at S-13 --point 5", "sue", "SOUTH"),
    ("alert compute", "cora", nil), ("setting set count_blind no", "ada", nil),
    ("operator add eve --role dock --site NORTH", "ada", "NORTH"),
  ]

  private static let ranks = ["cora", "dan", "sue", "ada"]

  @Test(
    "an act of each noun is done by who may, where they may, and refused to others with exit code 6",
    .onlyOfFiles("the program's own commands are run beside it"))
  func nouns() throws {
    let shop = try Shop()
    try shop.run("demo", shop.database)
    let desk = InProcessDesk(shop.database)
    #expect(desk.type("operator add anna").exit == 0)
    for site in ["NORTH", "SOUTH"] {
      for (name, role) in zip(NounRightsTests.ranks, Operator.Role.allCases) {
        #expect(desk.type("operator add \(name)-\(site) --role \(role) --site \(site)").exit == 0)
      }
    }
    for (words, least, site) in NounRightsTests.deeds {
      let here = site ?? "NORTH"
      let there = here == "NORTH" ? "SOUTH" : "NORTH"
      func comes(_ actor: String) -> String {
        let outcome = desk.type("\(words) --as \(actor) --dry-run --json")
        if outcome.exit == 0 { return "done" }
        #expect(outcome.exit == 6, "\(actor): \(words): \(outcome.errors)")
        return JSONPeek.raw("type", in: outcome.errors) ?? outcome.errors
      }
      #expect(comes("\(least)-\(here)") == "done", "\(least), \(words)")
      let refusal = words.hasPrefix("operator ") ? "operator-elsewhere" : "not-at-site"
      #expect(comes("\(least)-\(there)") == (site == nil ? "done" : refusal), "\(least)-\(there), \(words)")
      if let rank = NounRightsTests.ranks.firstIndex(of: least), rank > 0 {
        #expect(comes("\(NounRightsTests.ranks[rank - 1])-\(here)") == "not-permitted", "below \(least), \(words)")
      }
      #expect(comes("nobody") == "unknown-operator", "nobody, \(words)")
    }
    let rows = try shop.folder.write(
      "rows.csv", "sku,location,kind,quantity\nBIT-300,B-03-2,receipt,1\nBIT-320,S-12,receipt,1\n")
    let file = desk.type("import movements \(rows) --as dan-SOUTH --dry-run")
    #expect(file.exit == 1 && (file.output + file.errors).contains("at NORTH"), "\(file.output)\(file.errors)")
  }
}

/// Commands typed without starting the program: the books are the real ones, the rest is made up.
private final class InProcessDesk: Sendable {
  private let database: String
  private let printed = Mutex((output: [UInt8](), errors: [UInt8]()))
  private let keys = Atomic<Int>(0)

  init(_ database: String) { self.database = database }

  func type(_ line: String) -> (exit: Int32, output: String, errors: String) {
    printed.withLock { $0 = ([], []) }
    let words = ["--db", database] + line.split(separator: " ").map(String.init)
    let exit = CommandLineInterface.run(arguments: words, environment: surroundings)
    return printed.withLock {
      (exit, String(decoding: $0.output, as: UTF8.self), String(decoding: $0.errors, as: UTF8.self))
    }
  }

  private var surroundings: Surroundings {
    // The demo is filled as of now.
    let now = Instant(milliseconds: (Int64(time(nil)) + 60) * 1000)
    let nothing = InventoryError.store(.failed(detail: "not in this test"))
    return Surroundings(
      environment: { _ in nil },
      output: { bytes in
        self.printed.withLock { $0.output += Array(bytes) }
        return .written
      },
      errorOutput: { bytes in
        self.printed.withLock { $0.errors += Array(bytes) }
        return .written
      }, standardInput: -1, inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false, now: { now },
      makeKey: { "typed-\(self.keys.add(1, ordering: .relaxed).newValue)" }, loginName: { "anna" },
      terminalName: { "tty1" }, configuredDatabase: { nil }, standardDatabase: { "standard.db" },
      openService: { path, _ throws(InventoryError) in
        guard let database = try? LocalDatabase(path: path, mode: .readWrite) else { throw nothing }
        return try Books(database, clock: { now })
      },
      house: House(
        backup: { _, _, _, _ throws(InventoryError) in throw nothing },
        restore: { _, _, _, _ throws(InventoryError) in throw nothing },
        demo: { _ throws(InventoryError) in throw nothing },
        doctorFindings: { _ in [] }),
      isInterrupted: { false }, version: "1.2.3")
  }
}
