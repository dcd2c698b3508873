extension JSON {
  /// As Go's `encoding/json` writes it: `<`, `>` and `&` escaped, reals without a needless point.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): JSON.quoted(Array(text.utf8))
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSON.quoted(Array($0.name.utf8)) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  static func integer(_ value: Int64) -> JSON { .number(String(value)) }

  /// The shortest digits that mean this real, without exponent between 1e-6 and 1e21. The real must be finite.
  static func real(_ value: Double) -> JSON {
    if value == 0 { return .number(value.sign == .minus ? "-0" : "0") }
    let sign = value < 0 ? "-" : ""
    let (digits, point) = digits(of: value.magnitude)
    if value.magnitude < 1e-6 || value.magnitude >= 1e21 {
      let rest = digits.dropFirst()
      let exponent = point - 1
      return .number(
        sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + (exponent < 0 ? "-" : "+")
          + String(exponent.magnitude))
    }
    if point <= 0 { return .number(sign + "0." + String(repeating: "0", count: -point) + digits) }
    if point >= digits.count { return .number(sign + digits + String(repeating: "0", count: point - digits.count)) }
    return .number(sign + digits.prefix(point) + "." + digits.dropFirst(point))
  }

  /// The significant digits, and how many of them stand before the point (below zero: zeros after it).
  private static func digits(of value: Double) -> (String, Int) {
    let parts = value.description.split(separator: "e")
    let halves = parts[0].split(separator: ".")
    let whole = halves[0] == "0" ? "" : halves[0]
    let fraction = halves.count > 1 && halves[1] != "0" ? halves[1] : ""
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = String(whole + fraction)
    let significant = all.drop { $0 == "0" }
    let leading = all.count - significant.count
    var digits = String(significant)
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits, whole.count + exponent - leading)
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = [34]
    text.reserveCapacity(bytes.count + 2)
    if bytes.allSatisfy({ $0 >= 32 && ![34, 38, 60, 62, 92].contains($0) }) {
      text += bytes
    } else {
      for byte in bytes { append(byte, to: &text) }
    }
    text.append(34)
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to text: inout [UInt8]) {
    switch Character(Unicode.Scalar(byte)) {
    case "\"": text += [92, 34]
    case "\\": text += [92, 92]
    case "\n": text += [92, 110]
    case "\r": text += [92, 114]
    case "\t": text += [92, 116]
    case "\u{8}": text += [92, 98]
    case "\u{c}": text += [92, 102]
    case "<", ">", "&", "\u{0}"..."\u{1f}":
      text += Array("\\u00".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
    default: text.append(byte)
    }
  }

  /// The text of these bytes, with U+FFFD for each that is no UTF-8.
  static func lossy(_ bytes: [UInt8]) -> JSON {
    if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
    var text = ""
    var place = 0
    while place < bytes.count {
      let length = (1...4).first { String(validating: bytes[place...].prefix($0), as: UTF8.self) != nil }
      text += length.map { String(decoding: bytes[place...].prefix($0), as: UTF8.self) } ?? "\u{FFFD}"
      place += length ?? 1
    }
    return .string(text)
  }
}
