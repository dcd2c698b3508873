import Exchange
import Inventory

/// What may be promised: whether, where, of which lots, from when (`spec.md` 3.11).
enum AvailableVerb {
  static var commands: [Command] { [one, batch, nearby] }

  private static let one = Command(
    "available", "", ["SKU", Command.Argument("QTY", isOptional: true)],
    [
      Option("at", .text("LOC"), "this location and all inside it"),
      Option("on", .text("D"), "for that day: with what is to come and without what is due; else now"),
    ],
    about: "say what may be promised of an item, where, of which lots, from which day; with QTY exit 1 if it is less",
    example: "tallyman available WID-220 40 --at NORTH --on 2026-07-20"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let sku = arguments.word(0)
    let card = try session.ask(
      Availability(sku, quantity: try wanted(session, of: sku), at: arguments.value("at"), on: try session.day("on")))
    if card.isWithheld, card.quantity != nil { throw .refused(.withheld("How much is available")) }
    session.show(card.fields, AvailableText.text(card))
    return card.isAvailable == false ? .found : .done
  }

  private static let batch = Command(
    "available", "batch", ["FILE"], ImportVerb.reading,
    about: "answer a file of sku, quantity and perhaps location line by line; exit 1 unless all can be had",
    example: "printf 'sku,quantity\\nWID-220,12\\nGLU-1,4\\n' > basket.csv\n"
      + "tallyman available batch basket.csv --json"
  ) { session throws(CommandError) in
    let lines = try session.lines(of: session.arguments.word(0), .availabilityLines) {
      path, options throws(ExchangeError) in
      try AvailabilityFile.lines(reading: path, options)
    }
    let answers = try session.ask(AvailabilityOfMany(lines))
    let rows = zip(lines, answers).map { AnsweredLine(line: $0, answer: $1) }
    session.list(AvailableText.answered, rows)
    return rows.allSatisfy { $0.isAvailable == true } ? .done : .found
  }

  private static let nearby = Command(
    "available", "nearby", ["SKU", Command.Argument("QTY", isOptional: true)],
    [
      Option("coordinates", .text("LAT,LON"), "degrees, north and east positive: 52.52,13.405", isRequired: true),
      Option("within", .text("KM"), "only sites so near"),
    ], about: "list the sites that have some of an item, or QTY of it, the nearest first; with QTY exit 1 if none has",
    example: "tallyman location edit NORTH --coordinates 52.52,13.40\n"
      + "tallyman available nearby WID-220 12 --coordinates 52.37,9.73 --within 300"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let sku = arguments.word(0)
    let text = arguments.value("coordinates") ?? ""
    guard let coordinates = Coordinates(text) else {
      throw .refused(
        .badField(name: "coordinates", value: text, wanted: "LAT,LON in degrees with at most six places"))
    }
    let quantity = try wanted(session, of: sku)
    let sites = try session.ask(
      NearestStock(sku, near: coordinates, within: try metres(session), quantity: quantity))
    session.list(AvailableText.sites, sites.rows)
    return quantity != nil && !sites.rows.contains { $0.available != nil } ? .found : .done
  }

  /// The quantity that was asked for; nil where none was.
  private static func wanted(_ session: Session, of sku: String) throws(CommandError) -> Quantity? {
    let text = session.arguments.word(1)
    guard !text.isEmpty else { return nil }
    let quantity = try session.quantity(text, of: sku)
    guard quantity > .zero else { throw .refused(.badQuantity(text, item: Session.code(sku), .notPositive)) }
    return quantity
  }

  private static func metres(_ session: Session) throws(CommandError) -> Int? {
    guard let text = session.arguments.value("within") else { return nil }
    guard let kilometres = Quantity(text), kilometres >= .zero else {
      throw .refused(.badField(name: "within", value: text, wanted: "kilometres, such as 25 or 2.5"))
    }
    return Int(kilometres.thousandths)
  }
}

/// A line of a file with what was said of it.
struct AnsweredLine: Hashable, Sendable {
  var line: AvailabilityOfMany.Line
  var answer: AvailabilityOfMany.Finding

  /// Nil where that is not said.
  var isAvailable: Bool? { answer.isAvailable(line.quantity) }

  var missing: Quantity? {
    answer.available.map { max(.zero, line.quantity - max(.zero, $0)) }
  }

  var problem: String? { answer.trouble.map { Explanation($0).detail } }

  var fields: Fields {
    var fields = Fields()
    fields.add("sku", answer.code?.sku ?? line.item)
    fields.add("variant", answer.code.flatMap { $0.variant.isEmpty ? nil : $0.variant })
    fields.add("location", line.location)
    fields.add("quantity", line.quantity)
    fields.add("available", answer.available)
    fields.add("is_available", isAvailable.map { .flag($0) } ?? .null)
    fields.add("missing", missing)
    fields.add("problem", problem)
    return fields
  }

  /// `yes`, `no`, or why it is not said.
  var words: String {
    if let problem { return problem }
    return isAvailable.map { $0 ? "yes" : "no" } ?? "withheld"
  }
}
