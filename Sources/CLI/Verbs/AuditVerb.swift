import Inventory

enum AuditVerb {
  static let commands = [
    Command(
      "audit", "list", [],
      [
        Option("actor", .text("NAME"), "done by this operator"),
        Option("action", .text("NAME"), "an action or the beginning of one: movement, item.edited"),
        Option("sku", .text("SKU"), "done to this item, or with --at to its stock record"),
        Option("at", .text("LOC"), "done to this location, or with --sku to the stock record there"),
        Option("entity", .text("NAME"), "done to this document: item:DRILL-18V"),
        Option("from", .text("T"), "at or after"),
        Option("to", .text("T"), "before"),
      ],
      traits: .list, about: "list what was done, latest first (movements of an item: move list --sku)",
      example: "tallyman audit list --actor mara --from -1d --json", run: list),
    Command(
      "audit", "show", ["ID"], about: "show an audit event with what was before and after",
      example: "tallyman audit show 12 --json", run: show),
  ]

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = AuditPage(
      actor: session.arguments.value("actor"), action: session.arguments.value("action"),
      entity: try entity(session), from: try session.instant("from"), to: try session.instant("to"))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  /// The document that `--sku` and `--at` speak of, by the codes in the books.
  private static func entity(_ session: Session) throws(CommandError) -> String? {
    let sku = session.arguments.value("sku")
    let place = session.arguments.value("at")
    if let entity = session.arguments.value("entity") {
      if sku != nil { throw .misuse(.notTogether("entity", "sku")) }
      if place != nil { throw .misuse(.notTogether("entity", "at")) }
      return entity
    }
    let item = try sku.map { sku throws(CommandError) in try code(ofItem: sku, session) }
    let location = try place.map { place throws(CommandError) in
      guard let location = try session.ask(LocationList(.only(place), limit: 1)).rows.first else {
        throw .refused(.noSuchLocation(place))
      }
      return location.code
    }
    if let item, let location { return "stock:\(item)@\(location)" }
    return item.map { "item:\($0)" } ?? location.map { "location:\($0)" }
  }

  private static func code(ofItem sku: String, _ session: Session) throws(CommandError) -> ItemCode {
    for case .item(let item, _) in try session.ask(LookUp(sku)) { return item.code }
    throw .refused(.noSuchItem(sku))
  }

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let id = session.arguments.word(0)
    guard let number = Int64(id), let event = try session.ask(AuditPage(event: number, limit: 1)).rows.first else {
      throw .refused(.noSuchEvent(id))
    }
    session.show(event.fields, Document.text(event.fields))
    return .done
  }

  private static let listing = Listing<AuditEvent>(
    empty: "No audit events fit.",
    columns: [
      .init("ID", isNumber: true) { String($0.id) },
      .init("RECORDED AT") { $0.recordedAt.description },
      .init("ACTOR") { $0.actor },
      .init("TERMINAL") { $0.terminal },
      .init("ACTION") { $0.action },
      .init("ENTITY") { $0.entity ?? "" },
      .init("REFERENCE") { $0.reference ?? "" },
      .init("ENTRIES", isNumber: true) { String($0.entryCount) },
      .init("KEY") { $0.key },
    ],
    fields: \.fields)
}
