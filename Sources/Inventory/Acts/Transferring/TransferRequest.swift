/// What is to be moved, as a person or a script names it.
public struct TransferRequestLine: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode.
  public var item: String
  public var quantity: Quantity
  /// That lot or nothing; else lots are chosen when it is shipped, first expiring first.
  public var lot: String?
  public var serials: [String]

  public init(_ item: String, _ quantity: Quantity, lot: String? = nil, serials: [String] = []) {
    self.item = item
    self.quantity = quantity
    self.lot = lot
    self.serials = serials
  }

  func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("quantity", quantity.description)
    digest.add("lot", lot)
    for serial in serials { digest.add("serial", serial) }
  }

  func addNeeds(to needs: inout Needs) {
    needs.items.insert(item)
    if let lot { needs.lots.insert(Needs.LotName(item, lot)) }
  }
}

extension [TransferRequestLine] {
  /// The lines of a transfer, and the serials they name; what names the same item and lot is one line.
  func planned(
    _ transfer: TransferID, _ facts: Facts
  ) throws(InventoryError) -> (lines: [TransferLine], serials: [TransferSerial]) {
    guard !isEmpty else { throw .nothingToChange }
    guard count <= PostMovements.mostLines else { throw .tooManyLines(count, most: PostMovements.mostLines) }
    var lines: [TransferLine] = []
    var serials: [TransferSerial] = []
    var places: [Key: Int] = [:]
    var named: Set<SerialNumber> = []
    for request in self {
      let (item, lot) = try request.checked(facts)
      let key = Key(item: item.id, lot: lot?.id)
      if let place = places[key] {
        lines[place].requested += request.quantity
      } else {
        places[key] = lines.count
        lines.append(
          TransferLine(
            transfer: transfer, number: lines.count + 1, item: item.id, code: item.code, name: item.name,
            unit: item.unit.name, tracking: item.tracking, lot: lot, requested: request.quantity))
      }
      let line = lines[places[key] ?? 0]
      if !line.requested.isWithinLimit {
        throw .badQuantity(line.requested.description, item: item.code, .tooLarge)
      }
      for serial in request.serials {
        if !named.insert(SerialNumber(item.id, serial)).inserted {
          throw .serialGivenTwice(serial, item: item.code)
        }
        serials.append(TransferSerial(line: line.number, item: item.id, serial: serial, state: .requested))
      }
    }
    return (lines, serials)
  }

  private struct Key: Hashable {
    var item: ItemID
    var lot: LotID?
  }
}

extension TransferRequestLine {
  fileprivate func checked(_ facts: Facts) throws(InventoryError) -> (Item, Lot?) {
    let item = try facts.item(item)
    try item.check(quantity)
    if let lot, item.tracking == .lot, facts.lots[Needs.LotName(self.item, lot)] == nil {
      throw .noSuchLot(lot, item: item.code)
    }
    if lot != nil, item.tracking != .lot { throw .takesNoLot(item.code) }
    if !serials.isEmpty {
      if item.tracking != .serial { throw .takesNoSerials(item.code) }
      try item.check(serials, for: quantity)
    }
    return (item, lot.flatMap { facts.lots[Needs.LotName(self.item, $0)] })
  }
}

extension Item {
  /// Refuses what is no amount of it that could move.
  func check(_ quantity: Quantity) throws(InventoryError) {
    func refuse(_ why: InventoryError.BadQuantity) -> InventoryError {
      .badQuantity(quantity.description, item: code, why)
    }
    if quantity <= .zero { throw refuse(.notPositive) }
    if !quantity.isWithinLimit { throw refuse(.tooLarge) }
    if unit.isCounted, !quantity.isWhole { throw refuse(.mustBeWhole(unit: unit.name)) }
  }

  /// Refuses serials that are not as many as the units, or named twice.
  func check(_ serials: [String], for quantity: Quantity) throws(InventoryError) {
    guard Int64(serials.count) * 1000 == quantity.thousandths else {
      throw .needsSerials(code, asked: quantity, given: serials.count)
    }
    var seen: Set<String> = []
    for serial in serials {
      if let why = CodeRule.objection(to: serial) { throw .badCode(what: "serial", code: serial, why) }
      if !seen.insert(serial.lowercased()).inserted { throw .serialGivenTwice(serial, item: code) }
    }
  }
}
