import Glibc
import Storage
import StorageRemote
import Synchronization

/// Lines to the built program's agent by the real ssh, and who carries them, so that a test can end those.
public final class SecureShellLines: Sendable {
  private let house: SecureShellHouse
  private let path: String
  private let carriers = Mutex<[pid_t]>([])

  public init(_ house: SecureShellHouse, path: String) {
    // Whoever writes to a line that is gone is to be told, not ended.
    signal(SIGPIPE, SIG_IGN)
    self.house = house
    self.path = path
  }

  /// A program that the build put beside the tests.
  public static func built(_ program: String) -> String {
    let bundle = CommandLine.arguments[0]
    let folder = bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? "."
    return folder + "/" + program
  }

  /// The database as a client of its own sees it.
  public func database(_ mode: AgentMode = .create, patience: AgentPatience = AgentPatience()) -> AgentDatabase {
    AgentDatabase(address: house.address(of: path), mode: mode, program: "test", patience: patience) {
      [self] () throws(DatabaseError) -> AgentLine in try line()
    }
  }

  private func line() throws(DatabaseError) -> AgentLine {
    let child: SpawnedChild
    do throws(SecureShellHouse.Trouble) {
      child = try SpawnedChild([
        "/usr/bin/ssh", "-F", house.folder + "/ssh_config", "-T", "-oBatchMode=yes", "--", "far",
        "\(SecureShellLines.built("tallyman")) agent -- '\(path)'",
      ])
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

  /// Ends the ssh that carries a line now, without a word.
  public func killShell() {
    carriers.withLock { for carrier in $0 { kill(carrier, SIGKILL) } }
  }

  /// Ends the agents that serve this database now, without a word.
  public func killAgents() {
    for agent in agents() { kill(agent, SIGKILL) }
  }

  /// The processes that were started as an agent for this path, and no others.
  private func agents() -> [pid_t] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [pid_t] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let process = pid_t(name), process != getpid(),
        let file = fopen("/proc/\(name)/cmdline", "r")
      else { continue }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = fread(&buffer, 1, buffer.count, file)
      let words = buffer[..<count].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      if words.count == 4, words[0].hasSuffix("/tallyman"), words[1] == "agent", words[3] == path {
        found.append(process)
      }
    }
    return found
  }
}
