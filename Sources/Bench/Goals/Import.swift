import Exchange
import Inventory
import Ledger
import StorageLocal

/// P4 and P12: a million movements, from a CSV file as the command line imports it, and by acts made of rows that stand
/// ready in memory; and what they take on the disk, audit and history included.
struct Import {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let (folder, sizes) = (workshop.folder, workshop.sizes)
    try MovementCSV.write(sizes.rows, workshop.bases.data, folder)
    defer { folder.remove(MovementCSV.name) }
    let rounds = min(sizes.repetitions, 3)
    let bytes = try measure("p4_import_csv", rounds) { books in
      let importer = Importer(
        service: books, options: ImportOptions(.movements), actor: "clerk", terminal: "bench", key: "import",
        clock: { Instant(milliseconds: Clock.wallMilliseconds()) })
      let result = try importer.run(from: folder.file(MovementCSV.name))
      try require(result.accepted == sizes.rows, "\(result.accepted) rows of \(sizes.rows) were accepted")
    }
    var random = Xorshift()
    let lines = (0..<sizes.rows).map { _ in workshop.bases.data.receipt(&random) }
    _ = try measure("p4_import_acts", rounds) { books in
      for start in stride(from: 0, to: lines.count, by: sizes.chunk) {
        let act = ImportMovements(Array(lines[start..<min(start + sizes.chunk, lines.count)]))
        let answer = try books.perform(act, Poster.context(key: "import-\(start)"))
        try require(answer.rejections.isEmpty, "a row was refused")
      }
    }
    Report.line("p12_bytes_per_movement", bytes.median, "B")
  }

  /// Prints the rate of `importAll` and its processor time a row; answers the bytes a row.
  private func measure(_ name: String, _ rounds: Int, _ importAll: (Books) throws -> Void) throws -> Samples {
    let (bases, rows) = (workshop.bases, Double(workshop.sizes.rows))
    var (rates, costs, bytes) = (Samples(), Samples(), Samples())
    for _ in 0..<rounds {
      let database = try LocalDatabase(path: bases.copy(bases.base(), as: "import.db"), mode: .readWrite)
      defer { workshop.folder.remove("import.db") }
      let books = try Books(database)
      let before = workshop.folder.size("import.db")
      let busy = Clock.processor()
      rates.add(rows / (try Clock.seconds { try importAll(books) }))
      costs.add((Clock.processor() - busy) / rows)
      database.checkpointIfIdle()
      bytes.add(Double(workshop.folder.size("import.db") - before) / rows)
    }
    Report.line(name, rates.median, "rows/s")
    Report.line(name + "_cpu", costs.median * 1e6, "us")
    return bytes
  }
}
