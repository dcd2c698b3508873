import Inventory

/// Alerts made into transfers and requisitions.
enum AlertDocuments {
  static var commands: [Command] { [order, transfer] }

  private static let quantity = Option("quantity", .text("Q"), "how much, of one alert; else what is suggested")

  private static let order = Command(
    "alert", "order", AlertVerb.ids,
    [Option("vendor", .text("V"), "from this vendor, whatever the rules say"), quantity], traits: .act,
    about: "ask for what is suggested to be bought: one requisition for each vendor, wanted when the lead time is over",
    example: "tallyman alert order WID-220@NORTH GLU-1@NORTH"
  ) { session throws(CommandError) in
    let wishes = try wishes(session)
    let acts: [CreateRequisition]
    do throws(InventoryError) {
      acts = try SignalDocuments.requisitions(
        of: wishes, from: session.arguments.value("vendor"), today: session.now.day)
    } catch {
      throw .refused(error)
    }
    var answers: [ActAnswer] = []
    for (part, act) in acts.enumerated() { answers.append(try session.perform(act, part: part)) }
    return session.report(answers) { index, number in
      let act = acts[index]
      let vendor = act.lines.first?.vendor.map { " from \($0)" } ?? ""
      return "\(number)\(vendor): \(lines(act.lines.map { "\($0.quantity) of \($0.item)" }))"
    }
  }

  private static let transfer = Command(
    "alert", "transfer", AlertVerb.ids,
    [Option("from", .text("LOC"), "from there; else from the site that keeps most cover after giving"), quantity],
    traits: .act, about: "ask for what is suggested from other sites: one transfer for each of them",
    example: "tallyman alert transfer YOK-010@SOUTH --quantity 12"
  ) { session throws(CommandError) in
    var wishes = try wishes(session)
    for index in wishes.indices {
      wishes[index].source = session.arguments.value("from")
      guard wishes[index].source == nil else { continue }
      let story = try session.ask(SignalStory(wishes[index].signal.id))
      guard let best = story.sources.first else { continue }
      wishes[index].source = best.site
      if wishes[index].quantity == nil, best.gives > .zero { wishes[index].quantity = best.gives }
    }
    let acts: [CreateTransfer]
    do throws(InventoryError) { acts = try SignalDocuments.transfers(of: wishes) } catch { throw .refused(error) }
    var answers: [ActAnswer] = []
    for (part, act) in acts.enumerated() { answers.append(try session.perform(act, part: part)) }
    return session.report(answers) { index, number in
      let act = acts[index]
      return "\(number) from \(act.from) to \(act.to): \(lines(act.lines.map { "\($0.quantity) of \($0.item)" }))"
    }
  }

  private static func wishes(_ session: Session) throws(CommandError) -> [SignalDocuments.Wish] {
    let signals = try session.signals()
    guard let text = session.arguments.value("quantity") else { return signals.map { SignalDocuments.Wish($0) } }
    guard signals.count == 1 else { throw .misuse(.onlyWith("quantity", "a single ID")) }
    let quantity = try session.quantity(text, of: signals[0].rule.code.description)
    return [SignalDocuments.Wish(signals[0], quantity: quantity)]
  }

  private static func lines(_ words: [String]) -> String {
    words.count > 5 ? "\(words.count) lines" : words.joined(separator: ", ")
  }
}

extension Session {
  /// Prints what came of several acts that are one command: one value with a list of documents, or a line for each.
  fileprivate func report(_ answers: [ActAnswer], words: (Int, _ number: String) -> String) -> ExitCode {
    guard let first = answers.first else { return .done }
    if isJSON {
      var fields = Fields()
      fields.add("key", first.key)
      fields.add("repeated", first.isRepeat)
      fields.add("dry_run", first.isDryRun)
      fields.add("action", first.action)
      fields.add("documents", .list(answers.map { .json($0.document ?? "{}") }))
      output.line(fields.json)
      return .done
    }
    for (index, answer) in answers.enumerated() {
      let number = answer.isDryRun ? "one" : answer.word("id") ?? "one"
      let start =
        answer.isDryRun
        ? "Dry run, nothing was changed: would make " : answer.isRepeat ? "Made before: " : "Made "
      output.line(PlainText.safe(start + words(index, number) + "."))
    }
    output.line("key \(PlainText.safe(first.key))")
    return .done
  }
}
