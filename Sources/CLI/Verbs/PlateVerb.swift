import Inventory

enum PlateVerb {
  static var commands: [Command] { [add, show, open, move, list, count] }

  private static let add = Command(
    "plate", "add", [Command.Argument("SSCC", isOptional: true)],
    [
      Option("at", .text("LOC"), "where the goods stand", isRequired: true),
      Option(
        "line", .text("SKU=QTY[,lot=CODE][,serial=S+S]"), "what stands on it", isRepeated: true, isRequired: true),
    ], traits: .act,
    about: "put a licence plate on goods that stand loose; without a code the house's next SSCC",
    example: "tallyman plate add PAL-7 --at A-01-2 --line WID-220=48"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let code = arguments.word(0).isEmpty ? nil : arguments.word(0)
    let lines = try arguments.values("line").map { text throws(CommandError) in
      let line = try GoodsLine(text, session)
      return PlateLine(line.sku, line.quantity, lot: line.lot, serials: line.serials)
    }
    let place = arguments.value("at") ?? ""
    let answer = try session.perform(BuildPlate(code, at: place, lines))
    let built = answer.word("plate") ?? code ?? "with the next number"
    return session.report(answer, Deed("Built", "build", "pallet \(built) at \(place)"))
  }

  private static let show = Command(
    "plate", "show", ["CODE"], about: "show a pallet and what stands on it",
    example: "tallyman plate add PAL-7 --at A-01-2 --line WID-220=48\n"
      + "tallyman plate show PAL-7"
  ) { session throws(CommandError) in
    let card = try session.ask(PlateCard(session.arguments.word(0)))
    var fields = card.plate.fields
    if let destination = card.destination { fields.add("destination", destination) }
    session.show(fields, text(card))
    return .done
  }

  private static let open = Command(
    "plate", "open", ["CODE"], traits: .act, about: "open a pallet: its goods are loose from then on",
    example: "tallyman plate add PAL-7 --at A-01-2 --line WID-220=48\n"
      + "tallyman plate open PAL-7"
  ) { session throws(CommandError) in
    let code = session.arguments.word(0)
    return session.report(try session.perform(OpenPlate(code)), Deed("Opened", "open", "pallet \(code)"))
  }

  private static let move = Command(
    "plate", "move", ["CODE"],
    [
      Option("to", .text("LOC"), "the place it goes to, in the same site", isRequired: true),
      Option("override", .none, "even where a stocktake lets nothing move; supervisors may"),
    ], traits: .act, about: "move a pallet with all that stands on it, in one step",
    example: "tallyman plate add PAL-7 --at A-01-2 --line WID-220=48\n"
      + "tallyman plate move PAL-7 --to A-03-2"
  ) { session throws(CommandError) in
    let code = session.arguments.word(0)
    let place = session.arguments.value("to") ?? ""
    let act = MovePlate(code, to: place, overridesHold: session.arguments.has("override"))
    return session.report(try session.perform(act), Deed("Moved", "move", "pallet \(code) to \(place)"))
  }

  private static let list = Command(
    "plate", "list", [],
    [
      Option("at", .text("LOC"), "this location and all inside it"),
      Option("status", .words(PlateStatus.allCases.map(\.rawValue)), "only those"),
    ], traits: .list, about: "list pallets", example: "tallyman plate list --at NORTH --status standing"
  ) { session throws(CommandError) in
    let status = session.arguments.value("status").flatMap { PlateStatus(rawValue: $0) }
    var question = PlatePage(at: session.arguments.value("at"), status)
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let count = Command(
    "plate", "count", ["CODE"],
    [
      Option("in", .text("STOCKTAKE"), "the stocktake", isRequired: true),
      Option("at", .text("LOC"), "where it stands; refused where the books have it elsewhere"),
    ], traits: .act, about: "count a pallet that is intact: all that stands on it",
    example: "tallyman plate add PAL-7 --at A-01-2 --line WID-220=48\n"
      + "tallyman plate count PAL-7 --in ST-0002"
  ) { session throws(CommandError) in
    let code = session.arguments.word(0)
    let stocktake = session.arguments.value("in") ?? ""
    let answer = try session.perform(CountPlate(code, in: stocktake, at: session.arguments.value("at")))
    return session.report(answer, Deed("Counted", "count", "pallet \(code) in \(stocktake)"))
  }

  private static let listing = Listing<Plate>(
    empty: "No pallets fit.",
    columns: [
      .init("PLATE") { $0.code },
      .init("STATUS") { $0.status.words },
      .init("LOCATION") { $0.place ?? $0.transferNumber ?? "" },
      .init("CONTENTS") { plate in
        if plate.isWithheld { return "withheld" }
        let first = plate.contents.first.map { "\($0.quantity) \($0.item.code)" } ?? ""
        return first + (plate.contents.count > 1 ? " +\(plate.contents.count - 1)" : "")
      },
      .init("DOUBTFUL") { $0.isDoubtful ? "yes" : "" },
    ],
    fields: \.fields)

  private static func text(_ card: PlateCard.Card) -> String {
    let plate = card.plate
    let travels = plate.transferNumber.map { " with \($0)" + (card.destination.map { " to \($0)" } ?? "") } ?? ""
    var text =
      PlainText.safe(
        "\(plate.code)  \(plate.status.words)" + (plate.place.map { " at \($0)" } ?? travels)) + "\n"
    if plate.isWithheld { text += "It is being counted blind: what stands on it is kept from you.\n" }
    if plate.isDoubtful { text += "It may not be whole: goods were taken piece by piece. Count them, or open it.\n" }
    guard !plate.contents.isEmpty else { return String(text.dropLast()) }
    var table = TextTable([
      .init("SKU"), .init("NAME"), .init("LOT"), .init("QUANTITY", isNumber: true), .init("SERIALS"), .init("DOUBTFUL"),
    ])
    for content in plate.contents {
      table.add([
        content.item.code.description, content.item.name, content.lot?.code ?? "", content.quantity.description,
        content.serials.joined(separator: ", "), content.isDoubtful ? "yes" : "",
      ])
    }
    return text + table.text.dropLast()
  }
}
