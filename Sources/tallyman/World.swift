import CLI
import Delivery
import Glibc
import Inventory
import Ledger
import Terminal

/// The real world as the command line and the console see it: environment, streams, clock, folders.
enum World {
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// A variable that is set to something.
  static func set(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }

  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// With a far database of which no answer comes: some ten seconds.
  static let patience = Patience(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    },
    wait: { milliseconds in usleep(UInt32(milliseconds) * 1000) })

  /// Another key every time, in the order of time, so that new keys stand together in their index: 48 bits of
  /// milliseconds and 80 of chance, in Crockford's base 32.
  static func makeKey() -> String {
    let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    var generator = SystemRandomNumberGenerator()
    var text: [UInt8] = []
    let milliseconds = UInt64(max(0, now().milliseconds))
    for place in (0..<10).reversed() { text.append(letters[Int(milliseconds >> (5 * UInt64(place)) & 31)]) }
    for _ in 0..<16 { text.append(letters[Int(generator.next() & 31)]) }
    return String(decoding: text, as: UTF8.self)
  }

  static func loginName() -> String { set("LOGNAME") ?? set("USER") ?? accountName() ?? "uid\(getuid())" }

  /// From the list of accounts itself: the system's own look-up cannot be part of a static program.
  private static func accountName() -> String? {
    let own = String(getuid())
    for line in (Files.read("/etc/passwd") ?? "").split(separator: "\n") {
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      if fields.count > 2, fields[2] == own { return String(fields[0]) }
    }
    return nil
  }

  /// `pts/3` on a terminal, else the host.
  static func terminalName() -> String {
    if let name = ttyname(0) {
      let path = String(cString: name)
      return path.hasPrefix("/dev/") ? String(path.dropFirst(5)) : path
    }
    var host = [CChar](repeating: 0, count: 256)
    guard gethostname(&host, host.count - 1) == 0 else { return "unknown" }
    return host.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "unknown" }
  }

  static func surroundings() -> Surroundings {
    Interruption.install()
    var surroundings = Surroundings(
      environment: environment, output: { write($0, to: 1) }, errorOutput: { write($0, to: 2) }, standardInput: 0,
      inputIsTerminal: isatty(0) == 1, outputIsTerminal: isatty(1) == 1, errorIsTerminal: isatty(2) == 1, now: now,
      makeKey: makeKey, loginName: loginName, terminalName: terminalName,
      configuredDatabase: { Folders.settings.value("database") }, standardDatabase: Folders.standardDatabase,
      openService: { address, mode throws(InventoryError) in try Opening.service(address, mode) },
      house: HouseKeeping.house, isInterrupted: { Interruption.wasAsked }, version: Program.version)
    surroundings.configured = { Folders.settings.value($0) }
    surroundings.outbox = OutboxHouse.desk
    surroundings.manual = { ConsoleManual.manual }
    surroundings.themes = Themes.shelf
    surroundings.tryTerminal = { TerminalTrials.run($0) }
    surroundings.runCommand = { Children.run($0, input: $1) }
    surroundings.hashPin = { Pins.hash($0, seed: $1) }
    surroundings.matchesPin = { Pins.matches($0, $1) }
    surroundings.askSecret = { Secrets.ask($0) }
    surroundings.readSecret = { Secrets.read($0) }
    surroundings.errands = Errands { Errand.run($0, input: $1, seconds: $2) }
    surroundings.pause = { Errand.pause($0) }
    surroundings.serveAgent = { Agent.serve($0, as: $1, isReadOnly: $2) }
    return surroundings
  }

  /// Writes all of the bytes, however the system takes them.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> WriteOutcome {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        continue
      } else {
        return errno == EPIPE ? .readerGone : .failed(String(cString: strerror(errno)))
      }
    }
    return .written
  }
}

/// Where things lie: the XDG folders, each of which an environment variable overrides.
enum Folders {
  static var configuration: String {
    World.set("TALLYMAN_CONFIG") ?? xdg("XDG_CONFIG_HOME", "/.config") + "/tallyman"
  }
  static var data: String { xdg("XDG_DATA_HOME", "/.local/share") + "/tallyman" }
  static var state: String { World.set("TALLYMAN_STATE") ?? xdg("XDG_STATE_HOME", "/.local/state") + "/tallyman" }

  private static func xdg(_ name: String, _ standard: String) -> String {
    World.set(name) ?? (World.set("HOME") ?? ".") + standard
  }

  static func standardDatabase() -> String { data + "/stock.db" }

  /// The settings file, empty where there is none.
  static var settings: ConfigurationFile {
    let path = configuration + "/settings"
    return ConfigurationFile(Files.read(path) ?? "", name: path)
  }
}

/// Whole small files.
enum Files {
  /// Nil when it is not there or cannot be read.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Written beside and put in place, so that nobody ever reads half of it.
  @discardableResult
  static func write(_ text: String, to path: String) -> Bool {
    makeFolder(of: path)
    let temporary = path + ".new\(getpid())"
    guard let file = fopen(temporary, "w") else { return false }
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == text.utf8.count, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// Makes the folder a file is to lie in, and those above it.
  static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    guard access(folder, F_OK) != 0 else { return }
    makeFolder(of: folder)
    mkdir(folder, 0o755)
  }

  /// The names in a folder; none where it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
