import Inventory

extension LedgerEntry {
  /// Opens the box that says what taking it back does: F9 in it does it.
  func askToReverse(_ desk: inout Desk) {
    if let reversedBy { return desk.say(.warn, "entry \(id) was taken back already, by entry \(reversedBy)") }
    if reverses != nil { return desk.say(.warn, "entry \(id) takes another back: post the movement anew") }
    let what = "\(kind.words) \(Numbers.signed(shownChange)) of \(code) at \(place)"
    let act = ConfirmedAct(
      act: ReverseMovement(.entry(id)), words: "took back entry \(id), \(what)", remedy: "post the movement anew")
    let confirm = Confirm(
      title: "Take back entry \(id)",
      lines: [
        what, "of \(desk.clock.moment(occurredAt)), by \(actor)", "",
        "An entry against it is posted, with its date: it never happened. Both legs of a transfer go together.",
      ], handLines: [code.description, Numbers.signed(shownChange)], verb: "take it back", nothing: "it stays",
      action: .perform(act))
    desk.go(.show(.confirm(confirm)))
  }
}
