import Exchange
import Inventory

enum ExportVerb {
  static var commands: [Command] {
    [
      command(
        "stock",
        StockVerb.filters.filter { $0.name != "search" } + [
          Option("by-lot", .none, "a row for each lot and serial: what import stock needs to rebuild it elsewhere")
        ],
        about: "write stock records", example: "tallyman export stock --at NORTH --format csv --to north.csv"
      ) { session throws(CommandError) in
        let filter = try StockVerb.filter(session)
        return session.arguments.has("by-lot") ? .stockByLot(filter) : .stock(filter)
      },
      command(
        "items", ItemVerb.filters, about: "write items", example: "tallyman export items --format ndjson > items.ndjson"
      ) { session throws(CommandError) in
        .items(
          text: session.arguments.value("search"), category: session.arguments.value("category"),
          isActive: session.arguments.answer("active"))
      },
      command(
        "locations", [Option("in", .text("PARENT"), "only those that stand directly in PARENT")],
        about: "write locations", example: "tallyman export locations --to places.csv"
      ) { session throws(CommandError) in
        .locations(session.arguments.value("in").map { .inside($0) } ?? .all)
      },
      command(
        "movements",
        MoveVerb.filters.filter { $0.name != "to" } + [Option("before", .text("T"), "happened before")],
        about: "write ledger entries in the order recorded",
        example: "tallyman export movements --from 2026-01-01 --before 2026-02-01 --to january.csv"
      ) { session throws(CommandError) in
        .movements(try MoveVerb.filter(session, to: "before"))
      },
      command(
        "counts", [Option("stocktake", .text("ID"), "of this one", isRequired: true)],
        about: "write what was found in a stocktake, as stocktake load reads it",
        example: "tallyman export counts --stocktake ST-0001 --to found.csv"
      ) { session throws(CommandError) in
        .counts(stocktake: session.arguments.value("stocktake") ?? "")
      },
      command(
        "lots", LotVerb.filters, about: "write lots, those that expire first at first",
        example: "tallyman export lots --expires-before 2026-08-01 --to expiring.csv"
      ) { session throws(CommandError) in
        .lots(try LotVerb.filter(session))
      },
      command(
        "serials", SerialVerb.filters, about: "write serial numbers and what has become of them",
        example: "tallyman export serials --sku SER-7 --to serials.csv"
      ) { session throws(CommandError) in
        .serials(try SerialVerb.filter(session))
      },
      command(
        "reservations", ReservationLooking.filters, about: "write reservations, a row for each line",
        example: "tallyman export reservations --live --to held.csv"
      ) { session throws(CommandError) in
        .reservations(try ReservationLooking.filter(session))
      },
      command(
        "transfers",
        [
          TransferLooking.status,
          Option("from-location", .text("LOC"), "that come from this location or a place inside it"),
          Option("to-location", .text("LOC"), "that go to this location or a place inside it"), TransferLooking.item,
        ],
        about: "write transfers, a row for each line",
        example: "tallyman export transfers --status in_transit --to on-the-road.csv"
      ) { session throws(CommandError) in
        .transfers(TransferLooking.filter(session, from: "from-location", to: "to-location"))
      },
      command(
        "snapshot", SnapshotVerb.scope, about: "write stock as it was, with what it was worth then",
        example: "tallyman export snapshot --as-of 2026-07-01 --to july.csv"
      ) { session throws(CommandError) in
        .snapshot(try SnapshotVerb.question(session))
      },
      command(
        "rules", RuleVerb.filters, about: "write reorder rules with what stands at their places",
        example: "tallyman export rules --at NORTH --to rules.csv"
      ) { session throws(CommandError) in
        .rules(RuleVerb.question(session))
      },
      command(
        "orders",
        OrderVerb.filters.map {
          $0.name == "to" ? Option("to-location", .text("LOC"), "comes to this location or a place inside it") : $0
        }, about: "write purchase orders, a row for each line, as import orders reads them",
        example: "tallyman export orders --open --to orders.csv"
      ) { session throws(CommandError) in
        .orders(try OrderVerb.filter(session, to: "to-location"))
      },
      command(
        "audit", AuditVerb.filters.filter { $0.name != "to" } + [Option("before", .text("T"), "recorded before")],
        about: "write audit events in the order recorded, a row for each document of an import",
        example: "tallyman export audit --from 2026-01-01 --before 2026-02-01 --to january.ndjson"
      ) { session throws(CommandError) in
        .audit(try AuditVerb.filter(session, to: "before"))
      },
    ]
  }

  private static func command(
    _ verb: String, _ filters: [Option], about: String, example: String,
    kind: @escaping @Sendable (Session) throws(CommandError) -> ExportKind
  ) -> Command {
    let options = [
      Option("format", .words(ExportFormat.allCases.map(\.rawValue)), "csv where nothing else says so"),
      Option("to", .text("FILE"), "write a file, whole or not at all; else standard output"),
      ImportVerb.spreadsheetSafe,
    ]
    return Command("export", verb, [], options + filters, about: about, example: example) {
      session throws(CommandError) in
      try export(session, try kind(session))
    }
  }

  private static func export(_ session: Session, _ kind: ExportKind) throws(CommandError) -> ExitCode {
    let path = session.arguments.value("to").flatMap { $0 == "-" ? nil : $0 }
    let format = format(session, path)
    let (service, asker) = (try session.open(.read), try session.asker())
    var exporter = Exporter(service: service, for: asker, kind: kind, format: format)
    exporter.isSpreadsheetSafe = session.arguments.has("spreadsheet-safe")
    if format == .csv, !exporter.isSpreadsheetSafe {
      do throws(InventoryError) {
        exporter.isSpreadsheetSafe = try service.makesFilesSpreadsheetSafe(for: asker)
      } catch {
        throw .refused(error)
      }
    }
    do {
      guard let path else {
        let output = session.output
        _ = try exporter.run { output.write($0) }
        return .done
      }
      let rows = try ExportRun(session, path).run(exporter)
      var fields = Fields()
      fields.add("rows", Int64(rows))
      fields.add("format", format.rawValue)
      fields.add("file", path)
      session.show(fields, PlainText.safe("\(rows.counted("row", "rows")) written to \(path)."))
      return .done
    } catch {
      throw .exchange(error)
    }
  }

  /// The flag's, else that of the file's name, else that of `--json` and `--ndjson`, else CSV.
  private static func format(_ session: Session, _ path: String?) -> ExportFormat {
    if let word = session.arguments.value("format"), let format = ExportFormat(rawValue: word) { return format }
    if let path {
      return ExportFormat.allCases.first { path.lowercased().hasSuffix("." + $0.rawValue) } ?? .csv
    }
    return session.isLined ? .ndjson : session.isJSON ? .json : .csv
  }
}
