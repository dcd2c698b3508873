import Glibc
import Storage

/// A line on which both sides have greeted each other and the database is open.
struct OpenedLine {
  let line: AgentLine
  let facts: AgentFacts
  /// What came after the greeting.
  let stream: Frame.Stream
  let words: LastWords

  /// Greets, and waits until the agent has greeted and opened the database.
  /// - Throws: `unavailable` with what a person can do about it; the line is closed then.
  init(
    _ line: AgentLine, to address: String, program: String, mode: AgentMode, patience: AgentPatience,
    isInterrupted: () -> Bool
  ) throws(DatabaseError) {
    Descriptors.makeNonblocking(line.input)
    Descriptors.makeNonblocking(line.output)
    if line.errors >= 0 { Descriptors.makeNonblocking(line.errors) }
    var talk = Talk(line: line, address: address, program: program)
    do throws(DatabaseError) {
      _ = Descriptors.send(Greeting.ofClient(program, mode), to: line.output, stall: patience.opening)
      let facts = try talk.hear(for: patience.opening, isInterrupted)
      self.line = line
      self.facts = facts
      stream = talk.stream
      words = talk.words
    } catch {
      talk.hangUp()
      throw error
    }
  }

  private struct Talk {
    let line: AgentLine
    let address: String
    let program: String
    var stream = Frame.Stream()
    var words = LastWords()
    private var facts: AgentFacts?
    private var noise: [UInt8] = []
    private var isMarked = false
    private var isClosed = false

    /// -1 once nothing more can come there.
    private var errors: Int32

    init(line: AgentLine, address: String, program: String) {
      self.line = line
      errors = line.errors
      self.address = address
      self.program = program
    }

    mutating func hear(for limit: Int64, _ isInterrupted: () -> Bool) throws(DatabaseError) -> AgentFacts {
      let deadline = monotonicNow() + limit
      while true {
        if let facts = try opened() { return facts }
        let now = monotonicNow()
        guard !isInterrupted() else { throw .unavailable(.interrupted) }
        guard now < deadline else { throw unreachable("it did not answer within \((limit + 500) / 1000) s") }
        var waits = [
          pollfd(fd: line.input, events: Int16(POLLIN), revents: 0),
          pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&waits, 2, Int32(min(deadline - now, 200)))
        if waits[1].revents != 0 { takeWords() }
        guard waits[0].revents != 0 else { continue }
        if Descriptors.take(from: line.input, { stream.feed($0) }) == .end { throw ended() }
      }
    }

    private mutating func takeWords() {
      guard errors >= 0 else { return }
      var heard = words
      if Descriptors.take(from: errors, { heard.add($0) }) == .end { errors = -1 }
      words = heard
    }

    /// The facts once the database is open.
    private mutating func opened() throws(DatabaseError) -> AgentFacts? {
      do throws(FrameDamage) {
        if !isMarked {
          guard let before = stream.skip(past: Greeting.mark) else {
            guard stream.untaken.count <= Greeting.mostNoise else { throw FrameDamage("much, and no greeting") }
            return nil
          }
          guard before.count <= Greeting.mostNoise else { throw FrameDamage("much, and no greeting") }
          noise = before
          isMarked = true
        }
        while let frame = try stream.next() {
          switch frame.kind {
          case .greeting:
            let found = try Greeting.facts(frame.payload)
            facts = found
            if let why = Greeting.mismatch(found, program: program) { throw FrameDamage(why) }
          case .done: return facts
          case .failed:
            var reader = PayloadReader(frame.payload)
            failure = try reader.error().seen(from: address, served: facts?.path ?? "")
          default: throw FrameDamage("a frame of kind \(frame.kind) too early")
          }
          if let failure { throw FrameDamage("\(failure)") }
        }
        return nil
      } catch {
        if let failure { throw failure }
        let isMismatch = facts.map { $0.protocolVersion != Greeting.protocolVersion } ?? false
        throw .unavailable(
          .unsuitable(address: address, why: isMismatch ? error.description : "what came is no agent's: \(error)"))
      }
    }

    private var failure: DatabaseError?

    private func unreachable(_ why: String) -> DatabaseError {
      let last = LineTrouble.lastLine(of: words.text)
      return .unavailable(.unreachable(address: address, why: last.isEmpty ? why : "\(why): \(last)"))
    }

    /// The line ended before it was open: its carrier's last words and its exit status say why.
    private mutating func ended() -> DatabaseError {
      let said = String(decoding: isMarked ? noise[...] : stream.untaken, as: UTF8.self)
      let end = close()
      return .unavailable(LineTrouble.beforeGreeting(at: address, words: words.text, output: said, end: end))
    }

    private mutating func close() -> LineEnd {
      isClosed = true
      Glibc.close(line.output)
      Glibc.close(line.input)
      let end = line.reap()
      if line.errors >= 0 {
        takeWords()
        Glibc.close(line.errors)
      }
      return end
    }

    mutating func hangUp() {
      guard !isClosed else { return }
      line.cut()
      _ = close()
    }
  }
}
