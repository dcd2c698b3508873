/// The value of `--set`: text with columns in it.
struct Template: Hashable {
  enum Part: Hashable {
    case text([UInt8])
    case column(String)
  }

  var parts: [Part]

  /// `{COLUMN}` stands for a column, `{{` for a brace.
  init(_ value: String) throws(ExchangeError) {
    parts = []
    var text = ""
    var rest = value[...]
    while let character = rest.popFirst() {
      guard character == "{" else {
        text.append(character)
        continue
      }
      if rest.first == "{" {
        rest.removeFirst()
        text.append("{")
        continue
      }
      guard let close = rest.firstIndex(of: "}"), close != rest.startIndex else {
        throw .badArgument(
          option: "--set", value: value, wanted: "a brace opens the name of a column, as in {Shelf}; {{ is a brace")
      }
      if !text.isEmpty { parts.append(.text(Array(text.utf8))) }
      text = ""
      parts.append(.column(String(rest[..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !text.isEmpty { parts.append(.text(Array(text.utf8))) }
  }

  var columns: [String] {
    parts.compactMap { part in
      if case .column(let name) = part { name } else { nil }
    }
  }
}
