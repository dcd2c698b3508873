import Inventory

/// A row that a list can find again after reading it anew.
protocol ListRow: Hashable, Sendable {
  associatedtype Key: Hashable, Sendable
  var key: Key { get }
}

extension StockRow: ListRow {
  struct Key: Hashable, Sendable {
    var item: ItemID
    var location: LocationID
  }

  var key: Key { Key(item: item, location: location) }
}

extension LedgerEntry: ListRow {
  var key: Int64 { id }
}

/// A list of any length, read by key-set pages in both directions: it holds what shows and a margin of a screenful on
/// either side. The cursor moves at once within what is held; what it would move beyond is owed, never more than a
/// screenful, and paid when the page comes.
struct PagedList<Row: ListRow> {
  typealias PageTicket = Ticket<Page<Row>>

  enum Purpose: Hashable {
    /// From an end of the list, the cursor on its first or last row.
    case fresh
    /// What is held, anew: the cursor stays on its record.
    case again
    case earlier
    case more
  }

  struct Want: Hashable {
    var start: PageStart
    var limit: Int
    var purpose: Purpose
  }

  /// A page as it came, with its cursors; trimming goes by these.
  private struct Part {
    var count: Int
    var previous: Cursor?
    var next: Cursor?
  }

  private(set) var rows: [Row] = []
  private var parts: [Part] = []
  /// The first row on the screen, and the cursor, as indices of `rows`.
  private(set) var top = 0
  private(set) var cursor = 0
  /// How many rows the screen has.
  private(set) var height = 1
  /// The place of `rows[0]` in the whole list where that is known.
  private(set) var origin: Int?
  private(set) var isLoaded = false

  private var inFlight: (ticket: PageTicket, want: Want)?
  private var isSuperseded = false
  /// The books changed while rows were on their way.
  private var isStale = false
  private var reload: (start: PageStart?, key: Row.Key?)? = (.first, nil)
  private var owed = 0
  /// The line was down when the page before or after what is held was asked for: it is there, and not read.
  private var missing: Set<Purpose> = []
  /// What is asked is an end of the same list: where that cannot be had, what is held stays.
  private var isJump = false

  var current: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }
  var visible: ArraySlice<Row> { rows[min(top, rows.count)..<min(rows.count, top + height)] }
  var atStart: Bool { parts.first?.previous == nil }
  var atEnd: Bool { parts.last?.next == nil }
  var isWaiting: Bool { inFlight != nil || reload != nil }
  /// Whether what follows the last row is there and could not be read.
  var isCut: Bool { missing.contains(.more) && !atEnd }
  /// The cursor's place in the whole list, counted from 1, where it is known.
  var position: Int? { origin.map { $0 + cursor + 1 } }

  /// Where what is held begins: reading after it gives all but its first row. Nil at the start of the list.
  var startCursor: Cursor? { parts.first?.previous }

  // MARK: What is to be read

  /// Reads from a start, and puts the cursor on the record with the key, if it is there.
  mutating func read(from start: PageStart, key: Row.Key? = nil) {
    reload = (start, key)
    missing = []
    isJump = false
    isSuperseded = inFlight != nil
    owed = 0
  }

  /// Reads what is held anew.
  mutating func reread() {
    missing = []
    if reload == nil {
      reload = (nil, nil)
    } else if inFlight != nil {
      isStale = true
    }
  }

  /// Forgets what was asked: whoever comes back to a list that was put away waits for no answer.
  mutating func forgetRequest() {
    inFlight = nil
    isSuperseded = false
  }

  /// The page to ask for now; nil while one is on its way or nothing is missing.
  func wanted() -> Want? {
    guard inFlight == nil else { return nil }
    let page = max(20, height)
    if let reload {
      if let start = reload.start { return Want(start: start, limit: 2 * page, purpose: .fresh) }
      if let before = parts.first?.previous, top > 0 {
        return Want(start: .after(before), limit: max(2 * page, rows.count - 1), purpose: .again)
      }
      if atStart { return Want(start: .first, limit: max(2 * page, rows.count), purpose: .again) }
    }
    if let previous = parts.first?.previous, top < height, !missing.contains(.earlier) {
      return Want(start: .before(previous), limit: page, purpose: .earlier)
    }
    if let next = parts.last?.next, rows.count - (top + height) < height, !missing.contains(.more) {
      return Want(start: .after(next), limit: page, purpose: .more)
    }
    return nil
  }

  mutating func asked(_ ticket: PageTicket, _ want: Want) { inFlight = (ticket, want) }

  /// Takes an answer if it is the one this list waits for. Returns what of it is new: nil for someone else's answer.
  mutating func take(_ reply: Reply) -> Result<Purpose, InventoryError>? {
    guard let (ticket, want) = inFlight, let result = reply.value(for: ticket) else { return nil }
    inFlight = nil
    if isSuperseded {
      isSuperseded = false
      return nil
    }
    switch result {
    case .failure(let error):
      reload = nil
      if error.isOfTheLine {
        lose(want)
      } else if want.purpose == .fresh {
        clear()
      } else if want.purpose == .more || want.purpose == .earlier {
        closeEnd(want.purpose)
      }
      isLoaded = true
      return .failure(error)
    case .success(let page):
      insert(page, want)
      return .success(want.purpose)
    }
  }

  private mutating func clear() {
    rows = []
    parts = []
    top = 0
    cursor = 0
    origin = 0
  }

  /// The line is down: what is held stays where it is still part of what was asked for.
  private mutating func lose(_ want: Want) {
    owed = 0
    if want.purpose == .fresh, !isJump { return clear() }
    guard want.purpose == .fresh else {
      missing.insert(want.purpose)
      return showCursor()
    }
    if want.start == .last { missing.insert(.more) }
    cursor = want.start == .last ? max(0, rows.count - 1) : 0
    showCursor()
  }

  /// A page that cannot be had is not asked for again and again; reading anew tries again.
  private mutating func closeEnd(_ purpose: Purpose) {
    guard !parts.isEmpty else { return }
    if purpose == .more { parts[parts.count - 1].next = nil } else { parts[0].previous = nil }
  }

  private mutating func insert(_ page: Page<Row>, _ want: Want) {
    let part = Part(count: page.rows.count, previous: page.previous, next: page.next)
    isLoaded = true
    switch want.purpose {
    case .fresh: replace(with: page, part, want)
    case .again: refresh(with: page, part)
    case .earlier:
      guard !page.rows.isEmpty else { return closeEnd(.earlier) }
      rows.insert(contentsOf: page.rows, at: 0)
      parts.insert(part, at: 0)
      top += page.rows.count
      cursor += page.rows.count
      origin = origin.map { max(0, $0 - page.rows.count) }
    case .more:
      guard !page.rows.isEmpty else { return closeEnd(.more) }
      rows += page.rows
      parts.append(part)
    }
    if isStale, reload == nil {
      isStale = false
      reload = (nil, nil)
    }
    if atStart { origin = 0 }
    pay()
    trim()
  }

  private mutating func replace(with page: Page<Row>, _ part: Part, _ want: Want) {
    let key = reload?.key
    reload = nil
    rows = page.rows
    parts = [part]
    origin = want.start == .first ? 0 : nil
    let isLast = want.start == .last
    cursor = isLast ? max(0, rows.count - 1) : 0
    if let key, let found = rows.firstIndex(where: { $0.key == key }) { cursor = found }
    top = isLast ? max(0, rows.count - height) : min(cursor, max(0, rows.count - height))
    showCursor()
  }

  private mutating func refresh(with page: Page<Row>, _ part: Part) {
    let key = current?.key
    let screenRow = cursor - top
    let lost = parts.first?.previous == nil ? 0 : 1
    reload = nil
    rows = page.rows
    origin = origin.map { $0 + lost }
    cursor -= lost
    top -= lost
    parts = [part]
    if let key, let found = rows.firstIndex(where: { $0.key == key }) {
      cursor = found
      top = cursor - screenRow
    }
    clamp()
  }

  /// Lets go of pages more than a screenful and a page away from what shows.
  private mutating func trim() {
    let margin = 2 * max(20, height)
    while let first = parts.first, parts.count > 1, top - first.count >= margin {
      rows.removeFirst(first.count)
      parts.removeFirst()
      top -= first.count
      cursor -= first.count
      origin = origin.map { $0 + first.count }
    }
    while let last = parts.last, parts.count > 1, rows.count - last.count - (top + height) >= margin {
      rows.removeLast(last.count)
      parts.removeLast()
    }
  }

  // MARK: Moving

  mutating func resize(height new: Int) {
    height = max(1, new)
    clamp()
  }

  /// Moves the cursor; the screen follows by as little as it must.
  mutating func move(by step: Int) {
    owed = owed.signum() == -step.signum() ? 0 : owed
    let wanted = cursor + step
    cursor = max(0, min(rows.count - 1, wanted))
    owe(wanted - cursor)
    showCursor()
  }

  /// Moves screen and cursor together by `count` screens.
  mutating func page(by count: Int) {
    let step = count * height
    let wanted = cursor + step
    let moved = max(0, min(rows.count - 1, wanted))
    top += moved - cursor
    cursor = moved
    owe(wanted - moved)
    clamp()
  }

  mutating func toFirst() {
    guard !atStart || reload != nil || isSuperseded else {
      cursor = 0
      owed = 0
      return showCursor()
    }
    read(from: .first)
    isJump = true
  }

  mutating func toLast() {
    guard !atEnd || reload != nil || isSuperseded else {
      cursor = max(0, rows.count - 1)
      owed = 0
      return showCursor()
    }
    read(from: .last)
    isJump = true
  }

  /// The place of `rows[0]`, from the length of the whole list, when the end of it is held.
  mutating func learnLength(_ length: Int) {
    if origin == nil, atEnd, isLoaded { origin = max(0, length - rows.count) }
  }

  private mutating func owe(_ step: Int) {
    guard step != 0, step > 0 ? !atEnd : !atStart else { return }
    owed = max(-height, min(height, owed + step))
  }

  private mutating func pay() {
    guard owed != 0 else { return }
    let wanted = cursor + owed
    cursor = max(0, min(rows.count - 1, wanted))
    owed = wanted - cursor
    if owed > 0 ? atEnd : atStart { owed = 0 }
    showCursor()
  }

  /// The row that says that what follows was not read, once the cursor has come to the end.
  private var spare: Int { isCut && height > 1 && cursor == rows.count - 1 ? 1 : 0 }

  private mutating func showCursor() {
    if cursor < top { top = cursor }
    if cursor >= top + height - spare { top = cursor - height + 1 + spare }
    clamp()
  }

  private mutating func clamp() {
    cursor = max(0, min(rows.count - 1, cursor))
    top = max(0, min(top, rows.count - height + spare))
    if cursor < top { top = cursor }
    if cursor >= top + height - spare { top = cursor - height + 1 + spare }
  }
}
