/// One name of the `settings` file: what of Tallyman belongs to this machine and this person, not to the books.
public struct LocalSetting: Sendable {
  public let name: String
  /// What it takes, in words: `off, error or all`.
  public let wanted: String
  public let about: String
  /// What a value must pass.
  let isGood: @Sendable (String) -> Bool

  private init(_ name: String, _ wanted: String, _ about: String, _ isGood: @escaping @Sendable (String) -> Bool) {
    self.name = name
    self.wanted = wanted
    self.about = about
    self.isGood = isGood
  }

  private init(_ name: String, words: [String], _ about: String) {
    self.init(name, words.dropLast().joined(separator: ", ") + " or " + (words.last ?? ""), about) {
      words.contains($0)
    }
  }

  /// Every name there is, in the order in which help shows them.
  public static let all: [LocalSetting] = [
    LocalSetting("database", "a file or an address", "the database, where neither --db nor TALLYMAN_DB names one") {
      !$0.isEmpty
    },
    LocalSetting("theme", "the name of a theme or the path of its file", "how the console looks: see themes list") {
      !$0.isEmpty
    },
    LocalSetting("colour", words: ["never", "16", "256", "rgb"], "how many colours are used, whatever TERM says"),
    LocalSetting("cursor_style", words: CursorStyle.allCases.map(\.rawValue), "how the row under the cursor is shown"),
    LocalSetting("lock_after", "minutes, 0 to 1440; 0 is never", "when a console that nobody touches locks itself") {
      number($0, 0...1440)
    },
    LocalSetting("sounds", words: ["off", "error", "all"], "which bells are rung"),
    LocalSetting("mouse", words: ["yes", "no"], "whether the console takes the mouse"),
    LocalSetting("gs", "one ASCII character, or none", "what the scanner sends in the place of GS; | is safe") {
      $0 == "none" || $0.utf8.count == 1 && $0.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    },
    LocalSetting(
      "escape_delay", "milliseconds, 1 to 1000", "how long Esc waits for the rest of a key: 25, over ssh 100"
    ) {
      number($0, 1...1000)
    },
    LocalSetting("label_command", "a command line", "prints labels, which stand on its standard input") { !$0.isEmpty },
    LocalSetting("label_format", words: ["zpl", "text"], "what that command gets"),
    LocalSetting("ssh_command", "a command line", "starts ssh for a database at ssh://") { !$0.isEmpty },
    LocalSetting("agent_command", "a command line", "starts Tallyman at the far end of ssh") { !$0.isEmpty },
  ]

  /// What is wrong in a settings file: lines that do not read, names that are none, values that are not taken.
  public static func problems(in file: ConfigurationFile) -> [ConfigurationProblem] {
    var file = file
    for entry in file.entries {
      guard entry.section.isEmpty, let setting = all.first(where: { $0.name == entry.key }) else {
        let name = entry.section.isEmpty ? entry.key : "\(entry.section) \(entry.key)"
        let nearest = nearestName(to: entry.key, among: all.map(\.name))
        file.report(.unknown(kind: "setting", name: name, nearest: nearest), line: entry.line)
        continue
      }
      guard !setting.isGood(entry.value) else { continue }
      file.report(.badValue(key: entry.key, value: entry.value, expected: setting.wanted), line: entry.line)
    }
    return file.problems.sorted { $0.line < $1.line }
  }

  /// The value a file gives a setting; nil where it gives none that is taken.
  public static func value(_ name: String, in file: ConfigurationFile) -> String? {
    guard let value = file.value(name), all.first(where: { $0.name == name })?.isGood(value) == true else { return nil }
    return value
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Bool {
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 } && Int(text).map { range ~= $0 } == true
  }
}
