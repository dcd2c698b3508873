extension Key {
  /// The key's name as the keys file, the help and the footer write it: `F8`, `Ctrl-P`, `Alt-1`, `PgUp`, `Esc`, `Space`,
  /// or the character itself.
  public var name: String {
    switch self {
    case .character(let character): character == " " ? "Space" : String(character)
    case .function(let number): "F\(number)"
    case .alt(let character): "Alt-" + Key.character(character).name
    case .control(let character): "Ctrl-" + character.uppercased()
    default: Key.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// The key of a name as `name` writes it, in any case of letters where the name is longer than one; nil if there is
  /// none.
  public init?(name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    let small = name.lowercased()
    if small == "space" {
      self = .character(" ")
    } else if let known = Key.named.first(where: { $0.name.lowercased() == small }) {
      self = known.key
    } else if small.hasPrefix("f"), let number = Int(small.dropFirst()), 1...12 ~= number {
      self = .function(number)
    } else if small.hasPrefix("alt-"), case .character(let character)? = Key(name: String(name.dropFirst(4))) {
      self = .alt(character)
    } else if small.hasPrefix("ctrl-"), small.count == 6, let character = small.last, character.isASCII {
      self = .control(character)
    } else {
      return nil
    }
  }

  private static let named: [(key: Key, name: String)] = [
    (.enter, "Enter"), (.tab, "Tab"), (.backtab, "Shift-Tab"), (.backspace, "Backspace"), (.escape, "Esc"), (.up, "Up"),
    (.down, "Down"), (.left, "Left"), (.right, "Right"), (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.home, "Home"),
    (.end, "End"), (.insert, "Ins"), (.delete, "Del"),
  ]
}
