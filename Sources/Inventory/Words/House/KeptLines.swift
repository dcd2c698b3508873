/// Movement lines as one text, exact, to be posted another time.
public enum KeptLines {
  public static func text(_ lines: [MovementLine]) -> String {
    var fields = KeptFields()
    for line in lines { line.write(to: &fields) }
    return String(decoding: fields.bytes, as: UTF8.self)
  }

  /// Nil for a text that no program of ours wrote.
  public static func lines(_ text: String) -> [MovementLine]? {
    KeptFields(bytes: Array(text.utf8))?.list("kind") { MovementLine(kept: $0) }
  }
}

extension MovementLine {
  fileprivate func write(to fields: inout KeptFields) {
    fields.add("kind", kind.name)
    fields.add("item", item)
    fields.add("location", location)
    fields.add("to", to)
    fields.add("quantity", quantity)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    for serial in serials { fields.add("serial", serial) }
    fields.add("reason", reason)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("cost", cost.map { String($0.tenThousandths) })
    for flag in metadata {
      fields.add("meta", flag.name)
      fields.add("value", flag.value)
    }
    fields.add("occurred_at", occurredAt)
    fields.add("applied_at", appliedAt)
    fields.add("blocked", isBlocked)
  }

  fileprivate init?(kept fields: KeptFields) {
    guard let kind = fields["kind"].flatMap({ MovementKind(name: $0) }), let item = fields["item"],
      let location = fields["location"], let quantity = fields.quantity("quantity")
    else { return nil }
    let names = fields.all("meta")
    let values = fields.all("value")
    guard names.count == values.count else { return nil }
    self.init(
      kind, item, quantity, at: location, to: fields["to"], lot: fields["lot"], made: fields.day("made"),
      expires: fields.day("expires"), serials: fields.all("serial"), reason: fields["reason"],
      reference: fields["reference"], note: fields["note"],
      cost: fields.number("cost").map { UnitCost(tenThousandths: $0) },
      metadata: zip(names, values).map { Flag($0, $1) }, occurredAt: fields.instant("occurred_at"))
    appliedAt = fields.instant("applied_at")
    isBlocked = fields.isTrue("blocked")
  }
}
