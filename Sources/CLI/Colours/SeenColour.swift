import Glibc
import Terminal

extension ColourVision {
  /// What is left of red, green and blue light: the matrices for full severity in Machado, Oliveira and Fernandes, "A
  /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, over linear sRGB.
  fileprivate var matrix: [[Double]]? {
    switch self {
    case .usual: nil
    case .protan:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deutan:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritan:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }
}

/// A colour as light, for measuring what eyes make of it. Red, green and blue are linear, from 0 to 1.
struct SeenColour: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double

  /// 0xRRGGBB, by the transfer curve of sRGB (IEC 61966-2-1).
  init(_ rgb: UInt32) {
    func linear(_ shift: UInt32) -> Double {
      let part = Double(rgb >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    (red, green, blue) = (linear(16), linear(8), linear(0))
  }

  private init(red: Double, green: Double, blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// What `vision` sees of it.
  func seen(by vision: ColourVision) -> SeenColour {
    guard let matrix = vision.matrix else { return self }
    let parts = matrix.map { row in min(1, max(0, row[0] * red + row[1] * green + row[2] * blue)) }
    return SeenColour(red: parts[0], green: parts[1], blue: parts[2])
  }

  /// The colour this becomes where a terminal dims it: half the light, as xterm does it about.
  var dimmed: SeenColour { SeenColour(red: red / 2, green: green / 2, blue: blue / 2) }

  /// From 0 for black to 1 for white.
  var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// From 1 for the same to 21 for black on white, as WCAG 2 reckons it.
  func contrast(to other: SeenColour) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  /// CIE L*a*b* under D65.
  var lab: (l: Double, a: Double, b: Double) {
    func root(_ part: Double) -> Double { part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116 }
    let x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    let y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    let z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// How far apart two colours look, by CIEDE2000: 1 can just be told side by side, from 10 on nobody mixes them up.
  func difference(from other: SeenColour) -> Double { ciede2000(lab, other.lab) }
}

/// The colour difference of CIE 142-2001, as Sharma, Wu and Dalal ("The CIEDE2000 Color-Difference Formula", Color
/// Research and Application 30, 2005) write it down; their table of pairs is the test.
func ciede2000(
  _ one: (l: Double, a: Double, b: Double), _ other: (l: Double, a: Double, b: Double)
) -> Double {
  func seventh(_ value: Double) -> Double { pow(value, 7) }
  func degrees(_ b: Double, _ a: Double) -> Double {
    if a == 0, b == 0 { return 0 }
    let angle = atan2(b, a) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
  }
  func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  let mean = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2
  let stretch = 1 + 0.5 * (1 - sqrt(seventh(mean) / (seventh(mean) + seventh(25))))
  let (a1, a2) = (one.a * stretch, other.a * stretch)
  let (c1, c2) = (hypot(a1, one.b), hypot(a2, other.b))
  let (h1, h2) = (degrees(one.b, a1), degrees(other.b, a2))

  var turn = h2 - h1
  if c1 * c2 == 0 {
    turn = 0
  } else if turn > 180 {
    turn -= 360
  } else if turn < -180 {
    turn += 360
  }
  let (lightness, chroma) = (other.l - one.l, c2 - c1)
  let hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))

  let (meanL, meanC) = ((one.l + other.l) / 2, (c1 + c2) / 2)
  var meanH = h1 + h2
  if c1 * c2 != 0 {
    if abs(h1 - h2) <= 180 {
      meanH /= 2
    } else {
      meanH = meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2
    }
  }
  let t =
    1 - 0.17 * cos(radians(meanH - 30)) + 0.24 * cos(radians(2 * meanH)) + 0.32 * cos(radians(3 * meanH + 6))
    - 0.20 * cos(radians(4 * meanH - 63))
  let middle = (meanL - 50) * (meanL - 50)
  let weightL = 1 + 0.015 * middle / sqrt(20 + middle)
  let (weightC, weightH) = (1 + 0.045 * meanC, 1 + 0.015 * meanC * t)
  let spread = (meanH - 275) / 25
  let rotation =
    -2 * sqrt(seventh(meanC) / (seventh(meanC) + seventh(25))) * sin(radians(60 * exp(-spread * spread)))
  let (l, c, h) = (lightness / weightL, chroma / weightC, hue / weightH)
  return sqrt(max(0, l * l + c * c + h * h + rotation * c * h))
}
