import Inventory

/// What those who count do.
enum StocktakeCounting {
  static var commands: [Command] { [count, park, load, undo, openBin, emptyBin, closeBin] }

  private static let place = Option("in", .text("LOC"), "where; else the stocktake's own place")

  private static let count = Command(
    "stocktake", "count", ["ID", "SKU", "QTY"],
    [
      place,
      Option("lot", .text("CODE"), "the lot, of an item kept by lot"),
      Option("made", .text("D"), "the day a lot that is new was made"),
      Option("expires", .text("D"), "the last day a lot that is new may be used"),
      Option("serial", .text("S"), "a serial number; as many as units", isRepeated: true),
      Option("exact", .none, "QTY is what you counted in all, not that many more"),
      Option("damaged", .none, "they are there, and broken"),
      Option("instead", .count(from: 1), "this is what the parked scan N was; see events --parked"),
      Option("note", .text("TEXT"), "what else there is to say"),
      Option("occurred-at", .text("T"), "when it was counted, if not now: 2026-07-04T09:30:00Z, -2h"),
    ], traits: .act, about: "count QTY more of an item; 0 says that there is none",
    example: "tallyman stocktake count ST-0002 WID-220 137 --in A-01-2"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let (stocktake, sku) = (arguments.word(0), arguments.word(1))
    let quantity = try session.quantity(arguments.word(2), of: sku)
    let location = try place(session)
    let kind: CountKind = arguments.has("exact") ? .set : quantity.isZero ? .zero : .typed
    let entry = CountEntry(
      kind, sku, quantity, at: location, lot: arguments.value("lot"), made: try session.day("made"),
      expires: try session.day("expires"), serials: arguments.values("serial"), isDamaged: arguments.has("damaged"),
      occurredAt: try session.instant("occurred-at"), note: arguments.value("note"))
    let answer = try session.perform(
      RecordCounts(stocktake, [entry], instead: arguments.count("instead").map(Int64.init)))
    let line = try line(of: entry, in: stocktake, answer, session)
    let goods = "\(arguments.has("exact") ? "exactly \(quantity)" : quantity.description) of \(sku) at \(location)"
    return session.report(
      answer, Deed("Counted", "count", goods), fields: line?.fields ?? Fields(),
      words: line.map { ["  line \($0.number): \($0.counted?.description ?? "nothing") counted"] } ?? [])
  }

  private static let park = Command(
    "stocktake", "park", ["ID", "TEXT"], [place], traits: .act,
    about: "keep a scan that nobody understands for later, where it was scanned",
    example: "tallyman stocktake park ST-0002 5012345678900 --in A-03-2"
  ) { session throws(CommandError) in
    let text = session.arguments.word(1)
    let location = try place(session)
    let entry = CountEntry(.unknown, nil, Quantity(1), at: location, text: text)
    return session.report(
      try session.perform(RecordCounts(session.arguments.word(0), [entry])),
      Deed("Parked", "park", "\(text) at \(location)"))
  }

  /// The place that `--in` names, else the stocktake's own.
  private static func place(_ session: Session) throws(CommandError) -> String {
    if let named = session.arguments.value("in") { return named }
    return try session.ask(StocktakeCard(session.arguments.word(0))).stocktake.place
  }

  /// The line that a count went to, as it stands now.
  private static func line(
    of entry: CountEntry, in stocktake: String, _ answer: ActAnswer, _ session: Session
  ) throws(CommandError) -> CountLine? {
    guard !answer.isDryRun else { return nil }
    let page = try session.ask(CountLinePage(stocktake, location: entry.location, item: entry.item, limit: 500))
    return page.rows.first { $0.lot?.lowercased() == entry.lot?.lowercased() }
  }

  private static let load = Command(
    "stocktake", "load", ["ID", "FILE"], ImportVerb.reading + [ImportVerb.rejectsOption], traits: .act,
    about: "count what a file says: CSV or NDJSON with sku, counted, and perhaps location, lot, serials …",
    example: "printf 'sku,location,counted\\nWID-220,A-01-2,137\\n' > aisle-a.csv\n"
      + "tallyman stocktake load ST-0002 aisle-a.csv"
  ) { session throws(CommandError) in
    try ImportVerb.runCounts(session, session.arguments.word(1), in: session.arguments.word(0))
  }

  private static let undo = Command(
    "stocktake", "undo", ["ID"],
    [
      Option("in", .text("LOC"), "your last count there"),
      Option("event", .count(from: 1), "count N: one of your own, or a parked scan"),
    ],
    traits: .act, about: "take your last count back; again, the one before",
    example: "tallyman stocktake count ST-0002 WID-220 137 --in A-01-2\n"
      + "tallyman stocktake undo ST-0002"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    if arguments.value("in") != nil, arguments.value("event") != nil { throw .misuse(.notTogether("in", "event")) }
    let act =
      arguments.count("event").map { NegateCount(arguments.word(0), event: Int64($0)) }
      ?? NegateCount(arguments.word(0), in: arguments.value("in"))
    let answer = try session.perform(act)
    let goods = answer.word("sku").map { "\(answer.word("quantity") ?? "") of \($0)" } ?? "a parked scan"
    return session.report(answer, Deed("Took back", "take back", "\(goods) at \(answer.word("location") ?? "")"))
  }

  // MARK: Bins

  private static let openBin = Command(
    "stocktake", "open-bin", ["ID", "LOC"],
    [
      Option("join", .none, "count together with who counts there"),
      Option("recount", .none, "count again, independently: another round"),
    ], traits: .act, about: "begin to count in a place, and tell others so",
    example: "tallyman stocktake open-bin ST-0002 A-03-2"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    if arguments.has("join"), arguments.has("recount") { throw .misuse(.notTogether("join", "recount")) }
    let company: OpenBin.Company = arguments.has("join") ? .join : arguments.has("recount") ? .recount : .ask
    let answer = try session.perform(OpenBin(arguments.word(0), arguments.word(1), company: company))
    return try report(answer, Deed("Began", "begin", "to count at \(arguments.word(1))"), session)
  }

  private static let emptyBin = Command(
    "stocktake", "empty-bin", ["ID", "LOC"], traits: .act,
    about: "say that a place is empty: all that is expected there and not counted is zero",
    example: "tallyman stocktake empty-bin ST-0002 A-03-2"
  ) { session throws(CommandError) in
    let answer = try session.perform(CountEmptyBin(session.arguments.word(0), session.arguments.word(1)))
    return try report(answer, Deed("Counted", "count", "\(session.arguments.word(1)) as empty"), session)
  }

  private static let closeBin = Command(
    "stocktake", "close-bin", ["ID", "LOC"], traits: .act,
    about: "end counting in a place; what was expected and not counted is to be confirmed, never zero",
    example: "tallyman stocktake close-bin ST-0002 A-03-2"
  ) { session throws(CommandError) in
    let answer = try session.perform(CloseBin(session.arguments.word(0), session.arguments.word(1)))
    return try report(answer, Deed("Closed", "close", session.arguments.word(1)), session)
  }

  /// With what the place looks like now.
  private static func report(_ answer: ActAnswer, _ deed: Deed, _ session: Session) throws(CommandError) -> ExitCode {
    guard !answer.isDryRun else { return session.report(answer, deed) }
    let bin = try session.ask(CountedBin(session.arguments.word(0), session.arguments.word(1), now: session.now))
    let counted = bin.lines.filter { $0.counted != nil && $0.state != .recount }.count
    let again = bin.lines.filter { $0.state == .recount }.count
    let open = bin.lines.filter { $0.state == .confirm }.count
    var fields = Fields()
    fields.add("stocktake", bin.stocktake.number)
    fields.add("location", bin.place)
    fields.add("lines", .list(bin.lines.map { .fields($0.fields) }))
    fields.add("parked", .list(bin.parked.map { .fields($0.fields) }))
    fields.add("others", .list(bin.leases.map { .text($0.actor) }))
    var parts = ["\(counted) \(counted == 1 ? "line" : "lines") counted"]
    if again > 0 { parts.append("\(again) to be counted again by somebody else") }
    if open > 0 { parts.append("\(open) expected and not found, to be confirmed") }
    if !bin.parked.isEmpty { parts.append("\(bin.parked.count) parked") }
    return session.report(answer, deed, fields: fields, words: ["  " + parts.joined(separator: ", ")])
  }
}
