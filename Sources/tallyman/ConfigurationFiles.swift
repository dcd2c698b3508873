import CLI
import Console
import Glibc
import Terminal

/// The files of the configuration folder, as far as they are right; what is wrong in them is told once, and by `doctor`.
enum ConfigurationFiles {
  static var keysPath: String { Folders.configuration + "/keys" }

  /// The keys file, empty where there is none.
  static var keys: ConfigurationFile { ConfigurationFile(Files.read(keysPath) ?? "", name: keysPath) }

  /// A setting whose value is one that it takes.
  static func setting(_ name: String) -> String? { LocalSetting.value(name, in: Folders.settings) }

  /// What the console is told of these files: look, keys, scanners, and what is wrong in them.
  /// - Parameter problems: of the theme's file.
  static func console(theme: Theme = .night, problems: [String] = [], isKiosk: Bool = false) -> ConsoleSettings {
    var settings = ConsoleSettings(
      theme: theme, keymap: Keymap(overrides: keys), isKiosk: isKiosk, zoneOffset: Zone.offset)
    settings.complaints =
      LocalSetting.problems(in: Folders.settings).map(\.description) + problems
      + LearnedKeys(keys).problems.map(\.description)
    if let sign = setting("gs") { settings.scanRules.separator = sign == "none" ? nil : sign.first }
    return settings
  }

  /// `--config DIR` before anything is read: for the console and for every command alike. What follows `--` is data.
  static func take(from arguments: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let token = rest.popFirst() {
      if token == "--" { return kept + [token] + rest }
      if token.hasPrefix("--config=") {
        setenv("TALLYMAN_CONFIG", String(token.dropFirst(9)), 1)
      } else if token == "--config", let folder = rest.first {
        rest.removeFirst()
        setenv("TALLYMAN_CONFIG", folder, 1)
      } else {
        kept.append(token)
      }
    }
    return kept
  }

  static func findings() -> [DoctorFinding] {
    let settings = Folders.configuration + "/settings"
    func path(_ name: String, _ path: String) -> DoctorFinding {
      Doctor.about(name, .ok, path + (Files.exists(path) ? "" : " (none)"))
    }
    let named = setting("theme").map { Themes.load($0).problems } ?? []
    return [path("keys", keysPath), path("themes", Folders.configuration + "/themes")]
      + LocalSetting.problems(in: ConfigurationFile(Files.read(settings) ?? "", name: settings)).map {
        Doctor.about("settings", .warn, $0.description)
      }
      + (Keymap(overrides: keys).problems + LearnedKeys(keys).problems).map {
        Doctor.about("keys", .warn, $0.description)
      }
      + named.map { Doctor.about("themes", .warn, $0) }
  }
}
