import Inventory
import Storage
import Synchronization

/// Items and locations as they were last seen, by the names people gave. An act guards on the versions it saw, so a
/// stale entry costs one more try, never a wrong act; questions do not use it.
final class Catalog: Sendable {
  enum Place: Sendable {
    case one(Location)
    case several([String])
    case none
  }

  private struct Seen {
    var items: [String: Item] = [:]
    var locations: [String: Location] = [:]
  }

  private static let mostItems = 250_000
  private let seen = Mutex(Seen())

  func forget() {
    seen.withLock { $0 = Seen() }
  }

  func item(_ name: String, _ reader: Reader) throws(InventoryError) -> Item? {
    if let item = seen.withLock({ $0.items[name] }) { return item }
    guard let item = try reader.item(name) else { return nil }
    seen.withLock {
      if $0.items.count >= Catalog.mostItems { $0.items = [:] }
      $0.items[name] = item
    }
    return item
  }

  func location(_ name: String, _ reader: Reader) throws(InventoryError) -> Place {
    if let location = seen.withLock({ $0.locations[name] }) { return .one(location) }
    let place = try reader.location(name)
    if case .one(let location) = place {
      seen.withLock {
        if $0.locations.count >= Catalog.mostItems { $0.locations = [:] }
        $0.locations[name] = location
      }
    }
    return place
  }
}

extension Reader {
  /// By SKU, `SKU/VARIANT` or barcode.
  func item(_ name: String) throws(InventoryError) -> Item? {
    for statement in ItemTable.find(name) {
      if let item = try first(statement, { ItemTable.item($0) }) { return item }
    }
    return nil
  }

  /// By code, by unique name, by `SITE/PLACE`.
  func location(_ name: String) throws(InventoryError) -> Catalog.Place {
    for statement in LocationTable.find(name) {
      let found = try all(statement) { LocationTable.location($0) }
      if found.count > 1 { return .several(found.map(\.path)) }
      if let location = found.first { return .one(location) }
    }
    return .none
  }
}
