import Terminal

/// One or more keys in a row: `j`, `g g`.
public struct Stroke: Hashable, Sendable {
  public var keys: [Key]

  public init(_ keys: Key...) { self.keys = keys }
  init(_ keys: [Key]) { self.keys = keys }

  /// Reads names as ``name`` writes them.
  public init?(name: String) {
    if let key = Key(name: name) {
      keys = [key]
    } else {
      guard name.utf8.count == 2, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), name.first != "$" else {
        return nil
      }
      keys = name.map { .character($0) }
    }
  }

  /// `gg`, `F8`, `Ctrl-P`.
  public var name: String { keys.map(\.name).joined() }
}

/// One line of the table of keys: what a command is called, which keys run it, where, and why it may be off.
public struct Binding: Sendable {
  public var command: Command
  public var strokes: [Stroke]
  /// For help and palette: `sort by the chosen column`.
  public var words: String
  /// For the footer: `sort`; empty where it is not shown there.
  public var short: String
  var panes: Set<PaneKind>
  var group: String
  /// It does something only where the books are on another machine, and is shown only there.
  var isOfFarBooks = false
  /// Why it cannot be done now; nil when it can.
  var off: @Sendable (Situation) -> String?

  init(
    _ command: Command, _ strokes: [Stroke], _ words: String, short: String = "", in panes: Set<PaneKind>,
    group: String, off: @escaping @Sendable (Situation) -> String? = { _ in nil }
  ) {
    self.command = command
    self.strokes = strokes
    self.words = words
    self.short = short
    self.panes = panes
    self.group = group
    self.off = off
  }

  /// The function key's number, which Alt and `$` reach too.
  public var function: Int? {
    for stroke in strokes {
      if case .function(let number)? = stroke.keys.first, stroke.keys.count == 1 { return number }
    }
    return nil
  }

  /// `/  F2  $2`.
  public var keyNames: String {
    strokes.map { stroke in stroke.name == " " ? "Space" : stroke.name }.joined(separator: " ")
  }
}
