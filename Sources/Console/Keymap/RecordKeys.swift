import Terminal

/// The keys of the audit and the ledger. `R` opens a box that says what taking a movement back does; F9 in it does it.
extension KeyTable {
  private static let lists: Set<PaneKind> = [.audit, .moves]

  static let records: [Binding] = [
    Binding(.goAudit, [Stroke(.character("g"), .character("a"))], "go to the audit", in: browse, group: "looking"),
    Binding(.goMoves, [Stroke(.character("g"), .character("m"))], "go to the movements", in: browse, group: "looking"),
    Binding(
      .open, [Stroke(.enter)], "what it changed, and with which entries", in: [.audit], group: "records", off: needsRow),
    Binding(
      .open, [Stroke(.enter)], "all of it: before and after, lot, who, why", in: [.moves], group: "records",
      off: needsRow),
    Binding(
      .open, [Stroke(.enter)], "open what the line is about", in: [.event, .move], group: "records",
      off: { $0.hasRow ? nil : "this line leads nowhere" }),
    Binding(
      .find, [letter("/"), function(2)], "find among the latest, as you type", short: "find", in: lists,
      group: "records"),
    Binding(
      .filter, [letter("f"), function(3)], "filter by who, what, item, place, dates", short: "filter", in: lists,
      group: "records"),
    Binding(
      .reverseMove, [letter("R"), function(4)], "take the movement back: Reverse it", short: "reverse",
      in: [.moves, .move],
      group: "records", off: { $0.pane == .move ? nil : needsRow($0) }),
    Binding(
      .exportReport, [letter("X"), function(7)], "eXport all that fits to a file", short: "export", in: lists,
      group: "records", off: { $0.isKiosk ? "this is a kiosk: it writes no files" : nil }),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: [.audit, .event, .moves, .move], group: "records",
      off: { _ in "there is nothing to commit: nobody changes what was done" }),
  ]
}
