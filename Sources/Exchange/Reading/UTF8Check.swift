enum UTF8Check {
  /// Where the first byte stands that does not belong to well-formed UTF-8 (Unicode 3.9, table 3-7); nil when all do.
  static func firstBad(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = form(first), index + length <= bytes.count, second.contains(bytes[index + 1]),
        (2..<max(2, length)).allSatisfy({ bytes[index + $0] & 0xC0 == 0x80 })
      else { return index }
      index += length
    }
    return nil
  }

  /// How long a sequence with this first byte is, and what its second may be.
  private static func form(_ first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch first {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
