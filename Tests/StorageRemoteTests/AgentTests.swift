import Glibc
import Storage
import StorageContract
import StorageLocal
import StorageRemote
import Synchronization
import Testing

@Test("a database behind an agent keeps every promise", arguments: Promise.all)
func agentKeeps(promise: Promise) throws {
  let scene = try AgentScene()
  try promise.check { scene.client() }
}

/// The agent and its client, with a line between them that does what lines do.
@Suite struct AgentTests {
  private static let table = Batch([
    Statement("CREATE TABLE entry(number INTEGER PRIMARY KEY, words TEXT) STRICT"),
    Statement("CREATE VIEW assert_that(ok) AS SELECT 1 WHERE 0"),
  ])

  private static func add(_ number: Int) -> Batch {
    Batch([Statement("INSERT INTO entry(number) VALUES(?1)", [.integer(Int64(number))])])
  }

  private static func scene() throws -> AgentScene {
    let scene = try AgentScene()
    try scene.local().commit(table)
    return scene
  }

  private func numbers(_ database: any Database) throws -> [Int] {
    var numbers: [Int] = []
    try database.read([Statement("SELECT number FROM entry ORDER BY number")]) { _, row in
      numbers.append(Int(row.integer(0)))
      return true
    }
    return numbers
  }

  @Test("a commit reads what it left in the same trip; a refused one reads nothing")
  func commitAndRead() throws {
    let scene = try AgentTests.scene()
    let client = scene.client()
    var found: [Int64] = []
    let count = Statement("SELECT count(*) FROM entry")
    let isRead = try client.commit(AgentTests.add(1), reading: [count, count]) { statement, row in
      found += [Int64(statement), row.integer(0)]
      return true
    }
    #expect(isRead && found == [0, 1, 1, 1])
    #expect(throws: DatabaseError.self) {
      try client.commit(AgentTests.add(1), reading: [count]) { _, _ in
        Issue.record("a refused batch leaves nothing to read")
        return true
      }
    }
    let isReadAgain = try client.commit(AgentTests.add(2), reading: [Statement("SELECT nothing FROM entry")]) { _, _ in
      true
    }
    #expect(!isReadAgain)
    #expect(try numbers(client) == [1, 2])
  }

  @Test("a line cut before the commit, or after it, makes the outcome unknown; the same batch then tells")
  func cut() throws {
    let scene = try AgentTests.scene()
    let client = scene.client()
    for (number, isAfter) in [(1, false), (2, true), (3, false), (4, true)] {
      scene.hooks.set {
        $0.beforeCommit = { if !isAfter { $0.cut() } }
        $0.afterCommit = { if isAfter { $0.cut() } }
      }
      do {
        try client.commit(AgentTests.add(number))
        Issue.record("an answer came over a line that was cut")
      } catch {
        guard case .unknown = error else {
          Issue.record("\(error)")
          continue
        }
      }
      scene.hooks.set {
        $0.beforeCommit = { _ in }
        $0.afterCommit = { _ in }
      }
      // Either it was done, and the key says so, or it is done now.
      do { try client.commit(AgentTests.add(number)) } catch {
        guard case .refused(0, 0, .unique, _) = error else { throw error }
      }
    }
    #expect(try numbers(client) == [1, 2, 3, 4])
  }

  @Test(
    "faults by the hundred, seeded: no batch twice, none lost, every outcome known in the end", arguments: [7, 8, 9])
  func faults(_ seed: UInt64) throws {
    let scene = try AgentTests.scene()
    let random = Mutex(Seeded(state: seed))
    let cutOrNot: @Sendable (ServedLine) -> Void = { line in
      if random.withLock({ $0.next(below: 5) }) == 0 { line.cut() }
    }
    scene.hooks.set {
      $0.beforeCommit = cutOrNot
      $0.afterCommit = cutOrNot
    }
    let client = scene.client()
    var unknown = 0
    for number in 0..<150 {
      var isDone = false
      var wasUnknown = false
      while !isDone {
        do {
          try client.commit(AgentTests.add(number))
          isDone = true
        } catch {
          switch error {
          case .refused(0, 0, .unique, _):
            #expect(wasUnknown, "nobody sent \(number) before")
            isDone = true
          case .unknown:
            unknown += 1
            wasUnknown = true
          case .unavailable(.unreachable): break
          default: throw error
          }
        }
      }
    }
    #expect(unknown > 20)
    scene.hooks.set {
      $0.beforeCommit = { _ in }
      $0.afterCommit = { _ in }
    }
    #expect(try numbers(client) == Array(0..<150))
  }

  @Test("a read whose line breaks is asked again by itself, unless rows of it were handed over")
  func brokenRead() throws {
    let scene = try AgentTests.scene()
    let rows = (0..<40_000).flatMap { [Value.integer(Int64($0)), .text("words of entry \($0)")] }
    try scene.local().commit(Batch([Statement("INSERT INTO entry VALUES(?1, ?2)", rows: 40_000, rows)]))
    let isFirst = Mutex(true)
    scene.hooks.set {
      $0.onRow = { line in
        if isFirst.withLock({ flag in
          defer { flag = false }
          return flag
        }) {
          line.cut()
        }
      }
    }
    let client = scene.client()
    #expect(try numbers(client).count == 40_000)
    #expect(scene.hooks.lineCount == 2)
    let seen = Mutex(0)
    scene.hooks.set {
      $0.onRow = { line in
        if seen.withLock({
          $0 += 1
          return $0
        }) == 30_000 {
          line.cut()
        }
      }
    }
    var handed = 0
    do {
      try client.read([Statement("SELECT number, words FROM entry")]) { _, _ in
        handed += 1
        return true
      }
      Issue.record("the rest of the rows came from nowhere")
    } catch DatabaseError.unavailable(.unreachable(let address, _)) {
      #expect(address == AgentScene.address)
    }
    #expect(handed > 0 && handed < 40_000)
  }

  @Test("a long read that nobody takes holds up no commit, and its far end does not run ahead of it")
  func lanes() throws {
    let scene = try AgentTests.scene()
    let rows = (0..<60_000).flatMap { [Value.integer(Int64($0)), .text(String(repeating: "w", count: 60))] }
    try scene.local().commit(Batch([Statement("INSERT INTO entry VALUES(?1, ?2)", rows: 60_000, rows)]))
    let read = Mutex(0)
    scene.hooks.set { $0.onRow = { _ in read.withLock { $0 += 1 } } }
    let client = scene.client()
    var handed = 0
    try client.read([Statement("SELECT number, words FROM entry"), Statement("SELECT 1")]) { statement, _ in
      handed += 1
      if handed == 1 {
        for number in 60_000..<60_010 { try client.commit(AgentTests.add(number)) }
        #expect(read.withLock { $0 } < 40_000)
      }
      return statement == 0 && handed < 5
    }
    #expect(handed == 6)
  }

  @Test("several threads have requests under way at once, over one line")
  func pipelining() throws {
    let scene = try AgentTests.scene()
    let client = scene.client()
    let done = Mutex(0)
    for worker in 0..<8 {
      TestThread.start {
        for number in 0..<25 {
          try? client.commit(AgentTests.add(worker * 100 + number))
          try? client.read([Statement("SELECT count(*) FROM entry")]) { _, _ in true }
        }
        done.withLock { $0 += 1 }
      }
    }
    while done.withLock({ $0 }) < 8 { usleep(1000) }
    #expect(try numbers(client).count == 200)
    #expect(scene.hooks.lineCount == 1)
  }

  @Test("who has the database for themselves commits before everybody else, and loses it with the line or the time")
  func alone() throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.server.alone = 60_000 }
    let (client, other) = (scene.client(), scene.client())
    let order = Mutex<[String]>([])
    let failures = Mutex<[String]>([])
    let isDone = Gate()
    @Sendable func commit(_ number: Int, by database: AgentDatabase, _ name: String) {
      do {
        try database.commit(AgentTests.add(number))
        order.withLock { $0.append(name) }
      } catch {
        failures.withLock { $0.append("\(name) \(number): \(error)") }
      }
    }
    _ = try other.changeToken()
    try client.alone {
      TestThread.start {
        commit(50, by: other, "other")
        isDone.open()
      }
      for number in 1...3 { commit(number, by: client, "alone") }
    }
    #expect(isDone.pass())
    #expect(order.withLock { $0 } == ["alone", "alone", "alone", "other"])
    // The line breaks.
    try client.alone {
      for line in scene.hooks.lines.withLock({ $0 }) { line.cut() }
      commit(52, by: other, "other")
      commit(5, by: client, "no longer alone")
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try numbers(client) == [1, 2, 3, 5, 50, 52])
  }

  @Test("when the time of who has the database for themselves runs out others go on, and they beside those")
  func aloneTooLong() throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.server.alone = 300 }
    let (client, other) = (scene.client(), scene.client())
    _ = try other.changeToken()
    try client.alone {
      try? other.commit(AgentTests.add(51))
      try? client.commit(AgentTests.add(4))
    }
    #expect(try numbers(client) == [4, 51])
  }

  @Test("a slow agent that says it is at work is waited for")
  func slow() throws {
    let scene = try AgentTests.scene()
    var patience = AgentScene.quick
    (patience.sign, patience.quiet) = (2_000, 300)
    scene.hooks.set {
      $0.server.sign = 100
      $0.beforeCommit = { _ in usleep(2_500_000) }
    }
    try scene.client(patience).commit(AgentTests.add(1))
    #expect(scene.hooks.lineCount == 1)
  }

  @Test("an agent that says nothing of an act is not waited for; what came of it is told by the key")
  func dumb() throws {
    let scene = try AgentTests.scene()
    var patience = AgentScene.quick
    patience.sign = 300
    let gate = Gate()
    scene.hooks.set {
      $0.server.sign = 60_000
      $0.beforeCommit = { _ in gate.pass() }
    }
    let client = scene.client(patience)
    #expect(throws: DatabaseError.unknown(message: "the line to \(AgentScene.address) failed: no answer came")) {
      try client.commit(AgentTests.add(2))
    }
    gate.open()
    let patient = scene.client()
    do { try patient.commit(AgentTests.add(2)) } catch {
      guard case .refused(0, 0, .unique, _) = error else { throw error }
    }
    #expect(try numbers(patient) == [2])
  }

  @Test("a far end that does not say that it is there is given up, and the next call has a new line")
  func gone() throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.pace = 2_000_000 }
    var patience = AgentScene.quick
    (patience.quiet, patience.pong) = (50, 100)
    let client = scene.client(patience)
    while scene.hooks.lineCount < 2 { _ = try? client.changeToken() }
    scene.hooks.set { $0.pace = 0 }
    let patient = scene.client()
    try patient.commit(AgentTests.add(1))
    #expect(try numbers(patient) == [1])
  }

  @Test("a batch that takes long to get there over a slow line is not taken for a broken line")
  func slowLine() throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.pace = 40_000 }
    var patience = AgentScene.quick
    (patience.sign, patience.quiet, patience.pong) = (20_000, 300, 20_000)
    let client = scene.client(patience)
    let words = String(repeating: "w", count: 1 << 20)
    try client.commit(Batch([Statement("INSERT INTO entry VALUES(1, ?1)", [.text(words)])]))
    try client.commit(AgentTests.add(2))
    #expect(try numbers(client) == [1, 2])
    #expect(scene.hooks.lineCount == 1)
  }

  @Test("a line on which nothing is heard any more is broken, and the next call has a new one")
  func silence() throws {
    let scene = try AgentTests.scene()
    var patience = AgentScene.quick
    patience.quiet = 50
    let client = scene.client(patience)
    let token = try client.changeToken()
    usleep(300_000)
    #expect(scene.hooks.lineCount == 1, "an agent that answers when it is asked is there")
    #expect(try client.changeToken() == token)
    scene.hooks.lines.withLock { $0 }.first?.cut()
    #expect(try client.changeToken() != token, "nobody knows what happened meanwhile")
    #expect(scene.hooks.lineCount == 2)
  }

  @Test(
    "what stands before the agent's greeting is passed over; what is no greeting is told",
    arguments: [
      ("Welcome to hall 3!\r\nYou have mail.\r\n", true), (String(repeating: "noise ", count: 20_000), false),
    ])
  func greeting(_ noise: String, _ isFine: Bool) throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.noise = Array(noise.utf8) }
    let client = scene.client()
    if isFine { return #expect(try numbers(client) == []) }
    #expect(
      throws: DatabaseError.unavailable(
        .unsuitable(address: AgentScene.address, why: "what came is no agent's: much, and no greeting"))
    ) { try client.commit(AgentTests.add(1)) }
  }

  @Test(
    "another version of the agent's words is told by both versions, and by which side to update", arguments: [0, 2])
  func mismatch(_ version: UInt32) throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.facts.protocolVersion = version }
    let side = version == 0 ? "there" : "here"
    let why =
      "tallyman 1.2.3 there speaks version \(version) of the agent's words, tallyman 1.2.4 here version 1: "
      + "update Tallyman \(side)"
    #expect(throws: DatabaseError.unavailable(.unsuitable(address: AgentScene.address, why: why))) {
      try scene.client().changeToken()
    }
  }

  @Test("an agent that is told nonsense ends the line and says why")
  func nonsense() throws {
    let scene = try AgentTests.scene()
    let line = ServedLine(scene.path, scene.hooks)
    let end = line.clientEnd
    let words = "GET / HTTP/1.1\r\nHost: hall3\r\n\r\n"
    #expect(write(end.output, words, words.utf8.count) == words.utf8.count)
    #expect(line.complaints() == "the line brought words of another program")
  }

  @Test("what the database there says comes back as it is, under its address")
  func farErrors() throws {
    let scene = try AgentScene()
    #expect(throws: DatabaseError.unavailable(.missing(path: AgentScene.address))) {
      try scene.client(mode: .write).changeToken()
    }
    _ = try scene.local()
    #expect(throws: DatabaseError.unavailable(.readOnly(path: AgentScene.address))) {
      try scene.client(mode: .read).commit(AgentTests.add(1))
    }
  }

  @Test("who may send statements has this file, and no other of that machine")
  func noOtherFile() throws {
    let scene = try AgentTests.scene()
    let client = scene.client()
    for sql in ["ATTACH DATABASE '\(scene.path)-2' AS other", "VACUUM INTO '\(scene.path)-2'"] {
      #expect(throws: DatabaseError.self) { try client.commit(Batch([Statement(sql)])) }
      #expect(throws: DatabaseError.self) { try client.read([Statement(sql)]) { _, _ in true } }
    }
    #expect(access(scene.path + "-2", F_OK) != 0)
    try client.commit(AgentTests.add(1))
    #expect(try numbers(client) == [1])
  }

  @Test("a batch that its judge does not let through is not committed")
  func judged() throws {
    let scene = try AgentTests.scene()
    scene.hooks.set { $0.judge = { $0.statements.count > 1 ? "one at a time" : nil } }
    let client = scene.client()
    try client.commit(AgentTests.add(1))
    let two = Batch(AgentTests.add(2).statements + AgentTests.add(3).statements)
    #expect(throws: DatabaseError.unavailable(.denied(address: AgentScene.address, why: "one at a time"))) {
      try client.commit(two)
    }
    #expect(try numbers(client) == [1])
  }

  @Test("while no line can be opened every call says so, and none spins")
  func unreachable() throws {
    let scene = try AgentTests.scene()
    let refusal = DatabaseError.unavailable(.unreachable(address: AgentScene.address, why: "connection refused"))
    scene.hooks.set { $0.refusal = refusal }
    var patience = AgentPatience()
    (patience.firstPause, patience.longestPause) = (40, 80)
    let client = scene.client(patience)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let start = time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    for _ in 0..<4 { #expect(throws: refusal) { try client.changeToken() } }
    clock_gettime(CLOCK_MONOTONIC, &time)
    #expect(time.tv_sec * 1000 + time.tv_nsec / 1_000_000 - start >= 40 + 80 + 80)
    scene.hooks.set { $0.refusal = nil }
    try client.commit(AgentTests.add(1))
    #expect(try numbers(client) == [1])
  }
}
