import CSQLite
import Storage
import Synchronization

/// The connections of one database, each in the hands of one call at a time. There are as many as calls overlap: a
/// program that does one thing after the other opens one, and its reads find the memory warm that its writes left.
final class Pool: Sendable {
  /// What a connection is wanted for.
  enum Purpose { case reading, writing }

  private struct State {
    var idle: [Connection]
    var reading: [Connection] = []
  }

  /// How many unused connections are worth their memory.
  private static let idleLimit = 4

  /// The connection that writes whenever it is free, because whoever writes there does not take it for a change made
  /// by somebody else.
  let first: Connection
  private let state: Mutex<State>
  private let openAnother: @Sendable () throws(DatabaseError) -> Connection

  init(first: Connection, openAnother: @escaping @Sendable () throws(DatabaseError) -> Connection) {
    self.first = first
    self.state = Mutex(State(idle: [first]))
    self.openAnother = openAnother
  }

  func take(for purpose: Purpose) throws(DatabaseError) -> Connection {
    let idle = state.withLock { state -> Connection? in
      guard !state.idle.isEmpty else { return nil }
      // The first one lies at the bottom while it is idle.
      let connection = purpose == .writing ? state.idle.removeFirst() : state.idle.removeLast()
      if purpose == .reading { state.reading.append(connection) }
      return connection
    }
    if let idle { return idle }
    let another = try openAnother()
    if purpose == .reading { state.withLock { $0.reading.append(another) } }
    return another
  }

  func giveBack(_ connection: Connection) {
    state.withLock { state in
      state.reading.removeAll { $0 === connection }
      connection.isInterrupted.store(false, ordering: .relaxed)
      if connection === first {
        state.idle.insert(connection, at: 0)
      } else if state.idle.count < Self.idleLimit {
        state.idle.append(connection)
      }
    }
  }

  /// Ends the reads that go on now.
  func interruptReads() {
    state.withLock { state in
      for connection in state.reading {
        connection.isInterrupted.store(true, ordering: .relaxed)
        sqlite3_interrupt(connection.handle)
      }
    }
  }
}
