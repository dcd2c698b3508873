import Terminal

/// What can be measured of a theme: whether every role can be read, and whether the roles that say how things stand can
/// be told apart by eyes that see fewer colours.
///
/// A theme's own colours are taken as exact RGB, and again as the customary values of the 256. The terminal's own colours
/// are taken for white on black where a theme is dark, for black on white where it is light; one for any background must
/// do on both.
struct ThemeCheck: Sendable {
  /// How well one role can be read: the least contrast of its letters to their ground.
  struct Reading: Hashable, Sendable {
    var role: Role
    var rgb: Double
    var indexed: Double

    var least: Double { min(rgb, indexed) }
  }

  /// How well roles of one kind can be told apart.
  struct Distance: Hashable, Sendable {
    var vision: ColourVision
    /// The least difference (CIEDE2000) of two roles that differ to usual eyes; nil where no two do.
    var least: Double?
    /// The two that are nearest to each other.
    var pair: [Role]
    /// Whether the theme says that these eyes can use it.
    var isPromised: Bool

    /// Below this two colours may be mixed up on a screen that is looked at in passing.
    static let enough = 10.0

    var isEnough: Bool { least.map { $0 >= Distance.enough } ?? true }
  }

  let theme: Theme
  /// Of every role, in the order of the roles.
  let readings: [Reading]
  /// For every kind of eyes.
  let distances: [Distance]

  init(_ theme: Theme) {
    self.theme = theme
    readings = Role.allCases.map { role in
      func least(_ isExact: Bool) -> Double {
        theme.mode.grounds.map { Shown(theme[role], $0, isExact: isExact).contrast }.min() ?? 21
      }
      return Reading(role: role, rgb: least(true), indexed: least(false))
    }
    distances = ColourVision.allCases.map { ThemeCheck.distance(theme, $0) }
  }

  /// The roles that cannot be read well enough.
  var dim: [Reading] { readings.filter { $0.least < theme.leastContrast } }

  /// The eyes that the theme promises to serve and does not.
  var confused: [Distance] { distances.filter { $0.isPromised && !$0.isEnough } }

  var isGood: Bool { dim.isEmpty && confused.isEmpty }

  // MARK: Telling apart

  /// Roles that stand in the same place and say how things are.
  static let kinds: [[Role]] = ["stock.", "scan.", "link.", "message."].map { kind in
    Role.allCases.filter { $0.rawValue.hasPrefix(kind) }
  }

  private static func distance(_ theme: Theme, _ vision: ColourVision) -> Distance {
    var found = Distance(
      vision: vision, least: nil, pair: [], isPromised: vision == .usual || theme.safeFor.contains(vision))
    for ground in theme.mode.grounds {
      for isExact in [true, false] {
        for kind in kinds {
          let shown = kind.map { Shown(theme[$0], ground, isExact: isExact) }
          for (first, one) in shown.enumerated() {
            for (second, other) in shown.enumerated().dropFirst(first + 1) {
              // Roles of one colour are told by bold, underline and words, in every theme.
              guard one.difference(from: other, .usual) > 0 else { continue }
              let seen = one.difference(from: other, vision)
              if seen < found.least ?? .infinity { (found.least, found.pair) = (seen, [kind[first], kind[second]]) }
            }
          }
        }
      }
    }
    return found
  }
}

/// Letters and their ground as they are on the glass.
private struct Shown {
  var letters: SeenColour
  var ground: SeenColour

  init(_ style: Style, _ own: Ground, isExact: Bool) {
    func colour(_ colour: Colour, or otherwise: UInt32) -> SeenColour {
      if isExact, let rgb = colour.rgb { return SeenColour(rgb) }
      return SeenColour(colour.indexed < 0 ? otherwise : Colour.rgb(ofIndex: colour.indexed))
    }
    letters = colour(style.foreground, or: own.letters)
    ground = colour(style.background, or: own.ground)
    if style.attributes.contains(.dim) { letters = letters.dimmed }
    if style.attributes.contains(.reverse) { swap(&letters, &ground) }
  }

  var contrast: Double { letters.contrast(to: ground) }

  /// Two looks differ as much as their letters do, or their grounds.
  func difference(from other: Shown, _ vision: ColourVision) -> Double {
    max(
      letters.seen(by: vision).difference(from: other.letters.seen(by: vision)),
      ground.seen(by: vision).difference(from: other.ground.seen(by: vision)))
  }
}

/// A terminal's own colours.
private struct Ground {
  var letters: UInt32
  var ground: UInt32

  static let dark = Ground(letters: 0xE5E5E5, ground: 0x000000)
  static let light = Ground(letters: 0x000000, ground: 0xFFFFFF)
}

extension Theme.Mode {
  fileprivate var grounds: [Ground] {
    switch self {
    case .dark: [.dark]
    case .light: [.light]
    case .any: [.dark, .light]
    }
  }
}
