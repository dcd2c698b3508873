import Glibc
import Storage
import StorageContract
import StorageRemote
import Testing

/// The cluster that is there for tests.
enum LiveCluster {
  /// The first where several are named, a blank between two.
  static let address = getenv("TALLYMAN_TEST_RQLITE").flatMap { named in
    String(cString: named).split(separator: " ").first.flatMap { try? RemoteAddress(String($0)) }
  }
}

/// The contract over a real cluster: `TALLYMAN_TEST_RQLITE=rqlite://user@host:4001` names one that is there for tests and
/// has nothing in it; the password is in `TALLYMAN_PASSWORD`. Without it these are reported as skipped.
@Suite(
  "A real rqlite", .serialized,
  .enabled(if: LiveCluster.address != nil, "TALLYMAN_TEST_RQLITE names no cluster for tests"))
struct RqliteLiveTests {
  private static func open() throws -> RqliteDatabase {
    let address = try #require(LiveCluster.address)
    let password = getenv("TALLYMAN_PASSWORD").map { String(cString: $0) } ?? ""
    return RqliteDatabase(
      hosts: address.hosts, isTLS: address.kind == .cluster(isTLS: true),
      credentials: address.user.map { RqliteCredentials(user: $0, password: password) },
      address: address.description, counter: Statement("SELECT count(*) FROM item"),
      watch: Statement("SELECT json(CASE WHEN foreign_keys THEN '1' ELSE 'off' END) FROM pragma_foreign_keys"))
  }

  /// What the contract makes. A database that holds anything else is somebody's, and left alone.
  private static let known = ["part", "later", "held", "more", "item", "assert_that"]

  /// Takes away what an earlier check left.
  private static func clear() throws {
    let database = try open()
    var found: [(kind: String, name: String)] = []
    try database.read([
      Statement("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")
    ]) { _, row in
      found.append((row.text(0), row.text(1)))
      return true
    }
    let others = found.filter { !known.contains($0.name) }
    try #require(others.isEmpty, "there are tables that are none of the tests': \(others)")
    let order = found.sorted { known.firstIndex(of: $0.name) ?? 0 < known.firstIndex(of: $1.name) ?? 0 }
    var batch = Batch(order.map { Statement("DROP \($0.kind) \($0.name)") })
    batch.append(Statement("PRAGMA user_version = 0"))
    try database.commit(batch)
  }

  @Test("keeps every promise", arguments: Promise.all)
  func keeps(promise: Promise) throws {
    try Self.clear()
    try promise.check { try Self.open() }
    try Self.clear()
  }
}
