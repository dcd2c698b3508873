/// A change of a requisition, an order or a receipt, as part of a plan.
public enum PurchaseChange: Hashable, Sendable {
  case createRequisition(Requisition, [RequisitionLine])
  case setRequisition(Requisition, from: Int64)
  /// Lines of a requisition are on an order now.
  case place(RequisitionID, lines: [Int], on: OrderID)
  /// What was asked for is on this order no longer: it is free to be ordered again.
  case freeRequisitions(of: OrderID)
  case createOrder(PurchaseOrder, [OrderLine])
  case setOrder(PurchaseOrder, from: Int64)
  /// In the place of the lines a draft has.
  case setOrderLines(OrderID, [OrderLine])
  /// What lines have come to, as changes of their figures.
  case step(OrderID, [OrderStep])
  case createReceipt(Receipt, [ReceiptLine])
  case setReceipt(Receipt, from: Int64)
  /// In the place of the lines a receipt has: of all, or of these items.
  case setReceiptLines(ReceiptID, [ReceiptLine], of: Set<ItemID>?)
  /// Somebody scanned into it, seeing so many scans.
  case scan(ReceiptID, from: Int64)
}

/// By how much the figures of a line of an order change.
public struct OrderStep: Hashable, Sendable {
  public var line: Int
  public var received = Quantity.zero
  public var rejected = Quantity.zero
  public var closed = Quantity.zero

  public init(line: Int) { self.line = line }
}

/// Which order, receipt and line an entry belongs to: of an order its line, else that of the receipt.
public struct PurchasePart: Hashable, Sendable {
  public var order: OrderID?
  public var receipt: ReceiptID?
  public var line: Int

  public init(order: OrderID? = nil, receipt: ReceiptID? = nil, line: Int) {
    self.order = order
    self.receipt = receipt
    self.line = line
  }
}

extension OrderLine {
  /// After a step.
  func stepped(_ step: OrderStep) -> OrderLine {
    var line = self
    line.received += step.received
    line.rejected += step.rejected
    line.closed += step.closed
    return line
  }
}
