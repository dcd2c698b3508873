import Inventory
import Terminal

/// Keys, and the messages that every pane gets.
extension PutAwayPane {
  mutating func scan(_ record: String, _ desk: inout Desk) {
    guard !record.trimmedBlanks.isEmpty else {
      if sendAgain(&desk) { advance(&desk) }
      return
    }
    add(.record(record), &desk)
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .otherBin, .splitCarried, .undo, .commit: add(.command(command), &desk)
    case .leave: leave(&desk)
    case .putAwayParked: show(look == .parked ? .lines : .parked, &desk)
    case .keptDiscard: askDiscard(&desk)
    case .back: back(&desk)
    case .cancel: line = TextLine()
    case .listUp: move(-1)
    case .listDown: move(1)
    case .listPageUp: move(-max(1, rows(desk).list.count))
    case .listPageDown: move(max(1, rows(desk).list.count))
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

  private mutating func move(_ by: Int) {
    if look == .parked {
      chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked + by))
    } else if !sheet.lines.isEmpty {
      viewed = max(0, min(sheet.lines.count - 1, (viewed ?? currentRow ?? -1) + by))
    }
  }

  // MARK: Messages

  mutating func booksChanged(_ desk: inout Desk) { isStale = true }

  mutating func settle(_ desk: inout Desk) { isHolding = desk.link.isHolding }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    switch step {
    case .sheet(let reading, let ticket):
      guard let result = reply.value(for: ticket) else { return }
      step = .idle
      take(sheet: result, reading, &desk)
    case .code(let reading, let ticket):
      guard let result = reply.value(for: ticket) else { return }
      step = .idle
      take(hits: result, reading, &desk)
    case .goods(let goods, let ticket):
      guard let result = reply.value(for: ticket) else { return }
      step = .idle
      take(found: result, goods, &desk)
    case .plate(let plate, let read, let ticket):
      guard let result = reply.value(for: ticket) else { return }
      step = .idle
      // Without a suggestion any bin will do.
      carry(plate, (try? result.get())?.shares ?? [], read: read, &desk)
    case .idle, .act: return
    }
    advance(&desk)
  }
}
