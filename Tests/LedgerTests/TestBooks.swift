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

    /// A file on this machine holds the books, and can be looked into beside the way.
    var keepsFile: Bool { true }
  }

  private static let variable = "TALLYMAN_TEST_DATABASE"
  /// What the variable says; nil where it says something that is no way.
  static let named: Way? = getenv(variable).map { Way(rawValue: String(cString: $0)) } ?? .file
  static var way: Way { named ?? .file }

  let path: String

  /// - Parameter path: of the file that holds the books, which is made where there is none.
  init(path: String) throws {
    let ways = Way.allCases.map(\.rawValue).joined(separator: ", ")
    _ = try #require(TestBooks.named, "\(TestBooks.variable) must be one of \(ways)")
    self.path = path
  }

  /// A way of its own to the books, beside those that were opened before.
  func database() throws -> any Database {
    let file = try LocalDatabase(path: path, mode: .readWriteCreate)
    return switch TestBooks.way {
    case .file: file
    case .lossy: LossyDatabase(file, seed: 1)
    }
  }

  func books(clock: @escaping @Sendable () -> Instant = Books.beforeAnyExpiry) throws -> Books {
    try Books(database(), clock: clock)
  }
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
