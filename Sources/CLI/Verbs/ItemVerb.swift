import Inventory

enum ItemVerb {
  static var commands: [Command] {
    [
      Command(
        "item", "add", ["SKU"], [Option("variant", .text("NAME"), "a size, a colour: the item is SKU/NAME")] + options,
        traits: .act, about: "add an item",
        example: "tallyman item add DRILL-36V --name \"Drill 36 V\" --cost 61.40 --barcode 4006381333931", run: add),
      Command(
        "item", "edit", ["SKU"], options + [Option("active", .words(["yes", "no"]), "no takes it out of use")],
        traits: [.act, .edit], about: "change an item; what is not named stays",
        example: "tallyman item edit DRILL-18V --price 119 --if-version 1", run: edit),
      Command(
        "item", "show", ["SKU"], about: "show an item", example: "tallyman item show 4006381010030", run: show),
      Command(
        "item", "list", [], filters, traits: .list, about: "list items",
        example: "tallyman item list --search drill --json", run: list),
      Command(
        "item", "retire", ["SKU"], traits: [.act, .edit],
        about: "take an item out of use; it can be used up, but not received",
        example: "tallyman item retire DRILL-18V", run: retire),
    ]
  }

  /// Those an export takes too.
  static let filters = [
    Option("search", .text("TEXT"), "any part of SKU, variant or name"),
    Option("category", .text("NAME"), "only this category"),
    Option("active", .words(["yes", "no"]), "only items in use, or only retired ones"),
  ]

  private static let options = [
    Option("name", .text("TEXT"), "what people call it"),
    Option("unit", .text("UNIT"), "what it is counted or measured in: pcs, kg, m …"),
    Option("track", .words(Tracking.allCases.map(\.rawValue)), "how its units are told apart"),
    Option("category", .text("NAME"), "what it is filed under"),
    Option("cost", .text("MONEY"), "what one unit costs"),
    Option("price", .text("MONEY"), "what one unit sells for"),
    Option("currency", .text("CODE"), "ISO 4217: EUR, USD …"),
    Option(
      "barcode", .text("CODE[:PACK]"), "a number it answers to, and how many units a scan means; edit replaces all",
      isRepeated: true),
    Option("pack", .text("NAME=UNITS"), "a named multiple of the unit, case=12; edit replaces all", isRepeated: true),
  ]

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let sku = session.arguments.word(0)
    let code = session.arguments.value("variant").map { ItemCode(sku: sku, variant: $0) } ?? Session.code(sku)
    let item = try edits(session, sku).applied(to: Item(code: code))
    return session.report(try session.perform(AddItem(item)), Deed("Added", "add", "item \(code)"))
  }

  private static func edit(_ session: Session) throws(CommandError) -> ExitCode {
    let sku = session.arguments.word(0)
    var edits = try edits(session, sku)
    edits.isActive = session.arguments.answer("active")
    let answer = try session.perform(EditItem(sku, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Changed", "change", "item \(sku)"))
  }

  private static func retire(_ session: Session) throws(CommandError) -> ExitCode {
    let sku = session.arguments.word(0)
    var edits = ItemEdits()
    edits.isActive = false
    let answer = try session.perform(EditItem(sku, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Retired", "retire", "item \(sku)"))
  }

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let sku = session.arguments.word(0)
    for case .item(let item, _) in try session.ask(LookUp(sku)) {
      session.show(item.fields, Document.text(item.fields))
      return .done
    }
    throw .refused(.noSuchItem(sku))
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = ItemPage(
      text: session.arguments.value("search"), category: session.arguments.value("category"),
      isActive: session.arguments.answer("active"))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<Item>(
    empty: "No items fit.",
    columns: [
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("CATEGORY") { $0.category },
      .init("UNIT") { $0.unit.name },
      .init("TRACK") { $0.tracking.rawValue },
      .init("COST", isNumber: true) { $0.cost?.description ?? "" },
      .init("PRICE", isNumber: true) { $0.price?.description ?? "" },
      .init("CUR") { $0.currency },
      .init("ACTIVE") { $0.isActive ? "yes" : "no" },
    ],
    fields: \.fields)

  private static func edits(_ session: Session, _ sku: String) throws(CommandError) -> ItemEdits {
    let arguments = session.arguments
    var edits = ItemEdits()
    edits.name = arguments.value("name")
    edits.category = arguments.value("category")
    edits.unit = arguments.value("unit").map { UnitOfMeasure($0) }
    edits.tracking = arguments.value("track").flatMap { Tracking(rawValue: $0) }
    edits.cost = try session.cost("cost")
    edits.price = try session.cost("price")
    edits.currency = arguments.value("currency")
    let barcodes = arguments.values("barcode")
    // `--barcode ""` alone takes all of them away.
    if !barcodes.isEmpty {
      edits.barcodes = try barcodes.filter { !$0.isEmpty }.map { text throws(CommandError) in
        try barcode(text, session, sku)
      }
    }
    let packs = try session.pairs("pack")
    if !packs.isEmpty {
      edits.packs = try packs.map { pack throws(CommandError) in
        Pack(pack.name, try session.quantity(pack.value, of: sku))
      }
    }
    return edits
  }

  private static func barcode(_ text: String, _ session: Session, _ sku: String) throws(CommandError) -> Barcode {
    guard let colon = text.lastIndex(of: ":") else { return Barcode(text) }
    let pack = try session.quantity(String(text[text.index(after: colon)...]), of: sku)
    return Barcode(String(text[..<colon]), pack: pack)
  }
}
