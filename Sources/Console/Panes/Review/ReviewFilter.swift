import Inventory

/// Which lines of a stocktake are shown.
struct ReviewFilter: Hashable, Sendable {
  /// The order is that of the digits that pick them.
  enum Shown: String, CaseIterable, Sendable {
    /// All that was counted; what nobody counted is listed apart.
    case all
    case toDecide = "to-decide"
    case outside
    case uncounted
    case found
    case moved
    case approved
    case rejected
    case applied

    var words: String { self == .toDecide ? "to decide" : rawValue }

    var states: Set<CountLineState> {
      switch self {
      case .all, .found, .moved: [.counting, .recount, .counted, .outside, .approved, .rejected, .applied]
      case .toDecide: [.counting, .recount, .counted, .outside]
      case .outside: [.recount, .outside]
      case .uncounted: [.open, .confirm]
      case .approved: [.approved]
      case .rejected: [.rejected]
      case .applied: [.applied]
      }
    }

    var finding: CountLinePage.Finding? {
      switch self {
      case .found: .found
      case .moved: .moved
      default: nil
      }
    }
  }

  var shown = Shown.all
  var item: String?
  var location: String?

  /// `to decide`, `WID-220`: what the header says.
  var words: [String] { (shown == .all ? [] : [shown.words]) + [item, location].compactMap { $0 } }
}
