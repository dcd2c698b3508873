/// The members of a JSON object, or the elements of an array, each as the text it is written with: enough to tell which
/// fields of a document the audit keeps are others than before.
public enum JSONParts {
  /// Name and value of each member, in their order; empty for what is no object.
  public static func members(_ text: String) -> [(name: String, value: String)] {
    let bytes = Array(text.utf8)
    return pieces(bytes, UInt8(ascii: "{"), UInt8(ascii: "}")).compactMap { piece in
      guard let colon = firstColon(bytes, piece) else { return nil }
      let name = trimmed(bytes[piece.lowerBound..<colon])
      guard name.count >= 2 else { return nil }
      return (
        String(decoding: name.dropFirst().dropLast(), as: UTF8.self),
        String(decoding: trimmed(bytes[(colon + 1)..<piece.upperBound]), as: UTF8.self)
      )
    }
  }

  /// The elements of an array, in their order; empty for what is no array.
  public static func elements(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return pieces(bytes, UInt8(ascii: "["), UInt8(ascii: "]")).map {
      String(decoding: trimmed(bytes[$0]), as: UTF8.self)
    }
  }

  /// A value as people read it: a text without its quotes, a list by its elements, nothing for null.
  public static func plain(_ value: String) -> String {
    if value == "null" { return "" }
    if value.hasPrefix("\""), value.hasSuffix("\""), value.utf8.count >= 2 { return unquoted(value) }
    if value.hasPrefix("[") { return elements(value).map(plain).joined(separator: ", ") }
    if value.hasPrefix("{") { return members(value).map { "\($0.name) \(plain($0.value))" }.joined(separator: " ") }
    return value
  }

  /// What stands between the brackets, cut at the commas that are inside no other bracket and no text.
  private static func pieces(_ bytes: [UInt8], _ open: UInt8, _ close: UInt8) -> [Range<Int>] {
    guard let start = bytes.firstIndex(where: { !isBlank($0) }), bytes[start] == open else { return [] }
    var pieces: [Range<Int>] = []
    var begin = start + 1
    var depth = 0
    var isText = false
    var index = begin
    while index < bytes.count {
      let byte = bytes[index]
      if isText {
        if byte == UInt8(ascii: "\\") { index += 1 }
        if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if depth == 0, byte == UInt8(ascii: ",") || byte == close {
        if !trimmed(bytes[begin..<index]).isEmpty { pieces.append(begin..<index) }
        begin = index + 1
        if byte == close { break }
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
      index += 1
    }
    return pieces
  }

  private static func firstColon(_ bytes: [UInt8], _ piece: Range<Int>) -> Int? {
    var isText = false
    var index = piece.lowerBound
    while index < piece.upperBound {
      let byte = bytes[index]
      if isText, byte == UInt8(ascii: "\\") { index += 1 }
      if byte == UInt8(ascii: "\"") { isText.toggle() }
      if !isText, byte == UInt8(ascii: ":") { return index }
      index += 1
    }
    return nil
  }

  private static func unquoted(_ value: String) -> String {
    guard value.contains("\\") else { return String(value.dropFirst().dropLast()) }
    var text = String.UnicodeScalarView()
    var scalars = value.unicodeScalars.dropFirst().dropLast()
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let escaped = scalars.popFirst() else {
        text.append(scalar)
        continue
      }
      switch escaped {
      case "n": text.append("\n")
      case "r": text.append("\r")
      case "t": text.append("\t")
      case "u":
        let digits = String(String.UnicodeScalarView(scalars.prefix(4)))
        scalars = scalars.dropFirst(4)
        text.append(UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) } ?? "\u{FFFD}")
      default: text.append(escaped)
      }
    }
    return String(text)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}

extension AuditEvent {
  /// A field of the document that the event made another.
  public struct Difference: Hashable, Sendable {
    public var name: String
    /// As people read it; empty where there was or is nothing.
    public var before: String
    public var after: String
  }

  /// What the event made of the document, field by field: all it says of one that is new, what changed of one that was
  /// there, and what was lost of one that is gone.
  public var differences: [Difference] {
    let old = JSONParts.members(before ?? "")
    let new = JSONParts.members(after ?? "")
    var differences: [Difference] = []
    for (name, value) in new {
      let was = old.first { $0.name == name }?.value
      if was == value || was == nil && value == "null" { continue }
      differences.append(
        Difference(name: name, before: was.map(JSONParts.plain) ?? "", after: JSONParts.plain(value)))
    }
    for (name, value) in old where value != "null" && !new.contains(where: { $0.name == name }) {
      differences.append(Difference(name: name, before: JSONParts.plain(value), after: ""))
    }
    return differences
  }
}
