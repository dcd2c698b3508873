import Testing

@testable import Terminal

@Suite("Looks at keys and scanners")
struct TrialTests {
  private func play(_ trial: inout KeyTrial, _ pieces: [String], gap: Int64 = 1_000) -> [KeyTrial.Answer] {
    var answers: [KeyTrial.Answer] = []
    for (index, piece) in pieces.enumerated() {
      let time = Int64(index) * gap
      answers.append(trial.feed(Array(piece.utf8), at: time))
      answers.append(trial.expire(at: time + gap / 2))
    }
    return answers
  }

  @Test(
    "every key is shown with its bytes and its name",
    arguments: [
      ("\u{1B}[15~", "1B 5B 31 35 7E", "F5"), ("\u{1B}OP", "1B 4F 50", "F1"), ("a", "61", "the character a"),
      ("\r", "0D", "Enter"), ("\u{10}", "10", "Ctrl-P"), ("\u{1B}8", "1B 38", "Alt-8"),
      ("é", "C3 A9", "the character é"),
      ("\u{7F}", "7F", "Backspace"), ("\u{1D}", "1D", "GS, as a scanner sends it"),
    ])
  func shown(_ bytes: String, _ hexadecimal: String, _ name: String) {
    var trial = KeyTrial(file: "", name: "keys", escapeDelay: 25)
    let text = play(&trial, [bytes]).map(\.text).joined()
    #expect(text.hasPrefix(hexadecimal) && text.hasSuffix(" " + name + "\n") && !text.contains("which key"), "\(text)")
  }

  @Test("Esc, q and Ctrl-C end, and say what was not tried", arguments: ["\u{1B}", "q", "\u{3}"])
  func ends(_ key: String) {
    var trial = KeyTrial(file: "", name: "keys", escapeDelay: 25)
    let answers = play(&trial, ["\u{1B}[11~\u{1B}[12~", key])
    #expect(answers.last { !$0.text.isEmpty }?.isOver == true)
    let text = answers.map(\.text).joined()
    #expect(text.contains("Not seen: F3 F4") && text.contains("PgDn"))
  }

  @Test("a key that is not known is learnt into the keys file, and is known from then on")
  func learns() throws {
    var trial = KeyTrial(file: "list.down = x\n", name: "keys", escapeDelay: 25)
    let answers = play(&trial, ["\u{1B}[36~", "F66\u{7F}\r", "\u{1B}[36~"])
    let text = answers.map(\.text).joined()
    #expect(text.contains("no key is known by these bytes") && text.contains("F6 is learnt and stands in keys."))
    #expect(text.hasSuffix("F6\n"))
    let file = try #require(answers.compactMap(\.keysFile).last)
    #expect(file == "list.down = x\n\n[sequences]\nF6 = 1B 5B 33 36 7E\n")
    // Another name for a key that was known, and a second sequence for one that was learnt.
    let more = play(&trial, ["\u{1B}[3~", "=", "pgup\r", "\u{1B}Oz", "=", "f6\r", "\u{1B}[37~", "\r", "q"])
    #expect(
      more.compactMap(\.keysFile).last
        == "list.down = x\n\n[sequences]\nPgUp = 1B 5B 33 7E\nF6 = 1B 5B 33 36 7E, 1B 4F 7A\n")
    #expect(more.last { !$0.text.isEmpty }?.isOver == true)
  }

  @Test("what is no name of a key is asked again, and Esc learns nothing")
  func badNames() {
    var trial = KeyTrial(file: "", name: "keys", escapeDelay: 25)
    let answers = play(&trial, ["\u{1B}[36~", "PgUpp\r", "\u{1B}", "q"])
    let text = answers.map(\.text).joined()
    #expect(text.contains("PgUpp is none of F1 F2") && text.contains("Did you mean PgUp?"))
    #expect(answers.allSatisfy { $0.keysFile == nil } && answers.last { !$0.text.isEmpty }?.isOver == true)
  }

  @Test("learnt keys go before those that all terminals have, and bad lines are named")
  func learntKeys() {
    let file = ConfigurationFile(
      "[sequences]\nPgUp = 1B 5B 33 7E\nF13 = 1B 4F 41\nF6 = 41\nF7 = 1B 5B 33 36 7E, 1b4f7a\nF9 = 1B 4F 7A\n",
      name: "keys")
    let learned = LearnedKeys(file)
    #expect(
      learned.problems.map(\.description) == [
        "keys:3: no key \"F13\"; did you mean \"F1\"?",
        "keys:4: \"F6\" cannot be \"41\"; it takes the bytes of a key as doctor keys shows them: 1B 5B 33 36 7E",
        "keys:5: \"F7\" cannot be \"1B 5B 33 36 7E, 1b4f7a\"; it takes the bytes of a key as doctor keys shows them: "
          + "1B 5B 33 36 7E",
      ])
    for cut in [true, false] {
      var decoder = Decoder(learned: learned)
      let bytes = Array("\u{1B}[3~\u{1B}[36~\u{1B}Ozx\u{1B}[A".utf8)
      let events =
        cut ? bytes.flatMap { decoder.feed([$0], at: 0) } : decoder.feed(bytes, at: 0)
      #expect(events == [.pageUp, .function(7), .function(9), .character("x"), .up].map { InputEvent.key($0) })
    }
  }

  @Test(
    "a scan is taken apart, and what to set is said",
    arguments: [
      ("ABCxyz-/]\r", ["41 A", "5D ]", "0D CR", "suffix: CR, right", "arrives as it is, right"]),
      ("ABCxzy-/]\r", ["y as z, z as y", "German", "keyboard country"]),
      ("QBCxyw-/]\r", ["A as Q", "French"]), ("abcXYZ-/]\r", ["exchanged", "Caps Lock"]),
      ("]C10109501101530003\u{1D}10L1\r\n", ["AIM identifier ]C1", "1D GS", "GS: arrives (1 times)", "suffix: CR LF"]),
      ("0109501101530003|10L1\t", ["keep gs = |", "suffix: TAB"]),
      ("\u{2}5901234123457\u{3}\r", ["prefix: STX", "GS: none in this scan"]),
      ("5901234123457", ["suffix: none", "send CR"]), ("Müller-9\r", ["as UTF-8, right"]),
      ("ab\u{7}c123456\r", ["control characters (07)"]),
    ])
  func scans(_ record: String, _ words: [String]) {
    var trial = ScanTrial()
    var text = ""
    for (index, byte) in record.utf8.enumerated() { text += trial.feed([byte], at: Int64(index) * 5) }
    text += trial.expire(at: 10_000)
    for word in words { #expect(text.contains(word), "\(text)") }
    #expect(!trial.isOver && trial.deadline == nil)
  }

  @Test(
    "two scans in one piece are two, an empty one is none, and Esc or Ctrl-C alone ends",
    arguments: ["\u{1B}", "\u{3}"])
  func scanEnds(_ key: String) {
    var trial = ScanTrial()
    let text = trial.feed(Array("111111\r222222\r\n\r\n".utf8), at: 0) + trial.expire(at: 100)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("suffix") }.count == 2, "\(text)")
    _ = trial.feed(Array(key.utf8), at: 1_000)
    #expect(trial.expire(at: 2_000) == "" && trial.isOver)
  }

  @Test(
    "the terminal's answer where its cursor is",
    arguments: [
      ("\u{1B}[12;34R", 34), ("x\u{1B}[A\u{1B}[1;1R", 1), ("\u{1B}[12;34", nil), ("\u{1B}[3~", nil), ("", nil),
      ("\u{1B}[1;2;3R", nil),
    ] as [(String, Int?)])
  func cursorAnswers(_ bytes: String, _ column: Int?) {
    #expect(CursorAnswer.column(in: Array(bytes.utf8)) == column)
  }

  @Test(
    "bad lines of a settings file are named with what is right",
    arguments: [
      ("theme = night\ncolour = 256\nlock_after = 10\ngs = |\nescape_delay = 50\nsounds = error\nmouse = no\n", []),
      ("coluor = 256", ["s:1: no setting \"coluor\"; did you mean \"colour\"?"]),
      ("\ncolour = many", ["s:2: \"colour\" cannot be \"many\"; it takes never, 16, 256 or rgb"]),
      ("lock_after = soon", ["s:1: \"lock_after\" cannot be \"soon\"; it takes minutes, 0 to 1440; 0 is never"]),
      (
        "escape_delay = 0\ngs = ab",
        [
          "s:1: \"escape_delay\" cannot be \"0\"; it takes milliseconds, 1 to 1000",
          "s:2: \"gs\" cannot be \"ab\"; it takes one ASCII character, or none",
        ]
      ),
      (
        "[keys]\ntheme = day\nwhat",
        [
          "s:2: no setting \"keys theme\"; did you mean \"theme\"?", "s:3: \"what\" is not of the form key = value",
        ]
      ),
    ] as [(String, [String])])
  func settings(_ text: String, _ problems: [String]) {
    #expect(LocalSetting.problems(in: ConfigurationFile(text, name: "s")).map(\.description) == problems)
  }

  @Test("a setting that is not taken counts as not given")
  func settingValues() {
    let file = ConfigurationFile("colour = many\nsounds = off\ncursor_style = mark\n", name: "s")
    #expect(LocalSetting.value("colour", in: file) == nil && LocalSetting.value("sounds", in: file) == "off")
    #expect(LocalSetting.value("cursor_style", in: file) == "mark" && LocalSetting.value("theme", in: file) == nil)
  }
}
