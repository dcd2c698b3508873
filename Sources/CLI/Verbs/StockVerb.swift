import Inventory

enum StockVerb {
  static var commands: [Command] {
    [
      Command(
        "stock", "list", [], filters + [sort], traits: .list, about: "list stock records",
        example: "tallyman stock list --at NORTH --low --sort -available", run: list),
      Command(
        "stock", "show", ["SKU"], [Option("at", .text("LOC"), "only there and inside it")],
        about: "show one item: totals, by location, lots, serials", example: "tallyman stock show DRILL-18V --json",
        run: show),
      Command(
        "stock", "edit", ["SKU"],
        [
          Option("at", .text("LOC"), "where", isRequired: true),
          Option("reorder-point", .text("Q"), "low at or below this; none watches nothing any more"),
          Option("bin", .text("CODE"), "where in the location"),
          Option("flag", .text("NAME=VALUE"), "hang a flag on it; an empty value takes it away", isRepeated: true),
        ],
        traits: [.act, .edit], about: "change what is noted of a stock record, never its counts",
        example: "tallyman stock edit DRILL-18V --at NORTH --reorder-point 12", run: edit),
    ]
  }

  /// Those an export takes too.
  static let filters = [
    Option("sku", .text("SKU"), "this item; a SKU with variants means all of them"),
    Option("at", .text("LOC"), "this location and all inside it"),
    Option("room-type", .text("TYPE"), "rooms of this type"),
    Option("category", .text("NAME"), "items of this category"),
    Option(
      "status", .words(["on_hand", "available", "reserved", "allocated", "blocked", "incoming"]),
      "only where this balance is not zero"),
    Option("low", .none, "only where available is at or below the reorder point"),
    Option("min-available", .text("Q"), "only where at least Q are available"),
    Option("search", .text("TEXT"), "any part of SKU, variant or name"),
    Option("active", .words(["yes", "no"]), "only items in use, or only retired ones"),
  ]

  /// Fields a list is sorted by; those that scripts know by another name have both.
  private static let sorts: [(word: String, sort: StockSort)] =
    StockSort.allCases.map { ($0.rawValue, $0) } + [("sku", .item), ("location", .place)]

  private static let sort = Option(
    "sort", .order(sorts.map(\.word)), "\(sorts.map(\.word).joined(separator: ", ")); -FIELD for descending")

  static func filter(_ session: Session) throws(CommandError) -> StockFilter {
    let arguments = session.arguments
    var filter = StockFilter()
    filter.item = arguments.value("sku")
    filter.location = arguments.value("at")
    filter.roomType = arguments.value("room-type")
    filter.category = arguments.value("category")
    filter.status = arguments.value("status").flatMap { Balance(rawValue: $0) }
    filter.isLow = arguments.has("low")
    if let text = arguments.value("min-available") {
      filter.minimumAvailable = try session.quantity(text, of: filter.item ?? "stock")
    }
    filter.itemIsActive = arguments.answer("active")
    filter.text = arguments.value("search")
    return filter
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    let word = session.arguments.value("sort") ?? ""
    let name = word.hasPrefix("-") ? String(word.dropFirst()) : word
    var question = StockPage(
      filter: try filter(session), sort: sorts.first { $0.word == name }?.sort ?? .item,
      isDescending: word.hasPrefix("-"))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<StockRow>(
    empty: "No stock records fit.",
    columns: [
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("LOCATION") { $0.place },
    ] + figures + [
      .init("POINT", isNumber: true) { $0.reorderPoint?.description ?? "" },
      .init("STATE") { $0.state.rawValue },
    ],
    fields: \.fields)

  private static let places = Listing<StockRow>(
    empty: "", columns: [.init("LOCATION") { $0.place }] + figures, fields: \.fields)

  private static let figures: [Listing<StockRow>.Column] = [
    .init("ON HAND", isNumber: true) { $0.figure(.onHand)?.description ?? "" },
    .init("RESERVED", isNumber: true) { $0.figure(.reserved)?.description ?? "" },
    .init("ALLOCATED", isNumber: true) { $0.figure(.allocated)?.description ?? "" },
    .init("BLOCKED", isNumber: true) { $0.figure(.blocked)?.description ?? "" },
    .init("AVAILABLE", isNumber: true) { $0.figure(.available)?.description ?? "" },
    .init("INCOMING", isNumber: true) { $0.figure(.incoming)?.description ?? "" },
  ]

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let card = try session.ask(ItemStock(session.arguments.word(0), at: session.arguments.value("at")))
    session.show(StockCard.fields(card), StockCard.text(card, places: places))
    return .done
  }

  private static func edit(_ session: Session) throws(CommandError) -> ExitCode {
    let arguments = session.arguments
    let sku = arguments.word(0)
    let place = arguments.value("at") ?? ""
    var point: Quantity??
    if let text = arguments.value("reorder-point") {
      point = .some(text == "none" || text.isEmpty ? nil : try session.quantity(text, of: sku))
    }
    let act = EditStock(
      sku, at: place, reorderPoint: point, bin: arguments.value("bin"), flags: try session.pairs("flag"),
      ifVersion: session.ifVersion)
    return session.report(try session.perform(act), Deed("Changed", "change", "the stock record of \(sku) at \(place)"))
  }
}
