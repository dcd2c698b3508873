extension Keymap {
  /// The table of keys for the README, made from the same table that dispatches them.
  public static func markdown() -> String {
    var lines = ["| keys | what they do | where | name in the keys file |", "| --- | --- | --- | --- |"]
    for binding in Keymap().bindings where !binding.group.isEmpty {
      let keys = binding.strokes.map { "`\($0.name)`" }.joined(separator: " ").replacingBar
      let panes = PaneKind.allCases.filter { binding.panes.contains($0) }.map(\.rawValue)
      // Scan panes have keys of their own, as letters are data there.
      let isEverywhere = PaneKind.allCases.allSatisfy { binding.panes.contains($0) != $0.isForScans }
      let place = isEverywhere ? "everywhere" : panes.joined(separator: ", ")
      lines.append(
        "| \(keys.isEmpty ? "palette" : keys) | \(binding.words) | \(place) | `\(binding.command.rawValue)` |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// A bar would end the cell of a table.
  fileprivate var replacingBar: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
