import Inventory
import Terminal

enum ThemeVerb {
  static let commands = [
    Command("themes", "list", about: "list the themes there are", example: "tallyman themes list") {
      session throws(CommandError) in
      session.list(
        listing,
        try session.surroundings.themes.names().map { name throws(CommandError) in
          Row(name, try find(name, session))
        })
      return .done
    },
    Command(
      "themes", "check", [.init("NAME|FILE", isOptional: true, isRepeated: true)],
      about: "measure contrast, and whether colour-blind eyes tell the states apart; exit 1 where a theme fails",
      example: "tallyman themes check safe"
    ) { session throws(CommandError) in
      let named = session.arguments.words
      let names = named.isEmpty ? session.surroundings.themes.names() : named
      let checked = try names.map { name throws(CommandError) in
        let found = try find(name, session)
        return Checked(name: name, found: found, check: ThemeCheck(found.reading.theme))
      }
      session.show(fields(checked), text(checked))
      return checked.allSatisfy(\.isGood) ? .done : .found
    },
  ]

  /// A theme that was measured.
  private struct Checked {
    var name: String
    var found: ThemeShelf.Found
    var check: ThemeCheck

    var problems: [ConfigurationProblem] { found.reading.problems }
    var isGood: Bool { check.isGood && problems.isEmpty }
    var least: ThemeCheck.Reading? { check.readings.min { $0.least < $1.least } }
  }

  private struct Row: Hashable, Sendable {
    var name: String
    var mode: String
    var cursor: String
    var file: String
    var about: String

    init(_ name: String, _ found: ThemeShelf.Found) {
      let theme = found.reading.theme
      self.name = name
      (mode, cursor) = (theme.mode.rawValue, theme.cursorStyle.rawValue)
      (file, about) = (found.file, theme.about)
    }
  }

  private static let listing = Listing<Row>(
    empty: "There are no themes.",
    columns: [
      .init("THEME") { $0.name }, .init("GROUND") { $0.mode }, .init("CURSOR") { $0.cursor },
      .init("FROM") { $0.file }, .init("ABOUT") { $0.about },
    ],
    fields: { row in
      var fields = Fields()
      fields.add("name", row.name)
      fields.add("mode", row.mode)
      fields.add("cursor_style", row.cursor)
      fields.add("file", row.file)
      fields.add("about", row.about)
      return fields
    })

  private static func find(_ name: String, _ session: Session) throws(CommandError) -> ThemeShelf.Found {
    let shelf = session.surroundings.themes
    if let found = shelf.find(name) { return found }
    let names = shelf.names()
    let near = nearestName(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
    let wanted = "the path of a theme file or one of \(names.joined(separator: ", "))\(near)"
    throw .refused(.badField(name: "theme", value: name, wanted: wanted))
  }

  // MARK: Words

  /// Of one theme everything, of several a line each and what is wrong with them.
  private static func text(_ checked: [Checked]) -> String {
    if checked.count == 1, let only = checked.first { return wholeText(only) }
    var table = TextTable(
      [.init("THEME"), .init("LEAST", isNumber: true), .init("ROLE")]
        + ColourVision.allCases.map { .init($0.rawValue.uppercased(), isNumber: true) } + [.init("FOUND")])
    for one in checked {
      table.add(
        [one.name, figure(one.least?.least), one.least?.role.rawValue ?? ""]
          + one.check.distances.map { figure($0.least) } + [one.isGood ? "ok" : "FAILS"])
    }
    return table.text + checked.flatMap(faults).map { $0 + "\n" }.joined() + verdict(checked)
  }

  private static func wholeText(_ one: Checked) -> String {
    let needed = one.check.theme.leastContrast
    var roles = TextTable([
      .init("ROLE"), .init("RGB", isNumber: true), .init("256", isNumber: true), .init("CONTRAST"),
    ])
    for reading in one.check.readings {
      let isGood = reading.least >= needed
      let found = isGood ? "ok" : "below \(figure(needed))"
      roles.add([reading.role.rawValue, figure(reading.rgb), figure(reading.indexed), found])
    }
    var eyes = TextTable([.init("EYES"), .init("LEAST", isNumber: true), .init("BETWEEN"), .init("DIFFERENCE")])
    for distance in one.check.distances {
      let found = distance.isEnough ? "ok" : distance.isPromised ? "too small" : "small, and not promised"
      let pair = distance.pair.map(\.rawValue).joined(separator: " and ")
      eyes.add([distance.vision.rawValue, figure(distance.least), pair, found])
    }
    let faults = faults(one).map { $0 + "\n" }.joined()
    return roles.text + "\n" + eyes.text + (faults.isEmpty ? "" : "\n" + faults) + verdict([one])
  }

  private static func faults(_ one: Checked) -> [String] {
    one.problems.map(\.description)
      + one.check.dim.map {
        "\(one.name): \($0.role.rawValue) has \(figure($0.least)) to 1 and needs "
          + "\(figure(one.check.theme.leastContrast)): take a lighter or a darker colour"
      }
      + one.check.confused.map {
        "\(one.name): \($0.pair.map(\.rawValue).joined(separator: " and ")) differ by \(figure($0.least)) to "
          + "\($0.vision.rawValue) eyes and need \(figure(ThemeCheck.Distance.enough)): set them further apart in lightness"
      }
  }

  private static func verdict(_ checked: [Checked]) -> String {
    let failed = checked.filter { !$0.isGood }.map(\.name)
    let names = checked.count == 1 ? checked[0].name : "\(checked.count) themes"
    if !failed.isEmpty { return PlainText.safe("Not in order: \(failed.joined(separator: ", ")).") }
    return PlainText.safe(checked.count == 1 ? "\(names) is in order." : "All \(names) are in order.")
  }

  /// Two places behind the point, cut, so that 4.499 never reads as enough.
  private static func figure(_ number: Double?) -> String {
    guard let number else { return "-" }
    let hundredths = Int((number * 100 + 1e-6).rounded(.down))
    let rest = String(hundredths % 100)
    return "\(hundredths / 100)." + (rest.count < 2 ? "0" : "") + rest
  }

  // MARK: Fields

  private static func fields(_ checked: [Checked]) -> Fields {
    var fields = Fields()
    fields.add("ok", checked.allSatisfy(\.isGood))
    fields.add("themes", .list(checked.map { .fields(self.fields($0)) }))
    return fields
  }

  private static func fields(_ one: Checked) -> Fields {
    var fields = Fields()
    fields.add("name", one.name)
    fields.add("file", one.found.file)
    fields.add("mode", one.check.theme.mode.rawValue)
    fields.add("ok", one.isGood)
    fields.add("least_contrast", .number(figure(one.check.theme.leastContrast)))
    fields.add(
      "roles",
      .list(
        one.check.readings.map { reading in
          var role = Fields()
          role.add("role", reading.role.rawValue)
          role.add("rgb", .number(figure(reading.rgb)))
          role.add("256", .number(figure(reading.indexed)))
          role.add("ok", reading.least >= one.check.theme.leastContrast)
          return .fields(role)
        }))
    fields.add(
      "differences",
      .list(
        one.check.distances.map { distance in
          var eyes = Fields()
          eyes.add("vision", distance.vision.rawValue)
          eyes.add("least", distance.least.map { .number(figure($0)) } ?? .null)
          eyes.add("roles", .list(distance.pair.map { .text($0.rawValue) }))
          eyes.add("promised", distance.isPromised)
          eyes.add("ok", distance.isEnough)
          return .fields(eyes)
        }))
    fields.add("problems", .list(one.problems.map { .text($0.description) }))
    return fields
  }
}
