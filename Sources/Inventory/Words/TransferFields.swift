extension Transfer {
  /// The document alone.
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("from", sourcePlace)
    fields.add("to", destinationPlace)
    fields.add("status", status.rawValue)
    fields.add("priority", priority.rawValue)
    fields.add("eta", eta)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("shipped_at", shippedAt)
    fields.add("closed_at", closedAt)
    fields.add("version", version)
    return fields
  }

  func fields(lines: Int) -> Fields {
    var fields = fields
    fields.add("lines", Int64(lines))
    return fields
  }

  /// With what its lines come to: an audit event of five thousand lines stays small, the ledger has them all.
  func fields(lines: [TransferLine], discrepancies: [Discrepancy]) -> Fields {
    var fields = fields
    fields.add(TransferSums(lines).fields)
    if !discrepancies.isEmpty { fields.add("discrepancies", .list(discrepancies.map { .fields($0.fields) })) }
    return fields
  }
}

/// What the lines of a transfer come to.
public struct TransferSums: Hashable, Sendable {
  public var lines = 0
  public var linesDone = 0
  public var requested = Quantity.zero
  public var shipped = Quantity.zero
  public var good = Quantity.zero
  public var damaged = Quantity.zero
  public var over = Quantity.zero
  public var closed = Quantity.zero
  /// Scanned and not posted.
  public var pending = Quantity.zero
  public var valueInTransit = Money.zero

  public init() {}

  public init(_ lines: some Sequence<TransferLine>) {
    for line in lines where !(line.requested + line.shipped + line.over + line.pendingGood + line.pendingDamaged).isZero
    {
      self.lines += 1
      if line.isDone { linesDone += 1 }
      requested += line.requested
      shipped += line.shipped
      good += line.good
      damaged += line.damaged
      over += line.over
      closed += line.closed
      pending += line.pendingGood + line.pendingDamaged
      valueInTransit += line.valueInTransit
    }
  }

  public var inTransit: Quantity { shipped + over - good - damaged - closed }

  public var fields: Fields {
    var fields = Fields()
    fields.add("lines", Int64(lines))
    fields.add("lines_done", Int64(linesDone))
    fields.add("requested", requested)
    fields.add("shipped", shipped)
    fields.add("good", good)
    fields.add("damaged", damaged)
    fields.add("over", over)
    fields.add("closed_short", closed)
    fields.add("in_transit", inTransit)
    fields.add("value_in_transit", valueInTransit)
    return fields
  }
}

extension TransferLine {
  public var fields: Fields {
    var fields = Fields()
    fields.add("transfer", transfer.description)
    fields.add("line", Int64(number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("lot", lot?.code)
    fields.add("expires", lot?.expires)
    fields.add("requested", requested)
    fields.add("shipped", shipped)
    fields.add("good", good)
    fields.add("damaged", damaged)
    fields.add("over", over)
    fields.add("closed_short", closed)
    fields.add("in_transit", inTransit)
    fields.add("scanned", pendingGood + pendingDamaged)
    fields.add("value_in_transit", valueInTransit)
    fields.add("serials_in_transit", .list(serialsInTransit.map { .text($0) }))
    return fields
  }
}

extension Discrepancy {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", id == 0 ? nil : String(id))
    fields.add("transfer", transfer.description)
    fields.add("line", Int64(line))
    fields.add("kind", kind.rawValue)
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("lot", lot)
    fields.add("quantity", quantity)
    fields.add("value", value)
    fields.add("reason", reason)
    fields.add("owner", owner.rawValue)
    fields.add("state", isOpen ? "open" : "resolved")
    fields.add("opened_by", openedBy)
    fields.add("opened_at", openedAt)
    fields.add("resolution", resolution?.rawValue)
    fields.add("resolved_by", resolvedBy)
    fields.add("resolved_at", resolvedAt)
    fields.add("reference", reference)
    fields.add("version", version)
    return fields
  }
}

extension ReceiveEvent {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", String(id))
    fields.add("transfer", transfer.description)
    fields.add("line", line.map { .number(String($0)) } ?? .null)
    fields.add("kind", kind.name)
    fields.add("sku", code?.description)
    fields.add("lot", lot)
    fields.add("serial", serial)
    fields.add("quantity", quantity)
    fields.add("condition", condition.name)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("occurred_at", occurredAt)
    fields.add("negates", negates.map { String($0) })
    fields.add("negated_by", negatedBy.map { String($0) })
    fields.add("posted", isPosted)
    fields.add("text", text)
    fields.add("note", note)
    return fields
  }
}
