import Inventory

enum AuditVerb {
  static let filters = [
    Option("actor", .text("NAME"), "done by this operator"),
    Option("action", .text("NAME"), "an action or the beginning of one: movement, item.edited"),
    Option("sku", .text("SKU"), "done to this item, its records, lots, serials or rules, or with entries of it"),
    Option("at", .text("LOC"), "done to this location or a place inside it, or with entries there"),
    Option("entity", .text("NAME"), "done to this document: item:DRILL-18V"),
    Option("from", .text("T"), "at or after"),
    Option("to", .text("T"), "before"),
  ]

  static let commands = [
    Command(
      "audit", "list", [], filters, traits: .list, about: "list what was done, latest first",
      example: "tallyman audit list --actor mara --from -1d --json", run: list),
    Command(
      "audit", "show", ["ID"], about: "show an audit event: what it changed, and with which ledger entries",
      example: "tallyman audit show 12 --json", run: show),
    AuditSealing.seal, AuditSealing.verify,
  ]

  /// - Parameter to: the flag for the end, which is another where `--to` means a file.
  static func filter(_ session: Session, to: String = "to") throws(CommandError) -> AuditFilter {
    var filter = AuditFilter()
    filter.actor = session.arguments.value("actor")
    filter.action = session.arguments.value("action")
    filter.entity = session.arguments.value("entity")
    filter.item = session.arguments.value("sku")
    filter.location = session.arguments.value("at")
    filter.from = try session.instant("from")
    filter.to = try session.instant(to)
    if filter.entity != nil {
      if filter.item != nil { throw .misuse(.notTogether("entity", "sku")) }
      if filter.location != nil { throw .misuse(.notTogether("entity", "at")) }
    }
    return filter
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = AuditPage(try filter(session))
    var isEmpty = true
    let exit = try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      let page = try session.ask(question)
      isEmpty = isEmpty && page.rows.isEmpty
      return page
    }
    if isEmpty { try session.remarkHidden(.doneByOthers) }
    return exit
  }

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let id = session.arguments.word(0)
    guard let number = Int64(id), let event = try session.ask(AuditPage(event: number, limit: 1)).rows.first else {
      throw .refused(.noSuchEvent(id))
    }
    session.show(event.fields, text(event))
    return .done
  }

  /// The event, and under it what it changed field by field.
  private static func text(_ event: AuditEvent) -> String {
    var fields = Fields()
    for field in event.fields.list where field.name != "before" && field.name != "after" {
      fields.add(field.name, field.value)
    }
    let differences = event.differences
    if differences.isEmpty { return Document.text(fields) }
    var table = TextTable([.init("FIELD"), .init("BEFORE"), .init("AFTER")])
    for difference in differences {
      table.add([difference.name, PlainText.safe(difference.before), PlainText.safe(difference.after)])
    }
    return Document.text(fields) + "\n\n" + String(table.text.dropLast())
  }

  private static let listing = Listing<AuditEvent>(
    empty: "No audit events fit.",
    columns: [
      .init("ID", isNumber: true) { String($0.id) },
      .init("RECORDED AT") { $0.recordedAt.description },
      .init("ACTOR") { $0.actor },
      .init("TERMINAL") { $0.terminal },
      .init("ACTION") { $0.action },
      .init("ENTITY") { $0.entity ?? ($0.documentCount > 0 ? $0.documentCount.counted("document", "documents") : "") },
      .init("REFERENCE") { $0.reference ?? "" },
      .init("ENTRIES", isNumber: true) { String($0.entryCount) },
      .init("KEY") { $0.key },
    ],
    fields: \.fields)
}
