/// A piece of a statement's text.
struct SQLToken: Hashable {
  enum Kind { case space, word, quotedName, string, number, blob, variable, mark }

  var kind: Kind
  var text: String

  var lowered: String { text.lowercased() }
  func isWord(_ word: String) -> Bool { kind == .word && lowered == word }
  func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }

  /// The whole text in pieces, comments counted as space. What is open at the end ends there.
  static func all(in text: String) -> [SQLToken] {
    var scanner = Scanner(bytes: Array(text.utf8))
    var tokens: [SQLToken] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }
}

private struct Scanner {
  let bytes: [UInt8]
  var place = 0

  private static let longMarks = ["->>", "->", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>"].map { Array($0.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> SQLToken? {
    guard place < bytes.count else { return nil }
    let start = place
    let kind = scan()
    return SQLToken(kind: kind, text: String(decoding: bytes[start..<place], as: UTF8.self))
  }

  private func peek(_ ahead: Int) -> Character {
    place + ahead < bytes.count ? Character(Unicode.Scalar(bytes[place + ahead])) : "\0"
  }

  private mutating func scan() -> SQLToken.Kind {
    let first = peek(0)
    switch first {
    case " ", "\n", "\t", "\r", "\u{c}": return run(.space) { [32, 10, 9, 13, 12].contains($0) }
    case "-" where peek(1) == "-": return run(.space) { $0 != 10 }
    case "/" where peek(1) == "*": return comment()
    case "'": return quoted(by: 39, .string)
    case "\"": return quoted(by: 34, .quotedName)
    case "`": return quoted(by: 96, .quotedName)
    case "[": return quoted(by: 93, .quotedName)
    case "x" where peek(1) == "'", "X" where peek(1) == "'":
      place += 1
      return quoted(by: 39, .blob)
    case "?", ":", "@", "$":
      place += 1
      return run(.variable, while: isOfName)
    case "0"..."9": return number()
    case "." where peek(1).isNumber: return number()
    default:
      if isOfName(bytes[place]) { return run(.word, while: isOfName) }
      place += Scanner.longMarks.first { bytes[place...].starts(with: $0) }?.count ?? 1
      return .mark
    }
  }

  private func isOfName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 95 || byte == 36 || 48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte
  }

  private mutating func run(_ kind: SQLToken.Kind, while isOfIt: (UInt8) -> Bool) -> SQLToken.Kind {
    while place < bytes.count, isOfIt(bytes[place]) { place += 1 }
    return kind
  }

  private mutating func comment() -> SQLToken.Kind {
    place += 2
    while place < bytes.count, !(bytes[place - 1] == 42 && bytes[place] == 47) { place += 1 }
    place = min(place + 1, bytes.count)
    return .space
  }

  private mutating func quoted(by end: UInt8, _ kind: SQLToken.Kind) -> SQLToken.Kind {
    place += 1
    while place < bytes.count {
      place += 1
      if bytes[place - 1] == end {
        guard end != 93, place < bytes.count, bytes[place] == end else { return kind }
        place += 1
      }
    }
    return kind
  }

  private mutating func number() -> SQLToken.Kind {
    while place < bytes.count {
      let isSign = (bytes[place] == 43 || bytes[place] == 45) && [101, 69].contains(bytes[place - 1])
      guard isOfName(bytes[place]) || bytes[place] == 46 || isSign else { break }
      place += 1
    }
    return .number
  }
}
