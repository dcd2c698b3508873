import Exchange
import Inventory

enum LabelVerb {
  static var commands: [Command] {
    [
      Command(
        "label", "", ["SKU", Command.Argument("CODE", isOptional: true)],
        [
          Option("quantity", .text("N"), "how much is in what it is stuck on"),
          Option("lot", .text("CODE"), "the lot"),
          Option("expires", .text("D"), "the last day it may be used; else what the books say of the lot"),
          Option("serial", .text("S"), "a serial number; a label for each", isRepeated: true),
        ] + printing,
        about: "print labels of an item, or with `label plate CODE` that of a pallet",
        example: "tallyman label GLU-1 --lot L2414 --quantity 24 --format zpl --to glue.zpl", run: run)
    ] + LabelLists.commands
  }

  /// More would be a mistake of typing.
  private static let mostCopies = 1000
  /// The settings of the machine that say where labels go.
  private static let commandSetting = "label_command"
  private static let formatSetting = "label_format"

  private static func run(_ session: Session) throws(CommandError) -> ExitCode {
    try print(session) { () throws(CommandError) in try labels(session) }
  }

  /// Where labels go, and how many of each: what every way to print takes.
  static let printing = [
    Option("copies", .count(from: 1), "of each label (1)"),
    Option("format", .words(LabelFormat.allCases.map(\.rawValue)), "zpl for a label printer"),
    Option("to", .text("FILE"), "write them to FILE; - for standard output"),
    Option("print", .text("COMMAND"), "hand them to a command of this machine; else to label_command"),
  ]

  static func print(
    _ session: Session, _ make: () throws(CommandError) -> [Label]
  ) throws(CommandError) -> ExitCode {
    let arguments = session.arguments
    if arguments.value("to") != nil, arguments.value("print") != nil { throw .misuse(.notTogether("to", "print")) }
    for flag in ["to", "print"] where arguments.value(flag) == "" { throw .misuse(.emptyValue(flag: flag)) }
    let copies = arguments.count("copies") ?? 1
    guard copies <= mostCopies else {
      throw .refused(.badField(name: "copies", value: String(copies), wanted: "at most \(mostCopies)"))
    }
    let labels = try make()
    let target = Target(session)
    let format = try target.format(session)
    let text: String
    do {
      text = try format.rendered(labels, copies: copies, today: session.now.day)
    } catch { throw .refused(error) }
    return try send(text, Report(count: labels.count * copies, format), to: target, session)
  }

  private static func labels(_ session: Session) throws(CommandError) -> [Label] {
    let arguments = session.arguments
    let code = arguments.word(1)
    guard code.isEmpty else {
      guard arguments.word(0) == "plate" else {
        throw .misuse(.argumentTooMany(code, usage: session.command.usage))
      }
      for flag in ["quantity", "lot", "expires", "serial"] where !arguments.values(flag).isEmpty {
        throw .misuse(.flagNotHere(flag, command: "label plate"))
      }
      let card = try session.ask(PlateCard(code))
      if card.plate.isWithheld { throw .refused(.withheld("what stands on \(card.plate.code)")) }
      return [Label(of: card.plate, destination: card.destination)]
    }
    let card = try session.ask(ItemStock(arguments.word(0)))
    let lot = arguments.value("lot")
    let known = card.lots.first { $0.lot.code.lowercased() == lot?.lowercased() }?.lot
    let quantity = try arguments.value("quantity").map { text throws(CommandError) in
      try session.quantity(text, of: card.item.code.description)
    }
    if let quantity, quantity <= .zero {
      throw .refused(.badQuantity(quantity.description, item: card.item.code, .notPositive))
    }
    let label = Label(
      of: card.item, lot: known?.code ?? lot, expires: try session.day("expires") ?? known?.expires,
      quantity: quantity)
    let serials = arguments.values("serial")
    guard !serials.isEmpty else { return [label] }
    return serials.map { serial in
      var one = label
      one.serial = serial
      return one
    }
  }

  /// Where labels go.
  private enum Target {
    case output
    case file(String)
    case command(String)

    init(_ session: Session) {
      let arguments = session.arguments
      if let file = arguments.value("to") {
        self = file == "-" ? .output : .file(file)
      } else if let command = arguments.value("print") ?? session.surroundings.configured(commandSetting) {
        self = .command(command)
      } else {
        self = .output
      }
    }

    /// What is asked for, else what the machine's settings say; a command gets ZPL, a person text.
    func format(_ session: Session) throws(CommandError) -> LabelFormat {
      if let asked = session.arguments.value("format") { return LabelFormat(rawValue: asked) ?? .text }
      guard case .command = self else { return .text }
      guard let set = session.surroundings.configured(formatSetting) else { return .zpl }
      guard let format = LabelFormat(rawValue: set) else {
        let known = LabelFormat.allCases.map(\.rawValue).joined(separator: " or ")
        throw .refused(.badField(name: formatSetting, value: set, wanted: known))
      }
      return format
    }
  }

  private struct Report {
    var count: Int
    var format: LabelFormat

    init(count: Int, _ format: LabelFormat) {
      self.count = count
      self.format = format
    }

    var words: String { count.counted("label", "labels") }

    func fields(_ name: String, _ value: String) -> Fields {
      var fields = Fields()
      fields.add("labels", Int64(count))
      fields.add("format", format.rawValue)
      fields.add(name, value)
      return fields
    }
  }

  private static func send(
    _ text: String, _ report: Report, to target: Target, _ session: Session
  ) throws(CommandError) -> ExitCode {
    switch target {
    case .output:
      if session.isJSON { session.output.line(report.fields("text", text).json) } else { session.output.write(text) }
    case .file(let path):
      do { try TextFile.write(text, to: path) } catch { throw .exchange(error) }
      session.show(report.fields("file", path), PlainText.safe("Wrote \(report.words) to \(path)."))
    case .command(let command):
      let outcome = session.surroundings.runCommand(command, text)
      if let why = outcome.trouble { throw .refused(.labelCommandFailed(command: command, why: why)) }
      session.show(report.fields("command", command), PlainText.safe("Printed \(report.words) with \(command)."))
    }
    return .done
  }
}
