import Inventory
import Terminal

/// What is low, the most urgent first: see why, have it moved or ordered, say that it is dealt with, or let it rest. Forms
/// and boxes do it; F9 in them is what writes. F4 alone acknowledges at once: no scanner sends it, and F8 takes it back.
struct LowPane: FindingPane {
  var filter = SignalFilter()
  var order = SignalPage.Order.urgency
  /// What the operator chose to see; nil for what suits the screen.
  var columns: Set<LowColumn>?
  var browse = BrowseList<SignalPage.Row>()
  var find: ListFind<SignalPage.Row>?
  var peek = SignalPeek()
  var marks = ListMarks<SignalPage.Row>()
  var isFrozen = false
  /// Books changed while the list was held still.
  private var hasMissedChanges = false
  private(set) var totals: SignalCounts?
  /// The site they are of; nil for all.
  private(set) var totalsSite: String?
  private var totalsTicket: Ticket<SignalCounts>?
  private var supervising = SupervisorCheck()
  /// What stands where a signal is to be counted first, on its way.
  var countTicket: Ticket<Page<StockRow>>?
  /// The longest item code seen; columns only grow, so that they do not jump.
  private(set) var codeWidth = 8
  /// Whether what is held is low at several places: an item may be there twice.
  private(set) var placesDiffer = false
  /// Whether what is held was read with its use by day.
  private var hasHistory = false
  private var now = Instant(milliseconds: 0)

  var home: SignalFilter { SignalFilter() }
  var kind: PaneKind { .low }
  var isWaiting: Bool {
    browse.isWaiting || peek.isWaiting || totalsTicket != nil || countTicket != nil || supervising.isWaiting
  }

  var situation: Situation {
    var situation = Situation(
      pane: .low, hasRow: browse.current != nil, hasMarks: !marks.isEmpty, hasFind: find != nil,
      isFiltered: filter != home)
    situation.low = LowSituation(refusal: supervising.refusal, signals: targets, now: now)
    return situation
  }

  /// The question the list asks, without its page.
  var question: SignalPage {
    var question = SignalPage(filter, order: order)
    if let find { question.filter.text = find.text }
    return question
  }

  /// What an act is about: the signals that are marked, else the one under the cursor.
  var targets: [Signal] {
    marks.isEmpty
      ? browse.current.map { [$0.signal] } ?? []
      : marks.rows.values.map(\.signal).sorted {
        ($0.rule.code.description, $0.rule.place) < ($1.rule.code.description, $1.rule.place)
      }
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    peek.refresh(&desk)
    askTotals(&desk)
    supervising.ask(&desk)
  }

  mutating func booksChanged(_ desk: inout Desk) {
    guard !isFrozen else {
      hasMissedChanges = true
      return
    }
    browse.list.reread()
    peek.refresh(&desk)
    askTotals(&desk)
    supervising.follow(&desk)
  }

  mutating func freeze(_ desk: inout Desk) {
    isFrozen.toggle()
    if !isFrozen, hasMissedChanges {
      hasMissedChanges = false
      booksChanged(&desk)
    }
    desk.say(.ok, isFrozen ? "held still: z shows changes again" : "changes are shown again")
  }

  private mutating func askTotals(_ desk: inout Desk) { totalsTicket = desk.ask(SignalTotals(site: totalsSite)) }

  mutating func tick(_ desk: inout Desk) {
    now = desk.now
    browse.tick(desk.now)
  }

  mutating func settle(_ desk: inout Desk) {
    now = desk.now
    let layout = layout(desk)
    var page = question
    page.withUse = shownColumns(layout).contains(.history)
    if page.withUse, !hasHistory { browse.list.reread() }
    hasHistory = page.withUse
    browse.settle(height: BrowseList<SignalPage.Row>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.detail == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row?.key, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if supervising.take(reply) { return }
    if let result = reply.value(for: totalsTicket) {
      totalsTicket = nil
      totals = result.keeping(totals)
      return
    }
    if let result = reply.value(for: countTicket) {
      countTicket = nil
      return openCount(result, &desk)
    }
    if peek.take(reply) { return fillReading(&desk) }
    guard let purpose = browse.take(reply, &desk) else { return }
    let list = browse.list
    codeWidth = list.rows.reduce(codeWidth) { max($0, $1.signal.rule.code.description.cellWidth) }
    placesDiffer = list.rows.contains { $0.signal.rule.place != list.rows[0].signal.rule.place }
    for row in list.rows { marks.refresh(row) }
    // What is not low any more is not meant any more.
    if list.atStart, list.atEnd, find == nil { marks.keep(Set(list.rows.map(\.key))) }
    guard purpose == .fresh else { return }
    followSite(&desk)
    if find?.isEntered == true { enterFind(&desk) }
  }

  /// The counts are those of the site that the filter names, else of all.
  private mutating func followSite(_ desk: inout Desk) {
    let site = browse.list.rows.first?.signal.site
    let named = filter.location.flatMap { $0.lowercased() == site?.lowercased() ? site : nil }
    guard named != totalsSite, filter.location == nil || site != nil else { return }
    totalsSite = named
    askTotals(&desk)
  }

  /// Something was done about what was marked: the marks have done their work. The outcome is that of the form.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result { saw(answer, &desk) }
    return false
  }

  mutating func saw(_ answer: ActAnswer, _ desk: inout Desk) {
    if LowPane.acts.contains(answer.action) { marks.clear() }
  }

  private static let acts: Set<String> = [
    "transfer.created", "requisition.created", "low_stock.snoozed", "low_stock.assigned", "low_stock.acknowledged",
    "low_stock.escalated",
  ]

  /// A scan goes to the row of the item, where it is low; the card of the item opens where it is not. A place shows what
  /// is low in it.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): return goTo(item, &desk)
    case .goods(let goods): return goTo(goods.item, &desk)
    case .location(let location):
      setFilter { $0.location = location.path }
      desk.say(.ok, "what is low at \(location.path)   Esc shows all")
      return true
    default: return false
    }
  }

  private mutating func goTo(_ item: Item, _ desk: inout Desk) -> Bool {
    guard let index = browse.list.rows.firstIndex(where: { $0.signal.rule.code == item.code }) else { return false }
    browse.go(to: index, desk)
    desk.say(.ok, "\(item.code) is low at \(browse.list.rows[index].signal.rule.place)   Enter opens its card")
    return true
  }
}
