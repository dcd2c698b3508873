import Terminal

/// `tallyman help settings`: the files of this machine, from the table that reads them.
enum SettingsHelp {
  static let topics: [(name: String, text: @Sendable () -> String)] = [("settings", { text })]

  private static var text: String {
    """
    The settings of this machine stand in the file "settings" of Tallyman's configuration folder, beside "keys" and
    "themes/": $XDG_CONFIG_HOME/tallyman, else ~/.config/tallyman; --config DIR or TALLYMAN_CONFIG names another. A line is
    NAME = VALUE; # starts a comment. A line that means nothing is left out: tallyman doctor names it.

    \(rows)
    The rules of the house, which all machines share, are in the books: tallyman setting list

    """
  }

  private static var rows: String {
    let width = LocalSetting.all.map(\.name.count).max() ?? 0
    return LocalSetting.all.map { setting in
      let gap = String(repeating: " ", count: width - setting.name.count + 2)
      return "  \(setting.name)\(gap)\(setting.about)\n" + String(repeating: " ", count: width + 4)
        + "takes \(setting.wanted)\n"
    }.joined()
  }
}
