import Inventory
import Terminal

/// One report: a plot and a table of what it tells. It is read when it is opened and when somebody wants it anew, because
/// reading it may be a pass over the whole ledger.
struct ReportPane: Pane {
  let report: ReportKind
  private(set) var filter: ReportFilter
  private(set) var sheet: ReportSheet?
  private(set) var trouble: InventoryError?
  var table = ReportTable()
  var find: ReportFind?
  /// On small screens there is room for the plot or for the table.
  var showsPlot = true
  /// The first bar of a plot that has less room than it needs.
  private(set) var plotTop = 0
  /// As of when it is.
  private(set) var readAt: Instant?
  private var ticket: Ticket<ReportSheet>?
  private var moreTicket: Ticket<ReportSheet>?

  init(_ report: ReportKind, _ filter: ReportFilter = ReportFilter()) {
    self.report = report
    self.filter = filter
  }

  var kind: PaneKind { .report }
  var takesText: Bool { find?.isTyping ?? false }
  var isReading: Bool { ticket != nil }
  var isWaiting: Bool { isReading || moreTicket != nil }

  var situation: Situation {
    var situation = Situation(pane: .report, hasRow: table.current?.lead != nil, hasFind: find != nil)
    situation.report = report
    return situation
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    if sheet == nil, ticket == nil, trouble == nil { read(&desk) }
  }

  mutating func lineIsBack(_ desk: inout Desk) {
    guard trouble?.isOfTheLine == true else { return }
    trouble = nil
    if sheet == nil { read(&desk) }
  }

  mutating func read(_ desk: inout Desk) {
    readAt = desk.now
    moreTicket = nil
    ticket = desk.ask(question(at: desk.now))
  }

  private func question(at now: Instant) -> ReadReport { ReadReport(report: report, filter: filter, now: now) }

  /// What an export of it asks.
  func exported(_ now: Instant) -> ReadReport {
    var question = question(at: readAt ?? now)
    question.limit = ReadReport.exportedRows
    return question
  }

  mutating func setFilter(_ new: ReportFilter, _ desk: inout Desk) {
    filter = new
    sheet = nil
    trouble = nil
    endFind()
    read(&desk)
  }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    let parts = parts(layout)
    table.resize(height: parts.table.count - (hasTitles(parts.table, layout) ? 1 : 0))
    plotTop = max(0, min(plotTop, sheet?.plot?.scrolls(in: parts.plot.count) ?? 0))
    guard let next = sheet?.next, ticket == nil, moreTicket == nil, trouble == nil, table.isNearEnd, find == nil else {
      return
    }
    var question = question(at: readAt ?? desk.now)
    question.start = .after(next)
    moreTicket = desk.ask(question)
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: ticket) {
      ticket = nil
      switch result {
      case .success(let answer):
        trouble = nil
        sheet = answer
        table.show(answer, desk.clock)
      case .failure(let error):
        trouble = error
        if !error.isOfTheLine { sheet = nil }
        desk.say(error)
      }
    } else if let result = reply.value(for: moreTicket) {
      moreTicket = nil
      switch result {
      case .success(let more):
        sheet?.append(more)
        if let sheet { table.show(sheet, desk.clock) }
      case .failure(let error):
        // What cannot be had is not asked for again and again; reading anew tries again.
        if error.isOfTheLine { trouble = error } else { sheet?.next = nil }
        desk.say(error)
      }
    }
  }

  /// A scan narrows the report to the item, or to the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    var wanted = filter
    switch hit {
    case .item(let item, _) where report.takesItem: wanted.item = item.code.description
    case .goods(let goods) where report.takesItem: wanted.item = goods.item.code.description
    case .location(let location) where report.takesPlace:
      wanted.location = report.isOfSites ? location.siteCode : location.code
    default: return false
    }
    setFilter(wanted, &desk)
    desk.say(.ok, "\(report.title) of \(wanted.item ?? wanted.location ?? "all")   Esc shows all")
    return true
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if isPlotAlone(layout(desk)) {
      if scrollPlot(command) { return true }
    } else if table.run(command) {
      return true
    }
    switch command {
    case .open: open(&desk)
    case .otherPart: showsPlot.toggle()
    case .find:
      if find == nil { find = ReportFind() } else { find?.again() }
    case .filter: desk.go(.open(FormPane.filter(report, filter)))
    case .exportReport: desk.go(.open(FormPane.export(self, desk.clock)))
    case .reread: read(&desk)
    case .copyCode:
      guard case .text(let code)? = table.current?.cells.first else { break }
      desk.emit(.copyToClipboard(code))
      desk.say(.ok, "copied \(code)")
    case .back: goBack(&desk)
    default: return false
    }
    return true
  }

  /// Where there is no room for the table, what would move in it moves the plot.
  private mutating func scrollPlot(_ command: Command) -> Bool {
    switch command {
    case .listDown, .listHalfDown: plotTop += 1
    case .listUp, .listHalfUp: plotTop -= 1
    case .listPageDown, .listLast: plotTop = .max
    case .listPageUp, .listFirst: plotTop = 0
    default: return false
    }
    return true
  }

  private func open(_ desk: inout Desk) {
    switch table.current?.lead {
    case .item(let code): desk.go(.open(ItemPane(code)))
    case .transfer(let number): desk.go(.open(TransferPane(number)))
    case .stocktake(let number): desk.go(.open(ReviewPane(number)))
    case nil: break
    }
  }

  private mutating func goBack(_ desk: inout Desk) {
    if find != nil { return endFind() }
    if filter != ReportFilter() { return setFilter(ReportFilter(), &desk) }
    desk.go(.close)
  }

  // MARK: Finding

  private mutating func endFind() {
    find = nil
    table.find("")
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard find?.isTyping == true, let step = find?.type(key) else { return false }
    switch step {
    case .enter:
      find?.isTyping = false
      if find?.line.isEmpty == true { endFind() }
    case .end: endFind()
    case .up: _ = table.run(.listUp)
    case .down: _ = table.run(.listDown)
    case .typed: table.find(find?.text ?? "")
    case .kept: break
    case .other: return false
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.paste(record)
    table.find(find?.text ?? "")
  }

  var sessionLines: [String] {
    var lines = ["report = \(report.rawValue)"]
    if let location = filter.location { lines.append("report.location = \(location)") }
    if let item = filter.item { lines.append("report.item = \(item)") }
    if let days = filter.days { lines.append("report.days = \(days)") }
    return lines
  }
}

/// Find as you type in the rows of a report that were read.
struct ReportFind: TypedFind {
  var line = TextLine()
  var isTyping = true
  var isEntered = false
  var isAnew = false
}
