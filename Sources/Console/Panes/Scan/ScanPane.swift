import Inventory
import Terminal

/// A pane whose input is scans: whatever can be printed is data, records wait in a queue and are dealt with one after the
/// other, nothing waits for the database, and the echo says `ok` only once it is durable (`interaction.md` 3.0).
///
/// What every such pane does the same way stands in the extensions: keys and queue, the grammar of the scan line, codes
/// looked up, questions in the echo line, acts sent again under their key, bells. A pane says what goods are to it.
protocol ScanPane: Pane {
  /// What an act was for.
  associatedtype Purpose: Sendable

  var queue: RecordQueue { get set }
  var line: TextLine { get set }
  var question: ScanQuestion? { get set }
  var next: NextScan { get set }
  var codes: CodeMemory { get set }
  /// What numbers that are codes too were said to be.
  var shortCodes: [String: Bool] { get set }
  var echo: ScanEcho? { get set }
  /// The last scans, the latest first.
  var recent: [ScanEcho] { get set }
  /// F10 was pressed while the database took nothing.
  var hasWarned: Bool { get set }
  /// Which of the parked scans is chosen while they are shown.
  var chosenParked: Int { get set }
  /// The act on its way; without it the pane waits for nothing.
  var deed: ScanDeed<Purpose>? { get set }
  var isBusy: Bool { get }
  /// What a number without more is about.
  var lastGoods: ScannedGoods? { get }

  /// Before the next of the queue: true when something must be read first.
  mutating func refresh(_ desk: inout Desk) -> Bool
  /// A record that means something of its own here, before any grammar.
  mutating func takesItself(_ record: String, _ desk: inout Desk) -> Bool
  /// The same, once the grammar has read it.
  mutating func takesItself(_ scanned: ScanLine, _ record: String, _ desk: inout Desk) -> Bool
  /// A function, when all that was scanned before it is done.
  mutating func perform(_ command: Command, _ desk: inout Desk)
  /// The card `$$ZERO`.
  mutating func zero(_ desk: inout Desk)
  mutating func wait(for reading: CodeReading, _ ticket: Ticket<[LookUp.Hit]>)
  /// Goods were scanned, or what was asked about them is known.
  mutating func enter(_ goods: ScannedGoods, _ desk: inout Desk)
  /// What was scanned is a place or a document.
  mutating func enter(_ hit: LookUp.Hit, of code: ScannedCode, _ desk: inout Desk)
  /// Another person scans from now on.
  mutating func signedIn(_ isNew: Bool, _ desk: inout Desk)
  /// Keeps what was read as a scan that somebody must look at.
  mutating func park(_ text: String, why: String, _ desk: inout Desk)
  /// The last scan was so many.
  mutating func correct(toBase base: Quantity, words: String, _ desk: inout Desk)
  /// `+3`, `-1c`.
  mutating func change(by amount: Amount, _ desk: inout Desk)
  /// `=n`.
  mutating func set(to amount: Amount, _ desk: inout Desk)
  /// Answers to questions that only this pane asks.
  mutating func answers(_ asked: ScanQuestion, _ text: String, _ record: String, _ desk: inout Desk) -> Bool
  /// Nobody answered, and nothing is to be parked.
  mutating func declined(_ asked: ScanQuestion, _ desk: inout Desk)
  mutating func done(_ deed: ScanDeed<Purpose>, _ desk: inout Desk)
  mutating func refused(_ deed: ScanDeed<Purpose>, _ error: InventoryError, _ desk: inout Desk)
  mutating func leaveNow(_ desk: inout Desk)

  // MARK: Books on another machine

  /// Another list lies in the place of the lines: what is parked, and what is kept here.
  var isParkedShown: Bool { get }
  /// How many parked scans stand in that list before what is kept here.
  var parkedCount: Int { get }
  /// What is kept here and what was refused, while it is shown.
  var outbox: [KeptAct] { get set }
  /// An act that cannot be kept did not go out, as the line is down. False where it is sent again until it is taken.
  mutating func lineIsDown(for deed: ScanDeed<Purpose>, _ desk: inout Desk) -> Bool
  /// Takes a code that cannot be looked up for what it was a moment ago; false for one that was never seen.
  mutating func enterUnread(_ code: ScannedCode, _ desk: inout Desk) -> Bool
  /// A kept act is done no more: it was given up, or the books did not take it.
  mutating func undone(_ key: String, _ desk: inout Desk)
  /// What the first questions were about is asked again.
  mutating func beginAgain(_ desk: inout Desk)
}

/// What the next scan is to be taken for.
struct NextScan: Hashable, Sendable {
  var times: Quantity?
  var isDamaged = false
}

extension ScanPane {
  var takesText: Bool { true }
  var takesScans: Bool { true }

  /// How many of the last scans are shown, and may be taken back with what stood before them said.
  static var mostRemembered: Int { 20 }

  /// The act under way that the database did not take yet.
  var stuck: ScanDeed<Purpose>? { deed?.retryAt == nil ? nil : deed }
  var isSettling: Bool { isBusy && stuck == nil }
  var isCommitting: Bool { deed != nil }
  var isLeaving: Bool { queue.holds(.leave) }

  /// How many records are not in the database.
  var waitingCount: Int { queue.count + (stuck == nil ? 0 : 1) }

  /// `DAMAGED 3x scan>`.
  func scanPrompt(_ desk: Desk, damaged: String = "DAMAGED", brief: String = "DMG") -> String {
    let times = next.times.map { "\($0)x " } ?? ""
    return (next.isDamaged ? (desk.size.columns < 40 ? brief : damaged) + " " : "") + times + "scan>"
  }

  // MARK: Keys

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool { typeScan(key, &desk) }

  /// Letters edit the line, Enter and Tab end the record.
  mutating func typeScan(_ key: Key, _ desk: inout Desk) -> Bool {
    switch key {
    case .enter, .tab:
      let record = line.text
      line = TextLine()
      scan(record, &desk)
      return true
    default: return line.type(key)
    }
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    for record in records { scan(record, &desk) }
  }

  mutating func add(_ entry: RecordQueue.Entry, _ desk: inout Desk) {
    guard queue.add(entry) else {
      desk.log(.fail, "\(RecordQueue.most) scans wait already; this one was not taken: \(entry)")
      echo = ScanEcho(at: desk.now, read: "", outcome: .fail, result: "too many scans wait: stop, and wait a moment")
      return desk.emit(.beep(3))
    }
    advance(&desk)
  }

  /// What was scanned before goes first. Whoever cannot wait for a database that does not answer leaves by a second F10:
  /// what is not in the database then is kept with the session.
  mutating func leave(_ desk: inout Desk) {
    if stuck != nil || !isBusy && queue.isEmpty && question == nil {
      leaveNow(&desk)
    } else {
      add(.command(.leave), &desk)
    }
  }

  mutating func leaveNow(_ desk: inout Desk) {
    if stuck == nil, desk.warnsOfWaiting() { return warn(desk.waitingWords, &desk) }
    let left = waitingCount
    if stuck != nil, !hasWarned {
      hasWarned = true
      return fail(
        "\(left.counted("scan is", "scans are")) not in the database yet: F10 again leaves \(left == 1 ? "it" : "them")",
        &desk)
    }
    desk.go(.close)
  }

  /// Esc on what every scan pane has; false where there was none of it.
  mutating func takeBackInput(_ desk: inout Desk) -> Bool {
    if !line.isEmpty {
      line = TextLine()
    } else if question != nil {
      decline(&desk)
      advance(&desk)
    } else {
      return false
    }
    return true
  }

  // MARK: The session

  /// What was read and is not with the database yet, for the next start of the program.
  func waitingLine(_ name: String, _ unfinished: [String]) -> [String] {
    let waiting = unfinished + (question?.read.map { [$0] } ?? []) + queue.records
    return waiting.isEmpty ? [] : ["\(name).waiting = " + waiting.map { Cursor([$0]).text }.joined(separator: ",")]
  }
}
