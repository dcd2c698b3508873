import Inventory

/// One item across its locations: totals, places, lots, serials.
enum StockCard {
  /// The item's words and the totals at the top, then `locations`, `lots`, `serials`.
  static func fields(_ card: ItemStock.Card) -> Fields {
    var fields = Fields()
    fields.add("sku", card.item.code.sku)
    fields.add("variant", card.item.code.variant.isEmpty ? nil : card.item.code.variant)
    fields.add("name", card.item.name)
    fields.add("category", card.item.category)
    fields.add("unit", card.item.unit.name)
    fields.add("track", card.item.tracking.rawValue)
    fields.add("active", card.item.isActive)
    fields.add(card.isWithheld ? Balances.withheldFields : card.total.fields)
    fields.add("locations", .list(card.places.map { .fields($0.fields) }))
    fields.add("lots", .list(card.lots.map { .fields(self.fields($0)) }))
    fields.add("serials", .list(card.serials.map { .fields(self.fields($0)) }))
    return fields
  }

  private static func fields(_ balance: LotBalance) -> Fields {
    var fields = Fields()
    fields.add("lot", balance.lot.code)
    fields.add("location", balance.place)
    fields.add("status", balance.lot.status.rawValue)
    fields.add("made", balance.lot.made)
    fields.add("expires", balance.lot.expires)
    fields.add("on_hand", balance.isWithheld ? nil : balance.onHand)
    fields.add("blocked", balance.isWithheld ? nil : balance.blocked)
    return fields
  }

  private static func fields(_ serial: ItemStock.Serial) -> Fields {
    var fields = Fields()
    fields.add("serial", serial.serial)
    fields.add("location", serial.place)
    return fields
  }

  static func text(_ card: ItemStock.Card, places: Listing<StockRow>) -> String {
    let total = card.total
    var text = PlainText.safe("\(card.item.code)  \(card.item.name)") + (card.item.isActive ? "" : "  (retired)") + "\n"
    if card.isWithheld {
      text += "Some of it is being counted blind: what the books say is kept from you.\n"
    } else {
      text += "on hand \(total.onHand), reserved \(total.reserved), allocated \(total.allocated), "
      text += "blocked \(total.blocked), incoming \(total.incoming): "
      text += "available \(total.available), projected \(total.projected) \(PlainText.safe(card.item.unit.name))\n"
    }
    if !card.places.isEmpty { text += "\n" + places.table(card.places) }
    if !card.lots.isEmpty {
      var table = TextTable([
        .init("LOT"), .init("LOCATION"), .init("STATUS"), .init("EXPIRES"), .init("ON HAND", isNumber: true),
        .init("BLOCKED", isNumber: true),
      ])
      for balance in card.lots {
        table.add([
          balance.lot.code, balance.place, balance.lot.status.rawValue, balance.lot.expires?.description ?? "",
          balance.isWithheld ? "" : balance.onHand.description, balance.isWithheld ? "" : balance.blocked.description,
        ])
      }
      text += "\n" + table.text
    }
    if !card.serials.isEmpty {
      var table = TextTable([.init("SERIAL"), .init("LOCATION")])
      for serial in card.serials { table.add([serial.serial, serial.place]) }
      text += "\n" + table.text
    }
    return String(text.dropLast())
  }
}
