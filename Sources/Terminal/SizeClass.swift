/// How much room a screen has. Chosen by columns and rows: a class is reached only when both suffice.
public enum SizeClass: Int, CaseIterable, Comparable, Sendable {
  case tiny
  case hand
  case narrow
  case normal
  case wide
  case wall

  /// The least size of this class.
  public var least: Size {
    switch self {
    case .tiny: Size(columns: 0, rows: 0)
    case .hand: Size(columns: 20, rows: 5)
    case .narrow: Size(columns: 40, rows: 10)
    case .normal: Size(columns: 80, rows: 20)
    case .wide: Size(columns: 110, rows: 30)
    case .wall: Size(columns: 180, rows: 50)
    }
  }

  public init(_ size: Size) {
    self =
      SizeClass.allCases.last { size.columns >= $0.least.columns && size.rows >= $0.least.rows } ?? .tiny
  }

  public static func < (left: SizeClass, right: SizeClass) -> Bool { left.rawValue < right.rawValue }
}
