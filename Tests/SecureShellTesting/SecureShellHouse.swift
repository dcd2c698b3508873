import Glibc
import Synchronization

/// A real sshd on this machine's loopback with throw-away keys, started once a process and ended with it, and the ssh that
/// reaches it. It runs as whoever runs the tests.
public final class SecureShellHouse: Sendable {
  /// Why there is none.
  public struct Trouble: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
  }

  public static let daemon = "/usr/sbin/sshd"

  /// Without it tests are skipped, and say so.
  public static var isInstalled: Bool { access(daemon, X_OK) == 0 && access("/usr/bin/ssh-keygen", X_OK) == 0 }

  private static let started = Mutex<Result<SecureShellHouse, Trouble>?>(nil)

  /// The one of this process.
  public static func shared() throws -> SecureShellHouse {
    try started.withLock { started -> Result<SecureShellHouse, Trouble> in
      if let started { return started }
      let house = Result { () throws(Trouble) in try SecureShellHouse() }
      started = house
      return house
    }.get()
  }

  public let folder: String
  public let port: Int
  /// Ends the watcher, and with it sshd, when this process ends, however it does.
  private let life: Int32

  private init() throws(Trouble) {
    var template = Array("/tmp/tallyman-sshd-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Trouble("mkdtemp") }
    folder = String(cString: made)
    port = try SecureShellHouse.freePort()
    for name in ["host", "user", "other"] { try SecureShellHouse.makeKey(folder + "/" + name) }
    if getuid() == 0 { mkdir("/run/sshd", 0o755) }
    let hostKey = try SecureShellHouse.read(folder + "/host.pub")
    try SecureShellHouse.write(try SecureShellHouse.read(folder + "/user.pub"), to: folder + "/authorized_keys")
    try SecureShellHouse.write("[127.0.0.1]:\(port) \(hostKey)", to: folder + "/known_hosts")
    try SecureShellHouse.write(
      """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      AuthorizedKeysFile \(folder)/authorized_keys
      UsePAM no
      StrictModes no
      PermitRootLogin yes
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PidFile none
      MaxStartups 200
      MaxSessions 200
      LogLevel ERROR

      """, to: folder + "/sshd_config")
    // One encrypted line for all who say `far`, so that hundreds of connections are cheap; `alone` makes its own each time.
    let plain =
      """
      Host far
        ControlMaster auto
        ControlPath \(folder)/mux
        ControlPersist 60
      Host *
        HostName 127.0.0.1
        Port \(port)
        IdentityFile \(folder)/user
        IdentitiesOnly yes
        UserKnownHostsFile \(folder)/known_hosts
        StrictHostKeyChecking yes
        LogLevel ERROR

      """
    try SecureShellHouse.write(plain, to: folder + "/ssh_config")
    let script = """
      \(SecureShellHouse.daemon) -D -e -f \(folder)/sshd_config 2>\(folder)/log </dev/null & daemon=$!
      cat >/dev/null
      ssh -F \(folder)/ssh_config -O exit far >/dev/null 2>&1
      kill $daemon
      rm -rf \(folder)
      """
    let watcher = try SpawnedChild(["/bin/sh", "-c", script])
    close(watcher.output)
    life = watcher.input
    try writeVariants(plain)
    try awaitDaemon()
  }

  /// Until it listens; the system's answer is asked for, nobody sleeps on a guess.
  private func awaitDaemon() throws(Trouble) {
    for _ in 0..<3000 {
      let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(probe) }
      var address = SecureShellHouse.loopback(port)
      let answer = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      if answer == 0 { return }
      usleep(10_000)
    }
    throw Trouble("sshd does not listen: " + ((try? SecureShellHouse.read(folder + "/log")) ?? ""))
  }

  /// What `TALLYMAN_SSH` is to say. With `-F` before them, other options may follow.
  public var command: String { "ssh -F \(folder)/ssh_config" }

  /// The address of a file, over the line that all share.
  public func address(of path: String) -> String { "ssh://far\(path)" }

  /// The address of a file, over a line of its own.
  public func addressAlone(of path: String) -> String { "ssh://alone\(path)" }

  /// Lets the key in that is not let in otherwise, to do one thing only: a line as it stands in `authorized_keys`. The
  /// command that uses it.
  public func admitOther(forcing command: String) throws -> String {
    let keys = try SecureShellHouse.read(folder + "/user.pub")
    let other = try SecureShellHouse.read(folder + "/other.pub")
    try SecureShellHouse.write(
      keys + "command=\"\(command)\",restrict \(other)", to: folder + "/authorized_keys")
    return commandOfOther
  }

  /// ssh with the key that is not let in.
  public var commandOfOther: String { "ssh -F \(folder)/ssh_config_other" }

  /// ssh that knows another key of this host.
  public var commandKnowingAnotherHost: String { "ssh -F \(folder)/ssh_config_changed" }

  private func writeVariants(_ plain: String) throws(Trouble) {
    let user = "IdentityFile \(folder)/user"
    let other = plain.replacing(user, with: "IdentityFile \(folder)/other").replacing("/mux", with: "/mux-other")
    try SecureShellHouse.write(other, to: folder + "/ssh_config_other")
    let key = try SecureShellHouse.read(folder + "/other.pub")
    try SecureShellHouse.write("[127.0.0.1]:\(port) \(key)", to: folder + "/known_hosts_changed")
    let changed = plain.replacing("/known_hosts", with: "/known_hosts_changed").replacing("/mux", with: "/mux-changed")
    try SecureShellHouse.write(changed, to: folder + "/ssh_config_changed")
  }

  static func freePort() throws(Trouble) -> Int {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(probe) }
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(probe, $0, size) == 0 && getsockname(probe, $0, &size) == 0
      }
    }
    guard isBound else { throw Trouble("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  private static func makeKey(_ path: String) throws(Trouble) {
    let child = try SpawnedChild(["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path])
    guard child.wait() == 0 else { throw Trouble("ssh-keygen") }
  }

  static func read(_ path: String) throws(Trouble) -> String {
    guard let file = fopen(path, "r") else { throw Trouble("cannot read \(path)") }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws(Trouble) {
    guard let file = fopen(path, "w") else { throw Trouble("cannot write \(path)") }
    fputs(text, file)
    fclose(file)
  }
}
