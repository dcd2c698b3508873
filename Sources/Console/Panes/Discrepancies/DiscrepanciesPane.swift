import Inventory
import Terminal

/// What did not come as it should, until somebody says what became of it: the oldest first, or what is worth the most.
struct DiscrepanciesPane: Pane {
  var order = DiscrepancyPage.Order.age
  /// Those that are resolved too.
  var isAll = false
  var browse = BrowseList<Discrepancy>()
  private var supervising = SupervisorCheck()
  private(set) var story = DiscrepancyStory()
  /// The longest item code seen, and whether any lot was.
  private(set) var codeWidth = 8
  private(set) var hasLots = false

  var kind: PaneKind { .discrepancies }
  var isWaiting: Bool { browse.isWaiting || story.isWaiting || supervising.isWaiting }
  var wakesAt: Instant? { browse.wakesAt }

  var situation: Situation {
    var situation = Situation(pane: .discrepancies, hasRow: browse.current != nil)
    situation.moving = MovingSituation(refusal: supervising.refusal, discrepancy: browse.current)
    return situation
  }

  var sessionLines: [String] {
    ["discrepancies = \(browse.current.map { String($0.id) } ?? "all")"]
      + (order == .value ? ["discrepancies.order = value"] : []) + (isAll ? ["discrepancies.all = yes"] : [])
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    supervising.ask(&desk)
    story.refresh(&desk)
  }

  mutating func booksChanged(_ desk: inout Desk) {
    browse.list.reread()
    supervising.follow(&desk)
    story.refresh(&desk)
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = DiscrepancyPage(isOpen: !isAll, order: isAll ? .age : order)
    browse.settle(height: BrowseList<Discrepancy>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel != nil, !browse.rest.isWaiting { story.show(browse.rest.row, &desk) }
  }

  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if supervising.take(reply) { return }
    if story.take(reply) {
      if !story.isWaiting { desk.go(.fill(.reading(reading(desk)))) }
      return
    }
    guard browse.take(reply, &desk) != nil else { return }
    codeWidth = browse.list.rows.reduce(codeWidth) { max($0, $1.code.description.cellWidth) }
    hasLots = hasLots || browse.list.rows.contains { $0.lot != nil }
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open, .why: showStory(&desk)
    case .openTransfer: if let found = browse.current { desk.go(.open(TransferPane(found.transfer.description))) }
    case .resolve: if let found = browse.current { desk.go(.open(FormPane.resolve(found))) }
    case .sort: turnOrder(&desk)
    case .onlyOpen:
      isAll.toggle()
      browse.readAnew()
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let found = browse.current else { break }
      desk.emit(.copyToClipboard(found.transfer.description))
      desk.say(.ok, "copied \(found.transfer)")
    case .back: if isAll { return run(.onlyOpen, &desk) } else { desk.go(.close) }
    default: return false
    }
    return true
  }

  private mutating func turnOrder(_ desk: inout Desk) {
    if isAll { return desk.say(.warn, "with those that are resolved the oldest stand first: o shows the open ones") }
    order = order == .age ? .value : .age
    browse.readAnew()
    desk.say(.ok, order == .age ? "the oldest first" : "by value, the most first")
  }

  /// The story in a box, which is there at once and is filled when the answers come.
  private mutating func showStory(_ desk: inout Desk) {
    guard let found = browse.current else { return }
    story.show(found, &desk)
    desk.go(.show(.reading(reading(desk))))
  }

  private func reading(_ desk: Desk) -> Reading {
    var lines = story.words(width: 72, desk.clock).map(\.text)
    if story.isWaiting { lines.append("reading ...") }
    let found = story.found
    return Reading(
      subject: "discrepancy \(found?.id ?? 0)", title: found.map { "\($0.transfer)/\($0.line) \($0.kind.words)" } ?? "",
      lines: lines)
  }
}
