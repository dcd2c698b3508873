import Glibc
import Storage
import StorageLocal
import Synchronization
import Testing

@Suite("Upkeep")
struct UpkeepTests {
  @Test("A backup made while others write is whole, sound, and one file")
  func backupBesideWriters() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let pair = Statement(
      "INSERT INTO entry(number, words) VALUES(?1, ?2)", rows: 2,
      [
        .integer(1), .text(String(repeating: "w", count: 3000)), .integer(-1),
        .text(String(repeating: "m", count: 3000)),
      ])
    for _ in 0..<400 { try database.commit(pair) }
    let isOver = Atomic(false)
    let written = Atomic(0)
    let writer = Running {
      let other = try LocalDatabase(path: database.path, mode: .readWrite)
      while !isOver.load(ordering: .relaxed) {
        try other.commit(pair)
        written.add(1, ordering: .relaxed)
      }
    }
    var steps: [Int] = []
    try database.backup(to: folder.file("copy.db")) { copied, total in
      steps.append(copied)
      // The copy goes on only when something was written beside it.
      let before = written.load(ordering: .relaxed)
      while written.load(ordering: .relaxed) == before { sched_yield() }
      return copied <= total
    }
    isOver.store(true, ordering: .relaxed)
    try writer.finish()
    #expect(steps.count > 2)
    #expect(steps == steps.sorted())
    let copy = try folder.open(.readOnly, name: "copy.db")
    #expect(try copy.quickCheck() == [])
    #expect(try copy.entries % 2 == 0)
    #expect(try copy.entries >= 800)
    #expect(try copy.number("SELECT sum(number) FROM entry") == 0)
    #expect(!folder.exists("copy.db-wal"))
  }

  @Test("A file whose log was folded in is whole by itself, and goes on as before")
  func foldedLog() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    try database.commit(Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(7), .text("seven")]))
    try database.foldLog()
    let count = try database.entries
    try run(["/bin/cp", database.path, folder.file("copy.db")])
    #expect(try folder.open(.readOnly, name: "copy.db").entries == count)
    try database.commit(Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(8), .text("eight")]))
    #expect(try database.entries == count + 1)
  }

  @Test("A backup replaces a file only when it is told to, and leaves nothing when it is given up")
  func backupNames() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    try folder.write([1, 2, 3], to: "copy.db")
    #expect(throws: DatabaseError.self) { try database.backup(to: folder.file("copy.db")) }
    #expect(throws: DatabaseError.unavailable(.notADatabase(path: folder.file("copy.db")))) {
      _ = try folder.open(.readOnly, name: "copy.db")
    }
    try database.backup(to: folder.file("copy.db"), overwrite: true)
    #expect(try folder.open(.readOnly, name: "copy.db").entries == 0)
    #expect(throws: DatabaseError.unavailable(.interrupted)) {
      try database.backup(to: folder.file("second.db")) { _, _ in false }
    }
    #expect(throws: DatabaseError.unavailable(.missing(path: folder.file("none/copy.db.unfinished-\(getpid())")))) {
      try database.backup(to: folder.file("none/copy.db"))
    }
    #expect(!folder.exists("second.db"))
    #expect(!folder.exists("second.db.unfinished-\(getpid())"))
  }

  @Test("A long read ends when it is interrupted, and the next one goes through")
  func interrupt() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let hasBegun = Atomic(false)
    let endless = Statement(
      "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT n FROM number WHERE n = 1")
    let reader = Running {
      try database.read([endless]) { _, _ in
        hasBegun.store(true, ordering: .relaxed)
        return true
      }
    }
    try wait { hasBegun.load(ordering: .relaxed) }
    database.interrupt()
    #expect(throws: DatabaseError.unavailable(.interrupted)) { try reader.finish() }
    #expect(try database.entries == 0)
  }

  @Test("The log is carried over in a pause, so that it starts over")
  func checkpoint() throws {
    let folder = try Folder()
    let database = try folder.withEntries(.init(checkpointPages: 1000))
    for number in 0..<300 { try database.commit(entry(Int64(number))) }
    let (log, size) = (database.fileSizes().log, database.fileSizes().database)
    #expect(log > 300 * 4096)
    database.checkpointIfIdle()
    try database.commit(entry(300))
    #expect(database.fileSizes().log == log)
    #expect(database.fileSizes().database > size)
    #expect(try database.entries == 301)
  }

  @Test("The log does not grow for ever")
  func automaticCheckpoint() throws {
    let folder = try Folder()
    let database = try folder.withEntries(.init(checkpointPages: 50))
    for number in 0..<300 { try database.commit(entry(Int64(number))) }
    #expect(database.fileSizes().log < 80 * 4200)
  }

  @Test("More statements than are kept ready all do what they should")
  func manyStatements() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    for round in 0..<2 {
      for number in 0..<400 {
        #expect(try database.number("SELECT \(number) + \(round)") == Int64(number + round))
      }
    }
  }

  @Test("A full-text index can be fed by triggers")
  func search() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    try database.commit(
      Statement(
        "CREATE VIRTUAL TABLE found USING fts5(words, content='entry', content_rowid='id', tokenize='trigram')"),
      Statement(
        """
        CREATE TRIGGER entry_found AFTER INSERT ON entry
        BEGIN INSERT INTO found(rowid, words) VALUES(NEW.id, NEW.words); END
        """),
      Statement("CREATE VIEW finding AS SELECT rowid FROM found WHERE found MATCH 'hinge'"))
    try database.commit(entry(1, words: "brass hinge 20mm"), entry(2, words: "oak panel"))
    #expect(try database.number("SELECT rowid FROM found WHERE found MATCH '\"hin\"'") == 1)
    #expect(try database.number("SELECT count(*) FROM finding") == 1)
  }

  @Test("A row that was kept too long is empty")
  func keptRow() throws {
    let folder = try Folder()
    var kept: (any Row)?
    try folder.open().read([Statement("SELECT 'bolt'")]) { _, row in
      kept = row
      return true
    }
    #expect(kept?.text(0) == "")
    #expect(kept?.width == 0)
    #expect(kept?.value(0) == .null)
  }

  @Test("A database opened for reading notices changes, too")
  func readOnlyToken() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let reader = try folder.open(.readOnly)
    let first = try reader.changeToken()
    #expect(try reader.changeToken() == first)
    try database.commit(entry(1))
    #expect(try reader.changeToken() != first)
  }
}

@Suite("Putting another file in a database's place")
struct ReplacingTests {
  @Test("What was there is kept whole, the new file is read, and who still has the old one open may not write")
  func replaced() throws {
    let folder = try Folder()
    let old = try folder.withEntries()
    try old.commit(Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(7), .text("old")]))
    try old.backup(to: folder.file("new.db"))
    try folder.open(.readWrite, name: "new.db").commit(
      Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(8), .text("new")]))
    let other = try folder.open(.readWrite)
    try folder.open(.readWrite, name: "new.db").backup(to: folder.file("whole.db"))
    try old.replace(with: folder.file("whole.db"), keepingAs: folder.file("kept.db"))
    #expect(try folder.open(.readOnly).number("SELECT sum(number) FROM entry") == 15)
    #expect(try folder.open(.readOnly, name: "kept.db").number("SELECT sum(number) FROM entry") == 7)
    #expect(try other.number("SELECT sum(number) FROM entry") == 7)
    let late = Statement("INSERT INTO entry(number, words) VALUES(?1, ?2)", [.integer(9), .text("late")])
    for database in [old, other] { #expect(throws: DatabaseError.self) { try database.commit(late) } }
    try folder.open(.readWrite).commit(late)
    #expect(try folder.open(.readOnly).quickCheck() == [])
  }
}
