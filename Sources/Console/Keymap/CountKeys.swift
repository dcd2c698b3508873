import Terminal

/// The keys of the pane of those who count. Letters and digits are data there, so all is on function keys, which Alt and
/// a digit, and `$` and a digit, reach too. F5 is only another F4: some terminals have none.
extension KeyTable {
  private static let scan: Set<PaneKind> = [.count]

  static let counting: [Binding] = [
    Binding(.help, [function(1)], "help: the keys of this pane", short: "help", in: scan, group: "counting"),
    Binding(
      .countZero, [function(2)], "the bin is empty (0 behind its label does it too)", short: "zero", in: scan,
      group: "counting", off: { $0.hasBin ? nil : "no bin is open: scan its label" }),
    Binding(
      .countDamaged, [function(3)], "the next scan is damaged", short: "damaged", in: scan, group: "counting"),
    Binding(
      .countParked, [function(4), function(5)], "scans that nobody understood: name them, or drop them",
      short: "parked", in: scan, group: "counting"),
    Binding(.countBins, [function(6)], "the bins of this count", short: "bins", in: scan, group: "counting"),
    Binding(.messages, [function(7)], "messages of this session", in: scan, group: "counting"),
    Binding(
      .undo, [function(8)], "undo your last scan; again: the one before", short: "undo", in: scan, group: "counting"),
    Binding(
      .commit, [function(9)], "close the bin: it is counted (scanning the next bin does it too)", short: "close bin",
      in: scan, group: "counting", off: { $0.hasBin ? nil : "no bin is open: scan its label" }),
    Binding(
      .leave, [function(10)], "leave; you come back to where you were", short: "leave", in: scan, group: "counting"),
    Binding(
      .back, [Stroke(.escape), function(11)], "clear the line, back to the lines: never harms", in: scan,
      group: "counting"),
    Binding(.palette, [Stroke(.control("p"))], "all commands", in: scan, group: "counting"),
    Binding(.listUp, [Stroke(.up)], "look at the line above", in: scan, group: "counting"),
    Binding(.listDown, [Stroke(.down)], "look at the line below", in: scan, group: "counting"),
    Binding(.listPageUp, [Stroke(.pageUp)], "look a page up", in: scan, group: "counting"),
    Binding(.listPageDown, [Stroke(.pageDown)], "look a page down", in: scan, group: "counting"),
    Binding(.cancel, [Stroke(.control("c"))], "clear the input line", in: scan, group: "counting"),
    Binding(.redraw, [Stroke(.control("l"))], "draw the screen anew", in: scan, group: "counting"),
    Binding(
      .suspend, [Stroke(.control("z"))], "suspend; fg comes back", in: scan, group: "counting",
      off: { $0.isKiosk ? "this is a kiosk" : nil }),
  ]
}
