import Delivery
import Glibc
import Inventory

/// What is pulled from and pushed to other systems.
enum ConnectorVerb {
  static var commands: [Command] {
    [
      Command(
        "connector", "add", ["NAME"],
        [
          Option(
            "kind", .words(Connector.Kind.allCases.map(\.rawValue)), "what is at the other end", isRequired: true),
          Option("pull", .none, "take in what lies there"), Option("push", .none, "put a list there"),
          Option("what", .text("LIST"), "items, stock, movements, orders …", isRequired: true),
          Option("folder", .text("DIR"), "files that are taken in the order of their names, or are put there"),
          Option("url", .text("URL"), "one GET, or one PUT"),
          Option("every", .text("TIME"), "how often connector run --due runs it: 15m, 1h, 1d"),
          Option("map", .text("COLUMN=FIELD"), "which column is which field, of what is pulled", isRepeated: true),
        ], traits: .act, about: "set up an exchange with another system",
        example: "tallyman connector add shop --kind marketplace --push --what stock --folder /srv/shop --every 15m",
        run: add),
      Command(
        "connector", "list", about: "list the connectors, when each is due and how its last run went",
        example: "tallyman connector list --json"
      ) { session throws(CommandError) in
        session.list(listing, try session.ask(ConnectorList()))
        return .done
      },
      Command(
        "connector", "remove", ["NAME"], traits: .act, about: "take a connector out; its log stays",
        example: "tallyman connector add shop --kind marketplace --pull --what orders --folder /srv/shop\n"
          + "tallyman connector remove shop"
      ) { session throws(CommandError) in
        let name = session.arguments.word(0)
        return session.report(
          try session.perform(RemoveConnector(name)), Deed("Removed", "remove", "connector \(name)"))
      },
      Command(
        "connector", "run", [Command.Argument("NAME", isOptional: true)],
        [Option("due", .none, "only those whose time has come: a line for cron")],
        about: "run one, or all, now; exit 1 when something failed or was refused",
        example: "tallyman connector run --due", run: run),
      Command(
        "connector", "logs", [Command.Argument("NAME", isOptional: true)],
        [Option("unseen", .none, "only what failed and nobody has acknowledged")], traits: .list,
        about: "list the runs, the latest first", example: "tallyman connector logs shop --limit 10", run: logs),
      Command(
        "connector", "ack", ["LOG"], traits: .act, about: "say that somebody has seen that a run failed",
        example: "tallyman connector add shop --kind marketplace --pull --what orders --folder /srv/shop\n"
          + "tallyman connector run shop  # exit code 0, or 1 where something failed\n"
          + "tallyman connector ack 1"
      ) { session throws(CommandError) in
        let log = session.arguments.word(0)
        return session.report(
          try session.perform(AcknowledgeSync(log)), Deed("Acknowledged", "acknowledge", "run \(log)"))
      },
    ]
  }

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let arguments = session.arguments
    if arguments.has("pull"), arguments.has("push") { throw .misuse(.notTogether("pull", "push")) }
    guard arguments.has("pull") || arguments.has("push") else { throw .misuse(.needsOne(of: ["--pull", "--push"])) }
    let (folder, url) = (arguments.value("folder"), arguments.value("url"))
    if folder != nil, url != nil { throw .misuse(.notTogether("folder", "url")) }
    guard let target = folder.map({ Connector.Target.folder(whole($0)) }) ?? url.map({ .url($0) }) else {
      throw .misuse(.needsOne(of: ["--folder", "--url"]))
    }
    var connector = Connector(
      name: arguments.word(0), kind: arguments.value("kind").flatMap { Connector.Kind(rawValue: $0) } ?? .erp,
      direction: arguments.has("pull") ? .pull : .push, content: arguments.value("what") ?? "", target: target)
    connector.mapping = arguments.values("map")
    if !connector.mapping.isEmpty, connector.direction == .push { throw .misuse(.onlyWith("map", "pull")) }
    if let text = arguments.value("every") {
      let start = Instant(milliseconds: 0)
      guard let every = TimeText.instant(text, now: start), every > start, Instant(text) == nil else {
        throw .refused(.badField(name: "every", value: text, wanted: "a time such as 15m, 1h or 1d"))
      }
      connector.every = every.milliseconds
    }
    let answer = try session.perform(AddConnector(connector))
    return session.report(answer, Deed("Added", "add", "connector \(connector.name)"))
  }

  /// By its whole path, because it is run from anywhere.
  private static func whole(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  private static func run(_ session: Session) throws(CommandError) -> ExitCode {
    let service = try session.open(.write)
    let (surroundings, context) = (session.surroundings, try session.context())
    let runner = ConnectorRunner(
      service: service, by: surroundings.errands, actor: context.actor, terminal: context.terminal,
      clock: surroundings.now, makeKey: surroundings.makeKey, isCancelled: surroundings.isInterrupted)
    let name = session.arguments.word(0)
    var connectors = try session.ask(ConnectorList())
    if !name.isEmpty {
      connectors = connectors.filter { $0.name.lowercased() == name.lowercased() }
      if connectors.isEmpty { throw .refused(.noSuchConnector(name)) }
    }
    if session.arguments.has("due") { connectors = connectors.filter { $0.isDue(at: session.now) } }
    var runs: [SyncRun] = []
    for connector in connectors where !surroundings.isInterrupted() {
      do { runs.append(try runner.run(connector)) } catch { throw .refused(error) }
    }
    session.list(runListing, runs)
    if surroundings.isInterrupted() { return .interrupted }
    return runs.contains(where: \.wantsSeeing) ? .found : .done
  }

  private static func logs(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    var question = SyncPage(connector: name.isEmpty ? nil : name, wantsSeeing: session.arguments.has("unseen"))
    return try session.list(runListing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<Connector>(
    empty: "There are no connectors.",
    columns: [
      .init("NAME") { $0.name },
      .init("KIND") { $0.kind.rawValue },
      .init("WAY") { $0.direction.rawValue },
      .init("WHAT") { $0.content },
      .init("WHERE") { $0.target.text },
      .init("DUE") { $0.dueAt?.description ?? "" },
      .init("LAST RUN") { $0.lastRun?.endedAt.description ?? "" },
      .init("ROWS", isNumber: true) { $0.lastRun.map { String($0.rows) } ?? "" },
      .init("ERROR") { $0.lastRun?.error ?? "" },
    ],
    fields: \.fields)

  private static let runListing = Listing<SyncRun>(
    empty: "No run fits.",
    columns: [
      .init("LOG", isNumber: true) { String($0.number) },
      .init("CONNECTOR") { $0.connector },
      .init("ENDED AT") { $0.endedAt.description },
      .init("FILES", isNumber: true) { String($0.files) },
      .init("ROWS", isNumber: true) { String($0.rows) },
      .init("REFUSED", isNumber: true) { String($0.refused) },
      .init("SEEN BY") { $0.seenBy ?? "" },
      .init("ERROR") { $0.error ?? "" },
    ],
    fields: \.fields)
}
