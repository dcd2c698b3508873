import Terminal

/// The keys of the pane of those who put away. Letters and digits are data there, so all is on function keys, which Alt
/// and a digit, and `$` and a digit, reach too. F5 is only another F4: some terminals have none.
extension KeyTable {
  private static let away: Set<PaneKind> = [.putAway]
  private static let needsPlace: @Sendable (Situation) -> String? = {
    $0.hasBin ? nil : "no place is open: scan the label of the place the goods stand at"
  }

  static let goingToPutAway: [Binding] = [
    Binding(
      .goPutAway, [Stroke(.character("g"), .character("w"))], "go to putting away: what stands at a dock", in: browse,
      group: "looking"),
    Binding(
      .printLabels, [letter("P")], "Print labels of it", in: [.stock, .item], group: "forms", off: needsRow),
  ]

  static let puttingAway: [Binding] = [
    Binding(.help, [function(1)], "help: the keys of this pane", short: "help", in: away, group: "putting away"),
    Binding(
      .otherBin, [function(2)], "name another bin for what is carried", short: "other bin", in: away,
      group: "putting away", off: needsPlace),
    Binding(
      .splitCarried, [function(3)], "only some of it into this bin; the rest is carried on", short: "split", in: away,
      group: "putting away", off: needsPlace),
    Binding(
      .putAwayParked, [function(4), function(5)], "scans that nobody understood: name them, or drop them",
      short: "parked", in: away, group: "putting away", off: needsPlace),
    Binding(.messages, [function(7)], "messages of this session", in: away, group: "putting away"),
    Binding(
      .undo, [function(8)], "set down what is carried; else undo your last put-away", short: "undo", in: away,
      group: "putting away", off: needsPlace),
    Binding(
      .commit, [function(9)], "done: leave when nothing is left here, else say what is", short: "done", in: away,
      group: "putting away", off: needsPlace),
    Binding(
      .leave, [function(10)], "leave; what is not put away stays where it is", short: "leave", in: away,
      group: "putting away"),
    Binding(
      .back, [Stroke(.escape), function(11)], "clear the line, back to the lines: never harms", in: away,
      group: "putting away"),
    Binding(.palette, [Stroke(.control("p"))], "all commands", in: away, group: "putting away"),
    Binding(.listUp, [Stroke(.up)], "look at the line above", in: away, group: "putting away"),
    Binding(.listDown, [Stroke(.down)], "look at the line below", in: away, group: "putting away"),
    Binding(.listPageUp, [Stroke(.pageUp)], "look a page up", in: away, group: "putting away"),
    Binding(.listPageDown, [Stroke(.pageDown)], "look a page down", in: away, group: "putting away"),
    Binding(.cancel, [Stroke(.control("c"))], "clear the input line", in: away, group: "putting away"),
    Binding(.redraw, [Stroke(.control("l"))], "draw the screen anew", in: away, group: "putting away"),
    Binding(
      .suspend, [Stroke(.control("z"))], "suspend; fg comes back", in: away, group: "putting away",
      off: { $0.isKiosk ? "this is a kiosk" : nil }),
  ]
}
