import Testing

@testable import CLI

@Suite struct ArgumentTests {
  /// What the parser makes of a line, in short.
  private static func parsed(_ line: String) throws -> String {
    switch try ArgumentParser.parse(line.split(separator: " ").map(String.init)) {
    case .help(let words): return "help " + words.joined(separator: " ")
    case .run(let command, let arguments):
      let flags = ["db", "at", "reason", "serial", "json", "occurred-at", "key"].flatMap { name in
        arguments.values(name).map { "\(name)=\($0)" }
      }
      return (["\(command.name):"] + arguments.words + flags).joined(separator: " ")
    }
  }

  @Test(
    "a line is taken apart",
    arguments: [
      ("stock list --at NORTH", "stock list: at=NORTH"),
      ("--db x.db --json stock list", "stock list: db=x.db json=yes"),
      ("stock --db=x.db list --json", "stock list: db=x.db json=yes"),
      ("move adjust WID -5 --at N --reason AUDIT", "move adjust: WID -5 at=N reason=AUDIT"),
      ("move adjust WID --at N -2.5", "move adjust: WID -2.5 at=N"),
      ("move issue WID 1 --at N --occurred-at -2d", "move issue: WID 1 at=N occurred-at=-2d"),
      ("move receipt W 2 --serial A --serial B --at N", "move receipt: W 2 at=N serial=A serial=B"),
      ("item show -- --odd", "item show: --odd"),
      ("move issue W 1 --at=A=B", "move issue: W 1 at=A=B"),
      ("stock list --json=no", "stock list: json=no"),
      ("verify", "verify:"),
      // A noun that is a command by itself has verbs too; behind -- a verb is a word like any other.
      ("available WID", "available: WID"), ("available WID 5 --at N", "available: WID 5 at=N"),
      ("available batch f.csv", "available batch: f.csv"), ("available -- batch 5", "available: batch 5"),
      ("available WID batch", "available: WID batch"),
      ("available nearby W 3 --coordinates 1,2", "available nearby: W 3"),
      ("available --help", "help available"), ("available batch --help", "help available batch"),
      ("--help", "help "),
      ("item --help", "help item"),
      ("item add --help --nonsense", "help item add"),
      ("verify -h", "help verify"),
    ])
  func takesApart(line: String, meaning: String) throws {
    #expect(try ArgumentTests.parsed(line) == meaning)
  }

  @Test(
    "wrong words are named, and the nearest right ones",
    arguments: [
      ("", Misuse.noCommand),
      ("itme list", .unknownNoun("itme", near: ["item"])),
      ("kettle list", .unknownNoun("kettle", near: [])),
      ("stock lst", .unknownVerb(noun: "stock", "lst", near: ["list"], verbs: ["list", "show", "edit"])),
      ("stock", .verbMissing(noun: "stock", verbs: ["list", "show", "edit"])),
      ("stock list --lwo", .unknownFlag("--lwo", command: "stock list", near: ["--low"])),
      ("stock list -l", .unknownFlag("-l", command: "stock list", near: [])),
      ("stock list --dry-run", .flagNotHere("dry-run", command: "stock list")),
      ("--dry-run restore x", .flagNotHere("dry-run", command: "restore")),
      ("stock list --at", .valueMissing(flag: "at")),
      ("available --at N batch f.csv", .flagNotHere("at", command: "available batch")),
      ("available", .argumentMissing("SKU", usage: "tallyman available SKU [QTY] [--at LOC] [--on D]")),
      ("stock list --at --low", .valueMissing(flag: "at")),
      ("stock list --at A --at B", .givenTwice(flag: "at")),
      ("stock list --limit 0", .notACount("0", flag: "limit", least: 1)),
      ("stock list --limit +5", .notACount("+5", flag: "limit", least: 1)),
      (
        "item add W --track lto",
        .unknownWord("lto", flag: "track", words: ["none", "lot", "serial"], near: ["lot"])
      ),
      ("stock list --low=maybe", .unknownWord("maybe", flag: "low", words: ["yes", "no"], near: [])),
      ("item show", .argumentMissing("SKU", usage: "tallyman item show SKU")),
      ("item show A B", .argumentTooMany("B", usage: "tallyman item show SKU")),
    ])
  func refuses(line: String, misuse: Misuse) {
    #expect(throws: misuse) { try ArgumentTests.parsed(line) }
  }

  @Test("a missing flag is named with the usage")
  func namesMissingFlag() {
    #expect {
      try ArgumentTests.parsed("move issue W 1")
    } throws: { error in
      guard case .flagMissing("at", let usage) = error as? Misuse else { return false }
      return usage.hasPrefix("tallyman move issue SKU QTY --at LOC [--lot CODE]")
    }
  }

  @Test(
    "near is what fingers miss by",
    arguments: [
      ("recipt", ["receipt"]), ("adj", ["adjust"]), ("retrun", ["return"]), ("qqq", []), ("LIST", ["list"]),
    ])
  func findsNearest(wrong: String, near: [String]) {
    #expect(NearestWord.hints(for: wrong, among: ["receipt", "adjust", "return", "list"]) == near)
  }

  @Test(
    "times are dates, instants or distances from now",
    arguments: [
      ("2026-07-04", "2026-07-04T00:00:00Z"), ("2026-07-04T09:30:00+02:00", "2026-07-04T07:30:00Z"),
      ("-2d", "2026-07-02T09:30:00Z"), ("60m", "2026-07-04T10:30:00Z"), ("+1h", "2026-07-04T10:30:00Z"),
      ("-30m", "2026-07-04T09:00:00Z"), ("-1w", "2026-06-27T09:30:00Z"), ("now", "2026-07-04T09:30:00Z"),
      ("yesterday", "none"), ("2026-02-30", "none"), ("m", "none"), ("9999999999999d", "none"), ("-2", "none"),
      ("-798332d", "none"), ("999999w", "none"), ("-739000d", "0003-03-12T09:30:00Z"),
    ])
  func readsTimes(text: String, instant: String) {
    #expect((TimeText.instant(text, now: Desk.now)?.description ?? "none") == instant)
  }

  @Test("every command has its own name, an example that parses, and flags that do not clash")
  func tableIsSound() throws {
    let commands = CommandTable.nouns.flatMap(\.commands)
    #expect(Set(commands.map(\.name)).count == commands.count)
    for command in commands {
      let flags = command.allOptions.map(\.name)
      #expect(Set(flags).count == flags.count, "\(command.name)")
      #expect(command.example.contains("tallyman \(command.name)"), "\(command.name)")
    }
  }

  @Test(
    "flags alone open the console",
    arguments: [
      ("", false), ("--db x.db", false), ("--db=x.db --as mara", false), ("--theme night", false),
      ("stock list", true), ("--db x.db stock list", true), ("--help", true), ("--version", true),
    ])
  func knowsCommands(line: String, isCommand: Bool) {
    let words = line.split(separator: " ").map(String.init)
    #expect(CommandLineInterface.namesCommand(words, valued: ["theme"]) == isCommand)
  }
}
