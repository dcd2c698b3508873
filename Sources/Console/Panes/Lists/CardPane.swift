import Inventory
import Terminal

/// A card of lines that is read through: what it asks, and how the answer is told. Enter opens what the line under the cursor
/// is about.
protocol CardPane: Pane {
  associatedtype Asked: Question & Hashable
  var browse: CardBrowse<Asked> { get set }
  /// What it is called while it is being read: `event 5`.
  var name: String { get }
  /// What `y` copies, and what is said of it; nil while it is being read.
  var copied: (text: String, words: String)? { get }
  static func lines(_ card: Asked.Answer, _ width: Int, _ clock: LocalClock) -> [CardLine]
  func open(_ lead: CardLine.Lead, _ desk: inout Desk)
  /// Does what only this card can; false for any other command.
  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool
}

extension CardPane {
  var isWaiting: Bool { browse.isWaiting }
  mutating func appear(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func booksChanged(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }
  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool { false }

  mutating func settle(_ desk: inout Desk) {
    let clock = desk.clock
    browse.settle(Layout(desk.size, isBare: desk.isBare)) { Self.lines($0, $1, clock) }
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command) { return true }
    switch command {
    case .open: if let lead = browse.current?.lead { open(lead, &desk) }
    case .reread: browse.ask(&desk)
    case .copyCode:
      guard let (text, words) = copied else { break }
      desk.emit(.copyToClipboard(text))
      desk.say(.ok, "copied \(words)")
    case .back: desk.go(.close)
    default: return runOwn(command, &desk)
    }
    return true
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) { browse.draw(on: &grid, layout, desk, name: name) }

  func plainLines(_ desk: Desk) -> [String] {
    let clock = desk.clock
    return browse.plainLines { Self.lines($0, $1, clock) }
  }
}
