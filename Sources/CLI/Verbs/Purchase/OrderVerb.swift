import Exchange
import Inventory

/// Purchase orders (`spec.md` 3.9).
enum OrderVerb {
  static var commands: [Command] { [create, edit, send, close, cancel, list, show, match] }

  private static let line = Option(
    "line", .text(TransferLineForm.ordered.written), "an item, how many at what price, and perhaps when",
    isRepeated: true)
  private static let to = Option("to", .text("LOC"), "where the goods come to")
  private static let expected = Option("on", .text("D"), "when it is expected; none takes it away")
  private static let reference = Option("reference", .text("REF"), "the vendor's number, the contract …")
  private static let note = Option("note", .text("TEXT"), "what else there is to say")

  private static let create = Command(
    "order", "create", [.init("NUMBER", isOptional: true)],
    [
      Option("vendor", .text("V"), "who is to deliver", isRequired: true),
      Option("currency", .text("C"), "of the prices, such as EUR", isRequired: true),
      Option(
        "line", .text(TransferLineForm.ordered.written), "an item, how many at what price, and perhaps when",
        isRepeated: true, isRequired: true),
      Option("to", .text("LOC"), "where the goods come to", isRequired: true), expected, reference, note,
    ], traits: .act, about: "write down a purchase order; without NUMBER it gets the house's next",
    example:
      "tallyman order create PO-801 --vendor Henkel --currency EUR --line GLU-1=50@3.20 --to NORTH --on "
      + "+20d"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let number = arguments.word(0)
    let draft = OrderDraft(
      vendor: arguments.value("vendor") ?? "", currency: arguments.value("currency") ?? "",
      to: arguments.value("to") ?? "", try session.orderedLines() ?? [],
      expectedOn: try session.dayOrNone("on").flatMap { $0 }, reference: arguments.value("reference"),
      note: arguments.value("note"))
    let answer = try session.perform(CreateOrder(number.isEmpty ? nil : number, draft))
    return report(session, answer, "Wrote down", "write down")
  }

  private static let edit = Command(
    "order", "edit", ["NUMBER"],
    [
      Option("vendor", .text("V"), "who is to deliver"), Option("currency", .text("C"), "of the prices"), line, to,
      expected, reference, note,
    ], traits: [.act, .edit], about: "change a draft; its lines are all replaced by those that are named",
    example: "tallyman order create PO-801 --vendor Henkel --currency EUR --line GLU-1=50@3.20 --to NORTH\n"
      + "tallyman order edit PO-801 --line GLU-1=60@3.10 --if-version 1"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = EditOrder(
      arguments.word(0), vendor: arguments.value("vendor"), currency: arguments.value("currency"),
      to: arguments.value("to"), try session.orderedLines(), expectedOn: try session.dayOrNone("on"),
      reference: arguments.value("reference"), note: arguments.value("note"), ifVersion: session.ifVersion)
    return report(session, try session.perform(act), "Changed", "change")
  }

  private static let send = Command(
    "order", "send", ["NUMBER"], traits: [.act, .edit],
    about: "say that the vendor has it: what it is to bring is incoming",
    example: "tallyman order create PO-801 --vendor Henkel --currency EUR --line GLU-1=50@3.20 --to NORTH\n"
      + "tallyman order send PO-801"
  ) { session throws(CommandError) in try advance(session, .send, "Sent", "send") }

  private static let close = Command(
    "order", "close", ["NUMBER"], traits: [.act, .edit],
    about: "close it: what has not come will not come", example: "tallyman order close PO-790"
  ) { session throws(CommandError) in try advance(session, .close, "Closed", "close") }

  private static let cancel = Command(
    "order", "cancel", ["NUMBER"], traits: [.act, .edit], about: "throw a draft away",
    example: "tallyman order create PO-801 --vendor Henkel --currency EUR --line GLU-1=50@3.20 --to NORTH\n"
      + "tallyman order cancel PO-801"
  ) { session throws(CommandError) in try advance(session, .cancel, "Threw away", "throw away") }

  private static func advance(
    _ session: Session, _ step: AdvanceOrder.Step, _ done: String, _ bare: String
  ) throws(CommandError) -> ExitCode {
    let act = AdvanceOrder(session.arguments.word(0), step, ifVersion: session.ifVersion)
    return report(session, try session.perform(act), done, bare)
  }

  /// Entries are counted, not listed: an order may have thousands of lines.
  private static func report(_ session: Session, _ answer: ActAnswer, _ done: String, _ bare: String) -> ExitCode {
    var answer = answer
    var fields = Fields()
    fields.add("entry_count", Int64(answer.entryCount))
    answer.entries = []
    let lines = answer.word("lines") ?? "0"
    let words =
      "  \(lines) \(lines == "1" ? "line" : "lines"): \(answer.word("ordered") ?? "0") ordered, "
      + "\(answer.word("received") ?? "0") received, \(answer.word("outstanding") ?? "0") to come, worth "
      + "\(answer.word("value") ?? "0.00") \(answer.word("currency") ?? "")"
    return session.report(answer, Deed(done, bare, "order \(answer.word("id") ?? "")"), fields: fields, words: [words])
  }

  // MARK: Looking

  /// Those an export takes too.
  static let filters = [
    Option("status", .words(OrderStatus.allCases.map(\.rawValue)), "only those that are so"),
    Option("vendor", .text("V"), "of this vendor"),
    Option("open", .none, "drafts and those sent; =no: those received, closed or cancelled"),
    Option("sku", .text("SKU"), "has a line of this item"),
    Option("to", .text("LOC"), "comes to this location or a place inside it"),
    Option("search", .text("TEXT"), "the beginning of the number, the vendor or the reference"),
    Option("before", .text("D"), "expected before"),
  ]

  private static let list = Command(
    "order", "list", [], filters, traits: .list,
    about: "list orders: those under way first, by the day they are expected",
    example: "tallyman order list --open --vendor Henkel"
  ) { session throws(CommandError) in
    var question = OrderPage(try filter(session))
    return try session.list(PurchaseListings.orders) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  /// - Parameter to: the flag that says where the goods come to.
  static func filter(_ session: Session, to: String = "to") throws(CommandError) -> OrderFilter {
    let arguments = session.arguments
    var filter = OrderFilter()
    filter.status = arguments.value("status").flatMap { OrderStatus(rawValue: $0) }
    filter.isUnderWay = arguments.answer("open")
    filter.vendor = arguments.value("vendor")
    filter.to = arguments.value(to)
    filter.item = arguments.value("sku")
    filter.text = arguments.value("search")
    filter.expectedBefore = try session.day("before")
    return filter
  }

  private static let show = Command(
    "order", "show", ["NUMBER"], about: "show an order: how far it is, its lines, what came of it",
    example: "tallyman order show PO-790 --json"
  ) { session throws(CommandError) in
    let card = try session.ask(OrderCard(session.arguments.word(0)))
    session.show(card.fields, card.words)
    return .done
  }

  private static let match = Command(
    "order", "match", ["NUMBER"],
    [Option("invoice", .text("FILE"), "CSV or NDJSON with sku, quantity, price", isRequired: true)]
      + ImportVerb.reading,
    about: "hold a vendor's invoice against the order and what came of it; ends with 1 where they differ",
    example: "printf 'sku,Menge,price\\nWID-100,120,0.11\\nSCR-310,380,0.07\\n' > invoice.csv\n"
      + "tallyman order match PO-771 --invoice invoice.csv --map Menge=quantity  # exit code 1 where they "
      + "differ"
  ) { session throws(CommandError) in
    let number = session.arguments.word(0)
    let lines = try session.lines(of: session.arguments.value("invoice") ?? "", .invoiceLines) {
      path, options throws(ExchangeError) in
      try InvoiceFile.lines(reading: path, options)
    }
    let report = try session.ask(InvoiceMatch(number, lines))
    session.show(report.fields, report.words)
    return report.isMatch ? .done : .found
  }
}
