/// Help, made from the table.
enum HelpText {
  /// About everything, a noun, or one command: the words are ones the table has.
  static func text(about words: [String], _ manual: Manual = Manual()) -> String {
    guard let name = words.first, let noun = CommandTable.nouns.first(where: { $0.name == name }) else {
      return overview(manual)
    }
    let commands = noun.commands
    if words.count > 1, let command = commands.first(where: { $0.verb == words[1] }) { return text(of: command) }
    if let only = commands.first, only.verb.isEmpty { return text(of: only) + verbs(of: noun, commands.dropFirst()) }
    return text(of: noun, commands)
  }

  private static func overview(_ manual: Manual) -> String {
    """
    tallyman: stock, counted and kept.

      tallyman                    the console
      tallyman NOUN VERB …        one thing, for people and scripts
      tallyman NOUN VERB --help   explain it

    Nouns:

    \(columns(CommandTable.nouns.filter(\.isEveryday).map { ($0.name, $0.about) }))
    Flags for every command:

    \(columns(CommonOption.all.map { ($0.usage, $0.about) }))\(console(manual))
    Quantities and money are decimal text (10, 2.5). A time is ISO 8601 (2026-07-04T09:30:00Z, 2026-07-04) or a distance
    from now (-2d, 60m). Wherever a SKU stands, SKU/VARIANT or a barcode may.

    Exit: 0 done, 1 a check found something, 2 wrong words, 3 no such thing, 4 data refused, 5 conflict,
    6 not permitted, 7 database not reached.

    Every example of this help can be tried on a sample warehouse: tallyman demo demo.db; export TALLYMAN_DB=demo.db
    The whole of it as a man page: tallyman help man

      tallyman item add DRILL-36V --name "Drill 36 V" --barcode 4006381333931
      tallyman stock list --low --json

    """
  }

  private static func console(_ manual: Manual) -> String {
    guard !manual.consoleFlags.isEmpty else { return "" }
    return "\nFlags of the console, beside --db and --as:\n\n"
      + columns(manual.consoleFlags.map { ($0.name, $0.about) })
  }

  private static func text(of noun: Noun, _ commands: [Command]) -> String {
    """
    tallyman \(noun.name): \(noun.about).

    \(columns(commands.map { (([$0.verb] + $0.arguments.map(\.usage)).joined(separator: " "), $0.about) }))
    Explain one: tallyman \(noun.name) \(commands.first?.verb ?? "VERB") --help

    \(indented(commands.first?.example ?? ""))

    """
  }

  /// What else a noun has that is a command by itself.
  private static func verbs(of noun: Noun, _ commands: ArraySlice<Command>) -> String {
    guard let first = commands.first else { return "" }
    return """

      Also:

      \(columns(commands.map { (([$0.verb] + $0.arguments.map(\.usage)).joined(separator: " "), $0.about) }))
      Explain one: tallyman \(noun.name) \(first.verb) --help

      """
  }

  private static func text(of command: Command) -> String {
    let common = command.allOptions.dropFirst(command.options.count)
    var text = "tallyman \(command.name): \(command.about).\n\n"
    text += "Usage:\n\n" + wrapped(command.usage) + "\n"
    if !command.options.isEmpty {
      text += "Flags:\n\n" + columns(command.options.map { ($0.usage, $0.about + notes($0)) }) + "\n"
    }
    text += "Flags as everywhere:\n\n" + columns(common.map { ($0.usage, $0.about) }) + "\n"
    return text + "Example:\n\n" + indented(command.example) + "\n"
  }

  private static func indented(_ example: String) -> String {
    example.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  private static func notes(_ option: Option) -> String {
    (option.isRequired ? " (needed)" : "") + (option.isRepeated ? " (may be repeated)" : "")
  }

  /// Two columns; where the left is long, the right stands on the next line.
  private static func columns(_ rows: [(String, String)]) -> String {
    let room = min(rows.map { $0.0.count }.max() ?? 0, 30)
    return rows.map { left, right in
      let gap =
        left.count <= room
        ? String(repeating: " ", count: room - left.count + 2) : "\n" + String(repeating: " ", count: room + 4)
      return "  " + left + gap + right + "\n"
    }.joined()
  }

  /// Lines of at most 100 characters, broken between flags.
  private static func wrapped(_ usage: String) -> String {
    var lines = ["  "]
    for piece in pieces(usage) {
      let last = lines[lines.count - 1]
      if last.count + piece.count > 100 {
        lines.append("      " + piece + " ")
      } else {
        lines[lines.count - 1] = last + piece + " "
      }
    }
    return lines.map { $0.dropLast() + "\n" }.joined()
  }

  /// The words of a usage line, brackets kept whole.
  private static func pieces(_ usage: String) -> [String] {
    var pieces: [String] = []
    var depth = 0
    for word in usage.split(separator: " ") {
      if depth > 0, let last = pieces.popLast() {
        pieces.append(last + " " + word)
      } else {
        pieces.append(String(word))
      }
      if word.hasPrefix("[") { depth += 1 }
      if word.contains("]") { depth = 0 }
    }
    return pieces
  }
}
