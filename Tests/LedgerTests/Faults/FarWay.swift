import Glibc
import Inventory
import Ledger
import Storage

/// A way to a database far away on which things go wrong.
protocol FarWay: AnyObject, Sendable {
  /// False where what is sent may arrive twice, or late: then an act is said to have been done before by whoever brings it
  /// second, and what was not done may be yet, so that it is asked for until it is known.
  var deliversOnce: Bool { get }
  /// A client of its own, as each program has one.
  func database() throws -> any Database
  /// Something may happen now, to whoever is under way.
  func trouble(_ numbers: inout SeededNumbers)
  /// What would stay broken is whole again; the rest goes on.
  func mend()
  /// From now on all is well.
  func calm()
  /// All that it started is gone.
  func stop()
}

extension FarWay {
  var deliversOnce: Bool { true }

  /// The books as a client of its own sees them, opened until they are open.
  func books() throws -> Books {
    let database = try database()
    for _ in 0..<FaultWorker.mostTries {
      do throws(InventoryError) {
        return try Books(database, clock: { FaultHouse.now }, patience: FaultWorker.patience)
      } catch {
        guard case .store = error else { throw error }
      }
    }
    throw NeverKnown(what: "the books never opened")
  }
}

/// Something that is not known after very many tries.
struct NeverKnown: Error, CustomStringConvertible {
  let what: String
  var description: String { what }
}
