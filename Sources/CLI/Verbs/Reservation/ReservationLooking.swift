import Exchange
import Inventory

/// Looking at reservations.
enum ReservationLooking {
  static var commands: [Command] { [show, list] }

  private static let show = Command(
    "reservation", "show", ["ID|TYPE:ID"],
    about: "show a reservation: its state, its lines, and where what it holds lies; of TYPE:ID all there are",
    example: "tallyman reservation show RV-0001 --json"
  ) { session throws(CommandError) in
    let cards = try numbers(of: session.arguments.word(0), session).map { number throws(CommandError) in
      try session.ask(ReservationCard(number))
    }
    if cards.count == 1 {
      session.show(ReservationText.fields(of: cards[0]), ReservationText.words(of: cards[0]))
      return .done
    }
    var fields = Fields()
    fields.add("reservations", .list(cards.map { .fields(ReservationText.fields(of: $0)) }))
    session.show(fields, cards.map { ReservationText.words(of: $0) }.joined(separator: "\n\n"))
    return .done
  }

  /// Those that stand for what a word names: itself, or all for a TYPE:ID, the latest first.
  private static func numbers(of name: String, _ session: Session) throws(CommandError) -> [String] {
    guard name.contains(":") else { return [name] }
    var question = ReservationPage(limit: 500)
    question.filter.subject = name
    let found = try session.ask(question).rows.map(\.reservation).filter {
      $0.subject.lowercased() == name.lowercased()
    }
    return found.isEmpty ? [name] : found.map(\.number)
  }

  static let filters = [
    Option("for", .text("TYPE:ID"), "held for this, or for what begins so: order:"),
    Option("status", .words(ReservationStatus.allCases.map(\.rawValue)), "only those that are so now"),
    Option("live", .none, "that hold something or wait for it; =no: those that are over"),
    Option("waiting", .none, "that wait for what comes in"),
    Option("expires-before", .text("T"), "that expire before this time"),
    Option("sku", .text("SKU"), "with a line of this item"),
    Option("at", .text("LOC"), "that hold something, or wait for it, at this location or inside it"),
  ]

  private static let list = Command(
    "reservation", "list", [], filters, traits: .list, about: "list reservations, the latest first",
    example: "tallyman reservation list --live --sku DRILL-18V"
  ) { session throws(CommandError) in
    var question = ReservationPage(try filter(session))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  static func filter(_ session: Session) throws(CommandError) -> ReservationFilter {
    let arguments = session.arguments
    var filter = ReservationFilter()
    filter.subject = arguments.value("for")
    filter.status = arguments.value("status").flatMap { ReservationStatus(rawValue: $0) }
    filter.isLive = arguments.answer("live")
    filter.isWaiting = arguments.has("waiting")
    filter.expiresBefore = try session.instant("expires-before")
    filter.item = arguments.value("sku")
    filter.location = arguments.value("at")
    return filter
  }

  private static let listing = Listing<ReservationPage.Row>(
    empty:
      "There are no such reservations. Make one with: tallyman reservation create --for TYPE:ID --line SKU@LOC=QTY",
    columns: [
      .init("ID") { $0.reservation.number },
      .init("STATUS") { $0.reservation.status.rawValue },
      .init("FOR") { $0.reservation.subject },
      .init("LINES", isNumber: true) { $0.lines > 0 ? String($0.lines) : "" },
      .init("ASKED", isNumber: true) { $0.lines > 0 ? $0.requested.description : "" },
      .init("HELD", isNumber: true) { $0.lines > 0 ? $0.open.description : "" },
      .init("GONE", isNumber: true) { $0.lines > 0 ? $0.fulfilled.description : "" },
      .init("WAITS", isNumber: true) { $0.waiting > .zero ? $0.waiting.description : "" },
      .init("EXPIRES") { $0.reservation.expiresAt.map { TransferListings.minute($0) } ?? "" },
    ],
    fields: \.fields)
}

/// A reservation for people and for scripts.
enum ReservationText {
  static func fields(of card: ReservationCard.Card) -> Fields {
    var fields = card.reservation.fields
    fields.add(ReservationSums(card.lines).fields)
    fields.add("rows", .list(card.lines.map { .fields($0.fields) }))
    return fields
  }

  static func words(of card: ReservationCard.Card) -> String {
    let reservation = card.reservation
    var lines = [
      "\(reservation.number)  \(reservation.status.rawValue)  for \(reservation.subject)",
      "made by \(reservation.createdBy) at \(reservation.createdAt)"
        + (reservation.confirmedAt.map { "; confirmed at \($0)" } ?? "")
        + (reservation.closedAt.map { "; over since \($0)" } ?? ""),
    ]
    if let expiresAt = reservation.expiresAt, reservation.status.mayExpire { lines.append("expires at \(expiresAt)") }
    if let due = reservation.due { lines.append("wanted on \(due)") }
    if let reason = reservation.holdReason { lines.append(reason) }
    let table = lineListing.table(card.lines)
    var text = lines.map(PlainText.safe).joined(separator: "\n") + "\n\n" + table.dropLast()
    if let next = next(reservation) { text += "\n" + PlainText.safe(next) }
    return text
  }

  private static func next(_ reservation: Reservation) -> String? {
    switch reservation.status {
    case .reserved, .partial: "Confirm it with: tallyman reservation confirm \(reservation.number)"
    case .confirmed: "When the goods leave: tallyman reservation fulfil \(reservation.number)"
    case .failed, .fulfilled, .released, .expired: nil
    }
  }

  private static let lineListing = Listing<ReservationLine>(
    empty: "It has no lines.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("FROM") { $0.place },
      .init("ASKED", isNumber: true) { $0.requested.description },
      .init("HELD", isNumber: true) { $0.open.description },
      .init("GONE", isNumber: true) { $0.fulfilled.description },
      .init("BACK", isNumber: true) { ($0.released + $0.cut).description },
      .init("WAITS", isNumber: true) { $0.waiting.description },
      .init("LIES AT") { line in
        line.pieces.filter { $0.open > .zero }
          .map { "\($0.lot.map { "\($0.code) " } ?? "")\($0.place) \($0.open)" }.joined(separator: ", ")
      },
    ],
    fields: \.fields)

  /// What an act made of each reservation, and what of it could not be held.
  static func words(of answer: ActAnswer) -> [String] {
    let several = answer.list("reservations")
    guard several.isEmpty else { return several.map { found in "  " + sentence { found[$0]?.plain } } }
    guard answer.document != nil else { return [] }
    var words = ["  " + sentence { answer.word($0) }]
    for row in answer.list("rows") {
      guard let available = row["available"]?.plain, let sku = row["sku"]?.plain else { continue }
      let variant = row["variant"]?.plain.map { "/\($0)" } ?? ""
      words.append(
        "  \(sku)\(variant) at \(row["location"]?.plain ?? ""): \(row["held"]?.plain ?? "0") of "
          + "\(row["requested"]?.plain ?? "0") held; \(available) were available")
    }
    return words
  }

  /// `RV-0042 is partial: 60 of 70 held, 10 waiting, until 2026-07-04T13:00:00Z`.
  private static func sentence(_ word: (String) -> String?) -> String {
    var text =
      "\(word("id") ?? "") is \(word("status") ?? ""): \(word("held") ?? "0") of \(word("requested") ?? "0") held"
    for (name, words) in [("fulfilled", "gone"), ("waiting", "waiting")] {
      if let quantity = word(name), quantity != "0" { text += ", \(quantity) \(words)" }
    }
    if let end = word("expires_at"), word("closed_at") == nil { text += ", until \(end)" }
    return text
  }
}
