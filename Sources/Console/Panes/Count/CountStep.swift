import Inventory

/// What the pane waits for. It does one thing after the other, so that what it shows and what the database holds never
/// run apart.
enum CountStep: Sendable {
  case idle
  case place(Ticket<CountingPlace.Place?>)
  case stocktakes(Ticket<Page<Stocktake>>)
  case stocktake(Ticket<StocktakeCard.Card>)
  case code(CodeReading, Ticket<[LookUp.Hit]>)
  case lots(ScannedGoods, Ticket<ItemStock.Card>)
  case sheet(SheetReading, Ticket<CountedBin.Card>)
  case act(ScanDeed<CountPurpose>)

  /// Why a bin is read.
  enum SheetReading: Sendable {
    /// It was opened just now.
    case opened
    /// Somebody may have changed it.
    case again
    /// It was left open in an earlier session.
    case resumed
    /// A count was taken back, or set: the lines as they were say what it did.
    case after(CountPurpose, before: [CountLine])

    /// Whether nobody waits for it: of books far away it is read while scans go on.
    var isBeside: Bool {
      switch self {
      case .opened, .again: true
      case .resumed, .after: false
      }
    }
  }
}

/// What an act of counting was for.
enum CountPurpose: Sendable {
  /// Goods, by how much their line changes.
  case count(ScannedGoods, base: Quantity, isDamaged: Bool, words: String)
  /// The last scan was something else than one.
  case correct(base: Quantity, words: String)
  case change(CountLine, base: Quantity, words: String)
  case set(CountLine, words: String)
  /// All that stands on a pallet.
  case pallet(Plate)
  case park(String, why: String)
  case open(String)
  case close(String, isLeft: Bool)
  case empty
  case undo
  case drop(CountEvent)
  case assign(CountEvent, ScannedGoods)
}
