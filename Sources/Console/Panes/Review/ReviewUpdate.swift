import Inventory
import Terminal

extension ReviewPane {
  mutating func appear(_ desk: inout Desk) {
    list.forgetRequest()
    list.reread()
    cardTicket = nil
    askCard(&desk)
    supervising.ask(&desk)
    story.refresh(&desk)
  }

  private mutating func askCard(_ desk: inout Desk) {
    if cardTicket == nil { cardTicket = desk.ask(StocktakeCard(stocktake)) } else { cardIsStale = true }
  }

  mutating func booksChanged(_ desk: inout Desk) {
    guard !isFrozen else {
      hasMissedChanges = true
      return
    }
    list.reread()
    askCard(&desk)
    supervising.follow(&desk)
    story.refresh(&desk)
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  func hasColumnHeader(_ layout: Layout) -> Bool { layout.sizeClass >= .narrow && layout.list.count >= 2 }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    list.resize(height: max(1, layout.list.count - (hasColumnHeader(layout) ? 1 : 0)))
    if let want = list.wanted() {
      var page = question
      page.start = want.start
      page.limit = want.limit
      list.asked(desk.ask(page), want)
    }
    rest.follow(list.current)
    if layout.panel != nil, !rest.isWaiting { story.show(rest.row?.number, of: stocktake, &desk) }
  }

  /// The cursor moved: details wait until it rests.
  mutating func moved(_ desk: Desk) {
    rest.moved(to: list.current, now: desk.now)
  }

  mutating func tick(_ desk: inout Desk) {
    let now = desk.now
    changed = changed.filter { $0.value > now }
    rest.tick(list.current, now: now)
  }

  // MARK: Answers

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if supervising.take(reply) { return }
    if story.take(reply) { return fillReading(&desk) }
    if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      if cardIsStale {
        cardIsStale = false
        cardTicket = desk.ask(StocktakeCard(stocktake))
      }
      return take(result, &desk)
    }
    if let result = reply.value(for: proposalTicket) {
      proposalTicket = nil
      return fillApply(result, &desk)
    }
    let before = Dictionary(list.rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    guard let result = list.take(reply) else { return }
    switch result {
    case .failure where resumedLine != nil:
      resumedLine = nil
      list.read(from: .first)
    case .failure(let error):
      trouble = error
      desk.say(error)
    case .success(let purpose):
      trouble = nil
      codeWidth = list.rows.reduce(codeWidth) { max($0, $1.code.description.cellWidth) }
      hasLots = hasLots || list.rows.contains { $0.lot != nil }
      if purpose == .again { noteChanges(before, desk) }
      if purpose == .fresh { begin() }
      if let length { list.learnLength(length) }
    }
  }

  private mutating func take(_ result: Result<StocktakeCard.Card, InventoryError>, _ desk: inout Desk) {
    switch result {
    case .failure(let error):
      trouble = error
      desk.say(error)
    case .success(let answer):
      card = answer
      if let length { list.learnLength(length) }
      guard let version = appliedVersion, answer.stocktake.version != version else { return }
      appliedVersion = nil
      if answer.stocktake.status == .review { tellReturned(answer, &desk) }
    }
  }

  /// Nothing was left to decide before it was applied, so what is now came back.
  private mutating func tellReturned(_ card: StocktakeCard.Card, _ desk: inout Desk) {
    let lines = card.lines(.outside)
    guard lines > 0 else { return }
    setFilter { $0 = ReviewFilter(shown: .toDecide) }
    desk.say(.warn, "\(Numbers.lines(lines)) came back, the rest is posted: w says why, A, X or C decides")
  }

  private mutating func noteChanges(_ before: [Int: CountLine], _ desk: Desk) {
    let until = desk.now.adding(milliseconds: StockPane.changedMilliseconds)
    for line in list.rows {
      if let old = before[line.key], old != line { changed[line.key] = until }
      marks.refresh(line)
    }
  }

  /// The list begins anew: details of where the cursor stands, after a restart on the line it stood on.
  private mutating func begin() {
    if let number = resumedLine, let index = list.rows.firstIndex(where: { $0.number == number }) {
      list.move(by: index - list.cursor)
    }
    resumedLine = nil
    rest.stand(on: list.current)
  }

  /// A verdict was given: the marks have done their work. The outcome is that of the form, which says so.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result, ReviewPane.verdicts.contains(answer.action) { marks.clear() }
    return false
  }

  private static let verdicts: Set<String> = ["stocktake.approved", "stocktake.rejected", "stocktake.recount"]

  /// Reads the list from its start, because what it shows is another list now.
  mutating func readAnew() {
    list.read(from: .first, key: list.current?.key)
    changed = [:]
    rest.stand(on: nil)
  }

  mutating func setFilter(_ change: (inout ReviewFilter) -> Void) {
    change(&filter)
    readAnew()
  }

  /// A scan shows the lines of what it names.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showLines(of: item, &desk)
    case .goods(let goods): showLines(of: goods.item, &desk)
    case .location(let location):
      setFilter { $0 = ReviewFilter(location: location.code) }
      desk.say(.ok, "lines at \(location.path)   Esc shows all")
    case .stocktake(let other):
      // Another sheet: its review in the place of this one.
      desk.go(.close)
      desk.go(.open(ReviewPane(other.number)))
    case .lot, .serial, .operator, .plate, .transfer: return false
    case .order, .receipt, .requisition, .reservation: return false
    }
    return true
  }

  private mutating func showLines(of item: Item, _ desk: inout Desk) {
    setFilter { $0 = ReviewFilter(item: item.code.description) }
    desk.say(.ok, "lines of \(item.code)   Esc shows all")
  }
}
