import Inventory
import Terminal

extension StockPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if runMoving(command, desk) || marks.run(command, &list) || runForms(command, &desk) { return true }
    switch command {
    case .open: if let row = list.current { desk.go(.open(ItemPane(row.code.description, at: row.place))) }
    case .find: beginFind()
    case .findNext: list.move(by: 1)
    case .findPrevious: list.move(by: -1)
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .asOf: desk.go(.open(FormPane.asOf(filter, desk.clock)))
    case .onlyLow: setFilter { $0.isLow.toggle() }
    case .sort: sortByChosen(&desk)
    case .sortReverse:
      isDescending.toggle()
      readAnew()
    case .columns:
      let shown = shownColumns(layout(desk))
      desk.go(.show(.columns(ColumnChoice(standard: StockColumn.standard, shown: shown, words: \.words))))
    case .freeze: freeze(&desk)
    case .reread:
      list.reread()
      askTotals(&desk)
    case .copyCode: copy(&desk)
    case .why: if let row = list.current { desk.say(.ok, row.whyItIsSo) }
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      readAnew()
    default: return false
    }
    return true
  }

  private mutating func runMoving(_ command: Command, _ desk: Desk) -> Bool {
    switch command {
    case .columnLeft: choose(-1, desk)
    case .columnRight: choose(1, desk)
    default: guard list.run(command) else { return false }
    }
    moved(desk)
    return true
  }

  private func runForms(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .adjust: desk.go(.open(FormPane.adjust(targets)))
    case .receive: desk.go(.open(FormPane.receive(targets)))
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
    case .newTransfer: desk.go(.open(FormPane.newTransfer(targets)))
    case .printLabels: desk.go(.open(FormPane.labels(of: targets.map(\.code.description))))
    case .reserve: desk.go(.open(FormPane.reserve(targets)))
    case .holders: if let row = list.current { desk.go(.open(ReservationsPane(of: row.code.description))) }
    default: return false
    }
    return true
  }

  // MARK: Columns and order

  private mutating func choose(_ step: Int, _ desk: Desk) {
    let shown = shownColumns(layout(desk))
    let order = StockColumn.allCases.filter { shown.contains($0) && $0.sort != nil }
    guard !order.isEmpty else { return }
    let index = order.firstIndex(of: chosen) ?? 0
    chosen = order[max(0, min(order.count - 1, index + step))]
  }

  private mutating func sortByChosen(_ desk: inout Desk) {
    guard let order = chosen.sort else { return desk.say(.warn, "the list cannot be sorted by \(chosen.words)") }
    if sort == order { isDescending.toggle() } else { isDescending = false }
    sort = order
    readAnew()
  }

  func shownColumns(_ layout: Layout) -> Set<StockColumn> {
    switch layout.sizeClass {
    case .tiny, .hand: StockColumn.hand
    case .narrow: columns.map { $0.union(StockColumn.hand) } ?? StockColumn.narrow
    case .normal, .wide: columns ?? StockColumn.standard
    case .wall: columns ?? StockColumn.wide
    }
  }

  mutating func show(columns names: Set<String>) {
    let chosen = Set(names.compactMap { StockColumn(rawValue: $0) })
    columns = chosen.isEmpty ? nil : chosen.union([.item])
  }

  // MARK: Filter

  mutating func setFilter(_ change: (inout StockFilter) -> Void) {
    change(&filter)
    find = nil
    readAnew()
  }

  private mutating func goBack(_ desk: inout Desk) {
    if find != nil {
      endFind()
    } else if !marks.isEmpty {
      marks.clear()
    } else if filter != StockFilter() {
      setFilter { $0 = StockFilter() }
    }
  }

  private mutating func freeze(_ desk: inout Desk) {
    isFrozen.toggle()
    if !isFrozen, hasMissedChanges {
      hasMissedChanges = false
      booksChanged(&desk)
    }
    desk.say(.ok, isFrozen ? "held still: z shows changes again" : "changes are shown again")
  }

  private func copy(_ desk: inout Desk) {
    let codes = targets.map(\.code.description)
    desk.emit(.copyToClipboard(codes.joined(separator: "\n")))
    desk.say(.ok, codes.count == 1 ? "copied \(codes[0])" : "copied \(codes.count) codes")
  }
}

extension StockRow {
  /// The rule and the figures behind the state.
  var whyItIsSo: String {
    let available = Numbers.grouped(balances.available)
    if isWithheld { return "\(code) at \(place) is being counted blind: what the books say is kept from you" }
    guard let reorderPoint else {
      return "\(code) at \(place): no reorder point is set, so nothing is watched (B sets one)"
    }
    let point = Numbers.grouped(reorderPoint)
    return switch state {
    case .ok, .withheld: "\(code) at \(place): available \(available) is above the reorder point \(point)"
    case .low: "\(code) at \(place) is LOW: available \(available) is at or below the reorder point \(point)"
    case .out: "\(code) at \(place) is OUT: nothing available, reorder point \(point)"
    case .covered:
      "\(code) at \(place) is covered: available \(available) is at or below \(point), but "
        + "\(Numbers.grouped(balances.incoming)) more is expected"
    }
  }
}
