import Inventory

/// The line to books on another machine, as the console knows it, and what waits on this one. Of books on this machine
/// nothing is ever told, and nothing of it shows anywhere.
struct Link: Sendable {
  /// How long it is said what was sent.
  static let saying: Int64 = 10_000
  /// Of how many acts it is remembered what became of them before their own answer came.
  private static let mostEarly = 256

  /// Nil for books on this machine.
  private(set) var state: LineState?
  /// What waits here, and what was refused, as it was listed last.
  private(set) var kept: [KeptAct] = []
  /// Acts that were kept, of which nothing was heard since.
  private(set) var open: Set<String> = []
  /// What became of acts whose own answer is still on its way to the console.
  private var early: [(key: String, result: Result<ActAnswer, InventoryError>)] = []
  /// It was down, and not all that was kept since is sent.
  private var isCatchingUp = false
  private var sent = 0
  private var refusedSince = 0
  /// `sent 7, 0 refused`, and until when that stands where it was told that the line is down.
  private(set) var said: (words: String, until: Instant)?
  /// Whoever leaves was told that things wait.
  var hasWarned = false

  var isFar: Bool { state != nil || !open.isEmpty }
  var isDown: Bool { state?.isUp == false }
  /// How many acts are kept here and not sent.
  var waiting: Int { max(state?.waiting ?? 0, open.count) }
  var refused: Int { state?.refused ?? 0 }
  /// Whether the books lack something that was done here, or cannot be asked: what they say now is not how things are.
  var isHolding: Bool { isDown || waiting > 0 }

  /// What a state says that was not so before.
  enum News: Equatable {
    case down
    case back
    /// All that was kept while it was down is settled.
    case caughtUp(String)
  }

  /// Takes what it is now, and says what is new.
  mutating func take(_ new: LineState, now: Instant) -> [News] {
    let wasDown = isDown
    state = new
    var news: [News] = []
    if !new.isUp {
      if !wasDown { news.append(.down) }
      if !isCatchingUp { (sent, refusedSince) = (0, 0) }
      isCatchingUp = true
      said = nil
      return news
    }
    if wasDown { news.append(.back) }
    if new.waiting == 0 { hasWarned = false }
    if isCatchingUp, waiting == 0 {
      isCatchingUp = false
      let words = sent + refusedSince > 0 ? "sent \(sent), \(refusedSince) refused" : "the line is back"
      said = (words, now.adding(milliseconds: Link.saying))
      news.append(.caughtUp(words))
    }
    return news
  }

  /// The act is kept here.
  mutating func keep(_ key: String) { if !early.contains(where: { $0.key == key }) { open.insert(key) } }

  /// What became of an act that was kept. True when its own answer was here before.
  mutating func settle(_ key: String, _ result: Result<ActAnswer, InventoryError>) -> Bool {
    switch result {
    case .success: sent += 1
    case .failure: refusedSince += 1
    }
    guard open.remove(key) == nil else { return true }
    early.append((key, result))
    if early.count > Link.mostEarly { early.removeFirst() }
    return false
  }

  /// What became of an act whose answer comes only now; nil where that is not known yet.
  mutating func claim(_ key: String) -> Result<ActAnswer, InventoryError>? {
    guard let index = early.firstIndex(where: { $0.key == key }) else { return nil }
    return early.remove(at: index).result
  }

  /// Takes the list: what is not in it waits no longer.
  mutating func take(kept list: [KeptAct]) {
    kept = list
    open.formIntersection(list.lazy.filter { $0.refusal == nil }.map(\.key))
  }

  mutating func expire(at now: Instant) { if let said, now >= said.until { self.said = nil } }

  /// Whole seconds until it is tried again; nil where that is not known, or is now.
  func seconds(at now: Instant) -> Int64? {
    guard isDown, let next = state?.nextTry, next > now else { return nil }
    return (next.milliseconds - now.milliseconds + 999) / 1_000
  }

  /// When the words about it change by themselves.
  func wakesAt(_ now: Instant) -> Instant? {
    if let seconds = seconds(at: now), let next = state?.nextTry {
      return next.adding(milliseconds: -(seconds - 1) * 1_000)
    }
    return said?.until
  }
}

extension InventoryError {
  /// Nothing was done, as the line to the books is down.
  var isOfTheLine: Bool {
    switch self {
    case .store(.unreachable), .store(.behindOthers): true
    default: false
    }
  }

  /// What a form says that was not taken.
  var formWords: String {
    guard isOfTheLine else { return Explanation(self).detail }
    return "The line is down: nothing was done. What was typed stays; F9 again when the line is back."
  }

  /// What stands in the place of rows that could not be read.
  /// - Parameter remedy: what to do where waiting does not help.
  func listWords(_ remedy: String = "Press r to try again.") -> [String] {
    guard isOfTheLine else { return [Explanation(self).detail, remedy] }
    let why = if case .store(.unreachable(let address, let why)) = self { "\(address): \(why)" } else { "" }
    return ["Not read: the line is down. It goes on by itself when the line is back."] + (why.isEmpty ? [] : [why])
  }
}

extension Result where Failure == InventoryError, Success: Sendable {
  /// The answer; what was read before where only the line is down; nil for any other failure.
  func keeping(_ before: Success?) -> Success? {
    switch self {
    case .success(let answer): answer
    case .failure(let error): error.isOfTheLine ? before : nil
    }
  }
}
