import Glibc
import Storage
import Synchronization

/// One open line to an agent. Any number of requests are under way at once; a thread of its own takes what comes and
/// hands each frame to the request it belongs to. Once broken it stays broken.
final class AgentConnection: Sendable {
  /// A request under way.
  final class Call: Sendable {
    struct Inbox {
      var frames: [Frame] = []
      /// When something of it was last heard.
      var heard = monotonicNow()
      var breach: String?
    }

    let number: UInt32
    let inbox = Monitor(Inbox())

    init(_ number: UInt32) { self.number = number }

    /// Whether its last frame is here already.
    var isComplete: Bool { inbox.with { $0.frames.contains { $0.kind == .done || $0.kind == .failed } } }
  }

  private struct State {
    var calls: [UInt32: Call] = [:]
    var last: UInt32 = 0
    /// Why it is broken; nil while it is not.
    var breach: String?
    /// What a caller found that gave it up, before the line itself ended.
    var suspicion: String?
    var isClosed = false
  }

  let facts: AgentFacts
  private let line: AgentLine
  private let patience: AgentPatience
  private let state = Monitor(State())
  private let writing = Mutex(())
  /// Until when what was sent may still be on its way, so that no answer to what stands behind it can be expected.
  private let onItsWay = Atomic<Int64>(0)
  /// When much came at once: what stands behind it is late and not lost.
  private let heardMuch = Atomic<Int64>(0)

  /// Bytes a millisecond that even a bad line carries.
  private static let slowest = 64
  private static let much = 8 << 10

  /// Takes over an opened line: from now on a thread listens to it.
  init(_ opened: OpenedLine, _ patience: AgentPatience) {
    facts = opened.facts
    line = opened.line
    self.patience = patience
    let (stream, words) = (opened.stream, opened.words)
    let hasThread = LineThread.start { [self] in listen(stream, words) }
    if !hasThread { finish("the system has no thread to listen", LastWords()) }
  }

  var isBroken: Bool { state.with { $0.breach != nil || $0.suspicion != nil } }

  func start() -> Call {
    state.with { state in
      state.last = state.last == .max ? 1 : state.last + 1
      let call = Call(state.last)
      if let breach = state.breach { call.inbox.with { $0.breach = breach } } else { state.calls[call.number] = call }
      return call
    }
  }

  /// Nothing more of this request is listened to.
  func end(_ call: Call) { state.with { $0.calls[call.number] = nil } }

  /// Sends a frame whole. It is not known whether a frame that was sent in part, or whole, arrives.
  func send(_ frame: Frame) -> Descriptors.Sending {
    let bytes = frame.bytes
    return writing.withLock { _ in sendInTurn(bytes) }
  }

  /// The caller has `writing`.
  private func sendInTurn(_ bytes: [UInt8]) -> Descriptors.Sending {
    guard state.with({ $0.breach == nil && $0.suspicion == nil && !$0.isClosed }) else { return .nothing }
    let late = Int64(bytes.count / AgentConnection.slowest)
    onItsWay.store(monotonicNow() + late, ordering: .relaxed)
    let outcome = Descriptors.send(bytes, to: line.output, stall: patience.sign + patience.pong)
    // After half a frame nothing that follows would be understood.
    if outcome != .sent { giveUp("nothing can be sent") }
    onItsWay.store(monotonicNow() + late, ordering: .relaxed)
    return outcome
  }

  /// Asks whether anybody is there; false when something is being sent, which finds that out by itself.
  private func ping() -> Bool {
    let bytes = Frame(.ping).bytes
    return writing.withLockIfAvailable { _ in sendInTurn(bytes) } != nil
  }

  /// The next frame of a request.
  /// - Throws: ``LineBreach`` when the line breaks, or nothing of the request is heard for too long.
  func answer(to call: Call, by limit: Int64) throws(LineBreach) -> Frame {
    call.inbox.with { $0.heard = max($0.heard, monotonicNow()) }
    func lastHeard() -> Int64 {
      let late = max(onItsWay.load(ordering: .relaxed), heardMuch.load(ordering: .relaxed))
      return max(late, call.inbox.with { $0.heard })
    }
    while true {
      let quiet = lastHeard() + patience.sign
      let found = call.inbox.wait(until: min(quiet, limit)) { inbox -> Result<Frame, LineBreach>? in
        if !inbox.frames.isEmpty { return .success(inbox.frames.removeFirst()) }
        if let breach = inbox.breach { return .failure(LineBreach(why: breach)) }
        return nil
      }
      if let found { return try found.get() }
      if monotonicNow() < limit, lastHeard() + patience.sign > quiet { continue }
      let why = "no answer came"
      giveUp(why)
      throw LineBreach(why: why)
    }
  }

  /// Has the line ended; whoever waits is told by the thread that listens.
  func giveUp(_ why: String) {
    let isFirst = state.with { state -> Bool in
      guard state.suspicion == nil, state.breach == nil else { return false }
      state.suspicion = why
      return true
    }
    if isFirst { line.cut() }
  }

  /// Ends the line in peace: the agent sees that no more comes.
  func close() {
    writing.withLock { _ in
      let wasOpen = state.with { state -> Bool in
        defer { state.isClosed = true }
        return !state.isClosed
      }
      if wasOpen { Glibc.close(line.output) }
    }
  }

  // MARK: Listening

  private func listen(_ stream: Frame.Stream, _ words: LastWords) {
    var stream = stream
    var words = words
    var errors = line.errors
    var heard = monotonicNow()
    var pinged: Int64?
    var why: String?
    Descriptors.makeNonblocking(line.input)
    do throws(FrameDamage) {
      // What came together with the greeting.
      while let frame = try stream.next() { hand(frame) }
      while why == nil {
        let now = monotonicNow()
        if let pinged {
          if now - max(pinged, onItsWay.load(ordering: .relaxed)) >= patience.pong {
            why = "nothing was heard for \((now - heard + 500) / 1000) s"
          }
        } else if now - heard >= patience.quiet {
          // Of a program that was stopped for a while it is not known who was silent, so it asks first.
          if ping() { pinged = monotonicNow() } else { heard = now }
        }
        let asked = pinged.map { max($0, onItsWay.load(ordering: .relaxed)) }
        let next = asked.map { $0 + patience.pong } ?? heard + patience.quiet
        var waits = [
          pollfd(fd: line.input, events: Int16(POLLIN), revents: 0),
          pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&waits, 2, Int32(max(0, min(next - monotonicNow(), 1000))))
        if waits[1].revents != 0, Descriptors.take(from: errors, { words.add($0) }) == .end { errors = -1 }
        if waits[0].revents != 0 {
          var count = 0
          let taken = Descriptors.take(from: line.input) { bytes in
            count = bytes.count
            stream.feed(bytes)
          }
          switch taken {
          case .data:
            heard = monotonicNow()
            pinged = nil
            if count >= AgentConnection.much { heardMuch.store(heard, ordering: .relaxed) }
          case .end: why = "the line broke"
          case .nothing: break
          }
        }
        while let frame = try stream.next() { hand(frame) }
        if let suspicion = state.with({ $0.suspicion }) { why = why ?? suspicion }
      }
    } catch {
      why = "the line brought \(error)"
    }
    finish(why ?? "the line broke", words)
  }

  private func hand(_ frame: Frame) {
    guard let call = state.with({ $0.calls[frame.number] }) else { return }
    call.inbox.change { inbox in
      inbox.heard = monotonicNow()
      if frame.kind != .working { inbox.frames.append(frame) }
    }
  }

  private func finish(_ why: String, _ words: LastWords) {
    var words = words
    close()
    Glibc.close(line.input)
    _ = line.reap()
    if line.errors >= 0 {
      Descriptors.makeNonblocking(line.errors)
      _ = Descriptors.take(from: line.errors) { words.add($0) }
      Glibc.close(line.errors)
    }
    let last = LineTrouble.lastLine(of: words.text)
    let (calls, breach) = state.change { state -> ([Call], String) in
      let reason = state.suspicion ?? why
      let breach = last.isEmpty ? reason : "\(reason): \(last)"
      state.breach = breach
      defer { state.calls = [:] }
      return (Array(state.calls.values), breach)
    }
    for call in calls { call.inbox.change { $0.breach = breach } }
  }
}

/// The line broke while an answer was waited for.
struct LineBreach: Error {
  let why: String
}
