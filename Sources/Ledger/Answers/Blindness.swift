import Inventory
import Storage

/// What is kept from those who count blind: all that the books say of the places that are being counted (`spec.md` 3.8).
/// It is held here, where questions are answered, so that no face can show it and none need remember not to.
enum Blindness {
  /// Whether the place `l` of a query is being counted blind.
  static let hidden = """
    EXISTS (SELECT 1 FROM stocktake blind CROSS JOIN location scope ON scope.id = blind.location
      WHERE blind.blind = 1 AND blind.status NOT IN ('applied', 'cancelled')
        AND (l.id = scope.id OR blind.inside = 1 AND l.path >= scope.path AND l.path < scope.path || 'x'))
    """

  /// Lines of which nothing is known but that a bin was found empty: they would tell what was expected there.
  static let shownToCounters = """
    c.state <> 'open' AND NOT (c.events = 1 AND c.counted = 0 AND EXISTS (SELECT 1 FROM count_event z
      WHERE z.stocktake = c.stocktake AND z.line = c.number AND z.kind = 4 AND z.text = '\(CountEventTable.emptyBin)'))
    """
}

extension Answers {
  /// Whether anything is kept from who asks: those who may only count, while something is counted blind; and people nobody
  /// knows, in a house that knows its people.
  var isBlind: Bool {
    get throws(InventoryError) {
      let probe = Statement(
        "SELECT 1 FROM stocktake WHERE blind = 1 AND status NOT IN ('applied', 'cancelled') LIMIT 1")
      if case .person = asking.asker {
        reader.ahead { () throws(InventoryError) in _ = try reader.first(probe) { _ in true } }
      }
      if try viewerHolds(.operate) { return false }
      return try reader.first(probe) { _ in true } ?? false
    }
  }

  /// Has it looked up who asks, and what is kept from them, with whatever is looked up next.
  func lookAheadForViewer() { reader.ahead { () throws(InventoryError) in _ = try isBlind } }

  /// Which of the places are kept from who asks.
  func hidden(among places: some Sequence<LocationID>) throws(InventoryError) -> Set<LocationID> {
    guard try isBlind else { return [] }
    let asked = Array(Set(places))
    var hidden: Set<LocationID> = []
    guard !asked.isEmpty else { return hidden }
    try reader.each(
      asked.map { Statement("SELECT 1 FROM location l WHERE l.id = ?1 AND \(Blindness.hidden)", [.id($0)]) }
    ) { index, _ in
      hidden.insert(asked[index])
      return true
    }
    return hidden
  }

  func withheld(_ rows: [StockRow]) throws(InventoryError) -> [StockRow] {
    let hidden = try hidden(among: rows.lazy.map(\.location))
    return hidden.isEmpty ? rows : rows.map { hidden.contains($0.location) ? $0.withheld : $0 }
  }
}

extension StockRow {
  /// Without its balances.
  var withheld: StockRow {
    var row = self
    row.balances = .zero
    row.isWithheld = true
    return row
  }
}

extension LotBalance {
  var withheld: LotBalance {
    var balance = self
    balance.onHand = .zero
    balance.blocked = .zero
    balance.isWithheld = true
    return balance
  }
}

extension AuditEvent {
  /// Without what a stocktake came to, what stands on a pallet, what is held of what, what is low, and what is
  /// bought, and why corrections were refused.
  var withheld: AuditEvent {
    let telling = [
      "stocktake.", "plate.", "reservation.", "low_stock.", "order.", "receipt.", "requisition.", "import.orders",
      "correction.", "job.",
    ]
    guard telling.contains(where: action.hasPrefix) || action == "stock.counted" else { return self }
    var event = self
    event.before = nil
    event.after = nil
    return event
  }
}
