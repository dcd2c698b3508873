import Glibc
import RqliteStandIn
import SecureShellTesting
import Synchronization
import Testing

/// The way commands go to the files that these tests name with `--db`: `TALLYMAN_TEST_DATABASE` names it, as for the house's
/// suites, so that what is promised of the program holds for a database on another machine. Consoles on a terminal, and the
/// programs that stand beside the program, go to the file itself.
enum ProgramWay: String {
  case file
  /// By the real ssh and a real sshd.
  case ssh
  /// By a server that stands in for rqlite.
  case standIn = "stand-in"

  static let current = getenv("TALLYMAN_TEST_DATABASE").flatMap { ProgramWay(rawValue: String(cString: $0)) } ?? .file

  /// One for each file, as long as the tests run.
  private static let servers = Mutex<[String: StandInServer]>([:])

  /// A command and its surroundings, as they are for this way.
  func lead(_ arguments: [String], _ environment: [String: String]) throws -> ([String], [String: String]) {
    guard let flag = arguments.firstIndex(of: "--db"), flag + 1 < arguments.count else {
      return (arguments, environment)
    }
    let path = arguments[flag + 1]
    guard path.hasPrefix("/") else { return (arguments, environment) }
    var (arguments, environment) = (arguments, environment)
    switch self {
    case .file: break
    case .ssh:
      let house = try SecureShellHouse.shared()
      arguments[flag + 1] = house.address(of: path)
      environment.merge(["TALLYMAN_SSH": house.command, "TALLYMAN_AGENT": CommandRun.tallyman]) { mine, _ in mine }
    case .standIn: arguments[flag + 1] = try ProgramWay.server(of: path).address
    }
    return (arguments, environment)
  }

  private static func server(of path: String) throws -> StandInServer {
    try servers.withLock { servers throws in
      if let server = servers[path] { return server }
      let server = try StandInServer(file: path)
      servers[path] = server
      return server
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Of tests that look at what only a file on this machine has, whatever the way; elsewhere they are skipped, and say why.
  static func onlyOfFiles(_ why: Comment) -> ConditionTrait { .enabled(if: ProgramWay.current == .file, why) }
}
