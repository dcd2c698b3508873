/// Which lines of an order goods are for: lines of the same item are filled in their order, and what is beyond what was
/// ordered, as far as that is tolerated, goes to the last that has room.
struct OrderAllocation {
  private let known: PurchaseFacts
  private let tolerance: OrderTolerance
  private var outstanding: [Int: Quantity] = [:]
  /// What may still come, what is outstanding among it.
  private var allowed: [Int: Quantity] = [:]
  private var linesOfItem: [ItemID: [OrderLine]] = [:]

  init(_ known: PurchaseFacts, _ tolerance: OrderTolerance) {
    self.known = known
    self.tolerance = tolerance
    for line in known.lines {
      let isCounted = known.items[line.item]?.unit.isCounted ?? true
      outstanding[line.number] = line.outstanding
      allowed[line.number] = max(
        tolerance.limit(of: line.ordered, isCounted: isCounted) - line.received, line.outstanding)
      linesOfItem[line.item, default: []].append(line)
    }
  }

  /// The lines of a receipt that goods make, numbered from `first` on.
  func lines(_ goods: [ArrivedGoods], of receipt: ReceiptID, from first: Int) throws(InventoryError) -> [ReceiptLine] {
    var rest = self
    var lines: [ReceiptLine] = []
    for arrived in goods {
      guard let own = linesOfItem[arrived.item.id] else {
        throw .notOnOrder(arrived.item.code, order: known.order?.number ?? "")
      }
      try rest.checkRoom(arrived, own, goods)
      lines += rest.pieces(arrived, own, receipt)
    }
    for index in lines.indices { lines[index].number = first + index }
    return lines
  }

  private func checkRoom(
    _ arrived: ArrivedGoods, _ own: [OrderLine], _ goods: [ArrivedGoods]
  ) throws(InventoryError) {
    let room = own.reduce(Quantity.zero) { $0 + (allowed[$1.number] ?? .zero) }
    if arrived.received <= room { return }
    let whole = OrderAllocation(known, tolerance)
    throw .beyondOrder(
      arrived.item.code, order: known.order?.number ?? "", ordered: own.reduce(.zero) { $0 + $1.ordered },
      received: own.reduce(.zero) { $0 + $1.received },
      asked: goods.filter { $0.item.id == arrived.item.id }.reduce(.zero) { $0 + $1.received },
      allowed: own.reduce(.zero) { $0 + (whole.allowed[$1.number] ?? .zero) })
  }

  private mutating func pieces(_ arrived: ArrivedGoods, _ own: [OrderLine], _ receipt: ReceiptID) -> [ReceiptLine] {
    var left = arrived
    var parts: [Int: Quantity] = [:]
    for line in own { take(min(left.received, outstanding[line.number] ?? .zero), line.number, &left, &parts) }
    for line in own.reversed() { take(min(left.received, allowed[line.number] ?? .zero), line.number, &left, &parts) }
    var (rejected, serials) = (arrived.rejected, arrived.serials[...])
    return own.compactMap { line in
      guard let received = parts[line.number] else { return nil }
      let part = min(rejected, received)
      rejected -= part
      let units = Int((received - part).thousandths / 1000)
      let named = arrived.item.tracking == .serial ? serials.prefix(units) : []
      serials = serials.dropFirst(named.count)
      return ReceiptLine(
        receipt: receipt, number: 0, orderLine: line.number, item: line.item, code: line.code, name: line.name,
        unit: line.unit, lot: arrived.lot, made: arrived.made, expires: arrived.expires, received: received,
        rejected: part, serials: Array(named))
    }
  }

  private mutating func take(
    _ quantity: Quantity, _ line: Int, _ left: inout ArrivedGoods, _ parts: inout [Int: Quantity]
  ) {
    guard quantity > .zero else { return }
    left.received -= quantity
    parts[line, default: .zero] += quantity
    outstanding[line] = max((outstanding[line] ?? .zero) - quantity, .zero)
    allowed[line] = max((allowed[line] ?? .zero) - quantity, .zero)
  }
}
