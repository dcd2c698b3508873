/// Makes change tokens of a number that grows by one with each batch anybody commits: a token moves unless every step of
/// that number is known to be our own.
struct Tokens {
  /// What was under way when the number was asked for.
  struct Look {
    fileprivate var began: Int
    fileprivate var isQuiet: Bool
  }

  private var token: Int64 = 0
  /// Our batches that took effect.
  private var ours: Int64 = 0
  /// Our batches that were begun, and those of them that are not over.
  private var began = 0
  private var open: Set<Int> = []
  /// The number and our part of it as they were last seen together; nil when they cannot have been.
  private var last: (count: Int64, ours: Int64)?

  mutating func begin() -> Int {
    began += 1
    open.insert(began)
    return began
  }

  mutating func end(_ number: Int, tookEffect: Bool) {
    open.remove(number)
    if tookEffect { ours += 1 }
  }

  func look() -> Look { Look(began: began, isQuiet: open.isEmpty) }

  /// The token for a number that was asked for after the look.
  mutating func token(_ count: Int64, since look: Look) -> Int64 {
    // With a batch of ours under way the number may hold it or not.
    let isExact = look.isQuiet && look.began == began
    let isSame = isExact && last.map { count - $0.count == ours - $0.ours } == true
    if !isSame { token += 1 }
    last = isExact ? (count, ours) : nil
    return token
  }
}
