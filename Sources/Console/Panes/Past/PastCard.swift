import Inventory
import Terminal

/// One item as it was at a past instant: what every place held, what that was worth, and what had moved before.
struct PastCard: Question, Hashable {
  let item: String
  let instant: Instant
  /// What it was worth is reckoned from all that ever happened to the item.
  let withValue: Bool

  struct Card: Hashable, Sendable {
    var item: Item
    /// The first ``mostPlaces`` of the places that held some.
    var places: [PastStockPage.Row] = []
    var placeCount = 0
    /// Of all places.
    var total = BalanceSums()
    var value: Money?
    /// The last movements before it, the latest first.
    var entries: [LedgerEntry] = []
    var hasMoreEntries = false
  }

  static let mostPlaces = 200
  static let mostEntries = 50

  init(_ item: String, at instant: Instant, withValue: Bool = true) {
    self.item = item
    self.instant = instant
    self.withValue = withValue
  }

  func answered(by answers: some Answering) throws(InventoryError) -> Card {
    var card = Card(item: try answers.answer(ItemStock(item)).item)
    let code = card.item.code.description
    var page = PastStockPage(instant, item: code, limit: 1_000)
    page.withValue = withValue
    while true {
      let found = try answers.answer(page)
      // A SKU means its variants too.
      for row in found.rows where row.stock.item == card.item.id { card.add(row) }
      guard let next = found.next else { break }
      page.start = .after(next)
    }
    var before = LedgerFilter()
    before.item = code
    before.to = instant.adding(milliseconds: 1)
    let moved = try answers.answer(LedgerPage(before, limit: PastCard.mostEntries))
    card.entries = moved.rows
    card.hasMoreEntries = moved.next != nil
    return card
  }
}

extension PastCard.Card {
  fileprivate mutating func add(_ row: PastStockPage.Row) {
    placeCount += 1
    total += BalanceSums(row.stock.balances)
    if let more = row.value { value = (value ?? .zero) + more }
    if places.count < PastCard.mostPlaces { places.append(row) }
  }

  /// The whole card in lines of a width.
  func lines(_ width: Int, _ clock: LocalClock) -> [CardLine] {
    var lines: [CardLine] = []
    func add(_ words: String, _ role: Role = .text) {
      lines += words.wrapped(to: width).map { CardLine($0, role, lead: .nothing) }
    }
    add("\(item.code)  \(item.name)", .strong)
    add(ItemPane.factLines(item).joined(separator: ", "))
    add("")
    if places.isEmpty {
      add("nothing of it was in stock then", .muted)
    } else {
      lines += placeLines(width)
    }
    if let value { add("worth \(value) \(item.currency)".trimmedBlanks) }
    add("")
    add(entries.isEmpty ? "nothing of it had moved yet" : "what had moved, the latest first", .column)
    for entry in entries {
      var line = entry.cardLine(width, clock)
      line.lead = .movement(entry.id)
      lines.append(line)
    }
    if hasMoreEntries { add("and more before", .muted) }
    return lines
  }

  private func placeLines(_ width: Int) -> [CardLine] {
    let shown: [(title: String, balance: Balance)] =
      width >= 70
      ? [
        ("on hand", .onHand), ("resv", .reserved), ("alloc", .allocated), ("block", .blocked), ("avail", .available),
        ("incom", .incoming),
      ]
      : width >= 34
        ? [("hand", .onHand), ("resv", .reserved), ("avail", .available)]
        : [("hand", .onHand)]
    let column = width >= 70 ? 9 : 8
    let room = max(4, min(30, width - column * shown.count))
    func line(_ name: String, _ figures: [String], _ role: Role = .text) -> CardLine {
      CardLine(
        name.fitted(to: room - 1, ellipsis: "~").left(room) + figures.map { $0.right(column) }.joined(), role,
        lead: .nothing)
    }
    var lines = [line("place", shown.map(\.title), .column)]
    for row in places {
      let name = width < 34 ? row.stock.locationCode : row.stock.place
      lines.append(line(name, shown.map { Numbers.fitted($0.balance.of(row.stock.balances), column - 1) }))
    }
    if placeCount > places.count {
      let more = Numbers.grouped(placeCount - places.count)
      lines.append(CardLine("and \(more) places more", .muted, lead: .nothing))
    }
    if placeCount > 1 {
      lines.append(line("total", shown.map { Numbers.grouped(BalanceSums.text(total.of($0.balance))) }))
    }
    return lines
  }
}

extension BalanceSums {
  /// In thousandths.
  fileprivate func of(_ balance: Balance) -> Int128 {
    switch balance {
    case .onHand: thousandths[0]
    case .reserved: thousandths[1]
    case .allocated: thousandths[2]
    case .blocked: thousandths[3]
    case .incoming: thousandths[4]
    case .available: available
    case .projected: available + thousandths[4]
    }
  }
}
