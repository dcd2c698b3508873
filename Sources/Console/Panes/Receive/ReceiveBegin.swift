import Inventory
import Terminal

/// Which transfer to receive, and what is read of it.
extension ReceivePane {
  /// For the first time it looks for what is on its way; whoever comes back finds all as it was.
  mutating func appear(_ desk: inout Desk) {
    desk.notices.dismiss()
    guard transfer == nil, !isBusy else {
      isStale = true
      return
    }
    if let wanted { read(wanted, .entered, &desk) } else { list(&desk) }
  }

  mutating func list(_ desk: inout Desk) {
    var filter = TransferFilter()
    filter.status = .inTransit
    filter.text = search.isEmpty ? nil : search
    isChoosing = true
    step = .transfers(desk.ask(TransferPage(filter, limit: 50)))
  }

  mutating func take(transfers result: Result<Page<TransferPage.Row>, InventoryError>, _ desk: inout Desk) {
    switch result {
    case .failure(let error): fail(error, &desk)
    case .success(let page):
      if search.isEmpty {
        choices = page.rows
        hasMoreChoices = page.next != nil
        return
      }
      let words = search
      search = ""
      if let only = page.rows.first, page.rows.count == 1 { return open(only.transfer.number, &desk) }
      guard !page.rows.isEmpty else { return warn("no transfer in transit begins with \(words)", &desk) }
      choices = page.rows
      hasMoreChoices = page.next != nil
      viewed = nil
    }
  }

  /// A number of the list, a transfer's number, or `/` and the beginning of either its number or its reference. False for
  /// anything else.
  mutating func choose(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if text.hasPrefix("/") {
      search = String(text.dropFirst()).trimmedBlanks
      list(&desk)
      return true
    }
    guard let index = Int(text), choices.indices.contains(index - 1), text.utf8.count <= 2 else { return false }
    open(choices[index - 1].transfer.number, &desk)
    return true
  }

  mutating func open(_ number: String, _ desk: inout Desk) { read(number, .entered, &desk) }

  /// Another transfer's paper was scanned.
  mutating func change(to new: Transfer, read: String, _ desk: inout Desk) {
    guard new.status == .inTransit else {
      return fail(
        Explanation(.transferIs(new.number, new.status, wanted: "receive it")).detail, read: read, &desk)
    }
    if new.id == transfer?.id {
      return say(
        ScanEcho(at: desk.now, read: read, meaning: words(of: new), outcome: .ok, result: "it is this one"), &desk)
    }
    if let transfer { desk.log(.ok, "left \(transfer.number): what was scanned of it is kept") }
    echo = ScanEcho(at: desk.now, read: read)
    open(new.number, &desk)
  }

  func words(of transfer: Transfer) -> String { "\(transfer.number)  from \(transfer.sourcePlace)" }

  // MARK: The transfer

  /// Others' scans appear within a second; a transfer is not read more often, and a long one less often.
  static let rereadMilliseconds: Int64 = 700
  static let pageLines = 500

  mutating func read(_ number: String, _ purpose: ReceiveReading.Purpose, _ desk: inout Desk) {
    isStale = false
    rereadAt = desk.now.adding(
      milliseconds: ReceivePane.rereadMilliseconds * Int64(1 + sheet.lines.count / ReceivePane.pageLines))
    var reading = ReceiveReading(purpose: purpose, transfer: number)
    reading.card = desk.ask(TransferCard(number))
    reading.lines = desk.ask(TransferLinePage(number, limit: ReceivePane.pageLines))
    reading.parked = desk.ask(ReceiveEventPage(number, isParked: true, limit: 100))
    // Asked for on a small screen too: it may grow.
    reading.discrepancies = desk.ask(DiscrepancyPage(transfer: number, limit: 50))
    switch purpose {
    case .entered, .signedIn:
      reading.house = ReceiveHouse()
      reading.settings = desk.ask(Settings())
      reading.person = desk.ask(WhoAmI(desk.identity.actor))
    case .again, .after: break
    }
    step = .sheet(reading)
  }

  /// Puts one answer into the reading; false when it was for something else.
  mutating func take(_ reply: Reply, into reading: ReceiveReading, _ desk: inout Desk) -> Bool {
    var reading = reading
    if let result = reply.value(for: reading.card) {
      reading.card = nil
      reading.keep(result) { $0.sheet.card = $1 }
    } else if let result = reply.value(for: reading.lines) {
      reading.lines = nil
      var rest: Cursor?
      reading.keep(result) {
        $0.sheet.lines += $1.rows.filter(\.isAtDock)
        rest = $1.next
      }
      if let rest {
        reading.lines = desk.ask(
          TransferLinePage(reading.transfer, start: .after(rest), limit: ReceivePane.pageLines))
      }
    } else if let result = reply.value(for: reading.parked) {
      reading.parked = nil
      reading.keep(result) { $0.sheet.parked = $1.rows.reversed() }
    } else if let result = reply.value(for: reading.discrepancies) {
      reading.discrepancies = nil
      reading.keep(result) { $0.sheet.discrepancies = $1.rows }
    } else if let result = reply.value(for: reading.settings) {
      reading.settings = nil
      for setting in (try? result.get()) ?? [] { reading.house?.take(setting) }
    } else if let result = reply.value(for: reading.person) {
      reading.person = nil
      reading.house?.role = (try? result.get())??.role
    } else {
      return false
    }
    step = .sheet(reading)
    if reading.isDone {
      step = .idle
      take(reading, &desk)
    }
    return true
  }

  private mutating func take(_ reading: ReceiveReading, _ desk: inout Desk) {
    if let error = reading.trouble {
      if case .again = reading.purpose { return desk.log(.fail, Explanation(error).detail) }
      return fail(error, &desk)
    }
    guard let card = reading.sheet.card else { return }
    if case .entered = reading.purpose { begin(card) }
    transfer = card.transfer
    sheet.take(reading.sheet)
    if let house = reading.house { self.house = house }
    if pace == nil { pace = (desk.now, sheet.sums.came) }
    chosenParked = max(0, min(parked.count - 1, chosenParked))
    viewed = viewed.map { max(0, min(sheet.lines.count - 1, $0)) }
    switch reading.purpose {
    case .again, .signedIn: break
    case .entered: entered(card, &desk)
    case .after(let purpose, let before): say(purpose, before, &desk)
    }
  }

  private mutating func begin(_ card: TransferCard.Card) {
    sheet = ReceiveSheet()
    choices = []
    isChoosing = false
    pace = nil
    last = nil
    trail = []
    next = NextScan()
    look = .lines
    viewed = nil
  }

  private mutating func entered(_ card: TransferCard.Card, _ desk: inout Desk) {
    let new = card.transfer
    guard new.status == .inTransit else {
      return fail(.transferIs(new.number, new.status, wanted: "receive it"), &desk)
    }
    if let plate = arriving {
      arriving = nil
      return offer(plate, echo?.read ?? plate.code, &desk)
    }
    guard let read = echo?.read, !read.isEmpty else { return }
    say(
      ScanEcho(at: desk.now, read: read, meaning: words(of: new), outcome: .ok, result: "scan what came"), &desk)
  }
}

extension ReceiveReading {
  /// Keeps the answer, or the first trouble there was.
  fileprivate mutating func keep<Answer>(
    _ result: Result<Answer, InventoryError>, _ body: (inout ReceiveReading, Answer) -> Void
  ) {
    switch result {
    case .success(let answer): body(&self, answer)
    case .failure(let error): trouble = trouble ?? error
    }
  }
}

extension ReceiveHouse {
  fileprivate mutating func take(_ setting: Settings.Setting) {
    switch setting.name {
    case KnownSetting.receiveOverTolerance.name: tolerance = OverTolerance(setting.value)
    case KnownSetting.receiveMinimumLife.name: minimumLife = Int(setting.value) ?? minimumLife
    default: break
    }
  }
}
