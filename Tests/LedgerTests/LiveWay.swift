import Glibc
import Storage
import StorageRemote
import Synchronization
import Testing

/// The real clusters that `TALLYMAN_TEST_RQLITE` names, a blank between two: each is one house's at a time, and is emptied
/// before and after. Where none is left the test is called off, and says why.
final class LiveWay: BooksOpener {
  private static let variable = "TALLYMAN_TEST_RQLITE"
  private static let named = (getenv(variable).map { String(cString: $0) } ?? "").split(separator: " ").map(String.init)
  private static let free = Mutex(named)

  private let text: String
  private let address: RemoteAddress

  init() throws {
    if LiveWay.named.isEmpty { try Test.cancel("\(LiveWay.variable) names no cluster for tests") }
    let taken = LiveWay.free.withLock { $0.popLast() }
    guard let taken else {
      try Test.cancel("\(LiveWay.variable) names \(LiveWay.named.count) clusters, and this test needs more at once")
    }
    do {
      let found = try RemoteAddress(taken)
      try BooksEraser(LiveWay.open(found)).erase()
      (text, address) = (taken, found)
    } catch {
      LiveWay.giveBack(taken)
      throw error
    }
  }

  deinit {
    try? BooksEraser(LiveWay.open(address)).erase()
    LiveWay.giveBack(text)
  }

  private static func giveBack(_ text: String) { free.withLock { $0.append(text) } }

  private static func open(_ address: RemoteAddress) -> RqliteDatabase {
    RqliteDatabase(to: address, password: getenv("TALLYMAN_PASSWORD").map { String(cString: $0) } ?? "")
  }

  func database() throws -> any Database { LiveWay.open(address) }
}

/// Takes the books of a test out of a database, and leaves all others alone.
struct BooksEraser {
  private let database: any Database

  /// Why it was left alone.
  struct Reluctance: Error, CustomStringConvertible {
    let description: String
  }

  init(_ database: any Database) { self.database = database }

  private struct Part {
    var kind: String
    var name: String
    var isVirtual: Bool
  }

  func erase() throws {
    let parts = try parts()
    if parts.isEmpty { return }
    try expectTestBooks(parts)
    var batch = Batch([Statement("PRAGMA defer_foreign_keys = ON")])
    func drop(_ kind: String) {
      for part in parts where part.kind == kind { batch.append(Statement("DROP \(kind) \(part.name)")) }
    }
    drop("trigger")
    drop("view")
    let tables = parts.filter { $0.kind == "table" }
    // The tables behind a virtual one go with it.
    let virtual = tables.filter(\.isVirtual).map(\.name)
    let plain = tables.filter { table in
      !table.isVirtual && !virtual.contains { table.name.hasPrefix($0 + "_") }
    }
    for name in virtual { batch.append(Statement("DROP TABLE \(name)")) }
    for table in plain { batch.append(Statement("DELETE FROM \(table.name)")) }
    for table in plain { batch.append(Statement("DROP TABLE \(table.name)")) }
    batch.append(Statement("PRAGMA user_version = 0"))
    batch.append(Statement("PRAGMA application_id = 0"))
    try database.commit(batch)
  }

  private func parts() throws -> [Part] {
    var parts: [Part] = []
    let sql = """
      SELECT type, name, ifnull(sql LIKE 'CREATE VIRTUAL%', 0) FROM sqlite_schema
      WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite_%'
      """
    try database.read([Statement(sql)]) { _, row in
      parts.append(Part(kind: row.text(0), name: row.text(1), isVirtual: row.integer(2) == 1))
      return true
    }
    return parts
  }

  /// The first act in the books of a test has a key as tests make them.
  private func expectTestBooks(_ parts: [Part]) throws {
    guard parts.contains(where: { $0.kind == "table" && $0.name == "act" }) else {
      throw Reluctance(description: "there are tables that are no books of a test")
    }
    var key: String?
    try database.read([Statement("SELECT key FROM act ORDER BY id LIMIT 1")]) { _, row in
      key = row.text(0)
      return true
    }
    if let key, !key.hasPrefix("test-") {
      throw Reluctance(description: "there are books that are none of a test's")
    }
  }
}
