import Inventory

/// Requisitions: what somebody wants to be bought (`spec.md` 3.9).
enum RequisitionVerb {
  static var commands: [Command] { [create, approve, cancel, order, list, show] }

  private static let create = Command(
    "requisition", "create", [],
    [
      Option(
        "line", .text(TransferLineForm.wanted.written), "an item, how many, and perhaps where, from whom, by when",
        isRepeated: true, isRequired: true),
      Option("note", .text("TEXT"), "what else there is to say"),
    ], traits: .act, about: "ask for goods to be bought",
    example: "tallyman requisition create --line WID-220=200,at=NORTH,by=+30d --line GLU-1=50,vendor=Henkel"
  ) { session throws(CommandError) in
    let act = CreateRequisition(try session.wantedLines(), note: session.arguments.value("note"))
    let answer = try session.perform(act)
    return report(session, answer, "Asked for", "ask for", answer.isDryRun ? "a requisition" : answer.word("id") ?? "")
  }

  private static let approve = Command(
    "requisition", "approve", ["ID"], traits: [.act, .edit], about: "say that it may be bought; supervisors may",
    example: "tallyman requisition approve RQ-0001"
  ) { session throws(CommandError) in try decide(session, .approve, "Approved", "approve") }

  private static let cancel = Command(
    "requisition", "cancel", ["ID"], traits: [.act, .edit], about: "call off what nobody has ordered yet",
    example: "tallyman requisition cancel RQ-0001"
  ) { session throws(CommandError) in try decide(session, .cancel, "Called off", "call off") }

  private static func decide(
    _ session: Session, _ verdict: DecideRequisition.Verdict, _ done: String, _ bare: String
  ) throws(CommandError) -> ExitCode {
    let id = session.arguments.word(0)
    let answer = try session.perform(DecideRequisition(id, verdict, ifVersion: session.ifVersion))
    return report(session, answer, done, bare, answer.word("id") ?? id)
  }

  private static let order = Command(
    "requisition", "order", ["ID"],
    [
      Option("vendor", .text("V"), "its lines that name this vendor, or none", isRequired: true),
      Option("number", .text("NUMBER"), "of the order; else the house's next"),
      Option("currency", .text("C"), "else that of the first item"),
      Option("to", .text("LOC"), "where the goods come to; else where the lines say"),
    ], traits: [.act, .edit], about: "make a draft order of what an approved requisition wants from a vendor",
    example: "tallyman requisition approve RQ-0001\n"
      + "tallyman requisition order RQ-0001 --vendor PACKWELL --currency EUR --to NORTH"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let id = arguments.word(0)
    let act = OrderRequisition(
      id, from: arguments.value("vendor") ?? "", number: arguments.value("number"),
      currency: try currency(session, id), to: arguments.value("to"), ifVersion: session.ifVersion)
    let answer = try session.perform(act)
    return report(
      session, answer, "Ordered", "order", "\(answer.word("id") ?? id) as \(answer.word("order") ?? "an order")")
  }

  /// The one that is named, or the one the items are priced in.
  private static func currency(_ session: Session, _ id: String) throws(CommandError) -> String {
    if let named = session.arguments.value("currency") { return named }
    let lines = try session.ask(RequisitionCard(id)).lines
    for line in lines {
      let item = try session.ask(ItemPage(text: line.code.description, limit: 20)).rows.first { $0.code == line.code }
      if let currency = item?.currency, !currency.isEmpty { return currency }
    }
    return ""
  }

  private static let list = Command(
    "requisition", "list", [],
    [
      Option("status", .words(RequisitionStatus.allCases.map(\.rawValue)), "only those that are so"),
      Option("sku", .text("SKU"), "has a line of this item"),
    ], traits: .list, about: "list requisitions, latest first", example: "tallyman requisition list --status approved"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    var question = RequisitionPage(
      status: arguments.value("status").flatMap { RequisitionStatus(rawValue: $0) }, item: arguments.value("sku"))
    return try session.list(PurchaseListings.requisitions) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let show = Command(
    "requisition", "show", ["ID"], about: "show a requisition with its lines",
    example: "tallyman requisition show RQ-0001"
  ) { session throws(CommandError) in
    let row = try session.ask(RequisitionCard(session.arguments.word(0)))
    let wanted = row.requisition
    var words = "\(wanted.number)  \(wanted.status.rawValue)\nasked for by \(wanted.createdBy) at \(wanted.createdAt)"
    if let by = wanted.approvedBy { words += "; approved by \(by)" }
    if let note = wanted.note { words += "\n" + note }
    session.show(wanted.fields(row.lines), PlainText.safe(words) + "\n\n" + PurchaseListings.wanted.table(row.lines))
    return .done
  }

  private static func report(
    _ session: Session, _ answer: ActAnswer, _ done: String, _ bare: String, _ object: String
  ) -> ExitCode {
    session.report(answer, Deed(done, bare, object))
  }
}
