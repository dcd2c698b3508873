import Inventory

/// Reservations: made, confirmed, extended, fulfilled, released (`spec.md` 3.4).
enum ReservationVerb {
  static var commands: [Command] {
    [create, confirm, ReservationReleasing.release, extend, fulfil] + ReservationLooking.commands
      + [ReservationReleasing.sweep]
  }

  private static let expires = Option(
    "expires", .text("T"), "60m, 2026-07-04T18:00:00Z, or never; else as long as the setting reservation_ttl says")

  private static let create = Command(
    "reservation", "create", [],
    [
      Option("for", .text("TYPE:ID"), "what it is held for: order:SO-118, checkout:77", isRequired: true),
      Option(
        "line", .text(TransferLineForm.reserved.written),
        "an item, where it is to come from, how many; a lot, which lots go first, days that must be left of their life",
        isRepeated: true, isRequired: true),
      expires,
      Option("partial", .none, "hold what there is; the lines say what is missing"),
      Option("backorder", .none, "hold what there is, and let the rest wait for what comes in"),
      Option("due", .text("D"), "the day the goods are wanted"),
      Option("hold-reason", .text("TEXT"), "why they are held"),
    ], traits: .act, about: "hold stock for a reference, all of it or nothing",
    example: "tallyman reservation create --for order:SO-118 --line DRILL-18V@NORTH=2 --line "
      + "GLU-1@NORTH=12,policy=fifo"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    if arguments.has("partial"), arguments.has("backorder") { throw .misuse(.notTogether("partial", "backorder")) }
    let act = ReserveStock(
      for: arguments.value("for") ?? "", try session.reservedLines(), life: try session.life(),
      lacking: arguments.has("backorder") ? .wait : arguments.has("partial") ? .partial : .refuse,
      due: try session.day("due"), holdReason: arguments.value("hold-reason"))
    let answer = try session.perform(act)
    let number = answer.isDryRun ? "stock" : answer.word("id") ?? "stock"
    return session.reportReservation(answer, Deed("Reserved", "reserve", "\(number) for \(act.subject)"))
  }

  private static let confirm = Command(
    "reservation", "confirm", ["ID|TYPE:ID"], traits: [.act, .edit],
    about: "promise for good what is held: it is allocated, and expires no more",
    example: "tallyman reservation confirm RV-0003"
  ) { session throws(CommandError) in
    let act = ConfirmReservation(ReservationName(session.arguments.word(0)), ifVersion: session.ifVersion)
    return session.reportReservation(
      try session.perform(act), Deed("Confirmed", "confirm", session.arguments.word(0)))
  }

  private static let extend = Command(
    "reservation", "extend", ["ID|TYPE:ID"], [expires], traits: [.act, .edit],
    about: "let a reservation that is alive last longer, or shorter, from now on",
    example: "tallyman reservation extend cart:8812 --expires 2h"
  ) { session throws(CommandError) in
    let act = ExtendReservation(
      ReservationName(session.arguments.word(0)), try session.life(), ifVersion: session.ifVersion)
    return session.reportReservation(
      try session.perform(act), Deed("Extended", "extend", session.arguments.word(0)))
  }

  private static let fulfil = Command(
    "reservation", "fulfil", ["ID|TYPE:ID"],
    [
      Option(
        "line", .text(TransferLineForm.request.written), "only this; without it all that is held", isRepeated: true)
    ], traits: [.act, .edit], about: "goods that are held leave the house, confirmed or not, all or in parts",
    example: "tallyman reservation fulfil RV-0001"
  ) { session throws(CommandError) in
    let lines = try session.requestedLines().map { line in
      FulfilReservation.Line(line.item, line.quantity, lot: line.lot, serials: line.serials)
    }
    let act = FulfilReservation(
      ReservationName(session.arguments.word(0)), lines.isEmpty ? nil : lines, ifVersion: session.ifVersion)
    return session.reportReservation(
      try session.perform(act), Deed("Fulfilled", "fulfil", session.arguments.word(0)))
  }
}

extension Session {
  /// The `--line`s of a reservation.
  fileprivate func reservedLines() throws(CommandError) -> [ReserveStock.Line] {
    try lines(.reserved).enumerated().map { index, line throws(CommandError) in
      guard let at = line.item.lastIndex(of: "@"), at > line.item.startIndex, line.item.last != "@" else {
        let why = "it names no place behind an @"
        throw CommandError.misuse(
          .badLine(
            number: index + 1, "\(line.item)=\(line.amount)", why: why, written: TransferLineForm.reserved.written))
      }
      return ReserveStock.Line(
        String(line.item[..<at]), at: String(line.item[line.item.index(after: at)...]), try line.quantity(),
        policy: try line.policy(), minimumLife: try line.days("life"))
    }
  }

  /// What `--expires` says. A distance counts from the moment it is done, so that the command sent again is the same.
  fileprivate func life() throws(CommandError) -> ReserveStock.Life {
    guard let text = arguments.value("expires") else { return .standard }
    if text == "never" { return .unlimited }
    guard let instant = try instant("expires") else { return .standard }
    if Instant(text) != nil { return .until(instant) }
    return .lasting(milliseconds: instant.milliseconds - now.milliseconds)
  }

  /// Prints what came of an act on a reservation: each as it is now, and what of it could not be held. Entries are counted,
  /// not listed; `move list --reference` shows them.
  func reportReservation(_ answer: ActAnswer, _ deed: Deed) -> ExitCode {
    var answer = answer
    var fields = Fields()
    fields.add("entry_count", Int64(answer.entryCount))
    answer.entries = []
    return report(answer, deed, fields: fields, words: isJSON ? [] : ReservationText.words(of: answer))
  }
}

extension TransferLineForm {
  static let reserved = TransferLineForm(
    written: "SKU@LOC=QTY[,lot=CODE][,policy=fifo|fefo][,life=DAYS]", names: ["lot", "policy", "life"])
  static let released = TransferLineForm(written: "SKU=QTY", names: [])
}

extension TransferLineText {
  fileprivate func policy() throws(CommandError) -> LotAllocation.Policy {
    let word = value("policy")
    if let lot = value("lot") {
      if word != nil { throw refused("policy", "a lot is named, so there is nothing to choose") }
      return .lot(lot)
    }
    switch word {
    case nil, "fefo": return .fefo
    case "fifo": return .fifo
    case let other?: throw refused("policy", "\"\(other)\" is neither fefo nor fifo")
    }
  }

  fileprivate func days(_ name: String) throws(CommandError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let days = Int(text), (0...36_500).contains(days) else {
      throw refused(name, "\"\(text)\" is no number of days")
    }
    return days
  }
}
