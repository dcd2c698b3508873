import CLI
import Glibc
import Inventory
import Ledger
import StorageLocal
import Synchronization
import Testing

@testable import tallyman

/// What `tallyman demo` makes, as of a moment that stands; each who asks gets a copy in a folder of its own.
final class SampleHouse: Sendable {
  static let now = Instant(milliseconds: 1_783_157_400_000)

  let folder: String
  private let printed = Mutex((output: [UInt8](), errors: [UInt8]()))
  private let keys = Mutex(0)

  struct Outcome {
    var exit: Int32
    var output: String
    var errors: String
  }

  /// Whose account it is.
  private let login: String

  /// - Parameter login: whose account the command lines are given in.
  init(login: String = "anna") throws {
    self.login = login
    folder = try SampleHouse.makeFolder()
    try #require(SampleHouse.write(SampleHouse.filled.get(), to: folder + "/stock.db"))
  }

  deinit { SampleHouse.remove(folder) }

  /// The bytes of the filled database.
  private static let filled = Result<[UInt8], any Error> {
    let folder = try makeFolder()
    defer { remove(folder) }
    let database = try LocalDatabase(path: folder + "/made.db", mode: .readWriteCreate)
    var sample = SampleWarehouse(try Books(database, mayWrite: true, clock: { now }), now: now)
    try sample.fill()
    try database.backup(to: folder + "/copy.db")
    return try #require(read(folder + "/copy.db"))
  }

  /// Runs a command line of this house and waits for its end.
  func run(_ words: [String]) -> Outcome {
    printed.withLock { $0 = ([], []) }
    let exit = CommandLineInterface.run(arguments: words, environment: surroundings)
    return printed.withLock {
      Outcome(
        exit: exit, output: String(decoding: $0.output, as: UTF8.self),
        errors: String(decoding: $0.errors, as: UTF8.self))
    }
  }

  private var surroundings: Surroundings {
    var surroundings = Surroundings(
      environment: { [folder] in $0 == "TALLYMAN_DB" ? folder + "/stock.db" : nil },
      output: { bytes in
        self.printed.withLock { $0.output += Array(bytes) }
        return .written
      },
      errorOutput: { bytes in
        self.printed.withLock { $0.errors += Array(bytes) }
        return .written
      }, standardInput: -1, inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false,
      now: { SampleHouse.now },
      makeKey: {
        self.keys.withLock {
          $0 += 1
          return "made-\($0)"
        }
      }, loginName: { [login] in login }, terminalName: { "tty1" }, configuredDatabase: { nil },
      standardDatabase: { [folder] in folder + "/stock.db" },
      openService: { address, mode throws(InventoryError) in
        let modes: [ServiceMode: LocalDatabase.Mode] = [
          .read: .readOnly, .write: .readWrite, .create: .readWriteCreate,
        ]
        let database = try Opening.local(address, modes[mode] ?? .readOnly)
        return try Books(database, mayWrite: mode == .create, clock: { SampleHouse.now })
      }, house: HouseKeeping.house, isInterrupted: { false }, version: "1.2.3")
    surroundings.manual = { ConsoleManual.manual }
    return surroundings
  }

  private static func makeFolder() throws -> String {
    var template = Array("/tmp/tallyman-help-XXXXXX".utf8CString)
    return try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  static func read(_ path: String) -> [UInt8]? {
    guard let stream = fopen(path, "r") else { return nil }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let stream = fopen(path, "w") else { return false }
    defer { fclose(stream) }
    return fwrite(bytes, 1, bytes.count, stream) == bytes.count
  }

  /// Examples write files and no folders.
  private static func remove(_ folder: String) {
    if let entries = opendir(folder) {
      while let entry = readdir(entries) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink(folder + "/" + name)
      }
      closedir(entries)
    }
    rmdir(folder)
  }
}
