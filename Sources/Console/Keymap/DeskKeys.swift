import Terminal

/// The keys of whoever leaves a terminal for a while.
extension KeyTable {
  private static let all = Set(PaneKind.allCases).subtracting([.wall])

  static let leavingTheDesk: [Binding] = [
    Binding(
      .lock, [Stroke(.control("k"))], "lock: a badge or a PIN comes back to where you are", in: all, group: "everywhere"
    ),
    Binding(.ownPin, [], "change your own PIN; the old one is asked for first", in: browse, group: "everywhere"),
  ]
}
