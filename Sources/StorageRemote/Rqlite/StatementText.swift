import Storage

/// What can be seen of a statement without knowing the tables. The far end lets pass what SQLite at home refuses: an empty
/// statement is skipped, of several in one text all run, values too many are dropped, and a name that nobody knows is a
/// text when it stands in double quotation marks. None of that is sent.
struct StatementText {
  private(set) var words: [Substring] = []
  private(set) var lastWord = ""
  private(set) var parameters = 0
  private(set) var isEmpty = true
  private(set) var isSeveral = false
  private(set) var hasDoubleQuotes = false

  /// What is wrong with a statement, nil when nothing is.
  static func complaint(about statement: Statement, mayWrite: Bool) -> String? {
    let text = StatementText(statement.sql)
    if text.isEmpty { return "a statement with nothing in it" }
    if text.isSeveral { return "several statements in one: \(statement.sql)" }
    if text.parameters != statement.width {
      return "\(text.parameters) values are wanted and \(statement.width) given: \(statement.sql)"
    }
    if mayWrite, text.hasDoubleQuotes { return "a name in double quotation marks: \(statement.sql)" }
    if let word = text.words.first?.uppercased(), forbidden.contains(word) {
      return "\(word) would hold up everybody there: \(statement.sql)"
    }
    if text.isTemporary { return "it would be on one node only: \(statement.sql)" }
    return nil
  }

  private var isTemporary: Bool {
    words.count > 1 && words[0].uppercased() == "CREATE" && ["TEMP", "TEMPORARY"].contains(words[1].uppercased())
  }

  private static let forbidden: Set<String> = [
    "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH", "DETACH", "VACUUM",
  ]

  init(_ sql: String) {
    var sql = sql
    sql.withUTF8 { bytes in
      var walk = Walk(bytes: bytes)
      while let token = walk.next() { take(token, bytes) }
    }
    if isTrigger { isSeveral = lastWord != "END" }
  }

  private var named: Set<String> = []
  private var isOver = false

  private mutating func take(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) {
    if token == .semicolon {
      isOver = true
      return
    }
    // The body of a trigger has statements of its own, and END stands last.
    if isOver { isSeveral = true }
    isEmpty = false
    switch token {
    case .word(let range):
      let word = String(decoding: bytes[range], as: UTF8.self)
      lastWord = word.uppercased()
      if words.count < 3 { words.append(word[...]) }
    case .quoted(let isDouble):
      if isDouble { hasDoubleQuotes = true }
    case .parameter(let range):
      let name = String(decoding: bytes[range], as: UTF8.self)
      if name == "?" {
        parameters += 1
      } else if let number = name.first == "?" ? Int(name.dropFirst()) : nil {
        parameters = max(parameters, number)
      } else if named.insert(name).inserted {
        parameters += 1
      }
    case .semicolon, .other: break
    }
  }

  private var isTrigger: Bool {
    guard words.first?.uppercased() == "CREATE" else { return false }
    return words.dropFirst().contains { $0.uppercased() == "TRIGGER" }
  }

  private enum Token: Equatable {
    case word(Range<Int>)
    case parameter(Range<Int>)
    case quoted(isDouble: Bool)
    case semicolon, other
  }

  /// From token to token, past blanks and remarks.
  private struct Walk {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    private func byte(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

    mutating func next() -> Token? {
      passBlanks()
      guard at < bytes.count else { return nil }
      let first = byte()
      switch first {
      case UInt8(ascii: ";"):
        at += 1
        return .semicolon
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        passQuoted(first)
        return .quoted(isDouble: first == UInt8(ascii: "\""))
      case UInt8(ascii: "["):
        while at < bytes.count, byte() != UInt8(ascii: "]") { at += 1 }
        at += 1
        return .quoted(isDouble: false)
      case UInt8(ascii: "?"):
        return .parameter(run { 48...57 ~= $0 })
      case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "#"):
        let range = run(Walk.isLetter)
        return range.count > 1 ? .parameter(range) : .other
      default:
        guard Walk.isLetter(first) else {
          at += 1
          return .other
        }
        return .word(run(Walk.isLetter))
      }
    }

    /// The byte here and those after it that are so.
    private mutating func run(_ goesOn: (UInt8) -> Bool) -> Range<Int> {
      let start = at
      at += 1
      while at < bytes.count, goesOn(bytes[at]) { at += 1 }
      return start..<at
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
      default: false
      }
    }

    private mutating func passBlanks() {
      while at < bytes.count {
        if [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte()) {
          at += 1
        } else if byte() == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
          while at < bytes.count, byte() != 0x0A { at += 1 }
        } else if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
          at += 2
          while at < bytes.count, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { at += 1 }
          at += 2
        } else {
          return
        }
      }
    }

    private mutating func passQuoted(_ mark: UInt8) {
      at += 1
      while at < bytes.count {
        if byte() == mark {
          if byte(1) != mark { break }
          at += 1
        }
        at += 1
      }
      at += 1
    }
  }
}
