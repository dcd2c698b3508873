import Synchronization

/// What people were told became of their acts, and nothing else: the plain model that the books are held against.
final class Told: Sendable {
  enum Outcome: Hashable, Sendable { case done, notDone }

  /// A movement as somebody asked for it.
  struct Deed: Sendable {
    var key: String
    var item: String
    var change: Int
  }

  private struct State {
    var done: [Deed] = []
    var undone: [Deed] = []
  }

  private let state = Mutex(State())

  func note(_ deed: Deed, _ outcome: Outcome) {
    state.withLock {
      switch outcome {
      case .done: $0.done.append(deed)
      case .notDone: $0.undone.append(deed)
      }
    }
  }

  /// The keys of what is done, in their order as texts.
  var done: [String] { state.withLock { $0.done.map(\.key).sorted() } }
  var undone: [String] { state.withLock { $0.undone.map(\.key).sorted() } }

  /// What all that is done comes to.
  func sum(of item: String) -> Int { state.withLock { $0.done.reduce(0) { $0 + ($1.item == item ? $1.change : 0) } } }
}
