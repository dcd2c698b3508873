/// One thing that is put on a pallet, as people name it.
public struct PlateLine: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode.
  public var item: String
  public var quantity: Quantity
  public var lot: String?
  /// Of a serial-tracked item: as many as units.
  public var serials: [String]

  public init(_ item: String, _ quantity: Quantity, lot: String? = nil, serials: [String] = []) {
    self.item = item
    self.quantity = quantity
    self.lot = lot
    self.serials = serials
  }
}

/// Makes a pallet of goods that stand loose in one place. Nothing moves: the ledger says nothing of it.
public struct BuildPlate: Act {
  public static let mostLines = 500

  /// Nil for the next SSCC of the house. A code of the house may be used again once its pallet was opened.
  public var code: String?
  public var location: String
  public var lines: [PlateLine]

  public init(_ code: String? = nil, at location: String, _ lines: [PlateLine]) {
    self.code = code.map(SSCC.bare)
    self.location = location
    self.lines = lines
  }

  public var action: String { "plate.built" }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    for line in lines {
      needs.items.insert(line.item)
      if let lot = line.lot { needs.lots.insert(Needs.LotName(line.item, lot)) }
      for serial in line.serials { needs.serials.insert(Needs.SerialName(line.item, serial)) }
      needs.loose.insert(Needs.LooseName(line.item, lot: line.lot, at: location))
    }
    if let code {
      needs.plates = [code]
    } else {
      needs.settings = [KnownSetting.companyPrefix.name]
      needs.nextPlate = true
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("plate", code)
    digest.add("location", location)
    for line in lines {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
      digest.add("lot", line.lot)
      for serial in line.serials { digest.add("serial", serial) }
    }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard !lines.isEmpty else { throw .nothingToChange }
    guard lines.count <= BuildPlate.mostLines else { throw .tooManyLines(lines.count, most: BuildPlate.mostLines) }
    let place = try facts.location(location)
    var plate = Plate(
      code: try freeCode(facts), location: place.id, locationCode: place.code, place: place.path,
      createdBy: context.actor, createdAt: context.now)
    // An opened pallet of the house is built anew.
    if let code, let opened = facts.plates[code] {
      plate = opened
      plate.status = .standing
      (plate.location, plate.locationCode, plate.place) = (place.id, place.code, place.path)
      plate.version = opened.version + 1
    }
    plate.contents = try contents(facts, context, at: place)
    var plan = Plan()
    plan.requireAsSeen(facts, lines.map { $0.movement(at: location) })
    plan.entity = "plate:\(plate.code)"
    plan.changes = [.plate(.build(plate))]
    plan.after = plate.fields
    return plan
  }

  private func freeCode(_ facts: Facts) throws(InventoryError) -> String {
    guard let code else {
      let prefix = facts.value(of: .companyPrefix)
      guard !prefix.isEmpty else { throw .noCompanyPrefix }
      guard let next = facts.nextPlate else { throw .plateNumbersUsedUp(prefix: prefix) }
      return next
    }
    if let why = CodeRule.objection(to: code) { throw .badCode(what: "plate", code: code, why) }
    if let wanted = SSCC.wantedCheckDigit(code) {
      throw .badField(name: "SSCC", value: code, wanted: "its check digit should be \(wanted)")
    }
    if let plate = facts.plates[code], plate.status != .opened || plate.isSSCC {
      throw .plateExists(plate.code, plate.status, place: plate.place)
    }
    return code
  }

  /// What the lines come to, those of the same goods added up, where there is so much that stands on no other pallet.
  private func contents(
    _ facts: Facts, _ context: ActContext, at place: Location
  ) throws(InventoryError) -> [PlateContent] {
    let planner = MovementPlanner(facts: facts, now: context.now)
    var seen: Set<SerialNumber> = []
    var contents: [PlateContent] = []
    for line in lines {
      let item = try facts.item(line.item)
      // What may stand on a pallet is what could be taken from the place.
      _ = try planner.entries(of: line.movement(at: location))
      for serial in line.serials {
        guard seen.insert(SerialNumber(item.id, serial)).inserted else {
          throw .serialGivenTwice(serial, item: item.code)
        }
        guard let other = facts.platedSerials[Needs.SerialName(line.item, serial)] else { continue }
        throw .serialOnPlate(serial, item: item.code, plate: other)
      }
      let lot = line.lot.flatMap { facts.lots[Needs.LotName(line.item, $0)] }
      let stock = facts.loose[Needs.LooseName(line.item, lot: line.lot, at: location)] ?? LooseStock()
      let known = contents.firstIndex { $0.item.id == item.id && $0.lot?.id == lot?.id }
      let index = known ?? contents.endIndex
      if known == nil {
        contents.append(PlateContent(item: item, lot: lot, quantity: .zero, onHand: stock.onHand))
      }
      contents[index].quantity += line.quantity
      contents[index].serials += line.serials
      contents[index].plated = stock.plated + contents[index].quantity
      guard contents[index].quantity.isWithinLimit, contents[index].quantity <= stock.loose else {
        throw .notEnoughLoose(
          item: item.code, place: place.path, lot: lot?.code, asked: contents[index].quantity, loose: stock.loose,
          onHand: stock.onHand)
      }
    }
    return contents
  }
}

extension PlateLine {
  /// The line as if the goods were taken from the place.
  fileprivate func movement(at location: String) -> MovementLine {
    MovementLine(.scrap, item, quantity, at: location, lot: lot, serials: serials)
  }
}
