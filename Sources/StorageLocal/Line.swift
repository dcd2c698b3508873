import Glibc
import Synchronization

/// The line in which the threads of this process wait to write: first come, first served. A mutex would let a thread
/// that has just written write again before those that wait.
final class Line: Sendable {
  private struct State {
    var taken = false
    var waiting: [Waiter] = []
  }

  private let state = Mutex(State())

  /// How many threads wait.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  func enter() {
    let waiter = state.withLock { state -> Waiter? in
      guard state.taken else {
        state.taken = true
        return nil
      }
      let waiter = Waiter()
      state.waiting.append(waiter)
      return waiter
    }
    waiter?.wait()
  }

  /// Enters when nobody is there; answers whether it did.
  func enterIfEmpty() -> Bool {
    state.withLock { state in
      defer { state.taken = true }
      return !state.taken
    }
  }

  func leave() {
    let next = state.withLock { state -> Waiter? in
      guard !state.waiting.isEmpty else {
        state.taken = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.call()
  }
}

/// A thread that waits to be called once.
private final class Waiter: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func wait() { while sem_wait(semaphore) != 0 {} }

  func call() { sem_post(semaphore) }
}
