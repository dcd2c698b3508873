import Inventory
import Terminal

extension ReservationsPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "RESERVATIONS", place: filterWords, counts: counts(desk.clock))
  }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let item = filter.item { words.append(item) }
    if let subject = filter.subject { words.append("for \(subject)") }
    if let location = filter.location { words.append(location) }
    words.append(filter.shownWords)
    return words
  }

  private func counts(_ clock: LocalClock) -> [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let soon = list.rows.count { $0.reservation.expiresSoon(clock) }
    let waiting = list.rows.count { $0.backOrder(clock) > .zero }
    return [Numbers.counted(list.rows.count, "reservation", "reservations")]
      + (waiting > 0 ? ["\(Numbers.grouped(waiting)) waiting"] : [])
      + (soon > 0 ? ["\(Numbers.grouped(soon)) expire soon"] : [])
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let widest = browse.list.rows.reduce(7) { max($0, $1.reservation.number.cellWidth) }
    let plan = ColumnPlan(
      columns: ReservationColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: widest)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.reservation.number })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(detailWords(rested, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      let words = peek.words(columns.count) { $0.lines($1, desk.clock) }
      grid.putPanel(words, columns, layout)
    }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return ["Nothing is held for what begins with \"\(text)\".", "Enter asks whether it is an item or a place."]
    }
    if filter != home { return ["No reservation fits this filter.", "Esc goes back; f changes the filter."] }
    if let item = filter.item { return ["Nobody holds any \(item).", "N reserves some; o shows what is over too."] }
    return ["Nobody holds anything.", "", "N  reserves goods for an order", "o  shows those that are over too"]
  }

  /// What the columns do not show: where it holds something, until when, why.
  private func detailWords(
    _ row: ReservationPage.Row, _ shown: Set<ReservationColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    let reservation = row.reservation
    if layout.sizeClass < .narrow { return reservation.subject }
    var words: [String] = []
    if !shown.contains(.subject) { words.append(reservation.subject) }
    if let places = peek.card?.places(of: filter.item), !places.isEmpty { words.append(places) }
    if !shown.contains(.waiting), row.backOrder(clock) > .zero {
      words.append("\(Numbers.grouped(row.backOrder(clock))) waiting")
    }
    if let reason = reservation.holdReason { words.append(reason) }
    words.append(reservation.lifeWords(clock))
    words.append("by \(reservation.createdBy)")
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let (list, clock) = (browse.list, desk.clock)
    if list.rows.isEmpty { return emptyWords }
    let shown = list.rows.prefix(50)
    var lines = [
      shown.count < list.rows.count || !list.atEnd
        ? "Reservations, the first \(shown.count):" : "Reservations, all \(shown.count):"
    ]
    for row in shown {
      let reservation = row.reservation
      lines.append(
        "\(reservation.number)  for \(reservation.subject)  \(reservation.status(at: clock.now).rawValue)"
          + "  held \(Numbers.grouped(row.held(clock)))  waiting \(Numbers.grouped(row.backOrder(clock)))"
          + "  \(reservation.lifeWords(clock))" + (reservation.due.map { "  due \($0)" } ?? ""))
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["reservations = \(browse.current?.reservation.number ?? "all")"]
    if let item = home.item { lines.append("reservations.of = \(item)") }
    if let item = filter.item, item != home.item { lines.append("reservations.item = \(item)") }
    if let subject = filter.subject { lines.append("reservations.subject = \(subject)") }
    if let location = filter.location { lines.append("reservations.location = \(location)") }
    if filter.shown != .live { lines.append("reservations.show = \(filter.shown.rawValue)") }
    return lines
  }
}

extension ReservationFilter {
  /// Which of them a list shows.
  enum Shown: String, CaseIterable {
    case live
    case waiting
    case soon = "expiring soon"
    case all
  }

  var shown: Shown {
    if isWaiting { return .waiting }
    if expiresBefore != nil { return .soon }
    return isLive == nil ? .all : .live
  }

  var shownWords: String { shown.rawValue }

  /// - Parameter now: "soon" is within the hour from here.
  mutating func show(_ shown: Shown, now: Instant) {
    isLive = shown == .all ? nil : true
    isWaiting = shown == .waiting
    expiresBefore = shown == .soon ? now.adding(milliseconds: Reservation.soonMilliseconds) : nil
  }
}
