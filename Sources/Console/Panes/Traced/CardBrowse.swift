import Inventory
import Terminal

/// A line of a card: what it says, and what Enter on it opens.
struct CardLine: Hashable, Sendable {
  enum Lead: Hashable, Sendable {
    case item
    case lot(String)
    case serial(String)
    /// What a scan of this name would show.
    case named(String)
    /// An entry of the ledger.
    case movement(Int64)
    case nothing
  }

  var text: String
  var role = Role.text
  var lead = Lead.item
  /// The place it is about: forms begin with it.
  var place: String?

  init(_ text: String = "", _ role: Role = .text, lead: Lead = .item, place: String? = nil) {
    self.text = text
    self.role = role
    self.lead = lead
    self.place = place
  }
}

/// A card of lines to be read through, with a cursor: the lines are made once for an answer and a width.
struct CardBrowse<Asked: Question & Hashable> {
  let asked: Asked
  private(set) var card: Asked.Answer?
  private(set) var trouble: InventoryError?
  private var ticket: Ticket<Asked.Answer>?
  private var lines: [CardLine] = []
  /// The width the lines were made for; nil where there is a newer answer.
  private var width: Int?
  private var cursor = LineCursor()

  init(_ asked: Asked) { self.asked = asked }

  var isWaiting: Bool { ticket != nil }
  var current: CardLine? { lines.indices.contains(cursor.place) ? lines[cursor.place] : nil }

  mutating func ask(_ desk: inout Desk) { ticket = desk.ask(asked) }

  /// The lines are to be made anew from the same answer: they depend on the time.
  mutating func remake() { width = nil }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply, _ desk: inout Desk) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    switch result {
    case .success(let answer):
      card = answer
      trouble = nil
      width = nil
    case .failure(let error):
      trouble = error
      desk.say(error)
    }
    return true
  }

  mutating func settle(_ layout: Layout, make: (Asked.Answer, Int) -> [CardLine]) {
    if let card, width != layout.columns {
      width = layout.columns
      lines = make(card, layout.columns - CardBrowse.margin(layout.columns))
    }
    cursor.among(lines.count)
    cursor.resize(height: layout.body.count)
  }

  private static func margin(_ columns: Int) -> Int { columns < 40 ? 2 : 3 }

  /// Does a command that moves; false for any other.
  mutating func run(_ command: Command) -> Bool { cursor.run(command) }

  /// - Parameter name: what is said while it is being read.
  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk, name: String) {
    let margin = CardBrowse.margin(layout.columns)
    let room = max(0, layout.columns - margin)
    guard card != nil else {
      let words = trouble?.listWords().joined(separator: " ") ?? "reading \(name)"
      for (row, line) in zip(layout.body, words.wrapped(to: max(1, room))) {
        grid.put(line, row: row, column: margin, role: .muted)
      }
      return
    }
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    for (index, row) in zip(cursor.top..<max(cursor.top, lines.count), layout.body) {
      let line = lines[index]
      grid.put(line.text.fitted(to: room, ellipsis: ellipsis), row: row, column: margin, role: line.role)
      if index == cursor.place {
        let width = min(room, line.text.prefix { $0 != " " }.count)
        grid.showCursor(row: row, margin: margin, width: width, rowWidth: layout.columns, desk.theme)
      }
    }
  }

  /// All of it, for where there is no screen.
  func plainLines(make: (Asked.Answer, Int) -> [CardLine]) -> [String] {
    guard let card else { return trouble.map { [Explanation($0).detail] } ?? [] }
    return make(card, 100).map(\.text)
  }
}

/// What stands beside a list: the card of the record that the cursor rests on.
struct CardPeek<Asked: Question & Hashable>: RowPeek {
  private var asked: Asked?
  private(set) var card: Asked.Answer?
  private var ticket: Ticket<Asked.Answer>?

  var isWaiting: Bool { ticket != nil }

  /// Asks for a card unless it is the one shown already.
  mutating func show(_ wanted: Asked?, _ desk: inout Desk) {
    guard wanted != asked else { return }
    asked = wanted
    card = nil
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) { ticket = asked.map { desk.ask($0) } }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    card = result.keeping(card)
    return true
  }

  func words(_ width: Int, make: (Asked.Answer, Int) -> [CardLine]) -> [(text: String, role: Role)] {
    card.map { make($0, width) }?.map { ($0.text.fitted(to: width, ellipsis: "~"), $0.role) } ?? []
  }
}
