import Inventory
import Terminal

/// What stands beside a list of the row that the cursor rests on.
protocol RowPeek: Sendable {
  var isWaiting: Bool { get }
  /// Reads it again: the books have changed.
  mutating func refresh(_ desk: inout Desk)
  /// Whether the answer was for it.
  mutating func take(_ reply: Reply) -> Bool
}

/// A pane that looks through a list, shows details of one row beside it, and finds in it as somebody types.
protocol FindingPane: Pane {
  associatedtype Row: ListRow
  associatedtype Peek: RowPeek
  associatedtype Filter: Equatable
  var browse: BrowseList<Row> { get set }
  var find: ListFind<Row>? { get set }
  var peek: Peek { get set }
  var filter: Filter { get set }
  /// What it shows at first: Esc comes back to it.
  var home: Filter { get }
  /// Which of the rows that fit is meant by a whole text, where it is one.
  func exact(_ text: String) -> Row?
  /// What a whole text names, whether or not it is in the list: nil where it names nothing.
  func named(_ text: String) -> (any Pane)?
  /// Opens a row's card.
  func open(_ row: Row, _ desk: inout Desk)
}

extension FindingPane {
  var takesText: Bool { find?.isTyping ?? false }
  var isWaiting: Bool { browse.isWaiting || peek.isWaiting }
  var wakesAt: Instant? { browse.wakesAt }

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    peek.refresh(&desk)
  }

  mutating func booksChanged(_ desk: inout Desk) {
    browse.list.reread()
    peek.refresh(&desk)
  }

  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func setFilter(_ change: (inout Filter) -> Void) {
    change(&filter)
    find = nil
    browse.readAnew()
  }

  /// Out of finding, then back to what it showed at first, then out of the pane.
  mutating func goBack(_ desk: inout Desk) {
    if find != nil {
      endFind()
    } else if filter != home {
      let home = home
      setFilter { $0 = home }
    } else {
      desk.go(.close)
    }
  }

  // MARK: Find

  func exact(_ text: String) -> Row? { nil }
  func named(_ text: String) -> (any Pane)? { nil }

  mutating func startFind() {
    if find == nil { find = ListFind(browse) } else { find?.again() }
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
    case .kept: break
    case .other: return false
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.paste(record)
    browse.readAnew()
  }

  /// What was typed whole opens, or the only row that fits; of many the list stays. What fits nothing here may still be
  /// known elsewhere: an item, a place, a lot.
  mutating func enterFind(_ desk: inout Desk) {
    guard let entered = find else { return }
    find?.isEntered = false
    guard let text = entered.text else { return endFind() }
    if let pane = named(text) {
      endFind()
      return desk.go(.open(pane))
    }
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
