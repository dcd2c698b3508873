import Glibc
import Storage

/// The agent beside a database: serves it over two streams until the first one ends.
///
/// It has a lane for acts, one after the other in the order they came, and lanes for questions, so that a long read holds up
/// nothing. What a request has not been answered for a second, a sign says that it is being worked at.
public final class AgentServer: Sendable {
  public typealias Opener = @Sendable (AgentMode) throws(DatabaseError) -> any Database
  /// Says why a batch may not be committed; nil where it may.
  public typealias Judge = @Sendable (Batch) -> String?

  private let input: Int32
  private let output: AgentOutput
  private let facts: AgentFacts
  private let open: Opener
  private let judge: Judge
  private let patience: AgentServerPatience

  /// - Parameters:
  ///   - facts: what it says of itself.
  ///   - open: opens the database, as the client wants it opened.
  ///   - judge: asked before each batch is committed.
  public init(
    input: Int32, output: Int32, facts: AgentFacts, patience: AgentServerPatience = AgentServerPatience(),
    judge: @escaping Judge = { _ in nil }, open: @escaping Opener
  ) {
    self.input = input
    self.output = AgentOutput(output)
    self.facts = facts
    self.open = open
    self.judge = judge
    self.patience = patience
  }

  /// Serves until the input ends, or nothing has come for so long that there can be nobody. A batch that is being committed
  /// then is committed first.
  /// - Returns: what was wrong with the line; nil when it ended as lines do.
  public func serve() -> String? {
    output.send(raw: Greeting.ofAgent(facts))
    defer { output.close() }
    var stream = Frame.Stream()
    var service: AgentService?
    defer { service?.end() }
    var isMarked = false
    var heard = monotonicNow()
    var told = heard
    while true {
      do throws(FrameDamage) {
        if !isMarked, let before = stream.skip(past: Greeting.mark) {
          guard before.isEmpty else { throw FrameDamage("words of another program") }
          isMarked = true
        }
        if !isMarked, stream.untaken.count >= Greeting.mark.count { throw FrameDamage("words of another program") }
        while isMarked, let frame = try stream.next() {
          if let service {
            try service.take(frame)
          } else {
            guard frame.kind == .hello else { throw FrameDamage("a frame of kind \(frame.kind) before the greeting") }
            // A client of another protocol has our greeting, which tells it so.
            guard let mode = try Greeting.mode(frame.payload) else { return nil }
            guard let opened = begin(mode) else { return nil }
            service = opened
          }
        }
      } catch {
        return "the line brought \(error)"
      }
      var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wait, 1, Int32(patience.sign))
      if monotonicNow() - told >= patience.sign {
        told = monotonicNow()
        service?.sayWorking()
      }
      if ready <= 0 {
        if monotonicNow() - heard > patience.silence { return "nothing was heard any more" }
        continue
      }
      switch Descriptors.take(from: input, { stream.feed($0) }) {
      case .data: heard = monotonicNow()
      case .nothing: break
      case .end: return nil
      }
    }
  }

  private func begin(_ mode: AgentMode) -> AgentService? {
    do throws(DatabaseError) {
      let service = AgentService(try open(mode), output, judge, patience)
      output.send(Frame(.done))
      return service
    } catch {
      var writer = PayloadWriter()
      writer.add(error)
      output.send(Frame(.failed, 0, writer.bytes))
      return nil
    }
  }
}

/// How long an agent waits for what, in milliseconds.
public struct AgentServerPatience: Hashable, Sendable {
  /// A request is answered, or a sign given of it, about so often.
  public var sign: Int64 = 1_000
  /// When nothing has come for so long nobody is there: a client that has nothing to say asks after us every five seconds.
  public var silence: Int64 = 60_000
  /// So long may a client have the database for itself.
  public var alone: Int64 = 5_000
  /// So many pieces of rows go out before the client has taken the first.
  public var pieces = 16
  public var pieceBytes = 64 << 10

  public init() {}
}

/// The stream to the client, which several threads write to, a frame at a time.
final class AgentOutput: Sendable {
  private let descriptor: Monitor<Int32?>

  init(_ descriptor: Int32) { self.descriptor = Monitor(descriptor) }

  /// False when nobody reads any more.
  @discardableResult
  func send(_ frame: Frame) -> Bool { send(raw: frame.bytes) }

  @discardableResult
  func send(raw bytes: [UInt8]) -> Bool {
    descriptor.with { descriptor in
      guard let open = descriptor else { return false }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(open, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var wait = pollfd(fd: open, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, 1000)
        } else if errno != EINTR {
          // Half a frame: nothing that follows would be understood.
          descriptor = nil
          return false
        }
      }
      return true
    }
  }

  /// Nothing goes out any more. The descriptor stays its owner's.
  func close() { descriptor.with { $0 = nil } }
}
