/// One thing counted, as a scanner, a form or a file names it.
public struct CountEntry: Hashable, Sendable {
  public var kind: CountKind
  /// SKU, `SKU/VARIANT` or barcode; nil of a scan that nobody understood.
  public var item: String?
  public var location: String
  /// So many packs; of ``CountKind/set`` what the line is to be; below zero only of ``CountKind/typed``.
  public var quantity: Quantity
  /// Units in a pack.
  public var pack: Quantity
  public var lot: String?
  public var made: Day?
  public var expires: Day?
  /// Of a serial-tracked item: as many as units.
  public var serials: [String]
  public var isDamaged: Bool
  /// When it was counted; now where nothing is said.
  public var occurredAt: Instant?
  public var note: String?
  /// What was read, where it is to be kept.
  public var text: String?

  public init(
    _ kind: CountKind, _ item: String?, _ quantity: Quantity, at location: String, pack: Quantity = Quantity(1),
    lot: String? = nil, made: Day? = nil, expires: Day? = nil, serials: [String] = [], isDamaged: Bool = false,
    occurredAt: Instant? = nil, note: String? = nil, text: String? = nil
  ) {
    self.kind = kind
    self.item = item
    self.location = location
    self.quantity = quantity
    self.pack = pack
    self.lot = lot
    self.made = made
    self.expires = expires
    self.serials = serials
    self.isDamaged = isDamaged
    self.occurredAt = occurredAt
    self.note = note
    self.text = text
  }

  func addNeeds(to needs: inout Needs) {
    if let item { needs.items.insert(item) }
    needs.locations.insert(location)
  }

  func describe(to digest: inout ContentDigest) {
    digest.add("kind", kind.name)
    digest.add("item", item)
    digest.add("location", location)
    digest.add("quantity", quantity.description)
    digest.add("pack", pack.description)
    digest.add("lot", lot)
    digest.add("made", made?.description)
    digest.add("expires", expires?.description)
    for serial in serials { digest.add("serial", serial) }
    if isDamaged { digest.add("damaged", "yes") }
    digest.add("occurred_at", occurredAt?.description)
    digest.add("note", note)
    digest.add("text", text)
  }
}

/// A count event to be.
public struct PlannedCount: Hashable, Sendable {
  public var kind: CountKind
  public var item: ItemID?
  public var code: ItemCode?
  public var location: LocationID
  public var place: String
  public var lot: PlannedLot?
  public var serial: String?
  public var quantity: Quantity
  public var pack: Quantity
  /// By how much the line changes; of ``CountKind/set`` what it is to be.
  public var base: Quantity
  public var isDamaged: Bool
  public var occurredAt: Instant
  /// Counted this moment: the ledger as it stands is what the counter saw.
  public var isNow: Bool
  public var note: String?
  public var text: String?
  /// The row of the act that it comes from.
  public var row: Int
}

/// Turns a count as people name it into events, with every rule that needs nothing but the item and the place; those that
/// need the stocktake the database holds.
struct CountPlanner {
  var facts: Facts
  var now: Instant
  /// Of counts that waited on another machine: when they were made.
  var happenedAt: Instant?

  func events(of entry: CountEntry, row: Int) throws(InventoryError) -> [PlannedCount] {
    let place = try facts.location(entry.location)
    if place.isStructural { throw .locationStructural(place.code) }
    let occurredAt = entry.occurredAt ?? happenedAt ?? now
    guard occurredAt <= now else { throw .inTheFuture(occurredAt, now: now) }
    var event = PlannedCount(
      kind: entry.kind, item: nil, code: nil, location: place.id, place: place.path, lot: nil, serial: nil,
      quantity: entry.quantity, pack: entry.pack, base: .zero, isDamaged: entry.isDamaged, occurredAt: occurredAt,
      isNow: entry.occurredAt == nil && happenedAt == nil, note: entry.note, text: entry.text, row: row)
    guard entry.kind != .unknown else { return [event] }
    let item = try facts.item(entry.item ?? "")
    event.item = item.id
    event.code = item.code
    event.base = try base(of: entry, item)
    try checkLot(entry, item)
    event.lot = entry.lot.map { PlannedLot(code: $0, made: entry.made, expires: entry.expires) }
    guard item.tracking == .serial, entry.kind != .zero else {
      if !entry.serials.isEmpty { throw .takesNoSerials(item.code) }
      return [event]
    }
    return try serialEvents(event, entry, item)
  }

  private func base(of entry: CountEntry, _ item: Item) throws(InventoryError) -> Quantity {
    func refuse(_ why: InventoryError.BadQuantity) -> InventoryError {
      .badQuantity(entry.quantity.description, item: item.code, why)
    }
    if entry.kind == .zero { return .zero }
    if entry.quantity < .zero, entry.kind != .typed { throw refuse(.notPositive) }
    guard let base = entry.quantity.times(entry.pack) else { throw refuse(.tooLarge) }
    if item.unit.isCounted, !base.isWhole { throw refuse(.mustBeWhole(unit: item.unit.name)) }
    return base
  }

  private func checkLot(_ entry: CountEntry, _ item: Item) throws(InventoryError) {
    guard item.tracking == .lot else {
      if entry.lot != nil { throw .takesNoLot(item.code) }
      return
    }
    guard let lot = entry.lot else { throw .needsLot(item.code) }
    if let why = CodeRule.objection(to: lot) { throw .badCode(what: "lot", code: lot, why) }
  }

  /// A serial is one unit and one event of its own.
  private func serialEvents(
    _ event: PlannedCount, _ entry: CountEntry, _ item: Item
  ) throws(InventoryError) -> [PlannedCount] {
    guard entry.kind != .set, event.base == Quantity(entry.serials.count) else {
      throw .needsSerials(item.code, asked: event.base.magnitude, given: entry.serials.count)
    }
    var seen: Set<String> = []
    var events: [PlannedCount] = []
    for serial in entry.serials {
      if let why = CodeRule.objection(to: serial) { throw .badCode(what: "serial", code: serial, why) }
      if !seen.insert(serial.lowercased()).inserted { throw .serialGivenTwice(serial, item: item.code) }
      var one = event
      one.serial = serial
      one.quantity = Quantity(1)
      one.pack = Quantity(1)
      one.base = Quantity(1)
      events.append(one)
    }
    return events
  }
}
