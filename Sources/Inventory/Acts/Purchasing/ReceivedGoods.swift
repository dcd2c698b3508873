/// What came of one item.
public struct ReceivedGoods: Hashable, Sendable {
  public var item: String
  /// Came, good or not; below zero only in ``ScanReceipt``, where it takes back.
  public var received: Quantity
  /// Of what came: not taken.
  public var rejected: Quantity
  public var lot: String?
  public var made: Day?
  public var expires: Day?
  /// Of what is taken: as many as units. What is rejected stays out of the books.
  public var serials: [String]

  public init(
    _ item: String, _ received: Quantity, rejected: Quantity = .zero, lot: String? = nil, made: Day? = nil,
    expires: Day? = nil, serials: [String] = []
  ) {
    self.item = item
    self.received = received
    self.rejected = rejected
    self.lot = lot
    self.made = made
    self.expires = expires
    self.serials = serials
  }

  func addNeeds(to needs: inout Needs) { needs.items.insert(item) }

  func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("received", received.description)
    digest.add("rejected", rejected.description)
    digest.add("lot", lot)
    digest.add("made", made?.description)
    digest.add("expires", expires?.description)
    for serial in serials { digest.add("serial", serial) }
  }
}

/// What came of an item, by the item's own rules: a line of a receipt to be, before it is known which lines of the order it
/// is for.
struct ArrivedGoods {
  var item: Item
  var lot: String?
  var made: Day?
  var expires: Day?
  var received: Quantity
  var rejected: Quantity
  var serials: [String]

  var stocked: Quantity { received - rejected }

  /// - Parameter mayTakeBack: what is below zero takes back what was scanned.
  init(_ goods: ReceivedGoods, _ facts: Facts, mayTakeBack: Bool = false) throws(InventoryError) {
    item = try facts.item(goods.item)
    (lot, made, expires) = (goods.lot, goods.made, goods.expires)
    (received, rejected, serials) = (goods.received, goods.rejected, goods.serials)
    if mayTakeBack, received < .zero || rejected < .zero {
      for part in [received, rejected] where !part.isZero { try item.check(part.magnitude) }
      return
    }
    try check(facts.buying)
  }

  /// As it stands in a receipt.
  init(_ line: ReceiptLine, _ item: Item) {
    self.item = item
    (lot, made, expires) = (line.lot, line.made, line.expires)
    (received, rejected, serials) = (line.received, line.rejected, line.serials)
  }

  func check(_ known: PurchaseFacts) throws(InventoryError) {
    try item.check(received)
    if !rejected.isZero { try item.check(rejected) }
    if rejected > received { throw .rejectedTooMany(item.code, received: received, rejected: rejected) }
    if !item.isActive { throw .itemRetired(item.code) }
    if item.tracking != .lot, lot != nil { throw .takesNoLot(item.code) }
    if item.tracking != .serial, !serials.isEmpty { throw .takesNoSerials(item.code) }
    if item.tracking == .lot {
      // What is not taken needs no name.
      if lot == nil, stocked > .zero { throw .needsLot(item.code) }
      if let lot, let why = CodeRule.objection(to: lot) { throw .badCode(what: "lot", code: lot, why) }
    }
    guard item.tracking == .serial else { return }
    try item.check(serials, for: stocked)
    for serial in serials {
      if let place = known.serials[SerialNumber(item.id, serial)]?.place {
        throw .serialAlreadyHere(serial, item: item.code, place: place)
      }
    }
  }
}

extension [ArrivedGoods] {
  /// Refuses a serial that is named twice, in whatever lines.
  func checkSerials() throws(InventoryError) {
    var seen: Set<SerialNumber> = []
    for goods in self {
      for serial in goods.serials where !seen.insert(SerialNumber(goods.item.id, serial)).inserted {
        throw .serialGivenTwice(serial, item: goods.item.code)
      }
    }
  }
}
