/// How long an act is sent again of which no answer came, and with what pauses between: an answer that is lost at once,
/// several times in a row, must not use up the tries while a line that was cut comes back.
public struct Patience: Sendable {
  /// How long it is tried for, in milliseconds.
  private let most: Int64
  private let leastTries: Int
  private let now: @Sendable () -> Int64
  private let wait: @Sendable (_ milliseconds: Int64) -> Void

  /// Some ten seconds: longer than it takes others to find a new leader.
  /// - Parameters:
  ///   - now: milliseconds that only grow.
  ///   - wait: returns after so many milliseconds.
  public init(
    milliseconds: Int64 = 10_000, now: @escaping @Sendable () -> Int64,
    wait: @escaping @Sendable (_ milliseconds: Int64) -> Void
  ) {
    self.init(most: milliseconds, leastTries: 2, now: now, wait: wait)
  }

  private init(
    most: Int64, leastTries: Int, now: @escaping @Sendable () -> Int64, wait: @escaping @Sendable (Int64) -> Void
  ) {
    self.most = most
    self.leastTries = leastTries
    self.now = now
    self.wait = wait
  }

  /// A few tries at once: for a database that is near, where nothing mends by itself.
  public static let none = Patience(most: 0, leastTries: 5, now: { 0 }, wait: { _ in })

  /// Tries that have begun.
  func begin() -> Tries { Tries(patience: self, since: now()) }

  struct Tries {
    let patience: Patience
    let since: Int64
    private var count = 0

    init(patience: Patience, since: Int64) {
      self.patience = patience
      self.since = since
    }

    /// Waits before the next try, each time longer; false where there is to be none.
    mutating func goOn() -> Bool {
      count += 1
      if count >= patience.leastTries, patience.now() - since >= patience.most { return false }
      patience.wait(min(100 << Int64(min(count - 1, 3)), 500))
      return true
    }
  }
}
