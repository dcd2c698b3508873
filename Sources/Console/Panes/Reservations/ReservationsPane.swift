import Inventory
import Terminal

/// Who holds what: the reservations, the newest first; of one item where one was asked for. Forms and boxes confirm,
/// fulfil, release and extend one. The time left counts down without anything being read.
struct ReservationsPane: FindingPane {
  let home: ReservationFilter
  var filter: ReservationFilter
  var browse = BrowseList<ReservationPage.Row>()
  var find: ListFind<ReservationPage.Row>?
  var peek = CardPeek<ReservationCard>()
  /// The clock's last word: by it a reservation has expired or not.
  private var now = Instant(milliseconds: 0)

  /// - Parameter item: only those that hold some of it, or wait for some.
  init(of item: String? = nil) {
    var filter = ReservationFilter()
    filter.item = item
    filter.isLive = true
    home = filter
    self.filter = filter
  }

  var kind: PaneKind { .reservations }

  var situation: Situation {
    var situation = Situation(pane: .reservations, hasRow: browse.current != nil, hasFind: find != nil)
    situation.promising = browse.current.map {
      PromisingSituation($0.reservation, open: $0.open, waiting: $0.waiting, now: now)
    }
    return situation
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    now = desk.now
    var page = ReservationPage(filter)
    if let find { page.filter.subject = find.text }
    browse.settle(height: BrowseList<ReservationPage.Row>.height(layout(desk)), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    // Where it holds something the list has no column for: the line below it, or the panel, says it.
    if !browse.rest.isWaiting { peek.show(browse.rest.row.map { ReservationCard($0.reservation.number) }, &desk) }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard browse.take(reply, &desk) == .fresh else { return }
    if find?.isEntered == true { enterFind(&desk) }
  }

  /// The cursor stands on what was just reserved. The outcome is that of the form, which says so.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result, answer.action == "reservation.created",
      let number = answer.reservationNumber.flatMap({ ReservationID($0) })
    {
      browse.readAnew(on: number)
    }
    return false
  }

  /// A scan shows who holds some of the item, or something at the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showHolders(of: item, &desk)
    case .goods(let goods): showHolders(of: goods.item, &desk)
    case .location(let location):
      setFilter { $0.location = location.path }
      desk.say(.ok, "reservations at \(location.path)   Esc shows all")
    default: return false
    }
    return true
  }

  private mutating func showHolders(of item: Item, _ desk: inout Desk) {
    setFilter { $0.item = item.code.description }
    desk.say(.ok, "reservations of \(item.code)   Esc shows all")
  }

  /// A number that was typed whole opens, whatever the list shows.
  func named(_ text: String) -> (any Pane)? {
    guard text.lowercased().hasPrefix("rv-") else { return nil }
    return ReservationID(text).map { ReservationPane($0.description) }
  }
}

extension ReservationsPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let row = browse.current, row.reservation.run(command, &desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .reserve: desk.go(.open(FormPane.reserve(of: filter.item ?? "")))
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter, desk.clock)))
    case .onlyOpen: setFilter { $0.isLive = $0.isLive == nil ? true : nil }
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.reservation.number))
      desk.say(.ok, "copied \(row.reservation.number)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  func open(_ row: ReservationPage.Row, _ desk: inout Desk) {
    desk.go(.open(ReservationPane(row.reservation.number)))
  }
}

extension Reservation {
  /// Does a command that opens a form or a box about one reservation; false for any other.
  func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .confirmReservation: desk.go(.show(.confirm(.confirming(self))))
    case .fulfilReservation: desk.go(.open(FormPane.fulfil(self, desk.clock)))
    case .releaseReservation: desk.go(.open(FormPane.release(self, desk.clock)))
    case .extendReservation: desk.go(.open(FormPane.extend(self, desk.clock)))
    default: return false
    }
    return true
  }
}

extension Confirm {
  static func confirming(_ reservation: Reservation) -> Confirm {
    let act = ConfirmedAct(
      act: ConfirmReservation(.number(reservation.number), ifVersion: reservation.version),
      words: "confirmed \(reservation.number)", remedy: "R releases it, F fulfils it")
    return Confirm(
      title: "Confirm \(reservation.number)",
      lines: [
        "For \(reservation.subject).", "", "What it holds is promised for good: it does not expire any more.",
        "What it waits for is served before what others wait for.",
      ], handLines: [reservation.subject, "expires no more"], verb: "confirm it", nothing: "it stays as it is",
      action: .perform(act))
  }
}
