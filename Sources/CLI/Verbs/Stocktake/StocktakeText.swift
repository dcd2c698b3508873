import Inventory

/// A stocktake's state for people and for scripts.
enum StocktakeText {
  static func fields(_ card: StocktakeCard.Card) -> Fields {
    var fields = card.stocktake.fields
    var lines = Fields()
    for state in CountLineState.allCases { lines.add(state.rawValue, Int64(card.lines(state))) }
    fields.add("lines", .fields(lines))
    fields.add("scans", Int64(card.scans))
    fields.add("parked", Int64(card.parked))
    fields.add("variance", card.accuracy.map { .fields($0.fields) } ?? .null)
    return fields
  }

  static func words(_ card: StocktakeCard.Card) -> String {
    let stocktake = card.stocktake
    let name = stocktake.name.isEmpty ? "" : "  \(stocktake.name)"
    let scope = stocktake.place + (stocktake.includesInside ? "" : " alone")
    let tolerance = stocktake.tolerance.isEmpty ? "" : ", tolerance \(stocktake.tolerance)"
    var lines = [
      "\(stocktake.number)\(name)  \(stocktake.status.rawValue)",
      "counts \(scope): \(stocktake.isBlind ? "blind" : "informed"), \(stocktake.policy.rawValue)\(tolerance)",
      "opened by \(stocktake.openedBy) at \(stocktake.openedAt)",
      "lines: \(states(card)); \(card.scans) \(card.scans == 1 ? "count" : "counts")"
        + (card.parked > 0 ? ", \(card.parked) parked" : ""),
    ]
    if let accuracy = card.accuracy, accuracy.lines > 0 { lines.append(words(accuracy)) }
    if let next = next(stocktake, card) { lines.append(next) }
    return lines.map(PlainText.safe).joined(separator: "\n")
  }

  private static func states(_ card: StocktakeCard.Card) -> String {
    let parts = CountLineState.allCases.compactMap { state in
      card.lines(state) > 0 ? "\(card.lines(state)) \(words(state))" : nil
    }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  static func words(_ state: CountLineState) -> String {
    switch state {
    case .open: "not counted"
    case .confirm: "to be confirmed"
    case .recount: "to be counted again"
    case .outside: "outside tolerance"
    case .counting, .counted, .approved, .rejected, .applied: state.rawValue
    }
  }

  static func words(_ accuracy: CountAccuracy) -> String {
    let items = Decimals.text(accuracy.ofItems ?? 0, places: 2)
    let units = Decimals.text(accuracy.ofUnits ?? 0, places: 2)
    return
      "\(accuracy.linesWithin) of \(accuracy.lines) lines inside tolerance (\(items) %), units \(units) % right; "
      + "value up \(accuracy.valueUp), down \(accuracy.valueDown)"
  }

  /// What to do next, as the command that does it.
  private static func next(_ stocktake: Stocktake, _ card: StocktakeCard.Card) -> String? {
    let number = stocktake.number
    switch stocktake.status {
    case .open: return "Count with: tallyman stocktake count \(number) SKU QTY --in LOC"
    case .counting: return "When all is counted: tallyman stocktake reconcile \(number)"
    case .review:
      return card.lines(.counting) > 0
        ? "Counted since: tallyman stocktake reconcile \(number)"
        : "Decide with: tallyman stocktake approve \(number) --line N (or --all-within-tolerance)"
    case .approved: return "Post it with: tallyman stocktake apply \(number)"
    case .applied, .cancelled: return nil
    }
  }
}
