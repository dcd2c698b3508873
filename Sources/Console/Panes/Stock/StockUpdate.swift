import Inventory
import Terminal

extension StockPane {
  mutating func appear(_ desk: inout Desk) {
    list.forgetRequest()
    list.reread()
    askTotals(&desk)
    panel.refresh(&desk)
  }

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
    if layout.panel == nil {
      panel.forget()
    } else if !rest.isWaiting {
      panel.show(rest.row?.code, &desk)
    }
  }

  func layout(_ desk: Desk) -> Layout {
    Layout(desk.size, hasPanel: true, isBare: desk.isBare)
  }

  func hasColumnHeader(_ layout: Layout) -> Bool { layout.sizeClass >= .narrow && layout.list.count >= 2 }

  /// The cursor moved: details wait until it rests.
  mutating func moved(_ desk: Desk) {
    rest.moved(to: list.current, now: desk.now)
  }

  mutating func tick(_ desk: inout Desk) {
    let now = desk.now
    changed = changed.filter { $0.value > now }
    rest.tick(list.current, now: now)
  }

  mutating func booksChanged(_ desk: inout Desk) {
    guard !isFrozen else {
      hasMissedChanges = true
      return
    }
    list.reread()
    panel.refresh(&desk)
    askTotals(&desk)
  }

  mutating func askTotals(_ desk: inout Desk) { totalsTicket = desk.ask(StockTotals(site: totalsSite)) }

  /// The counts are those of the site that the filter names, else of all.
  private mutating func followSite(_ desk: inout Desk) {
    guard let first = list.rows.first else { return }
    let site = filter.location?.lowercased() == first.siteCode.lowercased() ? first.siteCode : nil
    guard site != totalsSite else { return }
    totalsSite = site
    askTotals(&desk)
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: totalsTicket) {
      totalsTicket = nil
      if case .success(let answer) = result { totals = answer }
    }
    if panel.take(reply) { return }
    let before = Dictionary(list.rows.map { ($0.key, $0.version) }, uniquingKeysWith: { $1 })
    guard let result = list.take(reply) else { return }
    switch result {
    case .failure where resumed != nil:
      // Where the last session stood cannot be found any more.
      resumed = nil
      list.read(from: .first)
    case .failure(let error):
      trouble = error
      desk.say(error)
    case .success(let purpose):
      trouble = nil
      codeWidth = list.rows.reduce(codeWidth) { max($0, $1.code.description.cellWidth) }
      if purpose == .again { noteChanges(before, desk) }
      if purpose == .fresh {
        rest.stand(on: list.current)
        putCursorBack()
        followSite(&desk)
      }
      if let totals, filter == StockFilter(), find == nil { list.learnLength(totals.records) }
      if find?.isEntered == true, purpose == .fresh { enterFind(&desk) }
    }
  }

  /// Rows that were held and have another version now were changed by somebody, unless it was this console's own act,
  /// which it shows as well: the eye finds what it did.
  private mutating func noteChanges(_ before: [StockRow.Key: Int64], _ desk: Desk) {
    let until = desk.now.adding(milliseconds: StockPane.changedMilliseconds)
    for row in list.rows {
      if let version = before[row.key], version != row.version { changed[row.key] = until }
      marks.refresh(row)
    }
  }

  /// After a restart: on the record it stood on, if that is still there.
  private mutating func putCursorBack() {
    guard let (_, code, place) = resumed else { return }
    resumed = nil
    guard let index = list.rows.firstIndex(where: { $0.code.description == code && $0.place == place }) else { return }
    list.move(by: index - list.cursor)
    rest.stand(on: list.current)
  }

  /// Reads the list from its start, because what it shows is another list now.
  mutating func readAnew() {
    list.read(from: .first)
    changed = [:]
    rest.stand(on: nil)
  }
}
