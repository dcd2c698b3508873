/// A line of an example, as a shell would read it: the few forms that examples have.
enum ExampleLine {
  /// `tallyman WORD…`, with where its output goes, and the exit codes that the comment behind it allows.
  case command(words: [String], output: String?, exits: Set<Int32>)
  /// `printf 'TEXT' > FILE`.
  case file(text: String, name: String)
  case unknown

  init(_ line: String) {
    var words = ExampleLine.words(line)
    var exits: Set<Int32> = [0]
    if let comment = words.firstIndex(of: "#") {
      let codes = words[comment...].drop { $0 != "code" }.compactMap { word in Int32(word.filter { $0 != "," }) }
      exits = Set(codes)
      words.removeSubrange(comment...)
    }
    var output: String?
    if words.count > 2, words[words.count - 2] == ">" {
      output = words.popLast()
      words.removeLast()
    }
    // `source <(tallyman …)` reads what a command prints.
    if words.count > 1, words[0] == "source", words[1] == "<(tallyman", let last = words.popLast() {
      words = ["tallyman"] + words.dropFirst(2) + [String(last.dropLast())]
    }
    if words.first == "tallyman" {
      self = .command(words: Array(words.dropFirst()), output: output, exits: exits)
    } else if words.first == "printf", words.count == 2, let output {
      self = .file(text: words[1].split(separator: "\\n").map { $0 + "\n" }.joined(), name: output)
    } else {
      self = .unknown
    }
  }

  /// Words divided by blanks, but for those in quotation marks.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap { $0 }
  }
}
