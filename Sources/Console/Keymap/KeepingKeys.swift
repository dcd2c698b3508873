import Terminal

/// The keys for what waits on this machine until the line to the books is back, or was refused: in the list that F4 shows.
extension KeyTable {
  static let keeping: [Binding] = {
    var discard = Binding(
      .keptDiscard, [Stroke(.control("x"))],
      "discard what waits here or was refused, of the list that F4 shows (x and Enter too)", short: "discard",
      in: [.count, .receive, .putAway], group: "books on another machine",
      off: { $0.hasKept ? nil : "F4 shows what waits or was refused: choose one there" })
    discard.isOfFarBooks = true
    return [discard]
  }()
}
