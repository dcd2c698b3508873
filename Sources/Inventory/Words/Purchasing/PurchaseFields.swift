extension PurchaseOrder {
  /// The document alone.
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("vendor", vendor)
    fields.add("currency", currency)
    fields.add("to", place)
    fields.add("status", status.rawValue)
    fields.add("expected_on", expectedOn)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("sent_at", sentAt)
    fields.add("closed_at", closedAt)
    fields.add("version", version)
    return fields
  }

  var entity: String { "order:\(number)" }

  /// With what its lines come to.
  func fields(_ lines: [OrderLine]) -> Fields {
    var fields = fields
    fields.add(OrderSums(lines).fields)
    return fields
  }
}

extension OrderSums {
  public init(_ lines: some Sequence<OrderLine>) {
    self.init()
    for line in lines {
      self.lines += 1
      if line.isDone { linesDone += 1 }
      ordered += line.ordered
      received += line.received
      rejected += line.rejected
      outstanding += line.outstanding
      value += Worth(line.ordered, at: line.price)
    }
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("lines", Int64(lines))
    fields.add("lines_done", Int64(linesDone))
    fields.add("ordered", ordered)
    fields.add("received", received)
    fields.add("rejected", rejected)
    fields.add("outstanding", outstanding)
    fields.add("value", .number(value.description))
    return fields
  }
}

extension OrderLine {
  public var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("ordered", ordered)
    fields.add("price", price)
    fields.add("received", received)
    fields.add("rejected", rejected)
    fields.add("stocked", stocked)
    fields.add("closed", closed)
    fields.add("outstanding", outstanding)
    fields.add("expected_on", expectedOn)
    return fields
  }
}

extension Requisition {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("status", status.rawValue)
    fields.add("note", note)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("approved_by", approvedBy)
    fields.add("approved_at", approvedAt)
    fields.add("version", version)
    return fields
  }

  var entity: String { "requisition:\(number)" }

  public func fields(_ lines: [RequisitionLine]) -> Fields {
    var fields = fields
    fields.add("rows", .list(lines.map { .fields($0.fields) }))
    return fields
  }
}

extension RequisitionLine {
  public var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("quantity", quantity)
    fields.add("location", place)
    fields.add("vendor", vendor)
    fields.add("needed_on", neededOn)
    fields.add("order", order)
    return fields
  }
}

extension Receipt {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("status", status.rawValue)
    fields.add("order", order)
    fields.add("vendor", vendor)
    fields.add("location", place)
    fields.add("expected_on", expectedOn)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("scanned", isScanned)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("posted_by", postedBy)
    fields.add("posted_at", postedAt)
    fields.add("version", version)
    return fields
  }

  var entity: String { "receipt:\(number)" }

  public func fields(_ lines: [ReceiptLine]) -> Fields {
    var fields = fields
    fields.add("lines", Int64(lines.count))
    fields.add("received", lines.reduce(.zero) { $0 + $1.received })
    fields.add("rejected", lines.reduce(.zero) { $0 + $1.rejected })
    return fields
  }
}

extension ReceiptLine {
  public var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(number))
    fields.add("order_line", orderLine.map { .number(String($0)) } ?? .null)
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    fields.add("received", received)
    fields.add("rejected", rejected)
    fields.add("stocked", received - rejected)
    fields.add("closed", closed)
    fields.add("serials", .list(serials.map { .text($0) }))
    return fields
  }
}
