import Inventory
import Terminal

/// A record of the books that has a number of its own.
protocol NumberedRow: ListRow { var id: Int64 { get } }

extension AuditEvent: NumberedRow {}
extension LedgerEntry: NumberedRow {}

/// A list of what was done, the latest first, that grows at its head for ever: the audit, the ledger. Finding in it as somebody
/// types looks at some thousand of them (``RecordText``), as there may be millions.
protocol RecordPane: FindingPane where Filter: RecordFilter, Row: NumberedRow {
  /// `event`, `events`.
  static var counted: (one: String, many: String) { get }
  /// What is said where there is none at all.
  static var nothing: String { get }
  static func card(_ row: Row) -> any Pane
  static func form(_ filter: Filter, _ clock: LocalClock) -> FormPane
  static func exported(_ filter: Filter) -> RecordList
  /// What `y` copies, and what is said of it.
  static func copied(_ row: Row) -> (text: String, words: String)
  /// Does what only this list can; false for any other command.
  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool
}

extension RecordPane {
  var home: Filter { Filter() }
  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool { false }
  func open(_ row: Row, _ desk: inout Desk) { desk.go(.open(Self.card(row))) }
  func exact(_ text: String) -> Row? { browse.list.rows.first { String($0.id) == text } }

  /// What is typed, and from where on it is looked for: the latest of what is listed, or what stands on the screen.
  var sought: RecordText? {
    guard let find, let text = find.text else { return nil }
    let list = find.before.list
    let isWhole = list.atStart && filter == home
    return RecordText(text, newest: isWhole ? nil : (list.atStart ? list.rows.first : list.visible.first)?.id)
  }

  /// A scan shows what was done to the item, or in the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): setFilter { $0.item = item.code.description }
    case .goods(let goods): setFilter { $0.item = goods.item.code.description }
    case .location(let location): setFilter { $0.location = location.path }
    default: return false
    }
    desk.say(.ok, "\(Self.counted.many) of it   Esc shows all")
    return true
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .find: startFind()
    case .filter: desk.go(.open(Self.form(filter, desk.clock)))
    case .exportReport: desk.go(.open(FormPane.export(Self.exported(filter), desk.clock)))
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let (text, words) = browse.current.map(Self.copied) else { break }
      desk.emit(.copyToClipboard(text))
      desk.say(.ok, "copied \(words)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return runOwn(command, &desk)
    }
    return true
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func placeWords(_ clock: LocalClock) -> [String] {
    (find?.text).map { ["find: \($0)"] + filter.words(clock) } ?? filter.words(clock)
  }

  var emptyWords: [String] {
    if let text = find?.text {
      let many = "the \(Numbers.grouped(Int(RecordText.span))) \(Self.counted.many)"
      return [
        "Nothing like \"\(text)\" among the latest of \(many) that are listed.",
        "Enter asks whether it is an item or a place; f filters all there are.",
      ]
    }
    return filter == home
      ? [Self.nothing] : ["No \(Self.counted.one) fits this filter.", "Esc shows all; f changes the filter."]
  }
}

/// Beside a list whose rows tell it all.
struct NoPeek: RowPeek {
  var isWaiting: Bool { false }
  mutating func refresh(_ desk: inout Desk) {}
  mutating func take(_ reply: Reply) -> Bool { false }
}
