/// What a terminal can do to text besides colour.
public struct Attributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Attributes(rawValue: 1)
  public static let underline = Attributes(rawValue: 2)
  public static let reverse = Attributes(rawValue: 4)
  public static let dim = Attributes(rawValue: 8)
}

/// How a role looks: colours with attributes, and the attributes alone where there is no colour.
public struct Style: Hashable, Sendable {
  public var foreground: Colour
  public var background: Colour
  public var attributes: Attributes
  public var mono: Attributes

  public init(
    foreground: Colour = .default, background: Colour = .default, attributes: Attributes = [], mono: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.mono = mono
  }

  /// This style with another laid over it: the other's colours where it names any, the attributes of both. One that names
  /// both its colours covers what is under it: a row is then one look, and costs no more than its text.
  public func overlaid(with other: Style) -> Style {
    let covers = other.foreground != .default && other.background != .default
    return Style(
      foreground: other.foreground == .default ? foreground : other.foreground,
      background: other.background == .default ? background : other.background,
      attributes: covers ? other.attributes : attributes.union(other.attributes), mono: mono.union(other.mono))
  }

  /// The style with foreground and background exchanged by the terminal.
  public var reversed: Style {
    var style = self
    style.attributes.formSymmetricDifference(.reverse)
    style.mono.formSymmetricDifference(.reverse)
    return style
  }
}
