/// A key press, whatever bytes the terminal sends for it.
public enum Key: Hashable, Sendable {
  /// One printable scalar as typed or scanned, GS (U+001D) among them; a combining mark comes as a key of its own.
  case character(Character)
  case enter
  case tab
  case backtab
  case backspace
  case escape
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case home
  case end
  case insert
  case delete
  /// F1 to F12.
  case function(Int)
  /// Escape and a printable ASCII character in one piece.
  case alt(Character)
  /// Ctrl with a small letter or one of `@ \ ^ _`.
  case control(Character)
}

/// What the decoder makes of the bytes.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// A bracketed paste, cut into records at line ends; empty lines are left out, tabs and GS are kept.
  case paste([String])
  /// Only where mouse reports were asked for.
  case mouse(MouseEvent)
}

/// What a mouse did that a screen of text can make use of. Places count from 0.
public enum MouseEvent: Hashable, Sendable {
  /// The first button went down.
  case click(row: Int, column: Int)
  case wheelUp
  case wheelDown
}
