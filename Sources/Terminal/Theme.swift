/// How the row under the cursor is shown: all of it, its first cell, or only by the cursor glyph (least bytes).
public enum CursorStyle: String, CaseIterable, Sendable {
  case row
  case cell
  case mark
}

/// How every role looks. Read from plain text by `Theme.read`, or built in.
public struct Theme: Hashable, Sendable {
  /// For which background a theme is made.
  public enum Mode: String, CaseIterable, Sendable {
    case dark
    case light
    case any
  }

  public var name: String
  public var about: String
  public var mode: Mode
  public var cursorStyle: CursorStyle
  /// Whether browse panes spend a row on tabs.
  public var showsTabs: Bool
  public var glyphs: Glyphs
  /// The contrast that every role of it is to have at least; `themes check` says where it has not.
  public var leastContrast = 4.5
  /// Which colour-blind eyes can tell its states apart, as it says itself; `themes check` looks whether they can.
  public var safeFor: Set<ColourVision> = []
  var styles: [Role: Style]

  /// A role's style; roles a theme never names look like plain text.
  public subscript(role: Role) -> Style { styles[role] ?? Style() }

  /// What a cell's look comes to.
  public subscript(look: Look) -> Style {
    var style = self[look.role]
    if let overlay = look.overlay { style = style.overlaid(with: self[overlay]) }
    return look.isReversed ? style.reversed : style
  }
}
