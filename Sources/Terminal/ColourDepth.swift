/// How many colours are used. A theme is degraded to it, never refused.
public enum ColourDepth: Int, Comparable, Sendable {
  case none
  /// Eight; a bright foreground becomes bold.
  case eight
  case sixteen
  case indexed
  case rgb

  public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }

  /// The value of `--colour` and of the setting: `never`, `16`, `256` or `rgb`; nil for anything else.
  public init?(named name: String) {
    switch name {
    case "never": self = .none
    case "16": self = .sixteen
    case "256": self = .indexed
    case "rgb": self = .rgb
    default: return nil
    }
  }

  /// What a terminal with this many colours can show.
  public init(terminalColours colours: Int) {
    switch colours {
    case ..<8: self = .none
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case ..<0x100_0000: self = .indexed
    default: self = .rgb
    }
  }

  /// The depth to use: the flag, else none if NO_COLOR has a value, else the setting, else what the terminal description
  /// has, which COLORTERM can only raise.
  public static func chosen(
    flag: ColourDepth?, noColour: String?, setting: ColourDepth?, terminalColours: Int, colourTerm: String?
  ) -> ColourDepth {
    if let flag { return flag }
    if let noColour, !noColour.isEmpty { return .none }
    if let setting { return setting }
    let described = ColourDepth(terminalColours: terminalColours)
    switch colourTerm {
    case "truecolor", "24bit": return max(described, .rgb)
    case .some(let name) where !name.isEmpty: return max(described, .sixteen)
    default: return described
    }
  }
}
