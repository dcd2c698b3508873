import Inventory

/// Several values in one cell: divided by `;` or `|`, a backslash before a divider that is meant as it stands.
enum ListText {
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        part.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == ";" || character == "|" {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    parts.append(part)
    return parts.map(Blanks.trimmed).filter { !$0.isEmpty }
  }

  static func join(_ parts: [String]) -> String { parts.map(escaped).joined(separator: ";") }

  /// `4006381333931;14006381333938:12`: the pack where it is not one piece, or where the code would read as if it had one.
  static func barcodes(_ barcodes: [Barcode]) -> String {
    barcodes.map { barcode in
      let isPlain = barcode.pack == Quantity(1) && !barcode.code.contains(":")
      return escaped(barcode.code) + (isPlain ? "" : ":\(barcode.pack)")
    }.joined(separator: ";")
  }

  /// `case=12;pallet=480`
  static func packs(_ packs: [Pack]) -> String {
    packs.map { "\(escaped($0.name))=\($0.factor)" }.joined(separator: ";")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == ";" || character == "|" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

enum Blanks {
  /// Without blanks and tabs at both ends.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last) else { return text }
    let start = text.utf8.firstIndex { !isBlank($0) }
    guard let start, let end = text.utf8.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(text[start...end])
  }

  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}
