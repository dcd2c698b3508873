import Inventory

/// What the pane waits for. It does one thing after the other, so that what it shows and what the database holds never
/// run apart.
enum CountStep: Sendable {
  case idle
  case place(Ticket<CountingPlace.Place?>)
  case stocktakes(Ticket<Page<Stocktake>>)
  case stocktake(Ticket<StocktakeCard.Card>)
  case code(CodeReading, Ticket<[LookUp.Hit]>)
  case lots(CountGoods, Ticket<ItemStock.Card>)
  case sheet(SheetReading, Ticket<CountedBin.Card>)
  case act(CountDeed)

  /// Why a code is looked up.
  enum CodeReading: Sendable {
    case scan(ScannedCode)
    /// Whether a number or a sum is a code too.
    case number(Quantity, ScannedCode)
    case amount(Amount, ScannedCode)
    /// What answered the question for a lot or a serial that is not known here.
    case newLot(CountGoods, ScannedCode)
    case serial(CountGoods, ScannedCode)

    var code: ScannedCode {
      switch self {
      case .scan(let code), .number(_, let code), .amount(_, let code), .newLot(_, let code), .serial(_, let code): code
      }
    }
  }

  /// Why a bin is read.
  enum SheetReading: Sendable {
    /// It was opened just now.
    case opened
    /// Somebody may have changed it.
    case again
    /// It was left open in an earlier session.
    case resumed
    /// A count was taken back, or set: the lines as they were say what it did.
    case after(CountDeed.Purpose, before: [CountLine])
  }
}

/// An act on its way, kept until its outcome is known: what may not have arrived is sent again under the same key.
struct CountDeed: Sendable {
  enum Purpose: Sendable {
    /// Goods, by how much their line changes.
    case count(CountGoods, base: Quantity, isDamaged: Bool, words: String)
    /// The last scan was something else than one.
    case correct(base: Quantity, words: String)
    case change(CountLine, base: Quantity, words: String)
    case set(CountLine, words: String)
    case park(String, why: String)
    case open(String)
    case close(String, isLeft: Bool)
    case empty
    case undo
    case drop(CountEvent)
    case assign(CountEvent, CountGoods)
  }

  var number: Int
  let key: String
  let act: any Act
  let purpose: Purpose
  /// What the echo says of it.
  let shown: CountEcho?
  /// When it is sent again.
  var retryAt: Instant?
  var tries = 1
}
