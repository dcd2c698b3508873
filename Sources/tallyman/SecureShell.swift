import CLI
import Glibc
import Inventory
import Ledger
import Storage
import StorageRemote
import Synchronization

/// A database on another machine by OpenSSH, whose configuration, keys, agent and host checking apply. Nothing here opens
/// a socket.
enum SecureShell {
  private static let ownsTerminal = Atomic<Bool>(false)

  /// From now on the terminal is the console's: ssh asks nobody for a password, and fails where it would have to.
  static func leaveTerminalAlone() { ownsTerminal.store(true, ordering: .relaxed) }

  private static var mayAsk: Bool { !ownsTerminal.load(ordering: .relaxed) && (isatty(0) == 1 || isatty(2) == 1) }

  /// Opens no line yet: the first call does.
  static func database(_ address: RemoteAddress, _ mode: ServiceMode) -> AgentDatabase {
    let modes: [ServiceMode: AgentMode] = [.read: .read, .write: .write, .create: .create]
    var patience = AgentPatience()
    // A person looks for a password, or compares a fingerprint.
    if mayAsk { patience.opening = 120_000 }
    return AgentDatabase(
      address: address.description, mode: modes[mode] ?? .read, program: Program.version, patience: patience,
      isInterrupted: { Interruption.wasAsked }, openLine: { () throws(DatabaseError) in try line(to: address) })
  }

  private static func line(to address: RemoteAddress) throws(DatabaseError) -> AgentLine {
    let command = World.set("TALLYMAN_SSH") ?? Folders.settings.value("ssh_command") ?? "ssh"
    let mayAsk = mayAsk
    // The shell takes the command apart, as Git's does with GIT_SSH_COMMAND, and makes way for it.
    let words = ["tallyman-ssh", "-c", "exec \(command) \"$@\"", "tallyman-ssh"] + arguments(address, mayAsk: mayAsk)
    let child: ChildProcess
    do throws(ChildProcess.Trouble) {
      child = try ChildProcess("/bin/sh", words, output: .pipe, mayAsk ? .terminalWithoutInterrupt : .none)
    } catch {
      throw .unavailable(.unreachable(address: address.description, why: "ssh cannot be started: \(error.why)"))
    }
    return AgentLine(
      input: child.output, output: child.input, errors: child.errors, cut: { child.signal(SIGTERM) },
      reap: {
        let status = child.reap(patience: 500)
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
      })
  }

  /// What ssh is given. Options of the command that was configured stand before these, and the first one said holds.
  static func arguments(_ address: RemoteAddress, mayAsk: Bool) -> [String] {
    let agent = World.set("TALLYMAN_AGENT") ?? Folders.settings.value("agent_command") ?? "tallyman"
    var words = ["-T", "-oConnectTimeout=5", "-oServerAliveInterval=5", "-oServerAliveCountMax=2"]
    if !mayAsk { words.append("-oBatchMode=yes") }
    if let port = address.hosts.first?.port { words += ["-p", String(port)] }
    if let user = address.user { words += ["-l", user] }
    // In the account's home a session begins.
    let path = address.path.hasPrefix("/~/") ? String(address.path.dropFirst(3)) : address.path
    return words + ["--", address.hosts.first?.name ?? "", "\(agent) agent -- \(quoted(path))"]
  }

  /// As one word of a POSIX shell, whatever stands in it.
  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  // MARK: The doctor

  static func findings(_ address: RemoteAddress) throws(InventoryError) -> [DoctorFinding] {
    let name = address.description
    let database = database(address, .read)
    let facts: AgentFacts
    var trips: [Int64] = []
    do throws(DatabaseError) {
      facts = try database.facts()
      for _ in 0..<10 {
        let start = microseconds()
        _ = try database.changeToken()
        trips.append(microseconds() - start)
      }
    } catch {
      guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
      throw .store(InventoryError.StoreTrouble(trouble))
    }
    trips.sort()
    let trip = (trips[4] + trips[5]) / 2
    var findings = [
      Doctor.about("database", .ok, "\(name): \(facts.path) there"),
      Doctor.about(
        "agent", facts.programVersion == Program.version ? .ok : .warn,
        "tallyman \(facts.programVersion) there, \(Program.version) here, words of version \(facts.protocolVersion)"),
      Doctor.about(
        "line", trip < 500_000 ? .ok : .warn, "\(trip / 1000).\(trip / 100 % 10) ms there and back, median of 10"),
    ]
    if let bound = facts.operatorName { findings.append(Doctor.about("bound", .ok, "only \(bound) may act there")) }
    return findings + (try Doctor.books(in: database, name))
  }

  private static func microseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
