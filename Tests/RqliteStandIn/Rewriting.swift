import Glibc

/// What the leader makes of a statement before it is replicated: chance and the clock become constants, and `RETURNING`
/// is noticed. A statement in which something was replaced is written anew, names quoted, and that breaks
/// `CURRENT_TIMESTAMP`: as a quoted name it is a text (`remote.md` 2, traps 3, 4 and 6).
struct Rewriting {
  var isRandom: Bool
  var isTime: Bool

  private static let randomWords = ["random(", "randomblob("]
  private static let timeWords = ["time(", "date(", "julianday(", "unixepoch(", "timediff("]

  /// The statement as it is replicated, and whether it hands back rows.
  func rewritten(_ sql: String) -> (sql: String, returns: Bool) {
    let lowered = sql.lowercased()
    let hasChance = isRandom && Rewriting.randomWords.contains(where: lowered.contains)
    let hasClock = isTime && Rewriting.timeWords.contains(where: lowered.contains)
    let mayReturn = lowered.contains("returning ")
    guard hasChance || hasClock || mayReturn else { return (sql, false) }
    let tokens = SQLToken.all(in: sql).filter { $0.kind != .space }
    let returns = mayReturn && !(tokens.first?.isWord("create") ?? true) && tokens.contains { $0.isWord("returning") }
    guard hasChance || hasClock else { return (sql, returns) }
    var replacing = Replacing(tokens: tokens, isRandom: hasChance, isTime: hasClock)
    replacing.run()
    return (replacing.isChanged ? SQLText.written(replacing.written) : sql, returns)
  }
}

/// Puts constants in the place of chance and the clock.
private struct Replacing {
  let tokens: [SQLToken]
  let isRandom: Bool
  let isTime: Bool
  private(set) var written: [SQLToken] = []
  private(set) var isChanged = false
  private var place = 0
  /// In an `ORDER BY`, chance stays chance.
  private var isOrdering = false

  private static let now = "'now'"

  init(tokens: [SQLToken], isRandom: Bool, isTime: Bool) {
    self.tokens = tokens
    self.isRandom = isRandom
    self.isTime = isTime
  }

  private func token(_ ahead: Int) -> SQLToken? {
    tokens.indices.contains(place + ahead) ? tokens[place + ahead] : nil
  }

  mutating func run() {
    while let token = token(0) {
      if token.isWord("order"), self.token(1)?.isWord("by") == true { isOrdering = true }
      if token.isMark(")") || token.isMark(";") || token.isWord("limit") { isOrdering = false }
      if token.kind == .word, self.token(1)?.isMark("(") == true, takeCall(of: token.lowered) { continue }
      written.append(token)
      place += 1
    }
  }

  private mutating func takeCall(of name: String) -> Bool {
    switch name {
    case "random" where isRandom && !isOrdering && token(2)?.isMark(")") == true:
      put(SQLToken(kind: .number, text: String(Int64.random(in: 0...Int64.max))), for: 3)
    case "randomblob" where isRandom && !isOrdering && token(3)?.isMark(")") == true:
      guard let count = token(2).flatMap({ Int($0.text) }) else { return false }
      put(SQLToken(kind: .blob, text: "x'\(randomHex(count))'"), for: 4)
    case "date", "time", "datetime", "julianday", "unixepoch":
      guard isTime, token(2)?.isMark(")") == false else { return false }
      copyCall(instants: [0])
    case "strftime" where isTime: copyCall(instants: [1])
    case "timediff" where isTime: copyCall(instants: [0, 1])
    default: return false
    }
    isChanged = true
    return true
  }

  private mutating func put(_ token: SQLToken, for count: Int) {
    written.append(token)
    place += count
  }

  /// Copies name and arguments, with the instant for each `'now'` that is all of one of these arguments.
  private mutating func copyCall(instants: Set<Int>) {
    var depth = 0
    var argument = 0
    while let token = token(0) {
      let isAll =
        depth == 1 && (written.last?.isMark("(") == true || written.last?.isMark(",") == true)
        && (self.token(1)?.isMark(",") == true || self.token(1)?.isMark(")") == true)
      let isNow = isAll && instants.contains(argument) && token.kind == .string && token.lowered == Replacing.now
      written.append(isNow ? SQLToken(kind: .number, text: julianNow()) : token)
      place += 1
      if token.isMark("(") { depth += 1 }
      if token.isMark(",") && depth == 1 { argument += 1 }
      if token.isMark(")") {
        depth -= 1
        if depth == 0 { return }
      }
    }
  }

  private func randomHex(_ count: Int) -> String {
    (0..<max(count, 1)).map { _ in
      let byte = UInt8.random(in: 0...255)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// `2461365.559307`
  private func julianNow() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let microDays = Int64(time.tv_sec) * 1_000_000 / 86_400 + 2_440_587_500_000
    let fraction = String(microDays % 1_000_000)
    return "\(microDays / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }
}
