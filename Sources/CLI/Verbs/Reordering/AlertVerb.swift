import Inventory

/// Alerts: what is low, and what people do about it.
enum AlertVerb {
  static var commands: [Command] { [list, show] + deeds + [compute] + AlertDocuments.commands }

  static let ids: [Command.Argument] = [Command.Argument("ID", isRepeated: true)]

  /// Those a report takes too.
  static let filters = [
    Option("at", .text("LOC"), "of this location and all inside it"),
    Option("out", .none, "only what is out of stock"),
    Option("vendor", .text("V"), "ordered from this vendor"),
    Option("to", .text("NAME"), "assigned to this person"),
    Option("search", .text("TEXT"), "the beginning of the SKU, or words of the name"),
  ]

  static func filter(_ session: Session) -> SignalFilter {
    let arguments = session.arguments
    var filter = SignalFilter()
    filter.location = arguments.value("at")
    filter.isOut = arguments.has("out")
    filter.vendor = arguments.value("vendor")
    filter.assignedTo = arguments.value("to")
    filter.text = arguments.value("search")
    return filter
  }

  private static let list = Command(
    "alert", "list", [],
    [
      Option(
        "state", .words(SignalState.allCases.map(\.rawValue)), "only those that are so; else all that are not closed")
    ] + filters, traits: .list,
    about: "list what is low, the most urgent first: out of stock, then by cover less lead time",
    example: "tallyman alert list --at NORTH --state open"
  ) { session throws(CommandError) in
    var filter = filter(session)
    filter.states = session.arguments.value("state").flatMap { SignalState(rawValue: $0) }.map { [$0] }
    var question = SignalPage(filter)
    return try session.list(SignalListings.signals(now: session.now)) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let show = Command(
    "alert", "show", ["ID"],
    about: "say why something is low: what made it so, who waits for it, what is coming, who could give some",
    example: "tallyman alert show WID-220@NORTH"
  ) { session throws(CommandError) in
    let signal = try session.signals()[0]
    let story = try session.ask(SignalStory(signal.id))
    session.show(story.fields(at: session.now), AlertText.words(story, now: session.now))
    return .done
  }

  // MARK: What people do about it

  private static var deeds: [Command] { [acknowledge, snooze, assign, escalate, reopen] }

  private static func tend(
    _ session: Session, _ deed: TendSignals.Deed, _ done: String, _ bare: String, behind: String = ""
  ) throws(CommandError) -> ExitCode {
    let signals = try session.signals()
    let answer = try session.perform(TendSignals(signals.map(\.id), deed))
    let names = signals.prefix(3).map { "\($0.rule.code) at \($0.rule.place)" }.joined(separator: ", ")
    let what = signals.count > 3 ? "\(signals.count) alerts" : "the alert of \(names)"
    return session.report(answer, Deed(done, bare, what + behind))
  }

  private static let acknowledge = Command(
    "alert", "acknowledge", ids, traits: .act, about: "say that you look after it; it is not sent to others then",
    example: "tallyman alert acknowledge WID-220@NORTH GLU-1@NORTH"
  ) { session throws(CommandError) in
    try tend(session, .acknowledge, "Acknowledged", "acknowledge")
  }

  private static let snooze = Command(
    "alert", "snooze", ids,
    [
      Option("until", .text("T"), "until then: 2026-07-07, +3d"), Option("days", .count(from: 1), "for so many days"),
    ], traits: .act,
    about: "put it aside for a while; it comes back when it runs out of stock, or its slack falls by more than a day",
    example: "tallyman alert snooze WID-220@NORTH --days 3"
  ) { session throws(CommandError) in
    let until: Instant
    switch (try session.instant("until"), session.arguments.count("days")) {
    case (_?, _?): throw .misuse(.notTogether("until", "days"))
    case (nil, nil): throw .misuse(.needsOne(of: ["--until", "--days"]))
    case (let given?, nil): until = given
    case (nil, let days?): until = session.now.adding(milliseconds: Int64(min(days, 36_500)) * 86_400_000)
    }
    return try tend(session, .snooze(until: until), "Snoozed", "snooze", behind: " until \(until)")
  }

  private static let assign = Command(
    "alert", "assign", ids, [Option("to", .text("NAME"), "to whom; none for nobody", isRequired: true)], traits: .act,
    about: "say who looks after it", example: "tallyman alert assign WID-220@NORTH --to maria"
  ) { session throws(CommandError) in
    let name = session.arguments.value("to") ?? ""
    let isNobody = name == "none" || name.isEmpty
    return try tend(
      session, .assign(to: isNobody ? nil : name), "Assigned", "assign", behind: isNobody ? " to nobody" : " to \(name)"
    )
  }

  private static let escalate = Command(
    "alert", "escalate", ids, traits: .act, about: "send it to the next role: supervisors, then admins",
    example: "tallyman alert escalate WID-220@NORTH"
  ) { session throws(CommandError) in
    try tend(session, .escalate, "Escalated", "escalate")
  }

  private static let reopen = Command(
    "alert", "reopen", ids, traits: .act, about: "take back that it was acknowledged or snoozed",
    example: "tallyman alert acknowledge WID-220@NORTH\n"
      + "tallyman alert reopen WID-220@NORTH"
  ) { session throws(CommandError) in
    try tend(session, .reopen, "Reopened", "reopen")
  }

  // MARK: Working out

  private static let compute = Command(
    "alert", "compute", [], [Option("at", .text("LOC"), "of rules at this location and all inside it")], traits: .act,
    about: "work out anew what is used a day, end snoozes that are over, escalate what nobody acknowledged",
    example: "tallyman alert compute --dry-run"
  ) { session throws(CommandError) in
    let place = session.arguments.value("at")
    let first = try session.perform(ComputeSignals(at: place))
    var (rules, changed, woken, escalated) = (0, 0, 0, 0)
    var last = first
    var part = 0
    while true {
      rules += last.count("rules")
      changed += last.count("changed")
      woken += last.list("woken").count
      escalated += last.list("escalated").count
      // A part at a time, each an act of its own.
      guard let next = last.word("next").flatMap({ Int64($0) }) else { break }
      part += 1
      last = try session.perform(ComputeSignals(at: place, after: RuleID(next)), part: part)
    }
    var fields = Fields()
    if part > 0 {
      fields.add("all_rules", Int64(rules))
      fields.add("all_changed", Int64(changed))
    }
    return session.report(
      first, Deed("Worked out", "work out", "what is used at the places of \(rules.counted("rule", "rules"))"),
      fields: fields,
      words: ["\(changed) changed, \(woken) snoozes over, \(escalated) escalated"])
  }
}
