extension Item {
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("category", category)
    fields.add("unit", unit.name)
    fields.add("track", tracking.rawValue)
    fields.add("active", isActive)
    fields.add("unit_cost", cost)
    fields.add("unit_price", price)
    fields.add("currency", currency.isEmpty ? nil : currency)
    fields.add(
      "barcodes",
      .list(
        barcodes.map { barcode in
          var entry = Fields()
          entry.add("code", barcode.code)
          entry.add("pack", barcode.pack)
          return .fields(entry)
        }))
    fields.add(
      "packs",
      .list(
        packs.map { pack in
          var entry = Fields()
          entry.add("name", pack.name)
          entry.add("factor", pack.factor)
          return .fields(entry)
        }))
    fields.add("version", version)
    return fields
  }
}

extension Location {
  public var fields: Fields {
    var fields = Fields()
    fields.add("location", code)
    fields.add("name", name)
    fields.add("kind", kind.rawValue)
    fields.add("parent", parentCode)
    fields.add("site", kind == .site ? code : siteCode)
    fields.add("room_type", roomType.isEmpty ? nil : roomType)
    fields.add("coordinates", coordinates?.description)
    fields.add("structural", isStructural)
    fields.add("active", isActive)
    fields.add("version", version)
    return fields
  }
}

extension Operator {
  /// Of a PIN only that there is one.
  public var fields: Fields {
    var fields = basicFields
    fields.add("sites", .list(sites.map { .text($0.code) }))
    fields.add("pin", pin != nil)
    return fields
  }

  /// What they are besides where and how they sign in.
  var basicFields: Fields {
    var fields = Fields()
    fields.add("operator", name)
    fields.add("role", role.rawValue)
    fields.add("badge", badge)
    fields.add("limits", limits)
    fields.add("active", isActive)
    fields.add("version", version)
    return fields
  }
}

extension Balances {
  /// The five balances and the two figures made of them.
  public var fields: Fields {
    var fields = Fields()
    for balance in Balance.allCases { fields.add(balance.rawValue, balance.of(self)) }
    return fields
  }
}

extension Balances {
  /// The same names, and nothing said.
  public static var withheldFields: Fields {
    var fields = Fields()
    for balance in Balance.allCases { fields.add(balance.rawValue, .null) }
    return fields
  }
}

extension [Flag] {
  public var fields: FieldValue {
    var fields = Fields()
    for flag in self { fields.add(flag.name, flag.value) }
    return .fields(fields)
  }
}

extension StockRow {
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("category", category)
    fields.add("unit", unit)
    fields.add("location", locationCode)
    fields.add("site", siteCode)
    fields.add("room_type", roomType.isEmpty ? nil : roomType)
    fields.add(isWithheld ? Balances.withheldFields : balances.fields)
    fields.add("reorder_point", reorderPoint)
    fields.add("state", state.rawValue)
    fields.add("bin", bin.isEmpty ? nil : bin)
    fields.add("flags", flags.fields)
    fields.add("unit_cost", cost)
    fields.add("currency", currency.isEmpty ? nil : currency)
    fields.add("active", itemIsActive)
    fields.add("version", version)
    fields.add("last_movement_at", lastMovementAt)
    fields.add("last_counted_at", lastCountedAt)
    return fields
  }
}

extension LedgerEntry {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", String(id))
    fields.add("key", key)
    fields.add("kind", kind.name)
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("location", place)
    fields.add("lot", lot)
    fields.add("serials", .list(serials.map { .text($0) }))
    for (balance, quantity) in [
      ("on_hand", change.onHand), ("reserved", change.reserved), ("allocated", change.allocated),
      ("blocked", change.blocked), ("incoming", change.incoming),
    ] {
      fields.add(balance, quantity)
    }
    fields.add("before", .fields((after + -change).fields))
    fields.add("after", .fields(after.fields))
    fields.add("reason", reason)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("metadata", metadata.fields)
    fields.add("unit_cost", cost)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("occurred_at", occurredAt)
    fields.add("recorded_at", recordedAt)
    fields.add("reverses", reverses.map { String($0) })
    fields.add("reversed_by", reversedBy.map { String($0) })
    return fields
  }
}

extension AuditEvent {
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", String(id))
    fields.add("key", key)
    fields.add("action", action)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("recorded_at", recordedAt)
    fields.add("reference", reference)
    fields.add("entity", entity)
    fields.add("before", before.map { .json($0) } ?? .null)
    fields.add("after", after.map { .json($0) } ?? .null)
    fields.add("first_entry", firstEntry.map { String($0) })
    fields.add("entries", Int64(entryCount))
    fields.add("documents", Int64(documentCount))
    return fields
  }
}
