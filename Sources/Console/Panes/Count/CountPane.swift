import Inventory
import Terminal

/// Counting: scans become count events, one act each, in the order they came (`interaction.md` 3.1). Whatever can be
/// printed is data. What needs a person is parked, or asked in the echo line; the pane goes on either way.
struct CountPane: ScanPane {
  /// What the list shows.
  enum Look: Sendable {
    case lines
    case parked
    case bins
  }

  /// The last scan, for a number behind it that says how many it was.
  struct Last: Sendable {
    var goods: ScannedGoods
    /// What it stands for now.
    var base: Quantity
    /// What stood on the line before it.
    var before: Quantity
    var isDamaged: Bool
  }

  /// What `last` was before a count that may be taken back, and what that did.
  struct CountTrace: Sendable {
    var last: Last?
    var stroke = CountStroke()
  }

  /// The stocktake to count in, as scanned; nil for where the operator was.
  let wanted: String?
  var stocktake: Stocktake?
  /// Those to choose from.
  var choices: [Stocktake] = []
  /// There is none to count in.
  var hasNone = false
  var sheet: CountSheet?
  var card: StocktakeCard.Card?
  var cardTicket: Ticket<StocktakeCard.Card>?
  var bins = PagedList<CountBin>()

  var queue = RecordQueue()
  var line = TextLine()
  var step = CountStep.idle
  var question: ScanQuestion?
  var next = NextScan()
  var last: Last?
  /// What `last` was before each of the counts that may be taken back.
  var trail: [CountTrace] = []
  var codes = CodeMemory()
  /// What numbers that are codes too were said to be.
  var shortCodes: [String: Bool] = [:]

  var echo: ScanEcho?
  /// The latest first.
  var recent: [ScanEcho] = []
  var look = Look.lines
  /// Where somebody looks who does not look at the current line.
  var viewed: Int?
  var chosenParked = 0
  /// The books changed since the bin was read, and when it may be read again.
  var isStale = false
  var rereadAt = Instant(milliseconds: 0)
  /// F10 was pressed while the database took nothing.
  var hasWarned = false
  /// The same of what is kept here, while it is shown.
  var outbox: [KeptAct] = []
  /// Bins that were left while the books do not know all of them.
  var left: [String: LeftBin] = [:]
  var aside: CountAside?
  /// Nothing is read now: the line is down, or not all that was counted is there.
  var isHolding = false
  /// The stocktake's card could not be had, as the line is down.
  var isCardLost = false

  /// - Parameter waiting: records of an earlier session that were not dealt with when it ended.
  init(_ stocktake: String? = nil, waiting: [String] = []) {
    wanted = stocktake
    for record in waiting { _ = queue.add(.record(record)) }
  }

  var kind: PaneKind { .count }

  var situation: Situation {
    var situation = Situation(pane: .count)
    // What is on its way may open one.
    situation.hasBin = sheet != nil || isBusy || !queue.isEmpty
    situation.hasKept = chosenKept != nil
    return situation
  }

  var isBusy: Bool { if case .idle = step { false } else { true } }

  var deed: ScanDeed<CountPurpose>? {
    get { if case .act(let deed) = step { deed } else { nil } }
    set { step = newValue.map { .act($0) } ?? .idle }
  }

  var isWaiting: Bool {
    isBusy || !queue.isEmpty || cardTicket != nil || aside != nil || (look == .bins && bins.isWaiting)
  }

  var wakesAt: Instant? {
    [stuck?.retryAt, isStale && sheet != nil && !isBusy && !isHolding && aside == nil ? rereadAt : nil].compactMap {
      $0
    }.min()
  }

  /// Lines show what is expected, as soon as they are counted.
  var isInformed: Bool { stocktake?.isBlind == false }

  /// The parked scans, those of the same text together.
  var parked: [CountEvent] { sheet?.parked ?? [] }

  var helpNotes: [(keys: String, words: String)] {
    [
      ("24 Enter", "the last scan was 24 of it"), ("12c+3", "it was 12 cases and 3"),
      ("3* scan", "the next scan is 3"), ("=12 +2 -1", "the line: exactly 12, more, less"),
      ("0 Enter", "behind a bin: it is empty"), ("a bin", "opens it, closes this one"),
      ("a badge", "changes who counts"), ("$8 Enter", "what F8 does; $ all there is"),
      ("cards", "$$UNDO $$ZERO $$DONE $$DAMAGED $$X10"), ("parked", "not understood, never dropped: F4"),
    ]
  }

  func footerWords(_ words: String, _ columns: Int) -> String? {
    if words == "discard" { return chosenKept == nil ? nil : words }
    var words = words
    if columns < 80 {
      if words == "bins" || words == "leave" { return nil }
      words = ["damaged": "dmg", "parked": "park", "close bin": "end"][words] ?? words
    }
    return words.hasPrefix("park") && !parked.isEmpty && columns >= 40 ? "\(words)(\(parked.count))" : words
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    let label: String
    if let question {
      label = question.prompt
    } else if stocktake == nil {
      label = choices.isEmpty ? "code>" : "which>"
    } else if sheet == nil {
      label = "bin>"
    } else if look == .parked {
      label = "parked>"
    } else {
      label = scanPrompt(desk)
    }
    return (label, ScanEcho.shown(line.text))
  }

  var sessionLines: [String] {
    ["count = \(stocktake?.number ?? wanted ?? "yes")"] + waitingLine("count", unfinished)
  }

  /// What was read and is not with the database yet.
  private var unfinished: [String] {
    switch step {
    case .code(let reading, _): [reading.code.raw]
    case .lots(let goods, _): [goods.read]
    default: []
    }
  }
}
