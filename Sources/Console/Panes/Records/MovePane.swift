import Inventory
import Terminal

/// One entry of the ledger, as it was posted.
struct MoveCard: Question, Hashable {
  let entry: Int64

  init(_ entry: Int64) { self.entry = entry }

  func answered(by answers: some Answering) throws(InventoryError) -> LedgerEntry {
    var filter = LedgerFilter()
    filter.entry = entry
    guard let found = try answers.answer(LedgerPage(filter, limit: 1)).rows.first else {
      throw .noSuchEntry(String(entry))
    }
    return found
  }
}

/// One movement: what it did to every balance, of which lot, who posted it and why. Enter on a line opens the item, the
/// place, the lot, the serial or the entry that is named there.
struct MovePane: CardPane {
  var browse: CardBrowse<MoveCard>

  init(_ entry: Int64) { browse = CardBrowse(MoveCard(entry)) }

  var kind: PaneKind { .move }
  var name: String { "entry \(browse.asked.entry)" }
  var situation: Situation { Situation(pane: .move, hasRow: browse.current.map { $0.lead != .nothing } ?? false) }
  var sessionLines: [String] { ["move = \(browse.asked.entry)"] }
  var copied: (text: String, words: String)? {
    browse.card.map { ($0.code.description, $0.code.description) }
  }

  static func lines(_ entry: LedgerEntry, _ width: Int, _ clock: LocalClock) -> [CardLine] { entry.lines(width, clock) }

  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool {
    guard command == .reverseMove else { return false }
    browse.card?.askToReverse(&desk)
    return true
  }

  func open(_ lead: CardLine.Lead, _ desk: inout Desk) {
    guard let entry = browse.card else { return }
    let item = entry.code.description
    switch lead {
    case .item: desk.go(.open(ItemPane(item, at: entry.place)))
    case .lot(let code): desk.go(.open(LotPane(code, of: item)))
    case .serial(let serial): desk.go(.open(SerialPane(serial, of: item)))
    case .movement(let other): desk.go(.open(MovePane(other)))
    case .named(let name): desk.go(.lookUp(name))
    case .nothing: break
    }
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "MOVEMENT " : "") + String(browse.asked.entry))
    guard let entry = browse.card else { return words }
    words.place = [entry.code.description, entry.place]
    words.counts = [Numbers.signed(entry.shownChange)]
    return words
  }
}

extension LedgerEntry {
  /// The whole entry in lines of a width.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    var lines: [CardLine] = []
    func add(_ words: String, _ lead: CardLine.Lead = .nothing, _ role: Role = .text) {
      lines += words.wrapped(to: width).map { CardLine($0, role, lead: lead) }
    }
    add("\(kind.words)\(reverses == nil ? "" : " back") \(Numbers.signed(shownChange)) of \(code)", .item, .strong)
    add("at \(place)", .named(place))
    lines += balanceLines(width)
    if let lot { add("lot \(lot)", .lot(lot)) }
    for serial in serials.prefix(LedgerEntry.mostSerials) { add("serial \(serial)", .serial(serial)) }
    if serials.count > LedgerEntry.mostSerials {
      add("and \(Numbers.counted(serials.count - LedgerEntry.mostSerials, "serial", "serials")) more", .nothing, .muted)
    }
    lines.append(CardLine(lead: .nothing))
    add("happened \(clock.moment(occurredAt)), by \(actor) at \(terminal)")
    if occurredAt != recordedAt { add("recorded \(clock.moment(recordedAt))") }
    if let reference { add("reference \(reference)", .named(reference)) }
    if let reason { add("reason \(reason)") }
    if let cost { add("unit cost \(cost)") }
    if let note { add("note: \(note)") }
    for flag in metadata { add("\(flag.name): \(flag.value)") }
    if let reversedBy { add("taken back by entry \(reversedBy)", .movement(reversedBy), .stockOut) }
    if let reverses { add("takes back entry \(reverses)", .movement(reverses)) }
    return lines
  }

  private static let mostSerials = 50

  /// What the balances were, how they changed and what they were then; those that are nothing are left out.
  private func balanceLines(_ width: Int) -> [CardLine] {
    let before = after + -change
    let figures: [(String, Quantity, Quantity, Quantity)] = [
      ("on hand", before.onHand, change.onHand, after.onHand),
      ("reserved", before.reserved, change.reserved, after.reserved),
      ("allocated", before.allocated, change.allocated, after.allocated),
      ("blocked", before.blocked, change.blocked, after.blocked),
      ("incoming", before.incoming, change.incoming, after.incoming),
    ].filter { !($0.1.isZero && $0.2.isZero && $0.3.isZero) }
    guard width >= 34 else {
      return figures.filter { !$0.2.isZero }.map { name, before, _, after in
        CardLine("\(name) \(Numbers.grouped(before)) > \(Numbers.grouped(after))", lead: .nothing)
      }
    }
    let room = min(12, (width - 10) / 3)
    let titles = CardLine(
      "".left(10) + "before".right(room) + "change".right(room) + "after".right(room), .column, lead: .nothing)
    return [CardLine(lead: .nothing), titles]
      + figures.map { name, before, change, after in
        CardLine(
          name.left(10) + Numbers.fitted(before, room - 1).right(room)
            + (change.isZero ? "" : Numbers.signed(change)).right(room) + Numbers.fitted(after, room - 1).right(room),
          lead: .nothing)
      }
  }
}
