import Inventory

enum SerialVerb {
  static var commands: [Command] { [add, show, transfer, decommission, edit, list] }

  private static let sku = Option("sku", .text("SKU"), "of this item, where several have such a number")
  private static let owner = Option("owner", .text("NAME"), "whose it is; empty for ours")

  private static let add = Command(
    "serial", "add", ["SKU"],
    [
      Option("at", .text("LOC"), "where they come in", isRequired: true),
      Option("serial", .text("S"), "a serial number", isRepeated: true, isRequired: true),
      Option("lot", .text("CODE"), "the lot they are of"), owner,
      Option("reference", .text("REF"), "the order, the delivery note …"),
    ],
    traits: .act, about: "register units that came in: a receipt of them",
    example: "tallyman serial add SER-7 --at A-04-1 --serial SER-7-1101 --serial SER-7-1102"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let serials = arguments.values("serial")
    let act = RegisterSerials(
      arguments.word(0), at: arguments.value("at") ?? "", serials: serials, lot: arguments.value("lot"),
      owner: arguments.value("owner"), reference: arguments.value("reference"))
    let what = serials.count == 1 ? "serial \(serials[0])" : "\(serials.count) serials"
    return session.report(
      try session.perform(act), Deed("Registered", "register", "\(what) of \(arguments.word(0))"))
  }

  private static let show = Command(
    "serial", "show", ["S"], [sku], about: "show a serial: where it is, whose, and all that ever happened to it",
    example: "tallyman serial show SER-7-1003 --json"
  ) { session throws(CommandError) in
    let card = try session.ask(SerialCard(session.arguments.word(0), of: session.arguments.value("sku")))
    session.show(card.fields, LotCardText.text(card))
    return .done
  }

  private static let transfer = Command(
    "serial", "transfer", ["S"],
    [
      Option("to", .text("LOC"), "the place it goes to, in the same site", isRequired: true), sku,
      Option("reference", .text("REF"), "the order, the delivery note …"),
    ],
    traits: .act, about: "move a serial to another place", example: "tallyman serial transfer SER-7-1003 --to D-1"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let (serial, place) = (arguments.word(0), arguments.value("to") ?? "")
    let act = MoveSerial(
      serial, of: arguments.value("sku"), to: place, reference: arguments.value("reference"))
    return session.report(try session.perform(act), Deed("Moved", "move", "serial \(serial) to \(place)"))
  }

  private static let decommission = Command(
    "serial", "decommission", ["S"],
    [
      Option("reason", .text("CODE"), "why", isRequired: true), sku,
      Option("note", .text("TEXT"), "what else there is to say"),
    ],
    traits: .act, about: "take a serial off the books for good",
    example: "tallyman serial decommission SER-7-1003 --reason WORN-OUT"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let serial = arguments.word(0)
    let act = DecommissionSerial(
      serial, of: arguments.value("sku"), reason: arguments.value("reason") ?? "", note: arguments.value("note"))
    return session.report(try session.perform(act), Deed("Decommissioned", "decommission", "serial \(serial)"))
  }

  private static let edit = Command(
    "serial", "edit", ["S"], [owner, Option("lot", .text("CODE"), "the lot it is of"), sku], traits: [.act, .edit],
    about: "say whose a serial is, or of which lot",
    example: "tallyman serial edit SER-7-1003 --owner \"Miller & Sons\""
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let serial = arguments.word(0)
    let act = EditSerial(
      serial, of: arguments.value("sku"), owner: arguments.value("owner"), lot: arguments.value("lot"),
      ifVersion: session.ifVersion)
    return session.report(try session.perform(act), Deed("Changed", "change", "serial \(serial)"))
  }

  /// Those an export takes too.
  static let filters = [
    Option("sku", .text("SKU"), "of this item"),
    Option("status", .words(SerialStatus.allCases.map(\.rawValue)), "only those that are this"),
    Option("at", .text("LOC"), "only those at this location or inside it"),
    Option("owner", .text("NAME"), "only those that are theirs"),
    Option("search", .text("TEXT"), "only numbers that begin with it"),
  ]

  static func filter(_ session: Session) throws(CommandError) -> SerialFilter {
    let arguments = session.arguments
    var filter = SerialFilter()
    filter.item = arguments.value("sku")
    filter.status = arguments.value("status").flatMap { SerialStatus(rawValue: $0) }
    filter.location = arguments.value("at")
    filter.owner = arguments.value("owner")
    filter.text = arguments.value("search")
    return filter
  }

  private static let list = Command(
    "serial", "list", [], filters, traits: .list, about: "list serial numbers",
    example: "tallyman serial list --sku SER-7 --status in_stock --json"
  ) { session throws(CommandError) in
    var question = SerialPage(try filter(session))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<SerialUnit>(
    empty: "No serials fit.",
    columns: [
      .init("SERIAL") { $0.serial },
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("STATUS") { $0.isWithheld ? "" : $0.status.rawValue },
      .init("LOCATION") { $0.place ?? "" },
      .init("OWNER") { $0.owner },
      .init("LOT") { $0.lot ?? "" },
    ],
    fields: \.fields)
}
