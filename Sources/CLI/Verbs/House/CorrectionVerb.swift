import Exchange
import Inventory

enum CorrectionVerb {
  static let commands = [
    Command(
      "correction", "schedule", ["FILE"],
      [
        Option("due", .text("T"), "when it is to be posted", isRequired: true),
        Option("reason", .text("CODE"), "of every line that names none"),
      ] + ImportVerb.reading, traits: .act,
      about: "write movements down to be posted later, all or none; says what would be refused were it now",
      example: "printf 'sku,location,quantity\\nWID-220,NORTH/A-01-2,-2\\n' > yearend.csv\n"
        + "tallyman correction schedule yearend.csv --due 2027-01-01 --set kind=adjustment --reason AUDIT",
      run: schedule),
    Command(
      "correction", "list", [],
      [Option("state", .words(Correction.State.allCases.map(\.rawValue)), "only those that are so now")],
      traits: .list, about: "list corrections, the latest first", example: "tallyman correction list --state waiting",
      run: list),
    Command(
      "correction", "show", ["ID"], about: "show a correction: its lines, and what became of it",
      example: "tallyman correction show CO-0001", run: show),
    Command(
      "correction", "run", [Command.Argument("ID", isOptional: true)],
      about: "post what is due, as whoever wrote it down; with ID that one now, also where it failed before",
      example: "tallyman correction run --as clock", run: run),
    Command(
      "correction", "cancel", ["ID"], traits: .act, about: "give up a correction that was not posted",
      example: "tallyman correction cancel CO-0001"
    ) { session throws(CommandError) in
      let id = session.arguments.word(0)
      let answer = try session.perform(CancelCorrection(id))
      let number = answer.word("correction") ?? id
      let (file, due) = (answer.word("file") ?? "", answer.word("due") ?? "")
      return session.report(answer, Deed("Cancelled", "cancel", "\(number), which would have posted \(file) at \(due)"))
    },
  ]

  private static func schedule(_ session: Session) throws(CommandError) -> ExitCode {
    let path = session.arguments.word(0)
    guard let due = try session.instant("due") else { throw .misuse(.emptyValue(flag: "due")) }
    let reason = session.arguments.value("reason")
    let options = try ImportVerb.options(session, .movements)
    let file: MovementFile
    do throws(ExchangeError) {
      file = try MovementFile(reading: path, options)
    } catch {
      throw .exchange(error)
    }
    guard file.rejected.isEmpty else { throw .badRows(path, file.rejected) }
    let lines = file.lines.map { line in
      var line = line
      line.reason = line.reason ?? reason
      return line
    }
    let answer = try session.perform(
      ScheduleCorrection(lines, due: due, file: path, reason: reason))
    // What it would meet if nothing happened until it is due.
    var then = try session.context()
    then.now = max(due, session.now)
    let refused = CorrectionRun.refused(lines, try session.open(session.actMode), then)
    var fields = Fields()
    fields.add("would_be_refused", .list(refused.map { .fields($0.fields) }))
    let number = answer.word("correction") ?? ""
    let count = lines.count.counted("line", "lines")
    let exit = session.report(
      answer, Deed("Scheduled", "schedule", "\(number): \(count) of \(path), due \(due)"), fields: fields,
      words: refused.map { "would be refused now: \($0.words)" })
    return refused.isEmpty ? exit : .found
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = CorrectionPage(state: session.arguments.value("state").flatMap { Correction.State(rawValue: $0) })
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let card = try session.ask(CorrectionCard(session.arguments.word(0)))
    var fields = card.correction.fields
    fields.add("content", .list(card.lines.map { .fields($0.fields) }))
    var table = TextTable([
      .init("KIND"), .init("SKU"), .init("QUANTITY", isNumber: true), .init("AT"), .init("LOT"), .init("REASON"),
    ])
    for line in card.lines {
      table.add([
        line.kind.name, line.item, line.quantity.description, line.location, line.lot ?? "", line.reason ?? "",
      ])
    }
    session.show(fields, Document.text(card.correction.fields) + "\n\n" + table.text.dropLast())
    return .done
  }

  /// Several may be posted, so the answer is a list; it ends with 1 where one was refused.
  private static func run(_ session: Session) throws(CommandError) -> ExitCode {
    let context = try session.context()
    let runner = CorrectionRun(try session.open(.write), actor: context.actor, terminal: context.terminal)
    let id = session.arguments.word(0)
    let done: [Correction]
    do throws(InventoryError) {
      done = try id.isEmpty ? runner.runDue(at: session.now) : [runner.run(id, at: session.now)].compactMap { $0 }
    } catch {
      throw .refused(error)
    }
    for correction in done { JobLog(session, .correction, correction.number).end(correction) }
    session.list(ran, done)
    return done.contains { $0.state == .failed } ? .found : .done
  }

  private static let listing = Listing<Correction>(
    empty: "There are no corrections.", columns: columns, fields: \.fields)
  private static let ran = Listing<Correction>(
    empty: "Nothing was due.",
    columns: columns + [.init("REFUSED") { $0.failures.map(\.words).joined(separator: "; ") }], fields: \.fields)

  private static let columns: [Listing<Correction>.Column] = [
    .init("CORRECTION") { $0.number },
    .init("STATE") { $0.state.rawValue },
    .init("DUE") { $0.due.description },
    .init("LINES", isNumber: true) { String($0.lineCount) },
    .init("FILE") { $0.file },
    .init("BY") { $0.actor },
  ]
}

extension MovementLine {
  /// What a person reads of it.
  fileprivate var fields: Fields {
    var fields = Fields()
    fields.add("kind", kind.name)
    fields.add("sku", item)
    fields.add("quantity", quantity)
    fields.add("location", location)
    fields.add("to", to)
    fields.add("lot", lot)
    fields.add("serials", .list(serials.map { .text($0) }))
    fields.add("reason", reason)
    fields.add("reference", reference)
    fields.add("note", note)
    fields.add("occurred_at", occurredAt)
    return fields
  }
}
