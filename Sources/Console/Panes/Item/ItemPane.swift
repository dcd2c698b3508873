import Inventory
import Terminal

/// One item: where it stands, its lots and serials, its use, its ledger.
struct ItemPane: Pane {
  enum Part: Sendable {
    case places
    case ledger
  }

  let code: String
  /// The place to stand on first.
  var place: String?
  var card: ItemStock.Card?
  var use: [Quantity]?
  var ledger = PagedList<LedgerEntry>()
  var focus = Part.places
  var placeCursor = 0
  var trouble: InventoryError?
  private var cardTicket: Ticket<ItemStock.Card>?
  private var useTicket: Ticket<[Quantity]>?

  init(_ code: String, at place: String? = nil) {
    self.code = code
    self.place = place
  }

  var kind: PaneKind { .item }
  var isWaiting: Bool { cardTicket != nil || useTicket != nil || ledger.isWaiting }
  var situation: Situation { Situation(pane: .item, hasRow: current != nil) }
  var sessionLines: [String] { ["item = \(code)"] }

  /// The record under the cursor.
  var current: StockRow? {
    guard let card, card.places.indices.contains(placeCursor) else { return nil }
    return card.places[placeCursor]
  }

  mutating func appear(_ desk: inout Desk) {
    ledger.forgetRequest()
    ask(&desk)
  }

  private mutating func ask(_ desk: inout Desk) {
    cardTicket = desk.ask(ItemStock(code))
    useTicket = desk.ask(UsePerDay(code, days: ItemPanel.days, until: desk.now))
    ledger.reread()
  }

  mutating func booksChanged(_ desk: inout Desk) { ask(&desk) }

  mutating func settle(_ desk: inout Desk) {
    let rows = ItemRows(layout(desk), places: card?.places.count ?? 0, hasLots: !lotWords(desk).isEmpty)
    ledger.resize(height: max(1, rows.ledger.count))
    if let want = ledger.wanted() {
      var filter = LedgerFilter()
      filter.item = code
      ledger.asked(desk.ask(LedgerPage(filter, start: want.start, limit: want.limit)), want)
    }
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, isBare: desk.isBare) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      switch result {
      case .success(let answer): take(answer)
      case .failure(let error):
        trouble = error
        desk.say(error)
      }
    } else if let result = reply.value(for: useTicket) {
      useTicket = nil
      use = result.keeping(use)
    } else if case .failure(let error)? = ledger.take(reply) {
      desk.say(error)
    }
  }

  private mutating func take(_ answer: ItemStock.Card) {
    let key = current?.key
    card = answer
    trouble = nil
    let index =
      answer.places.firstIndex { $0.key == key }
      ?? (key == nil ? answer.places.firstIndex { $0.place == place || $0.locationCode == place } : nil)
    placeCursor = index ?? max(0, min(answer.places.count - 1, placeCursor))
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .back: desk.go(.close)
    case .ledger: focus = .ledger
    case .otherPart: focus = focus == .places ? .ledger : .places
    case .listDown: move(1)
    case .listUp: move(-1)
    // The ledger is what has pages.
    case .listPageDown: ledger.page(by: 1)
    case .listPageUp: ledger.page(by: -1)
    case .listHalfDown: move(max(1, ledger.height / 2))
    case .listHalfUp: move(-max(1, ledger.height / 2))
    case .listFirst: toEnd(isLast: false)
    case .listLast: toEnd(isLast: true)
    case .reread: ask(&desk)
    case .why: if let row = current { desk.say(.ok, row.whyItIsSo) }
    case .copyCode:
      desk.emit(.copyToClipboard(code))
      desk.say(.ok, "copied \(code)")
    case .retire: askToRetire(&desk)
    case .asOf: desk.go(.open(FormPane.asOf(of: code, nil, desk.clock)))
    case .itemTraced: showTraced(&desk)
    default: return runForms(command, &desk)
    }
    return true
  }

  private mutating func toEnd(isLast: Bool) {
    guard focus == .ledger else {
      placeCursor = isLast ? max(0, (card?.places.count ?? 0) - 1) : 0
      return
    }
    if isLast { ledger.toLast() } else { ledger.toFirst() }
  }

  private mutating func move(_ step: Int) {
    if focus == .ledger { return ledger.move(by: step) }
    placeCursor = max(0, min((card?.places.count ?? 0) - 1, placeCursor + step))
  }

  private func runForms(_ command: Command, _ desk: inout Desk) -> Bool {
    let targets = current.map { [$0] } ?? []
    switch command {
    case .adjust: desk.go(.open(FormPane.adjust(targets)))
    case .receive: desk.go(.open(FormPane.receive(targets, of: code)))
    case .issue: desk.go(.open(FormPane.issue(targets)))
    case .move: desk.go(.open(FormPane.move(targets)))
    case .bin: desk.go(.open(FormPane.bin(targets)))
    case .newItem: desk.go(.open(FormPane.newItem()))
    case .countNow:
      guard targets.count == 1 else {
        desk.say(.warn, "one record is counted at a time: - takes the marks away")
        break
      }
      desk.go(.open(FormPane.countNow(targets[0])))
    case .newTransfer: desk.go(.open(FormPane.newTransfer(targets, of: code)))
    case .printLabels: desk.go(.open(FormPane.labels(of: [code])))
    case .reserve: desk.go(.open(FormPane.reserve(targets, of: code)))
    case .holders: desk.go(.open(ReservationsPane(of: code)))
    default: return false
    }
    return true
  }

  /// Its lots, or its serials.
  private func showTraced(_ desk: inout Desk) {
    switch card?.item.tracking {
    case .lot: desk.go(.open(LotsPane(of: code)))
    case .serial: desk.go(.open(SerialsPane(of: code)))
    case Tracking.none?: desk.say(.warn, "\(code) is kept neither by lot nor by serial")
    case nil: desk.say(.warn, "wait: \(code) is being read")
    }
  }

  private func askToRetire(_ desk: inout Desk) {
    guard let item = card?.item else { return }
    let lines =
      item.isActive
      ? ["Nothing can be received of a retired item; what is there can be used up.", "It can be taken back into use."]
      : ["It can be received again."]
    var edits = ItemEdits()
    edits.isActive = !item.isActive
    let code = item.code.description
    let act = ConfirmedAct(
      act: EditItem(code, edits), words: item.isActive ? "retired \(code)" : "took \(code) back into use",
      remedy: "run \"retire the item, or take it back into use\" again")
    let confirm = Confirm(
      title: item.isActive ? "Retire \(code)" : "Take \(code) back into use", lines: [item.name, ""] + lines,
      verb: item.isActive ? "retire" : "take back", action: .perform(act))
    desk.go(.show(.confirm(confirm)))
  }

  // MARK: Words

  /// `pcs  case 12, pallet 480   barcode 09501101530003   lot tracked`.
  var facts: [String] {
    card.map { ItemPane.factLines($0.item) } ?? []
  }

  static func factLines(_ item: Item) -> [String] {
    var facts = [item.unit.name]
    if !item.packs.isEmpty { facts.append(item.packs.map { "\($0.name) \($0.factor)" }.joined(separator: ", ")) }
    let barcodes = item.barcodes.map { $0.pack == Quantity(1) ? $0.code : "\($0.code) (\($0.pack))" }
    if !barcodes.isEmpty { facts.append("barcode " + barcodes.joined(separator: " ")) }
    if item.tracking != .none { facts.append("\(item.tracking.rawValue) tracked") }
    if !item.category.isEmpty { facts.append(item.category) }
    if let cost = item.cost { facts.append("cost \(cost) \(item.currency)".trimmedBlanks) }
    if !item.isActive { facts.append("RETIRED") }
    return facts
  }

  /// Lots by expiry, or serials, in words.
  func lotWords(_ desk: Desk) -> [String] {
    guard let card else { return [] }
    if !card.lots.isEmpty { return card.lots.map { $0.words(desk.clock) } }
    return card.serials.prefix(100).map { "\($0.serial) at \($0.place)" }
  }
}

extension LotBalance {
  /// `L2407  expires  4 Jul 26  8 left`.
  func words(_ clock: LocalClock) -> String {
    var words = lot.code
    if let expires = lot.expires {
      words += (expires < clock.today ? "  expired " : "  expires ") + clock.day(expires)
    }
    if isWithheld { return words }
    words += "  \(Numbers.grouped(onHand)) left"
    if lot.status == .quarantined {
      words += ", quarantine"
    } else if blocked > .zero {
      words += ", \(blocked) blocked"
    }
    return words
  }
}
