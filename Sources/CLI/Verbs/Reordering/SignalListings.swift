import Inventory

/// Tables of rules and of what is low.
enum SignalListings {
  static func signals(now: Instant) -> Listing<SignalPage.Row> {
    Listing(
      empty: "Nothing is low.",
      columns: [
        .init("ID", isNumber: true) { String($0.signal.id.number) },
        .init("!") { $0.signal.figures.isOut ? "!" : "" },
        .init("SKU") { $0.signal.rule.code.description },
        .init("LOCATION") { $0.signal.rule.place },
        .init("AVAILABLE", isNumber: true) { $0.signal.figures.available.description },
        .init("POINT", isNumber: true) { $0.signal.rule.point.description },
        .init("INCOMING", isNumber: true) { row in
          row.signal.figures.incoming.isZero ? "" : row.signal.figures.incoming.description
        },
        .init("ETA") { $0.eta?.description ?? "" },
        .init("A DAY", isNumber: true) { $0.signal.figures.usePerDay?.description ?? "" },
        .init("COVER", isNumber: true) { $0.signal.figures.cover.words },
        .init("SLACK", isNumber: true) { slack($0.signal) },
        .init("ORDER", isNumber: true) { $0.signal.suggested.isZero ? "" : $0.signal.suggested.description },
        .init("STATE") { state($0.signal, now: now) },
      ],
      fields: { row in
        var fields = row.signal.fields(at: now)
        fields.add("eta", row.eta)
        return fields
      })
  }

  static func rules(now: Instant) -> Listing<Signal> {
    Listing(
      empty: "There are no such rules. Set one with: tallyman rule set SKU --at LOC --point QTY",
      columns: [
        .init("SKU") { $0.rule.code.description },
        .init("LOCATION") { $0.rule.place },
        .init("POINT", isNumber: true) { $0.rule.point.description },
        .init("TARGET", isNumber: true) { $0.rule.target.description },
        .init("MULTIPLE", isNumber: true) { $0.rule.multiple?.description ?? "" },
        .init("LEAD", isNumber: true) { $0.rule.leadDays.map(String.init) ?? "" },
        .init("VENDOR") { $0.rule.vendor ?? "" },
        .init("AVAILABLE", isNumber: true) { $0.figures.available.description },
        .init("INCOMING", isNumber: true) { $0.figures.incoming.isZero ? "" : $0.figures.incoming.description },
        .init("STATE") { $0.state == .closed ? "" : state($0, now: now) },
      ],
      fields: { $0.fields(at: now) })
  }

  static let proposals = Listing<ReorderProposals.Row>(
    empty: "There are no such rules.",
    columns: [
      .init("SKU") { $0.signal.rule.code.description },
      .init("LOCATION") { $0.signal.rule.place },
      .init("DAYS", isNumber: true) { String($0.daysWithStock) },
      .init("A DAY", isNumber: true) { $0.demand.mean.description },
      .init("LEAD", isNumber: true) { $0.signal.rule.leadDays.map(String.init) ?? "" },
      .init("SAFETY", isNumber: true) { $0.signal.rule.safetyStock?.description ?? "" },
      .init("POINT", isNumber: true) { $0.signal.rule.point.description },
      .init("NEW SAFETY", isNumber: true) { $0.proposal?.safetyStock.description ?? "" },
      .init("NEW POINT", isNumber: true) { $0.proposal?.point.description ?? "" },
      .init("") { $0.why ?? "" },
    ],
    fields: \.fields)

  static func state(_ signal: Signal, now: Instant) -> String {
    let state = signal.state(at: now)
    switch state {
    case .acknowledged: return "acknowledged by \(signal.acknowledgedBy ?? "")"
    case .snoozed: return "snoozed until \(signal.snoozedUntil.map(TransferListings.minute) ?? "")"
    case .open:
      if let role = signal.escalatedTo { return "open, escalated to \(role.rawValue)" }
      return signal.assignedTo.map { "open, for \($0)" } ?? "open"
    case .covered, .closed: return state.rawValue
    }
  }

  private static func slack(_ signal: Signal) -> String {
    guard let slack = signal.slack else { return "" }
    let words = Cover.days(slack).words
    return slack > 0 ? "+" + words : words
  }
}

extension ReorderProposals.Row {
  /// Why nothing is proposed.
  var why: String? {
    if proposal != nil { return nil }
    if hasTooLittleHistory { return "too little history" }
    return signal.rule.leadDays == nil ? "no lead time" : "beyond measure"
  }

  var fields: Fields {
    var fields = signal.rule.fields
    fields.add("days_with_stock", Int64(daysWithStock))
    fields.add("demand_days", Int64(demandDays))
    fields.add("mean_per_day", demand.mean)
    fields.add("deviation_per_day", demand.deviation)
    fields.add("proposed_safety", proposal?.safetyStock)
    fields.add("proposed_point", proposal?.point)
    fields.add("why_not", why)
    return fields
  }
}
