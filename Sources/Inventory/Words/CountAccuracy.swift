/// How well the books agreed with what was found; plus and minus never cancel out (`algorithms.md` 4.7).
public struct CountAccuracy: Hashable, Sendable {
  public var lines: Int
  public var linesWithin: Int
  /// Sum of what was expected, and of the magnitudes of the variances.
  public var expected: Quantity
  public var off: Quantity
  public var valueUp: Worth
  public var valueDown: Worth

  public init(
    lines: Int = 0, linesWithin: Int = 0, expected: Quantity = .zero, off: Quantity = .zero, valueUp: Worth = Worth(),
    valueDown: Worth = Worth()
  ) {
    self.lines = lines
    self.linesWithin = linesWithin
    self.expected = expected
    self.off = off
    self.valueUp = valueUp
    self.valueDown = valueDown
  }

  /// Adds a line.
  public mutating func add(expected: Quantity, variance: Quantity, worth: Worth?, isWithin: Bool) {
    lines += 1
    if isWithin { linesWithin += 1 }
    self.expected += expected
    off += variance.magnitude
    guard let worth else { return }
    if worth.tenMillionths > 0 {
      valueUp += worth
    } else {
      valueDown += Worth(tenMillionths: -worth.tenMillionths)
    }
  }

  public static func += (a: inout CountAccuracy, b: CountAccuracy) {
    a.lines += b.lines
    a.linesWithin += b.linesWithin
    a.expected += b.expected
    a.off += b.off
    a.valueUp += b.valueUp
    a.valueDown += b.valueDown
  }

  /// Lines inside tolerance of lines counted, in ten-thousandths; nil where nothing was counted.
  public var ofItems: Int64? { lines == 0 ? nil : Int64(linesWithin) * 10_000 / Int64(lines) }

  /// `max(0, (T − Σ|A|)/T)` in ten-thousandths; where nothing was expected, everything or nothing.
  public var ofUnits: Int64? {
    if lines == 0 { return nil }
    guard expected > .zero else { return off.isZero ? 10_000 : 0 }
    let right = Int128(max(0, expected.thousandths - off.thousandths)) * 10_000
    return Int64(right / Int128(expected.thousandths))
  }
}

/// How far off a count is, as people say it.
public enum CountShare {
  /// The variance as a share of what was expected, in ten-thousandths: 0 where both are zero, ±100 % where nothing was
  /// expected (`algorithms.md` 4.7).
  public static func of(_ variance: Quantity, expected: Quantity) -> Int64 {
    if variance.isZero { return 0 }
    guard !expected.isZero else { return variance > .zero ? 10_000 : -10_000 }
    let share = Int128(variance.thousandths) * 10_000 / Int128(expected.magnitude.thousandths)
    return Int64(max(-1_000_000_000, min(1_000_000_000, share)))
  }
}
