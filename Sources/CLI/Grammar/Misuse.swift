/// What is wrong with the words of a command line.
enum Misuse: Error, Hashable, Sendable {
  case noCommand
  case unknownNoun(String, near: [String])
  case unknownVerb(noun: String, String, near: [String], verbs: [String])
  case verbMissing(noun: String, verbs: [String])
  case unknownFlag(String, command: String, near: [String])
  /// A flag that other commands take.
  case flagNotHere(String, command: String)
  case valueMissing(flag: String)
  case unknownWord(String, flag: String, words: [String], near: [String])
  case notACount(String, flag: String, least: Int)
  case givenTwice(flag: String)
  case argumentMissing(String, usage: String)
  case flagMissing(String, usage: String)
  case argumentTooMany(String, usage: String)
  case badPair(String, flag: String, wanted: String)
  case notTogether(String, String)
  case badCursor(String)
  case notATime(String, flag: String)
  case notASpan(String, flag: String)
  case emptyValue(flag: String)
  /// It cannot be taken back, and nobody is there to ask.
  case needsYes(what: String)
  /// A `--line` that does not read.
  case badLine(number: Int, String, why: String, written: String)
  case needsOne(of: [String])
  case onlyWith(String, String)
}

extension Misuse {
  var detail: String {
    switch self {
    case .noCommand: "Say what to do. See: tallyman help"
    case .unknownNoun(let word, let near):
      "There is no command \"\(word)\"." + Misuse.hint(near, before: "tallyman ") + " See: tallyman help"
    case .unknownVerb(let noun, let word, let near, let verbs):
      "\"\(noun)\" has no \"\(word)\"."
        + (near.isEmpty ? " It has: \(verbs.joined(separator: ", "))." : Misuse.hint(near, before: "tallyman \(noun) "))
        + " See: tallyman \(noun) --help"
    case .verbMissing(let noun, let verbs):
      "\"\(noun)\" needs one of: \(verbs.joined(separator: ", ")). See: tallyman \(noun) --help"
    case .unknownFlag(let flag, let command, let near):
      "There is no flag \(flag)" + (command.isEmpty ? "." : " of \"\(command)\".") + Misuse.hint(near, before: "")
        + " See: tallyman \(command.isEmpty ? "help" : command + " --help")"
    case .flagNotHere(let flag, let command):
      "\"\(command)\" does not take --\(flag). See: tallyman \(command) --help"
    case .valueMissing(let flag): "--\(flag) needs a value. One that begins with -- is given as --\(flag)=VALUE."
    case .unknownWord(let word, let flag, let words, let near):
      "--\(flag) cannot be \"\(word)\"."
        + (near.isEmpty ? "" : Misuse.hint(near, before: "")) + " It is one of: \(words.joined(separator: ", "))."
    case .notACount(let text, let flag, let least): "--\(flag) takes a whole number from \(least), not \"\(text)\"."
    case .givenTwice(let flag): "--\(flag) is given twice."
    case .argumentMissing(let name, let usage): "\(name) is missing. Usage: \(usage)"
    case .flagMissing(let flag, let usage): "--\(flag) is missing. Usage: \(usage)"
    case .argumentTooMany(let text, let usage): "\"\(text)\" is one word too many. Usage: \(usage)"
    case .badPair(let text, let flag, let wanted): "--\(flag) takes \(wanted), not \"\(text)\"."
    case .notTogether(let one, let other): "--\(one) and --\(other) cannot stand together."
    case .badCursor(let text): "\"\(text)\" is no cursor. Take the one that the page before ended with."
    case .notATime(let text, let flag):
      "--\(flag) takes a date (2026-07-04), a time (2026-07-04T09:30:00Z) or a distance from now (-2d, 60m), not \"\(text)\"."
    case .notASpan(let text, let flag): "--\(flag) takes how long: 30s, 10m, 1h or 1d, not \"\(text)\"."
    case .emptyValue(let flag): "--\(flag) must not be empty."
    case .needsYes(let what): "\(what) cannot be taken back. Say --yes to do it without being asked."
    case .badLine(let number, let text, let why, let written):
      "--line \(number), \"\(text)\": \(why). It is written \(written)."
    case .needsOne(let flags): "Say one of \(flags.joined(separator: ", "))."
    case .onlyWith(let flag, let other): "--\(flag) stands only together with --\(other)."
    }
  }

  private static func hint(_ near: [String], before: String) -> String {
    near.isEmpty ? "" : " Did you mean: " + near.map { before + $0 }.joined(separator: ", ") + "?"
  }
}
