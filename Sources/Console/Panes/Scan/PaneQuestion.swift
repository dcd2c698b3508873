import Inventory

/// What one pane alone asks in the echo line, in its own words.
struct PaneQuestion: Sendable {
  enum Subject: Sendable {
    /// It travels with the transfer that is received, or stands in the bin that is counted: `y` takes it whole.
    case pallet(Plate)
    /// How many labels: Enter, or a number.
    case labels(LabelOffer)
    /// Nothing more of the order will come: `y` closes it.
    case closeOrder
    /// A receipt against the order, posted: `y` takes it back.
    case receipt(Receipt)
    /// Another bin than the one that was named: the same scan again.
    case bin(Location, record: String)
    /// How many of what is carried go into the next bin.
    case split
  }

  var subject: Subject
  /// That of the input line: `y>`.
  var prompt: String
  /// What it is about.
  var meaning: String
  var words: String
  /// For the narrowest screens.
  var brief: String
}
