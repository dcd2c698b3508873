import Storage
import Testing

@testable import StorageRemote

/// What goes over the line arrives as it was, and noise is noise.
@Suite struct FrameTests {
  private static let statements: [Statement] = [
    Statement("SELECT 1"), Statement("", []),
    Statement("INSERT INTO item VALUES(?1, ?2)", [.integer(.min), .text("a\0€👩‍👩‍👧")]),
    Statement("many", rows: 2, [.null, .blob([0, 255]), .integer(.max), .text("")]), Statement("bare", rows: 3, []),
  ]

  private static let errors: [DatabaseError] = [
    .refused(statement: 3, row: 70_000, rule: .raised, message: "guard failed"),
    .refused(statement: 0, row: 0, rule: .type, message: ""), .unknown(message: "é"),
    .unavailable(.missing(path: "/a b")), .unavailable(.notADatabase(path: "x")), .unavailable(.readOnly(path: "x")),
    .unavailable(.noPermission(path: "x")), .unavailable(.full(path: "x")), .unavailable(.locked(path: "x")),
    .unavailable(.damaged(path: "x", message: "page 3")), .unavailable(.newerSchema(found: 9, known: 4)),
    .unavailable(.unreachable(address: "a", why: "b")), .unavailable(.denied(address: "a", why: "b")),
    .unavailable(.unsuitable(address: "a", why: "b")), .unavailable(.interrupted), .unavailable(.failed(message: "x")),
  ]

  @Test("statements and their values arrive exactly")
  func statements() throws {
    var writer = PayloadWriter()
    writer.add(FrameTests.statements)
    var reader = PayloadReader(writer.bytes)
    let found = try reader.statements()
    #expect(found.map(\.sql) == FrameTests.statements.map(\.sql))
    #expect(found.map(\.runs) == FrameTests.statements.map(\.runs))
    #expect(found.map(\.bindings) == FrameTests.statements.map(\.bindings))
    #expect(reader.isAtEnd)
  }

  @Test("every error arrives as the error it was", arguments: FrameTests.errors)
  func error(_ error: DatabaseError) throws {
    var writer = PayloadWriter()
    writer.add(error)
    var reader = PayloadReader(writer.bytes)
    #expect(try reader.error() == error)
    #expect(reader.isAtEnd)
  }

  @Test("frames come out as they went in, however the bytes are cut up")
  func stream() throws {
    let frames = Frame.Kind.allCases.enumerated().map { number, kind in
      Frame(kind, UInt32(number) * 1_000_003, Array(repeating: UInt8(number), count: number * 97))
    }
    let bytes = frames.flatMap(\.bytes)
    for size in [1, 2, 3, 7, 64, 4096, bytes.count] {
      var stream = Frame.Stream()
      var found: [Frame] = []
      var start = 0
      while start < bytes.count {
        stream.feed(bytes[start..<min(start + size, bytes.count)])
        while let frame = try stream.next() { found.append(frame) }
        start += size
      }
      #expect(found == frames, "in pieces of \(size)")
    }
  }

  @Test("a frame that is too long, too short or of no kind is damage at once")
  func damage() {
    for bytes: [UInt8] in [[0xff, 0xff, 0xff, 0xff], [4, 0, 0, 0], [5, 0, 0, 0, 1, 0, 0, 0, 99]] {
      var stream = Frame.Stream()
      stream.feed(bytes)
      #expect(throws: FrameDamage.self) { try stream.next() }
    }
  }

  @Test(
    "whatever becomes of the bytes of a frame, reading it ends with values or with damage", arguments: [1, 2, 3, 4])
  func seededDamage(_ seed: UInt64) {
    var random = Seeded(state: seed)
    var writer = PayloadWriter()
    writer.add(FrameTests.statements)
    for error in FrameTests.errors { writer.add(error) }
    let whole = writer.bytes
    var damaged = 0
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0...random.next(below: 4) {
        switch random.next(below: 3) {
        case 0: bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
        case 1: bytes.removeSubrange(random.next(below: bytes.count)...)
        default: bytes.insert(UInt8(random.next(below: 256)), at: random.next(below: bytes.count + 1))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      var reader = PayloadReader(bytes)
      do {
        _ = try reader.statements()
        while !reader.isAtEnd { _ = try reader.error() }
      } catch { damaged += 1 }
      // The same bytes as rows, and as a stream.
      var rows = PayloadReader(bytes)
      let row = AgentRow()
      while !rows.isAtEnd, (try? row.take(&rows, of: bytes)) != nil {
        for column in 0..<row.width { _ = (row.value(column), row.text(column), row.integer(column)) }
      }
      var stream = Frame.Stream()
      stream.feed(bytes)
      while let frame = try? stream.next() { _ = frame }
    }
    #expect(damaged > 1000)
  }

  @Test(
    "what ssh and the far shell say is told as what a person can do about it",
    arguments: [
      (255, "anna@hall3: Permission denied (publickey).", "", "denied", "Permission denied (publickey)"),
      (255, "Host key verification failed.", "", "denied", "connect once with ssh"),
      (
        255, "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", "", "denied",
        "is not the one it had"
      ),
      (255, "ssh: connect to host hall3 port 22: Connection refused", "", "unreachable", "Connection refused"),
      (255, "ssh: Could not resolve hostname hall3: Name or service not known", "", "unreachable", "Could not resolve"),
      (127, "bash: line 1: tallyman: command not found", "", "unsuitable", "not installed there"),
      (127, "tallyman-ssh: 1: exec: nossh: not found", "", "unreachable", "ssh cannot be started here"),
      (2, "tallyman: There is no agent. Did you mean alert?", "", "unsuitable", "update it there"),
      (0, "", "This account is currently not available.\n", "unsuitable", "This account is currently not available"),
      (0, "", "", "unreachable", "before the agent said a word"),
      (3, "no such thing", "", "unsuitable", "no such thing"),
    ] as [(Int32, String, String, String, String)])
  func words(_ exit: Int32, _ errors: String, _ output: String, _ kind: String, _ part: String) {
    let trouble = LineTrouble.beforeGreeting(at: "ssh://hall3/x", words: errors, output: output, end: .exited(exit))
    let (found, why) =
      switch trouble {
      case .denied(_, let why): ("denied", why)
      case .unreachable(_, let why): ("unreachable", why)
      case .unsuitable(_, let why): ("unsuitable", why)
      default: ("\(trouble)", "")
      }
    #expect(found == kind)
    #expect(why.contains(part), "\(why)")
    #expect(!why.hasSuffix("."))
  }

  @Test("paths of the far machine are told as addresses")
  func paths() {
    let address = "ssh://anna@hall3:2222/~/stock.db"
    for (path, told) in [
      ("stock.db", address), ("/srv/x", "ssh://anna@hall3:2222/srv/x"), (".", "ssh://anna@hall3:2222/~/."),
    ] {
      #expect(FarPath.named(path, at: address, served: "stock.db") == told)
    }
  }
}

/// Chance that comes again with its seed.
struct Seeded {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(limit, 1)))
  }
}
