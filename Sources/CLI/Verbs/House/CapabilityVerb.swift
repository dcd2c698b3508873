import Inventory

enum CapabilityVerb {
  static let commands = [
    Command(
      "capability", "list", about: "list what this house and this program can do, each on or off",
      example: "tallyman capability list --json"
    ) { session throws(CommandError) in
      session.list(listing, try session.ask(Capabilities()) + program(session))
      return .done
    }
  ]

  /// What the program has commands for, and what this machine is set up for.
  private static func program(_ session: Session) -> [Capabilities.Capability] {
    let nouns = Set(CommandTable.nouns.map(\.name))
    let isRemote = session.database.contains("://") && !session.database.hasPrefix("file://")
    let printer = session.surroundings.configured("label_command")
    return [
      ("events", "event"), ("webhooks", "webhook"), ("connectors", "connector"), ("snapshots", "snapshot"),
    ].map { name, noun in
      Capabilities.Capability(
        name, nouns.contains(noun), nouns.contains(noun) ? "tallyman \(noun)" : "this program has no such command")
    } + [
      Capabilities.Capability(
        "label_printer", printer != nil,
        printer.map { "labels go to \($0)" } ?? "this machine's settings name no label_command"),
      Capabilities.Capability(
        "remote", isRemote, isRemote ? "the books are on another machine" : "the books are a file of this machine"),
      Capabilities.Capability(
        "offline", isRemote, isRemote ? "what is scanned while the line is down waits here" : "nothing to wait for"),
    ]
  }

  private static let listing = Listing<Capabilities.Capability>(
    empty: "There are none.",
    columns: [.init("CAPABILITY") { $0.name }, .init("ON") { $0.isOn ? "yes" : "no" }, .init("ABOUT") { $0.about }],
    fields: { capability in
      var fields = Fields()
      fields.add("capability", capability.name)
      fields.add("on", capability.isOn)
      fields.add("about", capability.about)
      return fields
    })
}
