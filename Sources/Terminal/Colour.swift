/// A colour in the three precisions terminals have; the richest a terminal has is used.
public struct Colour: Hashable, Sendable {
  /// 0-15, or -1 for the terminal's own.
  public var basic: Int
  /// 0-255, or -1 for the terminal's own.
  public var indexed: Int
  /// 0xRRGGBB; nil where only an index was given.
  public var rgb: UInt32?

  public init(basic: Int, indexed: Int, rgb: UInt32?) {
    self.basic = basic
    self.indexed = indexed
    self.rgb = rgb
  }

  public static let `default` = Colour(basic: -1, indexed: -1, rgb: nil)

  /// One of the sixteen, whose exact look is the user's choice.
  public static func ansi(_ number: Int) -> Colour { Colour(basic: number, indexed: number, rgb: nil) }

  /// One of the 256; the nearest of the sixteen stands in.
  public static func indexed(_ number: Int) -> Colour {
    Colour(basic: number < 16 ? number : nearestBasic(to: rgb(ofIndex: number)), indexed: number, rgb: nil)
  }

  /// 0xRRGGBB; the nearest of the 256 and of the sixteen stand in.
  public static func rgb(_ value: UInt32) -> Colour {
    Colour(basic: nearestBasic(to: value), indexed: nearestIndexed(to: value), rgb: value)
  }

  /// The names of the sixteen in theme files, in their order.
  public static let names: [String] = {
    let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return plain + plain.map { "bright-" + $0 }
  }()

  /// The customary value of one of the 256 colours, as 0xRRGGBB.
  public static func rgb(ofIndex index: Int) -> UInt32 {
    switch index {
    case ..<16: return basicValues[max(0, index)]
    case ..<232:
      let levels: [UInt32] = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return levels[cube / 36] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6]
    default:
      let grey = UInt32(8 + 10 * (min(index, 255) - 232))
      return grey << 16 | grey << 8 | grey
    }
  }

  private static let basicValues: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  private static func nearestBasic(to value: UInt32) -> Int { nearest(to: value, in: 0..<16) }
  private static func nearestIndexed(to value: UInt32) -> Int { nearest(to: value, in: 16..<256) }

  private static func nearest(to value: UInt32, in candidates: Range<Int>) -> Int {
    func distance(_ index: Int) -> Int {
      let other = rgb(ofIndex: index)
      return [16, 8, 0].reduce(0) { sum, shift in
        let difference = Int(value >> shift & 0xFF) - Int(other >> shift & 0xFF)
        return sum + difference * difference
      }
    }
    return candidates.min { distance($0) < distance($1) } ?? candidates.lowerBound
  }
}
