import Inventory
import Terminal

/// Keys, and the messages that every pane gets.
extension CountPane {
  /// For the first time it looks for where to count; whoever comes back finds all as it was.
  mutating func appear(_ desk: inout Desk) {
    desk.notices.dismiss()
    guard stocktake == nil, choices.isEmpty, !isBusy else {
      isStale = true
      return
    }
    begin(&desk)
  }

  mutating func begin(_ desk: inout Desk) {
    if let wanted {
      step = .stocktake(desk.ask(StocktakeCard(wanted)))
    } else {
      step = .place(desk.ask(CountingPlace(of: desk.identity.actor)))
    }
  }

  // MARK: Keys

  mutating func scan(_ record: String, _ desk: inout Desk) {
    guard !record.trimmedBlanks.isEmpty else {
      if sendAgain(&desk) { advance(&desk) }
      return
    }
    if viewed != nil, look == .lines { viewed = nil }
    add(.record(record), &desk)
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .countZero, .countDamaged, .undo, .commit: add(.command(command), &desk)
    case .leave: leave(&desk)
    case .countParked: show(look == .parked ? .lines : .parked, &desk)
    case .keptDiscard: askDiscard(&desk)
    case .countBins: show(look == .bins ? .lines : .bins, &desk)
    case .back: back(&desk)
    case .cancel: line = TextLine()
    case .listUp: move(-1, desk)
    case .listDown: move(1, desk)
    case .listPageUp: move(-max(1, rows(desk).list.count), desk)
    case .listPageDown: move(max(1, rows(desk).list.count), desk)
    default: return false
    }
    return true
  }

  private mutating func show(_ new: Look, _ desk: inout Desk) {
    look = new
    viewed = nil
    chosenParked = 0
    if new == .bins { bins.reread() }
    outbox = []
    guard new == .parked, desk.link.isFar else { return }
    showOutbox(desk)
    desk.emit(.outbox(.list))
  }

  /// Esc: the nearest thing that can be put back without harm.
  private mutating func back(_ desk: inout Desk) {
    if takeBackInput(&desk) { return }
    if look != .lines {
      show(.lines, &desk)
    } else if next != NextScan() {
      next = NextScan()
    } else {
      viewed = nil
    }
  }

  private mutating func move(_ by: Int, _ desk: Desk) {
    switch look {
    case .bins: if by.magnitude == 1 { bins.move(by: by) } else { bins.page(by: by.signum()) }
    case .parked: chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked + by))
    case .lines:
      let count = listRows(desk).count
      guard count > 0 else { return }
      viewed = max(0, min(count - 1, (viewed ?? currentRow(desk) ?? count - 1) + by))
    }
  }

  // MARK: Messages

  mutating func booksChanged(_ desk: inout Desk) {
    isStale = true
    if showsBins(desk) { bins.reread() }
  }

  mutating func settle(_ desk: inout Desk) {
    isHolding = desk.link.isHolding
    guard let stocktake else { return }
    let rows = rows(desk)
    bins.resize(height: max(1, look == .bins ? rows.list.count : rows.panelList.count))
    guard showsBins(desk), !desk.link.isDown else { return }
    if let want = bins.wanted() {
      bins.asked(desk.ask(CountBinPage(stocktake.number, start: want.start, limit: want.limit)), want)
    }
    if card == nil, cardTicket == nil, !isCardLost { cardTicket = desk.ask(StocktakeCard(stocktake.number)) }
  }

  func showsBins(_ desk: Desk) -> Bool { stocktake != nil && (look == .bins || rows(desk).panel != nil) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      if let answer = try? result.get() { card = answer }
      isCardLost = reply.isLost
      return
    }
    if let result = bins.take(reply) {
      if case .failure(let error) = result, !error.isOfTheLine { desk.log(.fail, Explanation(error).detail) }
      return
    }
    guard takeAside(reply, &desk) || takeAnswer(reply, &desk) else { return }
    advance(&desk)
  }

  /// Whether the reply was the one that the step waits for.
  private mutating func takeAnswer(_ reply: Reply, _ desk: inout Desk) -> Bool {
    switch step {
    case .place(let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(place: result, &desk)
    case .stocktakes(let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(stocktakes: result, &desk)
    case .stocktake(let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(stocktake: result, &desk)
    case .code(let reading, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(hits: result, reading, &desk)
    case .lots(let goods, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(lots: result, goods, &desk)
    case .sheet(let reading, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(sheet: result, reading, &desk)
    case .idle, .act: return false
    }
    return true
  }
}
