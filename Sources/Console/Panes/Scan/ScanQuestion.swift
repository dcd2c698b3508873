import Inventory

/// What a person must say before the pane goes on, in the echo line: a digit or a letter, and Enter. Another scan is never
/// an answer: then what was asked about is parked.
enum ScanQuestion: Sendable {
  /// Several items have this code.
  case item([ScannedGoods])
  /// A label that lost a separator may mean several things.
  case reading([ElementString], ScannedCode)
  /// Which of the lots known here it is.
  case lot(ScannedGoods, [Lot])
  /// A lot that is not known here: its code is typed or scanned.
  case newLot(ScannedGoods)
  case serial(ScannedGoods)
  /// How many units are in a pack.
  case packSize(ScannedGoods)
  /// A number that is an item's code too: `i` or `q`.
  case shortNumber(Quantity, ScannedCode, [LookUp.Hit])
  /// Somebody else counts in the bin: `j` or `r`.
  case company(bin: String, place: String, by: String, since: Instant, lines: Int)
  /// More came than was shipped: the same record again takes it as over.
  case over(OverOffer)
  /// Why the rest of a line will not come.
  case short(DockLine)
  /// Nothing is left to undo but the receipt that was posted.
  case takeBack
  /// What only one pane asks, in its own words.
  case own(PaneQuestion)

  /// What was read, to be parked when nobody answers; nil where nothing would be lost.
  var read: String? {
    switch self {
    case .item(let goods): goods.first?.read
    case .reading(_, let code): code.raw
    case .lot(let goods, _), .newLot(let goods), .serial(let goods), .packSize(let goods): goods.read
    case .shortNumber(_, let code, _): code.raw
    case .company, .over, .short, .takeBack, .own: nil
    }
  }

  /// Why it is parked when nobody answers.
  var unanswered: String {
    switch self {
    case .item: "several items have this code"
    case .reading: "a separator is missing: it may mean several things"
    case .lot, .newLot: "which lot?"
    case .serial: "which serial?"
    case .packSize: "how many are in the pack?"
    case .shortNumber: "an item, or a quantity?"
    case .company, .over, .short, .takeBack, .own: ""
    }
  }

  /// The prompt of the input line.
  var prompt: String {
    switch self {
    case .item: "which>"
    case .reading: "reading>"
    case .lot, .newLot: "lot>"
    case .serial: "serial>"
    case .packSize: "in it>"
    case .shortNumber: "i/q>"
    case .company: "j/r>"
    case .over: "again>"
    case .short: "why>"
    case .takeBack: "y>"
    case .own(let asked): asked.prompt
    }
  }

  /// What it is about.
  func meaning(_ clock: LocalClock) -> String {
    switch self {
    case .item, .reading, .company, .takeBack: ""
    case .over(let offer): offer.goods.words(clock)
    case .short(let line): line.words
    case .own(let asked): asked.meaning
    case .shortNumber(_, _, let hits): hits.lazy.compactMap { ScannedGoods($0, read: "") }.first?.words(clock) ?? ""
    case .lot(let goods, _), .newLot(let goods), .serial(let goods), .packSize(let goods): goods.words(clock)
    }
  }

  /// For the narrowest screens.
  var brief: String {
    switch self {
    case .item: "which? 1-9"
    case .reading: "means? 1-9"
    case .lot: "lot? 1-9, n new"
    case .newLot: "which lot?"
    case .serial: "which serial?"
    case .packSize: "how many in it?"
    case .shortNumber(let number, _, _): "i item, q x\(number)"
    case .company(_, _, let by, _, _): "\(by) is here: j join, r recount, Esc"
    case .over(let offer): offer.brief
    case .short: "why short? 1-\(ScanQuestion.shortReasons.count)"
    case .takeBack: "posted: y takes back"
    case .own(let asked): asked.brief
    }
  }

  func words(_ clock: LocalClock) -> String {
    switch self {
    case .item: "which item is it? a digit and Enter"
    case .reading: "a separator is missing: what does it mean? a digit and Enter"
    case .lot(_, let lots):
      lots.isEmpty
        ? "which lot? n Enter: a lot not known here" : "which lot? a digit and Enter; n: another lot"
    case .newLot(let goods): "which lot of \(goods.item.code)? type or scan it"
    case .serial(let goods): "which serial of \(goods.item.code)? scan or type it"
    case .packSize(let goods): "a pack of \(goods.item.code): how many are in it? type it"
    case .shortNumber(let number, let code, let hits):
      "\(code.text): i the \(ScanQuestion.kind(hits.first)) of this code, q quantity \(number)"
    case .company(_, let place, let by, let since, let lines):
      "\(by) is counting at \(place) since \(clock.time(since)) (\(lines) \(lines == 1 ? "line" : "lines")): j join, "
        + "r count again independently, Esc go elsewhere"
    case .over(let offer): offer.words
    case .short(let line):
      "\(Numbers.grouped(line.open)) of \(line.code) will not come: why? a digit and Enter"
    case .takeBack: "nothing is left to undo but the receipt you posted: y Enter takes it back, Esc leaves it"
    case .own(let asked): asked.words
    }
  }

  /// What may be said of goods that did not come.
  static let shortReasons = [
    ("MISSING", "was not in the load"), ("DAMAGE", "came to harm on the way"), ("LOST", "lost by the carrier"),
    ("THEFT", "stolen"), ("WRONG", "something else was packed"),
  ]

  private static func kind(_ hit: LookUp.Hit?) -> String {
    switch hit {
    case .location: "place"
    case .operator: "badge"
    default: "item"
    }
  }

  /// What may be picked by a digit, at most nine.
  func choices(_ clock: LocalClock) -> [String] {
    switch self {
    case .item(let goods): goods.map { "\($0.item.code)  \($0.item.name)" }
    case .reading(let readings, _): readings.map { $0.printed.joined(separator: " ") }
    case .lot(_, let lots):
      lots.map { lot in lot.code + (lot.expires.map { "  expires \(clock.day($0).trimmedBlanks)" } ?? "") }
    case .short: ScanQuestion.shortReasons.map { "\($0.0)  \($0.1)" }
    default: []
    }
  }
}
