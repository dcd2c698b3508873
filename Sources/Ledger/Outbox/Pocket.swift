import Inventory
import Storage
import Synchronization

/// What scanning needs to know of far books, held in a file on this machine: items and their barcodes, places, lots, who
/// works there, and what is being counted and received. A counter looks codes up here, so that a slow line does not keep
/// them waiting, and goes on while there is none.
///
/// It is a copy of a part and no books: nothing is ever decided by it, and the file may be thrown away.
public final class Pocket: Sendable {
  /// Of more items than this only the first are held.
  public static let mostItems = 50_000
  /// How often what people work on is read again, and how long codes are looked up here first.
  private static let papersLast: Int64 = 180_000
  private static let catalogueLasts: Int64 = 15 * 60_000
  private static let pageRows = 1_000
  /// 'tpok' in ASCII: a pocket is not taken for books.
  static let applicationID = 0x7470_6F6B

  private let reader: Reader
  private let books: Books
  private let clock: @Sendable () -> Instant
  /// When it was last read, and for what the catalogue held is right.
  private let held: Mutex<Held>

  private struct Held {
    var at: Instant?
    var catalogue: String?
  }

  /// Opens a pocket, which is set up where the file is empty.
  /// - Throws: for a file that is something else, or of another program's version: throw it away.
  public init(_ database: any Database, clock: @escaping @Sendable () -> Instant) throws(InventoryError) {
    reader = Reader(database: database)
    self.clock = clock
    if try Pocket.isEmpty(reader) { try Pocket.setUp(reader) }
    let (mark, version) =
      try reader.first(
        Statement("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
      ) { ($0.integer(0), Int($0.integer(1))) } ?? (0, 0)
    guard mark == Int64(Pocket.applicationID) else { throw .store(.notOurs("the pocket")) }
    guard version == Migrator.known else { throw .store(.olderSchema(found: version, known: Migrator.known)) }
    books = Books(tablesIn: reader, clock: clock)
    held = Mutex(try Pocket.read(reader))
  }

  /// When it was last read, by whichever program.
  private static func read(_ reader: Reader) throws(InventoryError) -> Held {
    var held = Held()
    try reader.each(Statement("SELECT name, value FROM pocket")) { row in
      switch row.text(0) {
      case "at": held.at = Int64(row.text(1)).map { Instant(milliseconds: $0) }
      case "catalogue": held.catalogue = row.text(1)
      default: break
      }
      return true
    }
    return held
  }

  private static func isEmpty(_ reader: Reader) throws(InventoryError) -> Bool {
    try reader.first(Statement("SELECT count(*) FROM sqlite_schema")) { $0.integer(0) == 0 } ?? true
  }

  /// The tables of the books without their walls: rows come in as they are, in any order.
  private static func setUp(_ reader: Reader) throws(InventoryError) {
    try Migrator(reader: reader).run(mayWrite: true)
    let walls = try reader.all(Statement("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) { $0.text(0) }
    var batch = Batch(walls.map { Statement("DROP TRIGGER IF EXISTS \($0)") })
    batch.append(Statement("CREATE TABLE IF NOT EXISTS pocket(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"))
    batch.append(Statement("PRAGMA application_id = \(applicationID)"))
    do throws(DatabaseError) { try reader.database.commit(batch) } catch { throw InventoryError(error) }
  }

  // MARK: Answers

  /// What is answered from here although the line may be up: codes of goods and places, while they are fresh.
  func knownAtOnce<Q: Question>(_ question: Q, for asker: Asker) -> Q.Answer? {
    guard question is LookUp, let at = held.withLock({ $0.at }),
      clock().milliseconds - at.milliseconds < Pocket.catalogueLasts,
      let hits = known(question, for: asker) as? [LookUp.Hit], !hits.isEmpty, hits.allSatisfy(Pocket.isPlain)
    else { return nil }
    return hits as? Q.Answer
  }

  /// Where a serial stands, and what stands on a pallet, is not known here.
  private static func isPlain(_ hit: LookUp.Hit) -> Bool {
    switch hit {
    case .item, .location: true
    case .goods(let goods): goods.serial == nil
    default: false
    }
  }

  /// What is answered from here while the line is down: what the panes ask in which people scan. A list that somebody
  /// browses is not: it stays as it was read, with its time.
  func known<Q: Question>(_ question: Q, for asker: Asker) -> Q.Answer? {
    guard held.withLock({ $0.at }) != nil, Pocket.isForScanning(question) else { return nil }
    guard let answer = try? books.ask(question, for: asker) else { return nil }
    // That a code is nothing at all is for the books to say.
    if let hits = answer as? [LookUp.Hit], hits.isEmpty { return nil }
    return answer
  }

  private static func isForScanning(_ question: some Question) -> Bool {
    switch question {
    case is LookUp, is CountingPlace, is CountedBin, is TransferCard, is OrderCard, is ReceiptCard, is Settings,
      is WhoAmI:
      true
    case let page as StocktakePage: page.isUnderWay == true
    case let page as TransferLinePage: !page.transfer.isEmpty
    case let page as ReceiveEventPage: page.isParked
    case let page as DiscrepancyPage: page.transfer != nil
    default: false
    }
  }

  /// The scope of acts that would change the answer (``KeptTrail/scope``); nil where none would.
  static func scope(of question: some Question) -> String? {
    let parts: [String]
    switch question {
    case let bin as CountedBin: parts = ["count", bin.stocktake, bin.location]
    case let card as TransferCard: parts = ["receive", card.transfer]
    case let page as TransferLinePage: parts = ["receive", page.transfer]
    case let page as ReceiveEventPage: parts = ["receive", page.transfer]
    case let card as OrderCard: parts = ["order", card.number]
    case let card as ReceiptCard: parts = ["receipt", card.receipt]
    default: return nil
    }
    return KeptTrail(parts, steps: 0, nothing: .nothingToChange).scope
  }

  // MARK: Stock

  /// Reads what is to be known here, where it is time. What is being worked on is read each time, what the house is made of
  /// when it has changed.
  func stock(from far: Reader, at now: Instant) throws(InventoryError) {
    // Another console of this machine may have read it.
    let last = try Pocket.read(reader)
    held.withLock { $0 = last }
    if let at = last.at, (0..<Pocket.papersLast).contains(now.milliseconds - at.milliseconds) { return }
    let most = try Pocket.lastItem(far)
    var batch = Batch([Statement("PRAGMA defer_foreign_keys = ON")])
    // What is worked on first: all that it names stands in the catalogue that is read after it.
    try copy(PocketTable.papers, from: far, most, into: &batch)
    let catalogue = try Pocket.fingerprint(far)
    if catalogue != last.catalogue { try copy(PocketTable.catalogue, from: far, most, into: &batch) }
    batch.append(
      Statement(
        "INSERT OR REPLACE INTO pocket(name, value) VALUES (?1, ?2)", rows: 2,
        [.text("at"), .text(String(now.milliseconds)), .text("catalogue"), .text(catalogue)]))
    do throws(DatabaseError) { try reader.database.commit(batch) } catch { throw InventoryError(error) }
    held.withLock { $0 = Held(at: now, catalogue: catalogue) }
  }

  /// The last item that is held: every one, or the last of the most.
  private static func lastItem(_ far: Reader) throws(InventoryError) -> Int64 {
    let (count, last) =
      try far.first(
        Statement(
          "SELECT count(*), max(id) FROM (SELECT id FROM item ORDER BY id LIMIT ?1)", [.integer(Int64(mostItems))])
      ) { (Int($0.integer(0)), $0.integer(1)) } ?? (0, 0)
    return count < mostItems ? Int64.max : last
  }

  /// What is another text after any change of the catalogue.
  private static func fingerprint(_ far: Reader) throws(InventoryError) -> String {
    try far.first(
      Statement(
        """
        SELECT (SELECT count(*) || ' ' || ifnull(sum(version), 0) || ' ' || ifnull(max(id), 0) FROM item),
          (SELECT count(*) || ' ' || ifnull(sum(version), 0) || ' ' || ifnull(max(id), 0) FROM location),
          (SELECT count(*) || ' ' || ifnull(sum(version), 0) || ' ' || ifnull(max(id), 0) FROM lot),
          (SELECT count(*) || ' ' || ifnull(sum(version), 0) || ' ' || ifnull(max(id), 0) FROM operator),
          (SELECT ifnull(group_concat(name || '=' || value), '') FROM setting)
        """)
    ) { row in (0..<5).map { row.text($0) }.joined(separator: "/") } ?? ""
  }

  /// The first pages of all tables in one trip, then what is left of the long ones, a page of each at a time.
  private func copy(
    _ tables: [PocketTable], from far: Reader, _ most: Int64, into batch: inout Batch
  ) throws(InventoryError) {
    var copies: [PocketCopy] = []
    for table in tables { copies.append(PocketCopy(table, columns: try columns(of: table))) }
    while true {
      let open = copies.indices.filter { copies[$0].isOpen }
      guard !open.isEmpty else { break }
      let pages = open.map { copies[$0].next(most: most, limit: Pocket.pageRows) }
      for index in open { copies[index].begin() }
      try far.each(pages) { statement, row in
        copies[open[statement]].take(row)
        return true
      }
      for index in open { copies[index].end(limit: Pocket.pageRows) }
    }
    for statement in copies.flatMap(\.replacement) { batch.append(statement) }
  }

  private func columns(of table: PocketTable) throws(InventoryError) -> [String] {
    try reader.all(Statement("SELECT name FROM pragma_table_info(?1) ORDER BY cid", [.text(table.name)])) { $0.text(0) }
  }
}

/// A table on its way into the pocket.
private struct PocketCopy {
  private let table: PocketTable
  private let columns: [String]
  private var rows: [Value] = []
  /// The key of the last row of the page before.
  private var last: [Value] = []
  private var count = 0
  private(set) var isOpen = true

  init(_ table: PocketTable, columns: [String]) {
    self.table = table
    self.columns = columns
  }

  func next(most: Int64, limit: Int) -> Statement { table.page(columns, after: last, most: most, limit: limit) }

  mutating func begin() { count = 0 }

  mutating func take(_ row: any Row) {
    for column in columns.indices { rows.append(row.value(column)) }
    last = (columns.count..<columns.count + table.key.count).map { row.value($0) }
    count += 1
  }

  mutating func end(limit: Int) { isOpen = count == limit }

  var replacement: [Statement] { table.replacement(columns, rows) }
}
