import Inventory
import Terminal

/// One serial: what it is, where, whose, of which lot, and all that ever happened to it.
struct SerialPane: Pane {
  private var browse: CardBrowse<SerialCard>

  init(_ serial: String, of item: String) { browse = CardBrowse(SerialCard(serial, of: item)) }

  var kind: PaneKind { .serial }
  var isWaiting: Bool { browse.isWaiting }

  var situation: Situation {
    var situation = Situation(pane: .serial, hasRow: browse.card != nil)
    situation.traced = TracedSituation(serial: browse.card?.serial)
    return situation
  }

  var sessionLines: [String] { ["serial = \(browse.asked.serial)", "serial.item = \(browse.asked.item ?? "")"] }

  mutating func appear(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func booksChanged(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }

  mutating func settle(_ desk: inout Desk) {
    let clock = desk.clock
    browse.settle(Layout(desk.size, isBare: desk.isBare)) { $0.lines($1, clock) }
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command) { return true }
    if let unit = browse.card?.serial, unit.run(command, &desk) { return true }
    switch command {
    case .open: open(&desk)
    case .newSerials: desk.go(.open(FormPane.registerSerials(of: browse.asked.item ?? "", at: "")))
    case .reread: browse.ask(&desk)
    case .copyCode:
      desk.emit(.copyToClipboard(browse.asked.serial))
      desk.say(.ok, "copied \(browse.asked.serial)")
    case .back: desk.go(.close)
    default: return false
    }
    return true
  }

  private func open(_ desk: inout Desk) {
    guard let unit = browse.card?.serial else { return }
    let item = unit.code.description
    if case .lot(let code)? = browse.current?.lead {
      desk.go(.open(LotPane(code, of: item)))
    } else {
      desk.go(.open(ItemPane(item, at: unit.place)))
    }
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "SERIAL " : "") + browse.asked.serial)
    guard let unit = browse.card?.serial else { return words }
    words.place = [unit.code.description, unit.stateWords]
    return words
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    browse.draw(on: &grid, layout, desk, name: "serial \(browse.asked.serial)")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let clock = desk.clock
    return browse.plainLines { $0.lines($1, clock) }
  }
}

extension SerialCard.Card {
  /// The whole card in lines of a width.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    var lines = [CardLine("\(serial.code)  \(serial.name)", .strong)]
    let place = serial.place.map { " at \($0)" } ?? ""
    lines.append(
      CardLine(
        serial.isWithheld ? "where it is, is kept from you" : serial.stateWords + place,
        serial.stateRole == .row ? .text : serial.stateRole, place: serial.place))
    lines.append(CardLine(serial.owner.isEmpty ? "ours" : "owner \(serial.owner)"))
    if let lot = serial.lot { lines.append(CardLine("lot \(lot)", lead: .lot(lot))) }
    lines += [CardLine(), CardLine("all that happened to it, the latest first", .column)]
    if history.isEmpty, !serial.isWithheld { lines.append(CardLine("nothing has moved it yet", .muted)) }
    return lines + history.map { $0.cardLine(width, clock) }
  }
}
