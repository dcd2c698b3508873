extension Theme {
  /// The names of the built-in themes, in the order in which they are offered.
  public static var builtInNames: [String] { BuiltInThemes.names }

  /// A built-in theme; nil if there is none of that name.
  public static func builtIn(_ name: String) -> Theme? {
    BuiltInThemes.texts[name].map { read($0, file: name + ".theme").theme }
  }

  /// The text of a built-in theme, as its file in `themes/` has it.
  public static func builtInText(_ name: String) -> String? { BuiltInThemes.texts[name] }

  /// The theme used when none is chosen.
  public static let night = read(BuiltInThemes.night, file: "night.theme").theme

  /// The theme for vt terminals and slow lines.
  public static let lean = read(BuiltInThemes.lean, file: "lean.theme").theme

  /// The theme to begin with when the user named none: `lean` for old terminals and for lines of 19,200 baud or less,
  /// `mono` without colours, else `night`.
  public static func suggestedName(terminal: String, baud: Int?, depth: ColourDepth) -> String {
    let old = ["vt", "ansi", "wy"].contains { terminal.hasPrefix($0) }
    if old || (baud ?? .max) <= 19_200 { return "lean" }
    return depth == .none ? "mono" : "night"
  }
}
