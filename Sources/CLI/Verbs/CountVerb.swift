import Inventory

/// A stocktake of one line, now.
enum CountVerb {
  static var commands: [Command] {
    [
      Command(
        "count", "", ["SKU", "QTY"],
        [
          Option("at", .text("LOC"), "where", isRequired: true),
          Option("lot", .text("CODE"), "the lot, of an item kept by lot"),
          Option("serial", .text("S"), "a serial number; as many as units", isRepeated: true),
          Option("reason", .text("CODE"), "why, if not AUDIT"),
          Option("note", .text("TEXT"), "what else there is to say"),
        ], traits: .act, about: "set what is on hand of an item at a place to what was counted this moment",
        example: "tallyman count DRILL-18V 7 --at NORTH/B-02-1", run: count)
    ]
  }

  private static func count(_ session: Session) throws(CommandError) -> ExitCode {
    let arguments = session.arguments
    let sku = arguments.word(0)
    let place = arguments.value("at") ?? ""
    let quantity = try session.quantity(arguments.word(1), of: sku)
    let answer = try session.perform(
      CountNow(
        sku, quantity, at: place, lot: arguments.value("lot"), serials: arguments.values("serial"),
        note: arguments.value("note"), reason: arguments.value("reason")))
    let difference = answer.word("variance").flatMap { Quantity($0) }.map { variance in
      variance.isZero
        ? "  \(answer.word("id") ?? ""): as the books say"
        : "  \(answer.word("id") ?? ""): \(CountListings.signed(variance)) to the books"
    }
    return session.report(
      answer, Deed("Counted", "count", "\(quantity) of \(sku) at \(place)"), words: difference.map { [$0] } ?? [])
  }
}
