import Inventory

enum OperatorVerb {
  static var commands: [Command] {
    [
      Command(
        "operator", "add", ["NAME"],
        [Option("role", .words(roles), "what they are in the house, and so what they may do", isRequired: true)]
          + options,
        traits: .act, about: "take somebody in; the first is an admin, and from then on only operators act",
        example: "tallyman operator add anna --role admin\n"
          + "tallyman operator add maria --role dock --badge B-0017 --as anna", run: add),
      Command(
        "operator", "edit", ["NAME"],
        [Option("role", .words(roles), "what they are in the house, and so what they may do")] + options
          + [Option("active", .words(["yes", "no"]), "no takes them out of work")],
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
    Option("badge", .text("CODE"), "the code on their badge; \"\" takes it away"),
    Option("limits", .text("TEXT"), "how far off their counts may be, such as 5%, value 200; \"\" takes it away"),
  ]

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    let edits = edits(session)
    let person = edits.applied(to: Operator(name: name, role: edits.role ?? .counter))
    return session.report(try session.perform(AddOperator(person)), Deed("Added", "add", "operator \(name)"))
  }

  private static func edit(_ session: Session) throws(CommandError) -> ExitCode {
    let name = session.arguments.word(0)
    var edits = edits(session)
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

  private static func edits(_ session: Session) -> OperatorEdits {
    var edits = OperatorEdits()
    edits.role = session.arguments.value("role").flatMap { Operator.Role(rawValue: $0) }
    edits.badge = session.arguments.value("badge")
    edits.limits = session.arguments.value("limits")
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
    let open = person == nil ? "\nThe house has no operators: everybody may do everything." : ""
    session.show(fields, Document.text(fields) + open)
    return .done
  }

  private static let listing = Listing<Operator>(
    empty:
      "There are no operators: everybody may do everything. Add the first with: tallyman operator add NAME --role admin",
    columns: [
      .init("NAME") { $0.name },
      .init("ROLE") { $0.role.rawValue },
      .init("BADGE") { $0.badge ?? "" },
      .init("ACTIVE") { $0.isActive ? "yes" : "no" },
      .init("LIMITS") { $0.limits ?? "" },
    ],
    fields: \.fields)
}
