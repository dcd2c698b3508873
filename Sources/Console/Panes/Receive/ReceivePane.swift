import Inventory
import Terminal

/// Receiving a transfer or an order at the dock: each scan is one act, in the order they came, and F9 posts what all
/// receivers scanned (`interaction.md` 3.2). Whatever can be printed is data; what needs a person is parked, or asked
/// in the echo line, and the pane goes on either way.
struct ReceivePane: ScanPane {
  /// What the list shows.
  enum Look: Sendable {
    case lines
    case parked
  }

  /// The last scan, for a number behind it that says how many it was.
  struct Last: Sendable {
    var goods: ScannedGoods
    var line: Int
    /// What it stands for now.
    var base: Quantity
    /// What had come of the line before it.
    var before: Quantity
    var isDamaged: Bool
  }

  enum LostReading: Sendable {
    case choices
    case document(DockDocument.Name)
  }

  /// What to receive, as scanned; nil to choose.
  let wanted: DockDocument.Name?
  var document: DockDocument?
  /// What there is to choose from, and whether there is more.
  var choices: [DockChoice] = []
  /// Goods expected without an order that were taken from the list last, for F8.
  var taken: Receipt?
  var hasMoreChoices = false
  var isChoosing = false
  var search = ""
  var sheet = ReceiveSheet()
  var house = ReceiveHouse()
  /// When this session began with the transfer, and how much had come then: for the pace.
  var pace: (since: Instant, came: Quantity)?

  var queue = RecordQueue()
  var line = TextLine()
  var step = ReceiveStep.idle
  var question: ScanQuestion?
  var next = NextScan()
  var last: Last?
  /// The scans that may be taken back, the latest last.
  var trail: [ReceiveTrace] = []
  var codes = CodeMemory()
  var shortCodes: [String: Bool] = [:]

  var echo: ScanEcho?
  var recent: [ScanEcho] = []
  var look = Look.lines
  /// Where somebody looks who does not look at the current line; in the list of transfers, which one.
  var viewed: Int?
  var chosenParked = 0
  /// The books changed since the transfer was read, and when it may be read again.
  var isStale = false
  var rereadAt = Instant(milliseconds: 0)
  var hasWarned = false
  /// The pallet that opens the transfer, to be asked about when that is read.
  var arriving: Plate?
  /// The same of what is kept here, while it is shown.
  var outbox: [KeptAct] = []
  var aside: (reading: ReceiveReading, keys: Int)?
  /// Nothing is read now: the line is down, or not all that was scanned is there.
  var isHolding = false
  /// What could not be read, as the line is down: it is asked again when that is back.
  var lost: LostReading?

  /// - Parameter waiting: records of an earlier session that were not dealt with when it ended.
  init(_ transfer: String? = nil, plate: Plate? = nil, waiting: [String] = []) {
    self.init(named: transfer.map { .transfer($0) }, plate: plate, waiting: waiting)
  }

  init(order: String, waiting: [String] = []) { self.init(named: .order(order), plate: nil, waiting: waiting) }

  /// With goods that are expected without an order chosen in the list.
  init(expected receipt: String) { self.init(named: nil, plate: nil, waiting: [receipt]) }

  private init(named name: DockDocument.Name?, plate: Plate?, waiting: [String]) {
    wanted = name
    arriving = plate
    for record in waiting { _ = queue.add(.record(record)) }
  }

  var kind: PaneKind { .receive }

  var situation: Situation {
    var situation = Situation(pane: .receive)
    // What is on its way may open one.
    situation.hasTransfer = document != nil || isBusy || !queue.isEmpty || taken != nil || chosenExpected != nil
    situation.hasKept = chosenKept != nil
    return situation
  }

  var isBusy: Bool { if case .idle = step { false } else { true } }

  var deed: ScanDeed<ReceivePurpose>? {
    get { if case .act(let deed) = step { deed } else { nil } }
    set { step = newValue.map { .act($0) } ?? .idle }
  }

  var isWaiting: Bool { isBusy || !queue.isEmpty || aside != nil }

  var wakesAt: Instant? {
    [stuck?.retryAt, isStale && document != nil && !isBusy && !isHolding && aside == nil ? rereadAt : nil].compactMap {
      $0
    }.min()
  }

  var lastGoods: ScannedGoods? { last?.goods }
  var parked: [ReceiveEvent] { sheet.parked }
  var number: String { document?.number ?? "" }
  var terms: DockTerms { document?.terms ?? .transfer }

  /// Where F3 and `=` work: the line that is looked at, else the one scanned last.
  var chosenLine: DockLine? {
    if look == .lines, let viewed, sheet.lines.indices.contains(viewed) { return sheet.lines[viewed] }
    return sheet.line(sheet.current)
  }

  var helpNotes: [(keys: String, words: String)] {
    [
      ("24 Enter", "the last scan was 24 of it"), ("12c+3", "it was 12 cases and 3"),
      ("3* scan", "the next scan is 3"), ("= Enter", "the whole line is here as shipped"),
      ("=12 +2 -1", "the line: exactly 12 of yours, more, less"), ("F2 2 Enter", "2 more of it, damaged"),
      ("again", "more than shipped: the same scan again is over"), ("/wid Enter", "goes to that line"),
      ("a paper", "opens that transfer or order"), ("a pallet", "y Enter takes it whole"),
      ("a badge", "changes who receives"),
      ("cards", "$$UNDO $$DONE $$DAMAGED $$X10"), ("parked", "not understood, never dropped: F4"),
    ]
  }

  func footerWords(_ words: String, _ columns: Int) -> String? {
    if words == "discard" { return chosenKept == nil ? nil : words }
    var words = words
    if columns < 80 {
      if words == "leave" { return nil }
      words = ["damaged": terms.damagedShort, "parked": "park"][words] ?? words
      if columns < 40 { words = ["short": "shrt"][words] ?? words }
    }
    if words == "damaged" { words = terms.damaged }
    return words.hasPrefix("park") && !parked.isEmpty && columns >= 40 ? "\(words)(\(parked.count))" : words
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    let label: String
    if let question {
      label = question.prompt
    } else if document == nil {
      label = choices.isEmpty ? "code>" : "which>"
    } else {
      label =
        look == .parked
        ? "parked>" : scanPrompt(desk, damaged: terms.damaged.uppercased(), brief: terms.damagedShort.uppercased())
    }
    return (label, ScanEcho.shown(line.text))
  }

  var sessionLines: [String] {
    let name = document?.name ?? wanted
    let line =
      if case .order(let number)? = name { "receive.order = \(number)" } else { "receive = \(name?.number ?? "yes")" }
    return [line] + waitingLine("receive", unfinished)
  }

  /// What was read and is not with the database yet.
  private var unfinished: [String] {
    switch step {
    case .code(let reading, _): [reading.code.raw]
    default: []
    }
  }
}
