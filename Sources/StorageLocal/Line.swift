import Synchronization

/// The line in which the threads of this process wait to write: first come, first served. A mutex would let a thread
/// that has just written write again before those that wait.
final class Line: Sendable {
  private struct State {
    var taken = false
    /// Each is brought once, when it is the turn of who waits for it.
    var waiting: [Semaphore] = []
  }

  private let state = Mutex(State())

  /// How many threads wait.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  func enter() {
    let waiter = state.withLock { state -> Semaphore? in
      guard state.taken else {
        state.taken = true
        return nil
      }
      let waiter = Semaphore(0)
      state.waiting.append(waiter)
      return waiter
    }
    waiter?.take()
  }

  /// Enters when nobody is there; answers whether it did.
  func enterIfEmpty() -> Bool {
    state.withLock { state in
      defer { state.taken = true }
      return !state.taken
    }
  }

  func leave() {
    let next = state.withLock { state -> Semaphore? in
      guard !state.waiting.isEmpty else {
        state.taken = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.bring()
  }
}
