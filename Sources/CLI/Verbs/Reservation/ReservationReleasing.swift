import Inventory

/// What gives back what is held: by name, by state, or because it expired.
enum ReservationReleasing {
  static let release = Command(
    "reservation", "release", [.init("ID|TYPE:ID", isOptional: true, isRepeated: true)],
    [
      Option(
        "line", .text(TransferLineForm.released.written), "only this of one reservation; without it all that is held",
        isRepeated: true),
      Option("reason", .text("CODE"), "why"),
      Option("expired", .none, "write down all that has expired"),
      Option(
        "status", .words(ReservationStatus.allCases.filter(\.isLive).map(\.rawValue)), "all that are so, one by one"),
    ], traits: [.act, .edit], about: "give back what is held, confirmed or not; several at once, each by itself",
    example: "tallyman reservation release RV-0001 cart:8812 --reason CANCELLED"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    if arguments.has("expired") { return try sweep(session) }
    let names = try names(session)
    let lines = try session.lines(.released).map { line throws(CommandError) in
      ReleaseReservation.Line(line.item, try line.quantity())
    }
    if names.count == 1, let name = names.first, arguments.value("status") == nil {
      let act = ReleaseReservation(
        ReservationName(name), lines.isEmpty ? nil : lines, reason: arguments.value("reason"),
        ifVersion: session.ifVersion)
      return session.reportReservation(try session.perform(act), Deed("Released", "release", name))
    }
    if !lines.isEmpty { throw .misuse(.notTogether("line", "status")) }
    return try releaseEach(names, session)
  }

  static let sweep = Command(
    "reservation", "sweep", traits: .act,
    about: "write down what has expired: it holds nothing anyway, so nothing becomes available by it",
    example: "tallyman reservation sweep --json"
  ) { session throws(CommandError) in try sweep(session) }

  /// Those that are named, and those in a state.
  private static func names(_ session: Session) throws(CommandError) -> [String] {
    var names = session.arguments.words
    if let status = session.arguments.value("status").flatMap({ ReservationStatus(rawValue: $0) }) {
      var filter = ReservationFilter()
      filter.status = status
      var question = ReservationPage(filter, limit: 500)
      while true {
        let page = try session.ask(question)
        names += page.rows.map(\.reservation.number)
        guard let next = page.next else { return names }
        question.start = .after(next)
      }
    }
    if names.isEmpty { throw .misuse(.needsOne(of: ["ID", "--expired", "--status"])) }
    return names
  }

  /// Each is an act of its own with a key of its own; those that cannot be released do not hold up the others.
  private static func releaseEach(_ names: [String], _ session: Session) throws(CommandError) -> ExitCode {
    var released: [FieldValue] = []
    var refused: [(name: String, error: CommandError)] = []
    var isRepeat = true
    for name in names {
      do throws(CommandError) {
        let act = ReleaseReservation(ReservationName(name), reason: session.arguments.value("reason"))
        let answer = try session.perform(act, own: name)
        isRepeat = isRepeat && answer.isRepeat
        released.append(answer.document.map { .json($0) } ?? .text(name))
        if !session.isJSON {
          session.output.line(PlainText.safe("\(name): \(answer.isDryRun ? "would be " : "")released"))
        }
      } catch {
        guard case .refused = error else { throw error }
        refused.append((name, error))
        session.remark("\(name): \(Problem(error).detail)")
      }
    }
    let key = try session.context().key
    var fields = head(key, isRepeat: isRepeat && !released.isEmpty, session)
    fields.add("released", .list(released))
    fields.add("refused", .list(refused.map { .text($0.name) }))
    session.show(fields, "\(released.count) released, \(refused.count) refused.\nkey \(PlainText.safe(key))")
    return refused.first.map { Problem($0.error).exit } ?? .done
  }

  /// Part after part, until nothing is left that has expired.
  private static func sweep(_ session: Session) throws(CommandError) -> ExitCode {
    var written = 0
    var part = 0
    var isRepeat = false
    while true {
      let answer = try session.perform(SweepReservations(), part: part)
      if part == 0 { isRepeat = answer.isRepeat }
      let documents = answer.list("reservations").count
      written += documents > 0 ? documents : answer.document == nil ? 0 : 1
      part += 1
      // The same key again finds what it did before, not what has expired since.
      if answer.document == nil || answer.isDryRun { break }
    }
    let key = try session.context().key
    var fields = head(key, isRepeat: isRepeat, session)
    fields.add("expired", Int64(written))
    let words =
      session.isDryRun ? "\(written) have expired; nothing was changed." : "\(written) written down as expired."
    session.show(fields, written > 0 ? words + "\nkey \(PlainText.safe(key))" : words)
    return .done
  }

  /// What stands before what came of several acts: the key that each of theirs begins with.
  private static func head(_ key: String, isRepeat: Bool, _ session: Session) -> Fields {
    var fields = Fields()
    fields.add("key", key)
    fields.add("repeated", isRepeat)
    fields.add("dry_run", session.isDryRun)
    return fields
  }
}
