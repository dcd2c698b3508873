import Inventory

/// What codes scanned a moment ago stand for, so that the same code again is answered at once. It forgets after a
/// minute, for labels and items change, and remembers no more than a shelf's worth.
struct CodeMemory: Sendable {
  static let most = 256
  static let milliseconds: Int64 = 60_000
  /// Labels with lots and serials are longer, and rarely come twice.
  static let longest = 24

  private struct Known: Sendable {
    var hits: [LookUp.Hit]
    var until: Instant
  }

  private var known: [ScannedCode: Known] = [:]

  /// - Parameter evenOld: what it stood for once is better than nothing, where it cannot be asked.
  func hits(_ code: ScannedCode, now: Instant, evenOld: Bool) -> [LookUp.Hit]? {
    known[code].flatMap { evenOld || $0.until > now ? $0.hits : nil }
  }

  /// What is unknown may be known a moment later, so only short numbers, which are mostly quantities, are kept without a
  /// hit.
  mutating func keep(_ hits: [LookUp.Hit], for code: ScannedCode, now: Instant) {
    let isWorthIt = hits.isEmpty ? code.raw.utf8.count <= 5 : code.raw.utf8.count <= CodeMemory.longest
    guard isWorthIt else { return }
    // Where a pallet stands changes with the next scan.
    if case .plate? = hits.first { return }
    if known.count >= CodeMemory.most { known = [:] }
    known[code] = Known(hits: hits, until: now.adding(milliseconds: CodeMemory.milliseconds))
  }

  mutating func forget() { known = [:] }
}
