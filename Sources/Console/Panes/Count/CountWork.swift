import Inventory
import Terminal

/// What records mean to those who count.
extension CountPane {
  var lastGoods: ScannedGoods? { last?.goods }

  mutating func refresh(_ desk: inout Desk) -> Bool {
    guard isStale, sheet != nil, desk.now >= rereadAt, !desk.link.isHolding else { return false }
    if desk.link.isFar {
      readAside(&desk)
      return false
    }
    read(.again, &desk)
    return true
  }

  mutating func takesItself(_ record: String, _ desk: inout Desk) -> Bool {
    stocktake == nil && choose(record) || takesKept(record, &desk)
  }

  mutating func takesItself(_ scanned: ScanLine, _ record: String, _ desk: inout Desk) -> Bool {
    if look == .parked,
      takeParked(scanned, record, of: parkedCount, drop: { $0.drop($0.knownParked[$1], &$2) }, &desk)
    {
      return true
    }
    guard case .number(let number, _) = scanned, sheet?.isUntouched == true, number.isZero else { return false }
    empty(&desk)
    return true
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) {
    switch command {
    case .countZero: empty(&desk)
    case .countDamaged: next.isDamaged.toggle()
    case .undo: undo(&desk)
    case .commit: close(&desk)
    case .leave: leaveNow(&desk)
    case .countParked, .countBins, .back: _ = run(command, &desk)
    default: desk.go(.command(command))
    }
  }

  mutating func zero(_ desk: inout Desk) { empty(&desk) }

  mutating func wait(for reading: CodeReading, _ ticket: Ticket<[LookUp.Hit]>) { step = .code(reading, ticket) }

  mutating func enter(_ hit: LookUp.Hit, of code: ScannedCode, _ desk: inout Desk) {
    switch hit {
    case .location(let location): open(location.code, desk.link.isDown ? .join : .ask, &desk)
    case .stocktake(let stocktake): change(to: stocktake, read: code.raw, &desk)
    case .transfer(let transfer):
      fail("\(transfer.number) is a transfer: leave counting by F10, then scan it", read: code.raw, &desk)
    case .order(let order):
      fail("\(order.number) is an order: leave counting by F10, then scan it", read: code.raw, &desk)
    case .receipt, .requisition:
      fail("\(code.text) is a document of buying: scan the label of a place, or goods", read: code.raw, &desk)
    case .reservation(let reservation):
      fail("\(reservation.number) is a reservation: leave counting by F10, then scan it", read: code.raw, &desk)
    case .plate(let plate): scanned(plate, code.raw, &desk)
    default: break
    }
  }

  mutating func signedIn(_ isNew: Bool, _ desk: inout Desk) {
    guard isNew else { return }
    last = nil
    trail = []
    bins.reread()
    if let sheet { open(sheet.code, .join, &desk) }
  }
}
