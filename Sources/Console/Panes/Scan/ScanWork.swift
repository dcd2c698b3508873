import Inventory
import Terminal

/// The queue: one record after the other, by the grammar of the scan line.
extension ScanPane {
  /// Does what can be done now.
  mutating func advance(_ desk: inout Desk) {
    while !isBusy {
      if refresh(&desk) { return }
      guard let entry = queue.next() else { return }
      switch entry {
      case .record(let record): take(record, &desk)
      case .command(let command): begin(command, &desk)
      }
    }
  }

  /// A function, when all that was scanned before it is done.
  private mutating func begin(_ command: Command, _ desk: inout Desk) {
    guard question != nil else { return perform(command, &desk) }
    if command == .undo { return withdraw(&desk) }
    queue.putBack(.command(command))
    decline(&desk)
  }

  private mutating func take(_ record: String, _ desk: inout Desk) {
    if question != nil {
      if answer(record, &desk) { return }
      // It is no answer: what was asked about is parked, and this goes on behind it.
      queue.putBack(.record(record))
      return decline(&desk)
    }
    if takesItself(record, &desk) { return }
    if record.first == "$", runs(record, &desk) { return }
    let line = ScanLine(record, rules: desk.settings.scanRules, today: desk.clock.today)
    if takesItself(line, record, &desk) { return }
    switch line {
    case .empty: break
    case .command(let card): run(card, &desk)
    case .number(let number, let code): look(up: .number(number, code), &desk)
    case .times(let times): setTimes(times, &desk)
    case .change(let amount): change(by: amount, &desk)
    case .exactly(let amount): set(to: amount, &desk)
    case .amount(let amount, let code): look(up: .amount(amount, code), &desk)
    case .code(let code): look(up: .scan(code), &desk)
    }
  }

  private mutating func run(_ card: ControlCard, _ desk: inout Desk) {
    switch card {
    case .undo: perform(.undo, &desk)
    case .zero: zero(&desk)
    case .done: perform(.commit, &desk)
    case .damaged: next.isDamaged.toggle()
    case .times(let times): setTimes(times, &desk)
    }
  }

  private mutating func setTimes(_ times: Quantity, _ desk: inout Desk) {
    guard times > .zero else { return warn("the next scan cannot be \(times) units", &desk) }
    next.times = times
  }

  /// `$8`: what F8 does; `$` alone: all there are. False for what is no such thing, such as a card.
  private mutating func runs(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if text == "$" {
      desk.go(.show(.menu(SearchList())))
      return true
    }
    if let digit = Int(text.dropFirst()), 0...9 ~= digit {
      switch desk.settings.keymap.function(digit == 0 ? 10 : digit, situation) {
      case .run(let binding): perform(binding.command, &desk)
      case .off(let reason): warn(reason, &desk)
      case .prefix, .none: warn("F\(digit) does nothing in this pane", &desk)
      }
      return true
    }
    guard text.hasPrefix("$$"), ControlCard(text) == nil else { return false }
    warn("the card \(text) means nothing in this pane", &desk)
    return true
  }
}
