/// The short numbers of documents that people can type: `ST-0142`, `TR-0881`.
enum DocumentNumber {
  static func text(_ prefix: String, _ number: Int64) -> String {
    let digits = String(number)
    return prefix + "-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Reads the number with its prefix, whatever the case, or alone; nil for anything else.
  static func read(_ text: String, _ prefix: String) -> Int64? {
    let start = prefix.lowercased() + "-"
    let digits = text.lowercased().hasPrefix(start) ? text.dropFirst(start.count) : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int64(digits), number > 0
    else { return nil }
    return number
  }
}
