import Exchange
import Inventory

enum MoveVerb {
  static var commands: [Command] {
    kinds.map(movement) + [transfer, post, list, show, reverse]
  }

  /// One word on the command line for each way stock changes in one step.
  private struct Kind {
    let verb: String
    let kind: MovementKind
    let about: String
    let example: String
  }

  private static let kinds = [
    Kind(
      verb: "receipt", kind: .receipt, about: "goods came in",
      example: "tallyman move receipt GLU-1 40 --at A-03-2 --lot L2407 --expires +180d --reference PO-118"),
    Kind(
      verb: "issue", kind: .issue, about: "goods went out",
      example: "tallyman move issue DRILL-18V 2 --at B-02-1 --reason SALE --reference SO-5512"),
    Kind(
      verb: "adjust", kind: .adjustment, about: "put the books right, up or down; needs a reason",
      example: "tallyman move adjust DRILL-18V -1 --at B-02-1 --reason AUDIT"),
    Kind(
      verb: "return", kind: .return, about: "goods came back",
      example: "tallyman move return DRILL-18V 1 --at D-1 --reference RMA-77"),
    Kind(
      verb: "scrap", kind: .scrap, about: "goods were thrown away",
      example: "tallyman move scrap GLU-1 3 --at A-03-1 --lot L2414"),
    Kind(
      verb: "damage", kind: .damage, about: "goods were broken",
      example: "tallyman move damage DRILL-18V 1 --at B-02-1 --note \"fell off the rack\""),
    Kind(
      verb: "theft", kind: .theft, about: "goods were stolen",
      example: "tallyman move theft DRILL-18V 1 --at B-02-1"),
    Kind(
      verb: "reserve", kind: .reserve, about: "hold goods",
      example: "tallyman move reserve DRILL-18V 2 --at B-02-1 --reference SO-5512"),
    Kind(
      verb: "release", kind: .release, about: "let go of held goods",
      example: "tallyman move release WID-100 2 --at B-04-1 --reference so-2231"),
    Kind(
      verb: "consume", kind: .consume, about: "held goods went out",
      example: "tallyman move consume WID-100 2 --at B-04-1 --reference so-2231"),
    Kind(
      verb: "quarantine", kind: .quarantine, about: "block goods where they are: they are there, but not to be used",
      example: "tallyman move quarantine DRILL-18V 2 --at B-02-1 --note \"to be inspected\""),
    Kind(
      verb: "unquarantine", kind: .quarantineRelease, about: "free blocked goods again",
      example: "tallyman move quarantine DRILL-18V 2 --at B-02-1\n"
        + "tallyman move unquarantine DRILL-18V 2 --at B-02-1 --note \"found good\""),
  ]

  private static let place = Option("at", .text("LOC"), "where", isRequired: true)

  private static let options = [
    Option("lot", .text("CODE"), "the lot, of an item kept by lot"),
    Option("made", .text("D"), "the day a new lot was made"),
    Option("expires", .text("D"), "the last day a new lot may be used"),
    Option("serial", .text("S"), "a serial number; as many as units", isRepeated: true),
    Option("reason", .text("CODE"), ReasonCode.standard.joined(separator: ", ") + " or your own"),
    Option("reference", .text("REF"), "the order, the delivery note …"),
    Option("note", .text("TEXT"), "what else there is to say"),
    Option("cost", .text("MONEY"), "what one unit costs"),
    Option("occurred-at", .text("T"), "when it happened, if not now: 2026-07-04T09:30:00Z, -2h"),
    Option("meta", .text("NAME=VALUE"), "anything else to keep with it", isRepeated: true),
    override,
  ]

  private static let blocked = Option(
    "blocked", .none, "blocked goods: taken from those that are, or to be blocked where they arrive")

  /// Kinds that take goods, blocked ones too, or bring some.
  private static let mayBeBlocked: Set<MovementKind> = [.receipt, .adjustment, .return, .scrap, .damage, .theft]

  private static let override = Option(
    "override", .none, "even where a stocktake lets nothing move; supervisors may")

  private static func movement(_ kind: Kind) -> Command {
    Command(
      "move", kind.verb, ["SKU", "QTY"],
      [place] + options + (mayBeBlocked.contains(kind.kind) ? [blocked] : []), traits: .act, about: kind.about,
      example: kind.example
    ) { session throws(CommandError) in
      let line = try line(kind.kind, session)
      return session.report(try session.perform(act([line], session)), deed(kind.kind, line))
    }
  }

  private static let transfer = Command(
    "move", "transfer", ["SKU", "QTY"],
    [place, Option("to", .text("LOC"), "the place it goes to, in the same site", isRequired: true)] + options
      + [blocked],
    traits: .act, about: "move goods within a site, in one step",
    example: "tallyman move transfer DRILL-18V 4 --at B-02-1 --to D-1"
  ) { session throws(CommandError) in
    var line = try line(.transferOut, session)
    line.to = session.arguments.value("to")
    return session.report(try session.perform(act([line], session)), deed(.transferOut, line))
  }

  private static func act(_ lines: [MovementLine], _ session: Session) -> PostMovements {
    PostMovements(lines, overridesHold: session.arguments.has("override"))
  }

  private static func line(_ kind: MovementKind, _ session: Session) throws(CommandError) -> MovementLine {
    let arguments = session.arguments
    let sku = arguments.word(0)
    var line = MovementLine(
      kind, sku, try session.quantity(arguments.word(1), of: sku), at: arguments.value("at") ?? "",
      lot: arguments.value("lot"), made: try session.day("made"), expires: try session.day("expires"),
      serials: arguments.values("serial"), reason: arguments.value("reason"),
      reference: arguments.value("reference"), note: arguments.value("note"), cost: try session.cost("cost"),
      metadata: try session.pairs("meta"), occurredAt: try session.instant("occurred-at"))
    line.isBlocked = arguments.has("blocked")
    return line
  }

  private static func deed(_ kind: MovementKind, _ line: MovementLine) -> Deed {
    let goods = "\(line.quantity) of \(line.item)"
    let there = "\(goods) at \(line.location)"
    return switch kind {
    case .opening, .receipt, .transferIn: Deed("Received", "receive", there)
    case .issue: Deed("Issued", "issue", there)
    case .adjustment: Deed("Adjusted", "adjust", "\(line.item) at \(line.location) by \(line.quantity)")
    case .return: Deed("Took back", "take back", there)
    case .scrap: Deed("Scrapped", "scrap", there)
    case .damage: Deed("Wrote off as damaged", "write off as damaged", there)
    case .theft: Deed("Wrote off as stolen", "write off as stolen", there)
    case .transferOut: Deed("Moved", "move", "\(goods) from \(line.location) to \(line.to ?? "")")
    case .reserve: Deed("Reserved", "reserve", there)
    case .release: Deed("Released", "release", there)
    case .consume: Deed("Consumed", "consume", there)
    case .count, .countRestate, .cut, .expected, .confirm, .expire: Deed("Posted", "post", there)
    case .quarantine: Deed("Blocked", "block", there)
    case .quarantineRelease: Deed("Freed", "free", there)
    case .lotSplit: Deed("Split off", "split off", there)
    }
  }

  private static let post = Command(
    "move", "post", ["FILE"], ImportVerb.reading + [override], traits: .act,
    about: "post the movements of a CSV or NDJSON file in one act: all or none",
    example: "printf 'sku,quantity,location\\nWID-220,12,A-01-2\\n' > lines.csv\n"
      + "tallyman move post lines.csv --set kind=receipt --set reference=PO-118"
  ) { session throws(CommandError) in
    let path = session.arguments.word(0)
    let options = try ImportVerb.options(session, .movements)
    let file: MovementFile
    do throws(ExchangeError) {
      file = try MovementFile(reading: path, options)
    } catch {
      throw .exchange(error)
    }
    guard file.rejected.isEmpty else { throw .badRows(path, file.rejected) }
    let answer = try session.perform(act(file.lines, session))
    let entries = answer.entryCount
    return session.report(answer, Deed("Posted", "post", "\(entries.counted("entry", "entries")) from \(path)"))
  }

  private static let reverse = Command(
    "move", "reverse", ["ID"],
    [Option("reason", .text("CODE"), "why, if not the reason of what is reversed")],
    traits: .act, about: "take back an entry by its number, or all that an act posted by its key",
    example: "tallyman move issue DRILL-18V 2 --at B-02-1 --key picked-twice\n"
      + "tallyman move reverse picked-twice --reason ADJUSTMENT"
  ) { session throws(CommandError) in
    let id = session.arguments.word(0)
    let reason = session.arguments.value("reason")
    let target = Int64(id).map { ReverseMovement.Target.entry($0) } ?? .act(key: id)
    let answer = try session.perform(ReverseMovement(target, reason: reason))
    return session.report(answer, Deed("Reversed", "reverse", Int64(id) == nil ? "act \(id)" : "entry \(id)"))
  }

  /// Those an export takes too.
  static let filters = [
    Option("sku", .text("SKU"), "this item"),
    Option("at", .text("LOC"), "this location and all inside it"),
    Option("kind", .words(MovementKind.allCases.map(\.name) + ["adjust", "sale", "shipment"]), "this kind"),
    Option("reason", .text("CODE"), "this reason"),
    Option("reference", .text("REF"), "this reference"),
    Option("actor", .text("NAME"), "done by this operator"),
    Option("from", .text("T"), "happened at or after"),
    Option("to", .text("T"), "happened before"),
  ]

  /// `to` names the flag for the end of the time: an export has another use for `--to`.
  static func filter(_ session: Session, to end: String = "to") throws(CommandError) -> LedgerFilter {
    let arguments = session.arguments
    var filter = LedgerFilter()
    filter.item = arguments.value("sku")
    filter.location = arguments.value("at")
    filter.kind = arguments.value("kind").flatMap { MovementKind(name: $0) }
    filter.reason = arguments.value("reason")
    filter.reference = arguments.value("reference")
    filter.actor = arguments.value("actor")
    filter.from = try session.instant("from")
    filter.to = try session.instant(end)
    return filter
  }

  private static let list = Command(
    "move", "list", [], filters, traits: .list, about: "list ledger entries, latest first",
    example: "tallyman move list --sku DRILL-18V --from -7d --json"
  ) { session throws(CommandError) in
    var question = LedgerPage(try filter(session))
    var isEmpty = true
    let exit = try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      let page = try session.ask(question)
      isEmpty = isEmpty && page.rows.isEmpty
      return page
    }
    if isEmpty { try session.remarkHidden(.countedBlind) }
    return exit
  }

  private static let show = Command(
    "move", "show", ["ID"], about: "show a ledger entry", example: "tallyman move show 117 --json"
  ) { session throws(CommandError) in
    let id = session.arguments.word(0)
    var filter = LedgerFilter()
    filter.entry = Int64(id)
    guard filter.entry != nil, let entry = try session.ask(LedgerPage(filter, limit: 1)).rows.first else {
      throw .refused(.noSuchEntry(id))
    }
    session.show(entry.fields, Document.text(entry.fields))
    return .done
  }

  private static let listing = Listing<LedgerEntry>(
    empty: "No ledger entries fit.",
    columns: [
      .init("ID", isNumber: true) { String($0.id) },
      .init("OCCURRED AT") { $0.occurredAt.description },
      .init("KIND") { $0.kind.name },
      .init("SKU") { $0.code.description },
      .init("LOCATION") { $0.place },
      .init("LOT") { $0.lot ?? "" },
      .init("CHANGE", isNumber: true) { $0.mainChange.description },
      .init("ON HAND", isNumber: true) { $0.after.onHand.description },
      .init("REASON") { $0.reason ?? "" },
      .init("REFERENCE") { $0.reference ?? "" },
      .init("ACTOR") { $0.actor },
      .init("REVERSED") { entry in
        entry.reverses.map { "reverses \($0)" } ?? entry.reversedBy.map { "by \($0)" } ?? ""
      },
    ],
    fields: \.fields)
}

extension LedgerEntry {
  /// The change of the balance that its kind is about.
  fileprivate var mainChange: Quantity {
    switch kind {
    case .reserve, .release, .expire: change.reserved
    case .confirm: change.allocated
    case .quarantine, .quarantineRelease: change.blocked
    default: change.onHand
    }
  }
}
