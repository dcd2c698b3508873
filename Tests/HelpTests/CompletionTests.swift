import Testing

@testable import CLI

@Suite struct CompletionTests {
  /// What is typed, the last word being the one at the cursor, and what may stand there. `FILES` stands for files.
  static let cases: [(words: [String], offers: [String])] = [
    (["sto"], ["stock", "stocktake"]), (["item", "s"], ["show"]), (["--db", "x.db", "it"], ["item"]),
    (["stocktake", "app"], ["apply", "approve"]), (["item", "add", "X", "--tra"], ["--track"]),
    (["item", "add", "X", "--track", ""], ["lot", "none", "serial"]),
    (["item", "add", "X", "--track", "s"], ["serial"]),
    (["move", "transfer", "WID", "4", "--t"], ["--to"]), (["transfer", "rec"], ["receive"]),
    (["stock", "list", "--json", "--sort", "-av"], []), (["count", "WID", "4", "--re"], ["--reason"]),
    (["available", "ba"], ["batch"]), (["help", "putaw"], ["putaway"]),
    (["setting", "set", "allow"], ["allow_negative_stock"]),
    (["export", "stock", "--format", "c"], ["csv"]), (["completion", ""], ["bash", "fish", "zsh"]),
    (["label", "plate", "X", "--form"], ["--format"]), (["verify", "--js"], ["--json"]),
    (["stocktake", "load", "ST-0001", "zz"], ["FILES"]), (["export", "stock", "--to", "zz"], ["FILES"]),
    (["backup", "zz"], ["FILES"]), (["stock", "show", "zz"], []),
  ]

  private static func folder(with script: String, _ name: String) throws -> SampleHouse {
    let house = try SampleHouse()
    #expect(SampleHouse.write(Array(script.utf8), to: house.folder + "/" + name))
    #expect(SampleHouse.write([], to: house.folder + "/zzfile"))
    return house
  }

  private static func words(_ output: String) -> [String] {
    Set(output.split { $0 == "\n" || $0 == " " }.map { $0 == "zzfile" ? "FILES" : String($0) }).sorted()
  }

  @Test("bash offers nouns, verbs, flags, words and files where they may stand")
  func bash() throws {
    let house = try CompletionTests.folder(with: CompletionScript.bash(), "completion.bash")
    for (words, offers) in CompletionTests.cases {
      let typed = (["tallyman"] + words).map { "'\($0)'" }.joined(separator: " ")
      let line =
        "cd \(house.folder) && bash -c \"source ./completion.bash; COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count); "
        + "_tallyman; printf '%s\\n' \\\"\\${COMPREPLY[@]}\\\"\""
      let (output, exit) = try Shell.run(line)
      #expect(exit == 0 && CompletionTests.words(output) == offers, "\(words): \(output)")
    }
  }

  @Test(
    "zsh offers the same", .enabled(if: Shell.has("zsh"), "zsh is not installed here: its completion is not tried"))
  func zsh() throws {
    let house = try CompletionTests.folder(with: CompletionScript.zsh(), "_tallyman")
    for (words, offers) in CompletionTests.cases {
      let typed = (["tallyman"] + words).map { "'\($0)'" }.joined(separator: " ")
      // The shell's own functions stand in only here: what is added is printed.
      let line =
        "cd \(house.folder) && zsh -f -c \"compdef() { : }; _files() { print FILES }; "
        + "compadd() { shift; print -l -- \\${(M)@:#\\$cur*} }; source ./_tallyman; "
        + "words=(\(typed)); CURRENT=\(words.count + 1); cur=\\${words[CURRENT]}; _tallyman\""
      let (output, exit) = try Shell.run(line)
      #expect(exit == 0 && CompletionTests.words(output) == offers, "\(words): \(output)")
    }
  }

  @Test(
    "fish offers the same", .enabled(if: Shell.has("fish"), "fish is not installed here: its completion is not tried"))
  func fish() throws {
    let house = try CompletionTests.folder(with: CompletionScript.fish(), "tallyman.fish")
    for (words, offers) in CompletionTests.cases {
      let typed = (["tallyman"] + words).joined(separator: " ")
      let line =
        "cd \(house.folder) && HOME=\(house.folder) fish --no-config -c \"source ./tallyman.fish; complete -C '\(typed)'\""
      let (output, exit) = try Shell.run(line)
      let found = output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.joined(separator: "\n")
      #expect(exit == 0 && CompletionTests.words(found) == offers, "\(words): \(output)")
    }
  }
}
