import Inventory

enum LockVerb {
  static let commands = [
    Command(
      "lock", "take", ["ENTITY"],
      [
        Option("ttl", .text("TIME"), "how long: from 1s to 1h", isRequired: true),
        Option("purpose", .text("TEXT"), "what for; others are told", isRequired: true),
        Option("token", .text("TOKEN"), "of a lock you hold: renew it"),
      ], traits: .act,
      about:
        "keep other locks off a thing for a while; movements go on. ENTITY: stock:SKU@LOC, item:SKU, transfer:ID …",
      example: "tallyman lock take stock:WID-220@NORTH/A-03-2 --ttl 30s --purpose \"repacking\"", run: take),
    Command(
      "lock", "release", ["TOKEN"], traits: .act, about: "let go of a lock; of another's supervisors may",
      example: "tallyman lock take item:WID-220 --ttl 30s --purpose repacking --key repack-7\n"
        + "tallyman lock release 604f9bb80f4db4ce8ddd", run: release),
    Command(
      "lock", "list", about: "list the locks there are now, and who counts in which bin",
      example: "tallyman lock list --json"
    ) { session throws(CommandError) in
      session.list(listing, try session.ask(LockList()))
      return .done
    },
  ]

  private static func take(_ session: Session) throws(CommandError) -> ExitCode {
    let entity = session.arguments.word(0)
    let text = session.arguments.value("ttl") ?? ""
    guard let life = TimeText.span(text) else { throw .misuse(.notASpan(text, flag: "ttl")) }
    let token = session.arguments.value("token")
    if token == "" { throw .misuse(.emptyValue(flag: "token")) }
    let answer = try session.perform(
      TakeLock(entity, for: life, purpose: session.arguments.value("purpose") ?? "", token: token))
    let deed = token == nil ? Deed("Locked", "lock", entity) : Deed("Renewed", "renew", "the lock on \(entity)")
    let words = answer.isDryRun ? [] : ["until \(answer.word("until") ?? ""), token \(answer.word("token") ?? "")"]
    return session.report(answer, deed, words: words)
  }

  private static func release(_ session: Session) throws(CommandError) -> ExitCode {
    let token = session.arguments.word(0)
    return session.report(try session.perform(ReleaseLock(token)), Deed("Let go", "let go", "of lock \(token)"))
  }

  private static let listing = Listing<Lock>(
    empty: "Nothing is locked.",
    columns: [
      .init("ENTITY") { $0.entity },
      .init("KIND") { $0.isLease ? "lease" : "lock" },
      .init("BY") { $0.actor },
      .init("TERMINAL") { $0.terminal },
      .init("UNTIL") { $0.until.description },
      .init("PURPOSE") { $0.purpose },
      .init("TOKEN") { $0.token },
    ],
    fields: \.fields)
}
