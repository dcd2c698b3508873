import Inventory
import Terminal

/// What somebody wants to be bought, the newest first: approve it, order it from a vendor, or call it off.
struct RequisitionsPane: Pane {
  /// Only these; nil for all.
  var status: RequisitionStatus?
  var browse = BrowseList<RequisitionPage.Row>()

  init(at requisition: RequisitionID? = nil) { browse.resumed = requisition }

  var kind: PaneKind { .requisitions }
  var isWaiting: Bool { browse.isWaiting }
  var wakesAt: Instant? { browse.wakesAt }

  var situation: Situation {
    var situation = Situation(pane: .requisitions, hasRow: browse.current != nil)
    situation.buying = BuyingSituation(requisition: browse.current?.requisition)
    return situation
  }

  var sessionLines: [String] {
    ["requisitions = \(browse.current?.requisition.number ?? "all")"]
      + (status.map { ["requisitions.status = \($0.rawValue)"] } ?? [])
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) { browse.appear() }
  mutating func booksChanged(_ desk: inout Desk) { browse.list.reread() }
  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    var page = RequisitionPage(status: status)
    browse.settle(height: BrowseList<RequisitionPage.Row>.height(layout(desk)), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open: if let row = browse.current { desk.go(.show(.reading(reading(row, desk.clock)))) }
    case .otherPart: desk.go(.list(OrdersPane()))
    case .newOrder: desk.go(.open(FormPane.newRequisition()))
    case .approveRequisition: if let row = browse.current { desk.go(.show(.confirm(.deciding(row, .approve)))) }
    case .cancelRequisition: if let row = browse.current { desk.go(.show(.confirm(.deciding(row, .cancel)))) }
    case .orderRequisition: if let row = browse.current { desk.go(.open(FormPane.order(row))) }
    case .onlyOpen:
      status = status == nil ? .draft : status == .draft ? .approved : nil
      browse.readAnew()
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.requisition.number))
      desk.say(.ok, "copied \(row.requisition.number)")
    case .back:
      guard status != nil else {
        desk.go(.close)
        break
      }
      status = nil
      browse.readAnew()
    default: return false
    }
    return true
  }

  private func reading(_ row: RequisitionPage.Row, _ clock: LocalClock) -> Reading {
    Reading(
      subject: "requisition \(row.requisition.number)", title: row.requisition.number,
      lines: row.facts(clock) + [""] + row.lines.map { $0.words(clock) })
  }
}

extension RequisitionPage.Row {
  /// `draft, asked for by ANNA 14 Jul 13:44`.
  func facts(_ clock: LocalClock) -> [String] {
    var facts = [
      "\(requisition.status.rawValue), asked for by \(requisition.createdBy) "
        + clock.dayAndTime(requisition.createdAt).trimmedBlanks
    ]
    if let by = requisition.approvedBy, let at = requisition.approvedAt {
      facts.append("approved by \(by) \(clock.dayAndTime(at).trimmedBlanks)")
    }
    if let note = requisition.note { facts.append("note: \(note)") }
    return facts
  }
}

extension RequisitionLine {
  /// `40 of WID-220 for NORTH from ACME by 20 Jul, on PO-790`.
  func words(_ clock: LocalClock) -> String {
    var words = "\(Numbers.grouped(quantity)) of \(code)"
    if let place { words += " for \(place)" }
    if let vendor { words += " from \(vendor)" }
    if let neededOn { words += " by \(clock.dayOnly(neededOn).trimmedBlanks)" }
    if let order { words += ", on \(order)" }
    return words
  }
}

extension Confirm {
  static func deciding(_ row: RequisitionPage.Row, _ verdict: DecideRequisition.Verdict) -> Confirm {
    let number = row.requisition.number
    let isApproval = verdict == .approve
    let act = ConfirmedAct(
      act: DecideRequisition(number, verdict, ifVersion: row.requisition.version),
      words: "\(isApproval ? "approved" : "cancelled") \(number)",
      remedy: isApproval ? "cancel it: X in the list of requisitions" : "ask for it anew: N in the list of requisitions"
    )
    return Confirm(
      title: "\(isApproval ? "Approve" : "Cancel") \(number)",
      lines: [
        "\(row.goods), asked for by \(row.requisition.createdBy)", "",
        isApproval ? "It may be ordered then: O." : "It is not bought, and cannot be opened again.",
      ], handLines: [row.goods, isApproval ? "O orders it" : "not bought"],
      verb: isApproval ? "approve it" : "cancel it",
      nothing: "it stays as it is", action: .perform(act))
  }
}
