import Inventory

/// Stocktakes: opened, counted, reviewed, applied (`spec.md` 3.8).
enum StocktakeVerb {
  static var commands: [Command] {
    [open, list, show] + StocktakeCounting.commands + StocktakeReview.commands + [cancel] + StocktakePlanning.commands
  }

  private static let open = Command(
    "stocktake", "open", ["LOC"],
    [
      Option("name", .text("TEXT"), "what people call it: Q3 count"),
      Option("blind", .none, "those who count do not see what the books say; else the setting count_blind"),
      Option("informed", .none, "they see it once they have counted"),
      Option("policy", .words(CountPolicy.allCases.map(\.rawValue)), "what goods may do meanwhile; live: they move"),
      Option("tolerance", .text("LIMITS"), "how far off a line may be: 5%, +5%, -10%, 2, \"value 200\", with commas"),
      Option("scheduled-at", .text("T"), "when it begins; a frozen or locked one holds its places from then on"),
      Option("only-here", .none, "not the places inside LOC"),
    ], traits: .act, about: "open a stocktake of a place and all inside it",
    example: "tallyman stocktake open S-FLOOR --name \"Sales floor\" --tolerance 2%"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    if arguments.has("blind"), arguments.has("informed") { throw .misuse(.notTogether("blind", "informed")) }
    let isBlind: Bool? = arguments.has("blind") ? true : arguments.has("informed") ? false : nil
    let act = OpenStocktake(
      arguments.word(0), name: arguments.value("name") ?? "", isBlind: isBlind,
      policy: arguments.value("policy").flatMap { CountPolicy(rawValue: $0) } ?? .live,
      tolerance: try session.tolerance(arguments.value("tolerance") ?? ""),
      scheduledAt: try session.instant("scheduled-at"), onlyHere: arguments.has("only-here"))
    let answer = try session.perform(act)
    let number = answer.word("id") ?? "a stocktake"
    let next = answer.isDryRun ? [] : ["Count with: tallyman stocktake count \(number) SKU QTY --in LOC"]
    return session.report(answer, Deed("Opened", "open", "\(number) for \(arguments.word(0))"), words: next)
  }

  private static let list = Command(
    "stocktake", "list", [],
    [Option("status", .words(StocktakeStatus.allCases.map(\.rawValue)), "only those that are so")],
    traits: .list, about: "list stocktakes, latest first", example: "tallyman stocktake list --status review"
  ) { session throws(CommandError) in
    var question = StocktakePage(status: session.arguments.value("status").flatMap { StocktakeStatus(rawValue: $0) })
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<Stocktake>(
    empty: "There are no such stocktakes. Open one with: tallyman stocktake open LOC",
    columns: [
      .init("ID") { $0.number },
      .init("NAME") { $0.name },
      .init("LOCATION") { $0.place },
      .init("STATUS") { $0.status.rawValue },
      .init("POLICY") { $0.policy.rawValue },
      .init("BLIND") { $0.isBlind ? "yes" : "no" },
      .init("TOLERANCE") { $0.tolerance.description },
      .init("OPENED BY") { $0.openedBy },
      .init("OPENED AT") { $0.openedAt.description },
    ],
    fields: \.fields)

  private static let show = Command(
    "stocktake", "show", ["ID"], about: "show how far a stocktake is, and by how much the books differ",
    example: "tallyman stocktake show ST-0002 --json"
  ) { session throws(CommandError) in
    let card = try session.ask(StocktakeCard(session.arguments.word(0)))
    session.show(StocktakeText.fields(card), StocktakeText.words(card))
    return .done
  }

  private static let cancel = Command(
    "stocktake", "cancel", ["ID"], traits: .act, about: "end a stocktake; the books stay as they are",
    example: "tallyman stocktake cancel ST-0002"
  ) { session throws(CommandError) in
    let answer = try session.perform(CancelStocktake(session.arguments.word(0)))
    return session.report(answer, Deed("Cancelled", "cancel", answer.word("id") ?? session.arguments.word(0)))
  }
}

extension Session {
  /// Limits as people write them; the empty text is none.
  func tolerance(_ text: String) throws(CommandError) -> Tolerance {
    guard let tolerance = Tolerance(text) else {
      throw .refused(
        .badField(
          name: "tolerance", value: text, wanted: "limits such as 5%, +5%, -10%, 2, value 200, divided by commas"))
    }
    return tolerance
  }
}
