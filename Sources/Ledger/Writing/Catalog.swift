import Inventory
import Storage
import Synchronization

/// Items, locations and operators as they were last seen, by the names people gave, and the stocktakes and transfers that
/// are scanned into. An act guards on the versions it saw, so a stale entry costs one more try, never a wrong act; questions
/// do not use it.
final class Catalog: Sendable {
  enum Place: Sendable {
    case one(Location)
    case several([String])
    case none
  }

  private struct Seen {
    var items: [String: Item] = [:]
    var locations: [String: Location] = [:]
    var operators: [String: Operator] = [:]
    /// The house had no operators.
    var isOpen = false
    /// Those that took counts.
    var stocktakes: [StocktakeID: Stocktake] = [:]
    var transfers: [TransferID: RememberedTransfer] = [:]
    /// Orders as they were last looked at: only to guess by what is worth looking at again.
    var purchases: [String: PurchaseFacts] = [:]
  }

  private static let mostItems = 250_000
  private let seen = Mutex(Seen())

  func forget() {
    seen.withLock { $0 = Seen() }
  }

  /// The items there are among these names; names that nobody has are left out.
  func items(_ names: Set<String>, _ reader: Reader) throws(InventoryError) -> [String: Item] {
    var found: [String: Item] = [:]
    found.reserveCapacity(names.count)
    var unknown: [String] = []
    seen.withLock { seen in
      for name in names {
        if let item = seen.items[name] { found[name] = item } else { unknown.append(name) }
      }
    }
    guard !unknown.isEmpty else { return found }
    let fresh = try reader.items(unknown)
    seen.withLock { seen in
      if seen.items.count + fresh.count > Catalog.mostItems { seen.items = [:] }
      for (name, item) in fresh { seen.items[name] = item }
    }
    found.merge(fresh) { $1 }
    return found
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

  func person(_ name: String, _ reader: Reader) throws(InventoryError) -> Reader.Person {
    let known: Reader.Person? = seen.withLock { seen in
      seen.isOpen ? Reader.Person.none : seen.operators[name].map { .one($0) }
    }
    if let known { return known }
    let person = try reader.operator(name)
    if reader.isGuessing { return person }
    seen.withLock { seen in
      switch person {
      case .none: seen.isOpen = true
      case .one(let found): seen.operators[name] = found
      case .another: break
      }
    }
    return person
  }
}

extension Catalog {
  /// Few are scanned into at a time.
  private static let mostDocuments = 100

  func stocktake(_ id: StocktakeID) -> Stocktake? { seen.withLock { $0.stocktakes[id] } }

  func remember(_ stocktake: Stocktake) {
    seen.withLock { seen in
      if seen.stocktakes.count >= Catalog.mostDocuments { seen.stocktakes = [:] }
      seen.stocktakes[stocktake.id] = stocktake
    }
  }

  /// What is known of a transfer, where each of the items has a line there.
  func transfer(_ id: TransferID, _ items: Set<ItemID>) -> TransferFacts? {
    seen.withLock { $0.transfers[id]?.facts(items) }
  }

  func purchase(_ order: String) -> PurchaseFacts? { seen.withLock { $0.purchases[order] } }

  func remember(_ facts: PurchaseFacts, of order: String) {
    seen.withLock { seen in
      if seen.purchases.count >= Catalog.mostDocuments { seen.purchases = [:] }
      seen.purchases[order] = facts
    }
  }

  func remember(_ facts: TransferFacts) {
    seen.withLock { seen in
      if seen.transfers.count >= Catalog.mostDocuments { seen.transfers = [:] }
      seen.transfers[facts.transfer.id, default: RememberedTransfer(facts)].add(facts)
    }
  }
}

extension Reader {
  /// By SKU, `SKU/VARIANT` or barcode.
  func item(_ name: String) throws(InventoryError) -> Item? { try items([name])[name] }

  /// Those of the names that there are: by SKU and variant, and where there is none, by barcode.
  func items(_ names: [String]) throws(InventoryError) -> [String: Item] {
    var found: [String: Item] = [:]
    var unknown = names
    for statement in [ItemTable.byCode, ItemTable.byBarcode] where !unknown.isEmpty {
      let asked = unknown
      try each(asked.map(statement)) { index, row in
        found[asked[index]] = ItemTable.item(row)
        return true
      }
      unknown = asked.filter { found[$0] == nil }
    }
    return found
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
