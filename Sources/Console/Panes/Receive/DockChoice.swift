import Inventory

/// What there is to receive: a transfer on its way, an order that was sent, or goods expected without either.
enum DockChoice: Hashable, Sendable {
  case transfer(TransferPage.Row)
  case order(OrderPage.Row)
  case expected(ReceiptPage.Row)

  var number: String {
    switch self {
    case .transfer(let row): row.transfer.number
    case .order(let row): row.order.number
    case .expected(let row): row.receipt.id.description
    }
  }

  /// What is opened of it; goods that are expected by themselves have nothing to open.
  var document: DockDocument? {
    switch self {
    case .transfer(let row): .transfer(row.transfer)
    case .order(let row): .order(row.order)
    case .expected: nil
    }
  }

  var origin: String {
    switch self {
    case .expected(let row): row.receipt.vendor ?? "-"
    default: document?.origin ?? "-"
    }
  }

  var place: String {
    switch self {
    case .expected(let row): row.receipt.place
    default: document?.place ?? ""
    }
  }

  private var expectedOn: Day? {
    switch self {
    case .transfer: nil
    case .order(let row): row.order.expectedOn
    case .expected(let row): row.receipt.expectedOn
    }
  }

  func due(_ clock: LocalClock) -> String {
    if case .transfer(let row) = self { return row.transfer.eta.map { clock.short($0).trimmedBlanks } ?? "-" }
    return expectedOn.map { clock.dayOnly($0).trimmedBlanks } ?? "-"
  }

  var lines: Int {
    switch self {
    case .transfer(let row): row.sums.lines
    case .order(let row): row.sums.lines
    case .expected(let row): row.lines
    }
  }

  /// Still to come.
  var open: Quantity {
    switch self {
    case .transfer(let row): row.sums.inTransit
    case .order(let row): row.sums.outstanding
    case .expected(let row): row.received
    }
  }

  /// What else a clerk should see.
  func note(_ clock: LocalClock) -> String {
    switch self {
    case .transfer(let row): row.transfer.priority == .urgent ? "urgent" : ""
    case .order, .expected:
      if let day = expectedOn, day < clock.today { "late" } else if case .expected = self { "F9 post" } else { "" }
    }
  }

  /// `RC-0004  40 from ACME at NORTH/D-1`.
  var words: String {
    if case .expected = self { return "\(number)  \(Numbers.grouped(open)) from \(origin) at \(place)" }
    return document?.words ?? number
  }
}

/// What may be received, read together: what cannot be told of one kind does not hide the others.
struct DockReading: Sendable {
  var transfers: Ticket<Page<TransferPage.Row>>?
  var orders: Ticket<Page<OrderPage.Row>>?
  var expected: Ticket<Page<ReceiptPage.Row>>?
  var choices: [DockChoice] = []
  var hasMore = false
  var trouble: InventoryError?

  /// As many of each as make numbers of two digits.
  static let mostTransfers = 50
  static let mostOrders = 30
  static let mostExpected = 19

  var isDone: Bool { transfers == nil && orders == nil && expected == nil }

  /// - Parameter text: the beginning of a number, a reference or a vendor; empty for all.
  init(_ text: String, _ desk: inout Desk) {
    var transfer = TransferFilter()
    transfer.status = .inTransit
    transfer.text = text.isEmpty ? nil : text
    transfers = desk.ask(TransferPage(transfer, limit: DockReading.mostTransfers))
    var order = OrderFilter()
    order.status = .sent
    order.text = transfer.text
    orders = desk.ask(OrderPage(order, limit: DockReading.mostOrders))
    if text.isEmpty { expected = desk.ask(ReceiptPage(isUpcoming: true, limit: DockReading.mostExpected)) }
  }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    if let result = reply.value(for: transfers) {
      transfers = nil
      keep(result, at: 0) { .transfer($0) }
    } else if let result = reply.value(for: orders) {
      orders = nil
      keep(result, at: choices.count { $0.rank == 0 }) { .order($0) }
    } else if let result = reply.value(for: expected) {
      expected = nil
      keep(result, at: choices.count) { $0.receipt.status == .expected ? .expected($0) : nil }
    } else {
      return false
    }
    return true
  }

  private mutating func keep<Row>(
    _ result: Result<Page<Row>, InventoryError>, at index: Int, _ choice: (Row) -> DockChoice?
  ) {
    switch result {
    case .success(let page):
      choices.insert(contentsOf: page.rows.compactMap(choice), at: index)
      hasMore = hasMore || page.next != nil
    case .failure(let error): trouble = trouble ?? error
    }
  }
}

extension DockChoice {
  fileprivate var rank: Int { if case .transfer = self { 0 } else { 1 } }
}
