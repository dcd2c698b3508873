import Delivery
import Glibc
import Inventory

/// Who is told of events.
enum WebhookVerb {
  static var commands: [Command] {
    [
      Command(
        "webhook", "add", [Command.Argument("URL", isOptional: true)],
        [
          Option("command", .text("COMMAND"), "instead of a URL: run it with the event on its standard input"),
          Option(
            "event", .words(EventType.allCases.map(\.rawValue)), "only such events; else all", isRepeated: true),
          Option("at", .text("LOC"), "only what happens at this location or inside it"),
          Option(
            "secret-file", .text("FILE"), "what signs the events: its first line; else one is made and shown once"),
        ], traits: .act, about: "tell an address or a command of what happens from now on",
        example: "tallyman webhook add https://shop.example/stock --event stock.changed --at NORTH", run: add),
      Command(
        "webhook", "list", about: "list who is told, how far they are, and what failed",
        example: "tallyman webhook list --json"
      ) { session throws(CommandError) in
        session.list(listing, try session.ask(WebhookList()))
        return .done
      },
      Command(
        "webhook", "remove", ["ID"], traits: .act, about: "tell somebody of nothing more",
        example: "tallyman webhook add --command \"cat > /dev/null\"\n"
          + "tallyman webhook remove WH-0001"
      ) { session throws(CommandError) in
        let name = session.arguments.word(0)
        let answer = try session.perform(RemoveWebhook(name))
        return session.report(answer, Deed("Removed", "remove", "webhook \(answer.word("id") ?? name)"))
      },
      Command(
        "webhook", "resume", ["ID"], traits: .act, about: "try one again now that was paused, from where it stopped",
        example: "tallyman webhook add --command \"cat > /dev/null\"\n"
          + "tallyman webhook resume WH-0001  # exit code 0, or 4 where nothing is to be resumed"
      ) { session throws(CommandError) in
        let name = session.arguments.word(0)
        let answer = try session.perform(ResumeWebhook(name))
        return session.report(answer, Deed("Resumed", "resume", "webhook \(answer.word("id") ?? name)"))
      },
      Command(
        "webhook", "test", ["ID"], about: "send a ping now and say what came back; exit 1 when it was not taken",
        example: "tallyman webhook add --command \"cat > /dev/null\"\n"
          + "tallyman webhook test WH-0001  # exit code 0, or 1 where it was not taken", run: test),
    ]
  }

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let url = session.arguments.word(0)
    let command = session.arguments.value("command")
    if !url.isEmpty, command != nil { throw .misuse(.notTogether("command", "URL")) }
    guard let target = command.map({ WebhookTarget.command($0) }) ?? (url.isEmpty ? nil : .url(url)) else {
      throw .misuse(.needsOne(of: ["URL", "--command"]))
    }
    let given = try session.arguments.value("secret-file").map { path throws(CommandError) in try firstLine(of: path) }
    let secret = given ?? made()
    let act = AddWebhook(
      target, types: EventVerb.types(session, "event"), at: session.arguments.value("at"), secret: secret)
    let answer = try session.perform(act)
    let id = answer.word("id") ?? ""
    var fields = Fields()
    var words: [String] = []
    // Of one that was added before, the one that was made now is nobody's.
    if given == nil, !answer.isRepeat, !answer.isDryRun {
      fields.add("secret", secret.text)
      if case .url = target { words = ["secret \(secret.text)", "Keep it: it is not shown again."] }
    }
    return session.report(answer, Deed("Added", "add", "webhook \(id)"), fields: fields, words: words)
  }

  /// 256 bits of chance.
  private static func made() -> WebhookSecret {
    var generator = SystemRandomNumberGenerator()
    return WebhookSecret(Hexadecimal.text((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }))
  }

  /// The first line of a file that only its owner can read.
  private static func firstLine(of path: String) throws(CommandError) -> WebhookSecret {
    func refused(_ why: String) -> CommandError {
      .refused(.badField(name: "secret-file", value: path, wanted: why))
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw refused("a file that can be read") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 == 0 else {
      throw refused("a file that only its owner can read: chmod 600 \(path)")
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &buffer, buffer.count)
    let line = buffer[..<max(0, count)].prefix { $0 != 10 && $0 != 13 }
    return WebhookSecret(String(decoding: line, as: UTF8.self))
  }

  private static func test(_ session: Session) throws(CommandError) -> ExitCode {
    let work = try session.ask(WebhookWork(session.arguments.word(0)))
    let receipt = session.surroundings.errands.bring(.ping(work.webhook, at: session.now), to: work, at: session.now)
    var fields = Fields()
    fields.add("webhook", work.webhook.id.description)
    switch receipt {
    case .taken(let words):
      fields.add("taken", true)
      fields.add("detail", words)
      session.show(fields, PlainText.safe("\(work.webhook.id) took the ping: \(words)."))
      return .done
    case .failed(let why):
      fields.add("taken", false)
      fields.add("detail", why)
      session.show(fields, PlainText.safe("\(work.webhook.id) did not take the ping: \(why)."))
      return .found
    }
  }

  private static let listing = Listing<Webhook>(
    empty: "Nobody is told of events. Add somebody with: tallyman webhook add URL",
    columns: [
      .init("ID") { $0.id.description },
      .init("TO") { $0.target.text },
      .init("EVENTS") { $0.types.map { $0.map(\.rawValue).joined(separator: " ") } ?? "all" },
      .init("LOCATION") { $0.place ?? "" },
      .init("STATE") { $0.isPaused ? "paused" : $0.failures > 0 ? "retrying" : "active" },
      .init("THROUGH") { $0.position.description },
      .init("FAILURES", isNumber: true) { String($0.failures) },
      .init("NEXT TRY") { $0.nextTryAt?.description ?? "" },
      .init("LAST ERROR") { $0.lastError ?? "" },
    ],
    fields: \.fields)
}
