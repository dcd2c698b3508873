import Inventory

/// One line of what is received, whether it was shipped to here or ordered: how much was to come, came, and is still
/// missing, what is scanned and not posted among it.
struct DockLine: Hashable, Sendable {
  var number: Int
  var item: ItemID
  var code: ItemCode
  var name: String
  var tracking: Tracking
  /// Nil for all lots: an order does not know which will come.
  var lot: Lot?
  /// Shipped, or ordered.
  var shipped: Quantity
  var good: Quantity
  /// Damaged, or rejected.
  var damaged: Quantity
  var over = Quantity.zero
  /// Will not come.
  var closed: Quantity
  /// Scanned, not posted.
  var pendingGood = Quantity.zero
  var pendingDamaged = Quantity.zero
  /// Of the good.
  var pendingOver = Quantity.zero
  /// On its way, what is scanned of it and not posted too.
  var inTransit: Quantity
  var value: Worth
  var serials: [String] = []
  /// Something of it was shipped or came; what is only asked for, or was shipped by its lots, is nothing to receive.
  var isAtDock = true
  /// The lots that came of it, where ``lot`` is none.
  var lotCodes: [String] = []

  init(_ line: TransferLine) {
    number = line.number
    item = line.item
    code = line.code
    name = line.name
    tracking = line.tracking
    lot = line.lot
    shipped = line.shipped
    good = line.good
    damaged = line.damaged
    over = line.over
    closed = line.closed
    pendingGood = line.pendingGood
    pendingDamaged = line.pendingDamaged
    pendingOver = line.pendingOver
    inTransit = line.inTransit
    value = Worth(tenMillionths: Int128(line.valueInTransit.tenThousandths) * 1_000)
    serials = line.serialsInTransit
    isAtDock = line.shipped + line.over + line.pendingGood + line.pendingDamaged > .zero
  }

  init(_ line: OrderLine) {
    number = line.number
    item = line.item
    code = line.code
    name = line.name
    tracking = line.tracking
    shipped = line.ordered
    good = line.stocked
    damaged = line.rejected
    closed = line.closed
    inTransit = line.outstanding
    value = Worth(line.outstanding, at: line.price)
  }

  /// Another line of the same item: at the dock nobody can tell which of them a unit belongs to.
  mutating func add(_ other: DockLine) {
    shipped += other.shipped
    good += other.good
    damaged += other.damaged
    closed += other.closed
    inTransit += other.inTransit
    value += other.value
  }

  var goodsKey: GoodsKey { GoodsKey(item: item, lot: lot?.code) }

  /// Good, over among it, with what is scanned and not posted.
  var allGood: Quantity { good + pendingGood }
  var allDamaged: Quantity { damaged + pendingDamaged }
  var came: Quantity { allGood + allDamaged }
  /// What came beyond what was to come, as far as it is known: said to be over, or scanned by several who did not know.
  var allOver: Quantity { max(over + pendingOver, came + closed - shipped, .zero) }
  /// What may still come.
  var open: Quantity { max(inTransit + pendingOver - pendingGood - pendingDamaged, .zero) }

  /// `WID-220  lot L2407`.
  var words: String { code.description + (lot.map { "  lot \($0.code)" } ?? (name.isEmpty ? "" : "  \(name)")) }

  /// What stands in the column of lots.
  var lotWords: String {
    if tracking == .serial { return "\(shipped) serials" }
    if let lot { return lot.code }
    return lotCodes.count > 1 ? "\(lotCodes.count) lots" : lotCodes.first ?? "-"
  }

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

extension DockLine {
  /// What there is to know of a line, the weightiest first.
  func flags(_ house: ReceiveHouse, _ clock: LocalClock) -> [String] {
    var flags: [String] = []
    if allOver > .zero { flags.append("\(Numbers.grouped(allOver)) over") }
    if let expires = lot?.expires {
      let days = expires.daysSince1970 - clock.today.daysSince1970
      if days < 0 { flags.append("expired") } else if days < house.minimumLife { flags.append("expires \(days) d") }
    }
    if open.isZero, allOver.isZero { flags.append("done") }
    if tracking == .serial, open > .zero, came > .zero {
      flags.append("\(open) \(open == Quantity(1) ? "serial" : "serials") open")
    }
    if closed > .zero { flags.append("\(Numbers.grouped(closed)) short") }
    return flags
  }
}
