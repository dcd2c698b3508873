import Glibc
import Testing

@testable import CLI

/// The nouns and verbs of `cli.md` that the program must know.
@Suite struct ContractTests {
  /// A flag that stands in a line of several verbs and means something with some of them only.
  static let onlyWithSome: Set = [
    "reservation confirm --line", "reservation confirm --expires", "reservation release --expires",
    "reservation extend --line", "reservation fulfil --expires", "import movements --mode", "import counts --mode",
    "import rules --mode", "import orders --mode",
  ]

  @Test("help knows every noun, verb and flag of the contract")
  func knowsAll() throws {
    let promises = ContractGrammar.promises(in: try ContractTests.grammar())
    #expect(promises.count > 120)
    var missing: Set<String> = []
    for promise in promises {
      let commands = CommandTable.nouns.first { $0.name == promise.noun }?.commands ?? []
      for verb in promise.verbs {
        let name = verb.isEmpty ? promise.noun : "\(promise.noun) \(verb)"
        guard let command = commands.first(where: { $0.verb == verb }) else {
          missing.insert(name)
          continue
        }
        missing.formUnion(promise.flags.filter { command.option($0) == nil }.map { "\(name) --\($0)" })
      }
    }
    #expect(missing.subtracting(ContractTests.onlyWithSome).sorted() == [])
  }

  private static func grammar() throws -> String {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let places = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, root + "/../shared", root + "/../../shared"]
    let page = try #require(places.compactMap { $0 }.compactMap { SampleHouse.read($0 + "/cli.md") }.first)
    let text = String(decoding: page, as: UTF8.self)
    let start = try #require(text.firstRange(of: "## Nouns and verbs"))
    let block = text[start.upperBound...]
    let open = try #require(block.firstRange(of: "```\n"))
    let inside = block[open.upperBound...]
    return String(inside[..<(try #require(inside.firstRange(of: "```")).lowerBound)])
  }
}

/// The grammar of `cli.md`, read: a noun, its verbs, and the flags that stand with them.
enum ContractGrammar {
  struct Promise {
    var noun: String
    /// An empty one where the noun is a command by itself.
    var verbs: [String]
    var flags: [String]
  }

  /// Nouns that share a line with others; what else stands behind a wide gap is a remark.
  private static let beside: Set = ["capability", "webhook", "connector"]

  static func promises(in grammar: String) -> [Promise] {
    var promises: [Promise] = []
    var noun: String?
    for line in grammar.split(separator: "\n") {
      var rest = line
      if line.first != " " {
        let first = line.prefix { $0 != " " }
        // The last line names commands that are nouns alone.
        noun = first == "verify" ? nil : String(first)
        if noun != nil { rest = line.dropFirst(first.count) }
      }
      for (index, part) in parts(rest).enumerated() {
        var part = part[...]
        if index > 0 {
          let first = part.prefix { $0 != " " }
          guard beside.contains(String(first)) else { continue }
          noun = String(first)
          part = part.dropFirst(first.count)
        }
        for segment in String(part).split(" · ") { promises.append(contentsOf: promise(segment, noun)) }
      }
    }
    return promises
  }

  private static func promise(_ segment: String, _ noun: String?) -> [Promise] {
    var words = segment.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    let noun = noun ?? words.removeFirst()
    let isVerb = words.first?.allSatisfy { $0.isLowercase || $0 == "|" || $0 == "-" } ?? false
    let verbs = isVerb ? words[0].split(separator: "|").map(String.init) : [""]
    let flags = segment.split("--").dropFirst().map { String($0.prefix { $0.isLowercase || $0 == "-" }) }
    return [Promise(noun: noun, verbs: verbs, flags: flags)]
  }

  /// Divided where eight blanks or more stand.
  private static func parts(_ line: Substring) -> [String] {
    var text = String(line.drop { $0 == " " })
    var parts: [String] = []
    while let gap = text.firstRange(of: "        ") {
      parts.append(String(text[..<gap.lowerBound]))
      text = String(text[gap.upperBound...].drop { $0 == " " })
    }
    return parts + [text]
  }
}

extension String {
  fileprivate func split(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
