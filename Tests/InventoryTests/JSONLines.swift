import Glibc
import Testing

/// The GS1 vectors in the shared data beside the checkout (`TALLYMAN_SHARED`, or `../shared`), read where they lie.
enum GS1Data {
  static let folder: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let shared = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared"]
    return shared.compactMap { $0 }.map { $0 + "/data/gs1/" }.first { access($0, F_OK) == 0 }
  }()

  static func lines(_ file: String) throws -> [Substring] {
    let file = try #require(fopen((folder ?? "") + file, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }
  }

  /// The objects of a JSON Lines file, their values as text; those of objects in them are left out.
  static func objects(_ file: String) throws -> [[String: String]] {
    try lines(file).map { line in
      var reader = JSONReader(rest: Array(line.utf8)[...])
      return reader.object()
    }
  }

  /// The cells of a line of CSV.
  static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

/// Reads the plain JSON of the vectors, as far as they go.
private struct JSONReader {
  var rest: ArraySlice<UInt8>

  mutating func object() -> [String: String] {
    var fields: [String: String] = [:]
    skip("{")
    while !rest.isEmpty, rest.first != 0x7D {
      let name = value()
      skip(":")
      fields[name] = value()
      skip(",")
    }
    skip("}")
    return fields
  }

  private mutating func value() -> String {
    blanks()
    switch rest.first {
    case 0x22: return string()
    case 0x7B:
      _ = object()
      return ""
    case 0x5B:
      skip("[")
      var parts: [String] = []
      while !rest.isEmpty, rest.first != 0x5D {
        parts.append(value())
        skip(",")
      }
      skip("]")
      return parts.joined(separator: "\n")
    default:
      let word = rest.prefix { $0 != 0x2C && $0 != 0x7D && $0 != 0x5D }
      rest = rest[word.endIndex...]
      return String(decoding: word, as: UTF8.self)
    }
  }

  private mutating func string() -> String {
    rest.removeFirst()
    var scalars = String.UnicodeScalarView()
    var plain: [UInt8] = []
    func flushed() -> String.UnicodeScalarView { String(decoding: plain, as: UTF8.self).unicodeScalars }
    while let byte = rest.popFirst(), byte != 0x22 {
      guard byte == 0x5C, let escape = rest.popFirst() else {
        plain.append(byte)
        continue
      }
      scalars += flushed()
      plain = []
      switch escape {
      case 0x75:
        let number = UInt32(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0xFFFD
        rest = rest.dropFirst(4)
        scalars.append(Unicode.Scalar(number) ?? "\u{FFFD}")
      case 0x6E: scalars.append("\n")
      case 0x72: scalars.append("\r")
      case 0x74: scalars.append("\t")
      case 0x62: scalars.append("\u{8}")
      case 0x66: scalars.append("\u{C}")
      default: scalars.append(Unicode.Scalar(escape))
      }
    }
    return String(scalars + flushed())
  }

  private mutating func blanks() { rest = rest.drop { $0 == 0x20 } }

  private mutating func skip(_ mark: Unicode.Scalar) {
    blanks()
    if rest.first == UInt8(mark.value) { rest.removeFirst() }
    blanks()
  }
}
