import Glibc
import LineTesting
import SecureShellTesting
import Storage
import StorageRemote
import Synchronization

/// Agents that are programs of their own, over pipes or over a real ssh through a line that is slow, lossy, cut or
/// dead; they and the ssh that carries them are killed at any moment, and sshd refuses for a while.
final class ProcessWay: FarWay {
  private let path: String
  private let house: SecureShellHouse?
  private let line: LineProxy?
  private let carriers = Mutex<[pid_t]>([])
  private let killed = Atomic<Int>(0)

  /// - Parameter house: where sshd runs; nil for pipes.
  init(_ path: String, by house: SecureShellHouse? = nil, seed: UInt64) throws {
    self.path = path
    self.house = house
    line = try house.map {
      try LineProxy(to: UInt16($0.port), LineWeather(delay: 1, loss: 0.02, stall: 5...40), seed: seed)
    }
  }

  /// How many were killed.
  var kills: Int { killed.load(ordering: .relaxed) }

  func database() -> any Database {
    var patience = AgentPatience()
    (patience.firstPause, patience.longestPause) = (1, 20)
    // A dead line is noticed soon.
    (patience.sign, patience.quiet, patience.pong) = (1_500, 1_500, 1_500)
    return AgentDatabase(address: "ssh://far\(path)", mode: .write, program: "test", patience: patience) {
      [self] () throws(DatabaseError) -> AgentLine in try opened()
    }
  }

  private var words: [String] {
    let agent = SecureShellLines.built("tallyman")
    guard let house, let line else { return [agent, "agent", "--", path] }
    return [
      "/usr/bin/ssh", "-F", house.folder + "/ssh_config", "-T", "-oBatchMode=yes", "-oConnectTimeout=2",
      "-oHostKeyAlias=[127.0.0.1]:\(house.port)", "-p", "\(line.port)", "--", "alone", "\(agent) agent -- '\(path)'",
    ]
  }

  private func opened() throws(DatabaseError) -> AgentLine {
    let child: SpawnedChild
    do throws(SecureShellHouse.Trouble) {
      child = try SpawnedChild(words)
    } catch {
      throw .unavailable(.unreachable(address: "far", why: error.description))
    }
    carriers.withLock { $0.append(child.id) }
    return AgentLine(
      input: child.output, output: child.input, cut: { kill(child.id, SIGTERM) },
      reap: { [self] in
        kill(child.id, SIGTERM)
        carriers.withLock { $0.removeAll { $0 == child.id } }
        let status = child.wait()
        return status < 0 ? .killed(-status) : .exited(status)
      })
  }

  func trouble(_ numbers: inout SeededNumbers) {
    guard let house, let line else {
      if numbers.once(in: 4) { killCarriers() }
      return
    }
    switch numbers.upTo(29) {
    case 0, 1: killCarriers()
    case 2, 3:
      SecureShellLines(house, path: path).killAgents()
      killed.add(1, ordering: .relaxed)
    case 4: line.cut()
    // Nobody listens there, until somebody does again.
    case 5: line.refuse()
    case 6: line.goDead()
    default: try? line.restore()
    }
  }

  private func killCarriers() {
    let killed = carriers.withLock { carriers in
      for carrier in carriers { kill(carrier, SIGKILL) }
      return carriers.count
    }
    self.killed.add(killed, ordering: .relaxed)
  }

  func mend() { try? line?.restore() }
  func calm() { mend() }
  func stop() { line?.stop() }
}
