import Inventory

/// What happened, for other systems that ask.
enum EventVerb {
  static var commands: [Command] {
    [
      Command(
        "event", "list", [], filters, traits: .list,
        about: "list what happened, in order; ask on with --since and the last id",
        example: "tallyman event list --since 1234-0 --type stock.changed --ndjson", run: list),
      Command(
        "event", "follow", [], filters,
        about: "print what happens from now on, or from --since on, a JSON value a line",
        example: "tallyman event follow --type low_stock", run: follow),
    ]
  }

  static let types = Option(
    "type", .words(EventType.allCases.map(\.rawValue)), "only such events", isRepeated: true)
  private static let filters = [
    Option("since", .text("ID"), "behind this event: 1234-0, or 1234 for behind all of that act"), types,
    Option("at", .text("LOC"), "only what happened at this location or inside it"),
  ]

  static func types(_ session: Session, _ flag: String = "type") -> [EventType]? {
    let types = session.arguments.values(flag).compactMap { EventType(rawValue: $0) }
    return types.isEmpty ? nil : EventType.allCases.filter { types.contains($0) }
  }

  private static func since(_ session: Session) throws(CommandError) -> EventID? {
    guard let text = session.arguments.value("since") else { return nil }
    return try id(text)
  }

  private static func id(_ text: String) throws(CommandError) -> EventID {
    guard let id = EventID(text) else {
      throw .refused(.badField(name: "since", value: text, wanted: "the id of an event, such as 1234-0"))
    }
    return id
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = EventPage(types: types(session), at: session.arguments.value("at"))
    let first = try since(session)
    return try session.list(listing) { start, limit throws(CommandError) in
      question.limit = limit
      question.since = first
      if case .after(let cursor) = start { question.since = try id(cursor.parts?.first ?? "") }
      // A stretch in which nothing of what is wanted happened is no end.
      while true {
        let part = try session.ask(question)
        if part.isAtEnd { return Page(rows: part.events, next: nil, previous: nil) }
        if !part.events.isEmpty {
          return Page(rows: part.events, next: Cursor([part.through.description]), previous: nil)
        }
        question.since = part.through
      }
    }
  }

  private static func follow(_ session: Session) throws(CommandError) -> ExitCode {
    var question = EventPage(
      since: try since(session), types: types(session), at: session.arguments.value("at"), limit: 500)
    if question.since == nil {
      question.since = .end(ofAct: try session.ask(EventPage(types: [.syncCompleted], limit: 1)).latest)
    }
    let surroundings = session.surroundings
    while true {
      // Before the look, so that what comes during it is not missed.
      let token = try session.ask(ChangeToken())
      while true {
        let part = try session.ask(question)
        for event in part.events { session.output.line(event.fields.json) }
        session.output.flush()
        question.since = part.through
        if part.isAtEnd || !session.output.isOpen { break }
      }
      repeat {
        if surroundings.isInterrupted() { return .interrupted }
        guard session.output.isOpen, surroundings.pause(1000) else { return .done }
        if surroundings.isInterrupted() { return .interrupted }
      } while try session.ask(ChangeToken()) == token
    }
  }

  private static let listing = Listing<WarehouseEvent>(
    empty: "Nothing of that happened.",
    columns: [
      .init("ID") { $0.id.description },
      .init("OCCURRED AT") { $0.occurredAt.description },
      .init("TYPE") { $0.type.rawValue },
      .init("RECORD") { $0.record },
      .init("AVAILABLE") { available($0) },
      .init("REFERENCE") { $0.reference ?? "" },
      .init("ACTOR") { $0.actor },
    ],
    fields: \.fields)

  /// `7 → 4` of a stock record, and how it is of what is low.
  private static func available(_ event: WarehouseEvent) -> String {
    func figure(_ value: FieldValue) -> String? {
      if case .fields(let fields) = value { fields["available"]?.plain } else { nil }
    }
    guard let after = figure(event.after) else { return "" }
    return figure(event.before).map { "\($0) → \(after)" } ?? after
  }
}
