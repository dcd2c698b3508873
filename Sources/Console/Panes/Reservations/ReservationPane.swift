import Inventory
import Terminal

/// One reservation: its lines, what each holds of which lot and where, and what waits.
struct ReservationPane: Pane {
  /// `RV-0042`.
  let number: String
  private var browse: CardBrowse<ReservationCard>
  private var now = Instant(milliseconds: 0)

  init(_ number: String) {
    self.number = number
    browse = CardBrowse(ReservationCard(number))
  }

  var kind: PaneKind { .reservation }
  var isWaiting: Bool { browse.isWaiting }

  var situation: Situation {
    var situation = Situation(pane: .reservation, hasRow: browse.card != nil)
    situation.promising = browse.card.map {
      PromisingSituation($0.reservation, open: $0.open, waiting: $0.waiting, now: now)
    }
    return situation
  }

  var sessionLines: [String] { ["reservation = \(number)"] }

  mutating func appear(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func booksChanged(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }

  /// The time left is told in minutes: once a minute the lines are made anew, and nothing is read.
  mutating func settle(_ desk: inout Desk) {
    if desk.now.milliseconds / 60_000 != now.milliseconds / 60_000 { browse.remake() }
    now = desk.now
    let clock = desk.clock
    browse.settle(Layout(desk.size, isBare: desk.isBare)) { $0.lines($1, clock) }
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command) { return true }
    if let reservation = browse.card?.reservation, reservation.run(command, &desk) { return true }
    switch command {
    case .open: open(&desk)
    case .reserve: desk.go(.open(FormPane.reserve()))
    case .reread: browse.ask(&desk)
    case .copyCode:
      desk.emit(.copyToClipboard(number))
      desk.say(.ok, "copied \(number)")
    case .back: desk.go(.close)
    default: return false
    }
    return true
  }

  /// The item of the line under the cursor, at its place; its lot where the line names one.
  private func open(_ desk: inout Desk) {
    guard let card = browse.card, let line = browse.current else { return }
    switch line.lead {
    case .lot(let code):
      guard let item = card.item(ofLot: code) else { break }
      desk.go(.open(LotPane(code, of: item)))
    case .serial(let serial): desk.go(.open(SerialPane(serial, of: "")))
    case .named(let name): desk.go(.lookUp(name))
    case .movement(let entry): desk.go(.open(MovePane(entry)))
    case .nothing: break
    case .item:
      guard let item = line.place.flatMap({ card.item(at: $0) }) ?? card.lines.first?.code.description else { break }
      desk.go(.open(ItemPane(item, at: line.place)))
    }
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "RESERVATION " : "") + number)
    guard let card = browse.card else { return words }
    let status = card.reservation.status(at: desk.now)
    words.place = [card.reservation.subject, status == .expired ? "EXPIRED" : status.rawValue]
    words.counts = ["held \(Numbers.grouped(status.isLive ? card.open : .zero))"]
    return words
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    browse.draw(on: &grid, layout, desk, name: number)
  }

  func plainLines(_ desk: Desk) -> [String] {
    let clock = desk.clock
    return browse.plainLines { $0.lines($1, clock) }
  }
}

extension ReservationCard.Card {
  var open: Quantity { lines.reduce(.zero) { $0 + $1.open } }
  var waiting: Quantity { lines.reduce(.zero) { $0 + $1.waiting } }

  /// `NORTH/A-03-2 12, SOUTH 3`: where something is held; of one item where one is named.
  func places(of item: String?) -> String {
    var places: [(place: String, quantity: Quantity)] = []
    for line in lines where item == nil || line.code.description == item {
      for piece in line.pieces where piece.open > .zero {
        if let index = places.firstIndex(where: { $0.place == piece.place }) {
          places[index].quantity += piece.open
        } else {
          places.append((piece.place, piece.open))
        }
      }
    }
    return places.prefix(3).map { "\($0.place) \(Numbers.grouped($0.quantity))" }.joined(separator: ", ")
      + (places.count > 3 ? ", ..." : "")
  }

  fileprivate func item(ofLot code: String) -> String? {
    lines.first { $0.pieces.contains { $0.lot?.code == code } }?.code.description
  }

  /// The item of the first line that is of this place.
  fileprivate func item(at place: String) -> String? {
    lines.first { $0.place == place || $0.pieces.contains { $0.place == place } }?.code.description
  }

  /// The whole card in lines of a width.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    var lines = [CardLine("for \(reservation.subject)", .strong)]
    func add(_ words: String, _ role: Role = .text) { lines += words.wrapped(to: width).map { CardLine($0, role) } }
    let isOver = reservation.status(at: clock.now) == .expired
    add(reservation.lifeWords(clock), isOver ? .stockOut : reservation.expiresSoon(clock) ? .stockLow : .text)
    if let due = reservation.due { add("wanted on \(clock.day(due).trimmedBlanks)") }
    if let reason = reservation.holdReason { add("because: \(reason)") }
    add("reserved by \(reservation.createdBy) \(clock.dayAndTime(reservation.createdAt))", .muted)
    for line in self.lines { lines += [CardLine()] + line.lines(width, isOver: isOver) }
    return lines
  }
}

extension ReservationLine {
  /// The item, what of it is held, and each piece where it is.
  fileprivate func lines(_ width: Int, isOver: Bool) -> [CardLine] {
    var lines = [CardLine("\(code)  \(name)".fitted(to: width, ellipsis: "~"), .column, place: place)]
    var words = ["asked \(Numbers.grouped(requested)) from \(place)"]
    if !isOver { words.append("held \(Numbers.grouped(open))") }
    if fulfilled > .zero { words.append("fulfilled \(Numbers.grouped(fulfilled))") }
    lines += words.joined(separator: ", ").wrapped(to: width).map { CardLine($0, place: place) }
    if waiting > .zero, !isOver {
      lines.append(CardLine("\(Numbers.grouped(waiting)) waiting for what comes in", .stockLow, place: place))
    }
    if let lacking {
      let short = "only \(Numbers.grouped(lacking)) was there"
      lines += short.wrapped(to: width).map { CardLine($0, .muted, place: place) }
    }
    return lines + pieces.map { $0.line(width, isOver: isOver) }
  }
}

extension ReservationPiece {
  /// `NORTH/A-07-1  lot L2407   12 held`.
  fileprivate func line(_ width: Int, isOver: Bool) -> CardLine {
    var words: [String] = []
    if open > .zero, !isOver { words.append("\(Numbers.grouped(open)) held") }
    if fulfilled > .zero { words.append("\(Numbers.grouped(fulfilled)) fulfilled") }
    if released > .zero { words.append("\(Numbers.grouped(released)) given back") }
    if cut > .zero { words.append("\(Numbers.grouped(cut)) cut by a count") }
    if words.isEmpty { words.append(isOver ? "expired" : "nothing left") }
    let short = width < 30 ? place.split(separator: "/").last.map(String.init) ?? place : place
    let name = short + (lot.map { "  lot \($0.code)" } ?? "")
    let lead = lot.map { CardLine.Lead.lot($0.code) } ?? .item
    return CardLine(
      "  \(name)   \(words.joined(separator: ", "))", open > .zero ? .text : .muted, lead: lead, place: place)
  }
}
