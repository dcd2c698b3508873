import Synchronization

/// One node of a cluster, and the lines to it that lie idle.
final class RqliteNode: Sendable {
  /// As `Host` wants it and errors call it: `name:port`.
  let name: String
  private let host: String
  private let port: Int
  private let isTLS: Bool
  private let idle = Mutex<[HTTPLine]>([])

  static let standardPort = 4001
  private static let mostIdle = 4
  /// A line that lay longer may be dead though nobody said so: a firewall forgets it without a word.
  private static let longestIdle: Int64 = 60_000

  init(_ host: RemoteAddress.Host, isTLS: Bool) {
    self.host = host.name
    port = host.port ?? RqliteNode.standardPort
    self.isTLS = isTLS
    name = (host.name.contains(":") ? "[\(host.name)]" : host.name) + ":\(port)"
  }

  /// Sends requests that belong together over one line.
  func exchange(_ requests: [HTTPRequest], within limit: Int64) -> HTTPLine.Outcome {
    let deadline = WireDeadline.after(limit)
    let line: HTTPLine
    do throws(WireFault) {
      if let idle = take() { line = idle } else { line = try HTTPLine(host, port, isTLS: isTLS, by: deadline) }
    } catch {
      return HTTPLine.Outcome(fault: error)
    }
    let outcome = line.exchange(requests, by: deadline)
    if line.isGood { giveBack(line) }
    return outcome
  }

  /// Lines that lie idle are not to be trusted any more.
  func forgetLines() { idle.withLock { $0 = [] } }

  private func take() -> HTTPLine? {
    let oldest = WireDeadline.now().later(by: -RqliteNode.longestIdle)
    return idle.withLock { idle in
      while let line = idle.popLast() {
        if line.usedAt > oldest, line.isQuiet { return line }
      }
      return nil
    }
  }

  private func giveBack(_ line: HTTPLine) {
    idle.withLock { idle in
      if idle.count < RqliteNode.mostIdle { idle.append(line) }
    }
  }
}
