import Inventory
import Terminal

/// The review of a stocktake: its lines, those first whose difference is worth the most, and what a supervisor decides on
/// them. Verdicts are given in a form or a box; F9 there is what writes.
struct ReviewPane: Pane {
  /// `ST-0142`.
  let stocktake: String
  var filter = ReviewFilter()
  /// In the order people walk, not by worth.
  var isWalk = false
  var list = PagedList<CountLine>()
  var card: StocktakeCard.Card?
  var cardTicket: Ticket<StocktakeCard.Card>?
  /// The books changed while the card was on its way: it is asked for once more, however often they did.
  var cardIsStale = false
  var supervising = SupervisorCheck()
  var marks = ListMarks<CountLine>()
  /// Until when lines are shown as changed.
  var changed: [Int: Instant] = [:]
  var isFrozen = false
  /// Books changed while the list was held still.
  var hasMissedChanges = false
  /// The line whose story is told.
  var rest = CursorRest<CountLine>()
  var story = LineStory()
  /// What applying would post, on its way to the box that asks.
  var proposalTicket: Ticket<CountProposal.Proposal>?
  /// The version that was to be applied: where the next card still is under review, lines have come back.
  var appliedVersion: Int64?
  var trouble: InventoryError?
  /// The longest item code seen, and whether any lot was: columns only come and grow, so that they do not jump.
  var codeWidth = 8
  var hasLots = false
  /// The line the last session stood on.
  var resumedLine: Int?

  init(_ stocktake: String) { self.stocktake = stocktake }

  var kind: PaneKind { .review }
  var isWaiting: Bool {
    list.isWaiting || cardTicket != nil || story.isWaiting || proposalTicket != nil || supervising.isWaiting
  }
  var wakesAt: Instant? { ([rest.wakesAt].compactMap { $0 } + changed.values).min() }

  var situation: Situation {
    var situation = Situation(pane: .review, hasRow: list.current != nil, hasMarks: !marks.isEmpty)
    let targets = targets
    situation.count = CountSituation(
      refusal: supervising.refusal, stocktake: card?.stocktake, lines: card?.lines ?? [:],
      hasPick: !targets.isEmpty && targets.allSatisfy { $0.probablePick != nil })
    return situation
  }

  /// The lines a verdict is about: those marked, else the one under the cursor.
  var targets: [CountLine] {
    marks.isEmpty ? list.current.map { [$0] } ?? [] : marks.rows.values.sorted { $0.number < $1.number }
  }

  /// Only what was judged has a worth to be sorted by.
  var isByWorth: Bool { !isWalk && filter.shown != .uncounted }

  /// The question the list asks, without its page.
  var question: CountLinePage {
    CountLinePage(
      stocktake, states: filter.shown.states, finding: filter.shown.finding, location: filter.location,
      item: filter.item, order: isByWorth ? .worth : .number)
  }

  /// How many lines the list has, where that is known.
  var length: Int? {
    guard let card, filter.item == nil, filter.location == nil else { return nil }
    switch filter.shown {
    case .found: return card.found
    case .moved: return card.moved
    default:
      let states = filter.shown.states.subtracting(isByWorth && !isWithheld ? [.counting] : [])
      return states.reduce(0) { $0 + (card.lines[$1] ?? 0) }
    }
  }

  /// Whether the figures of the books are kept from who works here.
  var isWithheld: Bool { list.rows.first?.isWithheld ?? false }

  var sessionLines: [String] {
    var lines = ["review = \(stocktake)", "review.show = \(filter.shown.rawValue)"]
    if isWalk { lines.append("review.order = walk") }
    if let item = filter.item { lines.append("review.item = \(item)") }
    if let location = filter.location { lines.append("review.location = \(location)") }
    if let line = list.current {
      if let start = list.startCursor { lines.append("review.from = \(start.text)") }
      lines.append("review.line = \(line.number)")
    }
    return lines
  }
}

extension CountLine: ListRow {
  var key: Int { number }
}

/// Whether whoever works here may decide on counts: asked beforehand, so that they are told before they try.
struct SupervisorCheck {
  private var ticket: Ticket<Operator?>?
  /// Why they may not, in words.
  private(set) var refusal: String?

  var isWaiting: Bool { ticket != nil }

  /// Who was asked about.
  private var actor: String?

  mutating func ask(_ desk: inout Desk) {
    actor = desk.identity.actor
    ticket = desk.ask(Permission(.supervise))
  }

  /// Asks again where somebody else works here now.
  mutating func follow(_ desk: inout Desk) { if actor != desk.identity.actor { ask(&desk) } }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    switch result {
    case .success: refusal = nil
    case .failure(let error):
      // Only a refusal is one; what could not be asked is told by the act.
      if case .notPermitted = error { refusal = Explanation(error).detail }
      if case .unknownOperator = error { refusal = Explanation(error).detail }
    }
    return true
  }
}
