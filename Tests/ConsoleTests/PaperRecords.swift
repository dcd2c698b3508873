import Inventory

extension PaperWarehouse {
  /// The small warehouse with a ledger and an audit: two movements, an item edited, an import, sealed up to the fourth.
  static func records() -> PaperWarehouse {
    let house = small()
    func entry(_ id: Int64, _ kind: MovementKind, _ row: StockRow, _ change: Int, _ minutes: Int64) -> LedgerEntry {
      LedgerEntry(
        id: id, key: "k-\(id)", kind: kind, code: row.code, item: row.item, location: row.location, place: row.place,
        lot: nil, serials: [], change: Balances(onHand: Quantity(change)), after: row.balances,
        reason: kind == .adjustment ? "AUDIT" : nil, reference: kind == .issue ? "so-2231" : nil, note: nil,
        metadata: [], cost: nil, actor: "MARIA", terminal: "tty1",
        occurredAt: noon.adding(milliseconds: -minutes * 60_000),
        recordedAt: noon.adding(milliseconds: -minutes * 60_000), reverses: nil, reversedBy: nil)
    }
    func event(
      _ id: Int64, _ action: String, _ actor: String, _ entity: String?, _ before: String?, _ after: String?,
      entry: Int64? = nil, documents: Int = 0
    ) -> AuditEvent {
      var event = AuditEvent(
        id: id, key: "k-\(id)", action: action, actor: actor, terminal: "tty1",
        recordedAt: noon.adding(milliseconds: (id - 7) * 3_600_000), reference: entry.map { _ in "so-2231" },
        entity: entity, before: before, after: after, firstEntry: entry, entryCount: entry == nil ? 0 : 1)
      event.documentCount = documents
      return event
    }
    house.state.withLock { state in
      state.entries = [
        entry(3, .adjustment, state.rows[8], 8, 10), entry(2, .issue, state.rows[4], -12, 90),
        entry(1, .receipt, state.rows[0], 80, 2000),
      ]
      state.audit = [
        event(6, "audit.sealed", "ANNA", "audit", nil, #"{"seal":"1"}"#),
        event(
          5, "item.edited", "ANNA", "item:GLU-1", #"{"sku":"GLU-1","name":"Glue","unit_cost":null,"version":1}"#,
          #"{"sku":"GLU-1","name":"Glue 250 ml","unit_cost":1.25,"version":2}"#),
        event(4, "movement.issue", "MARIA", nil, nil, nil, entry: 2),
        event(3, "import.items", "ANNA", nil, nil, nil, documents: 1204),
        event(2, "location.added", "ANNA", "location:A-03-2", nil, #"{"location":"A-03-2","name":"Third, low"}"#),
        event(1, "setting.changed", "ANNA", "setting:usage_days", #"{"usage_days":"28"}"#, #"{"usage_days":"7"}"#),
      ]
      state.acts["k-4"] = ActAnswer(
        key: "k-4", isDryRun: false, isRepeat: true, event: 4, action: "movement.issue", document: nil,
        entries: [state.entries[1]], entryCount: 1)
      state.standing = SealStanding(
        newest: Seal(
          number: 1, lastEvent: 4, events: 4, lastEntry: 2, entries: 2, beganAt: noon, endedAt: noon,
          sealedAt: noon.adding(milliseconds: -180_000), parts: [], after: []), unsealed: 1,
        oldest: noon.adding(milliseconds: -7_200_000))
    }
    return house
  }
}

extension PaperAnswers {
  func answer(_ question: AuditPage) throws(InventoryError) -> Page<AuditEvent> {
    let filter = question.filter
    return try PaperAnswers.page(
      state.audit.filter { event in
        (filter.event == nil || filter.event == event.id) && (filter.actor == nil || filter.actor == event.actor)
          && (filter.item == nil || event.entity?.hasSuffix(filter.item ?? "") == true)
          && (filter.action == nil || event.action.hasPrefix(filter.action ?? ""))
          && (question.text?.fits("\(event.id) \(event.action) \(event.actor) \(event.entity ?? "")") ?? true)
      }, question.start, question.limit)
  }

  func answer(_ question: EachAuditEvent) throws(InventoryError) -> Int {
    for event in state.audit where event.id == question.filter.event {
      var document = event
      document.entity = "item:TAP-048"
      document.after = #"{"sku":"TAP-048","name":"Tape 48 mm clear"}"#
      _ = question.each(event) && question.each(document)
    }
    return 2
  }

  func answer(_ question: AuditStanding) throws(InventoryError) -> SealStanding { state.standing }
}

extension RecordText {
  /// Whether every word occurs, as the ledger's answer has it.
  func fits(_ shown: String) -> Bool {
    text.lowercased().split(separator: " ").allSatisfy { shown.lowercased().contains($0) }
  }
}

extension LedgerFilter {
  /// Whether an entry is one of those that are meant.
  func fits(_ found: LedgerEntry) -> Bool {
    (entry == nil || entry == found.id) && (item == nil || item == found.code.description)
      && (actor == nil || actor == found.actor) && (kind == nil || kind == found.kind)
      && (reference == nil || reference == found.reference)
      && (from.map { found.occurredAt >= $0 } ?? true) && (to.map { found.occurredAt < $0 } ?? true)
  }
}
