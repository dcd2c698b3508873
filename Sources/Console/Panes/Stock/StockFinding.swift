import Inventory
import Terminal

/// Find as you type: after each key the results replace the list; Esc brings the list back as it was.
extension StockPane {
  mutating func beginFind() {
    if find == nil {
      find = StockFind(before: list)
    } else {
      find?.isTyping = true
    }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard find?.isTyping == true else { return false }
    switch key {
    case .enter:
      find?.isEntered = true
      if !list.isWaiting { enterFind(&desk) }
    case .escape: endFind()
    case .backspace where find?.line.isEmpty == true: endFind()
    case .up: _ = run(.listUp, &desk)
    case .down: _ = run(.listDown, &desk)
    default:
      guard find?.line.type(key) == true else { return false }
      find?.isEntered = false
      readAnew()
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.line.text += record
    find?.isEntered = true
    readAnew()
  }

  /// One hit opens at once; of many the list stays, for n and N and the arrows.
  mutating func enterFind(_ desk: inout Desk) {
    guard let entered = find else { return }
    find?.isEntered = false
    guard !entered.line.isEmpty else { return endFind() }
    if list.rows.isEmpty {
      // What fits no item may still be a place, a lot or a serial.
      endFind()
      return desk.go(.lookUp(entered.line.text))
    }
    find?.isTyping = false
    let codes = Set(list.rows.map(\.code))
    if let code = codes.first, codes.count == 1, list.atStart, list.atEnd {
      desk.go(.open(ItemPane(code.description, at: list.current?.place)))
    }
  }

  mutating func endFind() {
    guard let ended = find else { return }
    find = nil
    list = ended.before
    list.forgetRequest()
    list.reread()
    rest.stand(on: nil)
  }
}
