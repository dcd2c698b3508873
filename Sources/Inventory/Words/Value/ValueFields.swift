extension ValuedItem {
  fileprivate var fields: Fields {
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("site", siteCode)
    return fields
  }
}

extension AgeingReport.Row {
  public var fields: Fields {
    var fields = item.fields
    fields.add("on_hand", stock.quantity)
    fields.add(
      "buckets",
      .list(
        zip(buckets.names, age.quantities).map { name, quantity in
          var bucket = Fields()
          bucket.add("days", name)
          bucket.add("quantity", quantity)
          return .fields(bucket)
        }))
    fields.add("mean_age", age.mean.map { .number(Decimals.text($0, places: 2, atLeast: 2)) } ?? .null)
    fields.add("value", stock.value)
    fields.add("currency", item.currency.isEmpty ? nil : item.currency)
    return fields
  }
}

extension ValuePage.Row {
  public var fields: Fields {
    var fields = item.fields
    fields.add("on_hand", value.stock.quantity)
    fields.add("value", value.stock.value)
    fields.add("average_value", value.holding.average.stock.value)
    fields.add("fifo_value", value.holding.layers.total.value)
    fields.add("currency", item.currency.isEmpty ? nil : item.currency)
    return fields
  }
}

extension CostLayer {
  public var fields: Fields {
    var fields = Fields()
    fields.add("since", date)
    fields.add("entry", String(entry))
    fields.add("quantity", quantity)
    fields.add("value", value)
    return fields
  }
}

extension ItemValue.Card {
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", item.code.sku)
    fields.add("variant", item.code.variant.isEmpty ? nil : item.code.variant)
    fields.add("name", item.name)
    fields.add(
      "sites",
      .list(
        sites.map { row in
          var site = row.fields
          site.add("layers", .list(row.value.holding.layers.all.map { .fields($0.fields) }))
          return .fields(site)
        }))
    fields.add(
      "in_transit",
      .list(
        passages.sorted { $0.key < $1.key }.map { way, passage in
          var line = Fields()
          line.add("transfer", way.transfer)
          line.add("line", way.line)
          line.add("quantity", passage.stock.quantity)
          line.add("value", passage.stock.value)
          line.add("layers", .list(passage.layers.all.map { .fields($0.fields) }))
          return .fields(line)
        }))
    return fields
  }
}
