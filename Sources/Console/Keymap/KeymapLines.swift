/// A line of the table of keys, in words.
public struct KeyLine: Hashable, Sendable {
  /// `gg`, `F8`; none where only the palette has it.
  public var keys: [String]
  /// What they do.
  public var words: String
  /// The panes where they do it, divided by commas, or `everywhere`.
  public var place: String
  /// What it is called in the keys file.
  public var command: String
}

extension Keymap {
  /// The table of keys as README and manual show it, made from the same table that dispatches them.
  public static func lines() -> [KeyLine] {
    Keymap().bindings.filter { !$0.group.isEmpty }.map { binding in
      // Lists and cards, all of them, are one word; scan panes have keys of their own, as letters are data there.
      let isOfLists = PaneKind.browsed.isSubset(of: binding.panes)
      let named = PaneKind.allCases.filter { pane in
        binding.panes.contains(pane) && !(isOfLists && PaneKind.browsed.contains(pane))
      }
      let panes = (isOfLists ? ["lists"] : []) + named.map(\.rawValue)
      let isEverywhere = PaneKind.allCases.allSatisfy { binding.panes.contains($0) != $0.isForScans }
      return KeyLine(
        keys: binding.strokes.map { $0.name == " " ? "Space" : $0.name }, words: binding.words,
        place: isEverywhere ? "everywhere" : panes.joined(separator: ", "), command: binding.command.rawValue)
    }
  }
}
