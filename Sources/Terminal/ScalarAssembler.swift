/// UTF-8 a byte at a time. What is not UTF-8 becomes U+FFFD, one per broken piece, and nothing after it is lost.
struct ScalarAssembler {
  private var value: UInt32 = 0
  private var missing = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  var isPartial: Bool { missing > 0 }

  /// Takes a byte of 0x80 or more, or any byte while partial. False: the byte does not continue what was begun; report
  /// U+FFFD and offer it again.
  mutating func take(_ byte: UInt8, _ emit: (Unicode.Scalar) -> Void) -> Bool {
    if missing > 0 {
      guard allowed ~= byte else {
        missing = 0
        emit("\u{FFFD}")
        return false
      }
      allowed = 0x80...0xBF
      value = value << 6 | UInt32(byte & 0x3F)
      missing -= 1
      if missing == 0 { emit(Unicode.Scalar(value) ?? "\u{FFFD}") }
      return true
    }
    allowed = 0x80...0xBF
    switch byte {
    case 0xC2...0xDF: begin(byte & 0x1F, 1)
    case 0xE0...0xEF:
      begin(byte & 0x0F, 2)
      if byte == 0xE0 { allowed = 0xA0...0xBF }
      if byte == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      begin(byte & 0x07, 3)
      if byte == 0xF0 { allowed = 0x90...0xBF }
      if byte == 0xF4 { allowed = 0x80...0x8F }
    default: emit("\u{FFFD}")
    }
    return true
  }

  /// Gives up what was begun; true if there was anything.
  mutating func abandon() -> Bool {
    defer { missing = 0 }
    return missing > 0
  }

  private mutating func begin(_ bits: UInt8, _ following: Int) {
    value = UInt32(bits)
    missing = following
  }
}
