import Inventory

/// What was scanned while the line to books on another machine was down.
enum OutboxVerb {
  static let commands = [
    Command(
      "outbox", "list", about: "what waits on this machine, and what the books refused; of --db, or of all",
      example: "tallyman outbox list --json"
    ) { session throws(CommandError) in
      let desk = session.surroundings.outbox
      let rows = try asked { () throws(InventoryError) in try desk.piles(session.arguments.value("db")) }
        .flatMap { pile in pile.acts.map { Row(address: pile.address, act: $0) } }
      session.list(listing, rows)
      return .done
    },
    Command(
      "outbox", "send", about: "send now what waits; exit 7 when the line is down, 1 when something is refused",
      example: "tallyman outbox send"
    ) { session throws(CommandError) in try send(session, session.arguments.value("db")) },
    Command(
      "outbox", "retry", ["KEY"], about: "send an act again that was refused",
      example: "tallyman outbox retry 01KB3ZT5V2  # exit code 4 where nothing with that key waits"
    ) { session throws(CommandError) in
      let (key, desk) = (session.arguments.word(0), session.surroundings.outbox)
      let address = try asked { () throws(InventoryError) in try desk.retry(key, session.arguments.value("db")) }
      return try send(session, address)
    },
    Command(
      "outbox", "discard", ["KEY"], about: "give an act up that was refused, or that was not sent yet",
      example: "tallyman outbox discard 01KB3ZT5V2  # exit code 4 where nothing with that key waits"
    ) { session throws(CommandError) in
      let (key, desk) = (session.arguments.word(0), session.surroundings.outbox)
      let act = try asked { () throws(InventoryError) in try desk.discard(key, session.arguments.value("db")) }
      session.show(fields(act), PlainText.safe("Discarded, and not done: \(act.words), by \(act.actor)."))
      return .done
    },
  ]

  private struct Row: Hashable, Sendable {
    var address: String
    var act: KeptAct
  }

  private static let listing = Listing<Row>(
    empty: "Nothing waits on this machine.",
    columns: [
      .init("DONE AT") { $0.act.at.description }, .init("BY") { $0.act.actor }, .init("WHAT") { $0.act.words },
      .init("STATE") { $0.act.refusal == nil ? "waits" : "refused" }, .init("FOR") { $0.address },
      .init("KEY") { $0.act.key }, .init("WHY") { $0.act.refusal ?? "" },
    ],
    fields: { row in
      var fields = fields(row.act)
      fields.add("database", row.address)
      return fields
    })

  private static func fields(_ act: KeptAct) -> Fields {
    var fields = Fields()
    fields.add("key", act.key)
    fields.add("action", act.action)
    fields.add("words", act.words)
    fields.add("actor", act.actor)
    fields.add("occurred_at", act.at)
    fields.add("state", act.refusal == nil ? "waiting" : "refused")
    fields.add("reason", act.refusal)
    return fields
  }

  private static func send(_ session: Session, _ database: String?) throws(CommandError) -> ExitCode {
    let desk = session.surroundings.outbox
    let sent = try asked { () throws(InventoryError) in try desk.send(database) }
    session.show(fields(sent), words(sent).map(PlainText.safe).joined(separator: "\n"))
    if sent.contains(where: { $0.trouble != nil }) { return .unreachable }
    return sent.contains { !$0.refused.isEmpty } ? .found : .done
  }

  /// Line by line.
  private static func words(_ sent: [OutboxDesk.Sent]) -> [String] {
    guard !sent.isEmpty else {
      return ["Nothing is to be sent from here. What a console has kept that is open, it sends."]
    }
    return sent.flatMap { part in
      var text = "\(part.address): sent \(part.done), \(part.refused.count) refused"
      if part.waiting > 0 { text += ", \(part.waiting) waiting" }
      if let trouble = part.trouble { text += ". " + Explanation(trouble).detail }
      return [text]
        + part.refused.map { "  \($0.words), by \($0.actor), key \($0.key): \($0.refusal ?? "")" }
    }
  }

  private static func fields(_ sent: [OutboxDesk.Sent]) -> Fields {
    var fields = Fields()
    fields.add(
      "databases",
      .list(
        sent.map { part in
          var fields = Fields()
          fields.add("database", part.address)
          fields.add("sent", Int64(part.done))
          fields.add("refused", .list(part.refused.map { .fields(self.fields($0)) }))
          fields.add("waiting", Int64(part.waiting))
          fields.add("problem", part.trouble.map { Explanation($0).detail })
          return .fields(fields)
        }))
    return fields
  }

  private static func asked<Answer>(
    _ ask: () throws(InventoryError) -> Answer
  ) throws(CommandError) -> Answer {
    do { return try ask() } catch { throw .refused(error) }
  }
}
