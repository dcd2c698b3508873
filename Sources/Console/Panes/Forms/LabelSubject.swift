import Inventory

/// What labels are printed of: goods by name, or all that is on a document.
enum LabelSubject: Hashable, Sendable {
  case goods(item: String, lot: String? = nil, expires: Day? = nil, serial: String? = nil)
  case transfer(String)
  case order(String)

  /// `WID-220 L2407`, `TR-0881`.
  var words: String {
    switch self {
    case .goods(let item, let lot, _, let serial): [item, lot, serial].compactMap { $0 }.joined(separator: " ")
    case .transfer(let number), .order(let number): number
    }
  }

  /// One label of each of its goods, for whoever works here.
  func labels(_ service: any InventoryService, for asker: Asker) throws(InventoryError) -> [Label] {
    func item(_ name: String) throws(InventoryError) -> Item { try service.ask(ItemStock(name), for: asker).item }
    switch self {
    case .goods(let name, let lot, let expires, let serial):
      return [Label(of: try item(name), lot: lot, expires: expires, serial: serial)]
    case .transfer(let number):
      let card = try service.ask(TransferCard(number), for: asker)
      var labels: [Label] = []
      for line in try service.ask(TransferLinePage(number, limit: 1000), for: asker).rows {
        labels.append(
          Label(
            of: try item(line.code.description), lot: line.lot?.code, expires: line.lot?.expires,
            quantity: line.requested > .zero ? line.requested : nil, transfer: card.transfer.number,
            destination: card.transfer.destinationPlace))
      }
      return labels
    case .order(let number):
      var labels: [Label] = []
      for line in try service.ask(OrderCard(number), for: asker).lines {
        labels.append(Label(of: try item(line.code.description), quantity: line.ordered))
      }
      return labels
    }
  }
}
