import Inventory
import Storage

/// The one a question is answered for, looked up when the answer first depends on it.
final class Viewer {
  let asker: Asker
  private let reader: Reader
  private var seen: Standing?

  /// Where somebody stands in the house.
  enum Standing {
    /// The program itself, or anybody in a house without operators.
    case unbound
    case known(Operator)
    /// There are operators, and this is none of those at work.
    case unknown(String)
  }

  init(_ asker: Asker, _ reader: Reader) {
    self.asker = asker
    self.reader = reader
  }

  var standing: Standing {
    get throws(InventoryError) {
      if let seen { return seen }
      let found = try look()
      seen = found
      return found
    }
  }

  private func look() throws(InventoryError) -> Standing {
    guard case .person(let name) = asker else { return .unbound }
    return switch try reader.operator(name) {
    case .none: .unbound
    case .one(let found) where found.isActive: .known(found)
    case .one, .another: .unknown(name)
    }
  }
}

extension Answers {
  /// The operator who asks; nil for the house itself and in a house without operators: they see everything. Throws
  /// where there are operators and the asker is none of those at work.
  var viewer: Operator? {
    get throws(InventoryError) {
      switch try asking.standing {
      case .unbound: return nil
      case .known(let found): return found
      case .unknown(let name): throw .unknownOperator(name)
      }
    }
  }

  /// Whether the asker may do, and so see, what takes this right. Nobody knows of an unknown person, so they may not.
  func viewerHolds(_ right: Right) throws(InventoryError) -> Bool {
    switch try asking.standing {
    case .unbound: true
    case .known(let found): found.role.holds(right)
    case .unknown: false
    }
  }
}
