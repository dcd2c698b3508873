import Inventory
import Terminal

/// Which rows of the item pane are whose. With little height the rules go first, then the facts, lots and use.
struct ItemRows {
  var facts: Int?
  var placesHeader: Int?
  var places: Range<Int>
  var total: Int?
  var lots: Int?
  var use: Int?
  var ledgerHeader: Int?
  var ledger: Range<Int>
  var status: Int?
  var rules: [Int] = []

  init(_ layout: Layout, places count: Int, hasLots: Bool) {
    var top = layout.body.lowerBound
    var bottom = layout.body.upperBound
    let room = bottom - top
    func take() -> Int {
      defer { top += 1 }
      return top
    }
    places = top..<top
    ledger = top..<top
    let isFull = layout.sizeClass >= .normal
    if isFull {
      facts = take()
      if room >= 16 { rules.append(take()) }
    } else if layout.sizeClass == .hand, room >= 5 {
      facts = nil
    }
    if layout.sizeClass >= .narrow, room >= 6 { placesHeader = take() }
    if layout.sizeClass == .narrow, room >= 9 { rules.append(take()) }
    let most = max(1, isFull ? room / 3 : (room - 2) / 2)
    let shown = max(1, min(count, most))
    places = top..<min(bottom, top + shown)
    top = places.upperBound
    if isFull, count > 1 { total = take() }
    if room >= 9, top < bottom { rules.append(take()) }
    if isFull, hasLots { lots = take() }
    if room >= 4, top < bottom { use = take() }
    if isFull, room >= 14 { rules.append(take()) }
    if isFull { ledgerHeader = take() }
    if isFull, bottom - top >= 3 {
      bottom -= 1
      status = bottom
    }
    ledger = min(top, bottom)..<max(min(top, bottom), bottom)
  }
}

extension ItemPane {
  func header(_ desk: Desk) -> HeaderWords {
    let name = card?.item.name ?? ""
    return HeaderWords(
      title: (desk.sizeClass >= .normal ? "ITEM " : "") + code, place: name.isEmpty ? [] : [name], cutsPlace: true)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    guard let card else {
      let words = trouble.map { $0.isOfTheLine ? $0.listWords()[0] : Explanation($0).detail } ?? "reading \(code)"
      let width = max(1, layout.columns - 1)
      for (row, line) in zip(layout.body, words.wrapped(to: width)) {
        grid.put(line, row: row, column: 1, role: .muted, width: width)
      }
      return
    }
    let lots = lotWords(desk)
    let rows = ItemRows(layout, places: card.places.count, hasLots: !lots.isEmpty)
    for row in rows.rules { grid.rule(row: row, glyph: desk.theme.glyphs.rule) }
    if let row = rows.facts { grid.put(" " + facts.joined(separator: "   "), row: row, column: 0) }
    drawPlaces(card, on: &grid, rows, desk)
    if let row = rows.lots {
      grid.put(" lots", row: row, column: 0, role: .column)
      grid.put(lots.joined(separator: "     "), row: row, column: 11)
    }
    if let row = rows.use { drawUse(card, on: &grid, row, desk) }
    drawLedger(on: &grid, rows, desk)
  }

  private struct Column {
    var title: String
    var width: Int
    var text: (StockRow, LocalClock) -> String
  }

  private static func number(_ title: String, _ width: Int, _ balance: Balance) -> Column {
    Column(title: title, width: width) { row, _ in Numbers.fitted(row.figure(balance), width - 1) }
  }

  private func columns(_ width: Int) -> [Column] {
    if width >= 80 {
      return [
        ItemPane.number("on hand", 9, .onHand), ItemPane.number("resv", 7, .reserved),
        ItemPane.number("alloc", 7, .allocated), ItemPane.number("blocked", 8, .blocked),
        ItemPane.number("avail", 8, .available), ItemPane.number("incoming", 9, .incoming),
        Column(title: "counted", width: 11) { row, clock in row.lastCountedAt.map { clock.ago($0) } ?? "never" },
      ]
    }
    if width >= 34 {
      return [
        ItemPane.number("hand", 8, .onHand), ItemPane.number("resv", 6, .reserved),
        ItemPane.number("avail", 8, .available),
      ]
    }
    return [ItemPane.number("hand", 5, .onHand), ItemPane.number("avail", 5, .available)]
  }

  private func drawPlaces(_ card: ItemStock.Card, on grid: inout Grid, _ rows: ItemRows, _ desk: Desk) {
    let columns = columns(grid.columns)
    let margin = grid.columns < 40 ? 1 : 3
    let placeWidth = max(4, min(30, grid.columns - 1 - margin - columns.reduce(0) { $0 + $1.width }))
    if let row = rows.placesHeader {
      grid.put("place", row: row, column: margin, role: .column)
      var column = margin + placeWidth
      for item in columns {
        grid.put(item.title, row: row, column: column, role: .column, width: item.width, align: .right)
        column += item.width
      }
    }
    let first = max(0, min(placeCursor - rows.places.count / 2, card.places.count - rows.places.count))
    for (offset, row) in rows.places.enumerated() {
      let index = first + offset
      guard card.places.indices.contains(index) else {
        if index == 0 {
          grid.put("no stock record yet: E receives the first goods", row: row, column: margin, role: .muted)
        }
        continue
      }
      drawPlace(
        grid.columns < 40 ? card.places[index].locationCode : card.places[index].place, card.places[index], columns,
        on: &grid, row, margin: margin, placeWidth, desk,
        isCursor: index == placeCursor && focus == .places)
    }
    if let row = rows.total, var total = card.places.first {
      total.balances = card.total
      total.isWithheld = card.isWithheld
      total.lastCountedAt = nil
      drawPlace(
        "total", total, columns.dropLast(), on: &grid, row, margin: margin, placeWidth, desk, isCursor: false)
    }
  }

  private func drawPlace(
    _ name: String, _ record: StockRow, _ columns: some Sequence<Column>, on grid: inout Grid, _ row: Int, margin: Int,
    _ placeWidth: Int, _ desk: Desk, isCursor: Bool
  ) {
    let shown = name.fitted(to: placeWidth - 1, ellipsis: String(desk.theme.glyphs.ellipsis))
    grid.put(shown, row: row, column: margin, role: .row)
    var column = margin + placeWidth
    for item in columns {
      grid.put(item.text(record, desk.clock), row: row, column: column, role: .row, width: item.width, align: .right)
      column += item.width
    }
    if isCursor {
      grid.showCursor(row: row, margin: margin, width: shown.cellWidth, rowWidth: grid.columns, desk.theme)
    }
  }

  private func drawUse(_ card: ItemStock.Card, on grid: inout Grid, _ row: Int, _ desk: Desk) {
    guard let use else { return }
    let words = use.useWords
    let isNarrow = grid.columns < 60
    let width = min(use.count, max(0, grid.columns - (grid.columns < 30 ? 9 : isNarrow ? 18 : 40)))
    let chart = Sparkline.text(use, levels: desk.theme.glyphs.spark, width: width)
    var column = isNarrow ? 1 : 11
    if !isNarrow { grid.put(" use/\(use.count) d", row: row, column: 0, role: .column) }
    column = grid.put(chart, row: row, column: column, role: .spark)
    var rest = "  \(words.perDay)/d"
    if !isNarrow { rest = "  \(Numbers.grouped(words.total)) out   \(words.perDay) a day   " } else { rest += "  " }
    if grid.columns < 30 {
      grid.put("  \(words.perDay)/d", row: row, column: column)
      return
    }
    grid.put(rest + (card.isWithheld ? "" : use.cover(of: card.total.available)), row: row, column: column)
  }

  private func drawLedger(on grid: inout Grid, _ rows: ItemRows, _ desk: Desk) {
    let isWide = grid.columns >= 70
    if let row = rows.ledgerHeader {
      grid.put(
        "   when          what             change     after  who       reference   reason", row: row, column: 0,
        role: .column)
    }
    for (entry, row) in zip(ledger.visible, rows.ledger) {
      let isCursor = focus == .ledger && entry.id == ledger.current?.id
      if isWide {
        entry.draw(on: &grid, row, desk)
        if isCursor { grid.showCursor(row: row, margin: 3, width: 12, rowWidth: grid.columns, desk.theme) }
      } else {
        let column = grid.put(isCursor ? ">" : " ", row: row, column: 0)
        grid.put(
          "\(desk.clock.short(entry.occurredAt)) \(entry.kind.words) \(Numbers.signed(entry.shownChange)) \(entry.actor)",
          row: row, column: column)
      }
    }
    if ledger.rows.isEmpty, ledger.isLoaded, let row = rows.ledger.first {
      grid.put("   nothing has moved yet", row: row, column: 0, role: .muted)
    }
    if let row = rows.status, !ledger.rows.isEmpty {
      let first = (ledger.origin ?? 0) + ledger.top + 1
      let last = first + ledger.visible.count - 1
      let more = ledger.atEnd ? " of \((ledger.origin ?? 0) + ledger.rows.count)" : ", more with PgDn"
      grid.put(" ledger \(first)-\(last)\(more)   L moves in it, Tab goes back", row: row, column: 0, role: .muted)
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    guard let card else { return trouble.map { [Explanation($0).detail] } ?? [] }
    var lines = ["\(code)  \(card.item.name)", facts.joined(separator: ", ")]
    lines += card.places.map { place in
      let figures = [Balance.onHand, .reserved, .available].map { Numbers.grouped(place.figure($0)) }
      return "\(place.place)  on hand \(figures[0])  reserved \(figures[1])  available \(figures[2])"
    }
    if !card.isWithheld {
      lines.append("total  on hand \(card.total.onHand)  available \(card.total.available)")
    }
    lines += lotWords(desk).map { "lot \($0)" }
    return lines
  }
}

extension LedgerEntry {
  /// What of the change people look for: on hand, else the balance that changed.
  var shownChange: Quantity {
    if !change.onHand.isZero { return change.onHand }
    return change.all.first { !$0.isZero } ?? .zero
  }

  /// One line: `14 Jul 13:44  sale  -8  8  SHOP  so-2231  SALE`.
  func draw(on grid: inout Grid, _ row: Int, _ desk: Desk) {
    let role: Role = reversedBy == nil ? .row : .rowGone
    grid.put(desk.clock.dayAndTime(occurredAt), row: row, column: 3, role: role)
    grid.put(kind.words + (reverses == nil ? "" : " back"), row: row, column: 17, role: role, width: 16)
    grid.put(
      Numbers.signed(shownChange), row: row, column: 33, role: shownChange < .zero ? .numberNegative : role, width: 7,
      align: .right)
    grid.put(Numbers.fitted(after.onHand, 9), row: row, column: 41, role: role, width: 9, align: .right)
    grid.put(actor, row: row, column: 52, role: role, width: 9)
    grid.put(reference ?? "", row: row, column: 62, role: role, width: 11)
    grid.put(reason ?? note ?? "", row: row, column: 74, role: role)
  }
}

extension MovementKind {
  /// As people say it.
  var words: String {
    switch self {
    case .transferOut: "moved out"
    case .transferIn: "moved in"
    default: name
    }
  }
}
