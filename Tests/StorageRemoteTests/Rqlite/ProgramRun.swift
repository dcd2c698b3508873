import Glibc

/// Another program with its streams in our hands.
final class ProgramRun {
  let process: pid_t
  private let input: Int32
  private let output: Int32
  private var isWaitedFor = false

  /// - Parameter environment: all it gets.
  init(_ words: [String], environment: [String: String]) throws {
    var ends: [[Int32]] = [[0, 0], [0, 0]]
    for index in ends.indices {
      guard pipe(&ends[index]) == 0 else { throw ServerTrouble() }
      for end in ends[index] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0][0], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1][1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1][1], 2)
    var arguments = words.map { strdup($0) }
    var variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer {
      for text in arguments + variables { free(text) }
      posix_spawn_file_actions_destroy(&actions)
    }
    arguments.append(nil)
    variables.append(nil)
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, nil, arguments, variables)
    Glibc.close(ends[0][0])
    Glibc.close(ends[1][1])
    (self.process, input, output) = (process, ends[0][1], ends[1][0])
    guard code == 0 else { throw ServerTrouble() }
  }

  deinit {
    if !isWaitedFor {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    Glibc.close(input)
    Glibc.close(output)
  }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(input, $0.baseAddress, $0.count) }
  }

  /// What it says until that has been said, or to its end.
  func read(until words: String? = nil) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(output, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      if let words, String(decoding: bytes, as: UTF8.self).contains(words) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Waits for its end; its exit status.
  func finish() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    isWaitedFor = true
    return status >> 8 & 0xff
  }

  /// The program as the build made it, beside the tests.
  static var tallyman: String {
    let bundle = CommandLine.arguments[0]
    return (bundle.lastIndex(of: "/").map { String(bundle[..<$0]) } ?? ".") + "/tallyman"
  }

  /// Runs it to its end; all it says, and its exit status.
  static func run(_ words: [String], environment: [String: String] = [:]) throws -> (text: String, status: Int32) {
    var surroundings = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8"]
    surroundings.merge(environment) { $1 }
    let run = try ProgramRun(words, environment: surroundings)
    return (run.read(), run.finish())
  }
}
