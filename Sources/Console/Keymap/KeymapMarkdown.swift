extension Keymap {
  /// The table of keys for the README.
  public static func markdown() -> String {
    var rows = ["| keys | what they do | where | name in the keys file |", "| --- | --- | --- | --- |"]
    for line in lines() {
      let keys = line.keys.map { "`\($0)`" }.joined(separator: " ").replacingBar
      rows.append("| \(keys.isEmpty ? "palette" : keys) | \(line.words) | \(line.place) | `\(line.command)` |")
    }
    return rows.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// A bar would end the cell of a table.
  fileprivate var replacingBar: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
