import Inventory

/// A JSON value as it was read; a number keeps its exact text.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSONValue
  }

  /// Reads the whole of a text; nil when it is not JSON.
  public init?(reading text: String) {
    guard let value = JSONParser.value(text) else { return nil }
    self = value
  }

  /// What the value says in a cell; nil for null, and for lists and objects, which have no plain text.
  public var plain: String? {
    switch self {
    case .flag(let flag): flag ? "true" : "false"
    case .number(let text), .text(let text): text
    case .null, .list, .object: nil
    }
  }

  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

/// Why bytes are not JSON.
enum JSONTrouble: Error, Hashable {
  case unexpected, endsEarly, badNumber, badEscape, loneSurrogate, controlCharacter, tooDeep, textBehind
  case nameTwice(String)

  var reason: String {
    switch self {
    case .unexpected: "something else was expected"
    case .endsEarly: "it ends too early"
    case .badNumber: "no number"
    case .badEscape: "an unknown escape"
    case .loneSurrogate: "half a surrogate pair"
    case .controlCharacter: "a control character in a text"
    case .tooDeep: "nested more than \(JSONParser.deepest) deep"
    case .nameTwice(let name): "\"\(name)\" is given twice"
    case .textBehind: "more text behind the end"
    }
  }
}

/// Reads JSON (RFC 8259) from bytes that are known to be UTF-8.
struct JSONParser {
  static let deepest = 32

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where it stands: after an error, what it stumbled over.
  private(set) var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The whole of a text; nil when it is not JSON.
  static func value(_ text: String) -> JSONValue? {
    var text = text
    return text.withUTF8 { bytes in
      var parser = JSONParser(bytes)
      guard let value = try? parser.value(), (try? parser.end()) != nil else { return nil }
      return value
    }
  }

  /// The members of one object that is all there is. `body` gets each with the bytes of its value.
  mutating func members(_ body: (String, JSONValue, Range<Int>) -> Void) throws(JSONTrouble) {
    skipBlanks()
    guard try next() == 123 else { throw .unexpected }
    try object(depth: 1, body)
    try end()
  }

  mutating func end() throws(JSONTrouble) {
    skipBlanks()
    if index < bytes.count { throw .textBehind }
  }

  mutating func value(depth: Int = 0) throws(JSONTrouble) -> JSONValue {
    skipBlanks()
    guard depth <= JSONParser.deepest else { throw .tooDeep }
    switch try next() {
    case 123:
      var members: [JSONValue.Member] = []
      try object(depth: depth + 1) { name, value, _ in members.append(JSONValue.Member(name: name, value: value)) }
      return .object(members)
    case 91: return .list(try list(depth: depth + 1))
    case 34: return .text(try string())
    case 116: return try word("true", .flag(true))
    case 102: return try word("false", .flag(false))
    case 110: return try word("null", .null)
    default: return .number(try number())
    }
  }

  private func next() throws(JSONTrouble) -> UInt8 {
    guard index < bytes.count else { throw .endsEarly }
    return bytes[index]
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [32, 9, 10, 13].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) throws(JSONTrouble) {
    skipBlanks()
    guard try next() == byte else { throw .unexpected }
    index += 1
  }

  private mutating func object(
    depth: Int, _ body: (String, JSONValue, Range<Int>) -> Void
  ) throws(JSONTrouble) {
    try take(123)
    skipBlanks()
    if try next() == 125 {
      index += 1
      return
    }
    var seen: Set<String> = []
    while true {
      skipBlanks()
      guard try next() == 34 else { throw .unexpected }
      let name = try string()
      // A file of rejected rows may have been rejected before.
      guard seen.insert(name).inserted || name.hasPrefix("rejected_") else { throw .nameTwice(name) }
      try take(58)
      skipBlanks()
      let start = index
      let value = try value(depth: depth)
      body(name, value, start..<index)
      skipBlanks()
      let divider = try next()
      guard divider == 44 || divider == 125 else { throw .unexpected }
      index += 1
      if divider == 125 { return }
    }
  }

  private mutating func list(depth: Int) throws(JSONTrouble) -> [JSONValue] {
    try take(91)
    var values: [JSONValue] = []
    skipBlanks()
    if try next() == 93 {
      index += 1
      return values
    }
    while true {
      values.append(try value(depth: depth))
      skipBlanks()
      let divider = try next()
      guard divider == 44 || divider == 93 else { throw .unexpected }
      index += 1
      if divider == 93 { return values }
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONTrouble) -> JSONValue {
    for offset in 0..<text.utf8CodeUnitCount {
      guard try next() == text.utf8Start[offset] else { throw .unexpected }
      index += 1
    }
    return value
  }

  private mutating func number() throws(JSONTrouble) -> String {
    let start = index
    if try next() == 45 { index += 1 }
    let first = index
    guard skipDigits() > 0 else { throw index == start ? .unexpected : .badNumber }
    if bytes[first] == 48, index - first > 1 { throw .badNumber }
    if index < bytes.count, bytes[index] == 46 {
      index += 1
      guard skipDigits() > 0 else { throw .badNumber }
    }
    if index < bytes.count, bytes[index] | 32 == 101 {
      index += 1
      if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
      guard skipDigits() > 0 else { throw .badNumber }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    return index - start
  }

  private mutating func string() throws(JSONTrouble) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != 34, bytes[index] != 92, bytes[index] >= 32 { index += 1 }
    guard try next() != 34 else {
      index += 1
      return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while true {
      let byte = try next()
      if byte < 32 { throw .controlCharacter }
      index += 1
      if byte == 34 { return String(decoding: text, as: UTF8.self) }
      if byte == 92 { try escape(&text) } else { text.append(byte) }
    }
  }

  private mutating func escape(_ text: inout [UInt8]) throws(JSONTrouble) {
    let byte = try next()
    index += 1
    switch byte {
    case 34, 92, 47: text.append(byte)
    case 98: text.append(8)
    case 102: text.append(12)
    case 110: text.append(10)
    case 114: text.append(13)
    case 116: text.append(9)
    case 117: text.append(contentsOf: Array(String(try scalar()).utf8))
    default:
      index -= 1
      throw .badEscape
    }
  }

  private mutating func scalar() throws(JSONTrouble) -> Character {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return Character(scalar) }
    guard (0xD800..<0xDC00).contains(high), index + 1 < bytes.count, bytes[index] == 92, bytes[index + 1] == 117 else {
      throw .loneSurrogate
    }
    index += 2
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
    else { throw .loneSurrogate }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(JSONTrouble) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else { throw .badEscape }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }
}
