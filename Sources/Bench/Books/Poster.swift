import Glibc
import Inventory
import Ledger
import StorageLocal

/// Posts receipts, one durable act each, through the same call as every face.
struct Poster {
  let books: Books
  private let data: SampleData
  private var random: Xorshift
  private let prefix: String
  private(set) var count = 0

  init(_ books: Books, _ data: SampleData, stream: Int = 0) {
    self.books = books
    self.data = data
    random = Xorshift(stream: stream)
    prefix = "bench-\(Clock.wallMilliseconds())-\(getpid())-"
  }

  static func context(key: String) -> ActContext {
    ActContext(
      key: key, actor: "clerk", terminal: "bench", now: Instant(milliseconds: Clock.wallMilliseconds()))
  }

  /// Posts one receipt and answers its key; durable when it returns.
  @discardableResult
  mutating func post() throws -> String {
    let key = prefix + String(count)
    count += 1
    _ = try books.perform(PostMovements([data.receipt(&random)]), Poster.context(key: key))
    return key
  }
}

extension Books {
  convenience init(at path: String, mode: Mode = .readWrite) throws {
    try self.init(LocalDatabase(path: path, mode: mode))
  }
}
