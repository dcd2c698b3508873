import Inventory
import Terminal

/// Putting away what stands at a dock: goods are scanned, the echo names the bin, the bin is scanned, and one act moves
/// them (`interaction.md` 3.2). An item's own code takes up all of it that stands there, a pack's code one pack; a number
/// behind it says how many. Another bin than the one named is confirmed by scanning it again.
struct PutAwayPane: ScanPane {
  enum Look: Sendable {
    case lines
    case parked
  }

  /// Where to begin; nil to have a place scanned.
  let wanted: String?
  /// Whose goods come first.
  var transfer: String?
  var place: Location?
  var sheet = PutAwaySheet()
  var carried: Carried?
  /// What F8 takes back, the latest last.
  var trail: [PutAwayMove] = []
  /// What nobody understood, until somebody says what it was or drops it.
  var parked: [ParkedScan] = []

  var queue = RecordQueue()
  var line = TextLine()
  var step = PutAwayStep.idle
  var question: ScanQuestion?
  var next = NextScan()
  var codes = CodeMemory()
  var shortCodes: [String: Bool] = [:]

  var echo: ScanEcho?
  var recent: [ScanEcho] = []
  var look = Look.lines
  /// Where somebody looks who does not look at the current line.
  var viewed: Int?
  /// The line that was carried last.
  var current: PutAwayKey?
  var chosenParked = 0
  /// The books changed since the place was read, and when it may be read again.
  var isStale = false
  var rereadAt = Instant(milliseconds: 0)
  var hasWarned = false
  /// What is kept here, while it is shown.
  var outbox: [KeptAct] = []
  /// Nothing is read now, as the line is down.
  var isHolding = false
  /// What could not be read, as the line is down.
  var lost: String?

  /// - Parameter waiting: records of an earlier session that were not dealt with when it ended.
  init(at place: String? = nil, transfer: String? = nil, waiting: [String] = []) {
    wanted = place
    self.transfer = transfer
    for record in waiting { _ = queue.add(.record(record)) }
  }

  var kind: PaneKind { .putAway }

  var situation: Situation {
    var situation = Situation(pane: .putAway)
    // What is on its way may open one.
    situation.hasKept = chosenKept != nil
    situation.hasBin = place != nil || isBusy || !queue.isEmpty
    return situation
  }

  var isBusy: Bool { if case .idle = step { false } else { true } }

  var deed: ScanDeed<PutAwayPurpose>? {
    get { if case .act(let deed) = step { deed } else { nil } }
    set { step = newValue.map { .act($0) } ?? .idle }
  }

  var isWaiting: Bool { isBusy || !queue.isEmpty }

  var wakesAt: Instant? {
    [stuck?.retryAt, isStale && place != nil && !isBusy && !isHolding ? rereadAt : nil].compactMap { $0 }.min()
  }

  var lastGoods: ScannedGoods? { carried?.goods }

  /// The row of what is carried, or was carried last.
  var currentRow: Int? { (carried?.line?.key ?? current).flatMap { key in sheet.lines.firstIndex { $0.key == key } } }

  var helpNotes: [(keys: String, words: String)] {
    [
      ("an item", "all of it that stands here is taken up; a pack's code: one pack"),
      ("24 Enter", "only 24 of it"), ("3* scan", "the next scan is 3"), ("= Enter", "all of it after all"),
      ("a bin", "sets it down there; another than the one named: scan it again"),
      ("this place", "sets it down where it was"), ("a pallet", "moves whole, with all that stands on it"),
      ("a transfer", "leaves the goods here that wait for it; empty-handed: its dock"),
      ("/wid Enter", "goes to that line"), ("a badge", "changes who works here"),
      ("cards", "$$UNDO $$DONE $$DAMAGED $$X10"), ("parked", "not understood, never dropped: F4"),
    ]
  }

  func footerWords(_ words: String, _ columns: Int) -> String? {
    if words == "discard" { return chosenKept == nil ? nil : words }
    var words = words
    if columns < 80 {
      if words == "leave" { return nil }
      words = ["other bin": columns < 40 ? "bin" : "other", "parked": "park"][words] ?? words
    }
    return words.hasPrefix("park") && !parked.isEmpty && columns >= 40 ? "\(words)(\(parked.count))" : words
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    let label: String
    if let question {
      label = question.prompt
    } else if place == nil {
      label = "place>"
    } else {
      label = look == .parked ? "parked>" : carried == nil ? scanPrompt(desk) : "bin>"
    }
    return (label, ScanEcho.shown(line.text))
  }

  var sessionLines: [String] {
    ["put-away = \(place?.code ?? wanted ?? "yes")"] + (transfer.map { ["put-away.transfer = \($0)"] } ?? [])
      + waitingLine("put-away", parked.compactMap(\.text) + unfinished)
  }

  /// What was read and is not with the database yet.
  private var unfinished: [String] {
    let carried = carried.map { [$0.read] } ?? []
    return switch step {
    case .code(let reading, _): carried + [reading.code.raw]
    case .goods(let goods, _): [goods.read]
    default: carried
    }
  }
}
