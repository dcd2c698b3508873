import Inventory
import Terminal

/// A pane that looks through a list and finds in it as somebody types.
protocol FindingPane: Pane {
  associatedtype Row: ListRow
  var browse: BrowseList<Row> { get set }
  var find: ListFind<Row>? { get set }
  /// Which of the rows that fit is meant by a whole text, where it is one.
  func exact(_ text: String) -> Row?
  /// Opens a row's card.
  func open(_ row: Row, _ desk: inout Desk)
}

extension FindingPane {
  func exact(_ text: String) -> Row? { nil }

  mutating func startFind() {
    if find == nil { find = ListFind(browse) } else { find?.isTyping = true }
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard find?.isTyping == true, let step = find?.type(key) else { return false }
    switch step {
    case .enter:
      find?.isEntered = true
      if !browse.isWaiting { enterFind(&desk) }
    case .end: endFind()
    case .up: _ = browse.run(.listUp, desk)
    case .down: _ = browse.run(.listDown, desk)
    case .typed: browse.readAnew()
    case .other: return false
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.line.text += record
    find?.isEntered = true
    browse.readAnew()
  }

  /// What was typed whole opens, or the only row that fits; of many the list stays. What fits nothing here may still be
  /// known elsewhere: an item, a place, a lot.
  mutating func enterFind(_ desk: inout Desk) {
    guard let entered = find else { return }
    find?.isEntered = false
    guard let text = entered.text else { return endFind() }
    if browse.list.rows.isEmpty {
      endFind()
      return desk.go(.lookUp(text))
    }
    find?.isTyping = false
    if let row = exact(text) ?? (browse.list.rows.count == 1 ? browse.current : nil) { open(row, &desk) }
  }

  mutating func endFind() {
    guard let ended = find else { return }
    find = nil
    browse = ended.before
    browse.appear()
  }
}
