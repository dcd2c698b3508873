import CLI
import Inventory
import Synchronization

/// A place to type commands at: the surroundings made up, what was printed kept.
final class Desk: Sendable {
  struct Printed: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var databases: [String] = []
    var modes: [ServiceMode] = []
    var keys = 0
  }

  struct Outcome {
    var exit: Int32
    var output: String
    var errors: String
  }

  let service: StandIn
  let printed = Mutex(Printed())
  let variables: [String: String]
  let configured: String?
  let outcomeOfWrites: WriteOutcome
  let levels: [DoctorFinding.Level]

  static let now = Instant(milliseconds: 1_783_157_400_000)

  init(
    refusal: InventoryError? = nil, drift: [String] = [], variables: [String: String] = [:],
    configured: String? = nil, writes: WriteOutcome = .written, levels: [DoctorFinding.Level] = [.ok, .warn],
    staff: [Operator] = []
  ) {
    service = StandIn(refusal: refusal, drift: drift, staff: staff)
    self.variables = variables
    self.configured = configured
    outcomeOfWrites = writes
    self.levels = levels
  }

  /// Types the words, divided by blanks.
  func type(_ line: String) -> Outcome { type(line.split(separator: " ").map(String.init)) }

  func type(_ words: [String]) -> Outcome {
    printed.withLock {
      $0.output = []
      $0.errors = []
    }
    let exit = CommandLineInterface.run(arguments: words, environment: surroundings)
    return printed.withLock {
      Outcome(
        exit: exit, output: String(decoding: $0.output, as: UTF8.self),
        errors: String(decoding: $0.errors, as: UTF8.self))
    }
  }

  private var surroundings: Surroundings {
    Surroundings(
      environment: { [variables] in variables[$0] },
      output: { bytes in
        self.printed.withLock { $0.output += Array(bytes) }
        return self.outcomeOfWrites
      },
      errorOutput: { bytes in
        self.printed.withLock { $0.errors += Array(bytes) }
        return .written
      }, standardInput: -1, inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false,
      now: { Desk.now },
      makeKey: {
        self.printed.withLock {
          $0.keys += 1
          return "made-\($0.keys)"
        }
      }, loginName: { "login" }, terminalName: { "tty1" },
      configuredDatabase: { [configured] in configured }, standardDatabase: { "standard.db" },
      openService: { database, mode in
        self.printed.withLock {
          $0.databases.append(database)
          $0.modes.append(mode)
        }
        return self.service
      }, house: house, isInterrupted: { false }, version: "1.2.3")
  }

  private var house: House {
    let report: @Sendable (String) -> HouseReport = { sentence in
      var fields = Fields()
      fields.add("file", sentence)
      return HouseReport(sentence: sentence, fields: fields)
    }
    return House(
      backup: { database, file, asker, _ in report("\(database) to \(file) for \(asker)") },
      restore: { database, file, asker, _ in report("\(file) to \(database) for \(asker)") },
      demo: { file in report(file) },
      doctorFindings: { [levels] _ in levels.map { DoctorFinding(name: "disk", level: $0, detail: "so so") } })
  }
}
