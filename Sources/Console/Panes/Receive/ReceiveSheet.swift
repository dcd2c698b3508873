import Inventory

/// What is being received, as far as it is known: its lines in their order, what is parked, what is not as it should
/// be.
struct ReceiveSheet: Sendable {
  var document: DockDocument?
  /// Who scanned something that is not posted.
  var receivers: [String] = []
  var currency = ""
  var lines: [DockLine] = []
  var parked: [ReceiveEvent] = []
  var discrepancies: [Discrepancy] = []
  /// How many there are.
  var discrepancyCount = 0
  /// Of an order: the receipts against it, the newest first.
  var receipts: [Receipt] = []
  /// Of an order: the pending receipts that something stands on.
  var toPost: [String] = []
  /// Of an order: what is good of what is scanned and not posted, by item and lot.
  var pending: [GoodsKey: Quantity] = [:]
  /// Of an order: the lots among it.
  var lots: [ItemID: [Lot]] = [:]
  /// The number of the line that was scanned last.
  var current: Int?
  var isRead = false
  /// What stands on the pallet that was scanned last.
  var palletGoods: Set<GoodsKey> = []

  func line(_ number: Int?) -> DockLine? { number.flatMap { number in lines.first { $0.number == number } } }

  /// The line that goods belong to: of an order that of the item, whatever the lot.
  func line(_ key: GoodsKey) -> DockLine? {
    let key = document?.isOrder == true ? GoodsKey(item: key.item, lot: nil) : key
    return lines.first { $0.goodsKey == key }
  }

  func lines(of item: ItemID) -> [DockLine] { lines.filter { $0.item == item } }

  /// Takes what was read; the current line stays.
  mutating func take(_ read: ReceiveSheet) {
    let (current, palletGoods) = (current, palletGoods)
    self = read
    isRead = true
    self.palletGoods = palletGoods
    arrange()
    self.current = line(current) == nil ? nil : current
  }

  /// Adds what was scanned; the database says the same when it is asked next.
  mutating func add(_ change: ReceivedChange) {
    current = change.line ?? current
    guard let index = lines.firstIndex(where: { $0.number == change.line }) else { return }
    lines[index].pendingGood += change.good
    lines[index].pendingDamaged += change.damaged
    lines[index].pendingOver += change.over
    addOrdered(change, at: index)
  }

  /// What all lines come to, scans that are not posted among it.
  var sums: ReceivedSums { ReceivedSums(lines) }
}

/// How far a transfer has come, what is scanned and not posted yet counted too.
struct ReceivedSums: Hashable, Sendable {
  var shipped = Quantity.zero
  /// Good and damaged, as far as it was shipped.
  var came = Quantity.zero
  /// Came, or was closed as short.
  var settled = Quantity.zero

  init(_ lines: [DockLine]) {
    for line in lines {
      shipped += line.shipped
      let expected = min(line.came, line.shipped)
      came += expected
      settled += min(expected + line.closed, line.shipped)
    }
  }

  /// Whole percents, rounded down, so that 100 means all.
  var percent: Int {
    guard shipped > .zero else { return 0 }
    return Int(Int128(settled.thousandths) * 100 / Int128(shipped.thousandths))
  }
}
