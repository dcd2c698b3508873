import Inventory

/// What a person must say before the pane goes on, in the echo line: a digit or a letter, and Enter. Another scan is never
/// an answer: then what was asked about is parked.
enum CountQuestion: Sendable {
  /// Several items have this code.
  case item([CountGoods])
  /// A label that lost a separator may mean several things.
  case reading([ElementString], ScannedCode)
  /// Which of the lots known here it is.
  case lot(CountGoods, [Lot])
  /// A lot that is not known here: its code is typed or scanned.
  case newLot(CountGoods)
  case serial(CountGoods)
  /// How many units are in a pack.
  case packSize(CountGoods)
  /// A number that is an item's code too: `i` or `q`.
  case shortNumber(Quantity, ScannedCode, [LookUp.Hit])
  /// Somebody else counts in the bin: `j` or `r`.
  case company(bin: String, place: String, by: String, since: Instant, lines: Int)

  /// What was read, to be parked when nobody answers; nil where nothing would be lost.
  var read: String? {
    switch self {
    case .item(let goods): goods.first?.read
    case .reading(_, let code): code.raw
    case .lot(let goods, _), .newLot(let goods), .serial(let goods), .packSize(let goods): goods.read
    case .shortNumber(_, let code, _): code.raw
    case .company: nil
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
    case .company: ""
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
    }
  }

  /// What it is about.
  func meaning(_ clock: LocalClock) -> String {
    switch self {
    case .item, .reading, .company: ""
    case .shortNumber(_, _, let hits): hits.lazy.compactMap { CountGoods($0, read: "") }.first?.words(clock) ?? ""
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
      "\(code.text): i the \(CountQuestion.kind(hits.first)) of this code, q quantity \(number)"
    case .company(_, let place, let by, let since, let lines):
      "\(by) is counting at \(place) since \(clock.time(since)) (\(lines) \(lines == 1 ? "line" : "lines")): j join, "
        + "r count again independently, Esc go elsewhere"
    }
  }

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
    default: []
    }
  }
}
