import Inventory

/// One command being done: its words, the world around it, and the books, opened when they are first needed.
final class Session {
  let surroundings: Surroundings
  let command: Command
  private(set) var arguments: Arguments
  let output: Output
  /// One clock reading for the whole command.
  let now: Instant
  private var service: (any InventoryService)?
  private var mode = ServiceMode.read
  /// The same for all acts of the command.
  private lazy var madeKey = surroundings.makeKey()

  init(_ surroundings: Surroundings, _ command: Command, _ arguments: Arguments) {
    self.surroundings = surroundings
    self.command = command
    self.arguments = arguments
    output = Output(surroundings.output)
    now = surroundings.now()
  }

  var isLined: Bool { arguments.has("ndjson") }
  var isJSON: Bool { arguments.has("json") || isLined }
  var isDryRun: Bool { arguments.has("dry-run") }
  var ifVersion: Int64? { arguments.count("if-version").map(Int64.init) }
  var database: String { surroundings.database(flag: arguments.value("db")) }

  func open(_ mode: ServiceMode) throws(CommandError) -> any InventoryService {
    if let service { return service }
    if arguments.value("db") == "" { throw .misuse(.emptyValue(flag: "db")) }
    let name = try operatorName()
    do throws(InventoryError) {
      let service = try surroundings.openService(database, mode)
      try SignIn.check(name, service, surroundings, database: database)
      self.service = service
      self.mode = mode
      return service
    } catch {
      throw .refused(error)
    }
  }

  /// For what is written beside a command that only reads: the service it has, where that one may write, else another.
  func writer() throws(CommandError) -> any InventoryService {
    if let service, mode != .read { return service }
    do throws(InventoryError) { return try surroundings.openService(database, .write) } catch { throw .refused(error) }
  }

  func ask<Q: Question>(_ question: Q) throws(CommandError) -> Q.Answer {
    let asker = try asker()
    let service = try open(command.traits.contains(.act) ? actMode : .read)
    do { return try service.ask(question, for: asker) } catch { throw .refused(error) }
  }

  /// - Parameter part: of work that is done in several acts, the parts after the first: each has a key of its own.
  func perform(_ act: some Act, part: Int = 0) throws(CommandError) -> ActAnswer {
    var context = try context()
    if part > 0 { context.key += "/\(part)" }
    let service = try open(actMode)
    do { return try service.perform(act, context) } catch { throw .refused(error) }
  }

  /// - Parameter own: what this act is called beside the others of a command that does several: the same act has the same
  ///   key, whatever else there is to do.
  func perform(_ act: some Act, own: String) throws(CommandError) -> ActAnswer {
    var context = try context()
    context.key += "/\(own)"
    let service = try open(actMode)
    do { return try service.perform(act, context) } catch { throw .refused(error) }
  }

  /// A dry run changes nothing, so it does not make a database either.
  var actMode: ServiceMode { isDryRun ? .write : .create }

  func context() throws(CommandError) -> ActContext {
    if arguments.value("key") == "" { throw .misuse(.emptyValue(flag: "key")) }
    return ActContext(
      key: arguments.value("key") ?? madeKey, actor: try operatorName(),
      terminal: surroundings.terminalName(), now: now, isDryRun: isDryRun)
  }

  /// Who acts and asks.
  func operatorName() throws(CommandError) -> String {
    if arguments.value("as") == "" { throw .misuse(.emptyValue(flag: "as")) }
    return surroundings.operatorName(flag: arguments.value("as"))
  }

  func asker() throws(CommandError) -> Asker { .person(try operatorName()) }

  /// Prints one JSON object, or the words.
  func show(_ fields: Fields, _ words: @autoclosure () -> String) {
    if isJSON {
      output.line(fields.json)
    } else {
      output.line(words())
    }
  }

  /// Takes a flag out of the words that a command gives a meaning of its own beside the one it has everywhere: the
  /// first that has one of these values.
  func take(_ flag: String, among values: [String]) -> String? { arguments.take(flag, among: values) }

  /// Words for the person at the terminal, apart from the answer.
  func remark(_ text: String) {
    var line = PlainText.safe(text) + "\n"
    _ = line.withUTF8 { surroundings.errorOutput(UnsafeRawBufferPointer($0)) }
  }
}
