import Inventory

/// Looking at transfers.
enum TransferLooking {
  static var commands: [Command] { [show, list, lines, scans, discrepancies] }

  private static let show = Command(
    "transfer", "show", ["ID"], about: "show a transfer: how far it is, its lines, what is open of it, who receives it",
    example: "tallyman transfer show TR-0002 --json"
  ) { session throws(CommandError) in
    let text = try session.transferText(session.arguments.word(0))
    session.show(text.fields, text.words)
    return .done
  }

  private static let from = Option("from", .text("LOC"), "comes from this location or a place inside it")
  private static let to = Option("to", .text("LOC"), "goes to this location or a place inside it")
  static let status = Option("status", .words(TransferStatus.allCases.map(\.rawValue)), "only those that are so")
  static let item = Option("sku", .text("SKU"), "has a line of this item")

  private static let list = Command(
    "transfer", "list", [],
    [
      status, from, to, item, Option("under-way", .none, "requested or in transit; =no: those that are over"),
      Option("search", .text("TEXT"), "the number, or the beginning of the reference"),
    ], traits: .list, about: "list transfers, latest first",
    example: "tallyman transfer list --status in_transit --to SOUTH"
  ) { session throws(CommandError) in
    var filter = filter(session, from: "from", to: "to")
    filter.isUnderWay = session.arguments.answer("under-way")
    filter.text = session.arguments.value("search")
    var question = TransferPage(filter)
    return try session.list(TransferListings.transfers) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  /// The flags for the two locations are called otherwise where `--to` names a file.
  static func filter(_ session: Session, from: String, to: String) -> TransferFilter {
    let arguments = session.arguments
    var filter = TransferFilter()
    filter.status = arguments.value("status").flatMap { TransferStatus(rawValue: $0) }
    filter.from = arguments.value(from)
    filter.to = arguments.value(to)
    filter.item = arguments.value("sku")
    return filter
  }

  private static let lines = Command(
    "transfer", "lines", ["ID"],
    [Option("open", .none, "in transit, or still to be shipped"), Option("sku", .text("SKU"), "only this item")],
    traits: .list, about: "list the lines of a transfer", example: "tallyman transfer lines TR-0002 --open"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    var question = TransferLinePage(
      arguments.word(0), isOpen: arguments.has("open"), item: arguments.value("sku"))
    return try session.list(TransferListings.lines) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let scans = Command(
    "transfer", "scans", ["ID"], [Option("parked", .none, "only scans that nobody understood yet")], traits: .list,
    about: "list what was scanned of a transfer, latest first", example: "tallyman transfer scans TR-0002 --parked"
  ) { session throws(CommandError) in
    var question = ReceiveEventPage(session.arguments.word(0), isParked: session.arguments.has("parked"))
    return try session.list(TransferListings.scans) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let discrepancies = Command(
    "transfer", "discrepancies", [],
    [
      Option("open", .none, "only those that nobody resolved yet"),
      Option("transfer", .text("ID"), "of this transfer"),
      Option("sort", .words(["age", "value"]), "of open ones: the oldest, or the most valuable first"),
    ], traits: .list, about: "list what did not come as it should: short, over, damaged, wrong",
    example: "tallyman transfer discrepancies --open --sort value"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let isOpen = arguments.has("open")
    if arguments.value("sort") == "value", !isOpen { throw .misuse(.onlyWith("sort", "open")) }
    var question = DiscrepancyPage(
      transfer: arguments.value("transfer"), isOpen: isOpen,
      order: arguments.value("sort") == "value" ? .value : .age)
    let listing = isOpen ? TransferListings.openDiscrepancies : TransferListings.discrepancies
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }
}
