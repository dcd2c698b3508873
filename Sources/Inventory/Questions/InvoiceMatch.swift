/// Holds a vendor's invoice against the order and what came of it (three-way match, `spec.md` 3.9): item by item, what was
/// ordered, received and invoiced, and at what price.
public struct InvoiceMatch: Question, Hashable {
  public struct Line: Hashable, Sendable {
    /// SKU, `SKU/VARIANT` or barcode.
    public var item: String
    public var quantity: Quantity
    public var price: UnitCost

    public init(_ item: String, _ quantity: Quantity, price: UnitCost) {
      self.item = item
      self.quantity = quantity
      self.price = price
    }
  }

  public var order: String
  public var lines: [Line]

  public init(_ order: String, _ lines: [Line]) {
    self.order = order
    self.lines = lines
  }

  public enum Difference: String, Hashable, Sendable, CaseIterable {
    /// It is invoiced, and on no line of the order.
    case notOnOrder = "not_on_order"
    /// It came, or was ordered, and is not invoiced.
    case notInvoiced = "not_invoiced"
    /// Ordered, received and kept, and invoiced are not the same.
    case quantity
    /// It is invoiced at a price that was not agreed.
    case price
  }

  public struct Row: Hashable, Sendable {
    public var code: ItemCode
    public var name: String
    public var unit: String
    public var ordered = Quantity.zero
    public var received = Quantity.zero
    public var rejected = Quantity.zero
    public var invoiced = Quantity.zero
    /// One for each price; the same item may be ordered at several.
    public var orderPrices: [UnitCost] = []
    public var invoicePrices: [UnitCost] = []
    /// What was kept of what came, at the prices of the order.
    public var due = Worth()
    public var billed = Worth()
    /// Of what is invoiced at another price: how much more that is.
    public var priceDifference = Worth()
    public var differences: [Difference] = []

    public init(code: ItemCode, name: String, unit: String) {
      self.code = code
      self.name = name
      self.unit = unit
    }

    /// Received and not rejected: what is to be paid.
    public var kept: Quantity { received - rejected }
    /// How much more is invoiced than is due.
    public var difference: Worth { Worth(tenMillionths: billed.tenMillionths - due.tenMillionths) }
  }

  public struct Report: Hashable, Sendable {
    public var order: PurchaseOrder
    /// In the order's order; behind them what is invoiced and not ordered.
    public var rows: [Row]
    public var due: Worth
    public var billed: Worth

    public init(order: PurchaseOrder, rows: [Row]) {
      self.order = order
      self.rows = rows
      due = Worth()
      billed = Worth()
      for row in rows {
        due += row.due
        billed += row.billed
      }
    }

    public var difference: Worth { Worth(tenMillionths: billed.tenMillionths - due.tenMillionths) }
    public var isMatch: Bool { rows.allSatisfy { $0.differences.isEmpty } }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Report { try answers.answer(self) }
}

extension InvoiceMatch.Report {
  /// Compares an order's lines with those of an invoice, whose items are known.
  public init(_ order: PurchaseOrder, _ lines: [OrderLine], invoice: [(item: Item, line: InvoiceMatch.Line)]) {
    var rows: [InvoiceMatch.Row] = []
    var places: [ItemID: Int] = [:]
    for line in lines {
      let place = places[line.item] ?? rows.count
      if places.updateValue(place, forKey: line.item) == nil {
        rows.append(InvoiceMatch.Row(code: line.code, name: line.name, unit: line.unit))
      }
      rows[place].ordered += line.ordered
      rows[place].received += line.received
      rows[place].rejected += line.rejected
      rows[place].due += Worth(line.stocked, at: line.price)
      if !rows[place].orderPrices.contains(line.price) { rows[place].orderPrices.append(line.price) }
    }
    for (item, line) in invoice {
      let place = places[item.id] ?? rows.count
      if places.updateValue(place, forKey: item.id) == nil {
        rows.append(InvoiceMatch.Row(code: item.code, name: item.name, unit: item.unit.name))
      }
      rows[place].invoiced += line.quantity
      rows[place].billed += Worth(line.quantity, at: line.price)
      if !rows[place].invoicePrices.contains(line.price) { rows[place].invoicePrices.append(line.price) }
      guard let agreed = rows[place].orderPrices.first, !rows[place].orderPrices.contains(line.price) else { continue }
      let (billed, wanted) = (Worth(line.quantity, at: line.price), Worth(line.quantity, at: agreed))
      rows[place].priceDifference += Worth(tenMillionths: billed.tenMillionths - wanted.tenMillionths)
    }
    for index in rows.indices { rows[index].differences = rows[index].found }
    self.init(order: order, rows: rows)
  }
}

extension InvoiceMatch.Row {
  fileprivate var found: [InvoiceMatch.Difference] {
    if ordered.isZero { return [.notOnOrder] }
    if invoiced.isZero { return [.notInvoiced] }
    var found: [InvoiceMatch.Difference] = []
    if ordered != kept || kept != invoiced { found.append(.quantity) }
    if invoicePrices.contains(where: { !orderPrices.contains($0) }) { found.append(.price) }
    return found
  }

  public var fields: Fields {
    func prices(_ prices: [UnitCost]) -> FieldValue { .list(prices.map { .number($0.description) }) }
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("ordered", ordered)
    fields.add("received", received)
    fields.add("rejected", rejected)
    fields.add("invoiced", invoiced)
    fields.add("order_prices", prices(orderPrices))
    fields.add("invoice_prices", prices(invoicePrices))
    fields.add("due", .number(due.description))
    fields.add("billed", .number(billed.description))
    fields.add("difference", .number(difference.description))
    fields.add("price_difference", .number(priceDifference.description))
    fields.add("differences", .list(differences.map { .text($0.rawValue) }))
    return fields
  }
}

extension InvoiceMatch.Report {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", order.number)
    fields.add("vendor", order.vendor)
    fields.add("currency", order.currency)
    fields.add("matches", isMatch)
    fields.add("due", .number(due.description))
    fields.add("billed", .number(billed.description))
    fields.add("difference", .number(difference.description))
    fields.add("rows", .list(rows.map { .fields($0.fields) }))
    return fields
  }
}
