/// Ships a transfer, in whole or in part: goods leave the source and are expected at the destination, at what they cost.
public struct ShipTransfer: Act {
  /// What is shipped of it.
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    public var lot: String?
    public var serials: [String]

    public init(_ item: String, _ quantity: Quantity, lot: String? = nil, serials: [String] = []) {
      self.item = item
      self.quantity = quantity
      self.lot = lot
      self.serials = serials
    }
  }

  public var transfer: String
  /// Nil for all that was asked for; none where only pallets are shipped.
  public var lines: [Line]?
  /// Pallets that leave whole.
  public var plates: [String]
  /// Ships what there is where the source has less; what is missing stays asked for.
  public var shipsWhatThereIs: Bool
  /// How lots are chosen where none is named.
  public var policy: LotAllocation.Policy

  public init(
    _ transfer: String, _ lines: [Line]? = nil, plates: [String] = [], shipsWhatThereIs: Bool = false,
    policy: LotAllocation.Policy = .fefo
  ) {
    self.transfer = transfer
    self.lines = lines
    self.plates = plates
    self.shipsWhatThereIs = shipsWhatThereIs
    self.policy = policy
  }

  public var action: String { "transfer.shipped" }

  public var needs: Needs {
    var needs = Needs()
    var need = TransferNeed(transfer)
    need.isForShipping = true
    needs.transfer = need
    needs.holds = true
    needs.settings = [KnownSetting.allowNegativeStock.name, KnownSetting.allocation.name]
    for line in lines ?? [] { needs.items.insert(line.item) }
    needs.plates = Set(plates)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    for line in lines ?? [] {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
      digest.add("lot", line.lot)
      for serial in line.serials { digest.add("serial", serial) }
    }
    if lines == nil { digest.add("lines", "all") }
    for plate in plates { digest.add("plate", plate) }
    if shipsWhatThereIs { digest.add("partial", "yes") }
    if policy == .fifo { digest.add("policy", "fifo") }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer)
    guard !known.transfer.status.isOver else {
      throw .transferIs(known.transfer.number, known.transfer.status, wanted: "ship it")
    }
    var shipment = Shipment(known, facts, context, policy: policy, isPartial: shipsWhatThereIs)
    for code in plates { try shipment.ship(facts.wholePlate(code)) }
    for (line, asked) in try asked(known, facts) { try shipment.ship(line, asked) }
    return try shipment.plan()
  }

  /// What is to be shipped of which line.
  private func asked(_ known: TransferFacts, _ facts: Facts) throws(InventoryError) -> [(TransferLine, Line)] {
    var asked: [(TransferLine, Line)] = []
    if let lines {
      guard !lines.isEmpty || !plates.isEmpty else { throw .nothingToChange }
      for line in lines {
        let item = try facts.item(line.item)
        try item.check(line.quantity)
        // Another lot than the one that was asked for is not what was asked for.
        guard let own = known.line(item.id, lot: line.lot) ?? known.line(ofNoLot: item.id) else {
          throw .notOnTransfer(item.code, lot: line.lot, transfer: known.transfer.number)
        }
        asked.append((own, line))
      }
    } else {
      for line in known.lines where line.toShip > .zero {
        let serials = known.serials(of: line, .requested)
        asked.append((line, Line(line.code.description, line.toShip, lot: line.lot?.code, serials: serials)))
      }
    }
    return asked
  }
}

/// A shipment on its way to be planned: what one line takes the next one cannot.
private struct Shipment {
  private var planner: TransferPlanner
  private let policy: LotAllocation.Policy
  private let option: LotAllocation.Option
  private let isPartial: Bool
  private var stock = Allotment()

  init(
    _ known: TransferFacts, _ facts: Facts, _ context: ActContext, policy: LotAllocation.Policy, isPartial: Bool
  ) {
    planner = TransferPlanner(known, facts, context)
    planner.transfer.status = .inTransit
    planner.transfer.shippedAt = known.transfer.shippedAt ?? context.now
    self.policy = policy
    option = facts.allocation
    self.isPartial = isPartial
  }

  func plan() throws(InventoryError) -> Plan {
    guard !planner.entries.isEmpty else {
      throw .nothingToShip(planner.transfer.number)
    }
    return try planner.plan()
  }

  mutating func ship(_ line: TransferLine, _ asked: ShipTransfer.Line) throws(InventoryError) {
    let now = planner.line(line.number) ?? line
    guard asked.quantity <= now.toShip else {
      throw .beyondRequest(
        line.code, transfer: planner.transfer.number, asked: asked.quantity, left: now.toShip)
    }
    guard let item = planner.known.items[line.item] else { throw .noSuchItem(line.code.description) }
    if item.tracking == .serial { return try shipSerials(line, asked, item) }
    if !asked.serials.isEmpty { throw .takesNoSerials(item.code) }
    if asked.lot != nil, item.tracking != .lot { throw .takesNoLot(item.code) }
    let lot = asked.lot ?? line.lot?.code
    let (pieces, left) = stock.take(
      asked.quantity, of: item.id, item.tracking, from: planner.known.candidates[item.id] ?? [],
      by: lot.map { .lot($0) } ?? policy, on: planner.context.now.day, option: option, packs: item.packSizes,
      spare: { [known = planner.known] in known.records[RecordKey(item.id, $0)]?.balances.available ?? .zero })
    for piece in pieces { send(piece, of: line, item) }
    if left > .zero, !isPartial {
      throw .insufficient(
        item: item.code, place: planner.known.source.path, lot: lot, .available, asked: asked.quantity,
        has: asked.quantity - left)
    }
  }

  private mutating func send(_ piece: LotAllocation.Piece, of line: TransferLine, _ item: Item) {
    let from = TransferFacts.Place(piece.candidate.location, piece.candidate.place)
    var own = line
    if line.lot == nil, let lot = piece.candidate.lot {
      // What was asked for of no lot in particular becomes a line of the lot that is shipped.
      own = planner.line(of: item, lot: lot)
      planner.step(line.number) { $0.requested -= piece.quantity }
      planner.step(own.number) { $0.requested += piece.quantity }
    }
    leave(own, piece.quantity, from: from, item)
  }

  /// A pallet leaves with all that stands on it.
  mutating func ship(_ plate: Plate) throws(InventoryError) {
    for content in plate.contents {
      let item = content.item
      guard let line = planner.known.line(item.id, lot: content.lot?.code) ?? planner.known.line(ofNoLot: item.id)
      else {
        throw .notOnTransfer(item.code, lot: content.lot?.code, transfer: planner.transfer.number)
      }
      let now = planner.line(line.number) ?? line
      guard content.quantity <= now.toShip else {
        throw .beyondRequest(
          line.code, transfer: planner.transfer.number, asked: content.quantity, left: now.toShip)
      }
      guard let location = plate.location, let place = plate.place,
        planner.known.records[RecordKey(item.id, location)] != nil
      else {
        throw .plateElsewhere(plate.code, isAt: plate.place ?? "", asked: planner.known.source.path)
      }
      if content.serials.isEmpty {
        let lot = content.lot.flatMap { lot in
          planner.known.candidates[item.id]?.first { $0.lot?.id == lot.id && $0.location == location }?.lot
        }
        if let named = content.lot, lot == nil {
          throw .insufficient(
            item: item.code, place: place, lot: named.code, .available, asked: content.quantity, has: .zero)
        }
        let piece = LotAllocation.Piece(
          LotAllocation.Candidate(location: location, place: place, lot: lot, available: content.quantity),
          content.quantity)
        stock.note(piece, of: item.id)
        send(piece, of: line, item)
      } else {
        try shipSerials(line, .init(item.code.description, content.quantity, serials: content.serials), item)
      }
    }
    planner.load(plate)
  }

  private mutating func shipSerials(
    _ line: TransferLine, _ asked: ShipTransfer.Line, _ item: Item
  ) throws(InventoryError) {
    try item.check(asked.serials, for: asked.quantity)
    var byPlace: [(place: TransferFacts.Place, serials: [String])] = []
    for serial in asked.serials {
      let fact = planner.known.sourceSerials[SerialNumber(item.id, serial)]
      guard let location = fact?.location, let place = fact?.place, fact?.isQuarantine == false else {
        throw .serialNotHere(serial, item: item.code, place: planner.known.source.path, isAt: fact?.place)
      }
      if fact?.isBlocked == true { throw .serialBlocked(serial, item: item.code) }
      if let index = byPlace.firstIndex(where: { $0.place.location == location }) {
        byPlace[index].serials.append(serial)
      } else {
        byPlace.append((TransferFacts.Place(location, place), [serial]))
      }
    }
    for (place, serials) in byPlace {
      leave(line, Quantity(serials.count), from: place, item, serials: serials)
      planner.set(serials, of: line, to: .inTransit)
    }
  }

  private mutating func leave(
    _ line: TransferLine, _ quantity: Quantity, from place: TransferFacts.Place, _ item: Item, serials: [String] = []
  ) {
    let value = planner.cost(of: quantity, item)
    planner.step(line.number) {
      $0.shipped += quantity
      $0.shippedValue += value
    }
    planner.post(.transferOut, line, at: place, Balances(onHand: -quantity), serials: serials, value: -value)
    planner.post(.expected, line, at: planner.destination, Balances(incoming: quantity))
  }
}
