import Glibc

/// How a program ended.
public enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)
}

/// A program running on a pseudo-terminal of its own, as its controlling terminal.
public final class TerminalProgram {
  public let terminal: PseudoTerminal
  public let process: pid_t
  public private(set) var status: ExitStatus?

  /// - Parameters:
  ///   - environment: all of it; TERM is added.
  ///   - typedBefore: bytes that already wait in the terminal when the program starts.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], term: String = "xterm-256color",
    columns: Int = 80, rows: Int = 24, typedBefore: [UInt8] = []
  ) throws {
    terminal = try PseudoTerminal(
      columns: columns, rows: rows, erasesWithBackground: !term.hasPrefix("vt") && !term.hasPrefix("screen"))
    if !typedBefore.isEmpty { terminal.send(typedBefore) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | newSession))

    var variables = environment
    variables["TERM"] = term
    let argv = ([path] + arguments).map { strdup($0) }
    let envp = variables.map { strdup($0.key + "=" + $0.value) }
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, &attributes, argv + [nil], envp + [nil])
    guard failure == 0 else { throw PtyFailure(what: "cannot start \(path): errno \(failure)", lines: []) }
    self.process = process
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  /// The path of a program built beside the running tests.
  public static func built(_ name: String) -> String {
    let own = CommandLine.arguments[0]
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + name
  }

  public var screen: ScreenModel { terminal.screen }

  public func send(_ text: String) { terminal.send(text) }

  /// Types nothing for so long, and takes what is written meanwhile.
  public func rest(seconds: Double) {
    let end = PseudoTerminal.now() + seconds
    while PseudoTerminal.now() < end { terminal.pump(milliseconds: 20) }
  }

  public func signal(_ number: Int32) { kill(process, number) }

  /// Waits until the screen is as wanted.
  ///
  /// - Throws: `PtyFailure` with the screen when `seconds` are over or the program ends before.
  public func wait(_ what: String, seconds: Double = 60, until isSo: (ScreenModel) -> Bool) throws {
    let end = PseudoTerminal.now() + seconds
    while !isSo(terminal.screen) {
      if hasEnded() {
        if terminal.outer >= 0 { try terminal.synchronise() }
        if isSo(terminal.screen) { return }
        throw PtyFailure(what: "ended (\(String(describing: status))) before: \(what)", lines: screen.lines)
      }
      if PseudoTerminal.now() > end { throw PtyFailure(what: "waited \(seconds) s for: \(what)", lines: screen.lines) }
      terminal.pump(milliseconds: 20)
    }
  }

  /// Waits until the program was stopped by SIGSTOP. Ctrl-Z stops only what a shell with job control started, for the
  /// kernel does not stop a session's own leader: run `bash -c 'set -m; …; fg'` for that.
  public func waitUntilStopped(seconds: Double = 60) throws {
    try waitForState("stop", seconds: seconds, options: WUNTRACED) { $0 & 0xFF == 0x7F }
  }

  /// Waits for the end of the program and takes all it wrote.
  ///
  /// - Throws: `PtyFailure` when it still runs after `seconds`.
  public func waitForExit(seconds: Double = 60) throws -> ExitStatus {
    let end = PseudoTerminal.now() + seconds
    while !hasEnded() {
      if PseudoTerminal.now() > end { throw PtyFailure(what: "still running after \(seconds) s", lines: screen.lines) }
      if terminal.outer >= 0 { terminal.pump(milliseconds: 5) } else { poll(nil, 0, 5) }
    }
    if terminal.outer >= 0 { try terminal.synchronise() }
    return status ?? .exited(-1)
  }

  private func hasEnded() -> Bool {
    if status != nil { return true }
    var code: Int32 = 0
    guard waitpid(process, &code, WNOHANG) == process else { return false }
    status = code & 0x7F == 0 ? .exited(code >> 8 & 0xFF) : .signalled(code & 0x7F)
    return true
  }

  private func waitForState(_ what: String, seconds: Double, options: Int32, _ isSo: (Int32) -> Bool) throws {
    let end = PseudoTerminal.now() + seconds
    var code: Int32 = 0
    while true {
      if waitpid(process, &code, options | WNOHANG) == process {
        if isSo(code) { return }
        status = code & 0x7F == 0 ? .exited(code >> 8 & 0xFF) : .signalled(code & 0x7F)
        throw PtyFailure(what: "ended instead of \(what)", lines: screen.lines)
      }
      if PseudoTerminal.now() > end { throw PtyFailure(what: "no \(what) after \(seconds) s", lines: screen.lines) }
      terminal.pump(milliseconds: 5)
    }
  }
}
