import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// A file of books for one run of faults: three items, plenty of each at one site, and a stocktake where it is counted.
///
/// There is so much that no issue is refused: a refusal that follows an answer that was lost is not the last word while what
/// was sent first may still be under way, to a server that was cut off and works on.
final class FaultHouse: Sendable {
  static let items = (0..<3).map { "ITEM-\($0)" }
  static let start = 400
  static let now = Instant(milliseconds: 1_783_166_400_000)

  /// How many seeds each test of faults runs through: some, or `TALLYMAN_FAULT_SEEDS` times as many.
  static func seeds(_ count: Int) -> [UInt64] {
    let times = getenv("TALLYMAN_FAULT_SEEDS").flatMap { Int(String(cString: $0)) } ?? 1
    return (0..<count * max(1, times)).map { UInt64($0) }
  }

  let folder: String
  var path: String { folder + "/stock.db" }

  /// Such books are made once, and copied.
  private static let made = Result { () throws in (plain: try make(counts: false), counting: try make(counts: true)) }

  init(counts: Bool = false) throws {
    // Whoever writes to a line that is gone is to be told, not ended.
    signal(SIGPIPE, SIG_IGN)
    folder = try FaultHouse.makeFolder()
    let made = try FaultHouse.made.get()
    try FaultHouse.write(counts ? made.counting : made.plain, to: folder + "/stock.db")
  }

  deinit { FaultHouse.remove(folder) }

  // MARK: What is in the books in the end

  /// Holds the books against what people were told.
  func check(_ told: Told, _ what: String) throws {
    let books = try Books(LocalDatabase(path: path, mode: .readWrite))
    let (kept, done) = (try keys().sorted(), told.done)
    let (lost, untold) = (Set(done).subtracting(kept).sorted(), Set(kept).subtracting(done).sorted())
    #expect(kept == done, "\(what): lost are \(lost), done though nobody was told are \(untold)")
    for item in FaultHouse.items {
      let found = try books.ask(ItemStock(item, at: "SITE")).total.onHand
      #expect(found == Quantity(FaultHouse.start + told.sum(of: item)), "\(what): the stock of \(item)")
    }
    try expectSound(books, what)
  }

  func expectSound(_ books: Books, _ what: String) throws {
    for finding in try books.ask(Verification()) {
      #expect(finding.drift.isEmpty, "\(what): \(finding.check): \(finding.drift)")
    }
  }

  /// The keys of all acts, in the order the books took them, without those that made the house.
  func keys() throws -> [String] {
    var keys: [String] = []
    let file = try LocalDatabase(path: path, mode: .readWrite)
    try file.read([Statement("SELECT key FROM act WHERE key NOT LIKE 'made %' ORDER BY id")]) { _, row in
      keys.append(row.text(0))
      return true
    }
    return keys
  }

  // MARK: Making it

  private static func make(counts: Bool) throws -> [UInt8] {
    let folder = try makeFolder()
    defer { remove(folder) }
    let database = try LocalDatabase(path: folder + "/stock.db", mode: .readWriteCreate)
    try fill(database, counts: counts)
    // One file without a log.
    try database.backup(to: folder + "/copy.db")
    return try read(folder + "/copy.db")
  }

  private static func fill(_ database: LocalDatabase, counts: Bool) throws {
    let books = try Books(database)
    var number = 0
    func act(_ act: some Act) throws {
      number += 1
      _ = try books.perform(act, ActContext(key: "made \(number)", actor: "anna", terminal: "t", now: now))
    }
    var site = LocationEdits()
    site.kind = .site
    try act(AddLocation("SITE", site))
    for item in items {
      try act(AddItem(Item(code: ItemCode(sku: item), name: item)))
      try act(PostMovements([MovementLine(.receipt, item, Quantity(start), at: "SITE")]))
    }
    guard counts, let anything = Tolerance("") else { return }
    try act(OpenStocktake("SITE", isBlind: true, policy: .live, tolerance: anything, onlyHere: false))
  }

  private static func makeFolder() throws -> String {
    // A power failure is not what is tried here.
    var template = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/tallyman-fault-XXXXXX".utf8CString)
    return try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  private static func remove(_ folder: String) {
    guard let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(folder + "/" + name)
    }
    closedir(entries)
    rmdir(folder)
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }
}
