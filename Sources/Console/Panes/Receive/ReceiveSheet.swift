import Inventory

/// The transfer that is being received, as far as it is known: its lines in their order, what is parked, what is not as
/// it should be.
struct ReceiveSheet: Sendable {
  var card: TransferCard.Card?
  var lines: [TransferLine] = []
  var parked: [ReceiveEvent] = []
  var discrepancies: [Discrepancy] = []
  /// The number of the line that was scanned last.
  var current: Int?
  var isRead = false
  /// What stands on the pallet that was scanned last.
  var palletGoods: Set<GoodsKey> = []

  func line(_ number: Int?) -> TransferLine? { number.flatMap { number in lines.first { $0.number == number } } }

  func line(_ key: GoodsKey) -> TransferLine? { lines.first { $0.goodsKey == key } }

  func lines(of item: ItemID) -> [TransferLine] { lines.filter { $0.item == item } }

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

  init(_ lines: [TransferLine]) {
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

extension TransferLine {
  var goodsKey: GoodsKey { GoodsKey(item: item, lot: lot?.code) }

  /// Good, over among it, with what is scanned and not posted.
  var allGood: Quantity { good + pendingGood }
  var allDamaged: Quantity { damaged + pendingDamaged }
  var came: Quantity { allGood + allDamaged }
  /// What came beyond what was shipped, as far as it is known: said to be over, or scanned by several who did not know.
  var allOver: Quantity { max(over + pendingOver, came + closed - shipped, .zero) }
  /// Something of it was shipped or came; what is only asked for, or was shipped by its lots, is nothing to receive.
  var isAtDock: Bool { shipped + over + pendingGood + pendingDamaged > .zero }
  /// What may still come.
  var open: Quantity { max(left, .zero) }

  /// `WID-220  lot L2407`.
  var words: String { code.description + (lot.map { "  lot \($0.code)" } ?? (name.isEmpty ? "" : "  \(name)")) }

  /// `40 -> 42 of 48`, with what there is to know of it then.
  ///
  /// - Parameter before: what had come before the scan that the change is about; nil for what has come now.
  func words(after change: ReceivedChange, from before: Quantity? = nil) -> String {
    var then = self
    then.pendingGood += change.good
    then.pendingDamaged += change.damaged
    then.pendingOver += change.over
    let done = then.open.isZero ? then.allOver > .zero ? "   \(Numbers.grouped(then.allOver)) over" : "   done" : ""
    let figures = [before ?? came, then.came, shipped].map { Numbers.grouped($0) }
    return "line \(figures[0]) -> \(figures[1]) of \(figures[2])" + done
  }
}
