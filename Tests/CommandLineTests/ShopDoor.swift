import CLI
import Glibc
import Inventory
import Ledger
import StorageLocal
import Synchronization
import Testing

/// The command line over real books, in this process: what is typed, printed and refused, without starting a program for each.
final class ShopDoor: Sendable {
  struct Outcome {
    var exit: Int32
    var output: String
    var errors: String
  }

  private struct Printed {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var keys = 0
  }

  let folder: TemporaryFolder
  private let service: any InventoryService
  private let printed = Mutex(Printed())
  static let now = Instant(milliseconds: 1_783_166_400_000)

  init() throws {
    folder = try TemporaryFolder()
    let database = try LocalDatabase(path: folder.path + "/stock.db", mode: .readWriteCreate)
    service = try Books(database, clock: { ShopDoor.now })
  }

  @discardableResult
  func type(_ words: String...) -> Outcome { type(words) }

  func type(_ words: [String]) -> Outcome {
    printed.withLock { ($0.output, $0.errors) = ([], []) }
    let exit = CommandLineInterface.run(arguments: words, environment: surroundings)
    return printed.withLock {
      Outcome(
        exit: exit, output: String(decoding: $0.output, as: UTF8.self),
        errors: String(decoding: $0.errors, as: UTF8.self))
    }
  }

  private var surroundings: Surroundings {
    Surroundings(
      environment: { _ in nil },
      output: { bytes in
        self.printed.withLock { $0.output += Array(bytes) }
        return .written
      },
      errorOutput: { bytes in
        self.printed.withLock { $0.errors += Array(bytes) }
        return .written
      }, standardInput: -1, inputIsTerminal: false, outputIsTerminal: true, errorIsTerminal: false,
      now: { ShopDoor.now },
      makeKey: {
        self.printed.withLock {
          $0.keys += 1
          return "made-\($0.keys)"
        }
      }, loginName: { "anna" }, terminalName: { "tty1" }, configuredDatabase: { nil }, standardDatabase: { "stock.db" },
      openService: { _, _ in self.service }, house: house, isInterrupted: { false }, version: "0")
  }

  private var house: House {
    let nothing = HouseReport(sentence: "", fields: Fields())
    return House(
      backup: { _, _, _, _ in nothing }, restore: { _, _, _, _ in nothing }, demo: { _ in nothing },
      doctorFindings: { _ in [] })
  }
}
