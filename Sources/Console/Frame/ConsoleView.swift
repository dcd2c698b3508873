import Inventory
import Terminal

extension ConsoleModel {
  /// The screen as it is to look now.
  public func view() -> Grid {
    var grid = Grid(desk.size)
    guard grid.columns > 0, grid.rows > 0 else { return grid }
    if let gate {
      draw(gate, on: &grid)
      return grid
    }
    let shown = panes.last { $0.kind != .form } ?? topPane
    let layout = Layout(
      desk.size, hasPanel: shown.kind.hasPanel, hasMessages: !shown.takesScans, isBare: desk.isBare)
    shown.draw(on: &grid, layout, desk)
    drawBanner(on: &grid, layout)
    drawFrame(on: &grid, layout)
    if topPane.kind == .form { topPane.draw(on: &grid, layout, desk) }
    if let overlay { draw(overlay, on: &grid, layout) }
    return grid
  }

  /// The top pane as text, for where there is no terminal: counts first, then at most fifty rows.
  public func plainText() -> String {
    let lines = gate.map { ["\($0.title): \($0.hint)"] } ?? topPane.plainLines(desk)
    return lines.map { DisplayedText.plain($0) + "\n" }.joined()
  }

  private func drawFrame(on grid: inout Grid, _ layout: Layout) {
    if let row = layout.header { drawHeader(on: &grid, row) }
    if let row = layout.footer { drawFooter(on: &grid, row) }
    drawMessage(on: &grid, layout)
    if let row = layout.input { drawInput(on: &grid, row) }
    drawPending(on: &grid, layout)
  }

  // MARK: Header

  /// Fewer cells of a name say nothing.
  private static let leastOfPlace = 8
  /// The cells of the time and the blanks before it.
  private static let besideDate = 8

  func drawHeader(on grid: inout Grid, _ row: Int) {
    let words = gate.map { headerWords(of: $0) } ?? topPane.header(desk)
    let lead = grid.columns >= 40 ? " " : ""
    let beside = grid.columns - lead.count - words.title.cellWidth - 2
    let link = linkWords(queued: words.queued)
    let dated = words.dated.first { $0.cellWidth + ConsoleModel.besideDate <= beside } ?? words.dated.last
    // What it is narrowed to matters more than counts and names, beside a date that takes most of the row.
    let narrowed = words.place.reduce(0) { $0 + $1.cellWidth + 2 }
    let kept = dated.map { $0.cellWidth + 2 + min(24, narrowed) } ?? 0
    let far = link.map { farHeader(words, $0, room: beside, kept: kept, title: lead.count + words.title.cellWidth) }
    let asOf = gate == nil ? dated ?? asOfWords : nil
    let isSmall = asOf != nil && grid.columns < 40
    let right = isSmall ? asOf ?? "" : far?.text ?? rightHeader(words, room: beside, kept: kept)
    let room = max(0, grid.columns - right.cellWidth - 1)
    var left = lead + words.title
    let gap = grid.columns >= 60 ? "  " : " "
    for part in (isSmall ? [] : [asOf].compactMap { $0 }) + words.place {
      let rest = room - left.cellWidth - gap.count
      if part.cellWidth <= rest {
        left += gap + part
      } else if words.cutsPlace, rest >= ConsoleModel.leastOfPlace {
        left += gap + part.fitted(to: rest, ellipsis: String(desk.theme.glyphs.ellipsis))
      }
    }
    grid.put(left.fitted(to: room), row: row, column: 0, role: .header, width: grid.columns)
    grid.put(right, row: row, column: grid.columns - right.cellWidth, role: .header)
    if let asOf, let range = left.range(ofText: asOf) {
      grid.overlay(.linkOff, row: row, column: range, width: asOf.cellWidth)
    }
    if isSmall, dated != nil {
      grid.overlay(.linkOff, row: row, column: grid.columns - right.cellWidth, width: right.cellWidth)
    } else if let link, let shown = isSmall ? asOf : far?.link, right.hasSuffix(shown) {
      grid.overlay(link.role, row: row, column: grid.columns - shown.cellWidth, width: shown.cellWidth)
    }
    if desk.notices.unseen > 0 {
      let mark = "\(desk.notices.unseen) !"
      if let range = right.range(ofText: mark) {
        grid.overlay(.headerWarn, row: row, column: grid.columns - right.cellWidth + range, width: mark.count)
      }
    }
  }

  /// Counts, operator and time, as far as there is room; what matters least is left out first: the operator's terminal,
  /// the number of records, then counts.
  /// - Parameter kept: what is left to the other side at least.
  private func rightHeader(_ words: HeaderWords, room: Int, kept: Int) -> String {
    let time = desk.clock.time(desk.now)
    let unseen = desk.notices.unseen > 0 ? ["\(desk.notices.unseen) !"] : []
    let who = words.isNobodys ? desk.identity.terminal : "\(desk.identity.actor)@\(desk.identity.terminal)"
    let counts = words.counts
    let isRoomy = grid60(room)
    let choices: [[String]] = [
      counts + unseen + [who, time], counts.suffix(2) + unseen + [who, time], counts.suffix(2) + unseen + [time],
      unseen + [time], [time],
    ]
    let reserved = max(min(24, room / 3), kept)
    for choice in choices {
      let text = choice.joined(separator: isRoomy ? "  " : " ")
      if text.cellWidth <= room - reserved { return text }
    }
    return time.cellWidth <= room ? time : ""
  }

  private func grid60(_ room: Int) -> Bool { room >= 44 }

  // MARK: Footer

  /// One key of the footer and where it stands.
  struct FooterPlace {
    var key: String
    var number: Int?
    var words: String
    var columns: Range<Int>
  }

  /// The keys that the footer has room for.
  func footerPlaces(columns: Int) -> [FooterPlace] {
    let isHand = columns < 40
    var column = columns < 60 ? 0 : 1
    // The last cell of the screen is never written; on a handheld the one before it leads to all the rest.
    let end = columns - (isHand ? 3 : 1)
    var places: [FooterPlace] = []
    for entry in desk.settings.keymap.footer(in: topPane.kind) where topPane.kind != .stock || entry.words != "back" {
      let gap = columns < 60 && entry.number != nil ? "" : " "
      guard let shown = topPane.footerWords(entry.words, columns) else { continue }
      let words = gap + (!isHand ? shown : shown == "help" ? "?" : String(shown.prefix(4)))
      let next = column + entry.key.count + words.cellWidth
      guard next <= end else {
        if isHand { break }
        continue
      }
      places.append(FooterPlace(key: entry.key, number: entry.number, words: words, columns: column..<next))
      column = next + 1
    }
    return places
  }

  private func drawFooter(on grid: inout Grid, _ row: Int) {
    let places = footerPlaces(columns: grid.columns)
    for place in places {
      let column = grid.put(place.key, row: row, column: place.columns.lowerBound, role: .footerKey)
      grid.put(place.words, row: row, column: column, role: .footer)
    }
    if grid.columns < 40 {
      grid.put("$", row: row, column: places.last.map { $0.columns.upperBound + 1 } ?? 0, role: .footerKey)
    }
  }

  // MARK: Message and input line

  /// The beginning of a stroke of several keys, at the end of the message line, until the next key.
  private func drawPending(on grid: inout Grid, _ layout: Layout) {
    guard !pendingKeys.isEmpty, overlay == nil, let row = layout.messages.first ?? layout.input else { return }
    let words = " \(Stroke(pendingKeys).name) ..."
    grid.put(words, row: row, column: max(0, grid.columns - 1 - words.cellWidth), role: .strong)
  }

  private func drawMessage(on grid: inout Grid, _ layout: Layout) {
    var row = layout.messages.upperBound - 1
    if let notice = desk.notices.current, topPane.kind != .form || !layout.messages.isEmpty {
      let lines = lines(of: notice, columns: grid.columns)
      // What to do stands at the end of a sentence, so a long one covers the rows above rather than being cut.
      let most = max(1, min(4, layout.messages.upperBound - layout.body.lowerBound - 1))
      row = layout.messages.upperBound - min(lines.count, most)
      if layout.messages.contains(row) { row = layout.messages.lowerBound }
      for (place, line) in zip(row..<layout.messages.upperBound, lines) {
        grid.fill(row: place, column: 0, width: grid.columns)
        let isFirst = place == row
        if isFirst { grid.put(notice.level.rawValue, row: place, column: messageLead(grid.columns), role: notice.role) }
        grid.put(line, row: place, column: messageIndent(grid.columns))
      }
      row += lines.count
    } else {
      row = layout.messages.lowerBound
    }
    // On wide screens the events before stay in sight.
    guard layout.messages.count > 1 else { return }
    let earlier = desk.notices.all.reversed().filter { $0 != desk.notices.current }
    for (place, notice) in zip(max(row, layout.messages.lowerBound)..<layout.messages.upperBound, earlier) {
      grid.put(notice.level.rawValue, row: place, column: 1, role: .muted)
      let line = lines(of: notice, columns: grid.columns).first ?? ""
      grid.put(line, row: place, column: messageIndent(grid.columns), role: .muted)
    }
  }

  private func messageLead(_ columns: Int) -> Int { columns < 40 ? 0 : 1 }
  private func messageIndent(_ columns: Int) -> Int { columns < 40 ? 5 : 6 }

  private func lines(of notice: Notice, columns: Int) -> [String] {
    let time = columns < 40 ? "" : desk.clock.time(notice.at) + " "
    return (time + notice.text).wrapped(to: max(1, columns - messageIndent(columns) - 1))
  }

  private func drawInput(on grid: inout Grid, _ row: Int) {
    var (label, text) = topPane.prompt(desk) ?? (confirmed == nil ? "code>" : "being done ...", codeLine.text)
    switch overlay {
    case .menu(let list): (label, text) = ("$>", list.query.text)
    case .palette(let list): (label, text) = (":", list.query.text)
    case .help(let list), .messages(let list): (label, text) = ("find:", list.query.text)
    case .confirm where topPane.takesScans: text = codeLine.text
    case .columns, .confirm, .reading, nil: break
    }
    drawPrompt(label, text, on: &grid, row)
  }

  /// The input line with the cursor behind it.
  func drawPrompt(_ label: String, _ text: String, on grid: inout Grid, _ row: Int) {
    let room = max(0, grid.columns - 1)
    let column = min(room, grid.put(label.fitted(to: room), row: row, column: 0, role: .scanPrompt) + 1)
    // Of a long text the end is shown, where the typing is.
    var shown = text.fitted(to: .max)
    while column + shown.cellWidth > room, !shown.isEmpty { shown.removeFirst() }
    grid.put(shown, row: row, column: column, role: .scanEcho)
    grid.cursor = Position(row: row, column: min(room, column + shown.cellWidth))
  }
}

extension String {
  /// Where in cells a text begins in this one; nil if it does not occur.
  func range(ofText text: String) -> Int? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return self[..<rest.startIndex].cellWidth }
      rest = rest.dropFirst()
    }
    return nil
  }
}
