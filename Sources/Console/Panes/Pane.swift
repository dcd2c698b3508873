import Inventory
import Terminal

/// Which keys a pane understands.
enum PaneKind: String, CaseIterable, Sendable {
  case stock
  case item
  case stocktakes
  case review
  case form
  case count
  case transfers
  case transfer
  case discrepancies
  case receive
  case lots
  case lot
  case serials
  case serial
  case putAway = "put-away"
  case reservations
  case reservation
  case reports
  case report
  case low
  case wall
  case orders
  case order
  case requisitions
  case audit
  case event
  case moves
  case move
  case past
  case pastItem = "past-item"

  /// Whether it is one of the scan panes, or the wall display, which share no keys with the others.
  var isForScans: Bool { self == .count || self == .receive || self == .putAway || self == .wall }

  /// Those that show lists and what stands in them.
  static let browsed = Set(allCases.filter { !$0.isForScans && $0 != .form })

  /// What people do in a scan pane: `counts`.
  var doing: String { self == .count ? "counts" : self == .receive ? "receives" : "works" }

  /// Whether it has details beside its list where the screen is wide.
  var hasPanel: Bool {
    self == .stock || self == .review || isForScans && self != .wall || isOfMoving || isOfBuying || isTracedList
      || self == .reservations
      || self == .audit || self == .moves
      || self == .past
  }

  private var isOfMoving: Bool { self == .transfers || self == .transfer || self == .discrepancies }
  private var isOfBuying: Bool { self == .orders || self == .order || self == .requisitions }
  private var isTracedList: Bool { self == .lots || self == .serials }
}

/// A pane is a value: commands and answers change it, drawing reads it, and what it wants of the world goes over the
/// desk. Panes lie on each other; the top one is seen and gets the keys.
protocol Pane: Sendable {
  var kind: PaneKind { get }
  /// Whether what can be printed is text for this pane now, not commands.
  var takesText: Bool { get }
  /// Whether it is a scan pane: whatever can be printed is data, under every overlay too, and functions are keys that no
  /// scanner sends.
  var takesScans: Bool { get }
  /// What of its state decides which commands are off.
  var situation: Situation { get }

  /// It lies on top, for the first time or again: what it asked before may have been answered to nobody.
  mutating func appear(_ desk: inout Desk)
  /// Does a command of its own; false if that is none of its.
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool
  /// Takes a key while it takes text; false leaves it to the keymap.
  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool
  /// Takes a record that came while an overlay lay over a scan pane.
  mutating func scan(_ record: String, _ desk: inout Desk)
  mutating func paste(_ records: [String], _ desk: inout Desk)
  mutating func take(_ reply: Reply, _ desk: inout Desk)
  /// False when the act was none of its.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool
  /// Something was done that a box or a key alone had asked for.
  mutating func saw(_ answer: ActAnswer, _ desk: inout Desk)
  /// A code was scanned over it. True when it shows what it names; else the item or the place is shown.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool
  /// The books are not what they were.
  mutating func booksChanged(_ desk: inout Desk)
  /// The line to the books is back: what could not be asked is asked again.
  mutating func lineIsBack(_ desk: inout Desk)
  /// It is not as it was: it went down, came back, or less waits here.
  mutating func lineChanged(_ desk: inout Desk)
  /// A kept act of this console was sent: what the books answered, or why they did not take it.
  mutating func settled(_ key: String, _ result: Result<ActAnswer, InventoryError>, _ desk: inout Desk)
  /// What is kept was listed; some of it is gone since the list before.
  mutating func keptListed(_ gone: Set<String>, _ desk: inout Desk)
  /// Whether it shows what is kept.
  var showsKept: Bool { get }
  mutating func tick(_ desk: inout Desk)
  /// Of a PIN that it asked to be checked, and of one that it asked to be made.
  mutating func pinChecked(_ number: Int, isRight: Bool, _ desk: inout Desk)
  mutating func pinMade(_ number: Int, _ made: PinHash?, _ desk: inout Desk)
  /// Which columns of its list were chosen, by name; none where it is left to the pane.
  mutating func show(columns: Set<String>)
  /// After every message, with the room it has: asks for what is missing.
  mutating func settle(_ desk: inout Desk)
  /// Whether an act of its may be under way: it must stay until the outcome is known.
  var isCommitting: Bool { get }
  /// Whether it closes as soon as what was asked of it before is done: what is typed now is not for it.
  var isLeaving: Bool { get }
  /// Whether it waits for an answer.
  var isWaiting: Bool { get }
  /// Whether what was just scanned will be known to be done in a moment, so that the frame is better held until then.
  var isSettling: Bool { get }
  /// When it wants the next tick.
  var wakesAt: Instant? { get }

  func header(_ desk: Desk) -> HeaderWords
  /// What help says above the keys.
  var helpNotes: [(keys: String, words: String)] { get }
  /// A function's words in a footer so wide, with what is to be said of it now: `parked(1)`; nil to leave it out.
  func footerWords(_ words: String, _ columns: Int) -> String?
  /// The prompt and text of the input line; nil for the code line.
  func prompt(_ desk: Desk) -> (label: String, text: String)?
  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk)
  /// The pane as sentences and columns, for where there is no screen; what a text would do to a terminal or to the line it
  /// stands in is taken from it by who prints them.
  func plainLines(_ desk: Desk) -> [String]
  var sessionLines: [String] { get }
}

extension Pane {
  var isCommitting: Bool { false }
  var isLeaving: Bool { false }
  var takesText: Bool { false }
  var takesScans: Bool { false }
  var helpNotes: [(keys: String, words: String)] { [] }
  var isSettling: Bool { false }
  var wakesAt: Instant? { nil }
  var sessionLines: [String] { [] }
  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool { false }
  mutating func scan(_ record: String, _ desk: inout Desk) {}
  mutating func paste(_ records: [String], _ desk: inout Desk) {}
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool { false }
  mutating func saw(_ answer: ActAnswer, _ desk: inout Desk) {}
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool { false }
  mutating func booksChanged(_ desk: inout Desk) {}
  mutating func lineIsBack(_ desk: inout Desk) { booksChanged(&desk) }
  mutating func lineChanged(_ desk: inout Desk) {}
  mutating func settled(_ key: String, _ result: Result<ActAnswer, InventoryError>, _ desk: inout Desk) {}
  mutating func keptListed(_ gone: Set<String>, _ desk: inout Desk) {}
  var showsKept: Bool { false }
  mutating func tick(_ desk: inout Desk) {}
  mutating func pinChecked(_ number: Int, isRight: Bool, _ desk: inout Desk) {}
  mutating func pinMade(_ number: Int, _ made: PinHash?, _ desk: inout Desk) {}
  mutating func show(columns: Set<String>) {}
  func prompt(_ desk: Desk) -> (label: String, text: String)? { nil }
  func footerWords(_ words: String, _ columns: Int) -> String? { words }
}

/// What the header says of a pane, most important first on either side.
struct HeaderWords {
  var title: String
  /// Place and filter, shown after the title as far as there is room.
  var place: [String] = []
  /// What of it there is no room for is cut, not left out.
  var cutsPlace = false
  /// That what is shown is of another time than now, the longest words first; the last are shown whatever room there is.
  var dated: [String] = []
  /// Counts, before the operator.
  var counts: [String] = []
  /// Nobody works at it.
  var isNobodys = false
  /// What was scanned and is not dealt with, where the line's state stands in the place of that count.
  var queued = 0
}

/// What decides whether a command is on.
struct Situation: Sendable {
  var pane = PaneKind.stock
  var hasRow = false
  var hasMarks = false
  var hasFind = false
  var isFiltered = false
  var canCommit = false
  /// A bin is being counted.
  var hasBin = false
  var isKiosk = false
  var count: CountSituation?
  var moving: MovingSituation?
  /// A transfer or an order is being received, or something expected may be.
  var hasTransfer = false
  var traced: TracedSituation?
  var promising: PromisingSituation?
  var report: ReportKind?
  var low: LowSituation?
  /// What is under the cursor waits on this machine, or was refused.
  var hasKept = false
  var buying: BuyingSituation?
}
