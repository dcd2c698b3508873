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
    var prompts: [String] = []
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
  /// What is typed where something is asked that nobody may see, in order; and what stands in files.
  let typed: Mutex<[String]>
  let secrets: [String: String]

  static let now = Instant(milliseconds: 1_783_157_400_000)

  init(
    refusal: InventoryError? = nil, drift: [String] = [], variables: [String: String] = [:],
    configured: String? = nil, writes: WriteOutcome = .written, levels: [DoctorFinding.Level] = [.ok, .warn],
    staff: [Operator] = [], typed: [String] = [], secrets: [String: String] = [:]
  ) {
    self.typed = Mutex(typed)
    self.secrets = secrets
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
    var surroundings = bareSurroundings
    surroundings.hashPin = { PinHash("\($0) salted with \($1)") }
    surroundings.matchesPin = { $1.text.hasPrefix("\($0) salted") }
    surroundings.askSecret = { prompt in
      self.printed.withLock { $0.prompts.append(prompt) }
      return self.typed.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
    surroundings.readSecret = { [secrets] in secrets[$0].map { .text($0) } ?? .refused("it is not there") }
    return surroundings
  }

  private var bareSurroundings: Surroundings {
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
