import Inventory

/// What the receiving pane waits for. It does one thing after the other, so that what it shows and what the database
/// holds never run apart.
enum ReceiveStep: Sendable {
  case idle
  case choices(DockReading)
  case sheet(ReceiveReading)
  case code(CodeReading, Ticket<[LookUp.Hit]>)
  /// What the receiver scanned of a line, to take some of it back.
  case events(ReceiveCorrection, Ticket<Page<ReceiveEvent>>)
  case act(ScanDeed<ReceivePurpose>)
  /// The item of a line, for its labels.
  case labels(DockLine, Ticket<ItemStock.Card>)
}

/// What an act of receiving was for.
enum ReceivePurpose: Sendable {
  /// Goods, or how many they were.
  case record(ReceivedChange)
  case park(String, why: String)
  case drop(ReceiveEvent)
  case undo(ReceiveTrace)
  case closeShort(line: Int)
  case post
  case takeBack
  /// A pending receipt of an order is posted, and these after it.
  case postReceipt(rest: [String])
  case closeOrder
  /// Goods that were expected without an order came.
  case takeExpected(Receipt)
  case takeBackExpected(Receipt)
  /// A pallet that came whole; it is posted at once.
  case pallet(Plate)
}

/// What F8 does about a scan.
struct ReceiveTrace: Sendable {
  /// What the last scan was before it.
  var last: ReceivePane.Last?
  /// How many of the receiver's last events it made.
  var events = 1
  /// What it took back, to be recorded again.
  var restores: [RecordReceipts.Entry] = []
  /// It was no scan but a receipt, posted at once.
  var isPosted = false
  /// Its key, and what it did to the lines: so that it can be taken back here too.
  var key = ""
  var change: ReceivedChange?
  /// The parked scan that it made.
  var parked: Int64?
  /// What was scanned into the receipt of an order.
  var goods: [ReceivedGoods] = []
}

/// By how much scans change a line, and what the last scan is after it.
struct ReceivedChange: Sendable {
  /// Nil where the line comes to be by it.
  var line: Int?
  var key: GoodsKey
  var good = Quantity.zero
  var damaged = Quantity.zero
  /// Among the good.
  var over = Quantity.zero
  var last: ReceivePane.Last?
  /// What the last scan was said to be, not a scan of its own.
  var isCorrection = false
  /// What F8 must do about it.
  var events = 1
  var restores: [RecordReceipts.Entry] = []
  /// What is scanned into the receipt of an order by it.
  var scanned: [ReceivedGoods] = []
  /// The parked scan that this was.
  var parked: Int64?
  /// The goods, so that what was refused can be offered or parked.
  var goods: ScannedGoods?
  var record: String?
}

/// A line is to have less of what its receiver scanned: the newest scans are taken back, and what is left of them is
/// recorded anew, in one act.
struct ReceiveCorrection: Sendable {
  var line: Int
  /// How many are to go; nil where `total` says how many are to stay.
  var less: Quantity?
  var total: Quantity?
  var isDamaged: Bool
  /// They are damaged, instead.
  var damages: Bool = false
  var words: String
  /// What the last scan is after it; nil where it is none.
  var last: ReceivePane.Last?
}

/// What is offered for the same record once more: to take as over what came beyond what was shipped.
struct OverOffer: Sendable {
  /// What must be read again.
  var record: String
  var goods: ScannedGoods
  var entries: [RecordReceipts.Entry]
  var change: ReceivedChange
  var over: Quantity
  /// `3 more than shipped`, `not on TR-0881`.
  var what: String
  /// Whether who works here may take so many; else a second scan parks it.
  var isAllowed: Bool
  var shown: ScanEcho
}

/// What is received, read from the books: of a transfer its card, its lines page by page, parked scans and
/// discrepancies; of an order its card, and what is pending against it. All is taken together when all is there.
struct ReceiveReading: Sendable {
  enum Purpose: Sendable {
    case entered
    /// Somebody may have changed it.
    case again
    /// Who works here is another.
    case signedIn
    /// An act changed what the pane cannot foresee: the lines as they were say what it did.
    case after(ReceivePurpose, before: [DockLine])
    /// What is pending against an order is to be posted.
    case posting
  }

  var purpose: Purpose
  var name: DockDocument.Name
  var card: Ticket<TransferCard.Card>?
  var order: Ticket<OrderCard.Card>?
  var receipts: [Ticket<ReceiptCard.Card>] = []
  var lines: Ticket<Page<TransferLine>>?
  var parked: Ticket<Page<ReceiveEvent>>?
  var discrepancies: Ticket<Page<Discrepancy>>?
  var settings: Ticket<[Settings.Setting]>?
  var person: Ticket<Operator?>?
  var sheet = ReceiveSheet()
  var house: ReceiveHouse?
  var trouble: InventoryError?

  var isDone: Bool {
    card == nil && order == nil && receipts.isEmpty && lines == nil && parked == nil && discrepancies == nil
      && settings == nil && person == nil
  }
}

/// What the house allows at the dock.
struct ReceiveHouse: Sendable {
  var tolerance = OverTolerance("0%")
  /// Lots with fewer days left are pointed out.
  var minimumLife = 30
  /// Nil in a house without operators.
  var role: Operator.Role?

  /// How many may come over of a line; nil for any number.
  func most(over line: DockLine?) -> Quantity? {
    guard let role, !role.holds(.supervise) else { return nil }
    return line.map { tolerance?.most(beyond: $0.shipped) ?? .zero } ?? .zero
  }
}

extension OverOffer {
  var words: String {
    isAllowed
      ? "\(what): scan again to take \(over == Quantity(1) ? "it" : "them") as over"
      : "\(what): scan again to park it, a supervisor may take it"
  }

  /// For the narrowest screens.
  var brief: String { "\(Numbers.grouped(over)) over: " + (isAllowed ? "again?" : "park?") }
}
