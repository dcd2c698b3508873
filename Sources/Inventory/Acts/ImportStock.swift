/// Brings stock to the levels a file names: each row's difference to the books is posted, as opening stock where nothing
/// had moved yet and as an adjustment where something had. A row that names the level in the books changes nothing.
public struct ImportStock: Act {
  public struct Row: Hashable, Sendable {
    public var item: String
    public var location: String
    /// Nil where the file names no quantity, only a reorder point or a bin.
    public var onHand: Quantity?
    public var lot: String?
    public var made: Day?
    public var expires: Day?
    public var serials: [String]
    public var reorderPoint: Quantity?
    public var bin: String?
    public var cost: UnitCost?
    public var reason: String?
    public var reference: String?
    public var occurredAt: Instant?

    public init(
      _ item: String, at location: String, onHand: Quantity?, lot: String? = nil, made: Day? = nil,
      expires: Day? = nil, serials: [String] = [], reorderPoint: Quantity? = nil, bin: String? = nil,
      cost: UnitCost? = nil, reason: String? = nil, reference: String? = nil, occurredAt: Instant? = nil
    ) {
      self.item = item
      self.location = location
      self.onHand = onHand
      self.lot = lot
      self.made = made
      self.expires = expires
      self.serials = serials
      self.reorderPoint = reorderPoint
      self.bin = bin
      self.cost = cost
      self.reason = reason
      self.reference = reference
      self.occurredAt = occurredAt
    }
  }

  public var rows: [Row]
  public init(_ rows: [Row]) { self.rows = rows }

  public var action: String { "import.stock" }

  public var needs: Needs {
    var needs = Needs()
    for row in rows {
      needs.items.insert(row.item)
      needs.locations.insert(row.location)
      needs.records.insert(Needs.RecordName(row.item, row.location))
      needs.movements.insert(Needs.RecordName(row.item, row.location))
      if row.occurredAt != nil { needs.isBackDated = true }
      if let lot = row.lot {
        needs.lots.insert(Needs.LotName(row.item, lot))
        needs.lotStock.insert(Needs.LotPlace(row.item, lot, row.location))
      }
      for serial in row.serials { needs.serials.insert(Needs.SerialName(row.item, serial)) }
    }
    needs.settings = ["allow_negative_stock"]
    needs.ledgerEnd = true
    needs.holds = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for row in rows {
      digest.add("item", row.item)
      digest.add("location", row.location)
      digest.add("on_hand", row.onHand?.description)
      digest.add("lot", row.lot)
      digest.add("made", row.made?.description)
      digest.add("expires", row.expires?.description)
      for serial in row.serials { digest.add("serial", serial) }
      digest.add("reorder_point", row.reorderPoint?.description)
      digest.add("bin", row.bin)
      digest.add("cost", row.cost?.description)
      digest.add("reason", row.reason)
      digest.add("reference", row.reference)
      digest.add("occurred_at", row.occurredAt?.description)
    }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    plan.ledgerEnd = facts.ledgerEnd
    let planner = MovementPlanner(facts: facts, now: context.now)
    var trial = StockTrial(facts: facts)
    plan.requirePlacesAsSeen(facts)
    var seen: Set<Part> = []
    for (index, row) in rows.enumerated() {
      do throws(InventoryError) {
        let part = Part(
          item: try facts.item(row.item).id, location: try facts.location(row.location).id,
          lot: row.lot?.lowercased() ?? "", serials: row.serials)
        guard seen.insert(part).inserted else {
          throw .badField(name: "row", value: row.item, wanted: "an item, place and lot stand in a file once")
        }
        let edit = try recordChange(row, facts)
        let entries = try levelling(row, facts, planner)
        let posted = try trial.post(entries)
        if let edit {
          plan.change(edit, row: index)
          plan.documents.append(contentsOf: ImportStock.document(edit, row, facts, index))
        }
        for var entry in posted {
          entry.row = index
          plan.entries.append(entry)
        }
        if edit == nil, entries.isEmpty { plan.unchanged += 1 }
      } catch {
        plan.rejections.append(Rejection(row: index, error))
      }
    }
    plan.requireSwept(facts)
    plan.guardRestating(facts)
    return plan
  }

  /// What one row speaks of, whichever of its names the item is given by.
  private struct Part: Hashable {
    var item: ItemID
    var location: LocationID
    var lot: String
    var serials: [String]
  }

  private func levelling(
    _ row: Row, _ facts: Facts, _ planner: MovementPlanner
  ) throws(InventoryError) -> [PlannedEntry] {
    guard let target = row.onHand else { return [] }
    let item = try facts.item(row.item)
    _ = try facts.location(row.location)
    guard target >= .zero else { throw .badQuantity(target.description, item: item.code, .notPositive) }
    let record = facts.records[Needs.RecordName(row.item, row.location)]
    let difference = target - present(row, item, record, facts)
    if difference.isZero { return [] }
    let isFirst = record?.lastMovementAt == nil
    let line = MovementLine(
      isFirst && difference > .zero ? .opening : .adjustment, row.item, difference, at: row.location, lot: row.lot,
      made: row.made, expires: row.expires, serials: row.serials,
      reason: row.reason ?? (isFirst ? nil : "AUDIT"), reference: row.reference, cost: row.cost,
      occurredAt: row.occurredAt)
    return try planner.entries(of: line)
  }

  /// What the books say of what the row speaks of: the record, the lot at the place, or the serials named.
  private func present(_ row: Row, _ item: Item, _ record: StockRow?, _ facts: Facts) -> Quantity {
    switch item.tracking {
    case .none: return record?.balances.onHand ?? .zero
    case .lot:
      guard let lot = row.lot else { return record?.balances.onHand ?? .zero }
      return facts.lotStock[Needs.LotPlace(row.item, lot, row.location)]?.onHand ?? .zero
    case .serial:
      guard !row.serials.isEmpty else { return record?.balances.onHand ?? .zero }
      let here = facts.locations[row.location]?.id
      return Quantity(
        row.serials.count { facts.serials[Needs.SerialName(row.item, $0)]?.location == here && here != nil })
    }
  }

  /// What is noted of the record, for the audit.
  private static func document(_ edit: Change, _ row: Row, _ facts: Facts, _ index: Int) -> [PlannedDocument] {
    guard case .setRecord(_, _, let code, _, let point, let bin, let flags, _) = edit,
      let place = facts.locations[row.location]
    else { return [] }
    let old = facts.records[Needs.RecordName(row.item, row.location)]
    return [
      PlannedDocument(
        "stock:\(code)@\(place.code)",
        before: old.map { EditStock.fields(point: $0.reorderPoint, bin: $0.bin, flags: $0.flags) },
        after: EditStock.fields(point: point, bin: bin, flags: flags), row: index)
    ]
  }

  private func recordChange(_ row: Row, _ facts: Facts) throws(InventoryError) -> Change? {
    guard row.reorderPoint != nil || row.bin != nil else { return nil }
    let item = try facts.item(row.item)
    let place = try facts.location(row.location)
    if place.isStructural { throw .locationStructural(place.code) }
    let old = facts.records[Needs.RecordName(row.item, row.location)]
    let point = row.reorderPoint ?? old?.reorderPoint
    let bin = row.bin ?? old?.bin ?? ""
    if let point, point < .zero { throw .badQuantity(point.description, item: item.code, .notPositive) }
    if let old, old.reorderPoint == point, old.bin == bin { return nil }
    return .setRecord(
      item.id, place.id, code: item.code, place: place.path, reorderPoint: point, bin: bin, flags: old?.flags ?? [],
      if: .anything)
  }
}

/// Posts movements, a chunk of rows at a time: a row that cannot stand is rejected with its reason, the rest go in. Each
/// row is judged after those before it.
public struct ImportMovements: Act {
  public var lines: [MovementLine]
  public init(_ lines: [MovementLine]) { self.lines = lines }

  public var action: String { "import.movements" }

  public var needs: Needs {
    var needs = Needs()
    for line in lines {
      line.addNeeds(to: &needs)
      let record = Needs.RecordName(line.item, line.location)
      needs.balances.insert(record)
      if let to = line.to { needs.balances.insert(Needs.RecordName(line.item, to)) }
      if let lot = line.lot {
        needs.lotStock.insert(Needs.LotPlace(line.item, lot, line.location))
        if let to = line.to { needs.lotStock.insert(Needs.LotPlace(line.item, lot, to)) }
      }
      if !line.bringsGoods, let occurredAt = line.occurredAt {
        needs.histories[record] = min(occurredAt, needs.histories[record] ?? occurredAt)
      }
    }
    needs.settings = ["allow_negative_stock"]
    needs.ledgerEnd = true
    needs.holds = true
    return needs
  }

  /// The key of a chunk is made of a digest of all its rows already; a million rows are not digested twice.
  public func describe(to digest: inout ContentDigest) {
    digest.add("rows", String(lines.count))
    lines.first?.describe(to: &digest)
    lines.last?.describe(to: &digest)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    plan.ledgerEnd = facts.ledgerEnd
    plan.requirePlacesAsSeen(facts)
    plan.entries.reserveCapacity(lines.count)
    var planner = MovementPlanner(facts: facts, now: context.now)
    var trial = StockTrial(facts: facts)
    for (index, line) in lines.enumerated() {
      do throws(InventoryError) {
        let posted = try ImportMovements.posted(line, planner, &trial)
        for var entry in posted {
          entry.row = index
          plan.entries.append(entry)
        }
        planner.learn(line, posted)
      } catch {
        plan.rejections.append(Rejection(row: index, error))
      }
    }
    plan.requireSwept(facts)
    plan.guardRestating(facts)
    return plan
  }

  private static func posted(
    _ line: MovementLine, _ planner: MovementPlanner, _ trial: inout StockTrial
  ) throws(InventoryError) -> [PlannedEntry] {
    do throws(InventoryError) {
      return try trial.post(planner.entries(of: line))
    } catch {
      guard let appliedAt = line.appliedAt else { throw error }
      var later = line
      later.occurredAt = appliedAt
      return try trial.post(planner.entries(of: later))
    }
  }
}
