import Inventory
import Terminal

/// What was done, the latest first: who did what to which document, and how far it is sealed. Nothing here writes.
struct AuditPane: RecordPane {
  var filter = AuditFilter()
  var browse = BrowseList<AuditEvent>()
  var find: ListFind<AuditEvent>?
  var peek = CardPeek<AuditCard>()
  private var standing: SealStanding?
  private var ticket: Ticket<SealStanding>?

  var kind: PaneKind { .audit }
  var isWaiting: Bool { browse.isWaiting || peek.isWaiting || ticket != nil }
  var situation: Situation {
    Situation(pane: .audit, hasRow: browse.current != nil, hasFind: find != nil, isFiltered: filter != home)
  }

  static let counted = (one: "event", many: "events")
  static let nothing = "Nothing was done here yet."
  static func card(_ row: AuditEvent) -> any Pane { EventPane(row.id) }
  static func form(_ filter: AuditFilter, _ clock: LocalClock) -> FormPane { FormPane.filter(filter, clock) }
  static func exported(_ filter: AuditFilter) -> RecordList { .audit(filter) }
  static func copied(_ row: AuditEvent) -> (text: String, words: String) { (row.key, "the key of event \(row.id)") }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    ticket = desk.ask(AuditStanding())
  }

  mutating func booksChanged(_ desk: inout Desk) {
    browse.list.reread()
    ticket = desk.ask(AuditStanding())
  }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = AuditPage(filter)
    page.text = sought
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

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: ticket) {
      ticket = nil
      standing = result.keeping(standing)
      return
    }
    if peek.take(reply) { return }
    if browse.take(reply, &desk) == .fresh, find?.isEntered == true { enterFind(&desk) }
  }

  // MARK: Words

  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "AUDIT", place: placeWords(desk.clock), counts: counts(desk.clock))
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
