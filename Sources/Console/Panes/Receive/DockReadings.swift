import Inventory

/// What was read of a document becomes the sheet.
extension ReceiveSheet {
  mutating func take(_ card: TransferCard.Card) {
    document = .transfer(card.transfer)
    receivers = card.receivers
    currency = card.currency
    discrepancyCount = card.discrepancies
  }

  /// A line for each item: at the dock nobody can tell for which of two lines of an item a unit came.
  mutating func take(_ card: OrderCard.Card) {
    document = .order(card.order)
    currency = card.order.currency
    receipts = card.receipts
    for line in card.lines {
      let read = DockLine(line)
      if let index = lines.firstIndex(where: { $0.item == read.item }) {
        lines[index].add(read)
      } else {
        lines.append(read)
      }
    }
    for receipt in pendingReceipts where !receivers.contains(receipt.createdBy) { receivers.append(receipt.createdBy) }
  }

  var pendingReceipts: [Receipt] { receipts.filter { $0.status == .pending } }

  /// What is scanned and not posted stands on top of what came.
  mutating func take(_ card: ReceiptCard.Card) {
    if card.lines.contains(where: { $0.received > .zero }) { toPost.append(card.receipt.id.description) }
    for line in card.lines where !line.received.isZero {
      let good = line.received - line.rejected
      pending[GoodsKey(item: line.item, lot: line.lot), default: .zero] += good
      guard let index = lines.firstIndex(where: { $0.item == line.item }) else { continue }
      lines[index].pendingGood += good
      lines[index].pendingDamaged += line.rejected
      if let code = line.lot { add(Lot(code: code, made: line.made, expires: line.expires), to: index) }
    }
  }

  mutating func add(_ lot: Lot, to index: Int) {
    let item = lines[index].item
    guard lots[item]?.contains(where: { $0.code.lowercased() == lot.code.lowercased() }) != true else { return }
    lots[item, default: []].append(lot)
    lines[index].lotCodes.append(lot.code)
  }

  /// The same of what was just scanned, until the books are read again.
  mutating func addOrdered(_ change: ReceivedChange, at index: Int) {
    guard document?.isOrder == true else { return }
    pending[change.key, default: .zero] += change.good
    if let goods = change.goods, let code = goods.lot {
      add(Lot(code: code, made: goods.made, expires: goods.expires), to: index)
    }
  }
}
