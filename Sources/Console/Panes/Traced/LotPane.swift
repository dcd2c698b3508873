import Inventory
import Terminal

/// One lot: where it stands, where it came from and where it went, through every split.
struct LotPane: Pane {
  private var browse: CardBrowse<LotCard>

  init(_ code: String, of item: String) { browse = CardBrowse(LotCard(code, of: item)) }

  var kind: PaneKind { .lot }
  var isWaiting: Bool { browse.isWaiting }

  var situation: Situation {
    var situation = Situation(pane: .lot, hasRow: browse.card != nil)
    situation.traced = TracedSituation(lot: browse.card?.row)
    return situation
  }

  var sessionLines: [String] { ["lot = \(browse.asked.code)", "lot.item = \(browse.asked.item ?? "")"] }

  mutating func appear(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func booksChanged(_ desk: inout Desk) { browse.ask(&desk) }
  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }

  mutating func settle(_ desk: inout Desk) {
    let clock = desk.clock
    browse.settle(Layout(desk.size, isBare: desk.isBare)) { $0.lines($1, clock) }
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command) { return true }
    if let row = browse.card?.row, row.run(command, at: browse.current?.place, &desk) { return true }
    switch command {
    case .open: open(&desk)
    case .newLot: desk.go(.open(FormPane.newLot(of: browse.asked.item ?? "")))
    case .reread: browse.ask(&desk)
    case .copyCode:
      desk.emit(.copyToClipboard(browse.asked.code))
      desk.say(.ok, "copied \(browse.asked.code)")
    case .back: desk.go(.close)
    default: return false
    }
    return true
  }

  /// What the line under the cursor leads to.
  private func open(_ desk: inout Desk) {
    guard let row = browse.card?.row else { return }
    let item = row.code.description
    switch browse.current?.lead {
    case .lot(let code): desk.go(.open(LotPane(code, of: item)))
    case .serial(let serial): desk.go(.open(SerialPane(serial, of: item)))
    case .named(let name): desk.go(.lookUp(name))
    case .movement(let entry): desk.go(.open(MovePane(entry)))
    case .nothing: break
    case .item, nil: desk.go(.open(ItemPane(item, at: browse.current?.place)))
    }
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "LOT " : "") + browse.asked.code)
    guard let row = browse.card?.row else { return words }
    words.place = [row.code.description] + (row.stateWords.isEmpty ? [] : [row.stateWords])
    words.counts = ["on hand \(Numbers.grouped(row.figure(row.onHand)))"]
    return words
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    browse.draw(on: &grid, layout, desk, name: "lot \(browse.asked.code)")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let clock = desk.clock
    return browse.plainLines { $0.lines($1, clock) }
  }
}

extension LotCard.Card {
  /// The whole card in lines of a width.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    let lot = row.lot
    let isWide = width >= 58
    var lines = [CardLine("\(row.code)  \(row.name)", .strong)]
    func add(_ words: String, _ role: Role = .text) { lines += words.wrapped(to: width).map { CardLine($0, role) } }
    add(row.useWords(clock), row.stateRole == .row ? .text : row.stateRole)
    if let made = lot.made { add("made \(clock.day(made).trimmedBlanks)") }
    if lot.status == .quarantined { add("in quarantine", row.stateRole) }
    if lot.status == .expired, row.daysLeft.map({ $0 >= 0 }) ?? true { add("marked as EXPIRED", row.stateRole) }
    add(
      "on hand \(Numbers.grouped(row.figure(row.onHand))), blocked \(Numbers.grouped(row.figure(row.blocked)))"
        + (row.isWithheld ? "" : ", in \(Numbers.counted(row.places, "place", "places"))"))
    lines += placeLines(width)
    lines += [CardLine(), CardLine("came from", .column)]
    if sources.isEmpty, ancestors.isEmpty { lines.append(nothing("nothing has come yet")) }
    for split in ancestors {
      let figure = Numbers.grouped(split.quantity)
      let words =
        isWide
        ? "split from \(split.from): \(figure) became \(split.to)  \(clock.dayAndTime(split.occurredAt))"
        : "from \(split.from) \(figure)"
      lines.append(CardLine(words, lead: .lot(split.from)))
    }
    lines += sources.map { $0.cardLine(width, clock, besides: lot.code) }
    lines += [CardLine(), CardLine("went to", .column)]
    if destinations.isEmpty, descendants.isEmpty { lines.append(nothing("nothing of it has left")) }
    for split in descendants {
      let figure = Numbers.grouped(split.quantity)
      let words =
        isWide
        ? "split into \(split.to): \(figure) of \(split.from)  \(clock.dayAndTime(split.occurredAt))"
        : "into \(split.to) \(figure)"
      lines.append(CardLine(words, lead: .lot(split.to)))
    }
    lines += destinations.map { $0.cardLine(width, clock, besides: lot.code) }
    if !serials.isEmpty {
      lines += [CardLine(), CardLine("serials", .column)]
      lines += serials.map { CardLine($0, lead: .serial($0)) }
    }
    if !entries.rows.isEmpty, isWide {
      lines += [CardLine(), CardLine("its ledger, the latest first", .column)]
      lines += entries.rows.map { $0.cardLine(width, clock, besides: lot.code) }
      if entries.next != nil { lines.append(CardLine("and more before", .muted)) }
    }
    return lines
  }

  /// Where nothing is told, because there is nothing or because it is kept from who counts blind.
  private func nothing(_ words: String) -> CardLine {
    CardLine(row.isWithheld ? "kept from you while it is counted blind" : words, .muted)
  }

  private func placeLines(_ width: Int) -> [CardLine] {
    guard !places.isEmpty else { return [] }
    let room = max(4, min(30, width - 16))
    func line(_ name: String, _ onHand: String, _ blocked: String) -> String {
      name.fitted(to: room - 1, ellipsis: "~").left(room) + onHand.right(8) + blocked.right(8)
    }
    return [CardLine(), CardLine(line("place", "on hand", "blocked"), .column)]
      + places.map { balance in
        let place = width < 30 ? balance.place.split(separator: "/").last.map(String.init) ?? "" : balance.place
        let figures = [balance.onHand, balance.blocked].map {
          Numbers.fitted(balance.isWithheld ? nil : $0, 7)
        }
        return CardLine(line(place, figures[0], figures[1]), place: balance.place)
      }
  }
}
