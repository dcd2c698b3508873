import Glibc
import Storage

/// Two streams to an agent, and whoever carries them: a child process as a rule.
public struct AgentLine: Sendable {
  /// Where the agent's frames are read from.
  public var input: Int32
  /// Where frames to it are written.
  public var output: Int32
  /// What the carrier says for people; -1 where it says nothing.
  public var errors: Int32
  /// Ends the carrier now: afterwards nothing more comes.
  public var cut: @Sendable () -> Void
  /// Waits a moment for the carrier's end, sees to it where it does not come by itself, and gives its exit status. The
  /// streams are closed by then.
  public var reap: @Sendable () -> LineEnd

  public init(
    input: Int32, output: Int32, errors: Int32 = -1, cut: @escaping @Sendable () -> Void,
    reap: @escaping @Sendable () -> LineEnd
  ) {
    self.input = input
    self.output = output
    self.errors = errors
    self.cut = cut
    self.reap = reap
  }
}

/// How the carrier of a line ended.
public enum LineEnd: Hashable, Sendable {
  case exited(Int32)
  case killed(Int32)
  /// It has no status, or it was lost.
  case unknown
}

/// How long a client waits for what. In milliseconds.
public struct AgentPatience: Hashable, Sendable {
  /// For the agent to say who it is and to open the database. Long where a person may be asked for a password.
  public var opening: Int64 = 10_000
  /// For a sign of a request: its answer, or that it was heard and is being worked at.
  public var sign: Int64 = 5_000
  /// For an answer to begin, however much is worked at it.
  public var answer: Int64 = 60_000
  /// After so long a silence the line is tried.
  public var quiet: Int64 = 5_000
  /// For the answer to that.
  public var pong: Int64 = 5_000
  /// After a line could not be opened the next one is not tried sooner than this; twice as long each time, up to the most.
  public var firstPause: Int64 = 100
  public var longestPause: Int64 = 1_000

  public init() {}
}

/// The last words of a carrier on its error output.
struct LastWords {
  private static let most = 4000
  private var bytes: [UInt8] = []

  mutating func add(_ more: some Collection<UInt8>) {
    bytes += more
    if bytes.count > LastWords.most { bytes.removeFirst(bytes.count - LastWords.most) }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

enum Descriptors {
  static func makeNonblocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  enum Readiness { case data, end, nothing }

  /// Takes what is there now, without waiting.
  static func take(from descriptor: Int32, _ sink: (ArraySlice<UInt8>) -> Void) -> Readiness {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        sink(buffer[..<count])
        return .data
      }
      if count < 0, errno == EINTR { continue }
      return count < 0 && errno == EAGAIN ? .nothing : .end
    }
  }

  enum Sending: Hashable {
    case sent
    /// Not one byte of it went.
    case nothing
    case partly
  }

  /// Writes all of it to a stream that does not block, and gives up when nothing goes any more for so long.
  static func send(_ bytes: [UInt8], to descriptor: Int32, stall: Int64) -> Sending {
    var rest = bytes[...]
    var deadline = monotonicNow() + stall
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
        deadline = monotonicNow() + stall
      } else if errno == EAGAIN {
        let now = monotonicNow()
        if now >= deadline { return rest.count == bytes.count ? .nothing : .partly }
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, Int32(min(deadline - now, 1000)))
      } else if errno != EINTR {
        return rest.count == bytes.count ? .nothing : .partly
      }
    }
    return .sent
  }
}
