extension Coordinates {
  /// The way along the surface of the earth, taken as a sphere of 6,371 km: right to half a percent.
  ///
  /// Nashville and Los Angeles airports are 2,886,444 m apart.
  /// - Returns: whole metres.
  public func metres(to other: Coordinates) -> Int {
    let (a, b) = (unitVector, other.unitVector)
    let (x, y, z) = (a.x - b.x, a.y - b.y, a.z - b.z)
    // Half the chord is the sine of half the angle: as exact for neighbours as for the other side of the earth.
    let half = min(1, (x * x + y * y + z * z).squareRoot() / 2)
    return Int((2 * Angle.arcSine(half) * Coordinates.earthRadius).rounded())
  }

  private static var earthRadius: Double { 6_371_000 }

  private var unitVector: (x: Double, y: Double, z: Double) {
    let latitude = Angle.radians(millionths: latitude)
    let longitude = Angle.radians(millionths: longitude)
    let ring = Angle.cosine(latitude)
    return (ring * Angle.cosine(longitude), ring * Angle.sine(longitude), Angle.sine(latitude))
  }
}

/// The little trigonometry that distances need, as the standard library has none.
private enum Angle {
  static func radians(millionths: Int64) -> Double { Double(millionths) / 1_000_000 * Double.pi / 180 }

  /// Of an angle between -π and π; the series is summed until it stands still.
  static func sine(_ angle: Double) -> Double {
    var term = angle
    var sum = 0.0
    var step = 1.0
    while sum + term != sum {
      sum += term
      term *= -angle * angle / ((step + 1) * (step + 2))
      step += 2
    }
    return sum
  }

  static func cosine(_ angle: Double) -> Double {
    var term = 1.0
    var sum = 0.0
    var step = 0.0
    while sum + term != sum {
      sum += term
      term *= -angle * angle / ((step + 1) * (step + 2))
      step += 2
    }
    return sum
  }

  /// Of a sine between 0 and 1, by Newton's steps from below; near 1 the cosine is the better start.
  static func arcSine(_ sine: Double) -> Double {
    if sine > 0.75 { return Double.pi / 2 - arcSine((1 - sine * sine).squareRoot()) }
    var angle = sine
    for _ in 0..<6 { angle -= (self.sine(angle) - sine) / cosine(angle) }
    return angle
  }
}
