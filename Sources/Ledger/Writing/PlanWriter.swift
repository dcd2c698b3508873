import Inventory
import Storage

/// Turns a plan into the one batch that does it, and remembers what each statement is for, so that a refusal can be
/// told in the house's words.
struct PlanWriter {
  /// What a statement of the batch is for.
  enum Origin {
    /// The act's key: refused when the key was used before.
    case key
    case requirement(Requirement)
    /// A change, by its index.
    case change(Int)
    /// Entries, one a row, from this index of the plan's on.
    case entries(from: Int)
    case serials([(entry: Int, serial: String)])
    /// The reversals among the entries.
    case details([Int])
    /// Counts, one a row, from this index of the change's events on.
    case counts(change: Int, from: Int)
    /// The lines of the same counts.
    case lines(change: Int, from: Int)
    /// The ledger ends where it ended when the balances were foreseen.
    case ledgerEnd
    /// The end of a dry run, which always refuses: all before it would have stood.
    case endOfDryRun
    case helper
  }

  private(set) var batch = Batch()
  private(set) var origins: [Origin] = []
  /// What the act leaves behind, as the audit keeps it and the answer gives it.
  let document: String?
  private let plan: Plan

  /// - Parameter inBulk: post the entries with balances foreseen, rather than one by one with the walls' help.
  init(_ plan: Plan, _ act: some Act, _ context: ActContext, digest: [UInt8], inBulk: Bool) {
    self.plan = plan
    document = plan.after?.json
    append(key(act, context, digest), .key)
    for requirement in plan.requirements { append(guarding(requirement), .requirement(requirement)) }
    for (index, change) in plan.changes.enumerated() {
      if case .count(let change) = change {
        for (statement, origin) in CountWriter.statements(of: change, index) { append(statement, origin) }
      } else if case .transfer(let change) = change {
        for statement in TransferWriter.statements(of: change) { append(statement, .change(index)) }
      } else if case .purchase(let change) = change {
        for statement in PurchaseWriter.statements(of: change) { append(statement, .change(index)) }
      } else {
        for statement in statements(of: change) { append(statement, .change(index)) }
      }
    }
    appendLots()
    if inBulk {
      for statement in BulkWriter(plan).statements { append(statement.statement, statement.origin) }
    } else {
      appendEntries()
    }
    appendSignals()
    appendDetails()
    appendSerials()
    appendTransferParts()
    appendReservationParts()
    if let documents = DocumentTable.add(plan.documents) { append(documents, .helper) }
    if let parts = PurchaseWriter.parts(of: plan.entries) { append(parts, .helper) }
    for case .serial(let change) in plan.changes {
      for statement in SerialTable.afterwards(change) { append(statement, .helper) }
    }
    for case .count(let change) in plan.changes {
      for statement in CountWriter.afterwards(change) { append(statement, .helper) }
    }
    for case .reservation(let change) in plan.changes {
      for statement in ReservationWriter.afterwards(change, context) { append(statement, .helper) }
    }
    if context.isDryRun { append(Statement("INSERT INTO assert_that VALUES (0)"), .endOfDryRun) }
  }

  private mutating func append(_ statement: Statement, _ origin: Origin) {
    batch.append(statement)
    origins.append(origin)
  }

  private func key(_ act: some Act, _ context: ActContext, _ digest: [UInt8]) -> Statement {
    Statement(
      AuditTable.add,
      [
        .text(context.key), .blob(digest), .text(act.action), .text(context.actor), .text(context.terminal),
        .instant(context.now), .text(ifAny: plan.reference), .text(ifAny: plan.entity),
        .integer(Int64(plan.entries.count)), .text(ifAny: plan.before?.json), .text(ifAny: document),
      ])
  }

  private func guarding(_ requirement: Requirement) -> Statement {
    switch requirement {
    case .item(let id, _, let version):
      Statement(
        "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM item WHERE id = ?1 AND version = ?2)",
        [.id(id), .integer(version)])
    case .location(let id, _, let version):
      Statement(
        "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM location WHERE id = ?1 AND version = ?2)",
        [.id(id), .integer(version)])
    case .notReversed(let entry):
      Statement(
        "INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM entry_detail WHERE reverses = ?1)",
        [.integer(entry)])
    case .stocktake(let stocktake, let version): CountGuards.stocktake(stocktake, isAt: version)
    case .countsAsSeen(let stocktake, let event): CountGuards.counts(of: stocktake, endAt: event)
    case .ledgerAsSeen(let stocktake, let end): CountGuards.ledger(of: stocktake, endsAt: end)
    case .anchorsAsSeen(let stocktake, let act): CountGuards.anchors(of: stocktake, endAt: act)
    case .recordAsSeen(let key, let instant, let end): CountGuards.record(key, by: instant, endsAt: end)
    case .anchors(let key, let lot, let sum): AnchorTable.guarding(key, lot: lot, sum: sum)
    case .transfer(let transfer, let version): TransferTable.guarding(transfer, isAt: version)
    case .transferLines(let transfer, let last): TransferLineTable.guarding(transfer, last: last)
    case .order(let order, let version): OrderTable.guarding(order, isAt: version)
    case .requisition(let requisition, let version): RequisitionTable.guarding(requisition, isAt: version)
    case .receipt(let receipt, let version, let scans): ReceiptTable.guarding(receipt, isAt: version, scans)
    case .operator(let name, let version): OperatorTable.guarding(name, version: version)
    case .plate(let plate, let version, let isWhole): PlateTable.guarding(plate, version: version, isWhole: isWhole)
    case .lotsSwept(let day): LotTable.guardingSwept(on: day)
    case .lot(let lot, let version): LotTable.guarding(lot, version: version)
    case .reservationsSwept(let now): ReservationTable.guardingSwept(at: now)
    case .reservation(let reservation, let version): ReservationTable.guarding(reservation, version: version)
    case .itemAsSeen(let item, let entry): ReservationTable.guardingItem(item, lastEntry: entry)
    case .loose(let claim): ReservationTable.guarding(claim)
    case .sealedUpTo(let number): SealTable.guarding(newest: number)
    }
  }

  private func statements(of change: Change) -> [Statement] {
    switch change {
    case .addItem(let item): ItemTable.add(item)
    case .setItem(let item, let version): ItemTable.set(item, from: version)
    case .addLocation(let location): LocationTable.add(location)
    case .setLocation(let location, let version): LocationTable.set(location, from: version)
    case .setRecord(let item, let location, _, _, let point, let bin, let flags, let condition):
      StockTable.set(item, location, reorderPoint: point, bin: bin, flags: flags, if: condition)
    case .setSetting(let name, let value):
      [
        Statement(
          "INSERT INTO setting(name, value) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
          [.text(name), .text(value)])
      ]
    case .count, .transfer: []
    case .purchase: []
    case .addOperator(let person): [OperatorTable.add(person)]
    case .setOperator(let person, let version): OperatorTable.set(person, from: version)
    case .signIn(let id, let attempts, let seen): SignInTable.set(id, attempts, seen: seen)
    case .takeSnapshot(let closing): SnapshotTable.keep(closing)
    case .seal(let seals): [SealTable.add(seals)]
    case .keepValues(let values): ValueTable.keep(values)
    case .plate(let change): PlateWriter.statements(of: change)
    case .putAway(let change): PutAwayTable.statements(of: change)
    case .lot(let change): LotTable.statements(of: change)
    case .serial(let change): SerialTable.statements(of: change)
    case .reservation(let change): ReservationWriter.statements(of: change)
    case .reordering(let change): RuleWriter.statements(of: change)
    case .delivery(let change): DeliveryWriter.statements(of: change)
    case .house(let change): HouseTable.statements(of: change)
    }
  }

  /// A lot that arrives for the first time is made; one that is known keeps its dates and gains those it lacked.
  private mutating func appendLots() {
    var seen: Set<String> = []
    var bindings: [Value] = []
    for entry in plan.entries {
      guard let lot = entry.lot, seen.insert("\(entry.item.number) \(lot.code)").inserted else { continue }
      bindings += [.id(entry.item), .text(lot.code), .day(ifAny: lot.made), .day(ifAny: lot.expires)]
    }
    guard !seen.isEmpty else { return }
    append(Statement(PlanWriter.addLot, rows: seen.count, bindings), .helper)
  }

  /// Item, code, made, expires.
  static let addLot = """
    INSERT INTO lot(item, code, made, expires, status, version) VALUES (?1, ?2, ?3, ?4, 'active', 1)
    ON CONFLICT(item, code) DO UPDATE SET made = ifnull(made, excluded.made),
      expires = ifnull(expires, excluded.expires)
    """

  /// Runs of entries with and without a lot, in the plan's order, so that the ledger has it too.
  private mutating func appendEntries() {
    var index = 0
    while index < plan.entries.count {
      let start = index
      let hasLot = plan.entries[start].lot != nil
      var bindings: [Value] = []
      while index < plan.entries.count, (plan.entries[index].lot != nil) == hasLot {
        LedgerTable.bind(plan.entries[index], into: &bindings)
        index += 1
      }
      let sql = hasLot ? LedgerTable.postLot : LedgerTable.post
      append(Statement(sql, rows: index - start, bindings), .entries(from: start))
    }
  }

  /// What has become low by the entries, or is so no longer. By what leaves available and incoming what they were, nothing has.
  private mutating func appendSignals() {
    let items = Set(
      plan.entries.lazy.filter { !$0.change.available.isZero || !$0.change.incoming.isZero }.map(\.item))
    guard !items.isEmpty else { return }
    append(Statement(ReorderSchema.settle, rows: items.count, items.map { .id($0) }), .helper)
  }

  private mutating func appendDetails() {
    var rows: [Int] = []
    var bindings: [Value] = []
    for (index, entry) in plan.entries.enumerated() where entry.hasDetail {
      rows.append(index)
      bindings += [
        .integer(Int64(index)), .integer(ifAny: entry.reverses), .cost(ifAny: entry.cost), .text(ifAny: entry.note),
        .flags(ifAny: entry.metadata),
      ]
    }
    guard !rows.isEmpty else { return }
    append(
      Statement(
        """
        INSERT INTO entry_detail(entry, reverses, cost, note, metadata)
        SELECT first_entry + ?1, ?2, ?3, ?4, ?5 FROM act WHERE id = (SELECT max(id) FROM act)
        """, rows: rows.count, bindings), .details(rows))
  }

  private mutating func appendSerials() {
    var rows: [(entry: Int, serial: String)] = []
    var bindings: [Value] = []
    var order = Array(plan.entries.enumerated())
    if order.contains(where: { $0.element.serialShift != 0 }) {
      order.sort { $0.offset + $0.element.serialShift < $1.offset + $1.element.serialShift }
    }
    for (index, entry) in order {
      for serial in entry.serials {
        rows.append((index, serial))
        bindings += [.integer(Int64(index)), .text(serial)]
      }
    }
    guard !rows.isEmpty else { return }
    append(
      Statement(
        """
        INSERT INTO entry_serial(entry, serial)
        SELECT first_entry + ?1, ?2 FROM act WHERE id = (SELECT max(id) FROM act)
        """, rows: rows.count, bindings), .serials(rows))
  }
}

extension PlanWriter {
  private mutating func appendTransferParts() {
    var rows = 0
    var bindings: [Value] = []
    for (index, entry) in plan.entries.enumerated() {
      guard let part = entry.transfer else { continue }
      rows += 1
      bindings += [
        .integer(Int64(index)), .integer(part.transfer.number), .integer(Int64(part.line)), .money(part.value),
      ]
    }
    if rows > 0 { append(Statement(TransferTable.addEntry, rows: rows, bindings), .helper) }
  }

  private mutating func appendReservationParts() {
    var rows = 0
    var bindings: [Value] = []
    for (index, entry) in plan.entries.enumerated() {
      guard let part = entry.reservation else { continue }
      rows += 1
      bindings += [.integer(Int64(index)), .integer(part.reservation.number), .integer(Int64(part.line))]
    }
    if rows > 0 { append(Statement(ReservationWriter.addEntry, rows: rows, bindings), .helper) }
  }
}

extension PlannedEntry {
  fileprivate var hasDetail: Bool { reverses != nil || cost != nil || note != nil || !metadata.isEmpty }
}
