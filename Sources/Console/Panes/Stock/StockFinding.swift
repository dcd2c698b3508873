import Inventory
import Terminal

/// Find as you type: after each key the results replace the list; Esc brings the list back as it was.
extension StockPane {
  mutating func beginFind() {
    if find == nil {
      find = StockFind(before: list)
    } else {
      find?.again()
    }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard find?.isTyping == true, let step = find?.type(key) else { return false }
    switch step {
    case .enter:
      find?.isEntered = true
      if !list.isWaiting { enterFind(&desk) }
    case .end: endFind()
    case .up: _ = run(.listUp, &desk)
    case .down: _ = run(.listDown, &desk)
    case .typed: readAnew()
    case .kept: break
    case .other: return false
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.paste(record)
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
