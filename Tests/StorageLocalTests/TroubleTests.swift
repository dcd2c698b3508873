import Glibc
import Storage
import StorageLocal
import Testing

@Suite("What goes wrong is said")
struct TroubleTests {
  struct Opening: Sendable, CustomStringConvertible {
    let description: String
    let modes: [LocalDatabase.Mode]
    let name: String
    let trouble: @Sendable (String) -> DatabaseError.Trouble
    let prepare: @Sendable (Folder) throws -> Void

    init(
      _ description: String, _ modes: [LocalDatabase.Mode], _ name: String,
      _ trouble: @escaping @Sendable (String) -> DatabaseError.Trouble,
      _ prepare: @escaping @Sendable (Folder) throws -> Void = { _ in }
    ) {
      (self.description, self.modes, self.name, self.trouble, self.prepare) = (
        description, modes, name, trouble, prepare
      )
    }
  }

  static let openings = [
    Opening("a missing file", [.readWrite, .readOnly], "none.db", { .missing(path: $0) }),
    Opening(
      "a missing folder", [.readWriteCreate, .readWrite, .readOnly], "none/stock.db",
      { .missing(path: String($0.dropLast("/stock.db".count))) }),
    Opening(
      "a folder", [.readWriteCreate, .readWrite, .readOnly], "folder", { .notADatabase(path: $0) },
      { try run(["/bin/mkdir", $0.file("folder")]) }),
    Opening(
      "a text", [.readWriteCreate, .readWrite, .readOnly], "text", { .notADatabase(path: $0) },
      { try $0.write(Array(String(repeating: "not a database\n", count: 100).utf8), to: "text") }),
    Opening(
      "a file in the way of a folder", [.readWriteCreate], "text/stock.db", { .missing(path: $0) },
      { try $0.write([1], to: "text") }),
  ]

  @Test("Opening", arguments: openings)
  func opening(_ opening: Opening) throws {
    let folder = try Folder()
    try opening.prepare(folder)
    for mode in opening.modes {
      #expect(throws: DatabaseError.unavailable(opening.trouble(folder.file(opening.name)))) {
        _ = try folder.open(mode, name: opening.name)
      }
    }
  }

  @Test("A database opened for reading takes no batch")
  func readOnlyMode() throws {
    let folder = try Folder()
    try folder.withEntries().commit(entry(1))
    let database = try folder.open(.readOnly)
    #expect(try database.entries == 1)
    #expect(throws: DatabaseError.unavailable(.readOnly(path: database.path))) { try database.commit(entry(2)) }
  }

  @Test("A file that may not be written", .enabled(if: Folder.canForbidWriting))
  func readOnlyFile() throws {
    let folder = try Folder()
    _ = try folder.withEntries()
    try folder.withoutWriting("stock.db") { () throws in
      #expect(throws: DatabaseError.unavailable(.readOnly(path: folder.file("stock.db")))) {
        _ = try folder.open(.readWrite)
      }
      #expect(try folder.open(.readOnly).entries == 0)
    }
  }

  @Test("A folder in which nothing may be made", .enabled(if: Folder.canForbidWriting))
  func readOnlyFolder() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    for name in ["stock.db-gate", "stock.db-turn"] { unlink(folder.file(name)) }
    let readOnly = DatabaseError.unavailable(.readOnly(path: folder.path))
    try folder.withoutWriting("") { () throws in
      #expect(throws: readOnly) { _ = try folder.open(.readWriteCreate, name: "new.db") }
      let another = try folder.open(.readWrite)
      #expect(try another.entries == 0)
      #expect(throws: readOnly) { try another.commit(entry(1)) }
    }
    #expect(try database.entries == 0)
  }

  @Test("A file that may not be read", .enabled(if: geteuid() != 0))
  func forbiddenFile() throws {
    let folder = try Folder()
    _ = try folder.withEntries()
    #expect(chmod(folder.file("stock.db"), 0) == 0)
    for mode in [LocalDatabase.Mode.readWriteCreate, .readWrite, .readOnly] {
      #expect(throws: DatabaseError.unavailable(.noPermission(path: folder.file("stock.db")))) {
        _ = try folder.open(mode)
      }
    }
  }

  @Test("No room: the batch is not taken, and smaller ones are")
  func full() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    try database.commit(Statement("PRAGMA max_page_count = 20"))
    let long = String(repeating: "words ", count: 40_000)
    #expect(throws: DatabaseError.unavailable(.full(path: database.path))) {
      try database.commit(entry(1), entry(2, words: long))
    }
    try database.commit(entry(3))
    #expect(try database.number("SELECT sum(number) FROM entry") == 3)
  }

  @Test("A damaged file is told by the check, and by reading what is damaged")
  func damaged() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let words = String(repeating: "words ", count: 1000)
    try database.commit(
      Statement("INSERT INTO entry(words) VALUES(?1)", rows: 50, Array(repeating: .text(words), count: 50)))
    #expect(try database.quickCheck() == [])
    try database.backup(to: folder.file("copy.db"))
    let file = Glibc.open(folder.file("copy.db"), O_WRONLY)
    let noise = [UInt8](repeating: 0xA5, count: 8192)
    for page in 1..<20 { pwrite(file, noise, noise.count, page * 8192) }
    close(file)
    let copy = try folder.open(.readOnly, name: "copy.db")
    #expect(try copy.quickCheck() != [])
    let error = #expect(throws: DatabaseError.self) { _ = try copy.number("SELECT sum(length(words)) FROM entry") }
    guard case .unavailable(.damaged(let path, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == copy.path)
  }

  @Test("A statement that ends the transaction is told as unknown, since what came before it may stand")
  func endedTransaction() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let error = #expect(throws: DatabaseError.self) {
      try database.commit(entry(1), Statement("COMMIT"), entry(2))
    }
    guard case .unknown = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    try database.commit(entry(3))
    #expect(try database.number("SELECT sum(number) FROM entry") == 4)
  }
}

extension Folder {
  /// Root writes whatever the permissions say, but not what is marked immutable.
  static let canForbidWriting: Bool = {
    guard geteuid() == 0 else { return true }
    guard let folder = try? Folder() else { return false }
    return (try? folder.withoutWriting("") {}) != nil
  }()

  func withoutWriting(_ name: String, _ body: () throws -> Void) throws {
    let path = name.isEmpty ? self.path : file(name)
    let isRoot = geteuid() == 0
    try run(isRoot ? ["/usr/bin/chattr", "+i", path] : ["/bin/chmod", "a-w", path])
    defer { try? run(isRoot ? ["/usr/bin/chattr", "-i", path] : ["/bin/chmod", "u+w", path]) }
    try body()
  }
}
