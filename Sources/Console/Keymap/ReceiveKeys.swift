import Terminal

/// The keys of the pane of those who receive transfers and orders. Letters and digits are data there, so all is on
/// function keys, which Alt and a digit, and `$` and a digit, reach too. F5 is only another F4: some terminals have none.
extension KeyTable {
  private static let dock: Set<PaneKind> = [.receive]
  private static let needsTransfer: @Sendable (Situation) -> String? = {
    $0.hasTransfer ? nil : "nothing is open: scan the paper of what came, or choose it"
  }

  static let goingToReceive: [Binding] = [
    Binding(
      .goReceive, [Stroke(.character("g"), .character("r"))], "go to receiving: transfers and orders on their way",
      in: browse,
      group: "looking")
  ]

  static let receiving: [Binding] = [
    Binding(.help, [function(1)], "help: the keys of this pane", short: "help", in: dock, group: "receiving"),
    Binding(
      .receiveDamaged, [function(2)],
      "the next scan is damaged, of an order rejected; with a number: so many more of the last line",
      short: "damaged", in: dock, group: "receiving", off: needsTransfer),
    Binding(
      .receiveShort, [function(3)], "the rest did not come: close the line as short, or the order", short: "short",
      in: dock,
      group: "receiving", off: needsTransfer),
    Binding(
      .receiveParked, [function(4), function(5)], "scans that wait for somebody: name them, or drop them",
      short: "parked", in: dock, group: "receiving", off: needsTransfer),
    Binding(
      .receiveLabels, [function(6)], "labels of the line: as many as came, or a number", short: "labels", in: dock,
      group: "receiving", off: needsTransfer),
    Binding(
      .putAwayReceived, [function(7)], "put away what came", short: "put away", in: dock, group: "receiving",
      off: needsTransfer),
    Binding(.messages, [], "messages of this session", in: dock, group: "receiving"),
    Binding(
      .undo, [function(8)], "undo your last scan; once posted: the receipt", short: "undo", in: dock,
      group: "receiving", off: needsTransfer),
    Binding(
      .commit, [function(9)], "post what is here, whoever scanned it; in the list: take what was expected",
      short: "post", in: dock, group: "receiving",
      off: needsTransfer),
    Binding(
      .leave, [function(10)], "leave; what was scanned is kept", short: "leave", in: dock, group: "receiving"),
    Binding(
      .back, [Stroke(.escape), function(11)], "clear the line, back to the lines: never harms", in: dock,
      group: "receiving"),
    Binding(.palette, [Stroke(.control("p"))], "all commands", in: dock, group: "receiving"),
    Binding(.listUp, [Stroke(.up)], "look at the line above", in: dock, group: "receiving"),
    Binding(.listDown, [Stroke(.down)], "look at the line below", in: dock, group: "receiving"),
    Binding(.listPageUp, [Stroke(.pageUp)], "look a page up", in: dock, group: "receiving"),
    Binding(.listPageDown, [Stroke(.pageDown)], "look a page down", in: dock, group: "receiving"),
    Binding(.cancel, [Stroke(.control("c"))], "clear the input line", in: dock, group: "receiving"),
    Binding(.redraw, [Stroke(.control("l"))], "draw the screen anew", in: dock, group: "receiving"),
    Binding(
      .suspend, [Stroke(.control("z"))], "suspend; fg comes back", in: dock, group: "receiving",
      off: { $0.isKiosk ? "this is a kiosk" : nil }),
  ]
}
