import Inventory

enum OperatorVerb {
  static var commands: [Command] {
    [
      Command(
        "operator", "add", ["NAME"],
        [Option("role", .words(roles), "what they are in the house; the first is an admin and needs no role")]
          + options,
        traits: .act, about: "take somebody in; the first is an admin, and from then on only operators act",
        example: "tallyman operator add anna --role admin\n"
          + "tallyman operator add maria --role dock --badge B-0017 --as anna", run: add),
      Command(
        "operator", "edit", ["NAME"],
        [Option("role", .words(roles), "what they are in the house, and so what they may do")] + options
          + [
            Option("no-pin", .none, "take the PIN away"),
            Option("active", .words(["yes", "no"]), "no takes them out of work"),
          ],
        traits: [.act, .edit], about: "change what an operator is; what is not named stays, and so does the name",
        example: "tallyman operator add anna --role admin\n"
          + "tallyman operator edit anna --badge B-0001 --as anna", run: edit),
      Command(
        "operator", "retire", ["NAME"], traits: [.act, .edit],
        about: "take somebody out of work; the audit keeps the name",
        example: "tallyman operator add anna --role admin\n"
          + "tallyman operator add maria --role dock --as anna\n"
          + "tallyman operator retire maria --as anna",
        run: retire),
      OwnPin.command,
      Command(
        "operator", "list", about: "list the operators and what they are", example: "tallyman operator list --json"
      ) { session throws(CommandError) in
        session.list(listing, try session.ask(OperatorList()))
        return .done
      },
      Command(
        "operator", "whoami", about: "say who acts here, and what they may do",
        example: "tallyman operator whoami --as maria", run: whoAmI),
    ]
  }

  private static let roles = Operator.Role.allCases.map(\.rawValue)

  private static let options = [
    Option("site", .text("LOC"), "a site they may touch, none for all; \"\" gives all back", isRepeated: true),
    Option("badge", .text("CODE"), "the code on their badge; \"\" takes it away"),
    Option("limits", .text("TEXT"), "how far off their counts may be, such as 5%, value 200; \"\" takes it away"),
    Option("pin", .none, "ask twice for a PIN they sign in with"),
    Option("pin-file", .text("FILE"), "a file that only you can read with the PIN in it; - for standard input"),
  ]

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    let edits = try edits(session)
    let person = edits.applied(to: Operator(name: name, role: edits.role ?? .admin))
    let act = AddOperator(person, sites: edits.sites ?? [], isOfNoRole: edits.role == nil)
    return session.report(try session.perform(act), Deed("Added", "add", "operator \(name)"))
  }

  private static func edit(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    var edits = try edits(session)
    edits.takesPinAway = session.arguments.has("no-pin")
    edits.isActive = session.arguments.answer("active")
    let answer = try session.perform(EditOperator(name, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Changed", "change", "operator \(name)"))
  }

  private static func retire(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    var edits = OperatorEdits()
    edits.isActive = false
    let answer = try session.perform(EditOperator(name, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Retired", "retire", "operator \(name)"))
  }

  private static func edits(_ session: Session) throws(CommandError) -> OperatorEdits {
    var edits = OperatorEdits()
    edits.role = session.arguments.value("role").flatMap { Operator.Role(rawValue: $0) }
    edits.badge = session.arguments.value("badge")
    edits.limits = session.arguments.value("limits")
    let sites = session.arguments.values("site")
    if !sites.isEmpty { edits.sites = sites.filter { !$0.isEmpty } }
    edits.pin = try session.newPin(of: session.arguments.word(0))
    return edits
  }

  private static func whoAmI(_ session: Session) throws(CommandError) -> ExitCode {
    let name = try session.operatorName()
    let person = try session.ask(WhoAmI(name))
    if person == nil, try !session.ask(OperatorList()).isEmpty { throw .refused(.unknownOperator(name)) }
    var fields = Fields()
    fields.add("operator", person?.name ?? name)
    fields.add("role", person?.role.rawValue)
    let rights = Right.allCases.filter { right in person.map { $0.role.holds(right) } ?? true }
    fields.add("rights", .list(rights.map { .text($0.rawValue) }))
    fields.add("limits", person?.limits)
    fields.add("sites", .list((person?.sites ?? []).map { .text($0.code) }))
    fields.add("pin", person?.pin != nil)
    let open =
      person == nil
      ? "\nThe house has no operators: everybody may do everything. Begin with: tallyman operator add \(name)" : ""
    session.show(fields, Document.text(fields) + open)
    return .done
  }

  private static let listing = Listing<Operator>(
    empty:
      "There are no operators: everybody may do everything. Add the first, an admin, with: tallyman operator add NAME",
    columns: [
      .init("NAME") { $0.name },
      .init("ROLE") { $0.role.rawValue },
      .init("SITES") { $0.sites.isEmpty ? "all" : $0.sites.map(\.code).joined(separator: " ") },
      .init("BADGE") { $0.badge ?? "" },
      .init("PIN") { $0.pin == nil ? "" : "yes" },
      .init("ACTIVE") { $0.isActive ? "yes" : "no" },
      .init("LIMITS") { $0.limits ?? "" },
    ],
    fields: \.fields)
}
