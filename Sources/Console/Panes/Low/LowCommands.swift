import Inventory
import Terminal

extension LowPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) || browse.run(command, &marks, desk) { return true }
    if runActs(command, &desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .why: showWhy(&desk)
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen:
      setFilter { $0.states = $0.states == nil ? [.open, .acknowledged] : nil }
      desk.say(.ok, filter.states == nil ? "all that is low" : "only what is not covered and does not rest")
    case .sort: turnOrder(&desk)
    case .columns:
      let shown = shownColumns(layout(desk))
      desk.go(.show(.columns(ColumnChoice(standard: LowColumn.standard, shown: shown, words: \.words))))
    case .freeze: freeze(&desk)
    case .reread: reread(&desk)
    case .copyCode:
      let codes = targets.map(\.rule.code.description)
      guard !codes.isEmpty else { break }
      desk.emit(.copyToClipboard(codes.joined(separator: "\n")))
      desk.say(.ok, codes.count == 1 ? "copied \(codes[0])" : "copied \(codes.count) codes")
    case .back: back(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  private mutating func runActs(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .lowTransfer: desk.go(.open(FormPane.lowTransfer(targets)))
    case .lowOrder: desk.go(.open(FormPane.lowOrder(targets, desk.clock)))
    case .acknowledge: desk.go(.perform(acknowledgement))
    case .acknowledgeAsk: ask("Acknowledge", acknowledgement, &desk)
    case .escalate: ask("Escalate", escalation, &desk)
    case .snooze: desk.go(.open(FormPane.snooze(targets)))
    case .assign: desk.go(.open(FormPane.assign(targets)))
    case .editRule: if let signal = browse.current?.signal { desk.go(.open(FormPane.rule(signal.rule))) }
    case .countNow: askCount(&desk)
    default: return false
    }
    return true
  }

  func open(_ row: SignalPage.Row, _ desk: inout Desk) {
    desk.go(.open(ItemPane(row.signal.rule.code.description, at: row.signal.rule.place)))
  }

  private mutating func reread(_ desk: inout Desk) {
    let wasFrozen = isFrozen
    isFrozen = false
    booksChanged(&desk)
    isFrozen = wasFrozen
  }

  private mutating func back(_ desk: inout Desk) {
    if find == nil, !marks.isEmpty { marks.clear() } else { goBack(&desk) }
  }

  private mutating func turnOrder(_ desk: inout Desk) {
    let all = SignalPage.Order.allCases
    order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
    browse.readAnew()
    switch order {
    case .urgency: desk.say(.ok, "what is out first, then what runs out first before an order can come")
    case .item: desk.say(.ok, "by item")
    case .available: desk.say(.ok, "by what is available, the least first")
    }
  }

  // MARK: Acts without a form

  private var acknowledgement: ConfirmedAct {
    // What others acknowledged before stays theirs when it is taken back.
    let changed = targets.filter { $0.state != .acknowledged && $0.state != .covered }
    return ConfirmedAct(
      act: TendSignals(targets.map(\.id), .acknowledge), words: "acknowledged \(targets.words)", remedy: "",
      takingBack: TendSignals((changed.isEmpty ? targets : changed).map(\.id), .reopen))
  }

  private var escalation: ConfirmedAct {
    ConfirmedAct(
      act: TendSignals(targets.map(\.id), .escalate), words: "escalated \(targets.words)",
      remedy: "A assigns it to somebody")
  }

  private func ask(_ verb: String, _ act: ConfirmedAct, _ desk: inout Desk) {
    let isAlone = verb == "Acknowledge"
    desk.go(
      .show(
        .confirm(
          Confirm(
            title: verb,
            lines: [
              "\(targets.words), as \(desk.identity.actor).", "",
              isAlone ? "Others see that you deal with it. F4 does this at once." : "It goes to the next role up.",
            ], handLines: [targets.words, "as \(desk.identity.actor)"], verb: verb.lowercased(),
            action: .perform(act)))))
  }

  // MARK: Count it first

  /// Half of what is low is a wrong book: the record at the place of the rule is counted, as from the stock.
  private mutating func askCount(_ desk: inout Desk) {
    guard marks.isEmpty || marks.count == 1, let signal = targets.first else {
      return desk.say(.warn, "one is counted at a time: - takes the marks away")
    }
    var filter = StockFilter()
    filter.item = signal.rule.code.description
    filter.location = signal.rule.place
    countTicket = desk.ask(StockPage(filter: filter, limit: 10))
  }

  mutating func openCount(_ result: Result<Page<StockRow>, InventoryError>, _ desk: inout Desk) {
    switch result {
    case .failure(let error): desk.say(error)
    case .success(let page):
      guard let first = page.rows.first else {
        return desk.say(.warn, "nothing of it has ever stood there: there is no record to count")
      }
      if page.rows.count == 1 { return desk.go(.open(FormPane.countNow(first))) }
      desk.go(.open(ItemPane(first.code.description, at: first.place)))
      desk.say(.ok, "it stands in several places: C counts the one under the cursor")
    }
  }

  // MARK: Why

  /// The card of the signal in a box, which is there at once and is filled when the answer comes.
  private mutating func showWhy(_ desk: inout Desk) {
    guard let row = browse.current else { return }
    peek.show(row.key, &desk)
    desk.go(.show(.reading(reading(row.signal, desk))))
  }

  private func reading(_ signal: Signal, _ desk: Desk) -> Reading {
    let width = min(72, max(1, desk.size.columns - 1))
    return Reading(
      subject: "signal \(signal.id.number)", title: "Why \(signal.title)",
      lines: peek.story?.card(width: width, desk) ?? ["reading ..."])
  }

  func fillReading(_ desk: inout Desk) {
    guard let story = peek.story else { return }
    desk.go(.fill(.reading(reading(story.row.signal, desk))))
  }

  // MARK: Columns

  mutating func show(columns names: Set<String>) {
    let chosen = Set(names.compactMap { LowColumn(rawValue: $0) })
    columns = chosen.isEmpty || chosen == LowColumn.standard ? nil : chosen.union([.item])
  }

  func shownColumns(_ layout: Layout) -> Set<LowColumn> {
    let usual = placesDiffer ? LowColumn.ofPlaces(layout.sizeClass, codeWidth: codeWidth) : LowColumn.standard
    return switch layout.sizeClass {
    case .tiny, .hand: LowColumn.hand
    case .narrow: columns.map { $0.union([.item, .available]).subtracting([.standing]) } ?? LowColumn.narrow
    case .normal: (columns ?? usual).subtracting([.standing, .history])
    case .wide, .wall: (columns ?? usual).subtracting([.standing])
    }
  }
}
