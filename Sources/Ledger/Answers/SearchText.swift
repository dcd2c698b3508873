import Storage

/// What a person typed to find an item, as conditions on `item i`.
struct SearchText {
  let text: String

  init?(_ text: String?) {
    // Control characters part words too: no code holds one, and the full text ends at a zero.
    let words = (text ?? "").split { $0 == " " || $0.unicodeScalars.allSatisfy { $0.value < 0x20 } }
    guard !words.isEmpty else { return nil }
    self.text = words.joined(separator: " ")
  }

  /// Items whose SKU begins with the text. One more than any text that begins so closes the range.
  var prefix: (sql: String, bindings: [Value]) {
    ("i.sku >= ?1 AND i.sku < ?1 || char(1114111)", [.text(text)])
  }

  var notPrefix: (sql: String, bindings: [Value]) {
    ("NOT (i.sku >= ?1 AND i.sku < ?1 || char(1114111))", [.text(text)])
  }

  private var words: [Substring] { text.split(separator: " ") }
  private var long: [Substring] { words.filter { $0.unicodeScalars.count >= 3 } }

  /// Whether the full text can be asked: it knows no word of fewer than three letters.
  var hasLongWord: Bool { !long.isEmpty }

  /// The full-text expression: every long word, anywhere in SKU, variant or name.
  var match: Value {
    .text(
      long.map { "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" }
        .joined(separator: " AND "))
  }

  /// What the full text could not be asked: the short words.
  var shortWords: [(sql: String, bindings: [Value])] {
    words.filter { $0.unicodeScalars.count < 3 }.map {
      ("instr(lower(i.sku || ' ' || i.variant || ' ' || i.name), lower(?1)) > 0", [.text(String($0))])
    }
  }

  /// Without a long word: names that begin with the text.
  var namePrefix: (sql: String, bindings: [Value]) {
    ("i.name >= ?1 AND i.name < ?1 || char(1114111)", [.text(text)])
  }
}
