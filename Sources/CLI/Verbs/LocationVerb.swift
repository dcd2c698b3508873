import Inventory

enum LocationVerb {
  static var commands: [Command] {
    [
      Command(
        "location", "add", ["CODE"], options, traits: .act, about: "add a site, a room or a bin",
        example: "tallyman location add A-05-1 --in N-HALL --kind bin", run: add),
      Command(
        "location", "edit", ["CODE"], options + [Option("active", .words(["yes", "no"]), "no takes it out of use")],
        traits: [.act, .edit], about: "change a location; what is not named stays",
        example: "tallyman location edit N-DOCK --room-type staging", run: edit),
      Command(
        "location", "show", ["CODE"], about: "show a location", example: "tallyman location show NORTH/A-03-2",
        run: show),
      Command(
        "location", "list", [], [Option("in", .text("PARENT"), "only those that stand directly in PARENT")],
        traits: .list, about: "list locations", example: "tallyman location list --in NORTH", run: list),
      Command(
        "location", "retire", ["CODE"], traits: [.act, .edit], about: "take a location out of use; it must be empty",
        example: "tallyman location retire V-02", run: retire),
    ]
  }

  private static let options = [
    Option("name", .text("TEXT"), "what people call it"),
    Option("kind", .words(LocationKind.allCases.map(\.rawValue)), "a site stands alone; rooms and bins stand in one"),
    Option("in", .text("PARENT"), "the place it stands in"),
    Option("room-type", .text("TYPE"), "sales_floor, vault, quarantine, storage, dock …"),
    Option("coordinates", .text("LAT,LON"), "degrees, north and east positive: 52.52,13.405"),
    Option("structural", .none, "it groups others and holds no stock itself"),
  ]

  private static func add(_ session: Session) throws(CommandError) -> ExitCode {
    let code = session.arguments.word(0)
    let answer = try session.perform(AddLocation(code, try edits(session)))
    return session.report(answer, Deed("Added", "add", "location \(code)"))
  }

  private static func edit(_ session: Session) throws(CommandError) -> ExitCode {
    let code = session.arguments.word(0)
    var edits = try edits(session)
    edits.isActive = session.arguments.answer("active")
    let answer = try session.perform(EditLocation(code, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Changed", "change", "location \(code)"))
  }

  private static func retire(_ session: Session) throws(CommandError) -> ExitCode {
    let code = session.arguments.word(0)
    var edits = LocationEdits()
    edits.isActive = false
    let answer = try session.perform(EditLocation(code, edits, ifVersion: session.ifVersion))
    return session.report(answer, Deed("Retired", "retire", "location \(code)"))
  }

  private static func show(_ session: Session) throws(CommandError) -> ExitCode {
    let code = session.arguments.word(0)
    guard let location = try session.ask(LocationList(.only(code), limit: 1)).rows.first else {
      throw .refused(.noSuchLocation(code))
    }
    session.show(location.fields, Document.text(location.fields))
    return .done
  }

  private static func list(_ session: Session) throws(CommandError) -> ExitCode {
    var question = LocationList(session.arguments.value("in").map { .inside($0) } ?? .all)
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<Location>(
    empty: "No locations fit.",
    columns: [
      .init("LOCATION") { $0.code },
      .init("NAME") { $0.name },
      .init("KIND") { $0.kind.rawValue },
      .init("IN") { $0.parentCode ?? "" },
      .init("SITE") { $0.kind == .site ? $0.code : $0.siteCode },
      .init("ROOM TYPE") { $0.roomType },
      .init("STRUCTURAL") { $0.isStructural ? "yes" : "" },
      .init("ACTIVE") { $0.isActive ? "yes" : "no" },
    ],
    fields: \.fields)

  private static func edits(_ session: Session) throws(CommandError) -> LocationEdits {
    let arguments = session.arguments
    var edits = LocationEdits()
    edits.name = arguments.value("name")
    edits.kind = arguments.value("kind").flatMap { LocationKind(rawValue: $0) }
    edits.parent = arguments.value("in")
    edits.roomType = arguments.value("room-type")
    edits.isStructural = arguments.answer("structural")
    if let text = arguments.value("coordinates") {
      guard let coordinates = Coordinates(text) else {
        throw .refused(
          .badField(name: "coordinates", value: text, wanted: "LAT,LON in degrees with at most six places"))
      }
      edits.coordinates = coordinates
    }
    return edits
  }
}
