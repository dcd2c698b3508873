extension Availability.Card {
  /// The item's words and the totals at the top, then `locations`, `lots`, `days`.
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", item.code.sku)
    fields.add("variant", item.code.variant.isEmpty ? nil : item.code.variant)
    fields.add("name", item.name)
    fields.add("unit", item.unit.name)
    fields.add("quantity", quantity)
    fields.add("on", day)
    fields.add("is_available", isAvailable.map { .flag($0) } ?? .null)
    fields.add("missing", missing)
    fields.add("first_day", firstDay)
    fields.add(isWithheld ? Balances.withheldFields : total.fields)
    fields.add(
      "promisable", isWithheld ? nil : day.map { promise.promisable(on: $0) } ?? promise.steps.first?.promisable)
    fields.add("incoming_undated", isWithheld ? nil : undated)
    fields.add("locations", .list(places.map { .fields($0.fields) }))
    fields.add("lots", .list(lots.map { .fields($0.fields) }))
    fields.add("days", .list(isWithheld ? [] : promise.steps.map { .fields($0.fields) }))
    return fields
  }
}

extension Availability.Place {
  public var fields: Fields {
    var fields = Fields()
    fields.add("location", place)
    fields.add(isWithheld ? Balances.withheldFields : balances.fields)
    return fields
  }
}

extension Availability.UsableLot {
  public var fields: Fields {
    var fields = Fields()
    fields.add("lot", lot.code)
    fields.add("location", place)
    fields.add("expires", lot.expires)
    fields.add("available", available)
    return fields
  }
}

extension AvailableToPromise.Step {
  public var fields: Fields {
    var fields = Fields()
    fields.add("on", day)
    fields.add("incoming", incoming)
    fields.add("due", due)
    fields.add("projected", projected)
    fields.add("promisable", promisable)
    return fields
  }
}

extension NearestStock.Row {
  public var fields: Fields {
    var fields = Fields()
    fields.add("location", site.code)
    fields.add("name", site.name)
    fields.add("coordinates", site.coordinates?.description)
    fields.add("distance_km", distance.map { Quantity(thousandths: Int64($0)) })
    fields.add("available", available)
    return fields
  }
}
