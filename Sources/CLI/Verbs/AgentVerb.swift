import Inventory

/// The far end of ssh: not for people at a keyboard, so not among the nouns that help lists.
enum AgentVerb {
  static let commands = [
    Command(
      "agent", "", ["FILE"],
      [
        Option("read-only", .none, "let nobody write over this line"),
        Option("as", .text("NAME"), "let nobody but this operator act over this line"),
      ],
      about: "serve a database to a tallyman on another machine, over standard input and output; ssh starts it",
      example: "ssh hall3 tallyman agent /srv/stock.db"
    ) { session throws(CommandError) in
      if session.arguments.value("as") == "" { throw .misuse(.emptyValue(flag: "as")) }
      let complaint = session.surroundings.serveAgent(
        session.arguments.word(0), session.arguments.value("as"), session.arguments.has("read-only"))
      guard let complaint else { return .done }
      session.remark("tallyman agent: \(complaint)")
      return .found
    }
  ]
}
