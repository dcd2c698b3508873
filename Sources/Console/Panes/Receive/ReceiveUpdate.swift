import Inventory
import Terminal

/// Keys, and the messages that every pane gets.
extension ReceivePane {
  // MARK: Keys

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    // In the list of what is to come the arrows choose, and Enter opens what they chose.
    if key == .enter, line.isEmpty, document == nil, let viewed, choices.indices.contains(viewed), !isBusy {
      choose(choices[viewed], &desk)
      return true
    }
    return typeScan(key, &desk)
  }

  mutating func scan(_ record: String, _ desk: inout Desk) {
    let text = record.trimmedBlanks
    guard !text.isEmpty || asksLabels else {
      if sendAgain(&desk) { advance(&desk) }
      return
    }
    // `=` is of the line that is looked at.
    if look == .lines, !text.isEmpty, text != "=", document != nil { viewed = nil }
    add(.record(record), &desk)
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .receiveDamaged, .receiveShort, .undo, .commit, .receiveLabels, .putAwayReceived: add(.command(command), &desk)
    case .leave: leave(&desk)
    case .keptDiscard: askDiscard(&desk)
    case .receiveParked where document?.isOrder == true && !desk.link.isFar:
      warn("nothing is parked with an order: what it cannot take is refused at once, and stays here", &desk)
    case .receiveParked: show(look == .parked ? .lines : .parked, &desk)
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
    if document == nil {
      guard !choices.isEmpty else { return }
      viewed = max(0, min(choices.count - 1, (viewed ?? -1) + by))
    } else if look == .parked {
      chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked + by))
    } else if !sheet.lines.isEmpty {
      viewed = max(0, min(sheet.lines.count - 1, (viewed ?? currentRow ?? -1) + by))
    }
  }

  // MARK: Messages

  mutating func booksChanged(_ desk: inout Desk) { isStale = true }

  mutating func settle(_ desk: inout Desk) { isHolding = desk.link.isHolding }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    guard takeAside(reply, &desk) || takeAnswer(reply, &desk) else { return }
    advance(&desk)
  }

  /// Whether the reply was the one that the step waits for.
  private mutating func takeAnswer(_ reply: Reply, _ desk: inout Desk) -> Bool {
    switch step {
    case .choices(var reading):
      guard reading.take(reply) else { return false }
      step = reading.isDone ? .idle : .choices(reading)
      if reading.isDone { take(reading, &desk) }
    case .sheet(var reading):
      guard feed(&reading, reply, &desk) else { return false }
      step = reading.isDone ? .idle : .sheet(reading)
      if reading.isDone { take(reading, &desk) }
    case .code(let reading, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(hits: result, reading, &desk)
    case .events(let correction, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(events: result, correction, &desk)
    case .labels(let line, let ticket):
      guard let result = reply.value(for: ticket) else { return false }
      step = .idle
      take(card: result, line, &desk)
    case .idle, .act: return false
    }
    return true
  }
}
