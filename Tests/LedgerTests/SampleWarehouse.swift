import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Synchronization
import Testing

/// A small warehouse in a file of its own: two sites, a few bins, a drill, cable by the metre, glue by lot, scales by
/// serial. Acts go in through the service, as every face sends them.
final class SampleWarehouse: Sendable {
  let folder: String
  /// The books themselves, to look into past the service: the file, where the way keeps one.
  let database: any Database
  /// The way there.
  let way: TestBooks
  /// Asked as of noon, so that lots have expired or not.
  let books: Books
  /// 2026-07-04 12:00 UTC: the clock stands, so that every figure is the same each time.
  static let noon = Instant(milliseconds: 1_783_166_400_000)

  /// - Parameters:
  ///   - memory: in a file system that a power failure takes away, for tests of very many acts.
  ///   - kind: the way to the books, where a test is about that one.
  ///   - storm: see ``TestBooks``.
  init(inMemory memory: Bool = false, by kind: TestBooks.Way = TestBooks.way, storm: UInt64? = nil) throws {
    let parent = memory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(parent)/tallyman-test-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    way = try TestBooks(path: folder + "/stock.db", by: kind, storm: storm)
    database = try way.beside()
    books = try way.books(clock: { SampleWarehouse.noon })
    try addPlaces()
    try addItems()
  }

  deinit {
    for name in ["stock.db", "stock.db-wal", "stock.db-shm", "stock.db-gate", "stock.db-turn"] {
      unlink(folder + "/" + name)
    }
    rmdir(folder)
  }

  private func addPlaces() throws {
    func add(_ code: String, _ kind: LocationKind, in parent: String?, type: String? = nil, structural: Bool? = nil)
      throws
    {
      var edits = LocationEdits()
      edits.kind = kind
      edits.parent = parent
      edits.roomType = type
      edits.isStructural = structural
      try act(AddLocation(code, edits))
    }
    try add("NORTH", .site, in: nil)
    try add("A", .room, in: "NORTH", type: "storage", structural: true)
    try add("A-01", .bin, in: "A")
    try add("A-02", .bin, in: "A")
    try add("Q", .room, in: "NORTH", type: "quarantine")
    try add("SOUTH", .site, in: nil)
    try add("S-01", .bin, in: "SOUTH")
  }

  private func addItems() throws {
    try act(
      AddItem(
        Item(
          code: ItemCode(sku: "DRILL-18V"), name: "Cordless drill", category: "Tools", cost: UnitCost("49.90"),
          currency: "EUR", barcodes: [Barcode("4006381333931"), Barcode("14006381333938", pack: Quantity(6))])))
    try act(AddItem(Item(code: ItemCode(sku: "CABLE"), name: "Cable 3x1.5", unit: UnitOfMeasure("m"))))
    try act(AddItem(Item(code: ItemCode(sku: "GLUE"), name: "Glue 250 ml", tracking: .lot)))
    try act(AddItem(Item(code: ItemCode(sku: "SCALE"), name: "Scale S7", tracking: .serial)))
  }

  private static let counter = Counter()

  @discardableResult
  func act(
    _ act: some Act, key: String? = nil, at now: Instant = noon, dryRun: Bool = false, by actor: String = "anna"
  ) throws -> ActAnswer {
    let key = key ?? "test-\(SampleWarehouse.counter.next())"
    return try books.perform(
      act, ActContext(key: key, actor: actor, terminal: "tty1", now: now, isDryRun: dryRun))
  }

  @discardableResult
  func post(
    _ kind: MovementKind, _ item: String, _ quantity: String, at place: String, to: String? = nil, lot: String? = nil,
    serials: [String] = [], reason: String? = nil, on occurredAt: String? = nil, key: String? = nil,
    expires: String? = nil, blocked: Bool = false, at now: Instant = noon, dryRun: Bool = false
  ) throws -> ActAnswer {
    let amount = try #require(Quantity(quantity))
    var line = MovementLine(
      kind, item, amount, at: place, to: to, lot: lot, serials: serials, reason: reason,
      occurredAt: try occurredAt.map { try #require(Instant($0)) })
    line.isBlocked = blocked
    line.expires = try expires.map { try #require(Day($0)) }
    return try act(PostMovements([line]), key: key, at: now, dryRun: dryRun)
  }

  func balances(_ item: String, at place: String) throws -> Balances {
    try books.ask(ItemStock(item, at: place)).total
  }

  func onHand(_ item: String, at place: String) throws -> String { try balances(item, at: place).onHand.description }

  /// Fails the test with the drift, where there is any.
  func expectSoundBooks(at location: SourceLocation = #_sourceLocation) throws {
    for finding in try books.ask(Verification()) {
      #expect(finding.drift.isEmpty, "\(finding.check): \(finding.drift)", sourceLocation: location)
    }
  }

  /// The type of the problem an act is refused with: `insufficient-stock`.
  func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "done"
    } catch let error as InventoryError {
      return Explanation(error).type
    } catch {
      return "\(error)"
    }
  }
}

/// Numbers that are never given twice, whoever asks.
final class Counter: Sendable {
  private let last = Atomic<Int>(0)
  func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}
