import Delivery
import Inventory

/// All that the command line takes from outside: the program fills it with the real world, tests with a made one.
public struct Surroundings: Sendable {
  /// An environment variable; nil when it is not set.
  public var environment: @Sendable (_ name: String) -> String?
  public var output: ByteSink
  public var errorOutput: ByteSink
  /// A file descriptor to read from.
  public var standardInput: Int32
  public var inputIsTerminal: Bool
  public var outputIsTerminal: Bool
  public var errorIsTerminal: Bool
  public var now: @Sendable () -> Instant
  /// Another idempotency key every time.
  public var makeKey: @Sendable () -> String
  public var loginName: @Sendable () -> String
  /// The terminal's or the host's name: where an act was done.
  public var terminalName: @Sendable () -> String
  /// The database that the configuration file names; nil when it names none.
  public var configuredDatabase: @Sendable () -> String?
  /// The file in the XDG data folder.
  public var standardDatabase: @Sendable () -> String
  public var openService:
    @Sendable (_ database: String, _ mode: ServiceMode) throws(InventoryError) -> any InventoryService
  public var house: House
  /// Whether Ctrl-C was pressed since the program started.
  public var isInterrupted: @Sendable () -> Bool
  /// Such as `0.1.0`.
  public var version: String
  /// What this machine's settings file says under a name; nil where it says nothing.
  public var configured: @Sendable (_ name: String) -> String? = { _ in nil }
  /// Runs a command line of this machine with a text on its standard input, and waits for its end.
  public var runCommand: @Sendable (_ command: String, _ input: String) -> CommandOutcome = { _, _ in
    .notStarted("nothing here starts commands")
  }
  /// What a PIN is kept as; nil where this machine can make nothing of it. The seed is another one for every PIN that is
  /// kept, and no secret.
  public var hashPin: @Sendable (_ pin: String, _ seed: String) -> PinHash? = { _, _ in nil }
  public var matchesPin: @Sendable (_ pin: String, _ kept: PinHash) -> Bool = { _, _ in false }
  /// Asks on the terminal for what nobody may see; nil where there is no terminal, or the asking was broken off.
  public var askSecret: @Sendable (_ prompt: String) -> String? = { _ in nil }
  /// Reads a file that only its owner can read, or standard input for `-`.
  public var readSecret: @Sendable (_ file: String) -> SecretText = { _ in .refused("nothing here reads secrets") }
  /// Serves a database file over the standard streams until the other side hangs up; what was wrong with the line, if
  /// anything was. Where an operator is named nobody else may act.
  public var serveAgent: @Sendable (_ file: String, _ operatorName: String?, _ isReadOnly: Bool) -> String? = {
    _, _, _ in "nothing here serves agents"
  }
  /// Sends what goes to other systems, by the programs of this machine.
  public var errands = Errands { _, _, _ in ErrandOutcome(.notStarted("nothing here starts programs")) }
  /// Lets so many milliseconds pass, or less where somebody interrupts; false when whoever reads what is printed is gone.
  public var pause: @Sendable (_ milliseconds: Int) -> Bool = { _ in false }
  /// The themes of this machine.
  public var themes = ThemeShelf.builtIn
  /// Looks at the terminal with the person at it; a sentence where it could not.
  public var tryTerminal: @Sendable (TerminalTrial) -> String? = { _ in "There is no terminal here to look at." }
  /// What waits on this machine for books on others.
  public var outbox = OutboxDesk.empty
  /// What the manual says of the console.
  public var manual: @Sendable () -> Manual = { Manual() }

  public init(
    environment: @escaping @Sendable (String) -> String?, output: @escaping ByteSink,
    errorOutput: @escaping ByteSink, standardInput: Int32, inputIsTerminal: Bool, outputIsTerminal: Bool,
    errorIsTerminal: Bool, now: @escaping @Sendable () -> Instant, makeKey: @escaping @Sendable () -> String,
    loginName: @escaping @Sendable () -> String, terminalName: @escaping @Sendable () -> String,
    configuredDatabase: @escaping @Sendable () -> String?, standardDatabase: @escaping @Sendable () -> String,
    openService: @escaping @Sendable (String, ServiceMode) throws(InventoryError) -> any InventoryService,
    house: House, isInterrupted: @escaping @Sendable () -> Bool, version: String
  ) {
    self.environment = environment
    self.output = output
    self.errorOutput = errorOutput
    self.standardInput = standardInput
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.errorIsTerminal = errorIsTerminal
    self.now = now
    self.makeKey = makeKey
    self.loginName = loginName
    self.terminalName = terminalName
    self.configuredDatabase = configuredDatabase
    self.standardDatabase = standardDatabase
    self.openService = openService
    self.house = house
    self.isInterrupted = isInterrupted
    self.version = version
  }

  /// Which database is meant: the flag's, else `TALLYMAN_DB`'s, else the configuration file's, else the standard one.
  public func database(flag: String?) -> String {
    flag ?? set("TALLYMAN_DB") ?? configuredDatabase() ?? standardDatabase()
  }

  /// Who acts: the flag's name, else `TALLYMAN_OPERATOR`'s, else the login name.
  public func operatorName(flag: String?) -> String { flag ?? set("TALLYMAN_OPERATOR") ?? loginName() }

  /// A variable that is set to nothing is not set.
  private func set(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
}

/// Takes bytes away, all of them; it says when nobody reads any more.
public typealias ByteSink = @Sendable (UnsafeRawBufferPointer) -> WriteOutcome

public enum WriteOutcome: Hashable, Sendable {
  case written
  /// The pipe's other end is closed: nothing more need be written.
  case readerGone
  /// It could not be written, and why, in the system's words.
  case failed(String)
}

/// What a command means to do with a database.
public enum ServiceMode: Hashable, Sendable {
  case read
  case write
  /// Write, and make the database where there is none.
  case create
}

/// What is done to the house as a whole, rather than to the books in it. `database` is a file or an address.
public struct House: Sendable {
  /// Copies the database to `file`, which must not exist, while others work. Whoever holds a copy can read all of it, so
  /// in a house with operators it takes ``Right/supervise``.
  /// The copy is checked before it has its name: a file that is not sound is not left behind, and books in it that do not
  /// agree are told of.
  public var backup:
    @Sendable (_ database: String, _ file: String, Asker, HouseProgress) throws(InventoryError) -> HouseReport
  /// Puts the backup in the database's place, which takes the same right there; a database that cannot be opened has
  /// nobody to ask. A backup that does not verify is refused, and what was there is kept.
  public var restore:
    @Sendable (_ database: String, _ file: String, Asker, HouseProgress) throws(InventoryError) -> HouseReport
  /// Makes a small filled warehouse in `file`, which must not exist.
  public var demo: @Sendable (_ file: String) throws(InventoryError) -> HouseReport
  public var doctorFindings: @Sendable (_ database: String) -> [DoctorFinding]

  public init(
    backup: @escaping @Sendable (String, String, Asker, HouseProgress) throws(InventoryError) -> HouseReport,
    restore: @escaping @Sendable (String, String, Asker, HouseProgress) throws(InventoryError) -> HouseReport,
    demo: @escaping @Sendable (String) throws(InventoryError) -> HouseReport,
    doctorFindings: @escaping @Sendable (String) -> [DoctorFinding]
  ) {
    self.backup = backup
    self.restore = restore
    self.demo = demo
    self.doctorFindings = doctorFindings
  }
}

/// Told how far a copy is; false gives it up.
public typealias HouseProgress = (HouseStep) -> Bool

/// How far a copy of the books is, in bytes; of a check it is not known.
public struct HouseStep: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case copying, checking
  }

  public var kind: Kind
  public var done: Int64
  public var total: Int64

  public init(_ kind: Kind, done: Int64 = 0, total: Int64 = 0) {
    self.kind = kind
    self.done = done
    self.total = total
  }
}

/// What was done, for people and for scripts.
public struct HouseReport: Hashable, Sendable {
  public var sentence: String
  public var fields: Fields
  /// It was done, and something was found.
  public var hasFindings: Bool

  public init(sentence: String, fields: Fields, hasFindings: Bool = false) {
    self.sentence = sentence
    self.fields = fields
    self.hasFindings = hasFindings
  }
}

/// What the doctor found of one thing.
public struct DoctorFinding: Hashable, Sendable {
  public enum Level: String, Hashable, Sendable, CaseIterable {
    case ok, warn, fail
  }

  public var name: String
  public var level: Level
  public var detail: String

  public init(name: String, level: Level, detail: String) {
    self.name = name
    self.level = level
    self.detail = detail
  }
}
