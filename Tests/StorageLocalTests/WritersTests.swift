import Glibc
import Storage
import Synchronization
import Testing

@testable import StorageLocal

@Suite("Many writers")
struct WritersTests {
  @Test("Eight threads at one database lose nothing")
  func threads() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    try inThreads(8) { thread in
      for number in 0..<100 { try database.commit(entry(Int64(thread * 1000 + number))) }
    }
    #expect(try database.number("SELECT count(DISTINCT number) FROM entry") == 800)
  }

  @Test("Databases opened apart, foreign shells beside them: nothing is lost, nobody is told it is locked")
  func processes() throws {
    let folder = try Folder()
    let path = folder.file("stock.db")
    _ = try folder.withEntries()
    let script = ".timeout 60000\n" + String(repeating: "INSERT INTO entry(number) VALUES(1);\n", count: 50)
    try folder.write(Array(script.utf8), to: "script")
    let shells = try (0..<3).map { _ in
      try Child(["/bin/sh", "-c", "sqlite3 -bail '\(path)' < '\(folder.file("script"))'"])
    }
    try inThreads(5) { _ in
      let database = try LocalDatabase(path: path, mode: .readWrite)
      for number in 0..<100 { try database.commit(entry(Int64(number))) }
    }
    #expect(shells.map { $0.wait() } == [0, 0, 0])
    #expect(try folder.open().entries == 650)
  }

  @Test("What is done alone looks and commits with nobody between, be the others threads or databases opened apart")
  func alone() throws {
    let folder = try Folder()
    let path = folder.file("stock.db")
    let database = try folder.withEntries()
    try inThreads(6) { thread in
      let own = thread % 2 == 0 ? database : try LocalDatabase(path: path, mode: .readWrite)
      for _ in 0..<50 {
        var failure: (any Error)?
        try own.alone {
          do {
            // Each takes the next number: two that looked at once would take the same.
            let next = try own.number("SELECT ifnull(max(number), 0) + 1 FROM entry")
            try own.commit(entry(next))
          } catch { failure = error }
        }
        if let failure { throw failure }
      }
    }
    #expect(try database.number("SELECT count(DISTINCT number) FROM entry") == 300)
    #expect(try database.number("SELECT max(number) FROM entry") == 300)
  }

  @Test("Threads write in the order in which they came")
  func order() throws {
    let line = Line()
    let served = Mutex<[Int]>([])
    line.enter()
    var threads: [Running] = []
    for index in 0..<6 {
      threads.append(
        Running {
          line.enter()
          served.withLock { $0.append(index) }
          line.leave()
        })
      try wait { line.waitingCount == index + 1 }
    }
    line.leave()
    for thread in threads { try thread.finish() }
    #expect(served.withLock { $0 } == [0, 1, 2, 3, 4, 5])
    #expect(line.enterIfEmpty())
    #expect(!line.enterIfEmpty())
  }

  @Test("Many at once make the database and each finds it whole")
  func makingAtOnce() throws {
    let folder = try Folder()
    let path = folder.file("stock.db")
    let made = Batch([Statement("CREATE TABLE IF NOT EXISTS entry(id INTEGER PRIMARY KEY, number INTEGER, words TEXT)")]
    )
    try inThreads(8) { thread in
      let database = try LocalDatabase(path: path, mode: .readWriteCreate)
      try database.commit(made)
      try database.commit(entry(Int64(thread)))
    }
    #expect(try folder.open().entries == 8)
  }

  @Test("A batch waits for a foreign transaction, a read does not")
  func foreignTransaction() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let holder = try Holder.writing(folder)
    let writer = Running { try database.commit(entry(1)) }
    #expect(try database.entries == 0)
    try holder.release()
    try writer.finish()
    #expect(try database.entries == 1)
  }

  @Test("A foreign transaction that does not end is told as locked, and nothing is done")
  func foreignTransactionForGood() throws {
    let folder = try Folder()
    let database = try folder.withEntries(.init(patience: 100))
    let holder = try Holder.writing(folder)
    #expect(throws: DatabaseError.unavailable(.locked(path: database.path))) { try database.commit(entry(1)) }
    try holder.release()
    try database.commit(entry(2))
    #expect(try database.entries == 1)
  }

  @Test("A turn that is not given back is told as locked")
  func turnForGood() throws {
    let folder = try Folder()
    let database = try folder.withEntries(.init(patience: 100))
    let holder = try Holder.havingTurn(folder)
    #expect(throws: DatabaseError.unavailable(.locked(path: database.path))) { try database.commit(entry(1)) }
    try holder.release()
    try database.commit(entry(2))
    #expect(try database.entries == 1)
  }

  @Test("A process that dies in its turn gives it back")
  func deadHolder() throws {
    let folder = try Folder()
    let database = try folder.withEntries()
    let holder = try Holder.havingTurn(folder)
    let writer = Running { try database.commit(entry(1)) }
    holder.kill()
    try writer.finish()
    #expect(try database.entries == 1)
  }

  @Test("The files for the turns may be used by whoever may use the database")
  func sideFiles() throws {
    let folder = try Folder()
    _ = try folder.open()
    #expect(chmod(folder.file("stock.db"), 0o660) == 0)
    for name in ["stock.db-gate", "stock.db-turn"] { unlink(folder.file(name)) }
    try folder.open().commit(Statement("CREATE TABLE more(id INTEGER)"))
    for name in ["stock.db-gate", "stock.db-turn"] {
      var file = stat()
      #expect(stat(folder.file(name), &file) == 0)
      #expect(file.st_mode & 0o777 == 0o660)
    }
  }
}
