/// Purchase orders: those under way first by the day they are expected, behind them the others, the newest first.
public struct OrderPage: Question, Hashable {
  public var filter: OrderFilter
  public var start: PageStart
  public var limit: Int

  public init(_ filter: OrderFilter = OrderFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var order: PurchaseOrder
    public var sums: OrderSums

    public init(order: PurchaseOrder, sums: OrderSums) {
      self.order = order
      self.sums = sums
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// Which orders. All that is given must hold.
public struct OrderFilter: Hashable, Sendable {
  public var status: OrderStatus?
  /// Only drafts and those sent (true), or only those received, closed or cancelled.
  public var isUnderWay: Bool?
  public var vendor: String?
  /// Comes to this location or a place inside it.
  public var to: String?
  /// Has a line of this item.
  public var item: String?
  /// The beginning of its number, its vendor or its reference.
  public var text: String?
  public var expectedBefore: Day?

  public init() {}
}

/// One order with its lines and the receipts against it.
public struct OrderCard: Question, Hashable {
  public var number: String
  public init(_ number: String) { self.number = number }

  public struct Card: Hashable, Sendable {
    public var order: PurchaseOrder
    public var lines: [OrderLine]
    public var sums: OrderSums
    /// The newest first.
    public var receipts: [Receipt]

    public init(order: PurchaseOrder, lines: [OrderLine], sums: OrderSums, receipts: [Receipt]) {
      self.order = order
      self.lines = lines
      self.sums = sums
      self.receipts = receipts
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Requisitions, the newest first.
public struct RequisitionPage: Question, Hashable {
  public var status: RequisitionStatus?
  /// Has a line of this item.
  public var item: String?
  public var start: PageStart
  public var limit: Int

  public init(status: RequisitionStatus? = nil, item: String? = nil, start: PageStart = .first, limit: Int = 50) {
    self.status = status
    self.item = item
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var requisition: Requisition
    public var lines: [RequisitionLine]

    public init(requisition: Requisition, lines: [RequisitionLine]) {
      self.requisition = requisition
      self.lines = lines
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// One requisition with its lines.
public struct RequisitionCard: Question, Hashable {
  public var requisition: String
  public init(_ requisition: String) { self.requisition = requisition }

  public func answered(by answers: some Answering) throws(InventoryError) -> RequisitionPage.Row {
    try answers.answer(self)
  }
}

/// Receipts: those to come first by the day they are expected, behind them the others, the newest first.
public struct ReceiptPage: Question, Hashable {
  /// Only what is expected or pending (true), or only what is posted, cancelled or taken back.
  public var isUpcoming: Bool?
  /// The number of an order.
  public var order: String?
  public var item: String?
  public var location: String?
  public var start: PageStart
  public var limit: Int

  public init(
    isUpcoming: Bool? = nil, order: String? = nil, item: String? = nil, location: String? = nil,
    start: PageStart = .first, limit: Int = 50
  ) {
    self.isUpcoming = isUpcoming
    self.order = order
    self.item = item
    self.location = location
    self.start = start
    self.limit = limit
  }

  public struct Row: Hashable, Sendable {
    public var receipt: Receipt
    public var lines: Int
    public var received: Quantity
    public var rejected: Quantity

    public init(receipt: Receipt, lines: Int, received: Quantity, rejected: Quantity) {
      self.receipt = receipt
      self.lines = lines
      self.received = received
      self.rejected = rejected
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// One receipt with its lines.
public struct ReceiptCard: Question, Hashable {
  public var receipt: String
  public init(_ receipt: String) { self.receipt = receipt }

  public struct Card: Hashable, Sendable {
    public var receipt: Receipt
    public var lines: [ReceiptLine]

    public init(receipt: Receipt, lines: [ReceiptLine]) {
      self.receipt = receipt
      self.lines = lines
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}
