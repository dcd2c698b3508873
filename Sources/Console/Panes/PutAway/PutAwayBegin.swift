import Inventory
import Terminal

/// Which place is worked at, and what is read of it.
extension PutAwayPane {
  static let rereadMilliseconds: Int64 = 700
  static let mostRecords = 200

  mutating func appear(_ desk: inout Desk) {
    desk.notices.dismiss()
    guard place == nil, !isBusy, let wanted else {
      isStale = true
      return
    }
    read(wanted, .entered(transfer: transfer, plate: nil), &desk)
  }

  mutating func open(_ code: String, transfer: String? = nil, plate: Plate? = nil, _ desk: inout Desk) {
    read(code, .entered(transfer: transfer, plate: plate), &desk)
  }

  mutating func read(_ code: String, _ reading: PutAwayReading, _ desk: inout Desk) {
    isStale = false
    rereadAt = desk.now.adding(milliseconds: PutAwayPane.rereadMilliseconds)
    var first = transfer
    if case .entered(let wanted, _) = reading { first = wanted }
    let list = PutAwayList(
      at: code, transfer: first, today: desk.clock.today, limit: PutAwayPane.mostRecords)
    step = .sheet(reading, desk.ask(list))
  }

  mutating func take(
    sheet result: Result<PutAwayList.Sheet, InventoryError>, _ reading: PutAwayReading, _ desk: inout Desk
  ) {
    switch (result, reading) {
    case (.failure(let error), .again) where error.isOfTheLine: isStale = true
    case (.failure(let error), .entered) where error.isOfTheLine:
      lost = wanted ?? echo?.read
      failOffline("putting away needs it; what stands here is read when it is back", &desk)
    case (.failure(let error), .again): desk.log(.fail, Explanation(error).detail)
    case (.failure(let error), .entered): fail(error, &desk)
    case (.success(let read), .again):
      sheet.take(read)
      viewed = viewed.map { max(0, min(sheet.lines.count - 1, $0)) }
    case (.success(let read), .entered(let transfer, let plate)):
      begin(read, transfer)
      if let plate { return take(up: plate, read: echo?.read ?? plate.code, &desk) }
      guard let record = echo?.read, !record.isEmpty else { return }
      say(
        ScanEcho(
          at: desk.now, read: record, meaning: read.place.path, outcome: .ok,
          result: read.lines.isEmpty ? "nothing stands here to be put away" : "\(sheet.leftWords): scan goods"), &desk)
    }
  }

  private mutating func begin(_ read: PutAwayList.Sheet, _ transfer: String?) {
    self.transfer = transfer
    place = read.place
    sheet = PutAwaySheet()
    sheet.take(read)
    carried = nil
    current = nil
    next = NextScan()
    look = .lines
    viewed = nil
  }

  mutating func refresh(_ desk: inout Desk) -> Bool {
    guard isStale, let place, desk.now >= rereadAt, !desk.link.isHolding else { return false }
    read(place.code, .again, &desk)
    return true
  }

  var noPlace: String { "no place is open: scan the label of the place the goods stand at" }
}
