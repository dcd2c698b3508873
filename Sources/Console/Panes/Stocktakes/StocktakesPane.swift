import Inventory
import Terminal

/// The stocktakes, the newest first: open one, review it, cancel it.
struct StocktakesPane: Pane {
  /// Leaves out those that are over.
  var isOnlyUnderWay = false
  var list = PagedList<Stocktake>()
  private(set) var rest = CursorRest<Stocktake>()
  /// How far each is that was shown; one is asked for at a time.
  var cards: [StocktakeID: StocktakeCard.Card] = [:]
  /// Those whose card is older than the books.
  private var stale: Set<StocktakeID> = []
  private var cardTicket: (ticket: Ticket<StocktakeCard.Card>, id: StocktakeID)?
  var supervising = SupervisorCheck()
  var trouble: InventoryError?
  /// The stocktake the last session stood on.
  var resumed: StocktakeID?

  var kind: PaneKind { .stocktakes }
  var wakesAt: Instant? { rest.wakesAt }
  var isWaiting: Bool { list.isWaiting || cardTicket != nil || supervising.isWaiting }

  var situation: Situation {
    var situation = Situation(pane: .stocktakes, hasRow: list.current != nil)
    situation.count = CountSituation(refusal: supervising.refusal, stocktake: list.current)
    return situation
  }

  var sessionLines: [String] {
    ["stocktakes = \(list.current?.number ?? "all")"] + (isOnlyUnderWay ? ["stocktakes.only = under way"] : [])
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    list.forgetRequest()
    cardTicket = nil
    supervising.ask(&desk)
    booksChanged(&desk)
  }

  mutating func booksChanged(_ desk: inout Desk) {
    list.reread()
    // Of what is over nothing changes.
    stale.formUnion(cards.filter { !$0.value.stocktake.status.isOver }.keys)
    supervising.follow(&desk)
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, isBare: desk.isBare) }

  func hasColumnHeader(_ layout: Layout) -> Bool { layout.sizeClass >= .narrow && layout.list.count >= 2 }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    list.resize(height: max(1, layout.list.count - (hasColumnHeader(layout) ? 1 : 0)))
    if let want = list.wanted() {
      let page = StocktakePage(isUnderWay: isOnlyUnderWay ? true : nil, start: want.start, limit: want.limit)
      list.asked(desk.ask(page), want)
    }
    rest.follow(list.current)
    guard cardTicket == nil else { return }
    if let next = list.visible.first(where: { cards[$0.id] == nil || stale.contains($0.id) }) {
      stale.remove(next.id)
      cardTicket = (desk.ask(StocktakeCard(next.number)), next.id)
    }
  }

  mutating func tick(_ desk: inout Desk) { rest.tick(list.current, now: desk.now) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if supervising.take(reply) { return }
    if let (ticket, id) = cardTicket, let result = reply.value(for: ticket) {
      cardTicket = nil
      switch result {
      case .success(let card): cards[id] = card
      case .failure:
        // What cannot be told of one is not asked again and again.
        if cards[id] == nil, let stocktake = list.rows.first(where: { $0.id == id }) {
          cards[id] = StocktakeCard.Card(stocktake: stocktake, lines: [:], parked: 0, scans: 0, accuracy: nil)
        }
      }
      return
    }
    switch list.take(reply) {
    case .failure(let error)?:
      trouble = error
      desk.say(error)
    case .success(let purpose)?:
      trouble = nil
      if purpose == .fresh, let id = resumed, let index = list.rows.firstIndex(where: { $0.id == id }) {
        list.move(by: index - list.cursor)
      }
      if purpose == .fresh { resumed = nil }
      for stocktake in list.rows where cards[stocktake.id].map({ $0.stocktake != stocktake }) ?? false {
        stale.insert(stocktake.id)
      }
    case nil: break
    }
  }

  /// A new stocktake stands first, and the cursor on it. The outcome is that of the form, which says so.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result, answer.action == "stocktake.opened" { list.read(from: .first) }
    return false
  }

  /// A sheet that is scanned here is to be reviewed.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    guard case .stocktake(let stocktake) = hit else { return false }
    desk.go(.open(ReviewPane(stocktake.number)))
    return true
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if list.run(command) {
      rest.moved(to: list.current, now: desk.now)
      return true
    }
    switch command {
    case .open: if let stocktake = list.current { desk.go(.open(ReviewPane(stocktake.number))) }
    case .countIn: if let stocktake = list.current { desk.go(.open(CountPane(stocktake.number))) }
    case .newStocktake: desk.go(.open(FormPane.openStocktake()))
    case .cancelStocktake: if let stocktake = list.current { desk.go(.show(.confirm(.cancelling(stocktake)))) }
    case .onlyOpen:
      isOnlyUnderWay.toggle()
      list.read(from: .first, key: list.current?.key)
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let stocktake = list.current else { break }
      desk.emit(.copyToClipboard(stocktake.number))
      desk.say(.ok, "copied \(stocktake.number)")
    case .back:
      if isOnlyUnderWay { return run(.onlyOpen, &desk) }
      desk.go(.close)
    default: return false
    }
    return true
  }
}

extension Stocktake: ListRow {
  var key: StocktakeID { id }
}
