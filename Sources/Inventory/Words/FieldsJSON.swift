extension Fields {
  /// One JSON object on one line (RFC 8259), fields in their order.
  public var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  public func write(to text: inout String) {
    text += "{"
    for (index, field) in list.enumerated() {
      if index > 0 { text += "," }
      JSONText.quote(field.name, into: &text)
      text += ":"
      field.value.write(to: &text)
    }
    text += "}"
  }
}

extension FieldValue {
  public func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number
    case .text(let string): JSONText.quote(string, into: &text)
    case .fields(let fields): fields.write(to: &text)
    case .json(let json): text += json
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    }
  }

  /// The value as a cell of a table or a CSV file shows it; empty for null.
  public var plain: String {
    switch self {
    case .null: ""
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let text), .text(let text), .json(let text): text
    case .list(let values): values.map(\.plain).joined(separator: " ")
    case .fields(let fields): fields.list.map { "\($0.name)=\($0.value.plain)" }.joined(separator: " ")
    }
  }
}

public enum JSONText {
  /// Appends `string` in quotes, with what RFC 8259 wants escaped. Nearly always that is nothing.
  public static func quote(_ string: String, into text: inout String) {
    text += "\""
    if string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      escape(string, into: &text)
    } else {
      text += string
    }
    text += "\""
  }

  private static func escape(_ string: String, into text: inout String) {
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
