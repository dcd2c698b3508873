/// Receives what came of a transfer, in whole or in part, without scanning: for scripts, and for whole lines.
public struct ReceiveTransfer: Act {
  /// What came of an item, or of a lot of it.
  public struct Line: Hashable, Sendable {
    public var item: String
    public var lot: String?
    public var made: Day?
    public var expires: Day?
    /// All that came and may be used, what is over among it.
    public var good: Quantity
    public var damaged: Quantity
    /// How much of the good is beyond what was shipped: only what is said to be over is taken.
    public var over: Quantity
    public var serials: [String]
    public var damagedSerials: [String]

    public init(
      _ item: String, good: Quantity, damaged: Quantity = .zero, over: Quantity = .zero, lot: String? = nil,
      made: Day? = nil, expires: Day? = nil, serials: [String] = [], damagedSerials: [String] = []
    ) {
      self.item = item
      self.lot = lot
      self.made = made
      self.expires = expires
      self.good = good
      self.damaged = damaged
      self.over = over
      self.serials = serials
      self.damagedSerials = damagedSerials
    }
  }

  public var transfer: String
  /// Nil for all that is in transit, as shipped; none where only pallets are received.
  public var lines: [Line]?
  /// Pallets that came whole, unseen.
  public var plates: [String]

  public init(_ transfer: String, _ lines: [Line]? = nil, plates: [String] = []) {
    self.transfer = transfer
    self.lines = lines
    self.plates = plates
  }

  public var action: String { "transfer.received" }

  public var needs: Needs {
    var needs = Needs()
    needs.transfer = TransferNeed(transfer)
    needs.addReceiving()
    needs.plates = Set(plates)
    for line in lines ?? [] {
      needs.items.insert(line.item)
      if let lot = line.lot { needs.lots.insert(Needs.LotName(line.item, lot)) }
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("transfer", transfer)
    for line in lines ?? [] {
      digest.add("item", line.item)
      digest.add("lot", line.lot)
      digest.add("made", line.made?.description)
      digest.add("expires", line.expires?.description)
      digest.add("good", line.good.description)
      digest.add("damaged", line.damaged.description)
      digest.add("over", line.over.description)
      for serial in line.serials { digest.add("serial", serial) }
      for serial in line.damagedSerials { digest.add("damaged_serial", serial) }
    }
    if lines == nil { digest.add("lines", "all") }
    for plate in plates { digest.add("plate", plate) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let known = try facts.transfer(transfer, toReceive: true)
    var planner = TransferPlanner(known, facts, context)
    for code in plates { try planner.receive(facts.travellingPlate(code, with: known.transfer.id.number)) }
    for receipt in try receipts(known, facts, &planner) { try planner.receive(receipt) }
    guard !planner.entries.isEmpty else { throw .nothingToReceive(known.transfer.number) }
    return try planner.plan()
  }

  private func receipts(
    _ known: TransferFacts, _ facts: Facts, _ planner: inout TransferPlanner
  ) throws(InventoryError) -> [LineReceipt] {
    guard let lines else {
      return known.lines.filter { $0.inTransit > .zero }.map { line in
        LineReceipt(line: line, good: line.inTransit, serials: known.serialsInTransit(of: line))
      }
    }
    guard !lines.isEmpty || !plates.isEmpty else { throw .nothingToChange }
    var receipts: [LineReceipt] = []
    for line in lines {
      let item = try facts.item(line.item)
      for quantity in [line.good, line.damaged, line.over] where !quantity.isZero { try item.check(quantity) }
      if (line.good + line.damaged).isZero { throw .badQuantity("0", item: item.code, .notPositive) }
      let own = try line.found(item, known, facts, over: line.over, &planner)
      receipts.append(
        LineReceipt(
          line: own, good: line.good, damaged: line.damaged, over: line.over, serials: line.serials,
          damagedSerials: line.damagedSerials))
    }
    return receipts
  }
}

/// What came of one line.
struct LineReceipt {
  var line: TransferLine
  /// What is over among it.
  var good = Quantity.zero
  var damaged = Quantity.zero
  var over = Quantity.zero
  var serials: [String] = []
  var damagedSerials: [String] = []
}

extension ReceiveTransfer.Line {
  /// The line it belongs to; what was not shipped gets one of its own, if it is said to be over.
  fileprivate func found(
    _ item: Item, _ known: TransferFacts, _ facts: Facts, over: Quantity, _ planner: inout TransferPlanner
  ) throws(InventoryError) -> TransferLine {
    if item.tracking == .lot, let code = lot {
      if let why = CodeRule.objection(to: code) { throw .badCode(what: "lot", code: code, why) }
    } else if lot != nil {
      throw .takesNoLot(item.code)
    }
    if let own = known.line(item.id, lot: lot) {
      if item.tracking == .lot, own.lot == nil { throw .needsLot(item.code) }
      return own
    }
    guard over == good, damaged.isZero else {
      throw .notOnTransfer(item.code, lot: lot, transfer: known.transfer.number)
    }
    if item.tracking == .lot, lot == nil { throw .needsLot(item.code) }
    let found = lot.map { code in
      facts.lots[Needs.LotName(self.item, code)] ?? Lot(code: code, made: made, expires: expires)
    }
    return planner.line(of: item, lot: found)
  }
}

extension Needs {
  /// What receiving must know besides the transfer.
  mutating func addReceiving() {
    holds = true
    settings.formUnion([KnownSetting.allowNegativeStock.name, KnownSetting.receiveOverTolerance.name])
  }
}

extension Facts {
  /// The transfer an act names, where something of it may come.
  func transfer(_ name: String, toReceive: Bool) throws(InventoryError) -> TransferFacts {
    let known = try transfer(name)
    guard !toReceive || known.transfer.status == .inTransit else {
      throw .transferIs(known.transfer.number, known.transfer.status, wanted: "receive it")
    }
    return known
  }
}

extension TransferFacts {
  func serialsInTransit(of line: TransferLine) -> [String] {
    serials(of: line, .inTransit)
  }
}
