import Inventory

/// The command line: one instruction, one answer, one exit code (`cli.md`).
public enum CommandLineInterface {
  /// Does what `arguments` (without the program's name) say and returns the exit code. Everything it prints has been
  /// handed to the sinks when it returns.
  public static func run(arguments: [String], environment surroundings: Surroundings) -> Int32 {
    do throws(CommandError) {
      return try start(arguments, surroundings).rawValue
    } catch {
      let problem = Problem(error)
      let wantsJSON = arguments.prefix { $0 != "--" }.contains { $0 == "--json" || $0 == "--ndjson" }
      var text = (wantsJSON ? problem.fields.json : "tallyman: " + PlainText.safe(problem.detail.abridged)) + "\n"
      _ = text.withUTF8 { surroundings.errorOutput(UnsafeRawBufferPointer($0)) }
      return (surroundings.isInterrupted() && error.isInterruption ? .interrupted : problem.exit).rawValue
    }
  }

  /// Whether `arguments` name a command rather than only flags: without one the program opens its console. Flags in
  /// `valued` (without dashes) are the program's own that take a value.
  public static func namesCommand(_ arguments: [String], valued: Set<String> = []) -> Bool {
    var rest = arguments[...]
    while let token = rest.popFirst() {
      if token == "--help" || token == "-h" || token == "--version" { return true }
      guard ArgumentParser.isFlag(token) else { return true }
      guard !token.contains("=") else { continue }
      let name = String(token.drop { $0 == "-" })
      let isCommon = CommonOption.all.contains { $0.name == name && $0.value != .none }
      if isCommon || valued.contains(name) { _ = rest.popFirst() }
    }
    return false
  }

  private static func start(_ tokens: [String], _ surroundings: Surroundings) throws(CommandError) -> ExitCode {
    // The spelling every program answers to.
    let tokens = tokens.first == "--version" ? ["version"] + tokens.dropFirst() : tokens
    let instruction: Instruction
    do { instruction = try ArgumentParser.parse(tokens) } catch { throw .misuse(error) }
    switch instruction {
    case .help(let words):
      let output = Output(surroundings.output)
      output.write(HelpText.text(about: words, surroundings.manual()))
      return try end(output, .done)
    case .run(let command, let arguments):
      let session = Session(surroundings, command, arguments)
      let exit: ExitCode
      do {
        exit = try command.run(session)
      } catch {
        session.output.flush()
        throw error
      }
      return try end(session.output, exit)
    }
  }

  private static func end(_ output: Output, _ exit: ExitCode) throws(CommandError) -> ExitCode {
    output.flush()
    if let failure = output.failure { throw .outputFailed(failure) }
    return exit
  }
}
