import Inventory
import Terminal

/// Putting away needs the books: what stands where, and where it may go, nobody here can tell. While the line is down it
/// says so, and keeps what is carried.
extension PutAwayPane {
  var isParkedShown: Bool { look == .parked }
  var parkedCount: Int { parked.count }

  mutating func lineIsDown(for deed: ScanDeed<PutAwayPurpose>, _ desk: inout Desk) -> Bool {
    switch deed.purpose {
    case .put: failOffline("putting away needs it. Nothing was moved; scan the bin again when it is back", &desk)
    case .undo: failOffline("nothing is taken back; F8 again when it is back", &desk)
    }
    return true
  }

  mutating func enterUnread(_ code: ScannedCode, _ desk: inout Desk) -> Bool {
    guard place == nil || carried != nil else { return false }
    fail("the line is down: putting away needs it. Scan this again when it is back", read: code.raw, &desk)
    return true
  }

  mutating func undone(_ key: String, _ desk: inout Desk) { isStale = true }

  mutating func beginAgain(_ desk: inout Desk) {
    isStale = true
    rereadAt = desk.now
    guard place == nil, let wanted = lost, !isBusy else { return }
    lost = nil
    echo = nil
    read(wanted, .entered(transfer: transfer, plate: nil), &desk)
  }
}
