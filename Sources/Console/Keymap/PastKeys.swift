import Terminal

/// The keys of stock as it was. Nothing can be done to it: whoever tries is told where.
extension KeyTable {
  private static let past: Set<PaneKind> = [.past, .pastItem]

  static let lookingBack: [Binding] =
    [
      Binding(
        .asOf, [letter("p")], "as it was: stock, or this item, as of a past time", in: [.stock, .item],
        group: "looking"),
      Binding(.asOf, [letter("p")], "as of another time; none: back to now", in: past, group: "the past"),
      Binding(.open, [Stroke(.enter)], "the item as it was then", in: [.past], group: "the past", off: needsRow),
      Binding(
        .open, [Stroke(.enter)], "open the movement", in: [.pastItem], group: "the past",
        off: { $0.hasRow ? nil : "this line leads nowhere" }),
      Binding(.find, [letter("/"), function(2)], "find as you type", short: "find", in: [.past], group: "the past"),
      Binding(
        .filter, [letter("f"), function(3)], "another time, place or item", short: "filter", in: [.past],
        group: "the past"),
      Binding(
        .sort, [letter("s"), function(4)], "by item, by place, by description", short: "sort", in: [.past],
        group: "the past"),
      Binding(
        .commit, [function(9)], "commit: the only key that writes", in: past, group: "the past",
        off: { _ in KeyTable.isPast }),
    ]
    + untold.map { command, key in
      Binding(command, [letter(key)], "", in: past, group: "", off: { _ in "nobody kept what was low then, or why" })
    }
    + undoable.map { command, key in
      Binding(command, [letter(key)], "", in: past, group: "", off: { _ in KeyTable.isPast })
    }

  static let isPast = "this is as it was: Esc comes back to now, where it can be done"

  private static let untold: [(Command, Character)] = [(.onlyLow, "o"), (.why, "w")]

  /// What can be done to stock and items as they are.
  private static let undoable: [(Command, Character)] = [
    (.adjust, "A"), (.bin, "B"), (.countNow, "C"), (.receive, "E"), (.move, "F"), (.issue, "I"), (.newItem, "N"),
    (.printLabels, "P"), (.reserve, "R"), (.newTransfer, "T"), (.mark, " "), (.markRange, "v"), (.markAll, "*"),
  ]
}
