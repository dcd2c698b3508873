import Storage

/// Statements as rqlite wants them: `[[sql, value, …], …]`.
struct StatementWriter {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "[")]
  /// How many statements stand there.
  private(set) var count = 0

  /// Adds a statement once for each row of its bindings.
  mutating func append(_ statement: Statement) {
    var text: [UInt8] = []
    StatementWriter.append(statement.sql, to: &text)
    let width = statement.width
    for run in 0..<statement.runs {
      bytes.append(count == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
      if count > 0 { bytes.append(UInt8(ascii: "[")) }
      bytes += text
      for value in statement.bindings[run * width..<(run + 1) * width] {
        bytes.append(UInt8(ascii: ","))
        append(value)
      }
      bytes.append(UInt8(ascii: "]"))
      count += 1
    }
  }

  /// The whole of it.
  func finished() -> [UInt8] { bytes + [UInt8(ascii: "]")] }

  static func body(_ statements: [Statement]) -> [UInt8] {
    var writer = StatementWriter()
    for statement in statements { writer.append(statement) }
    return writer.finished()
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .null: bytes += "null".utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .text(let text): StatementWriter.append(text, to: &bytes)
    case .blob(let blob): append(blob)
    }
  }

  /// An array of byte numbers: a text in base 64 would be stored as that text.
  private mutating func append(_ blob: [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    bytes.reserveCapacity(bytes.count + blob.count * 4)
    for (index, byte) in blob.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if byte >= 100 { bytes.append(48 + byte / 100) }
      if byte >= 10 { bytes.append(48 + byte / 10 % 10) }
      bytes.append(48 + byte % 10)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { raw in
      bytes.reserveCapacity(bytes.count + raw.count + 2)
      for byte in raw {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20:
          let digits = Array("0123456789abcdef".utf8)
          bytes += "\\u00".utf8
          bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
