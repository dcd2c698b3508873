/// A text that claims to be JSON and is not, or not the JSON that is expected.
struct JSONDamage: Error, Hashable, Sendable {
  /// Where, in bytes.
  var position: Int
}

/// Walks through JSON over the bytes as they came, without making anything of them.
struct JSONScanner {
  /// A string between its quotation marks.
  struct Text {
    var bytes: Range<Int>
    var hasEscapes: Bool
  }

  private static let deepest = 40

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var at: Int
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, at: Int = 0) {
    self.bytes = bytes
    self.at = at
  }

  var damage: JSONDamage { JSONDamage(position: at) }

  /// The next byte that is no blank, 0 at the end.
  mutating func peek() -> UInt8 {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return bytes[at]
      }
    }
    return 0
  }

  /// Goes past a byte if it comes next.
  mutating func pass(_ byte: UInt8) -> Bool {
    guard peek() == byte, at < bytes.count else { return false }
    at += 1
    return true
  }

  mutating func need(_ byte: UInt8) throws(JSONDamage) {
    guard pass(byte) else { throw damage }
  }

  /// Nothing but blanks may follow.
  mutating func end() throws(JSONDamage) {
    _ = peek()
    guard at == bytes.count else { throw damage }
  }

  mutating func text() throws(JSONDamage) -> Text {
    try need(UInt8(ascii: "\""))
    let start = at
    var hasEscapes = false
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return Text(bytes: start..<at - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try passEscape()
      default: at += 1
      }
    }
    throw damage
  }

  private mutating func passEscape() throws(JSONDamage) {
    guard at + 1 < bytes.count else { throw damage }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      guard at + 6 <= bytes.count, JSONText.unit(bytes, at + 2) != nil else { throw damage }
      at += 6
    default: throw damage
    }
  }

  /// - Returns: whether it is written as an integer.
  mutating func number() throws(JSONDamage) -> Bool {
    _ = pass(UInt8(ascii: "-"))
    try passDigits()
    var isInteger = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      isInteger = false
      try passDigits()
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      isInteger = false
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      try passDigits()
    }
    return isInteger
  }

  private mutating func passDigits() throws(JSONDamage) {
    let start = at
    while at < bytes.count, 48...57 ~= bytes[at] { at += 1 }
    guard at > start else { throw damage }
  }

  mutating func word(_ word: StaticString) throws(JSONDamage) {
    _ = peek()
    guard at + word.utf8CodeUnitCount <= bytes.count else { throw damage }
    for index in 0..<word.utf8CodeUnitCount where bytes[at + index] != word.utf8Start[index] { throw damage }
    at += word.utf8CodeUnitCount
  }

  /// Goes past any value.
  mutating func passValue() throws(JSONDamage) {
    switch peek() {
    case UInt8(ascii: "{"): try object { (scanner, _) throws(JSONDamage) in try scanner.passValue() }
    case UInt8(ascii: "["): try array { (scanner) throws(JSONDamage) in try scanner.passValue() }
    case UInt8(ascii: "\""): _ = try text()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: _ = try number()
    }
  }

  /// Goes through an object; the closure goes past each value.
  mutating func object(_ member: (inout JSONScanner, _ name: String) throws(JSONDamage) -> Void) throws(JSONDamage) {
    try enter(UInt8(ascii: "{"))
    if !pass(UInt8(ascii: "}")) {
      repeat {
        let name = try text()
        try need(UInt8(ascii: ":"))
        try member(&self, JSONText.string(bytes, name))
      } while pass(UInt8(ascii: ","))
      try need(UInt8(ascii: "}"))
    }
    depth -= 1
  }

  /// Goes through an array; the closure goes past each element.
  mutating func array(_ element: (inout JSONScanner) throws(JSONDamage) -> Void) throws(JSONDamage) {
    try enter(UInt8(ascii: "["))
    if !pass(UInt8(ascii: "]")) {
      repeat { try element(&self) } while pass(UInt8(ascii: ","))
      try need(UInt8(ascii: "]"))
    }
    depth -= 1
  }

  private mutating func enter(_ bracket: UInt8) throws(JSONDamage) {
    try need(bracket)
    depth += 1
    guard depth <= JSONScanner.deepest else { throw damage }
  }
}

/// What stands between the quotation marks, taken for what it means. It has been walked through before.
enum JSONText {
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ text: JSONScanner.Text) -> String {
    let raw = UnsafeBufferPointer(rebasing: bytes[text.bytes])
    guard text.hasEscapes else { return String(decoding: raw, as: UTF8.self) }
    var plain: [UInt8] = []
    unescape(raw, into: &plain)
    return String(decoding: plain, as: UTF8.self)
  }

  static func unescape(_ raw: UnsafeBufferPointer<UInt8>, into plain: inout [UInt8]) {
    plain.removeAll(keepingCapacity: true)
    plain.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      guard raw[at] == UInt8(ascii: "\\"), at + 1 < raw.count else {
        plain.append(raw[at])
        at += 1
        continue
      }
      switch raw[at + 1] {
      case UInt8(ascii: "b"): plain.append(8)
      case UInt8(ascii: "f"): plain.append(12)
      case UInt8(ascii: "n"): plain.append(10)
      case UInt8(ascii: "r"): plain.append(13)
      case UInt8(ascii: "t"): plain.append(9)
      case UInt8(ascii: "u"):
        at = appendScalar(raw, at, to: &plain)
        continue
      default: plain.append(raw[at + 1])
      }
      at += 2
    }
  }

  /// Half of a pair without the other half is no letter.
  private static func appendScalar(_ raw: UnsafeBufferPointer<UInt8>, _ at: Int, to plain: inout [UInt8]) -> Int {
    let high = unit(raw, at + 2) ?? 0xFFFD
    var scalar = Unicode.Scalar(high) ?? "\u{FFFD}"
    var next = at + 6
    if 0xD800..<0xDC00 ~= high, at + 12 <= raw.count, raw[at + 6] == UInt8(ascii: "\\"),
      raw[at + 7] == UInt8(ascii: "u"), let low = unit(raw, at + 8), 0xDC00..<0xE000 ~= low
    {
      scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
      next = at + 12
    }
    plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return next
  }

  /// Four hexadecimal digits.
  static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
