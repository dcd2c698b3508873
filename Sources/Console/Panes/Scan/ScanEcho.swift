import Inventory
import Terminal

/// What was read, how it was understood, and what came of it.
struct ScanEcho: Hashable, Sendable {
  enum Outcome: Hashable, Sendable {
    /// Understood; the database has not said yet that it is safe.
    case pending
    /// Durable.
    case ok
    /// Durable on this machine; the books are far and do not have it yet.
    case kept
    /// It was kept, and the books have it now.
    case sent
    /// Kept as a scan that somebody must look at.
    case parked
    case warn
    case fail
    /// A person must answer.
    case question
  }

  var at: Instant
  var read: String
  var meaning = ""
  var outcome = Outcome.pending
  /// `+1   line 35 -> 36`, or why not.
  var result = ""
  /// What it came to in few words, for the list of the last scans: `+147`.
  var change = ""
  /// What handhelds show in the place of what was read: they have no row for what it means.
  var handRead = ""
  /// And what came of it, where that is said shorter there.
  var handResult = ""
  /// Of an act that was kept: its key.
  var key: String?

  /// Whether nothing stands against it.
  var isGood: Bool { [.ok, .pending, .kept, .sent].contains(outcome) }

  /// For the narrowest screens: `WID-220 0->147`.
  var brief: String {
    if isGood, !handResult.isEmpty { return handResult }
    guard isGood, let range = result.firstRange(of: "line ") else { return result }
    let code = meaning.prefix { $0 != " " }
    let words = result[range.upperBound...].split(separator: " ")
    // `72->96 of 96`: what it is of stands above it.
    if words.count >= 5, words[3] == "of" { return words[..<3].joined() + " of \(words[4])" }
    return "\(code) \(words.joined())"
  }

  var word: String {
    switch outcome {
    case .pending: ".."
    case .ok: "ok"
    case .kept: "kept"
    case .sent: "sent"
    case .parked: "??"
    case .warn: "warn"
    case .fail: "FAIL"
    case .question: "?"
    }
  }

  var role: Role {
    switch outcome {
    case .pending: .scanEcho
    case .ok, .sent: .scanOK
    case .kept: .linkQueue
    case .parked, .question: .scanParked
    case .warn: .scanWarn
    case .fail: .scanError
    }
  }

  /// How a code is shown: GS, which no screen has a sign for, as the bar that may stand in its place.
  static func shown(_ code: String) -> String {
    String(code.map { $0 == "\u{1D}" ? "|" : $0 })
  }
}
