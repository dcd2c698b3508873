import Inventory

/// Stock as it was (`spec.md` 3.15).
enum SnapshotVerb {
  static var commands: [Command] { [show, take, list] }

  static let scope = [
    Option("as-of", .text("T"), "what had happened by this time, whenever it was recorded (now)"),
    Option("at", .text("LOC"), "only this location and all inside it"),
    Option("sku", .text("SKU"), "only this item, with all its variants"),
  ]

  static func question(_ session: Session) throws(CommandError) -> PastStockPage {
    let instant = try session.instant("as-of") ?? session.now
    do throws(InventoryError) { try StockAsOf.check(instant, now: session.now) } catch { throw .refused(error) }
    return PastStockPage(instant, item: session.arguments.value("sku"), at: session.arguments.value("at"))
  }

  private static let show = Command(
    "snapshot", "", [], scope, traits: .list,
    about: "list stock as it was: the records that held something, with what that was worth then, and their sums",
    example: "tallyman snapshot --as-of 2026-07-01 --at NORTH --json"
  ) { session throws(CommandError) in
    var question = try question(session)
    // Of a later page the sums were told with the first; those of an item are its own.
    let isWhole = question.item == nil && session.arguments.value("cursor") == nil
    let past = isWhole ? try session.ask(StockAsOf(question.instant, at: question.location)) : nil
    var more = Fields()
    more.add("as_of", question.instant)
    if let past {
      more.add("records", Int64(past.records))
      more.add("totals", .fields(past.sums.fields))
    }
    let exit = try session.list(listing, more: more) { start, limit throws(CommandError) in
      (question.start, question.limit) = (start, limit)
      return try session.ask(question)
    }
    if let past, !session.isJSON { remark(past, question.instant, session) }
    return exit
  }

  private static func remark(_ past: StockAsOf.Past, _ instant: Instant, _ session: Session) {
    func text(_ sum: Int128) -> String { BalanceSums.text(sum) }
    let sums = past.sums.thousandths
    session.output.flush()
    session.remark(
      "As of \(instant): \(past.records.counted("record", "records")), \(text(sums[0])) on hand, \(text(sums[1])) reserved, "
        + "\(text(sums[2])) allocated, \(text(sums[3])) blocked, \(text(sums[4])) incoming.")
  }

  private static let listing = Listing<PastStockPage.Row>(
    empty: "Nothing was in stock then.",
    columns: [
      .init("SKU") { $0.stock.code.description },
      .init("NAME") { $0.stock.name },
      .init("LOCATION") { $0.stock.place },
      .init("ON HAND", isNumber: true) { $0.stock.balances.onHand.description },
      .init("RESERVED", isNumber: true) { $0.stock.balances.reserved.description },
      .init("ALLOCATED", isNumber: true) { $0.stock.balances.allocated.description },
      .init("BLOCKED", isNumber: true) { $0.stock.balances.blocked.description },
      .init("INCOMING", isNumber: true) { $0.stock.balances.incoming.description },
      .init("AVAILABLE", isNumber: true) { $0.stock.balances.available.description },
      .init("VALUE", isNumber: true) { $0.value?.description ?? "" },
    ], fields: \.fields)

  // MARK: Snapshots that are kept

  private static let take = Command(
    "snapshot", "take", [],
    [
      Option("as-of", .text("T"), "of this time (now)"),
      Option("due", .none, "of every end of a month that has none yet, where the ledger is long enough to need them"),
    ], traits: .act, about: "keep what every record held at a time, so that stock as it was about then is found soon",
    example: "tallyman snapshot take --due"
  ) { session throws(CommandError) in
    guard session.arguments.has("due") else {
      let instant = try session.instant("as-of")
      let answer = try session.perform(TakeSnapshot(asOf: instant))
      return session.report(
        answer, Deed("Took", "take", "a snapshot as of \(instant ?? session.now)"))
    }
    if session.arguments.value("as-of") != nil { throw .misuse(.notTogether("due", "as-of")) }
    return try takeDue(session)
  }

  private static func takeDue(_ session: Session) throws(CommandError) -> ExitCode {
    let due = try session.ask(DueSnapshots(now: session.now))
    var taken: [Instant] = []
    for instant in due {
      _ = try session.perform(TakeSnapshot(asOf: instant, isDue: true), own: instant.description)
      taken.append(instant)
    }
    var fields = Fields()
    fields.add("dry_run", session.isDryRun)
    fields.add("taken", .list(taken.map { .text($0.description) }))
    let verb = session.isDryRun ? "Dry run: would take" : "Took"
    session.show(
      fields,
      taken.isEmpty
        ? "No snapshot is due." : "\(verb) snapshots as of \(taken.map(\.description).joined(separator: ", ")).")
    return .done
  }

  private static let list = Command(
    "snapshot", "list", about: "list the snapshots that are kept, the latest first",
    example: "tallyman snapshot list --json"
  ) { session throws(CommandError) in
    session.list(kept, try session.ask(SnapshotList()))
    return .done
  }

  private static let kept = Listing<SnapshotList.Row>(
    empty: "No snapshot is kept.",
    columns: [
      .init("AS OF") { $0.asOf.description },
      .init("TAKEN AT") { $0.takenAt.description },
      .init("BY") { $0.actor },
      .init("RECORDS", isNumber: true) { String($0.records) },
      .init("ON HAND", isNumber: true) { BalanceSums.text($0.sums.onHand) },
      .init("LAST ENTRY", isNumber: true) { String($0.lastEntry) },
      .init("BYTES", isNumber: true) { String($0.bytes) },
    ], fields: \.fields)
}
