import Inventory

/// What may be promised, for people.
enum AvailableText {
  static func text(_ card: Availability.Card) -> String {
    let unit = PlainText.safe(card.item.unit.name)
    var text = PlainText.safe("\(card.item.code)  \(card.item.name)") + (card.item.isActive ? "" : "  (retired)") + "\n"
    if card.isWithheld {
      text += "Some of it is being counted blind: what the books say is kept from you.\n"
    } else {
      text += answer(card, unit)
      let total = card.total
      text += "on hand \(total.onHand), reserved \(total.reserved), allocated \(total.allocated), "
      text += "blocked \(total.blocked), incoming \(total.incoming): "
      text += "available \(total.available), projected \(total.projected) \(unit)\n"
      if card.undated > .zero { text += "\(card.undated) on the way is late or without a day, and counts on none\n" }
    }
    if !card.places.isEmpty { text += "\n" + places(card.places) }
    if !card.lots.isEmpty { text += "\n" + lots(card.lots) }
    if !card.isWithheld, card.promise.steps.count > 1 { text += "\n" + days(card.promise) }
    return String(text.dropLast())
  }

  /// What was asked, first.
  private static func answer(_ card: Availability.Card, _ unit: String) -> String {
    guard let quantity = card.quantity, let isAvailable = card.isAvailable, let have = card.availableThen else {
      return card.day.map { "\(card.promise.promisable(on: $0)) \(unit) may be promised for \($0)\n" } ?? ""
    }
    let then = card.day.map { " on \($0)" } ?? ""
    guard !isAvailable else {
      let spare = card.promise.promisable(on: card.day ?? Day(daysSince1970: 0))
      let warning =
        card.day == nil && spare < quantity
        ? ", but only \(max(.zero, spare)) without taking from what is due later" : ""
      return "\(quantity) \(unit): available\(then)\(warning)\n"
    }
    let from =
      card.firstDay.map { "; from \($0) on it may be promised" } ?? "; no day is known on which it may be promised"
    return
      "\(quantity) \(unit): not available\(then): \(max(.zero, have)) of it, \(card.missing ?? .zero) missing\(from)\n"
  }

  private static func places(_ places: [Availability.Place]) -> String {
    let figures = [Balance.onHand, .reserved, .allocated, .blocked, .available, .incoming]
    var table = TextTable(
      [.init("LOCATION")]
        + ["ON HAND", "RESERVED", "ALLOCATED", "BLOCKED", "AVAILABLE", "INCOMING"].map { .init($0, isNumber: true) })
    for place in places {
      table.add(
        [place.place] + figures.map { place.isWithheld ? "" : $0.of(place.balances).description })
    }
    return table.text
  }

  private static func lots(_ lots: [Availability.UsableLot]) -> String {
    var table = TextTable([
      .init("LOT"), .init("LOCATION"), .init("EXPIRES"), .init("AVAILABLE", isNumber: true),
    ])
    for lot in lots {
      table.add([lot.lot.code, lot.place, lot.lot.expires?.description ?? "", lot.available.description])
    }
    return table.text
  }

  private static func days(_ promise: AvailableToPromise) -> String {
    var table = TextTable([
      .init("FROM"), .init("COMES", isNumber: true), .init("DUE", isNumber: true), .init("PROJECTED", isNumber: true),
      .init("PROMISABLE", isNumber: true),
    ])
    for step in promise.steps {
      table.add([
        step.day.description, step.incoming.isZero ? "" : step.incoming.description,
        step.due.isZero ? "" : step.due.description, step.projected.description, step.promisable.description,
      ])
    }
    return table.text
  }

  static let answered = Listing<AnsweredLine>(
    empty: "The file asks for nothing.",
    columns: [
      .init("SKU") { $0.answer.code?.description ?? $0.line.item },
      .init("LOCATION") { $0.line.location ?? "" },
      .init("ASKED", isNumber: true) { $0.line.quantity.description },
      .init("AVAILABLE", isNumber: true) { $0.answer.available?.description ?? "" },
      .init("MISSING", isNumber: true) { row in
        row.missing.map { $0.isZero ? "" : $0.description } ?? ""
      },
      .init("ANSWER") { $0.words },
    ], fields: \.fields)

  static let sites = Listing<NearestStock.Row>(
    empty:
      "No site with known coordinates has it. Say where one is with: tallyman location edit CODE --coordinates LAT,LON",
    columns: [
      .init("SITE") { $0.site.code },
      .init("NAME") { $0.site.name },
      .init("KM", isNumber: true) { $0.distance.map(kilometres) ?? "" },
      .init("AVAILABLE", isNumber: true) { $0.available?.description ?? "" },
    ], fields: \.fields)

  /// `254.9`, to the next hundred metres.
  private static func kilometres(_ metres: Int) -> String {
    let tenths = (metres + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }
}
