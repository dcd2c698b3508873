import Inventory

/// What the pane waits for. It does one thing after the other, so that what it shows and what the database holds never
/// run apart.
enum PutAwayStep: Sendable {
  case idle
  case sheet(PutAwayReading, Ticket<PutAwayList.Sheet>)
  case code(CodeReading, Ticket<[LookUp.Hit]>)
  /// What stands there of goods that were scanned, as it is now.
  case goods(ScannedGoods, Ticket<PutAwayList.Sheet>)
  /// Where a pallet goes.
  case plate(Plate, read: String, Ticket<PutAwaySuggestion.Suggestion>)
  case act(ScanDeed<PutAwayPurpose>)
}

/// Why the place is read.
enum PutAwayReading: Sendable {
  /// It is worked at from now on; a pallet may have opened it.
  case entered(transfer: String?, plate: Plate?)
  case again
}

/// What an act of putting away was for.
enum PutAwayPurpose: Sendable {
  case put(PutAwayMove)
  case undo(PutAwayMove)
}

/// Goods of a line, or a pallet, that went from one place to another.
struct PutAwayMove: Sendable {
  /// The key of the act; empty until it is done.
  var key = ""
  var carried: Carried
  var quantity: Quantity
  var from: String
  var to: String

  /// `48 WID-220 to A-03-2`.
  var words: String {
    (carried.plate == nil ? "\(Numbers.grouped(quantity)) \(carried.name)" : carried.name) + " to \(to)"
  }
}
