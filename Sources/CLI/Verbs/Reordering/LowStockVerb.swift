import Inventory

/// What is low, with how much there is of it in all.
enum LowStockVerb {
  static let command = Command(
    "report", "low-stock", [], AlertVerb.filters, traits: .list,
    about: "what is low, the most urgent first, with cover, what is coming and what to order; totals by state",
    example: "tallyman report low-stock --at NORTH"
  ) { session throws(CommandError) in
    let filter = AlertVerb.filter(session)
    var site: String?
    if let name = filter.location {
      guard let place = try session.ask(LocationList(.only(name), limit: 1)).rows.first else {
        throw .refused(.noSuchLocation(name))
      }
      site = place.siteCode.isEmpty ? place.code : place.siteCode
    }
    let totals = try session.ask(SignalTotals(site: site))
    var more = Fields()
    more.add("totals", .fields(totals.fields))
    var question = SignalPage(filter)
    let exit = try session.list(SignalListings.signals(now: session.now), more: more) {
      start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
    guard !session.isJSON, !totals.isWithheld else { return exit }
    session.output.line(
      PlainText.safe(
        "\(site ?? "All sites"): \(totals.open) open, \(totals.acknowledged) acknowledged, \(totals.snoozed) snoozed, "
          + "\(totals.covered) covered; \(totals.out) out of stock."))
    return exit
  }
}
