import Exchange
import Inventory

enum ImportVerb {
  static var commands: [Command] {
    [
      command(
        .items, about: "add and change items; a row that says what the books say changes nothing",
        example: "tallyman export items --to items.csv\n"
          + "tallyman import items items.csv --map sku=sku"),
      command(
        .locations, about: "add and change locations; a row may stand in one that another row adds",
        example: "tallyman export locations --to places.csv\n"
          + "tallyman import locations places.csv --dry-run"),
      command(
        .stock, about: "bring stock to the levels a file names",
        example: "printf 'sku,Menge\\nWID-220,130\\n' > levels.csv\n"
          + "tallyman import stock levels.csv --set location=A-01-2 --map Menge=on_hand"),
      command(
        .movements, about: "post movements; a file that grew at its end posts only what is new",
        example: "printf 'kind,sku,quantity,location\\nissue,WID-220,3,A-01-2\\n' > june.csv\n"
          + "tallyman import movements june.csv --rejects june-refused.csv"),
      command(
        .orders, about: "write down purchase orders, rows of the same number as one; one that is there already stays",
        example: "printf 'PO,vendor,currency,sku,quantity,price\\nPO-802,Henkel,EUR,GLU-1,50,3.20\\n' > orders.csv\n"
          + "tallyman import orders orders.csv --map PO=number --set to=NORTH"),
      Command(
        "import", "counts", ["FILE"],
        [Option("stocktake", .text("ID"), "count in this one; else the column stocktake says in which")] + reading
          + [rejectsOption], traits: .act,
        about: "count what a file says; a file that was loaded is not counted twice, but for another --key",
        example: "printf 'sku,location,counted\\nWID-220,A-01-2,137\\n' > aisle-a.csv\n"
          + "tallyman import counts aisle-a.csv --stocktake ST-0002"
      ) { session throws(CommandError) in
        try runCounts(session, session.arguments.word(0), in: session.arguments.value("stocktake"))
      },
      command(
        .rules, about: "set reorder rules; a row that says what the books say changes nothing",
        example: "printf 'sku,Meldebestand\\nWID-220,150\\n' > rules.csv\n"
          + "tallyman import rules rules.csv --set location=NORTH --map Meldebestand=point"),
    ]
  }

  static let spreadsheetSafe = Option(
    "spreadsheet-safe", .none, "in CSV an apostrophe stands before text that an office program would run as a formula")

  /// How a file is read: those that `move post` takes too.
  static let reading = [
    Option("map", .text("COLUMN=FIELD"), "which column is which field; the field - ignores it", isRepeated: true),
    Option("set", .text("FIELD=VALUE"), "the same for every row; {COLUMN} stands for its text", isRepeated: true),
    Option("values", .text("FIELD:FROM=TO"), "what a cell that reads FROM means", isRepeated: true),
    Option("format", .words(ImportFormat.allCases.map(\.rawValue)), "else what the first character says"),
    Option("separator", .words([",", ";", "comma", "semicolon", "tab"]), "else what the header line says"),
    Option("decimal-comma", .none, "1,5 is one and a half"),
    spreadsheetSafe,
    Option("dates", .words(DateOrder.allCases.map(\.rawValue)), "the order of the parts of a date; ISO always does"),
  ]

  private static func command(_ kind: ImportKind, about: String, example: String) -> Command {
    var options = reading
    if kind.knowsReplacing {
      options.append(
        Option("mode", .words(ImportMode.allCases.map(\.rawValue)), "replace: what the file does not name goes away"))
      options.append(Option("yes", .none, "replace without being asked"))
    }
    options.append(rejectsOption)
    return Command("import", kind.rawValue, ["FILE"], options, traits: .act, about: about, example: example) {
      session throws(CommandError) in
      try run(session, session.arguments.word(0), try self.options(session, kind))
    }
  }

  static let rejectsOption = Option("rejects", .text("FILE"), "where refused rows go; else FILE.rejects.csv")

  /// Counts of a file, in one stocktake or in those that its rows name.
  static func runCounts(
    _ session: Session, _ path: String, in stocktake: String?
  ) throws(CommandError) -> ExitCode {
    var options = try options(session, .counts)
    options.occasion = session.arguments.value("key")
    if let stocktake {
      // One stocktake has one name, so that the same file is the same however it is typed.
      guard let id = StocktakeID(stocktake) else { throw .refused(.noSuchStocktake(stocktake)) }
      do { try options.mapping.set("stocktake=\(id)") } catch { throw .exchange(error) }
    }
    return try run(session, path, options)
  }

  static func options(_ session: Session, _ kind: ImportKind) throws(CommandError) -> ImportOptions {
    let arguments = session.arguments
    var options = ImportOptions(kind, isDryRun: session.isDryRun)
    do {
      for text in arguments.values("map") { try options.mapping.map(text) }
      for text in arguments.values("set") { try options.mapping.set(text) }
      for text in arguments.values("values") { try options.mapping.values(text) }
    } catch {
      throw .exchange(error)
    }
    options.mode = arguments.value("mode").flatMap { ImportMode(rawValue: $0) } ?? .upsert
    options.format = arguments.value("format").flatMap { ImportFormat(rawValue: $0) }
    options.separator = arguments.value("separator").flatMap { Separator($0) }
    options.usesDecimalComma = arguments.has("decimal-comma")
    options.isSpreadsheetSafe = arguments.has("spreadsheet-safe")
    options.dateOrder = arguments.value("dates").flatMap { DateOrder(rawValue: $0) } ?? .iso
    return options
  }

  private static func run(
    _ session: Session, _ path: String, _ options: ImportOptions
  ) throws(CommandError) -> ExitCode {
    guard try mayReplace(session, options, path) else {
      session.remark("Nothing was done.")
      return .interrupted
    }
    let log = JobLog(session, .import, path)
    let context = try session.context()
    let importer = Importer(
      service: try session.open(session.actMode), options: options, actor: context.actor, terminal: context.terminal,
      key: context.key, clock: session.surroundings.now)
    let name = String(path.split(separator: "/").last ?? "")
    let line = ProgressLine(session.surroundings)
    defer { line.erase() }
    do {
      let result = try importer.run(
        from: path, rejects: rejects(session, options, path),
        progress: {
          line.show($0.line(name: name))
          if !options.isDryRun { log.tell(done: Int64($0.rows), total: $0.rowsTotal.map { Int64($0) }) }
        }, isCancelled: session.surroundings.isInterrupted)
      line.erase()
      log.end(result, options)
      return ImportReport.show(result, options.kind, path, session)
    } catch {
      if case .refused(_, let result) = error, !session.isJSON {
        line.erase()
        session.remark("Kept: " + ImportReport.counts(result))
      }
      log.end(error, options)
      throw .exchange(error)
    }
  }

  /// Where refused rows go. A dry run leaves no file that nobody asked for.
  private static func rejects(_ session: Session, _ options: ImportOptions, _ path: String) -> String? {
    if let named = session.arguments.value("rejects") { return named }
    if path == "-" || options.isDryRun { return nil }
    let isLined = options.format == .ndjson || path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl")
    return path + (isLined ? ".rejects.ndjson" : ".rejects.csv")
  }

  /// What a replacing import takes away no key brings back, so somebody has to say yes.
  private static func mayReplace(
    _ session: Session, _ options: ImportOptions, _ path: String
  ) throws(CommandError) -> Bool {
    guard options.mode == .replace, !options.isDryRun, !session.arguments.has("yes") else { return true }
    guard path != "-", session.surroundings.inputIsTerminal, session.surroundings.errorIsTerminal else {
      throw .misuse(.needsYes(what: "An import with --mode replace"))
    }
    let question =
      switch options.kind {
      case .stock: "At the places that \(path) names, all stock it does not name goes to zero."
      default: "All \(options.kind.rawValue) that \(path) does not name are retired."
      }
    return Confirmation.ask(question, session.surroundings)
  }
}
