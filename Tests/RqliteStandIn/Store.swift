import CSQLite
import Glibc
import Synchronization

/// What a request asks of the store.
struct StoreRequest: Sendable {
  enum Kind: Sendable { case execute, query, request }

  var kind: Kind
  var statements: [StandInStatement]
  var isTransaction = false
  /// In milliseconds, for each statement.
  var timeout: Int?
  /// `strong`: it goes through the log.
  var isLogged = false
}

/// The database of a server, or of all servers of a cluster: one connection that writes and one that reads, each with
/// its own turn.
final class StandInStore: Sendable {
  private struct Writer {
    let line: SQLiteLine
    /// The place in the log of what was done last. A fresh node has two entries.
    var index: Int64 = 2
    /// Acknowledged to nobody, in the log all the same: done behind the next request.
    var late: [StoreRequest] = []
  }

  let file: String
  private let foreignKeys: Bool
  private let writer: Mutex<Writer>
  private let reader: Mutex<SQLiteLine>

  init(file: String, foreignKeys: Bool) throws {
    self.file = file
    self.foreignKeys = foreignKeys
    writer = Mutex(Writer(line: try SQLiteLine(file, isWriting: true, foreignKeys: foreignKeys)))
    reader = Mutex(try SQLiteLine(file, isWriting: false, foreignKeys: foreignKeys))
  }

  func answer(_ request: StoreRequest) -> StandInAnswer {
    let late = writer.withLock { writer -> [StoreRequest] in
      defer { writer.late = [] }
      return writer.late
    }
    defer { for request in late { _ = done(request) } }
    return done(request)
  }

  /// Has it done behind the next request.
  func doLater(_ request: StoreRequest) { writer.withLock { $0.late.append(request) } }

  private func done(_ request: StoreRequest) -> StandInAnswer {
    if request.kind != .query, request.statements.contains(where: { ForbiddenPragma.isIn($0.sql) }) {
      return StandInAnswer(error: "disallowed pragma")
    }
    switch request.kind {
    case .execute: return write(request) { $0.execute(request) }
    case .request where !readsOnly(request): return write(request) { $0.request(request) }
    case .query, .request:
      var answer = reader.withLock { $0.query(request) }
      if request.isLogged { answer.raftIndex = nextIndex() }
      return answer
    }
  }

  private func nextIndex() -> Int64 {
    writer.withLock {
      $0.index += 1
      return $0.index
    }
  }

  private func write(_ request: StoreRequest, _ work: (SQLiteLine) -> StandInAnswer) -> StandInAnswer {
    writer.withLock {
      $0.index += 1
      var answer = work($0.line)
      answer.raftIndex = $0.index
      return answer
    }
  }

  /// Such a request never comes to the connection that writes.
  private func readsOnly(_ request: StoreRequest) -> Bool {
    reader.withLock { reader in
      request.statements.allSatisfy { $0.sql.isEmpty || (try? reader.isReadOnly($0.sql)) == true }
    }
  }

  var areForeignKeysOn: Bool {
    writer.withLock { writer in
      guard case .rows(let rows)? = try? writer.line.query(StandInStatement(sql: "PRAGMA foreign_keys"), timeout: nil),
        case .integer(1)? = rows.values.first?.first
      else { return false }
      return true
    }
  }

  var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  /// Writes the file to its end, as the disk of a machine that fills up between two statements lets it.
  func fillUp(_ request: StoreRequest) -> StandInAnswer {
    writer.withLock { writer in
      _ = try? writer.line.run("BEGIN IMMEDIATE")
      defer { _ = try? writer.line.run("ROLLBACK") }
      let first = request.statements.first.flatMap { try? writer.line.execute($0, timeout: nil) }
      let full = StandInResult.failed("database or disk is full")
      return StandInAnswer(results: request.statements.count > 1 ? [first ?? full, full] : [full])
    }
  }

  /// The database as a file.
  func backup() -> [UInt8] {
    writer.withLock { writer in
      var size: sqlite3_int64 = 0
      guard let bytes = sqlite3_serialize(writer.line.handle, "main", &size, 0) else { return [] }
      defer { sqlite3_free(bytes) }
      return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }
  }

  /// Puts the database of these bytes in the place of this one.
  func load(_ bytes: [UInt8]) -> Bool {
    writer.withLock { writer in
      writer.index += 1
      var source: OpaquePointer?
      guard sqlite3_open(":memory:", &source) == SQLITE_OK, let source else { return false }
      defer { sqlite3_close_v2(source) }
      let count = sqlite3_int64(bytes.count)
      guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else { return false }
      copy.copyMemory(from: bytes, byteCount: bytes.count)
      // A file that kept a log beside it cannot be read from memory unless it says that it keeps none.
      if bytes.count > 19 { for place in 18...19 { copy.storeBytes(of: 1, toByteOffset: place, as: UInt8.self) } }
      let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
      let pages = copy.assumingMemoryBound(to: UInt8.self)
      guard sqlite3_deserialize(source, "main", pages, count, count, flags) == SQLITE_OK,
        let backup = sqlite3_backup_init(writer.line.handle, "main", source, "main")
      else { return false }
      sqlite3_backup_step(backup, -1)
      return sqlite3_backup_finish(backup) == SQLITE_OK
    }
  }
}

/// What would break the server's own keeping of its file.
enum ForbiddenPragma {
  static func isIn(_ sql: String) -> Bool {
    let tokens = SQLToken.all(in: sql).filter { $0.kind != .space }
    guard tokens.first?.isWord("pragma") == true else { return false }
    let rest = tokens.count > 2 && tokens[2].isMark(".") ? tokens.dropFirst(3) : tokens.dropFirst()
    guard let name = rest.first?.lowered else { return false }
    if name == "wal_checkpoint" { return true }
    return ["journal_mode", "wal_autocheckpoint", "synchronous"].contains(name)
      && rest.dropFirst().first?.isMark("=") == true
  }
}
