/// Writes a statement anew from its pieces, as the rewriter of the server does: keywords in capitals, names quoted, one
/// space between.
enum SQLText {
  static func written(_ tokens: [SQLToken]) -> String {
    var text = ""
    var previous: SQLToken?
    var isCall = false
    for (index, token) in tokens.enumerated() {
      let next = tokens.indices.contains(index + 1) ? tokens[index + 1] : nil
      let role = role(of: token, after: previous, before: next)
      if let previous, needsSpace(between: previous, and: token, isCall: isCall) { text += " " }
      text += role.text
      isCall = role.isCall
      previous = token
    }
    return text
  }

  private static func needsSpace(between previous: SQLToken, and token: SQLToken, isCall: Bool) -> Bool {
    if previous.isMark("(") || previous.isMark(".") { return false }
    if token.isMark("(") { return !isCall }
    return ![",", ")", ";", "."].contains { token.isMark($0) }
  }

  private static func role(of token: SQLToken, after previous: SQLToken?, before next: SQLToken?)
    -> (text: String, isCall: Bool)
  {
    guard token.kind == .word else { return (token.text, false) }
    let word = token.lowered
    if word.hasPrefix("current_") {
      return (previous?.isWord("default") == true ? token.text : quoted(token.text), false)
    }
    if keywords.contains(word) { return (token.text.uppercased(), false) }
    let closesTable = previous?.isMark(")") == true || previous?.isMark(",") == true
    if word == "rowid" && previous?.isWord("without") == true || word == "strict" && closesTable && next == nil {
      return (token.text.uppercased(), false)
    }
    let isNamed = ["table", "into", "exists", "on", "view", "index", "references", "with"].contains {
      previous?.isWord($0) == true
    }
    if next?.isMark("(") == true, !isNamed { return (token.text, true) }
    if types.contains(word), previous?.kind == .quotedName || previous.map(isName) == true {
      return (token.text, false)
    }
    return (quoted(token.text), false)
  }

  private static func isName(_ token: SQLToken) -> Bool { token.kind == .word && !keywords.contains(token.lowered) }

  private static func quoted(_ name: String) -> String { "\"" + name + "\"" }

  private static let types: Set<String> = [
    "integer", "int", "text", "real", "blob", "numeric", "any", "boolean", "datetime", "date", "timestamp", "varchar",
  ]

  private static let keywords = Set(
    """
    abort action add after all alter always and as asc autoincrement before begin between by cascade case cast check \
    collate column conflict constraint create cross default deferrable deferred delete desc distinct do drop each else \
    end escape except excluded exists explain fail for foreign from full generated glob group having if ignore immediate \
    in index indexed initially inner insert instead intersect into is isnull join key left like limit match natural no \
    not nothing notnull null of offset on or order outer over partition plan pragma primary query raise recursive \
    references replace restrict returning right rollback row rows select set stored table temp temporary then to \
    transaction trigger union unique update using values view virtual when where window with without
    """.split(separator: " ").map(String.init))
}
