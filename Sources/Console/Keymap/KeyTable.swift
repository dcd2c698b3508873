import Terminal

/// The table of keys as it is without a keys file. In browse panes digits are never bound (they are a scan), small
/// letters move and look, capitals open a form; F9 alone commits.
enum KeyTable {
  static let browse: Set<PaneKind> = [
    .stock, .item, .stocktakes, .review, .transfers, .transfer, .discrepancies,
    .lots, .lot, .serials, .serial,
    .reservations, .reservation,
    .reports, .report,
    .low,
    .orders, .order, .requisitions,
    .audit, .event, .moves, .move,
    .past, .pastItem,
  ]
  private static let everywhere = browse.union([.form])
  private static let goods: Set<PaneKind> = [.stock, .item]
  /// Those with marks.
  private static let marking: Set<PaneKind> = [.stock, .review, .low]

  static let standard: [Binding] =
    looking + listing + forms + reviewing + stocktakes + transferring + moving + general + counting + goingToReceive
    + receiving + tracing + goingToPutAway + puttingAway
    + promising
    + reporting
    + tendingLow + wall
    + keeping
    + buying
    + records
    + lookingBack
    + leavingTheDesk
    + house

  static func letter(_ character: Character) -> Stroke { Stroke(.character(character)) }
  static func function(_ number: Int) -> Stroke { Stroke(.function(number)) }
  private static func control(_ character: Character) -> Stroke { Stroke(.control(character)) }

  static let needsRow: @Sendable (Situation) -> String? = { $0.hasRow ? nil : "no record is under the cursor" }

  private static let general: [Binding] = [
    Binding(
      .help, [function(1), letter("?")], "help: the keys of this pane", short: "help", in: everywhere,
      group: "everywhere"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", short: "commit", in: [.form], group: "everywhere"),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: goods, group: "everywhere",
      off: { _ in "there is nothing to commit: open a form first (A E I F)" }),
    Binding(.nextField, [Stroke(.enter), Stroke(.tab)], "next field", in: [.form], group: "form"),
    Binding(.previousField, [Stroke(.backtab), Stroke(.up)], "field before", in: [.form], group: "form"),
    Binding(.nextField, [Stroke(.down)], "next field", in: [.form], group: "form"),
    Binding(
      .undo, [function(8)], "undo the last act of this session", short: "undo", in: browse, group: "everywhere"),
    Binding(
      .undoAsk, [letter("u")], "undo the last act: shows it first, F9 does it", in: browse, group: "everywhere"),
    Binding(
      .back, [Stroke(.escape), function(11)], "back, close, cancel: never harms", short: "back", in: everywhere,
      group: "everywhere"),
    Binding(
      .leave, [function(10), letter("q")], "leave the pane; the first one: leave Tallyman", in: everywhere,
      group: "everywhere"),
    Binding(
      .palette, [control("p"), letter(":")], "all commands", short: "all", in: everywhere, group: "everywhere"),
    Binding(.messages, [letter("M")], "messages of this session", in: everywhere, group: "everywhere"),
    Binding(.cancel, [control("c")], "clear the input line", in: everywhere, group: "everywhere"),
    Binding(.redraw, [control("l")], "draw the screen anew", in: everywhere, group: "everywhere"),
    Binding(
      .suspend, [control("z")], "suspend; fg comes back", in: everywhere, group: "everywhere",
      off: { $0.isKiosk ? "this is a kiosk" : nil }),
  ]

  private static let moving: [Binding] = [
    Binding(.listDown, [letter("j"), Stroke(.down)], "down", in: browse, group: "moving"),
    Binding(.listUp, [letter("k"), Stroke(.up)], "up", in: browse, group: "moving"),
    Binding(.listPageDown, [Stroke(.pageDown), control("f")], "a page down", in: browse, group: "moving"),
    Binding(.listPageUp, [Stroke(.pageUp)], "a page up", in: browse, group: "moving"),
    Binding(.listHalfDown, [control("d")], "half a page down", in: browse, group: "moving"),
    Binding(.listHalfUp, [control("u")], "half a page up", in: browse, group: "moving"),
    Binding(
      .listFirst, [Stroke(.character("g"), .character("g")), Stroke(.home)], "first row", in: browse, group: "moving"),
    Binding(.listLast, [letter("G"), Stroke(.end)], "last row", in: browse, group: "moving"),
    Binding(
      .columnLeft, [letter("h"), Stroke(.left), letter("<")], "choose the column to the left", in: [.stock],
      group: "moving"),
    Binding(
      .columnRight, [letter("l"), Stroke(.right), letter(">")], "choose the column to the right", in: [.stock],
      group: "moving"),
  ]

  private static let looking: [Binding] = [
    Binding(
      .open, [Stroke(.enter)], "open the item", in: [.stock], group: "looking", off: needsRow),
    Binding(
      .find, [letter("/"), function(2)], "find as you type", short: "find", in: goods, group: "looking"),
    Binding(
      .findNext, [letter("n")], "next found", in: [.stock], group: "looking",
      off: { $0.hasFind ? nil : "nothing was looked for yet: press /" }),
    Binding(
      .findPrevious, [letter("N")], "found before", in: [.stock], group: "looking",
      off: { $0.hasFind ? nil : "nothing was looked for yet: press /" }),
    Binding(
      .filter, [letter("f"), function(3)], "filter by place, category, status", short: "filter", in: [.stock],
      group: "looking"),
    Binding(.onlyLow, [letter("o")], "only low stock, or all again", in: [.stock], group: "looking"),
    Binding(.why, [letter("w")], "why is it low, out or covered", in: goods, group: "looking", off: needsRow),
    Binding(
      .ledger, [letter("L"), function(3)], "the ledger", short: "ledger", in: [.item], group: "looking"),
    Binding(
      .goCount, [Stroke(.character("g"), .character("c"))], "go to counting: where you left off", in: browse,
      group: "looking"),
    Binding(.otherPart, [Stroke(.tab)], "places or ledger", in: [.item], group: "looking"),
    Binding(
      .goReview, [Stroke(.character("g"), .character("v"))], "go to the stocktakes and their review", in: browse,
      group: "looking"),
  ]

  private static let listing: [Binding] = [
    Binding(
      .sort, [letter("s"), function(4), function(5)], "sort by the chosen column", short: "sort", in: [.stock],
      group: "the list"),
    Binding(.sortReverse, [letter("S")], "sort the other way", in: [.stock], group: "the list"),
    Binding(
      .columns, [letter("c"), function(6)], "which columns to show", short: "columns", in: [.stock],
      group: "the list"),
    Binding(
      .mark, [letter(" "), function(7)], "mark the row, or take its mark away", short: "mark", in: marking,
      group: "the list", off: needsRow),
    Binding(
      .markRange, [letter("v")], "mark from the last mark to here", in: marking, group: "the list", off: needsRow),
    Binding(.markAll, [letter("*")], "mark all that is shown", in: marking, group: "the list", off: needsRow),
    Binding(
      .markNone, [letter("-")], "take all marks away", in: marking, group: "the list",
      off: { $0.hasMarks ? nil : "nothing is marked" }),
    Binding(.freeze, [letter("z")], "hold still; again: show changes again", in: marking, group: "the list"),
    Binding(.reread, [letter("r"), control("r")], "read anew", in: browse, group: "the list"),
    Binding(.copyCode, [letter("y")], "copy the code", in: browse, group: "the list", off: needsRow),
    Binding(.bare, [letter("H")], "header and footer off or on", in: browse, group: "the list"),
  ]

  private static let forms: [Binding] = [
    Binding(.adjust, [letter("A")], "Adjust what is on hand", in: goods, group: "forms", off: needsRow),
    Binding(.adjust, [function(4)], "Adjust what is on hand", short: "adjust", in: [.item], group: "", off: needsRow),
    Binding(.receive, [letter("E")], "rEceive goods", in: goods, group: "forms"),
    Binding(.issue, [letter("I")], "Issue goods from here", in: goods, group: "forms", off: needsRow),
    Binding(.move, [letter("F")], "move From here to another place", in: goods, group: "forms", off: needsRow),
    Binding(
      .move, [function(6)], "move From here to another place", short: "move", in: [.item], group: "", off: needsRow),
    Binding(.bin, [letter("B")], "Bin and reorder point", in: goods, group: "forms", off: needsRow),
    Binding(.newItem, [letter("N")], "New item", in: goods, group: "forms"),
    Binding(
      .countNow, [letter("C")], "Count this: what is there, and no more", in: goods, group: "forms", off: needsRow),
    Binding(.retire, [], "retire the item, or take it back into use", in: [.item], group: "forms"),
  ]
}
