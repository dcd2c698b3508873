import Inventory

/// What a supervisor does with what was counted.
enum StocktakeReview {
  static var commands: [Command] { [lines, events, why, reconcile] + verdicts.map(decision) + [apply] }

  private static let lines = Command(
    "stocktake", "lines", ["ID"],
    [
      Option("state", .words(CountLineState.allCases.map(\.rawValue)), "only lines that are so", isRepeated: true),
      Option("at", .text("LOC"), "only there and inside it"),
      Option("sku", .text("SKU"), "only this item"),
      Option("line", .count(from: 1), "only line N"),
      Option("sort", .words(["number", "value"]), "as people walk, or the worth of the variance, the most first"),
    ], traits: .list, about: "list the lines of a stocktake: counted, expected, by how much they differ",
    example: "tallyman stocktake lines ST-0002 --state recount --sort value"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    var question = CountLinePage(
      arguments.word(0), states: Set(arguments.values("state").compactMap { CountLineState(rawValue: $0) }),
      location: arguments.value("at"), includesInside: true, item: arguments.value("sku"),
      line: arguments.count("line"), order: arguments.value("sort") == "value" ? .worth : .number)
    return try session.list(CountListings.lines) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let events = Command(
    "stocktake", "events", ["ID"], [Option("parked", .none, "only scans that nobody understood yet")],
    traits: .list, about: "list what was counted, latest first, with what was taken back",
    example: "tallyman stocktake events ST-0002 --limit 10"
  ) { session throws(CommandError) in
    var question = CountEventPage(session.arguments.word(0), isParked: session.arguments.has("parked"))
    return try session.list(CountListings.events) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let why = Command(
    "stocktake", "why", ["ID", "LINE"], about: "show what stands behind a line: rounds, counts, movements, cuts",
    example: "tallyman stocktake why ST-0001 1"
  ) { session throws(CommandError) in
    let text = session.arguments.word(1)
    guard let line = Int(text), line > 0 else { throw .misuse(.notACount(text, flag: "line", least: 1)) }
    let story = try session.ask(CountLineStory(session.arguments.word(0), line: line))
    session.show(CountLineText.fields(story), CountLineText.words(story))
    return .done
  }

  private static let reconcile = Command(
    "stocktake", "reconcile", ["ID"], traits: .act,
    about: "judge what was counted, and show what applying it would post and cut",
    example: "tallyman stocktake reconcile ST-0002 --json"
  ) { session throws(CommandError) in
    let id = session.arguments.word(0)
    let answer = try session.perform(ReconcileStocktake(id))
    let proposal = try session.ask(CountProposal(id, now: session.now))
    var adjustments: [CountLine] = []
    if !answer.isDryRun {
      try eachLine(CountLinePage(id, limit: 500), session) { line in
        if let judgement = line.judgement, !judgement.variance.isZero, !line.state.isDecided {
          adjustments.append(line)
        }
      }
    }
    var fields = CountLineText.fields(proposal)
    fields.add("adjustments", .list(adjustments.map { .fields($0.fields) }))
    let number = answer.word("id") ?? id
    return session.report(
      answer, Deed("Reconciled", "reconcile", number), fields: fields,
      words: CountLineText.words(proposal, adjustments, number))
  }

  private static func eachLine(
    _ first: CountLinePage, _ session: Session, _ body: (CountLine) -> Void
  ) throws(CommandError) {
    var question = first
    while true {
      let page = try session.ask(question)
      for line in page.rows { body(line) }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  // MARK: Verdicts

  private struct Verdict {
    let verb: String
    let verdict: DecideCounts.Verdict
    let done: String
    let about: String
    let example: String
  }

  private static let verdicts = [
    Verdict(
      verb: "approve", verdict: .approve, done: "Approved", about: "what was counted is to be posted",
      example: "tallyman stocktake reconcile ST-0002\n"
        + "tallyman stocktake approve ST-0002 --all-within-tolerance"),
    Verdict(
      verb: "reject", verdict: .reject, done: "Rejected", about: "the books stay as they are",
      example: "tallyman stocktake reconcile ST-0002\n"
        + "tallyman stocktake reject ST-0002 --line 3 --reason DAMAGE"),
    Verdict(
      verb: "recount", verdict: .recount, done: "Sent back", about: "somebody else counts again, blind",
      example: "tallyman stocktake reconcile ST-0002\n"
        + "tallyman stocktake recount ST-0002 --line 1"),
  ]

  private static func decision(_ verdict: Verdict) -> Command {
    Command(
      "stocktake", verdict.verb, ["ID"],
      [
        Option(
          "line", .count(from: 1), "this line; without it all that are counted and not decided", isRepeated: true),
        Option("all-within-tolerance", .none, "all that are inside their tolerance"),
        Option("reason", .text("CODE"), ReasonCode.standard.joined(separator: ", ") + " or your own"),
      ], traits: .act, about: verdict.about, example: verdict.example
    ) { session throws(CommandError) in
      let arguments = session.arguments
      let numbers = arguments.values("line").compactMap { Int($0) }
      let isWithin = arguments.has("all-within-tolerance")
      if isWithin, !numbers.isEmpty { throw .misuse(.notTogether("line", "all-within-tolerance")) }
      let target: DecideCounts.Target = isWithin ? .allWithinTolerance : numbers.isEmpty ? .all : .lines(numbers)
      let answer = try session.perform(
        DecideCounts(arguments.word(0), verdict.verdict, target, reason: arguments.value("reason")))
      let lines = answer.count("decided")
      let object = "\(lines) \(lines == 1 ? "line" : "lines") of \(answer.word("id") ?? arguments.word(0))"
      let bare = verdict.verdict == .recount ? "send back" : verdict.verb
      return session.report(answer, Deed(verdict.done, bare, object), words: next(answer))
    }
  }

  private static func next(_ answer: ActAnswer) -> [String] {
    guard !answer.isDryRun, let number = answer.word("id") else { return [] }
    return switch answer.word("status") {
    case "approved": ["All is decided. Post it with: tallyman stocktake apply \(number)"]
    default: ["See what is left with: tallyman stocktake show \(number)"]
    }
  }

  /// Ends with 1 when lines came back: what applying found, a supervisor is to look at.
  private static let apply = Command(
    "stocktake", "apply", ["ID"], traits: .act,
    about:
      "post what was approved, once; a line that cannot be true any more goes back to review, and the exit code is 1",
    example: "tallyman stocktake open S-11\n"
      + "tallyman stocktake reconcile ST-0004\n"
      + "tallyman stocktake apply ST-0004"
  ) { session throws(CommandError) in
    let answer = try session.perform(ApplyStocktake(session.arguments.word(0)))
    let number = answer.word("id") ?? session.arguments.word(0)
    let lines = answer.count("applied")
    _ = session.report(
      answer, Deed("Applied", "apply", "\(lines) \(lines == 1 ? "line" : "lines") of \(number)"),
      words: CountLineText.words(ofApplying: answer))
    let returned = answer.list("returned")
    for line in returned where !session.isJSON {
      session.output.flush()
      session.remark("line \(line["line"]?.plain ?? "") is back in review: \(line["detail"]?.plain ?? "")")
    }
    return returned.isEmpty ? .done : .found
  }
}
