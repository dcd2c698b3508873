import Testing

@testable import CLI

@Suite struct ExampleTests {
  static let commands = CommandTable.nouns.flatMap(\.commands).map(\.name)

  /// What one process cannot show: it serves another one over its standard streams. AgentTests do.
  static let ofTwoMachines: Set = ["agent"]

  @Test("the example of each command runs on the sample warehouse, and ends as it says", arguments: commands)
  func runs(name: String) throws {
    let command = try #require(CommandTable.nouns.flatMap(\.commands).first { $0.name == name })
    guard !ExampleTests.ofTwoMachines.contains(name) else { return }
    let house = try SampleHouse()
    for line in command.example.split(separator: "\n") {
      switch ExampleLine(String(line)) {
      case .unknown: Issue.record("\(line): no form of an example that can be tried")
      case .file(let text, let name): #expect(SampleHouse.write(Array(text.utf8), to: house.folder + "/" + name))
      case .command(let words, let output, let exits):
        let outcome = house.run(words.map { ExampleTests.isFile($0) ? house.folder + "/" + $0 : $0 })
        #expect(exits.contains(outcome.exit), "\(line)\n\(outcome.output)\(outcome.errors)")
        if output != nil { #expect(!outcome.output.isEmpty, "\(line) prints nothing") }
      }
    }
  }

  private static func isFile(_ word: String) -> Bool {
    let parts = word.split(separator: ".")
    return parts.count == 2 && ["csv", "ndjson", "db", "zpl", "txt"].contains(String(parts[1]))
      && !word.contains("=")
  }

  @Test("an example says what it ends with in its comment, and may make the file it reads")
  func reads() {
    let cases: [(String, String)] = [
      ("tallyman stock list --search \"a b\"", "stock,list,--search,a b > - [0]"),
      ("tallyman doctor  # exit code 0, or 1 where something is wrong", "doctor > - [0, 1]"),
      ("tallyman help man > tallyman.1", "help,man > tallyman.1 [0]"),
      ("source <(tallyman completion bash)", "completion,bash > - [0]"),
      ("printf 'a,b\\n1,2\\n' > x.csv", "a,b/1,2/ > x.csv"), ("make coffee", "unknown"),
    ]
    for (line, meaning) in cases {
      let read =
        switch ExampleLine(line) {
        case .unknown: "unknown"
        case .file(let text, let name): text.split(separator: "\n").map { $0 + "/" }.joined() + " > " + name
        case .command(let words, let output, let exits):
          words.joined(separator: ",") + " > \(output ?? "-") \(exits.sorted())"
        }
      #expect(read == meaning)
    }
  }
}
