import Glibc

/// Another process whose standard output is read here.
final class Child {
  let id: pid_t
  private let output: Int32
  private var pending: [UInt8] = []

  init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    var ends: [Int32] = [0, 0]
    try require(pipe(&ends) == 0, "no pipe")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    output = ends[0]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = Child.environment(with: environment).map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, program, &actions, nil, &argv, &envp)
    try require(code == 0, "cannot start \(program): \(String(cString: strerror(code)))")
    self.id = id
  }

  /// This program again, as a worker.
  convenience init(worker arguments: [String], in folder: Folder) throws {
    try self.init(Child.ownPath(), [folder.path, "worker"] + arguments)
  }

  deinit { close(output) }

  static func ownPath() throws -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    try require(count > 0, "cannot find my own program")
    return String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func environment(with added: [String: String]) -> [String] {
    var lines: [String] = []
    var place = environ
    while let line = place.pointee {
      let text = String(cString: line)
      if let name = text.split(separator: "=").first, added[String(name)] == nil { lines.append(text) }
      place += 1
    }
    return lines + added.map { "\($0.key)=\($0.value)" }
  }

  /// The next whole line; nil at the end. A last line without an end is not whole.
  func line() -> String? {
    while true {
      if let end = pending.firstIndex(of: 10) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end + 1)
        return line
      }
      guard readMore() else { return nil }
    }
  }

  /// All that is still to come.
  func rest() -> [UInt8] {
    while readMore() {}
    defer { pending = [] }
    return pending
  }

  private func readMore() -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(output, &piece, piece.count)
    if count < 0, errno == EINTR { return true }
    guard count > 0 else { return false }
    pending += piece[..<count]
    return true
  }

  func kill() { Glibc.kill(id, SIGKILL) }

  /// Waits for the end; true when it was a good one.
  @discardableResult
  func wait() -> Bool {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}
