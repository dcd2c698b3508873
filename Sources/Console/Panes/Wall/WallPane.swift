import Inventory
import Terminal

/// A display on a wall: what is low, what comes to the docks, what is counted, what happened. It only shows: a scan says
/// what it names, any other key asks for a badge. Where not all fits, pages turn by themselves.
struct WallPane: Pane {
  static let badgeWords = "this display only shows: badge to act at a terminal"
  static let turning: Int64 = 20_000
  /// What changes is read again no more often than this.
  static let resting: Int64 = 2_000
  /// And it is read again now and then, as days go by.
  static let ageing: Int64 = 300_000
  /// How long what was said stays, and a code that no Enter ends.
  static let saying: Int64 = 10_000
  static let typing: Int64 = 2_000

  /// Only what is there or comes there; nil for all sites.
  let site: String?
  private(set) var data = WallData()
  private(set) var page = 0
  private(set) var isPaused = false
  private(set) var line = TextLine()
  private var reader: WallReader
  private var isStale = true
  private var askedAt: Instant?
  private var turnsAt: Instant?
  private var typedAt: Instant?
  private var saidAt: Instant?
  private var itemTicket: Ticket<ItemStock.Card>?

  init(at site: String?) {
    self.site = site
    reader = WallReader(at: site)
  }

  var kind: PaneKind { .wall }
  /// All that is printed is a code.
  var takesText: Bool { true }
  var isWaiting: Bool { reader.isWaiting || itemTicket != nil }
  var situation: Situation { Situation(pane: .wall) }

  var wakesAt: Instant? {
    [
      isStale ? askedAt?.adding(milliseconds: WallPane.resting) : nil, turnsAt,
      typedAt?.adding(milliseconds: WallPane.typing), saidAt?.adding(milliseconds: WallPane.saying),
    ].compactMap { $0 }.min()
  }

  // MARK: Reading

  mutating func appear(_ desk: inout Desk) { isStale = true }
  mutating func booksChanged(_ desk: inout Desk) { isStale = true }

  mutating func settle(_ desk: inout Desk) {
    let pages = pages(desk).count
    if page >= pages { page = 0 }
    if pages < 2 || isPaused {
      turnsAt = nil
    } else if turnsAt == nil {
      turnsAt = desk.now.adding(milliseconds: WallPane.turning)
    }
    guard isStale, !reader.isWaiting, askedAt.map({ desk.now >= $0.adding(milliseconds: WallPane.resting) }) ?? true
    else { return }
    isStale = false
    askedAt = desk.now
    reader.ask(&desk)
  }

  mutating func tick(_ desk: inout Desk) {
    let now = desk.now
    if let at = askedAt, now >= at.adding(milliseconds: WallPane.ageing) { isStale = true }
    if let at = turnsAt, now >= at { turn(&desk) }
    if let at = typedAt, now >= at.adding(milliseconds: WallPane.typing) {
      forgetLine()
      say(WallPane.badgeWords, &desk)
    }
    if let at = saidAt, now >= at.adding(milliseconds: WallPane.saying) {
      saidAt = nil
      desk.notices.dismiss()
    }
    // What was said before stays in sight nowhere: it would cover what is shown.
    if desk.notices.current == nil { desk.notices.clear() }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: itemTicket) {
      itemTicket = nil
      if case .success(let card) = result { say(card.wallWords, &desk) }
      return
    }
    _ = reader.take(reply, into: &data, &desk)
  }

  // MARK: Keys

  private mutating func turn(_ desk: inout Desk) {
    page = (page + 1) % max(1, pages(desk).count)
    turnsAt = nil
  }

  private mutating func say(_ words: String, _ desk: inout Desk) {
    desk.say(.ok, words)
    saidAt = desk.now
  }

  private mutating func forgetLine() {
    line = TextLine()
    typedAt = nil
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .wallNext: turn(&desk)
    case .wallPause:
      isPaused.toggle()
      say(isPaused ? "this page stays: F3 turns pages again" : "pages turn again", &desk)
    default: say(WallPane.badgeWords, &desk)
    }
    return true
  }

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    switch key {
    case .character("q") where line.isEmpty: desk.go(.quit)
    case .enter, .tab:
      let code = line.text.trimmedBlanks
      forgetLine()
      if code.isEmpty { say(WallPane.badgeWords, &desk) } else { desk.go(.lookUp(code)) }
    case .character,
      .backspace where !line.isEmpty:
      _ = line.type(key)
      typedAt = line.isEmpty ? nil : desk.now
    default:
      forgetLine()
      say(WallPane.badgeWords, &desk)
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    if let record = records.first { desk.go(.lookUp(record)) }
  }

  /// Whatever was scanned: it is said what it is, and no card opens that could act.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): itemTicket = desk.ask(ItemStock(item.code.description))
    case .goods(let goods): itemTicket = desk.ask(ItemStock(goods.item.code.description))
    case .lot(_, let item), .serial(_, let item, _): itemTicket = desk.ask(ItemStock(item.code.description))
    case .location(let location): say("\(location.path) is a place", &desk)
    case .transfer(let transfer): say("\(transfer.number): \(transfer.route), \(transfer.status.words)", &desk)
    case .stocktake(let stocktake): say("\(stocktake.number): \(stocktake.title)", &desk)
    case .plate(let plate): say("pallet \(plate.code)" + (plate.place.map { " at \($0)" } ?? " is on its way"), &desk)
    // A badge too: nobody signs in here.
    default: say(WallPane.badgeWords, &desk)
    }
    return true
  }
}

extension ItemStock.Card {
  /// `WID-220  Widget M6 A2: 12 available, 20 on hand, in 3 places`.
  fileprivate var wallWords: String {
    let what = "\(item.code)  \(item.name): "
    if isWithheld { return what + "it is being counted" }
    return what + "\(Numbers.grouped(total.available)) available, \(Numbers.grouped(total.onHand)) on hand, in "
      + Numbers.counted(places.count, "place", "places")
  }
}
