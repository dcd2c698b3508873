import Inventory
import Ledger
import Testing

/// The sample warehouse with orders to write and receive.
struct PurchaseHouse {
  let house: SampleWarehouse

  init() throws { house = try SampleWarehouse() }

  static func goods(_ item: String, _ received: Int, rejected: Int = 0, lot: String? = nil) -> ReceivedGoods {
    ReceivedGoods(item, Quantity(received), rejected: Quantity(rejected), lot: lot)
  }

  static func line(_ item: String, _ quantity: Int, at price: String = "45.00", on day: Day? = nil) -> OrderDraft.Line {
    OrderDraft.Line(item, Quantity(quantity), price: UnitCost(price) ?? UnitCost(tenThousandths: 0), expectedOn: day)
  }

  func create(_ number: String?, _ lines: OrderDraft.Line..., to place: String = "A-01") throws -> String {
    let answer = try house.act(
      CreateOrder(number, OrderDraft(vendor: "Acme Tools", currency: "EUR", to: place, lines)))
    let document = try #require(answer.document)
    return try #require(document.split(separator: "\"").dropFirst(3).first.map(String.init))
  }

  /// An order that the vendor has.
  func sent(_ number: String, _ lines: OrderDraft.Line..., to place: String = "A-01") throws {
    try house.act(CreateOrder(number, OrderDraft(vendor: "Acme Tools", currency: "EUR", to: place, lines)))
    try house.act(AdvanceOrder(number, .send))
  }

  @discardableResult
  func receive(_ number: String, _ goods: ReceivedGoods..., at place: String? = nil) throws -> ActAnswer {
    try house.act(ReceiveOrder(number, goods, posts: true, at: place))
  }

  func card(_ number: String) throws -> OrderCard.Card { try house.books.ask(OrderCard(number)) }

  /// `sent: 10 ordered, 4 received, 1 rejected, 0 closed, 6 to come`, of a line.
  func story(_ number: String, line: Int = 1) throws -> String {
    let card = try card(number)
    let line = try #require(card.lines.first { $0.number == line })
    return
      "\(card.order.status.rawValue): \(line.ordered) ordered, \(line.received) received, \(line.rejected) rejected, "
      + "\(line.closed) closed, \(line.outstanding) to come"
  }

  /// `on hand 10, blocked 3, incoming 0`.
  func balances(_ item: String, at place: String) throws -> String {
    let balances = try house.balances(item, at: place)
    return "on hand \(balances.onHand), blocked \(balances.blocked), incoming \(balances.incoming)"
  }

  /// The latest receipt.
  func receipt() throws -> ReceiptCard.Card {
    let rows = try house.books.ask(ReceiptPage()).rows
    let last = try #require(rows.max { $0.receipt.id < $1.receipt.id })
    return try house.books.ask(ReceiptCard(last.receipt.number))
  }
}
