import Inventory
import Terminal

/// All that is told of one item: its card, its use, its last entries. Read when the cursor has come to rest on it.
struct ItemPanel {
  /// How many days of use are shown.
  static let days = 28

  private(set) var code: ItemCode?
  private(set) var card: ItemStock.Card?
  private(set) var use: [Quantity]?
  private(set) var entries: [LedgerEntry] = []
  private var cardTicket: Ticket<ItemStock.Card>?
  private var useTicket: Ticket<[Quantity]>?
  private var entriesTicket: Ticket<Page<LedgerEntry>>?

  var isWaiting: Bool { cardTicket != nil || useTicket != nil || entriesTicket != nil }
  var wakesAt: Instant? { nil }

  /// Asks for the item unless it is the one shown already.
  mutating func show(_ wanted: ItemCode?, _ desk: inout Desk) {
    guard wanted != code else { return }
    code = wanted
    ask(&desk)
  }

  mutating func refresh(_ desk: inout Desk) { if code != nil { ask(&desk) } }

  mutating func forget() { self = ItemPanel() }

  private mutating func ask(_ desk: inout Desk) {
    guard let code else { return }
    var filter = LedgerFilter()
    filter.item = code.description
    cardTicket = desk.ask(ItemStock(code.description))
    useTicket = desk.ask(UsePerDay(code.description, days: ItemPanel.days, until: desk.now))
    entriesTicket = desk.ask(LedgerPage(filter, limit: 12))
  }

  /// Whether the reply was for this panel.
  mutating func take(_ reply: Reply) -> Bool {
    if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      card = result.keeping(card?.item.code == code ? card : nil)
      if card == nil { (use, entries) = (nil, []) }
    } else if let result = reply.value(for: useTicket) {
      useTicket = nil
      use = result.keeping(card == nil ? nil : use)
    } else if let result = reply.value(for: entriesTicket) {
      entriesTicket = nil
      entries = result.keeping(Page(rows: card == nil ? [] : entries, next: nil, previous: nil))?.rows ?? []
    } else {
      return false
    }
    return true
  }
}

extension [Quantity] {
  /// The whole of it, and a day's mean in tenths, half up; both of what is above zero.
  var useWords: (total: Quantity, perDay: String) {
    let total = reduce(Quantity.zero, +)
    guard !isEmpty, total > .zero else { return (total, "0") }
    let tenths = (total.thousandths * 10 / Int64(count) + 500) / 1000
    return (total, "\(Numbers.grouped(Int(tenths / 10))).\(tenths % 10)")
  }

  /// For how many days `available` lasts at this pace: `cover 12 d`.
  func cover(of available: Quantity) -> String {
    let total = reduce(Quantity.zero, +)
    guard total > .zero else { return "no use" }
    let days = Swift.max(0, available.thousandths).multipliedFullWidth(by: Int64(count))
    guard days.high < total.thousandths else { return "cover long" }
    return "cover \(Numbers.grouped(Int(total.thousandths.dividingFullWidth(days).quotient))) d"
  }
}
