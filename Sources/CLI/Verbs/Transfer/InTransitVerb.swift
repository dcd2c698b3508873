import Inventory

/// What is between two places, and what it is worth.
enum InTransitVerb {
  static let command = Command(
    "report", "in-transit", [],
    [
      Option("from", .text("LOC"), "comes from this location or a place inside it"),
      Option("to", .text("LOC"), "goes to this location or a place inside it"), TransferLooking.item,
    ], traits: .list,
    about: "all that is in transit by line, the longest first, with its cost when it was shipped; totals by currency",
    example: "tallyman report in-transit --to SOUTH"
  ) { session throws(CommandError) in
    var question = InTransitReport(TransferLooking.filter(session, from: "from", to: "to"))
    let totals = try totals(question, session)
    var fields = Fields()
    fields.add("totals", .list(totals.map { .fields($0.fields) }))
    let exit = try session.list(TransferListings.inTransit(now: session.now), more: fields) {
      start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
    guard !session.isJSON else { return exit }
    for total in totals { session.output.line(PlainText.safe(total.words)) }
    return exit
  }

  /// What the lines of one currency come to: of all pages, not of the one that is shown.
  private struct Total {
    var currency: String
    var lines = 0
    var value = Money.zero

    var fields: Fields {
      var fields = Fields()
      fields.add("currency", currency.isEmpty ? nil : currency)
      fields.add("lines", Int64(lines))
      fields.add("value", value)
      return fields
    }

    var words: String {
      "\(value)\(currency.isEmpty ? "" : " \(currency)") in transit, \(lines) \(lines == 1 ? "line" : "lines")"
    }
  }

  private static func totals(_ first: InTransitReport, _ session: Session) throws(CommandError) -> [Total] {
    var question = first
    question.limit = 500
    var totals: [String: Total] = [:]
    while true {
      let page = try session.ask(question)
      for row in page.rows {
        totals[row.currency, default: Total(currency: row.currency)].lines += 1
        totals[row.currency, default: Total(currency: row.currency)].value += row.line.valueInTransit
      }
      guard let next = page.next else { break }
      question.start = .after(next)
    }
    return totals.values.sorted { $0.currency < $1.currency }
  }
}
