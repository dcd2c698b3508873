/// The words of one command, taken apart: what stands in place, and the flags.
struct Arguments: Sendable {
  fileprivate(set) var words: [String] = []
  fileprivate var flags: [(name: String, value: String)] = []

  /// The word at a place of the usage line; the parser saw to it that the needed ones are there.
  func word(_ index: Int) -> String { index < words.count ? words[index] : "" }

  /// The value of a flag that stands once; nil when it was not given.
  func value(_ name: String) -> String? { flags.first { $0.name == name }?.value }

  func values(_ name: String) -> [String] { flags.filter { $0.name == name }.map(\.value) }

  /// A switch, or a flag with yes and no; nil when it was not given.
  func answer(_ name: String) -> Bool? { value(name).map { $0 == "yes" } }

  func has(_ name: String) -> Bool { answer(name) == true }

  /// Takes out the first flag of a name that has one of these values.
  mutating func take(_ name: String, among values: [String]) -> String? {
    guard let index = flags.firstIndex(where: { $0.name == name && values.contains($0.value) }) else { return nil }
    return flags.remove(at: index).value
  }

  func count(_ name: String) -> Int? { value(name).flatMap { Int($0) } }
}

/// What a command line asks for.
enum Instruction: Sendable {
  case run(Command, Arguments)
  /// Explain all, a noun, or one command.
  case help([String])
}

/// Takes a command line apart by the table. Flags may stand anywhere; `--` ends them; `-5` and `-2.5` are quantities.
struct ArgumentParser {
  private let nouns: [Noun]
  private var noun: Noun?
  private var command: Command?
  private var arguments = Arguments()

  static func parse(_ tokens: [String], _ nouns: [Noun] = CommandTable.nouns) throws(Misuse) -> Instruction {
    var parser = ArgumentParser(nouns: nouns)
    return try parser.parse(tokens)
  }

  private init(nouns: [Noun]) { self.nouns = nouns }

  private mutating func parse(_ tokens: [String]) throws(Misuse) -> Instruction {
    var rest = tokens[...]
    var flagsHaveEnded = false
    while let token = rest.popFirst() {
      if flagsHaveEnded || !ArgumentParser.isFlag(token) {
        if flagsHaveEnded || !takeVerb(token) { try take(word: token) }
      } else if token == "--" {
        flagsHaveEnded = true
      } else if token == "--help" || token == "-h" {
        return .help([noun?.name, command?.verb].compactMap { $0 }.filter { !$0.isEmpty })
      } else {
        try take(flag: token, &rest)
      }
    }
    return try finish()
  }

  /// `-` alone is standard input; `-5` and `-.5` are numbers.
  static func isFlag(_ token: String) -> Bool {
    guard token.utf8.first == 45, let second = token.utf8.dropFirst().first else { return false }
    return !(second >= 48 && second <= 57) && second != 46
  }

  /// Where a noun is a command by itself and has verbs too, its first word may be one of them; behind `--` it is not.
  private mutating func takeVerb(_ word: String) -> Bool {
    guard let noun, command?.verb.isEmpty == true, arguments.words.isEmpty,
      let verb = noun.commands.first(where: { $0.verb == word })
    else { return false }
    command = verb
    return true
  }

  private mutating func take(word: String) throws(Misuse) {
    guard let noun else {
      guard let noun = nouns.first(where: { $0.name == word }) else {
        throw .unknownNoun(word, near: NearestWord.hints(for: word, among: nouns.map(\.name)))
      }
      self.noun = noun
      if let only = noun.commands.first, only.verb.isEmpty { command = only }
      return
    }
    guard let command else {
      let verbs = noun.commands.map(\.verb)
      guard let command = noun.commands.first(where: { $0.verb == word }) else {
        throw .unknownVerb(
          noun: noun.name, word, near: NearestWord.hints(for: word, among: verbs), verbs: verbs)
      }
      self.command = command
      return
    }
    let mayRepeat = command.arguments.last?.isRepeated ?? false
    guard arguments.words.count < command.arguments.count || mayRepeat else {
      throw .argumentTooMany(word, usage: command.usage)
    }
    arguments.words.append(word)
  }

  private mutating func take(flag token: String, _ rest: inout ArraySlice<String>) throws(Misuse) {
    let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    let name = String(written.drop { $0 == "-" })
    guard written.hasPrefix("--"), let option = option(name) else { throw unknown(written, name) }
    if !option.isRepeated, arguments.value(name) != nil { throw .givenTwice(flag: name) }
    let value: String
    if parts.count == 2 {
      value = String(parts[1])
    } else if option.value == .none {
      value = "yes"
    } else {
      guard let next = rest.first, !next.hasPrefix("--") else { throw .valueMissing(flag: name) }
      rest.removeFirst()
      value = next
    }
    try ArgumentParser.check(value, option)
    arguments.flags.append((name, value))
  }

  /// Before the verb only the flags common to all are known.
  private func option(_ name: String) -> Option? {
    command?.option(name) ?? (command == nil ? CommonOption.all.first { $0.name == name } : nil)
  }

  private func unknown(_ written: String, _ name: String) -> Misuse {
    let command = command?.name ?? noun?.name ?? ""
    if CommonOption.all.contains(where: { $0.name == name }), written.hasPrefix("--") {
      return .flagNotHere(name, command: command)
    }
    let known = (self.command?.allOptions ?? CommonOption.all).map(\.name)
    let near = NearestWord.hints(for: name, among: known)
    return .unknownFlag(written, command: command, near: near.map { "--" + $0 })
  }

  private static func check(_ value: String, _ option: Option) throws(Misuse) {
    switch option.value {
    case .text: return
    case .none: try check(value, among: ["yes", "no"], option)
    case .words(let words): try check(value, among: words, option)
    case .order(let words): try check(value.hasPrefix("-") ? String(value.dropFirst()) : value, among: words, option)
    case .count(let least):
      guard let count = Int(value), count >= least, value.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
        throw .notACount(value, flag: option.name, least: least)
      }
    }
  }

  private static func check(_ value: String, among words: [String], _ option: Option) throws(Misuse) {
    guard !words.contains(value) else { return }
    throw .unknownWord(
      value, flag: option.name, words: words, near: NearestWord.hints(for: value, among: words))
  }

  private func finish() throws(Misuse) -> Instruction {
    guard let noun else { throw .noCommand }
    guard let command else { throw .verbMissing(noun: noun.name, verbs: noun.commands.map(\.verb)) }
    for flag in arguments.flags where command.option(flag.name) == nil {
      throw .flagNotHere(flag.name, command: command.name)
    }
    if arguments.words.count < command.arguments.count {
      let missing = command.arguments[arguments.words.count]
      if !missing.isOptional { throw .argumentMissing(missing.name, usage: command.usage) }
    }
    for option in command.options where option.isRequired && arguments.value(option.name) == nil {
      throw .flagMissing(option.name, usage: command.usage)
    }
    return .run(command, arguments)
  }
}
