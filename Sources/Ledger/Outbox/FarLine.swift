import Inventory
import Synchronization

/// The line to the far books: open or down, and when it is tried again. Only who sends tries a line that is down; all
/// others are told at once that it is.
final class FarLine: Sendable {
  private struct State {
    var books: OpenedBooks?
    /// Why nothing goes on, and since when.
    var trouble: InventoryError?
    var downSince: Instant?
    var nextTry: Instant?
    var failures = 0
    var wasOpen = false
  }

  private let state = Mutex(State())
  /// Whoever comes first opens; the others wait for the outcome.
  private let opening = Mutex(())
  private let address: String
  private let surroundings: OutboxSurroundings

  init(_ address: String, _ surroundings: OutboxSurroundings) {
    self.address = address
    self.surroundings = surroundings
  }

  /// How the line is, as far as the line itself knows.
  var shown: LineState {
    state.withLock { state in
      LineState(downSince: state.downSince, why: state.trouble.map(FarLine.words) ?? "", nextTry: state.nextTry)
    }
  }

  /// Whether it was open once since the program started.
  var wasOpen: Bool { state.withLock { $0.wasOpen } }

  /// Why nothing goes on; nil while all is well.
  var trouble: InventoryError? { state.withLock { $0.trouble } }

  /// How long until it is tried again; nil while it is up.
  var wait: Int64? {
    let now = surroundings.clock()
    return state.withLock { state in
      state.nextTry.map { max(0, $0.milliseconds - now.milliseconds) }
    }
  }

  /// The far books, opened where they are not.
  /// - Parameter tries: whether a line that is down is tried now.
  func books(tries: Bool = false) throws(InventoryError) -> OpenedBooks {
    if let books = try known(tries) { return books }
    return try opening.withLock { _ throws(InventoryError) -> OpenedBooks in
      if let books = try known(tries) { return books }
      do throws(InventoryError) {
        let books = try surroundings.open()
        state.withLock {
          $0.books = books
          $0.wasOpen = true
        }
        return books
      } catch {
        lost(error, of: nil)
        throw error
      }
    }
  }

  private func known(_ tries: Bool) throws(InventoryError) -> OpenedBooks? {
    let (books, trouble) = state.withLock { ($0.books, $0.trouble) }
    if books == nil, !tries, let trouble { throw told(trouble) }
    return books
  }

  /// An error that came of these books: nothing goes on until it is tried again, and where the line is broken it is opened
  /// anew. What came of books that have been given up since tells nothing.
  func lost(_ error: InventoryError, of books: OpenedBooks?) {
    let now = surroundings.clock()
    state.withLock { state in
      if let books, state.books?.books !== books.books { return }
      if error.breaksLine { state.books = nil }
      state.trouble = error
      state.downSince = state.downSince ?? now
      state.nextTry = now.adding(milliseconds: FarLine.pauses[min(state.failures, FarLine.pauses.count - 1)])
      state.failures += 1
    }
  }

  /// The far books answered.
  /// - Returns: whether the line had been down.
  @discardableResult
  func works() -> Bool {
    state.withLock { state in
      let wasDown = state.downSince != nil
      state.trouble = nil
      state.downSince = nil
      state.nextTry = nil
      state.failures = 0
      return wasDown
    }
  }

  /// Until a line that is down is tried again, in milliseconds.
  private static let pauses: [Int64] = [1_000, 2_000, 4_000, 8_000]

  /// What somebody is told who cannot be answered: whatever broke the line, to them it is down.
  func told(_ trouble: InventoryError) -> InventoryError {
    switch trouble {
    case .store(.denied(_, let why)):
      .store(.unreachable(address, why: "it does not let this account in any more: \(why)"))
    case .store(.unsuitable(_, let why)):
      .store(.unreachable(address, why: "it cannot keep these books any more: \(why)"))
    case .outcomeUnknown(_, let detail): .store(.unreachable(address, why: detail))
    default: trouble
    }
  }

  private static func words(_ trouble: InventoryError) -> String {
    if case .store(.unreachable(let address, let why)) = trouble { return "\(address) cannot be reached: \(why)" }
    return Explanation(trouble).detail
  }
}

extension InventoryError {
  /// Nothing was decided: it is sent again, with the same key.
  var isUndecided: Bool {
    switch self {
    case .store, .outcomeUnknown, .tooContended: true
    default: false
    }
  }

  /// The line to the books is opened anew after this.
  var breaksLine: Bool {
    switch self {
    case .store(.unreachable), .store(.denied), .store(.unsuitable), .outcomeUnknown: true
    default: false
    }
  }
}
