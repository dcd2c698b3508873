import Glibc
import Testing

/// Somebody who opens the file with the `sqlite3` shell, past Tallyman.
struct StrayShell {
  static let program = "/usr/bin/sqlite3"
  /// Where the books are in no file there is nothing to open.
  static var isInstalled: Bool { access(program, X_OK) == 0 && TestBooks.way.keepsFile }

  let path: String

  struct Said {
    var status: Int32
    var text: String
    var wasRefused: Bool { status != 0 }
  }

  /// Runs the SQL and stops at the first error: the shell's status, and all it printed.
  /// - Parameter pastWalls: no trigger looks on, as who knows the shell may have it.
  func run(_ sql: String, pastWalls: Bool = false) throws -> Said {
    var pipeEnds: [Int32] = [0, 0]
    try #require(pipe(&pipeEnds) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for output: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], output) }
    for end in pipeEnds { posix_spawn_file_actions_addclose(&actions, end) }
    let blind = pastWalls ? ["-cmd", ".dbconfig enable_trigger off"] : []
    let words = [StrayShell.program, "-batch", "-bail", "-cmd", ".timeout 10000"] + blind + [path, sql]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, StrayShell.program, &actions, nil, arguments, environ)
    close(pipeEnds[1])
    defer { close(pipeEnds[0]) }
    try #require(code == 0, "the shell starts")
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pipeEnds[0], &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return Said(status: status, text: String(decoding: bytes, as: UTF8.self))
  }
}
