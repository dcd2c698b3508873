import Inventory
import Terminal

/// What was done, the latest first: who did what to which document, and how far it is sealed. Nothing here writes.
struct AuditPane: Pane {
  var filter = AuditFilter()
  var browse = BrowseList<AuditEvent>()
  private var peek = CardPeek<AuditCard>()
  private var standing: SealStanding?
  private var ticket: Ticket<SealStanding>?

  var kind: PaneKind { .audit }
  var isWaiting: Bool { browse.isWaiting || peek.isWaiting || ticket != nil }
  var wakesAt: Instant? { browse.wakesAt }
  var situation: Situation {
    Situation(pane: .audit, hasRow: browse.current != nil, isFiltered: filter != AuditFilter())
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    ticket = desk.ask(AuditStanding())
  }

  mutating func booksChanged(_ desk: inout Desk) {
    browse.list.reread()
    ticket = desk.ask(AuditStanding())
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = AuditPage(filter)
    browse.settle(height: BrowseList<AuditEvent>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row.map { AuditCard($0.id) }, &desk)
    }
  }

  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: ticket) {
      ticket = nil
      standing = result.keeping(standing)
      return
    }
    if peek.take(reply) { return }
    _ = browse.take(reply, &desk)
  }

  /// A scan shows what was done to the item, or in the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): setFilter { $0.item = item.code.description }
    case .goods(let goods): setFilter { $0.item = goods.item.code.description }
    case .location(let location): setFilter { $0.location = location.path }
    default: return false
    }
    desk.say(.ok, "what was done to it   Esc shows all")
    return true
  }

  mutating func setFilter(_ change: (inout AuditFilter) -> Void) {
    change(&filter)
    browse.readAnew()
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open: if let event = browse.current { desk.go(.open(EventPane(event.id))) }
    case .filter: desk.go(.open(FormPane.filter(filter, desk.clock)))
    case .exportReport: desk.go(.open(FormPane.export(.audit(filter), desk.clock)))
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let event = browse.current else { break }
      desk.emit(.copyToClipboard(event.key))
      desk.say(.ok, "copied the key of event \(event.id)")
    case .back:
      if filter == AuditFilter() { desk.go(.close) } else { setFilter { $0 = AuditFilter() } }
    default: return false
    }
    return true
  }

  // MARK: Words

  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "AUDIT", place: filter.words(desk.clock), counts: counts(desk.clock))
  }

  /// How far it is sealed, and since when.
  private func counts(_ clock: LocalClock) -> [String] {
    guard let standing else { return [] }
    let unsealed = standing.unsealed == 0 ? [] : ["\(Numbers.grouped(Int(standing.unsealed))) unsealed"]
    guard let newest = standing.newest else { return unsealed + ["no seal yet"] }
    return (unsealed.isEmpty ? ["all sealed"] : unsealed) + ["sealed \(clock.ago(newest.sealedAt))"]
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let widest = browse.list.rows.reduce(5) { max($0, String($1.id).utf8.count) }
    let plan = ColumnPlan(columns: AuditColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: widest)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { String($0.id) })
    if let row = layout.detail, let event = browse.rest.row {
      grid.putDetail(detailWords(event, plan.columns, layout), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      grid.putPanel(peek.words(columns.count) { $0.lines($1, desk.clock) }, columns, layout)
    }
  }

  private var emptyWords: [String] {
    filter == AuditFilter()
      ? ["Nothing was done here yet."] : ["No event fits this filter.", "Esc shows all; f changes the filter."]
  }

  /// What the columns do not show, and what became of the document.
  private func detailWords(_ event: AuditEvent, _ shown: Set<AuditColumn>, _ layout: Layout) -> String {
    var words: [String] = []
    if !shown.contains(.subject), !event.subject.isEmpty { words.append(event.subject) }
    if layout.sizeClass < .narrow { return words.first ?? event.actor }
    if !shown.contains(.terminal) { words.append("at \(event.terminal)") }
    let changed = event.before == nil ? [] : event.differences.filter { $0.name != "version" }
    words += changed.prefix(3).map(\.words)
    if let reference = event.reference { words.append(reference) }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    if browse.list.rows.isEmpty { return emptyWords }
    let shown = browse.list.rows.prefix(50)
    let head = ["Audit, the latest \(Numbers.counted(shown.count, "event", "events"))"] + counts(desk.clock)
    var lines = [head.joined(separator: ", ") + ":"]
    for event in shown {
      lines.append(
        "\(event.id)  \(desk.clock.dayAndTime(event.recordedAt))  \(event.actor)  \(event.action)  \(event.subject)"
          .trimmedBlanks)
    }
    return lines
  }

  var sessionLines: [String] {
    ["audit = \(browse.current.flatMap(\.resumedKey) ?? "all")"] + filter.sessionLines
  }
}

extension AuditEvent {
  /// Its key where that is one line of plain letters, as those that Tallyman makes are: scripts may name others.
  fileprivate var resumedKey: String? { key.utf8.allSatisfy { 33...126 ~= $0 } ? key : nil }
}

extension AuditEvent.Difference {
  /// `name: Glue > Glue 250 ml`.
  var words: String {
    "\(name): \(before.isEmpty ? "none" : before) > \(after.isEmpty ? "none" : after)"
  }
}

extension AuditFilter {
  func words(_ clock: LocalClock) -> [String] {
    var words: [String] = []
    if let actor { words.append("by \(actor)") }
    if let action { words.append(action) }
    if let item { words.append(item) }
    if let location { words.append("in \(location)") }
    if let from { words.append("since \(clock.dayAndTime(from).trimmedBlanks)") }
    if let to { words.append("before \(clock.dayAndTime(to).trimmedBlanks)") }
    return words
  }

  var sessionLines: [String] {
    [
      ("actor", actor), ("action", action), ("item", item), ("location", location), ("from", from?.description),
      ("to", to?.description),
    ].compactMap { name, value in value.map { "audit.\(name) = \($0)" } }
  }
}
