import Inventory

/// Goods that come in: expected, delivered against an order, posted, taken back (`spec.md` 3.9, R0 §8).
enum ReceiptVerb {
  static var commands: [Command] { [expect, against, scan, post, confirm, cancel, undo, list, show] }

  private static let expect = Command(
    "receipt", "expect", ["SKU", "QTY"],
    [
      Option("at", .text("LOC"), "where it comes to", isRequired: true),
      Option("po", .text("NUMBER"), "what it is said to belong to"), Option("on", .text("D"), "when it is expected"),
      Option("vendor", .text("V"), "who delivers it"),
    ], traits: .act, about: "expect goods without an order in the books: they are incoming from now on",
    example: "tallyman receipt expect WID-220 100 --at NORTH --po PO-123 --on +60d"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let sku = arguments.word(0)
    let act = ExpectGoods(
      sku, try session.quantity(arguments.word(1), of: sku), at: arguments.value("at") ?? "",
      order: arguments.value("po"), vendor: arguments.value("vendor"), expectedOn: try session.day("on"))
    let answer = try session.perform(act)
    let number = answer.isDryRun ? "a receipt" : answer.word("id") ?? "a receipt"
    return session.report(answer, Deed("Expecting", "expect", "\(act.quantity) of \(sku) as \(number)"))
  }

  private static let line = Option(
    "line", .text(TransferLineForm.delivered.written), "what came of an item: QTY is all of it, rejected among it",
    isRepeated: true)

  private static let against = Command(
    "receipt", "against", ["NUMBER"],
    [
      line, Option("all", .none, "all that is still to come came"),
      Option("post", .none, "put it into stock at once; else it waits to be posted"),
      Option("at", .text("LOC"), "where it is put; else where the order goes"),
      Option("reference", .text("REF"), "the delivery note's number"),
    ], traits: .act, about: "write down what was delivered against an order, in whole or in part",
    example: "tallyman receipt against PO-790 --line ZIP-330=480,rejected=20 --post --reference DN-88"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let goods = try session.deliveredGoods()
    if goods != nil, arguments.has("all") { throw .misuse(.notTogether("line", "all")) }
    if goods == nil, !arguments.has("all") { throw .misuse(.needsOne(of: ["--line", "--all"])) }
    let act = ReceiveOrder(
      arguments.word(0), goods, posts: arguments.has("post"), at: arguments.value("at"),
      reference: arguments.value("reference"))
    return act.posts
      ? report(session, try session.perform(act), "Posted", "post")
      : report(session, try session.perform(act), "Wrote down", "write down")
  }

  private static let scan = Command(
    "receipt", "scan", ["NUMBER"],
    [
      Option(
        "line", .text(TransferLineForm.delivered.written), "what was seen of an item; below zero takes it back",
        isRepeated: true, isRequired: true)
    ], traits: .act,
    about: "add to the receipt that all who receive an order scan into; nothing moves until it is posted",
    example: "tallyman receipt scan PO-790 --line ZIP-330=120"
  ) { session throws(CommandError) in
    let act = ScanReceipt(session.arguments.word(0), try session.deliveredGoods() ?? [])
    return report(session, try session.perform(act), "Scanned into", "scan into")
  }

  private static let post = Command(
    "receipt", "post", ["ID"], traits: [.act, .edit], about: "put what a pending receipt names into stock",
    example: "tallyman receipt against PO-790 --line ZIP-330=480\n"
      + "tallyman receipt post RC-0003"
  ) { session throws(CommandError) in try settle(session, .post, "Posted", "post") }

  private static let confirm = Command(
    "receipt", "confirm", ["ID"], [line], traits: [.act, .edit],
    about: "expected goods have come: whole, or what the lines say; the rest stays expected",
    example: "tallyman receipt confirm RC-0002 --line NUSS-01=20,rejected=2"
  ) { session throws(CommandError) in
    try settle(session, .post, "Confirmed", "confirm", try session.deliveredGoods())
  }

  private static let cancel = Command(
    "receipt", "cancel", ["ID"], traits: [.act, .edit], about: "pending or expected goods did not come",
    example: "tallyman receipt cancel RC-0002"
  ) { session throws(CommandError) in try settle(session, .cancel, "Called off", "call off") }

  private static let undo = Command(
    "receipt", "undo", ["ID"], traits: [.act, .edit],
    about: "take a posted receipt back: its goods go out again and are expected; refused once they have moved on",
    example: "tallyman receipt against PO-790 --line ZIP-330=480 --post\n"
      + "tallyman receipt undo RC-0003"
  ) { session throws(CommandError) in try settle(session, .undo, "Took back", "take back") }

  private static func settle(
    _ session: Session, _ verdict: SettleReceipt.Verdict, _ done: String, _ bare: String,
    _ goods: [ReceivedGoods]? = nil
  ) throws(CommandError) -> ExitCode {
    let act = SettleReceipt(session.arguments.word(0), verdict, goods, ifVersion: session.ifVersion)
    return report(session, try session.perform(act), done, bare)
  }

  private static func report(_ session: Session, _ answer: ActAnswer, _ done: String, _ bare: String) -> ExitCode {
    var answer = answer
    var fields = Fields()
    fields.add("entry_count", Int64(answer.entryCount))
    answer.entries = []
    var words = "  \(answer.word("received") ?? "0") received"
    if let rejected = answer.word("rejected"), rejected != "0" { words += ", \(rejected) rejected" }
    words += " at \(answer.word("location") ?? "")"
    if let left = answer.word("outstanding") {
      words += "; \(left) of \(answer.word("order") ?? "the order") to come"
    }
    return session.report(
      answer, Deed(done, bare, "receipt \(answer.word("id") ?? "")"), fields: fields, words: [words])
  }

  // MARK: Looking

  private static let list = Command(
    "receipt", "list", [],
    [
      Option("upcoming", .none, "expected or pending; =no: posted, cancelled or taken back"),
      Option("po", .text("NUMBER"), "of this order"), Option("sku", .text("SKU"), "has a line of this item"),
      Option("at", .text("LOC"), "comes to this location or a place inside it"),
    ], traits: .list, about: "list receipts: those to come first, by the day they are expected",
    example: "tallyman receipt list --upcoming"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    var question = ReceiptPage(
      isUpcoming: arguments.answer("upcoming"), order: arguments.value("po"), item: arguments.value("sku"),
      location: arguments.value("at"))
    return try session.list(PurchaseListings.receipts) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let show = Command(
    "receipt", "show", ["ID"], about: "show a receipt with its lines", example: "tallyman receipt show RC-0001"
  ) { session throws(CommandError) in
    let card = try session.ask(ReceiptCard(session.arguments.word(0)))
    session.show(card.fields, card.words)
    return .done
  }
}
