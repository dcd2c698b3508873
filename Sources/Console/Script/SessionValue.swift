/// How a value stands in a session file, whatever is in it: a code or a filter that holds a line end, a `#` or blanks at its
/// ends is the same when it is read, begins no line of its own, and does nothing to a terminal that shows the file.
///
///     item = SER\u{23}7
enum SessionValue {
  /// A line `key = value` as it is written.
  static func line(_ line: String) -> String {
    // By scalars: a value that begins with a mark would make another character of the blank.
    let scalars = line.unicodeScalars
    guard let sign = scalars.firstRange(of: " = ".unicodeScalars) else { return line }
    return String(scalars[..<sign.upperBound]) + written(String(scalars[sign.upperBound...]))
  }

  static func written(_ value: String) -> String {
    let scalars = value.unicodeScalars
    guard let last = scalars.indices.last else { return "" }
    var written = ""
    for index in scalars.indices {
      let scalar = scalars[index]
      let isAtAnEnd = index == scalars.startIndex || index == last
      if isPlain(scalar) || scalar == " " && !isAtAnEnd {
        written.unicodeScalars.append(scalar)
      } else {
        written += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      }
    }
    return written
  }

  static func read(_ written: String) -> String {
    var read = String.UnicodeScalarView()
    var rest = written.unicodeScalars[...]
    while let scalar = rest.first {
      if let (meant, end) = escaped(rest) {
        read.append(meant)
        rest = rest[end...]
      } else {
        read.append(scalar)
        rest.removeFirst()
      }
    }
    return String(read)
  }

  /// The scalar that is written at the beginning of a text as `\u{1F}`, and where the rest begins.
  private static func escaped(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar, String.Index)? {
    guard text.starts(with: "\\u{".unicodeScalars) else { return nil }
    let digits = text.dropFirst(3).prefix { $0 != "}" }
    guard 1...6 ~= digits.count, digits.endIndex < text.endIndex,
      let value = UInt32(String(Substring(digits)), radix: 16), let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, text.index(after: digits.endIndex))
  }

  /// Letters, digits and signs; not what the file's grammar or a terminal takes for more than that.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return 0x21..<0x7F ~= scalar.value && scalar != "#" && scalar != "\\" }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      return false
    default: return true
    }
  }
}
