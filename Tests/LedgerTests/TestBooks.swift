import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// Where the books of a test are kept, and the way the tests go to them: `TALLYMAN_TEST_DATABASE` names it, so that every
/// suite holds for every driver. `make test-everywhere` runs them all.
final class TestBooks: Sendable {
  /// The ways there are.
  enum Way: String, CaseIterable {
    /// The file itself, on this machine.
    case file
    /// A far database that loses answers: see ``LossyDatabase``.
    case lossy
    /// The agent, over a pair of sockets: see ``AgentWay``.
    case agent
    /// The built program's agent, by the real ssh and a real sshd.
    case ssh
    /// A server that stands in for rqlite: see ``StandInWay``.
    case standIn = "stand-in"
    /// A real rqlite: see ``LiveWay``.
    case rqlite

    /// A file on this machine holds the books, and can be looked into beside the way.
    var keepsFile: Bool { self != .rqlite }
  }

  private static let variable = "TALLYMAN_TEST_DATABASE"
  /// What the variable says; nil where it says something that is no way.
  static let named: Way? = getenv(variable).map { Way(rawValue: String(cString: $0)) } ?? .file
  static var way: Way { named ?? .file }

  private let path: String
  private let kind: Way
  private let opener: any BooksOpener
  /// Things go wrong on it by a seed.
  let isStormy: Bool

  /// - Parameters:
  ///   - path: of the file that holds the books, which is made where there is none.
  ///   - kind: the way, where a test is about that one.
  ///   - storm: seeds what goes wrong on the way; nil for nothing. Of the agent and of the stand-in.
  init(path: String, by kind: Way = TestBooks.way, storm: UInt64? = nil) throws {
    let ways = Way.allCases.map(\.rawValue).joined(separator: ", ")
    _ = try #require(TestBooks.named, "\(TestBooks.variable) must be one of \(ways)")
    self.path = path
    isStormy = storm != nil
    opener =
      switch kind {
      case .file: FileWay(path: path)
      case .lossy: LossyWay(path: path)
      case .agent: AgentWay(path: path, storm: storm)
      case .ssh: try ShellWay(path: path)
      case .standIn: try StandInWay(path: path, storm: storm)
      case .rqlite: try LiveWay()
      }
    self.kind = kind
  }

  /// A way of its own to the books, beside those that were opened before.
  func database() throws -> any Database {
    let database = try opener.database()
    return isStormy ? PersistentDatabase(database) : database
  }

  /// The books past all ways, where there is a file.
  func beside() throws -> any Database {
    kind.keepsFile ? try FileWay(path: path).database() : try database()
  }

  func books(clock: @escaping @Sendable () -> Instant = Books.beforeAnyExpiry) throws -> Books {
    try Books(database(), clock: clock, patience: isStormy ? PersistentDatabase.patience : .none)
  }

  /// How much went wrong on the way so far.
  var troubleCount: Int { opener.troubleCount }
}

/// Opens the books by one of the ways, each time as somebody else.
protocol BooksOpener: Sendable {
  func database() throws -> any Database
  var troubleCount: Int { get }
}

extension BooksOpener {
  var troubleCount: Int { 0 }
}

private struct FileWay: BooksOpener {
  let path: String
  func database() throws -> any Database { try LocalDatabase(path: path, mode: .readWriteCreate) }
}

private struct LossyWay: BooksOpener {
  let path: String
  func database() throws -> any Database { LossyDatabase(try FileWay(path: path).database(), seed: 1) }
}

extension Trait where Self == ConditionTrait {
  /// Of tests that look at what only a file on this machine has, whatever the way; elsewhere they are skipped, and say why.
  static func onlyOfFiles(_ why: Comment) -> ConditionTrait { .enabled(if: TestBooks.way == .file, why) }
}

extension SampleWarehouse {
  /// The same books, as another program has them open.
  func another(clock: @escaping @Sendable () -> Instant = Books.beforeAnyExpiry) throws -> Books {
    try way.books(clock: clock)
  }
}
