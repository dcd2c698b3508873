import Exchange
import Inventory

/// Transfers: asked for, shipped, received, settled (`spec.md` 3.5).
enum TransferVerb {
  static var commands: [Command] {
    [create, ship] + TransferReceiving.commands + TransferSettling.commands + [cancel, edit]
      + TransferLooking.commands
  }

  static let requestLine = Option(
    "line", .text(TransferLineForm.request.written), "an item, how many, and perhaps its lot or serials",
    isRepeated: true)

  private static let priority = Option(
    "priority", .words(TransferPriority.allCases.map(\.rawValue)), "urgent ones stand out")
  private static let reference = Option("reference", .text("REF"), "the order, the delivery note …")
  private static let note = Option("note", .text("TEXT"), "what else there is to say")

  // MARK: Asked for

  private static let create = Command(
    "transfer", "create", [],
    [
      Option("from", .text("LOC"), "a place, or a site whose places are all looked through", isRequired: true),
      Option("to", .text("LOC"), "the place it goes to", isRequired: true), requestLine,
      Option("file", .text("FILE"), "the lines, as CSV or NDJSON with sku, quantity, and perhaps lot, serials"),
      Option("eta", .text("T"), "when it is expected: 2026-07-04T09:30:00Z, 2d"), priority, reference, note,
    ] + ImportVerb.reading, traits: .act, about: "ask for goods to be moved; nothing moves until it is shipped",
    example: "tallyman transfer create --from NORTH --to SOUTH --line WID-220=40 --line GLU-1=12,lot=L2414 --eta 2d"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = CreateTransfer(
      from: arguments.value("from") ?? "", to: arguments.value("to") ?? "", try lines(session),
      eta: try session.instant("eta"),
      priority: arguments.value("priority").flatMap { TransferPriority(rawValue: $0) } ?? .normal,
      reference: arguments.value("reference"), note: arguments.value("note"))
    let answer = try session.perform(act)
    let number = answer.isDryRun ? "a transfer" : answer.word("id") ?? "a transfer"
    return try session.reportTransfer(answer, Deed("Asked for", "ask for", "\(number) from \(act.from) to \(act.to)"))
  }

  /// Those of `--line`, or those of a file.
  private static func lines(_ session: Session) throws(CommandError) -> [TransferRequestLine] {
    guard let path = session.arguments.value("file") else {
      guard session.arguments.value("line") != nil else { throw .misuse(.needsOne(of: ["--line", "--file"])) }
      return try session.requestedLines()
    }
    if session.arguments.value("line") != nil { throw .misuse(.notTogether("line", "file")) }
    return try session.lines(of: path, .transferLines) { path, options throws(ExchangeError) in
      try TransferFile.requests(reading: path, options)
    }
  }

  private static let edit = Command(
    "transfer", "edit", ["ID"],
    [
      Option(
        "line", .text(TransferLineForm.request.written), "all its lines from now on, while nothing has been shipped",
        isRepeated: true),
      Option("eta", .text("T"), "when it is expected; none takes it away"), priority, reference, note,
    ], traits: [.act, .edit], about: "change what was asked for, or when it is expected",
    example: "tallyman transfer edit TR-0003 --eta +2d --if-version 1"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    var act = EditTransfer(arguments.word(0))
    if arguments.value("line") != nil { act.lines = try session.requestedLines() }
    if let eta = arguments.value("eta") { act.eta = eta == "none" ? .some(nil) : try session.instant("eta") }
    act.priority = arguments.value("priority").flatMap { TransferPriority(rawValue: $0) }
    act.reference = arguments.value("reference")
    act.note = arguments.value("note")
    act.ifVersion = session.ifVersion
    let answer = try session.perform(act)
    return try session.reportTransfer(answer, Deed("Changed", "change", answer.word("id") ?? arguments.word(0)))
  }

  // MARK: Under way

  private static let ship = Command(
    "transfer", "ship", ["ID"],
    [
      Option(
        "line", .text(TransferLineForm.request.written), "only this, of all that was asked for", isRepeated: true),
      Option("plate", .text("CODE"), "a pallet that leaves whole; only it, where no line is named", isRepeated: true),
      Option("partial", .none, "ship what there is; what is missing stays asked for"),
      Option(
        "policy", .words(["fefo", "fifo"]),
        "which lots go first where none is named: the first to expire (fefo), or the first that came"),
    ], traits: .act, about: "ship a transfer, or a part of it: goods leave the source and are in transit",
    example: "tallyman transfer ship TR-0003 --line YOK-010=6"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let lines = try session.requestedLines().map { line in
      ShipTransfer.Line(line.item, line.quantity, lot: line.lot, serials: line.serials)
    }
    let plates = arguments.values("plate")
    let act = ShipTransfer(
      arguments.word(0), lines.isEmpty && plates.isEmpty ? nil : lines, plates: plates,
      shipsWhatThereIs: arguments.has("partial"),
      policy: arguments.value("policy") == "fifo" ? .fifo : .fefo)
    let answer = try session.perform(act)
    return try session.reportTransfer(answer, Deed("Shipped", "ship", answer.word("id") ?? arguments.word(0)))
  }

  private static let cancel = Command(
    "transfer", "cancel", ["ID"], traits: .act,
    about: "call off what was not shipped; what is in transit is received or returned",
    example: "tallyman transfer cancel TR-0003"
  ) { session throws(CommandError) in
    let answer = try session.perform(CancelTransfer(session.arguments.word(0)))
    return try session.reportTransfer(
      answer, Deed("Called off", "call off", answer.word("id") ?? session.arguments.word(0)))
  }
}

extension Session {
  /// The lines of a file that is taken whole or not at all.
  func lines<Line>(
    of path: String, _ kind: ImportKind,
    _ read: (String, ImportOptions) throws(ExchangeError) -> LinesOfFile<Line>
  ) throws(CommandError) -> [Line] {
    let options = try ImportVerb.options(self, kind)
    let file: LinesOfFile<Line>
    do throws(ExchangeError) {
      file = try read(path, options)
    } catch {
      throw .exchange(error)
    }
    guard file.rejected.isEmpty else { throw .badRows(path, file.rejected) }
    return file.lines
  }
}
