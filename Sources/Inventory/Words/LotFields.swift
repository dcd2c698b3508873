extension Lot {
  /// The lot as a document.
  public func fields(of item: ItemCode) -> Fields {
    var fields = Fields()
    fields.add("lot", code)
    fields.add("sku", item.sku)
    fields.add("variant", item.variant.isEmpty ? nil : item.variant)
    fields.add("made", made)
    fields.add("expires", expires)
    fields.add("lot_status", status.rawValue)
    fields.add("version", version)
    return fields
  }
}

extension LotRow {
  public var fields: Fields {
    var fields = Fields()
    fields.add("lot", lot.code)
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("status", lot.status.rawValue)
    fields.add("made", lot.made)
    fields.add("expires", lot.expires)
    fields.add("days_left", daysLeft.map { FieldValue.number(String($0)) } ?? .null)
    fields.add("on_hand", isWithheld ? nil : onHand)
    fields.add("blocked", isWithheld ? nil : blocked)
    fields.add("locations", isWithheld ? .null : .number(String(places)))
    fields.add("version", lot.version)
    return fields
  }
}

extension LotBalance {
  /// One place of a lot.
  public var fields: Fields {
    var fields = Fields()
    fields.add("location", place)
    fields.add("on_hand", isWithheld ? nil : onHand)
    fields.add("blocked", isWithheld ? nil : blocked)
    return fields
  }
}

extension LotCard.Split {
  public var fields: Fields {
    var fields = Fields()
    fields.add("from", from)
    fields.add("to", to)
    fields.add("quantity", quantity)
    fields.add("occurred_at", occurredAt)
    fields.add("entry", String(entry))
    return fields
  }
}

extension LotCard.Card {
  /// The lot, its places, where it came from and where it went, its ledger.
  public var fields: Fields {
    var fields = row.fields
    fields.add("balances", .list(places.map { .fields($0.fields) }))
    fields.add("split_from", .list(ancestors.map { .fields($0.fields) }))
    fields.add("split_into", .list(descendants.map { .fields($0.fields) }))
    fields.add("came_from", .list(sources.map { .fields($0.fields) }))
    fields.add("went_to", .list(destinations.map { .fields($0.fields) }))
    fields.add("serials", .list(serials.map { .text($0) }))
    fields.add("entries", .list(entries.rows.map { .fields($0.fields) }))
    return fields
  }
}

extension SerialUnit {
  public var fields: Fields {
    var fields = Fields()
    fields.add("serial", serial)
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("status", isWithheld ? nil : status.rawValue)
    fields.add("location", place)
    fields.add("owner", owner.isEmpty ? nil : owner)
    fields.add("lot", lot)
    fields.add("version", version)
    return fields
  }
}

extension SerialCard.Card {
  /// The serial, and all that ever happened to it.
  public var fields: Fields {
    var fields = serial.fields
    fields.add("history", .list(history.map { .fields($0.fields) }))
    return fields
  }
}
