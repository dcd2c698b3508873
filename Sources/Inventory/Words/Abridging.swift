extension String {
  /// A sentence with what others wrote into it cut to a length that can be read: whatever a scanner, a paste or a script
  /// put in the place of a code, what to do about it is still seen. The whole of it is in the problem's data.
  public var abridged: String {
    guard utf8.count > Abridging.shortSentence else { return self }
    let parts = split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.map { index in
      // What stands between quotation marks may have blanks in it; anything else is long only as one word.
      index % 2 == 1 && index + 1 < parts.count ? Abridging.cut(parts[index]) : Abridging.cutWords(of: parts[index])
    }
    .joined(separator: "\"")
  }
}

private enum Abridging {
  /// Bytes of a sentence that nobody needs to cut.
  static let shortSentence = 400
  /// Characters: the longest command of a usage line is shorter.
  static let longest = 300
  static let kept = 100

  static func cut(_ text: Substring) -> String {
    text.dropFirst(longest).isEmpty ? String(text) : text.prefix(kept) + "…"
  }

  static func cutWords(of text: Substring) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map(cut).joined(separator: " ")
  }
}
