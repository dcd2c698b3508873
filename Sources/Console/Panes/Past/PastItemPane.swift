import Inventory
import Terminal

/// The card of an item as of a past instant. Enter on a movement opens it; Esc comes back.
struct PastItemPane: CardPane {
  var browse: CardBrowse<PastCard>

  init(_ code: String, at instant: Instant) { browse = CardBrowse(PastCard(code, at: instant)) }

  var kind: PaneKind { .pastItem }
  var name: String { browse.asked.item }
  var copied: (text: String, words: String)? { (browse.asked.item, browse.asked.item) }
  var situation: Situation { Situation(pane: .pastItem, hasRow: movement != nil) }

  private var movement: Int64? { if case .movement(let entry)? = browse.current?.lead { entry } else { nil } }

  static func lines(_ card: PastCard.Card, _ width: Int, _ clock: LocalClock) -> [CardLine] { card.lines(width, clock) }

  /// Another instant, or another item.
  mutating func look(at instant: Instant, of code: String? = nil, _ desk: inout Desk) {
    browse = CardBrowse(PastCard(code ?? browse.asked.item, at: instant))
    browse.ask(&desk)
  }

  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): look(at: browse.asked.instant, of: item.code.description, &desk)
    case .goods(let goods): look(at: browse.asked.instant, of: goods.item.code.description, &desk)
    default: desk.say(.warn, "only items are shown here as they were: Esc comes back to now, where the rest is")
    }
    return true
  }

  func open(_ lead: CardLine.Lead, _ desk: inout Desk) {
    if case .movement(let entry) = lead { desk.go(.open(MovePane(entry))) }
  }

  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool {
    guard command == .asOf else { return false }
    desk.go(.open(FormPane.asOf(of: browse.asked.item, browse.asked.instant, desk.clock)))
    return true
  }

  func header(_ desk: Desk) -> HeaderWords {
    // On a handheld the time needs the whole row; the card's first line says what it is of.
    let title = desk.sizeClass < .narrow ? "" : (desk.sizeClass >= .normal ? "ITEM " : "") + browse.asked.item
    var words = HeaderWords(title: title)
    words.dated = desk.clock.datedWords(browse.asked.instant)
    words.place = (browse.card?.item.name).map { [$0] } ?? []
    words.cutsPlace = true
    return words
  }

  func plainLines(_ desk: Desk) -> [String] {
    let clock = desk.clock
    return [clock.datedWords(browse.asked.instant)[0]] + browse.plainLines { $0.lines($1, clock) }
  }
}
