import Terminal

/// The keys of the wall display, which only shows: a scan is looked up, every other key asks for a badge.
extension KeyTable {
  private static let walls: Set<PaneKind> = [.wall]

  static let wall: [Binding] = [
    Binding(.help, [function(1)], "help: the keys of this display", short: "help", in: walls, group: "wall"),
    Binding(
      .wallNext, [function(2)], "the next page; by itself every 20 seconds", short: "next page", in: walls,
      group: "wall"),
    Binding(.wallPause, [function(3)], "hold the page; again: turn it again", short: "pause", in: walls, group: "wall"),
    Binding(
      .commit, [function(4), function(5), function(6), function(7), function(8), function(9)],
      "acts: at a terminal, with a badge", in: walls, group: "wall", off: { _ in WallPane.badgeWords }),
    Binding(
      .leave, [function(10), Stroke(.control("c"))], "leave (q too, where nothing is typed)", short: "leave", in: walls,
      group: "wall"),
    Binding(.redraw, [Stroke(.control("l"))], "draw the screen anew", in: walls, group: "wall"),
  ]
}
