/// A JSON value as it stands in a text: numbers keep their digits, objects their order.
enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Hashable, Sendable {
    var name: String
    var value: JSON

    init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// Nil for what is no JSON, or is followed by something.
  init?(_ text: some Sequence<UInt8>) {
    var parser = Parser(bytes: Array(text))
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipSpace()
    guard parser.isAtEnd else { return nil }
    self = value
  }

  /// The member of that name; nil where there is none, or no object.
  subscript(name: String) -> JSON? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  subscript(index: Int) -> JSON? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var number: String? { if case .number(let text) = self { text } else { nil } }
  var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
}

private struct Parser {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }
  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func skipSpace() {
    while let byte = next, [32, 9, 10, 13].contains(byte) { place += 1 }
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    place += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  mutating func value(depth: Int) -> JSON? {
    skipSpace()
    guard depth < 1000, let byte = next else { return nil }
    switch Character(Unicode.Scalar(byte)) {
    case "n": return take(word: "null") ? .null : nil
    case "t": return take(word: "true") ? .bool(true) : nil
    case "f": return take(word: "false") ? .bool(false) : nil
    case "\"": return string().map { .string($0) }
    case "[": return array(depth)
    case "{": return object(depth)
    default: return number()
    }
  }

  private mutating func array(_ depth: Int) -> JSON? {
    place += 1
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    while let element = value(depth: depth + 1) {
      elements.append(element)
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { return nil }
    }
    return nil
  }

  private mutating func object(_ depth: Int) -> JSON? {
    place += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard next == 34, let name = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(name, value))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> JSON? {
    let start = place
    _ = take("-")
    if !take("0") { guard digits() > 0 else { return nil } }
    if take(".") { guard digits() > 0 else { return nil } }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard digits() > 0 else { return nil }
    }
    return .number(String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte = next, 48...57 ~= byte { place += 1 }
    return place - start
  }

  private mutating func string() -> String? {
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case 34: return String(decoding: text, as: UTF8.self)
      case 0..<32: return nil
      case 92:
        guard let scalar = escaped() else { return nil }
        text += Array(String(scalar).utf8)
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch Character(Unicode.Scalar(byte)) {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "u": return fourDigits().flatMap { scalar(from: $0) }
    case "\"", "\\", "/": return Unicode.Scalar(byte)
    default: return nil
    }
  }

  /// Two escapes may stand for one scalar; half of such a pair alone is no scalar.
  private mutating func scalar(from unit: UInt32) -> Unicode.Scalar? {
    guard 0xD800...0xDBFF ~= unit else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let start = place
    guard take(word: "\\u"), let low = fourDigits(), 0xDC00...0xDFFF ~= low else {
      place = start
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func fourDigits() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    defer { place += 4 }
    return UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
  }
}
