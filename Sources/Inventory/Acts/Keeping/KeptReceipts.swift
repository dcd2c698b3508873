/// What is received of transfers, as it waits on this machine. Taking a posted receipt back and closing a rest short are
/// not kept: whoever does that wants to know at once what came of it.
extension RecordReceipts: KeepableAct {
  public static var keptName: String { "receipt.recorded" }

  public var keptWords: String {
    guard let first = entries.first else { return "scans of \(transfer) taken back" }
    return KeptWords.goods(first.quantity, first.item, text: first.text, of: entries.count) + " of \(transfer)"
  }

  /// Every entry is a scan of its own.
  public var keptTrail: KeptTrail? {
    KeptTrail(["receive", transfer], steps: entries.count, nothing: .nothingScanned(transfer))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("transfer", transfer)
    fields.add("parked", parked)
    for event in corrected { fields.add("corrected", event) }
    for entry in entries { entry.keep(in: &fields) }
  }

  public init?(_ fields: KeptFields) {
    guard let transfer = fields["transfer"], let entries = fields.list("entry", { Entry($0) }) else { return nil }
    self.init(transfer, entries, instead: fields.number("parked"))
    for text in fields.all("corrected") {
      guard let event = Int64(text) else { return nil }
      corrected.append(event)
    }
  }
}

extension RecordReceipts.Entry {
  fileprivate func keep(in fields: inout KeptFields) {
    fields.add("entry", String(kind.rawValue))
    fields.add("item", item)
    fields.add("quantity", quantity)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    fields.add("serial", serial)
    fields.add("condition", String(condition.rawValue))
    fields.add("text", text)
    fields.add("note", note)
    fields.add("occurred_at", occurredAt)
  }

  fileprivate init?(_ fields: KeptFields) {
    guard let kind = fields.number("entry").flatMap({ ReceiveEvent.Kind(rawValue: Int($0)) }),
      let condition = fields.number("condition").flatMap({ ReceiveEvent.Condition(rawValue: Int($0)) }),
      let quantity = fields.quantity("quantity")
    else { return nil }
    self.init(
      fields["item"], quantity, lot: fields["lot"], made: fields.day("made"), expires: fields.day("expires"),
      serial: fields["serial"], condition: condition, kind: kind, text: fields["text"], note: fields["note"],
      occurredAt: fields.instant("occurred_at"))
  }
}

extension NegateReceipt: KeepableAct {
  public static var keptName: String { "receipt.negated" }
  public var keptWords: String { event == nil ? "undo in \(transfer)" : "a scan of \(transfer) dropped" }

  public var keptTrail: KeptTrail? {
    event == nil ? KeptTrail(["receive", transfer], steps: -1, nothing: .nothingScanned(transfer)) : nil
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("transfer", transfer)
    fields.add("event", event)
  }

  public init?(_ fields: KeptFields) {
    guard let transfer = fields["transfer"] else { return nil }
    self.init(transfer, event: fields.number("event"))
  }
}

extension PostReceipt: KeepableAct {
  public static var keptName: String { "receipt.posted" }
  public var keptWords: String { "\(transfer) posted" }

  public var keptTrail: KeptTrail? {
    KeptTrail(["receive", transfer], steps: 0, nothing: .nothingScanned(transfer))
  }

  public func keep(in fields: inout KeptFields) { fields.add("transfer", transfer) }

  public init?(_ fields: KeptFields) {
    guard let transfer = fields["transfer"] else { return nil }
    self.init(transfer)
  }
}

extension ReceiveTransfer: KeepableAct {
  public static var keptName: String { "transfer.received" }

  public var keptWords: String {
    guard let plate = plates.first else { return "\(transfer) received" }
    return "pallet \(plate)" + (plates.count > 1 ? " and \(plates.count - 1) more" : "") + " of \(transfer)"
  }

  public var keptTrail: KeptTrail? {
    KeptTrail(["receive", transfer], steps: 0, nothing: .nothingScanned(transfer))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("transfer", transfer)
    fields.add("all", lines == nil)
    for plate in plates { fields.add("plate", plate) }
    for line in lines ?? [] { line.keep(in: &fields) }
  }

  public init?(_ fields: KeptFields) {
    guard let transfer = fields["transfer"], let lines = fields.list("line", { Line($0) }) else { return nil }
    self.init(transfer, fields.isTrue("all") ? nil : lines, plates: fields.all("plate"))
  }
}

extension ReceiveTransfer.Line {
  fileprivate func keep(in fields: inout KeptFields) {
    fields.add("line", item)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    fields.add("good", good)
    fields.add("damaged", damaged)
    fields.add("over", over)
    for serial in serials { fields.add("serial", serial) }
    for serial in damagedSerials { fields.add("damaged_serial", serial) }
  }

  fileprivate init?(_ fields: KeptFields) {
    guard let item = fields["line"], let good = fields.quantity("good"), let damaged = fields.quantity("damaged"),
      let over = fields.quantity("over")
    else { return nil }
    self.init(
      item, good: good, damaged: damaged, over: over, lot: fields["lot"], made: fields.day("made"),
      expires: fields.day("expires"), serials: fields.all("serial"), damagedSerials: fields.all("damaged_serial"))
  }
}
