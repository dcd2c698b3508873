import Exchange
import Inventory

/// What those at the dock do: receive in one step, or scan and post.
enum TransferReceiving {
  static var commands: [Command] { [receive, scan, park, unscan, post, undo] }

  private static let receive = Command(
    "transfer", "receive", ["ID"],
    [
      Option(
        "line", .text(TransferLineForm.receipt.written),
        "what came of an item: GOOD is all that may be used, what is over among it", isRepeated: true),
      Option("all", .none, "all that is in transit came, as it was shipped"),
      Option("plate", .text("CODE"), "a pallet that came whole, as it was shipped", isRepeated: true),
      Option(
        "file", .text("FILE"), "the lines, as CSV or NDJSON with sku, good, and perhaps damaged, over, lot, serials"),
    ] + ImportVerb.reading, traits: .act,
    about: "receive what came of a transfer, in whole or in part; what did not come stays in transit",
    example: "tallyman transfer receive TR-0002 --line SIL-310=16,damaged=2,lot=L2415 --line ZIP-300=200"
  ) { session throws(CommandError) in
    let id = session.arguments.word(0)
    let answer = try session.perform(
      ReceiveTransfer(id, try lines(session), plates: session.arguments.values("plate")))
    return try session.reportTransfer(answer, Deed("Received", "receive", "what came of \(answer.word("id") ?? id)"))
  }

  /// Those of `--line` or of a file; nil for `--all`.
  private static func lines(_ session: Session) throws(CommandError) -> [ReceiveTransfer.Line]? {
    let arguments = session.arguments
    let given = ["line", "all", "file"].filter { $0 == "all" ? arguments.has($0) : arguments.value($0) != nil }
    if given.count > 1 { throw .misuse(.notTogether(given[0], given[1])) }
    switch given.first {
    case "line": return try session.receivedLines()
    case "all": return nil
    case nil where !arguments.values("plate").isEmpty: return []
    case "file":
      let path = arguments.value("file") ?? ""
      return try session.lines(of: path, .receiptLines) { path, options throws(ExchangeError) in
        try TransferFile.receipts(reading: path, options)
      }
    default: throw .misuse(.needsOne(of: ["--line", "--all", "--file"]))
    }
  }

  // MARK: Scanning

  private static let scan = Command(
    "transfer", "scan", ["ID", "SKU", .init("QTY", isOptional: true)],
    [
      Option("lot", .text("CODE"), "the lot, of an item kept by lot"),
      Option("made", .text("D"), "the day a lot that is new was made"),
      Option("expires", .text("D"), "the last day a lot that is new may be used"),
      Option("serial", .text("S"), "a serial number; as many as units", isRepeated: true),
      Option(
        "condition", .words(ReceiveEvent.Condition.allCases.map(\.name)),
        "how it came; over: beyond what was shipped"),
      Option("instead", .count(from: 1), "this is what the parked scan N was; see scans --parked"),
      Option("note", .text("TEXT"), "what else there is to say"),
      Option("occurred-at", .text("T"), "when it was seen, if not now: 2026-07-04T09:30:00Z, -2h"),
    ], traits: .act, about: "keep what was seen at the dock, until it is posted; several may scan one transfer",
    example: "tallyman transfer scan TR-0002 ZIP-300 120"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let (id, sku) = (arguments.word(0), arguments.word(1))
    let entries = try entries(session, sku)
    let answer = try session.perform(
      RecordReceipts(id, entries, instead: arguments.count("instead").map(Int64.init)))
    let quantity = entries.reduce(Quantity.zero) { $0 + $1.quantity }
    let deed = Deed("Scanned", "scan", "\(quantity) of \(sku) for \(id)")
    guard !answer.isDryRun else { return session.report(answer, deed) }
    return try report(answer, deed, id, sku, session)
  }

  private static func entries(_ session: Session, _ sku: String) throws(CommandError) -> [RecordReceipts.Entry] {
    let arguments = session.arguments
    let serials = arguments.values("serial")
    let text = arguments.word(2)
    let quantity = text.isEmpty ? Quantity(max(serials.count, 1)) : try session.quantity(text, of: sku)
    if !serials.isEmpty, quantity != Quantity(serials.count) {
      throw .refused(.needsSerials(Session.code(sku), asked: quantity, given: serials.count))
    }
    let condition = ReceiveEvent.Condition.allCases.first { $0.name == arguments.value("condition") } ?? .good
    var entry = RecordReceipts.Entry(
      sku, quantity, lot: arguments.value("lot"), made: try session.day("made"), expires: try session.day("expires"),
      condition: condition, kind: text.isEmpty ? .scan : .typed, note: arguments.value("note"),
      occurredAt: try session.instant("occurred-at"))
    if serials.isEmpty { return [entry] }
    return serials.map { serial in
      entry.quantity = Quantity(1)
      entry.serial = serial
      return entry
    }
  }

  /// With the lines of the item as they stand now.
  private static func report(
    _ answer: ActAnswer, _ deed: Deed, _ id: String, _ sku: String, _ session: Session
  ) throws(CommandError) -> ExitCode {
    let lines = try session.ask(TransferLinePage(id, item: sku, limit: TransferText.mostRows)).rows
    var fields = Fields()
    fields.add("rows", .list(lines.map { .fields($0.fields) }))
    let words = lines.map { line in
      "  \(line.code)\(line.lot.map { " lot \($0.code)" } ?? ""): \(line.pendingGood + line.pendingDamaged) scanned, "
        + "\(line.inTransit) in transit"
    }
    return session.report(answer, deed, fields: fields, words: words)
  }

  private static let park = Command(
    "transfer", "park", ["ID", "TEXT"], [Option("note", .text("TEXT"), "what else there is to say")], traits: .act,
    about: "keep a scan that nobody understands for later",
    example: "tallyman transfer park TR-0002 5012345678900"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let entry = RecordReceipts.Entry.parked(arguments.word(1), note: arguments.value("note"))
    return session.report(
      try session.perform(RecordReceipts(arguments.word(0), [entry])),
      Deed("Parked", "park", "\(arguments.word(1)) for \(arguments.word(0))"))
  }

  private static let unscan = Command(
    "transfer", "unscan", ["ID"],
    [Option("event", .count(from: 1), "scan N: one of your own, or a parked one")], traits: .act,
    about: "take your last scan back that is not posted; again, the one before",
    example: "tallyman transfer scan TR-0002 ZIP-300 120\n"
      + "tallyman transfer unscan TR-0002"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = NegateReceipt(arguments.word(0), event: arguments.count("event").map(Int64.init))
    let answer = try session.perform(act)
    let goods =
      answer.word("sku").map { "\(answer.word("quantity") ?? "") of \($0)" } ?? answer.word("text") ?? "a parked scan"
    return session.report(answer, Deed("Took back", "take back", goods))
  }

  private static let post = Command(
    "transfer", "post", ["ID"], traits: .act,
    about: "receive what all have scanned, whole or not at all; what is still missing stays in transit",
    example: "tallyman transfer scan TR-0002 ZIP-300 120\n"
      + "tallyman transfer post TR-0002"
  ) { session throws(CommandError) in
    let id = session.arguments.word(0)
    let answer = try session.perform(PostReceipt(id))
    return try session.reportTransfer(answer, Deed("Posted", "post", "what was scanned of \(answer.word("id") ?? id)"))
  }

  private static let undo = Command(
    "transfer", "undo", ["ID"],
    [
      Option("receipt", .text("KEY"), "the key it was received with; else your last receipt"),
      Option("reason", .text("CODE"), "why, if not the reason of the receipt"),
    ], traits: .act, about: "take a receipt back: its goods are in transit again; refused once they have moved on",
    example: "tallyman transfer receive TR-0002 --line ZIP-300=120\n"
      + "tallyman transfer undo TR-0002"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = TakeBackReceipt(
      arguments.word(0), receipt: arguments.value("receipt"), reason: arguments.value("reason"))
    let answer = try session.perform(act)
    return try session.reportTransfer(
      answer, Deed("Took back", "take back", "a receipt of \(answer.word("id") ?? arguments.word(0))"))
  }
}
