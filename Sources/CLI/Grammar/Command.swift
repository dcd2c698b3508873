/// One line of the table that parsing, help and completion are made from.
struct Command: Sendable {
  let noun: String
  /// Empty where the noun alone is the command: `verify`.
  let verb: String
  let arguments: [Argument]
  let options: [Option]
  let traits: Traits
  let about: String
  /// One command, or some that stand one after the other; all of them can be tried on what `tallyman demo` makes. One
  /// that does not end with 0 there says so: `# exit code 1 where they differ`.
  let example: String
  let run: @Sendable (Session) throws(CommandError) -> ExitCode

  init(
    _ noun: String, _ verb: String = "", _ arguments: [Argument] = [], _ options: [Option] = [],
    traits: Traits = [], about: String, example: String,
    run: @escaping @Sendable (Session) throws(CommandError) -> ExitCode
  ) {
    self.noun = noun
    self.verb = verb
    self.arguments = arguments
    self.options = options
    self.traits = traits
    self.about = about
    self.example = example
    self.run = run
  }

  /// A word that stands in its place: `SKU`, `QTY`.
  struct Argument: Hashable, Sendable, ExpressibleByStringLiteral {
    let name: String
    let isOptional: Bool
    /// The last word may stand as often as one likes.
    let isRepeated: Bool
    /// What it may be, for completion, where that is known.
    let words: [String]

    init(_ name: String, isOptional: Bool = false, isRepeated: Bool = false, words: [String] = []) {
      self.name = name
      self.isOptional = isOptional
      self.isRepeated = isRepeated
      self.words = words
    }

    init(stringLiteral name: String) { self.init(name) }

    var usage: String { (isOptional ? "[\(name)]" : name) + (isRepeated ? "…" : "") }
  }

  /// What a command is, and so which of the common flags it takes.
  struct Traits: OptionSet, Sendable {
    let rawValue: Int
    /// Changes the books: `--key`, `--dry-run`.
    static let act = Traits(rawValue: 1)
    /// Changes a record that has a version: `--if-version`.
    static let edit = Traits(rawValue: 2)
    /// Prints pages: `--limit`, `--cursor`, `--ndjson`.
    static let list = Traits(rawValue: 4)
  }

  /// `item add`.
  var name: String { verb.isEmpty ? noun : "\(noun) \(verb)" }

  var usage: String {
    (["tallyman", name] + arguments.map(\.usage) + options.map(\.usageInLine)).joined(separator: " ")
  }

  /// The flags of this command: its own, then those common to all that it takes.
  /// One that it gives a meaning of its own stands once.
  var allOptions: [Option] {
    options
      + CommonOption.all.filter { common in
        takes(common: common) && !options.contains { $0.name == common.name }
      }
  }

  func option(_ name: String) -> Option? { allOptions.first { $0.name == name } }

  private func takes(common option: Option) -> Bool {
    switch option {
    case CommonOption.key, CommonOption.dryRun: traits.contains(.act)
    case CommonOption.ifVersion: traits.contains(.edit)
    case CommonOption.limit, CommonOption.cursor: traits.contains(.list)
    default: true
    }
  }
}

/// The flags that stand for every command, before the noun or after it.
enum CommonOption {
  static let database = Option("db", .text("URL"), "the database: a file or an address")
  static let operatorName = Option("as", .text("NAME"), "who acts")
  static let json = Option("json", .none, "one JSON value on standard output")
  static let ndjson = Option("ndjson", .none, "a JSON value a line")
  static let key = Option("key", .text("KEY"), "of an act: its idempotency key; the same key never acts twice")
  static let dryRun = Option("dry-run", .none, "of an act: say what would happen, change nothing")
  static let ifVersion = Option(
    "if-version", .count(from: 0), "of an edit: refuse when the record is not at version N any more")
  static let limit = Option("limit", .count(from: 1), "of a list: at most N rows (50)")
  static let cursor = Option("cursor", .text("C"), "of a list: go on where the page before ended")
  static let help = Option("help", .none, "explain")

  static let all = [database, operatorName, json, ndjson, key, dryRun, ifVersion, limit, cursor, help]
}
