extension Plate {
  public var fields: Fields {
    var fields = Fields()
    fields.add("plate", code)
    fields.add("sscc", isSSCC ? code : nil)
    fields.add("status", status.rawValue)
    fields.add("location", place)
    fields.add("transfer", transferNumber)
    fields.add("contents", isWithheld ? .null : .list(contents.map { .fields($0.fields) }))
    fields.add("doubtful", isWithheld ? .null : .flag(isDoubtful))
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("version", version)
    return fields
  }
}

extension PlateContent {
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", item.code.sku)
    fields.add("variant", item.code.variant.isEmpty ? nil : item.code.variant)
    fields.add("name", item.name)
    fields.add("unit", item.unit.name)
    fields.add("lot", lot?.code)
    fields.add("expires", lot?.expires)
    fields.add("quantity", quantity)
    fields.add("serials", .list(serials.map { .text($0) }))
    fields.add("doubtful", isDoubtful)
    return fields
  }
}
