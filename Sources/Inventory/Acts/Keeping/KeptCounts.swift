/// What is counted, as it waits on this machine.
extension RecordCounts: KeepableAct {
  public static var keptName: String { "count.recorded" }

  public var keptWords: String {
    let first = entries.first
    let goods = KeptWords.goods(
      first.flatMap { $0.quantity.times($0.pack) }, first?.item, text: first?.text, of: entries.count)
    return (first?.kind == .set ? "=" : "") + goods + (first.map { " at \($0.location)" } ?? "")
  }

  /// Every serial is a count of its own.
  public var keptTrail: KeptTrail? {
    guard let place = entries.first?.location, entries.allSatisfy({ $0.location == place }) else { return nil }
    let steps = entries.reduce(0) { $0 + max(1, $1.serials.count) }
    return KeptTrail(["count", stocktake, place], steps: steps, nothing: .nothingToTakeBack(stocktake: stocktake))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("stocktake", stocktake)
    fields.add("parked", parked)
    for entry in entries { entry.keep(in: &fields) }
  }

  public init?(_ fields: KeptFields) {
    guard let stocktake = fields["stocktake"], let entries = fields.list("entry", { CountEntry($0) }) else {
      return nil
    }
    self.init(stocktake, entries, instead: fields.number("parked"))
  }
}

extension CountEntry {
  fileprivate func keep(in fields: inout KeptFields) {
    fields.add("entry", String(kind.rawValue))
    fields.add("item", item)
    fields.add("location", location)
    fields.add("quantity", quantity)
    fields.add("pack", pack)
    fields.add("lot", lot)
    fields.add("made", made)
    fields.add("expires", expires)
    for serial in serials { fields.add("serial", serial) }
    fields.add("damaged", isDamaged)
    fields.add("occurred_at", occurredAt)
    fields.add("note", note)
    fields.add("text", text)
  }

  fileprivate init?(_ fields: KeptFields) {
    guard let kind = fields.number("entry").flatMap({ CountKind(rawValue: Int($0)) }),
      let location = fields["location"], let quantity = fields.quantity("quantity"), let pack = fields.quantity("pack")
    else { return nil }
    self.init(
      kind, fields["item"], quantity, at: location, pack: pack, lot: fields["lot"], made: fields.day("made"),
      expires: fields.day("expires"), serials: fields.all("serial"), isDamaged: fields.isTrue("damaged"),
      occurredAt: fields.instant("occurred_at"), note: fields["note"], text: fields["text"])
  }
}

extension NegateCount: KeepableAct {
  public static var keptName: String { "count.negated" }

  public var keptWords: String { event == nil ? "undo in \(location ?? stocktake)" : "a count of \(stocktake) dropped" }

  public var keptTrail: KeptTrail? {
    guard event == nil, let location else { return nil }
    return KeptTrail(["count", stocktake, location], steps: -1, nothing: .nothingToTakeBack(stocktake: stocktake))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("stocktake", stocktake)
    fields.add("location", location)
    fields.add("event", event)
  }

  public init?(_ fields: KeptFields) {
    guard let stocktake = fields["stocktake"] else { return nil }
    self.init(stocktake, in: fields["location"])
    event = fields.number("event")
  }
}

extension OpenBin: KeepableAct {
  public static var keptName: String { "count.bin-opened" }
  /// Whether others count there is known to the books alone.
  public var mayBeKept: Bool { company != .ask }
  public var keptWords: String { "bin \(location) opened" + (company == .recount ? " to count it once more" : "") }

  public func keep(in fields: inout KeptFields) {
    fields.add("stocktake", stocktake)
    fields.add("location", location)
    fields.add("company", company.rawValue)
  }

  public init?(_ fields: KeptFields) {
    guard let stocktake = fields["stocktake"], let location = fields["location"],
      let company = fields["company"].flatMap({ Company(rawValue: $0) })
    else { return nil }
    self.init(stocktake, location, company: company)
  }
}

extension CountEmptyBin: KeepableAct {
  public static var keptName: String { "count.bin-empty" }
  public var keptWords: String { "bin \(location) is empty" }

  public var keptTrail: KeptTrail? {
    KeptTrail(["count", stocktake, location], steps: 1, nothing: .nothingToTakeBack(stocktake: stocktake))
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("stocktake", stocktake)
    fields.add("location", location)
  }

  public init?(_ fields: KeptFields) {
    guard let stocktake = fields["stocktake"], let location = fields["location"] else { return nil }
    self.init(stocktake, location)
  }
}

extension CloseBin: KeepableAct {
  public static var keptName: String { "count.bin-closed" }
  public var keptWords: String { "bin \(location) closed" }

  public func keep(in fields: inout KeptFields) {
    fields.add("stocktake", stocktake)
    fields.add("location", location)
  }

  public init?(_ fields: KeptFields) {
    guard let stocktake = fields["stocktake"], let location = fields["location"] else { return nil }
    self.init(stocktake, location)
  }
}

extension CountPlate: KeepableAct {
  public static var keptName: String { "count.plate" }
  public var keptWords: String { "pallet \(code) whole" + (location.map { " at \($0)" } ?? "") }

  public var keptTrail: KeptTrail? {
    location.map {
      KeptTrail(["count", stocktake, $0], steps: 1, nothing: .nothingToTakeBack(stocktake: stocktake))
    }
  }

  public func keep(in fields: inout KeptFields) {
    fields.add("plate", code)
    fields.add("stocktake", stocktake)
    fields.add("location", location)
  }

  public init?(_ fields: KeptFields) {
    guard let code = fields["plate"], let stocktake = fields["stocktake"] else { return nil }
    self.init(code, in: stocktake, at: fields["location"])
  }
}
