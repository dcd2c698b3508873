import Inventory
import Terminal

/// What to receive, and what is read of it.
extension ReceivePane {
  /// For the first time it looks for what is on its way; whoever comes back finds all as it was.
  mutating func appear(_ desk: inout Desk) {
    desk.notices.dismiss()
    guard document == nil, !isBusy else {
      isStale = true
      return
    }
    if let wanted { read(wanted, .entered, &desk) } else { list(&desk) }
  }

  mutating func list(_ desk: inout Desk) {
    isChoosing = true
    step = .choices(DockReading(search, &desk))
  }

  mutating func take(_ reading: DockReading, _ desk: inout Desk) {
    let words = search
    search = ""
    if let error = reading.trouble, error.isOfTheLine {
      lost = .choices
      waitForLine("what is on its way cannot be read", &desk)
      if reading.choices.isEmpty { return }
    } else if let error = reading.trouble {
      fail(error, &desk)
      if reading.choices.isEmpty { return }
    }
    if !words.isEmpty {
      if let only = reading.choices.first, reading.choices.count == 1 { return choose(only, &desk) }
      guard !reading.choices.isEmpty else { return warn("nothing on its way begins with \(words)", &desk) }
      viewed = nil
    }
    // The cursor stays on what it stood on: F9 would take another.
    let chosen = viewed.flatMap { choices.indices.contains($0) ? choices[$0].number : nil }
    choices = reading.choices
    hasMoreChoices = reading.hasMore
    viewed = chosen.flatMap { number in choices.firstIndex { $0.number == number } }
  }

  /// Opens it; goods that are expected by themselves are named, for F9 to take them.
  mutating func choose(_ choice: DockChoice, _ desk: inout Desk) {
    if let document = choice.document { return open(document.name, &desk) }
    viewed = choices.firstIndex(of: choice)
    say(
      ScanEcho(
        at: desk.now, read: "", meaning: choice.words, outcome: .question,
        result: "F9 takes it as it was expected, posted at once"), &desk)
  }

  /// Under the cursor in the list.
  var chosenExpected: ReceiptPage.Row? {
    guard document == nil, let viewed, choices.indices.contains(viewed) else { return nil }
    return if case .expected(let row) = choices[viewed] { row } else { nil }
  }

  /// A number of the list, or `/` and the beginning of a document's number, reference or vendor. False for anything
  /// else.
  mutating func choose(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if text.hasPrefix("/") {
      search = String(text.dropFirst()).trimmedBlanks
      list(&desk)
      return true
    }
    guard let index = Int(text), choices.indices.contains(index - 1), text.utf8.count <= 2 else { return false }
    choose(choices[index - 1], &desk)
    return true
  }

  mutating func open(_ name: DockDocument.Name, _ desk: inout Desk) { read(name, .entered, &desk) }

  /// Another paper was scanned.
  mutating func change(to new: DockDocument, read: String, _ desk: inout Desk) {
    if let refusal = new.refusal { return fail(refusal, read: read, &desk) }
    if new.name == document?.name {
      return say(
        ScanEcho(at: desk.now, read: read, meaning: new.words, outcome: .ok, result: "it is this one"), &desk)
    }
    if document != nil { desk.log(.ok, "left \(number): what was scanned of it is kept") }
    echo = ScanEcho(at: desk.now, read: read)
    open(new.name, &desk)
  }

  // MARK: The document

  /// Others' scans appear within a second; it is not read more often, and a long one less often.
  static let rereadMilliseconds: Int64 = 700
  static let pageLines = 500

  mutating func read(_ name: DockDocument.Name, _ purpose: ReceiveReading.Purpose, _ desk: inout Desk) {
    step = .sheet(reading(name, purpose, &desk))
  }

  /// Asks all that is to be known of it.
  mutating func reading(
    _ name: DockDocument.Name, _ purpose: ReceiveReading.Purpose, _ desk: inout Desk
  ) -> ReceiveReading {
    isStale = false
    rereadAt = desk.now.adding(
      milliseconds: ReceivePane.rereadMilliseconds * Int64(1 + sheet.lines.count / ReceivePane.pageLines))
    var reading = ReceiveReading(purpose: purpose, name: name)
    switch name {
    case .transfer(let number):
      reading.card = desk.ask(TransferCard(number))
      reading.lines = desk.ask(TransferLinePage(number, limit: ReceivePane.pageLines))
      reading.parked = desk.ask(ReceiveEventPage(number, isParked: true, limit: 100))
      // Asked for on a small screen too: it may grow.
      reading.discrepancies = desk.ask(DiscrepancyPage(transfer: number, limit: 50))
    case .order(let number): reading.order = desk.ask(OrderCard(number))
    }
    switch purpose {
    case .entered, .signedIn:
      reading.house = ReceiveHouse()
      reading.settings = desk.ask(Settings())
      reading.person = desk.ask(WhoAmI(desk.identity.actor))
    case .again, .after, .posting: break
    }
    return reading
  }

  /// Puts one answer into the reading; false when it was for something else.
  func feed(_ reading: inout ReceiveReading, _ reply: Reply, _ desk: inout Desk) -> Bool {
    if let result = reply.value(for: reading.card) {
      reading.card = nil
      reading.keep(result) { $0.sheet.take($1) }
    } else if let result = reply.value(for: reading.order) {
      reading.order = nil
      reading.keep(result) { $0.sheet.take($1) }
      // Its scans stand on receipts that are pending.
      let pending = reading.sheet.pendingReceipts
      reading.receipts = pending.map { desk.ask(ReceiptCard($0.id.description)) }
    } else if let index = reading.receipts.firstIndex(where: { reply.value(for: $0) != nil }),
      let result = reply.value(for: reading.receipts[index])
    {
      reading.receipts.remove(at: index)
      reading.keep(result) { $0.sheet.take($1) }
    } else if let result = reply.value(for: reading.lines) {
      reading.lines = nil
      var rest: Cursor?
      reading.keep(result) {
        $0.sheet.lines += $1.rows.map { DockLine($0) }.filter(\.isAtDock)
        rest = $1.next
      }
      if let rest {
        reading.lines = desk.ask(
          TransferLinePage(reading.name.number, start: .after(rest), limit: ReceivePane.pageLines))
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
    return true
  }

  mutating func take(_ reading: ReceiveReading, _ desk: inout Desk) {
    if let error = reading.trouble, error.isOfTheLine { return lose(reading, &desk) }
    if let error = reading.trouble {
      if case .again = reading.purpose { return desk.log(.fail, Explanation(error).detail) }
      return fail(error, &desk)
    }
    guard let read = reading.sheet.document else { return }
    if case .entered = reading.purpose { begin() }
    document = read
    sheet.take(reading.sheet)
    if let house = reading.house { self.house = house }
    if pace == nil { pace = (desk.now, sheet.sums.came) }
    chosenParked = max(0, min(parked.count - 1, chosenParked))
    viewed = viewed.map { max(0, min(sheet.lines.count - 1, $0)) }
    switch reading.purpose {
    case .again, .signedIn: break
    case .entered: entered(read, &desk)
    case .after(let purpose, let before): say(purpose, before, &desk)
    case .posting: postPending(&desk)
    }
  }

  private mutating func begin() {
    sheet = ReceiveSheet()
    choices = []
    isChoosing = false
    pace = nil
    last = nil
    trail = []
    next = NextScan()
    taken = nil
    look = .lines
    viewed = nil
  }

  private mutating func entered(_ new: DockDocument, _ desk: inout Desk) {
    if let refusal = new.refusal { return fail(refusal, &desk) }
    if let plate = arriving {
      arriving = nil
      return offer(plate, echo?.read ?? plate.code, &desk)
    }
    guard let read = echo?.read, !read.isEmpty else { return }
    say(
      ScanEcho(at: desk.now, read: read, meaning: new.words, outcome: .ok, result: "scan what came"), &desk)
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
